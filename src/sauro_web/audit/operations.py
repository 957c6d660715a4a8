"""Writing the trail: called by every operation of the site, once, in its own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models, transaction
from django.utils import timezone

from sauro_web.audit.chain import digest_of
from sauro_web.audit.models import Chain, Entry
from sauro_web.common.guards import ChainEnd, append_row, held_end, insert_row

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

__all__ = ["END", "Changes", "hold_end", "made_up_at", "record", "record_each", "record_new", "through"]

Changes = Mapping[str, tuple[object, object]]
END = ChainEnd(Chain, ("length", "digest"), 1)
"""Where the trail ends: for whoever holds it with something else (`record_new`)."""

_LONGEST_NAME = 300
_LONGEST_REASON = 500
_LONGEST_BEHALF = 200
_through: ContextVar[str] = ContextVar("through", default="")
_made_up: ContextVar[datetime | None] = ContextVar("made_up", default=None)


@contextmanager
def made_up_at(moment: datetime) -> Iterator[None]:
    """What is recorded inside bears this moment instead of that of the clock: the past of a made-up office,
    and of no other.

    Raises ImproperlyConfigured on a site that is none (`SAURO_DEMO`).
    """
    if not settings.DEMO:
        raise ImproperlyConfigured("Only the trail of a made-up office may be made up.")
    token = _made_up.set(moment)
    try:
        yield
    finally:
        _made_up.reset(token)


@contextmanager
def through(client: str) -> Iterator[None]:
    """What is recorded meanwhile was done by another system in the actor's name: each entry names it under
    `client` in its changes."""
    token = _through.set(client)
    try:
        yield
    finally:
        _through.reset(token)


def record(
    action: str,
    subject: models.Model,
    *,
    by: AbstractBaseUser | None,
    changes: Changes | None = None,
    reason: str = "",
    on_behalf_of: str = "",
) -> Entry:
    """Appends an entry: `by` did `action` ("plan.issue") to `subject`; `changes` is before and after for each
    field, in values that JSON has. Must run inside the transaction of the operation, as late as possible: the
    end of the chain stays locked until it ends. For that reason operations lock their rows with `no_key`, and
    no row that is only joined: on PostgreSQL the foreign keys of whoever holds the chain are checked at its
    commit, and a row locked against that would make a deadlock.

    Raises `TransactionManagementError` outside a transaction.
    """
    (entry,) = record_each(
        action, [(subject, changes or {})], by=by, reason=reason, on_behalf_of=on_behalf_of
    )
    return entry


def record_each(
    action: str,
    subjects: Iterable[tuple[models.Model, Changes]],
    *,
    by: AbstractBaseUser | None,
    reason: str = "",
    on_behalf_of: str = "",
) -> list[Entry]:
    """The same for many subjects that one operation has changed, an entry for each. Raises as `record`."""
    _ask_transaction()
    end, now = hold_end(), _now()
    entries: list[Entry] = []
    for subject, changes in subjects:
        entry = _entry(end, action, subject, now, by, changes, reason, on_behalf_of)
        end = entry.number, entry.digest
        append_row(entry, end, END)  # its guard lets it grow by one alone
        entries.append(entry)
    return entries


def record_new(
    action: str,
    subject: models.Model,
    end: Sequence[Any],
    *,
    by: AbstractBaseUser | None,
    reason: str = "",
    on_behalf_of: str = "",
) -> Entry:
    """Puts in a new row and appends the entry of it, where the transaction holds the end of the trail (`END`)
    already and these are its fields: one statement where the row has its key. Raises as `record`."""
    _ask_transaction()
    has_key = subject.pk is not None
    if not has_key:
        insert_row(subject)
    entry = _entry(end, action, subject, _now(), by, {}, reason, on_behalf_of)
    append_row(entry, (entry.number, entry.digest), END, beside=subject if has_key else None)
    return entry


def _ask_transaction() -> None:
    connection = transaction.get_connection()
    connection.validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs inside the operation's transaction")


def _now() -> datetime:
    return _made_up.get() or timezone.now()


def _entry(
    end: Sequence[Any],
    action: str,
    subject: models.Model,
    at: datetime,
    by: AbstractBaseUser | None,
    changes: Changes,
    reason: str,
    on_behalf_of: str,
) -> Entry:
    """The next entry behind the end of the trail, not saved yet."""
    length, digest = end
    client = _through.get()
    said = [("client", ("", client))] if client else []
    entry = Entry(
        number=length + 1,
        at=at,
        actor_id=by.pk if by is not None else None,
        on_behalf_of=on_behalf_of[:_LONGEST_BEHALF],
        action=action,
        object_type=subject._meta.label_lower,
        object_id=str(subject.pk),
        object_name=str(subject)[:_LONGEST_NAME],
        changes={name: list(pair) for name, pair in (*changes.items(), *said)},
        reason=_cut(reason),
        previous_digest=digest,
    )
    entry.digest = digest_of(entry.covered(), entry.previous_digest)
    return entry


def hold_end() -> tuple[Any, ...]:
    """The fields of the end of the trail, held until the transaction ends; before the first entry it is made.
    For `record_new`, where it must be held before the new row is known."""
    found = held_end(END)
    if found is None:
        chain, _ = Chain.objects.select_for_update().get_or_create(pk=END.key)
        found = chain.length, chain.digest
    return found


def _cut(reason: str) -> str:
    """As much of it as the trail keeps; what was said at length stands in the record itself."""
    return reason if len(reason) <= _LONGEST_REASON else f"{reason[: _LONGEST_REASON - 1].rstrip()}…"
