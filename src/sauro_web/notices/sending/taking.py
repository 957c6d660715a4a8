"""Taking a kept message in hand and writing down what became of it. Whoever takes it has it alone; nothing is
sent that was not taken in a transaction of its own before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import F

from sauro_web.notices.models import Channel, Delivery, DeliveryState

__all__ = ["alone", "doubt", "give_up", "later", "leave_in_doubt", "sent", "take", "waiting"]

MOST_TRIES = 12
_AT_ONCE = 500
_LEASE = timedelta(minutes=20)
"""How long a message may be in hand; then whoever had it is no more."""


@contextmanager
def alone(channel: Channel) -> Iterator[bool]:
    """Whether nobody else sends by that channel now: one server that hangs holds one worker up, not all."""
    key = f"notices.sending.{channel}"
    first = cache.add(key, True, timeout=180)
    try:
        yield first
    finally:
        if first:
            cache.delete(key)


def waiting(channel: Channel, now: datetime) -> list[Delivery]:
    """What is due to be sent, the longest waiting first; what somebody had in hand who is no more is in
    doubt from now on."""
    held = Delivery.objects.filter(channel=channel, next_at__lte=now)
    held.filter(state=DeliveryState.SENDING).update(
        state=DeliveryState.IN_DOUBT, fault="Máy dừng giữa lúc gửi."
    )
    rows = held.filter(state=DeliveryState.WAITING).select_related("person")
    return list(rows.order_by("next_at", "pk")[:_AT_ONCE])


def take(row: Delivery, now: datetime) -> bool:
    """Takes it in hand; False where another has."""
    mine = Delivery.objects.filter(pk=row.pk, state=DeliveryState.WAITING)
    row.tries += 1
    return bool(mine.update(state=DeliveryState.SENDING, tries=F("tries") + 1, next_at=now + _LEASE))


def sent(row: Delivery, now: datetime) -> None:
    """It has arrived."""
    _write(row, state=DeliveryState.SENT, sent_at=now, fault="")


def doubt(row: Delivery, sentence: str) -> None:
    """Nobody can say whether it arrived: it is not sent again by itself."""
    _write(row, state=DeliveryState.IN_DOUBT, fault=sentence[:200])


def leave_in_doubt(row: Delivery, *, maybe: bool, sentence: str, now: datetime) -> None:
    """Broken off: in doubt where it may have arrived, else tried again later."""
    if maybe:
        doubt(row, sentence)
    else:
        later(row, sentence, now)


def later(row: Delivery, sentence: str, now: datetime) -> None:
    """It has not arrived: tried again after a while that doubles, up to six hours; in the end given up."""
    if row.tries >= MOST_TRIES:
        give_up(row, sentence)
        return
    wait = timedelta(minutes=min(2**row.tries, 360))
    _write(row, state=DeliveryState.WAITING, next_at=now + wait, fault=sentence[:200])


def give_up(row: Delivery, sentence: str) -> None:
    """It will not be sent."""
    _write(row, state=DeliveryState.GIVEN_UP, fault=sentence[:200])


def _write(row: Delivery, **changes: object) -> None:
    Delivery.objects.filter(pk=row.pk).update(**changes)
