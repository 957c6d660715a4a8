"""The periods of regimes, and what each unit reports in one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sauro.dates.due import Rhythm
from sauro.dates.periods import Period
from sauro.indicators.model import Tally
from sauro.reporting.figures import Came as Ways
from sauro.reporting.figures import Reported
from sauro.reporting.periods import Window, period_name
from sauro_web.accounts.models import Unit, User
from sauro_web.reports.models.regimes import AskedFigure, Regime

__all__ = [
    "Came",
    "CameTo",
    "ExceptionKind",
    "FigureVersion",
    "Narrative",
    "NarrativePart",
    "PeriodException",
    "Report",
    "ReportFigure",
    "ReportPeriod",
    "ReportState",
]


class ReportPeriod(models.Model):
    """One period of a regime. Whatever changes a report of it holds this row first: so two acts on one period
    never meet halfway."""

    regime = models.ForeignKey(Regime, models.PROTECT, related_name="periods")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    first = models.DateField("số liệu từ ngày")
    last = models.DateField("đến hết ngày")
    due = models.DateField("hạn gửi")
    opened_at = models.DateTimeField()
    locked_at = models.DateTimeField("khóa lúc", null=True)
    locked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "kỳ báo cáo"
        constraints = (
            models.UniqueConstraint(fields=("regime", "year", "number"), name="period_once_a_regime"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="period_ends_after"),
        )
        indexes = (models.Index(fields=("due", "id"), name="periods_by_due"),)

    def __str__(self) -> str:
        return f"{self.regime.name}, {self.name}"

    @property
    def core(self) -> Period:
        """As the core has it."""
        return Period(self.year, Rhythm(self.regime.rhythm), self.number)

    @property
    def window(self) -> Window:
        """The days whose figures it takes."""
        return Window(self.first, self.last)

    @property
    def name(self) -> str:
        """As reports call it: "6 tháng đầu năm 2026"."""
        return period_name(self.core)


class ReportState(models.TextChoices):
    """Where the report of a unit stands."""

    DRAFT = "draft", "đang soạn"
    SUBMITTED = "submitted", "đã gửi"
    RETURNED = "returned", "bị trả lại"
    ACCEPTED = "accepted", "đã duyệt"


class Report(models.Model):
    """What one unit reports in a period. `above` is the report that it is summed into; None: it goes to the
    office itself. In time is measured by the first sending."""

    period = models.ForeignKey(ReportPeriod, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    above = models.ForeignKey("self", models.PROTECT, null=True, related_name="beneath")
    state = models.CharField("tình trạng", max_length=9, choices=ReportState, default=ReportState.DRAFT)
    nothing = models.BooleanField("không phát sinh", default=False)
    first_sent_at = models.DateTimeField("gửi lần đầu", null=True)
    sent_at = models.DateTimeField("gửi lúc", null=True)
    sent_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    return_reason = models.CharField("lý do trả lại", max_length=500, blank=True)
    return_until = models.DateField("gửi lại trước", null=True)
    accepted_at = models.DateTimeField("duyệt lúc", null=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "báo cáo"
        constraints = (
            models.UniqueConstraint(fields=("period", "unit"), name="report_once_a_unit"),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(first_sent_at__isnull=False), name="report_sent_before"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_at__isnull=False), name="report_accepted_then"
            ),
        )
        indexes = (models.Index(fields=("unit", "state"), name="reports_of_unit"),)

    def __str__(self) -> str:
        return f"{self.period}, {self.unit.label}"

    @property
    def is_open(self) -> bool:
        """Whether the unit has it in hand."""
        return self.state in (ReportState.DRAFT, ReportState.RETURNED)


class Came(models.TextChoices):
    """As `sauro.reporting.figures.Came`."""

    COUNTED = Ways.COUNTED.value, "đếm từ sổ"
    SUMMED = Ways.SUMMED.value, "tổng hợp từ các đơn vị"
    TYPED = Ways.TYPED.value, "nhập tay"
    NOTHING = Ways.NOTHING.value, "không phát sinh"
    SILENT = Ways.SILENT.value, "chưa có số liệu"


class _Values(models.Model):
    """A figure as `sauro.reporting.figures.Reported` has it."""

    counted = models.PositiveIntegerField(null=True)
    against = models.PositiveIntegerField(null=True)
    came = models.CharField("nguồn", max_length=8, choices=Came, default=Came.SILENT)
    real_until = models.DateField("số thực đến hết ngày", null=True)
    estimate = models.PositiveIntegerField("ước cả kỳ", null=True)

    class Meta:
        abstract = True

    @property
    def core(self) -> Reported:
        """As the core has it."""
        tally = None if self.counted is None else Tally(self.counted, self.against)
        return Reported(tally, Ways(self.came), self.real_until, self.estimate)


class ReportFigure(_Values):
    """A figure of a report; it may be returned alone, with a reason and a term, while the rest stands."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="figures")
    asked = models.ForeignKey(AskedFigure, models.PROTECT, related_name="+")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    returned_at = models.DateTimeField(null=True)
    returned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    return_reason = models.CharField("lý do trả lại", max_length=500, blank=True)
    return_until = models.DateField("sửa trước", null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "số liệu báo cáo"
        ordering = ("asked__position", "id")
        constraints = (
            models.UniqueConstraint(fields=("report", "asked"), name="figure_once_a_report"),
            models.CheckConstraint(
                condition=Q(came="silent", counted=None, estimate=None)
                | (~Q(came="silent") & Q(counted__isnull=False)),
                name="figure_silent_or_said",
            ),
            models.CheckConstraint(
                condition=~Q(came="nothing") | Q(counted=0), name="figure_nothing_is_nought"
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None) | ~Q(return_reason=""), name="figure_returned_with_reason"
            ),
        )

    def __str__(self) -> str:
        return f"{self.asked.name}, {self.report}"

    @property
    def is_returned(self) -> bool:
        """Whether it waits to be mended."""
        return self.returned_at is not None


