"""What was reminded of, and which runs are done."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from sauro_web.tasks.models.tasks import UnitTask

__all__ = ["Reminder", "ReminderRun"]


class Reminder(models.Model):
    """That a person is reminded of a part at a step of the ladder before or behind its last day. Told once: a
    deadline that moves begins the ladder anew, and whoever comes into charge is told where it stands."""

    part = models.ForeignKey(UnitTask, models.PROTECT, related_name="reminders", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    stage = models.SmallIntegerField()
    """Working days before (-15, -7, -3), 0 on the day, behind it the working days late at which the step
    begins (1, 2, 5, 10, 15 …)."""
    ends_on = models.DateField()
    """The last day that it is about."""
    days = models.SmallIntegerField()
    """Working days late on the day it was made; negative before the last day."""
    on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("part", "stage", "ends_on", "person"), name="reminded_once"),
        )
        indexes = (models.Index(fields=("on", "person"), name="reminders_of_a_day"),)

    def __str__(self) -> str:
        return f"{self.part_id}: {self.stage}"


class ReminderRun(models.Model):
    """A run of a day: looking over all that is owed ("ladder"), and the digests of an hour ("digests.07")."""

    on = models.DateField()
    what = models.CharField(max_length=20)
    alive_at = models.DateTimeField()
    """The last sign of life of whoever does it; much later another takes it over."""
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("on", "what"), name="one_run_a_day"),)

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y} {self.what}"
