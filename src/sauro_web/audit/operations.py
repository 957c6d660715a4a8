"""Writing the trail: called by every operation of the site, once, in its own transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from sauro_web.audit.chain import digest_of
from sauro_web.audit.models import Chain, Entry

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

__all__ = ["record", "record_each", "through"]

Changes = Mapping[str, tuple[object, object]]
_BATCH = 500

_LONGEST_NAME = 300
_LONGEST_REASON = 500
_LONGEST_BEHALF = 200
_through: ContextVar[str] = ContextVar("through", default="")


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
    chain, _ = Chain.objects.select_for_update().get_or_create(pk=1)
    now, entries = timezone.now(), []
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
        chain.save()  # its guard lets it grow by one alone
        entries.append(entry)
    Entry.objects.bulk_create(entries, batch_size=_BATCH)
    return entries


def _cut(reason: str) -> str:
    """As much of it as the trail keeps; what was said at length stands in the record itself."""
    return reason if len(reason) <= _LONGEST_REASON else f"{reason[: _LONGEST_REASON - 1].rstrip()}…"
