"""The year's plan of conferences of an office, and the address under which a person follows his meetings."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from sauro_web.accounts.models import Unit
from sauro_web.meetings.models.meetings import MeetingMode, MeetingScope

__all__ = ["CalendarFeed", "PlannedConference", "YearlyMeetingPlan"]


class YearlyMeetingPlan(models.Model):
    """Which conferences an office means to hold in a year. Once it is approved, a conference that stands in
    no line of it is off the plan, and a leader decides."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    last_year = models.PositiveSmallIntegerField("số hội nghị năm trước", null=True, blank=True)
    """Typed by hand where the software does not hold the year before."""
    last_year_source = models.CharField("nguồn của số năm trước", max_length=300, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "kế hoạch hội nghị năm"
        constraints = (models.UniqueConstraint(fields=("office", "year"), name="one_meeting_plan_a_year"),)

    def __str__(self) -> str:
        return f"Kế hoạch hội nghị năm {self.year}"


class PlannedConference(models.Model):
    """A line of it."""

    plan = models.ForeignKey(YearlyMeetingPlan, models.CASCADE, related_name="lines")
    subject = models.CharField("nội dung", max_length=300)
    month = models.PositiveSmallIntegerField(
        "tháng", validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    scope = models.CharField("phạm vi", max_length=8, choices=MeetingScope, default=MeetingScope.INTERNAL)
    mode = models.CharField("hình thức", max_length=9, choices=MeetingMode, default=MeetingMode.ONLINE)
    cost = models.PositiveBigIntegerField("kinh phí (đồng)", null=True, blank=True)

    class Meta:
        verbose_name = "hội nghị theo kế hoạch"
        ordering = ("plan", "month", "id")
        constraints = (models.CheckConstraint(condition=Q(month__range=(1, 12)), name="planned_in_a_month"),)

    def __str__(self) -> str:
        return self.subject[:100]


class CalendarFeed(models.Model):
    """The secret under which a calendar program fetches a person's meetings; only its digest is kept."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "địa chỉ theo dõi lịch họp"

    def __str__(self) -> str:
        return f"Lịch họp của {self.person}"