class FigureVersion(_Values):
    """A figure as it once stood; never changed, never deleted. `corrects`: its period was locked."""

    figure = models.ForeignKey(ReportFigure, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField("lý do", max_length=500, blank=True)
    corrects = models.BooleanField("đính chính sau khi khóa", default=False)

    class Meta:
        verbose_name = "bản số liệu báo cáo"
        ordering = ("-number", "-id")

    def __str__(self) -> str:
        return f"{self.figure}, lần {self.number}"


class CameTo(models.Model):
    """What a figure came to once its whole window was over, where the sum above it was estimated: the sum is
    held against these, without counting every unit again. Never changed, never deleted."""

    figure = models.OneToOneField(ReportFigure, models.PROTECT, related_name="came_to")
    counted = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = "số thực hiện cả kỳ"

    def __str__(self) -> str:
        return f"{self.figure}: {self.counted}"


class NarrativePart(models.TextChoices):
    """What is said in words."""

    RESULTS = "results", "Kết quả nổi bật"
    OBSTACLES = "obstacles", "Khó khăn, vướng mắc"
    PROPOSALS = "proposals", "Đề xuất, kiến nghị"


class Narrative(models.Model):
    """A text of a report as somebody wrote it; the last of its part holds, what stood before stays."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="narratives")
    part = models.CharField(max_length=9, choices=NarrativePart)
    text = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "lời văn báo cáo"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.get_part_display()}, {self.report}"


class ExceptionKind(models.TextChoices):
    """What was let through against the order of things."""

    UNLOCKED = "unlocked", "mở khóa kỳ"
    WITHOUT = "without", "tổng hợp khi còn thiếu đơn vị"


class PeriodException(models.Model):
    """An exception with its reason; never changed, never deleted. `units` are whom a report goes without."""

    period = models.ForeignKey(ReportPeriod, models.PROTECT, related_name="exceptions")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="exceptions")
    kind = models.CharField(max_length=8, choices=ExceptionKind)
    units = models.JSONField(default=list)
    """Numbers of the units."""
    reason = models.CharField("lý do", max_length=500)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "ngoại lệ của kỳ báo cáo"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.period}"
