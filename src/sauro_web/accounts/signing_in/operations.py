"""What changes in a person's access. What allauth itself changes is written into the trail by `recorded`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from axes.utils import reset
from django.db import models, transaction

from sauro_web.accounts.models import User
from sauro_web.accounts.signing_in.passwords import first_password
from sauro_web.accounts.signing_in.rules import may_reset_access
from sauro_web.accounts.signing_in.telling import tell
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed

__all__ = [
    "change_password",
    "end_sessions",
    "link_to_province",
    "lock_key",
    "recorded",
    "reset_access",
]


def lock_key(person: User) -> str:
    """Under what failed sign-ins of the person are counted, whichever name was typed."""
    return f"u{person.pk}"


@contextmanager
def recorded(
    action: str,
    subject: models.Model,
    *,
    by: User | None,
    changes: Mapping[str, tuple[object, object]] | None = None,
) -> Iterator[None]:
    """A transaction in which something is done to `subject` that ends with its entry in the trail."""
    with transaction.atomic():
        yield
        entry = record(action, subject, by=by, changes=changes)
        if isinstance(subject, User):
            tell(subject, action, changes or {}, entry.number)


def change_password(person: User, password: str, *, by: User) -> None:
    """The person's own password in place of the one before; other browsers are signed out by it."""
    with recorded("user.change_password", person, by=by):
        person.set_password(password)
        person.must_change_password = False
        person.save(update_fields=["password", "must_change_password"])


def reset_access(
    person: User, *, by: User | None, on: date, second_step: bool = False, province: bool = False
) -> str:
    """Gives a new first password, shown to nobody but the caller, which must be changed after signing in.
    All sessions of the person end and a lock-out is lifted. With `second_step` the code of the telephone is
    no longer asked for, with `province` the tie to the province's single sign-on is cut.

    Raises `NotAllowed`.
    """
    if not may_reset_access(by, person, on=on):
        raise NotAllowed(
            "Chỉ quản trị của cơ quan bao gồm mọi nơi người này làm việc mới cấp lại được quyền đăng nhập."
        )
    password = first_password()
    removed = {"password": (None, None)} | {
        what: (True, False) for what, asked in (("second_step", second_step), ("province", province)) if asked
    }
    with recorded("user.reset_access", person, by=by, changes=removed):
        person.set_password(password)
        person.must_change_password = True
        person.save(update_fields=["password", "must_change_password"])
        if second_step:
            Authenticator.objects.filter(user=person).delete()
        if province:
            SocialAccount.objects.filter(user=person, provider="province").delete()
        for session in UserSession.objects.filter(user=person):
            session.end()
        reset(username=lock_key(person))
    return password


def end_sessions(
    person: User, *, by: User, keep: str | None = None, only: Collection[int] | None = None
) -> int:
    """Signs the person out of all browsers but the one of the session key `keep`, or out of the numbered ones
    alone. How many ended is returned; numbers of others' sessions are none of them."""
    sessions = UserSession.objects.filter(user=person).exclude(session_key=keep or "")
    if only is not None:
        sessions = sessions.filter(pk__in=only)
    ended = list(sessions)
    if not ended:
        return 0
    addresses = sorted({session.ip for session in ended})
    with recorded("user.end_sessions", person, by=by, changes={"addresses": (addresses, [])}):
        for session in ended:
            session.end()
    return len(ended)


def link_to_province(person: User, uid: str) -> bool:
    """From now on the person is known by the province's own identifier. False where another identifier is
    already tied to the person: a user name that was given to somebody else there."""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=person.pk)
        if SocialAccount.objects.filter(user=person, provider="province").exists():
            return False
        SocialAccount.objects.create(user=person, provider="province", uid=uid)
        record("user.link_to_province", person, by=person)
    return True
