"""What of signing in and of refusals goes into the audit trail, and how often. No secret ever does: neither
passwords and codes nor what was typed as a name, which may be a password in the wrong field."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from django.core.cache import cache
from django.db import models
from django.http import HttpRequest

from sauro_web.accounts.models import User
from sauro_web.accounts.signing_in.operations import recorded

__all__ = ["address_of", "audit_refused", "methods_of", "once", "record_once"]


def address_of(request: HttpRequest) -> str:
    """The network address of the person, behind as many proxies as the settings name."""
    if not request.META.get("REMOTE_ADDR"):
        return ""  # a server behind a socket file, or nobody at a screen
    return str(get_adapter().get_client_ip(request))


def methods_of(request: HttpRequest, person: User) -> list[str]:
    """By what the person was recognised in this session: keys of METHODS, in order."""
    records = get_authentication_records(request, person)
    return [str(entry.get("type") or entry["method"]) for entry in records]


def once(what: str, *, seconds: int) -> bool:
    """True for the first who asks within that time, in whichever process."""
    return bool(cache.add(f"trail:{what}", True, timeout=seconds))


def record_once(action: str, subject: models.Model, *, address: str, seconds: int) -> None:
    """An entry without an actor, at most one within that time for a subject and an address."""
    if once(f"{action}:{subject.pk}:{address}", seconds=seconds):
        with recorded(action, subject, by=None, changes={"address": (None, address)}):
            pass


def audit_refused(request: HttpRequest, status: int) -> None:
    """Records that a signed-in person was refused a page of some record (forged numbers in an address, or a
    thing that is not for him): at most once a minute for a person and a network address."""
    person, match = request.user, request.resolver_match
    if not isinstance(person, User) or match is None or not match.kwargs:
        return
    address = address_of(request)
    if "key" in match.kwargs or not once(f"refused:{person.pk}:{address}", seconds=60):
        return
    changes = {"page": (None, request.path[:300]), "status": (None, status), "address": (None, address)}
    with recorded("user.refused", person, by=person, changes=changes):
        pass
