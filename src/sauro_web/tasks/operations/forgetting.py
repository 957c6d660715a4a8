"""Reminders that nobody needs any more: of work that ended long ago, or for a deadline that has moved since.
Those that letters count, and those that keep anybody from being told twice, stay."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F, Q

from sauro_web.tasks.models import OPEN, Reminder, ReminderRun

__all__ = ["forget_reminders"]

_BATCH = 5_000


def forget_reminders(*, on: date, days: int) -> int:
    """Removes reminders older than so many days, where their part is owed no more or its last day is another
    one now, and the marks of runs; how many reminders. What a letter still counts is of work that is owed,
    for the deadline as it stands: that stays."""
    before = on - timedelta(days=days)
    ReminderRun.objects.filter(on__lt=before).delete()
    owed = Q(part__state__in=OPEN, part__ended_at=None)
    done = Reminder.objects.filter(on__lt=before).exclude(owed & Q(part__ends_on=F("ends_on")))
    gone = 0
    while numbers := list(done.order_by().values_list("pk", flat=True)[:_BATCH]):
        gone += Reminder.objects.filter(pk__in=numbers).delete()[0]
    return gone
