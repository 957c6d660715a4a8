"""Reads of signing in: whom a typed name means, and where a person is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import constant_time_compare

from sauro_web.accounts.models import User
from sauro_web.accounts.signing_in.devices import device

__all__ = ["SessionOfPerson", "people_with_address", "person_of", "person_of_claim", "sessions_of"]


@dataclass(frozen=True, slots=True)
class SessionOfPerson:
    """A browser in which the person is signed in."""

    number: int
    began_at: datetime
    address: str
    device: str
    current: bool


def person_of(typed: str) -> User | None:
    """The person whose user name it is, in any case and with blanks anywhere (telephones put one behind a
    full stop); else the only one who has that e-mail address. Offices share addresses: then only the user
    name tells."""
    typed = "".join(typed.split())
    if not typed:
        return None
    named = _named(typed).first()
    if named is not None:
        return named
    if "@" not in typed:
        return None
    addressed = list(User.objects.filter(email__iexact=typed, is_active=True)[:2])
    return addressed[0] if len(addressed) == 1 else None


def _named(name: str) -> models.QuerySet[User]:
    """By the index that keeps user names unique in any case; the database folds both sides alike."""
    return User.objects.alias(folded=Lower("username")).filter(folded=Lower(models.Value(name)))


def person_of_claim(value: str, *, is_address: bool) -> User | None:
    """The person in office whom the province calls so: by the user name, or by an e-mail address that nobody
    else here has."""
    if not value:
        return None
    people = User.objects.filter(email__iexact=value) if is_address else _named(value)
    found = list(people.filter(is_active=True)[:2])
    return found[0] if len(found) == 1 else None


def people_with_address(address: str) -> list[User]:
    """Those in office who have that e-mail address and a password to forget."""
    people = User.objects.filter(email__iexact=address.strip(), is_active=True)
    return [person for person in people if person.has_usable_password()]


def sessions_of(person: User, *, current_key: str | None, at: datetime) -> list[SessionOfPerson]:
    """Where the person is signed in, the latest first. What expired, was signed out of or lost its right by a
    new password is none of it. Two queries, however many there are."""
    known = {session.session_key: session for session in UserSession.objects.filter(user=person)}
    stored = Session.objects.filter(session_key__in=known, expire_date__gt=at)
    living = [known[session.session_key] for session in stored if _is_of(person, session)]
    return [
        SessionOfPerson(
            session.pk,
            session.created_at,
            session.ip,
            device(session.user_agent),
            session.session_key == current_key,
        )
        for session in sorted(living, key=lambda session: session.created_at, reverse=True)
    ]


def _is_of(person: User, session: Session) -> bool:
    content = session.get_decoded()
    mark = content.get(HASH_SESSION_KEY, "")
    return content.get(SESSION_KEY) == str(person.pk) and constant_time_compare(
        mark, person.get_session_auth_hash()
    )
