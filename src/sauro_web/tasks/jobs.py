"""Work with tasks that nobody asks for."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from sauro_web.common.jobs import enqueue
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.operations.deadlines import grow_occurrences, recount_after
from sauro_web.tasks.operations.forgetting import forget_reminders
from sauro_web.tasks.operations.releasing import release_parts
from sauro_web.tasks.operations.reminding import remind

__all__ = ["begin_periods", "forget", "recount", "remind_people"]


def begin_periods() -> None:
    """Every day: periodic duties have a row for each period that has begun; what parts carry beside them of
    their tasks and units is compared with these and put right; who has left is named for nothing any more."""
    grow_occurrences(on=timezone.localdate())
    release_parts(on=timezone.localdate())
    UnitTask.objects.settle_anew()


def forget() -> None:
    """Every day: reminders that are needed no more go, after the days that the office keeps them."""
    forget_reminders(on=timezone.localdate(), days=settings.KEPT_DAYS)


def recount(office: int) -> None:
    """Asks for the last days of an office's work to be worked out anew."""
    now = timezone.now()
    enqueue(recount_after, office, key=f"tasks.recount.{office}.{now.isoformat()}")


def remind_people() -> None:
    """Every minute: what of the day's reminders is due by the hour and not done."""
    remind(now=timezone.now())
