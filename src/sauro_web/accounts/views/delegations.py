"""What one delegates, and what is delegated to one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts import rules
from sauro_web.accounts.forms.people import DelegateForm, LendForm
from sauro_web.accounts.models import Delegation
from sauro_web.accounts.operations.delegations import delegate, withdraw_delegation
from sauro_web.accounts.queries.people import colleagues, delegations_of, own_positions
from sauro_web.accounts.signed_in import person_of
from sauro_web.accounts.views.reaching import FormPage, is_taken, position_of, show_form, today
from sauro_web.common.refusals import come_back

__all__ = ["lend", "mine", "withdraw"]


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Both lists, and the form for one more."""
    person, day = person_of(request), today()
    form = DelegateForm(
        request.POST or None,
        positions=own_positions(person, day),
        colleagues=colleagues(person, day),
        initial={"valid_from": day},
    )

    def show() -> HttpResponse:
        given, received = delegations_of(person)
        context = {"form": form, "given": given, "received": received, "day": day}
        return render(request, "accounts/delegations.html", context, status=422 if form.is_bound else 200)

    come_back(request, form, show)
    if form.is_valid():
        clean = dict(form.cleaned_data)
        delegate(clean.pop("membership"), by=person, on=day, **clean)
        messages.success(request, "Đã ủy quyền. Việc người đó làm thay được ghi cả hai tên.")
        return redirect("accounts:delegations")
    return show()


@require_http_methods(["GET", "POST"])
def lend(request: HttpRequest, pk: int) -> HttpResponse:
    """Another's position, on the paper by which he delegated it: he may be ill, or have no access."""
    position, by, day = position_of(request, pk), person_of(request), today()
    people = colleagues(position.user, day).exclude(pk=by.pk)
    form = LendForm(request.POST or None, colleagues=people, initial={"valid_from": day})
    back = reverse("accounts:person", args=(position.user_id,))
    note = "Chỉ ghi ủy quyền đã có văn bản. Việc người đó làm thay được ghi cả hai tên."
    page = FormPage("Ghi ủy quyền", str(position), "Ghi ủy quyền", back, (note,))
    if is_taken(request, page, form):
        delegate(position, by=by, on=day, **form.cleaned_data)
        messages.success(request, "Đã ghi ủy quyền.")
        return redirect("accounts:person", position.user_id)
    return show_form(request, page, form)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a delegation back."""
    row = Delegation.objects.select_related("membership__unit").filter(pk=pk).first()
    if row is None or not rules.may_delegate(person_of(request), row.membership, on=today()):
        raise Http404
    withdraw_delegation(row, by=person_of(request), on=today())
    messages.success(request, "Đã thu hồi ủy quyền từ hôm nay.")
    if row.membership.user_id != person_of(request).pk:
        return redirect("accounts:person", row.membership.user_id)
    return redirect("accounts:delegations")
