"""Writing the trail: called by every operation of the site, once, in its own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models, transaction
from django.utils import timezone

from sauro_web.audit.chain import digest_of
from sauro_web.audit.models import Chain, Entry
from sauro_web.common.guards import append_row, held_end

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

__all__ = ["Changes", "made_up_at", "record", "record_each", "through"]

Changes = Mapping[str, tuple[object, object]]
_END = ("length", "digest")
"""What the end of the chain says."""

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
    connection = transaction.get_connection()
    connection.validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs inside the operation's transaction")
    client = _through.get()
    said = [("client", ("", client))] if client else []
    chain, now = _held_end(), _made_up.get() or timezone.now()
    entries: list[Entry] = []
    for subject, changes in subjects:
        entry = Entry(
            number=chain.length + 1,
            at=now,
            actor_id=by.pk if by is not None else None,
            on_behalf_of=on_behalf_of[:_LONGEST_BEHALF],
            action=action,
            object_type=subject._meta.label_lower,
            object_id=str(subject.pk),
            object_name=str(subject)[:_LONGEST_NAME],
            changes={name: list(pair) for name, pair in (*changes.items(), *said)},
            reason=_cut(reason),
            previous_digest=chain.digest,
        )
        entry.digest = digest_of(entry.covered(), entry.previous_digest)
        chain.length, chain.digest = entry.number, entry.digest
        append_row(entry, chain, _END)  # its guard lets it grow by one alone
        entries.append(entry)
    return entries


def _held_end() -> Chain:
    """The end of the chain, held until the transaction ends; before the first entry it is made."""
    found = held_end(Chain, _END, 1)
    if found is None:
        return Chain.objects.select_for_update().get_or_create(pk=1)[0]
    chain = Chain(pk=1, length=found[0], digest=found[1])
    chain._state.adding = False
    return chain


def _cut(reason: str) -> str:
    """As much of it as the trail keeps; what was said at length stands in the record itself."""
    return reason if len(reason) <= _LONGEST_REASON else f"{reason[: _LONGEST_REASON - 1].rstrip()}…"
