"""Days on which an office works otherwise than the weekday says."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sauro.dates import workdays
from sauro_web.accounts.models import Unit

__all__ = ["CalendarDay", "DayKind"]


class DayKind(models.TextChoices):
    """The kinds of `sauro.dates.workdays`, as the office calls them."""

    OFF = workdays.DayKind.OFF.value, "nghỉ"
    WORKING = workdays.DayKind.WORKING.value, "làm bù"


class CalendarDay(models.Model):
    """One day of the calendar: of the whole country, or of an office and all below it, for whom it comes
    before what the country or an office above says."""

    office = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    """None for the whole country."""
    day = models.DateField("ngày")
    kind = models.CharField("loại", max_length=7, choices=DayKind)
    name = models.CharField("tên gọi", max_length=120)
    provisional = models.BooleanField("dự kiến", default=False)
    """Computed from the law or expected, until it is decided."""

    class Meta:
        verbose_name = "ngày trong lịch làm việc"
        ordering = ("day", "id")
        constraints = (
            models.UniqueConstraint(fields=("office", "day"), name="one_row_a_day_of_an_office"),
            models.UniqueConstraint(fields=("day",), condition=Q(office=None), name="one_row_a_day_of_all"),
        )

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.get_kind_display()}, {self.name}"
