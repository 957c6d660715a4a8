"""Writing the trail: called by every operation of the site, once, in its own transaction."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone

from sauro_web.audit.chain import digest_of
from sauro_web.audit.models import Chain, Entry

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

__all__ = ["record", "through"]

_LONGEST_NAME = 300
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
    changes: Mapping[str, tuple[object, object]] | None = None,
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
    connection = transaction.get_connection()
    connection.validate_no_broken_transaction()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("record() belongs inside the operation's transaction")
    said = dict(changes or {})
    if client := _through.get():
        said["client"] = ("", client)
    chain, _ = Chain.objects.select_for_update().get_or_create(pk=1)
    entry = Entry(
        number=chain.length + 1,
        at=timezone.now(),
        actor_id=by.pk if by is not None else None,
        on_behalf_of=on_behalf_of,
        action=action,
        object_type=subject._meta.label_lower,
        object_id=str(subject.pk),
        object_name=str(subject)[:_LONGEST_NAME],
        changes={name: list(pair) for name, pair in said.items()},
        reason=reason,
        previous_digest=chain.digest,
    )
    entry.digest = digest_of(entry.covered(), entry.previous_digest)
    entry.save(force_insert=True)
    chain.length, chain.digest = entry.number, entry.digest
    chain.save()
    return entry
