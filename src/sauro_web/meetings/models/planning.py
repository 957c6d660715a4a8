"""The year's plan of conferences of an office, and the address under which a person follows his meetings."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

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
    last_year_first_month = models.PositiveSmallIntegerField("từ tháng", default=1)
    """The months that the typed number covers: many offices exist since 01/7/2025 only."""
    last_year_last_month = models.PositiveSmallIntegerField("đến tháng", default=12)
    last_year_at = models.DateTimeField("ghi số năm trước lúc", null=True, blank=True)
    last_year_source = models.CharField("nguồn của số năm trước", max_length=300, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "kế hoạch hội nghị năm"
        constraints = (
            models.UniqueConstraint(fields=("office", "year"), name="one_meeting_plan_a_year"),
            models.CheckConstraint(
                condition=Q(
                    last_year_first_month__gte=1,
                    last_year_last_month__lte=12,
                    last_year_last_month__gte=F("last_year_first_month"),
                ),
                name="meeting_plan_months_of_last_year",
            ),
        )

    def __str__(self) -> str:
        return f"Kế hoạch hội nghị năm {self.year}"


class PlannedConference(models.Model):
    """A line of it."""

    plan = models.ForeignKey(YearlyMeetingPlan, models.CASCADE, related_name="lines")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="đơn vị tổ chức")
    """The unit of the office that holds it; None: the committee itself."""
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
