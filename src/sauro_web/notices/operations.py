"""Telling units, and marking what was seen."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sauro_web.accounts.models import Unit, User
from sauro_web.notices.models import Notice, NoticeSeen

__all__ = ["mark_seen", "tell_units"]

_BATCH = 500


def tell_units(told: Iterable[tuple[Unit, str]], *, link: str, key: str, now: datetime) -> int:
    """Tells each unit its sentence, inside the caller's transaction; what was told under `key` before is not
    told again. How many units there were."""
    notices = [Notice(unit=unit, text=text, link=link, told_at=now, key=key) for unit, text in told]
    Notice.objects.bulk_create(notices, batch_size=_BATCH, ignore_conflicts=True)
    return len(notices)


def mark_seen(notices: Iterable[Notice], *, by: User, now: datetime) -> None:
    """Marks notices as seen by a person; twice is no error."""
    NoticeSeen.objects.bulk_create(
        (NoticeSeen(notice=notice, by=by, at=now) for notice in notices), ignore_conflicts=True
    )
