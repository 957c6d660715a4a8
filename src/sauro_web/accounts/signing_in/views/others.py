"""Giving another person access anew: for administrators of the office."""

from __future__ import annotations

from allauth.core.internal.httpkit import authenticated_user
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from sauro_web.accounts.models import User
from sauro_web.accounts.signing_in.forms import ResetAccessForm
from sauro_web.accounts.signing_in.operations import reset_access
from sauro_web.accounts.signing_in.rules import may_reset_access

__all__ = ["reset_access_of"]


@never_cache
@require_http_methods(["GET", "POST"])
@sensitive_variables("password")
def reset_access_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks, then shows the new first password once, to be handed over."""
    actor, person = authenticated_user(request), get_object_or_404(User, pk=pk)
    today = localdate()
    if not may_reset_access(actor, person, on=today):
        raise Http404
    form = ResetAccessForm(request.POST if request.method == "POST" else None)
    password = ""
    if form.is_valid():
        password = reset_access(person, by=actor, on=today, **form.cleaned_data)
    context = {"person": person, "form": form, "password": password}
    return render(request, "accounts/signing_in/reset_access.html", context)
