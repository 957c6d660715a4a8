"""Nobody sees a page before signing in, and a first password is changed before anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from sauro_web.accounts.models import User
from sauro_web.accounts.signing_in.trail import methods_of

__all__ = ["FirstPasswordMiddleware", "SignedInMiddleware"]

_BEFORE_THE_NEW_PASSWORD = {"account_change_password", "account_logout"}


def page_of(request: HttpRequest) -> str:
    """The page on which the person is: for a form or a part of a page the one it stands on."""
    if getattr(request, "htmx", False):
        return str(request.htmx.current_url_abs_path or "/")  # type: ignore[attr-defined]
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    referer = urlsplit(request.headers.get("Referer", ""))
    if referer.netloc != request.get_host() or not referer.path:
        return "/"
    return f"{referer.path}?{referer.query}" if referer.query else referer.path


def sent_to(request: HttpRequest, view: str) -> HttpResponse:
    """To another page, from which the person comes back to the present one; htmx changes the whole page, not
    the part that was asked for."""
    address = f"{reverse(view)}?{urlencode({'next': page_of(request)})}"
    if getattr(request, "htmx", False):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


class SignedInMiddleware(LoginRequiredMiddleware):
    """Every view asks for a signed-in person, but those marked `login_not_required`."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        """To the sign-in page, and back afterwards."""
        return sent_to(request, "account_login")


class FirstPasswordMiddleware:
    """Whoever signed in with a password that somebody else gave must change it. Whoever comes from the
    province's single sign-on did not need it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """To the page of the password, where that is still due."""
        person, match = request.user, request.resolver_match
        if not isinstance(person, User) or not person.must_change_password or match is None:
            return None
        if match.url_name in _BEFORE_THE_NEW_PASSWORD or "socialaccount" in methods_of(request, person):
            return None
        return sent_to(request, "account_change_password")
