"""The lock after eight wrong passwords: of one person from one address, for a quarter of an hour (AXES_…)."""

from __future__ import annotations

from collections.abc import Mapping

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from sauro_web.accounts.models import Address, User
from sauro_web.accounts.signing_in.operations import lock_key
from sauro_web.accounts.signing_in.queries import person_of
from sauro_web.accounts.signing_in.trail import address_of, record_once

__all__ = ["key_of", "locked_out"]


def _person_and_key(typed: str) -> tuple[User | None, str]:
    person = person_of(typed)
    if person is not None:
        return person, lock_key(person)
    return None, "x" + salted_hmac("sign-in", "".join(typed.split()).lower()).hexdigest()[:24]


def key_of(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """Under what a failure is counted: the person, whichever of his names was typed; else a digest of what
    was typed, which is never kept."""
    return _person_and_key((credentials or {}).get("username") or request.POST.get("login", ""))[1]


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Mapping[str, str] | None = None
) -> HttpResponse:
    """The page that says until when, the same for names that nobody has; in the trail once a lock."""
    typed = (credentials or {}).get("username") or request.POST.get("login", "")
    person, key = _person_and_key(typed)
    address = address_of(request)
    wait = settings.AXES_COOLOFF_TIME
    subject = person or Address(ip=address)
    action = "user.lock_out" if person else "address.lock_out"
    record_once(action, subject, address=address, seconds=int(wait.total_seconds()))
    latest = AccessAttempt.objects.filter(username=key, ip_address=address).order_by("-attempt_time").first()
    until = (latest.attempt_time if latest else timezone.now()) + wait
    return render(request, "accounts/signing_in/locked.html", {"until": until}, status=429)
