"""Which people a browser is known to: a signed cookie with their numbers, no more."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from sauro_web.accounts.models import User

__all__ = ["is_known", "remember"]

_NAME, _SALT = "nguoi-quen", "sauro.known-browser"
_MOST = 20
_KEPT_FOR = 365 * 24 * 60 * 60


def is_known(request: HttpRequest, person: User) -> bool:
    """Whether the person has signed in from this browser within a year."""
    return person.pk in _numbers(request)


def remember(request: HttpRequest, response: HttpResponse, person: User) -> None:
    """From now on he has."""
    numbers = [person.pk, *(number for number in _numbers(request) if number != person.pk)][:_MOST]
    response.set_cookie(
        _NAME, signing.dumps(numbers, salt=_SALT), max_age=_KEPT_FOR, httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def _numbers(request: HttpRequest) -> list[int]:
    try:
        numbers: list[int] = signing.loads(request.COOKIES.get(_NAME, ""), salt=_SALT, max_age=_KEPT_FOR)
    except signing.BadSignature:
        return []
    return numbers
