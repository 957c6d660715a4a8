"""A request that came under a key is done once, however often it comes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from sauro_web.exchange.models import Answer, Client

__all__ = ["KEPT", "Said", "forget_answers", "once"]

KEPT = timedelta(days=2)
"""How long a key is known."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a request is answered; `again` where it was answered before, `mistaken` where the key was used for
    another request."""

    status: int
    body: Mapping[str, Any]
    again: bool = False
    mistaken: bool = False


def once(
    client: Client,
    key: str,
    digest: str,
    act: Callable[[], tuple[int, Mapping[str, Any]]],
    *,
    now: datetime,
) -> Said:
    """Does `act` and keeps what it answers, in one transaction: both are there or neither. What is refused is
    not kept and may be sent again under the same key. Two at once: the second waits for the first."""
    with transaction.atomic():
        row, new = Answer.objects.get_or_create(
            client=client, key=key, defaults={"digest": digest, "at": now}
        )
        if not new:
            return Said(row.status, row.body, again=True, mistaken=row.digest != digest)
        row.status, row.body = act()
        row.save(update_fields=["status", "body"])
        return Said(row.status, row.body)


def forget_answers(*, now: datetime) -> int:
    """Removes what is older than it is promised; how many."""
    removed, _ = Answer.objects.filter(at__lt=now - KEPT).delete()
    return removed
