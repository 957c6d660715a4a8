"""Regimes: who reports what to whom, of which days and by when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sauro.dates.due import Rhythm
from sauro.indicators.model import Direction, Indicator, Shape
from sauro.reporting.periods import CutOff, DueKind, DueRule
from sauro_web.accounts.models import Unit, UnitGroup, User
from sauro_web.indicators.models import Judged, Shaped
from sauro_web.plans.models import Suggestion

__all__ = [
    "AskedFigure",
    "CutOffKind",
    "DueFrom",
    "Frequency",
    "Judged",
    "Regime",
    "RegimeReporter",
    "Shaped",
]


class Frequency(models.TextChoices):
    """The rhythms of `sauro.reporting.periods.REPORTED`."""

    MONTH = Rhythm.MONTH.value, "hằng tháng"
    QUARTER = Rhythm.QUARTER.value, "hằng quý"
    HALF_YEAR = Rhythm.HALF_YEAR.value, "6 tháng"
    NINE_MONTHS = Rhythm.NINE_MONTHS.value, "9 tháng"
    YEAR = Rhythm.YEAR.value, "hằng năm"


class CutOffKind(models.TextChoices):
    """Up to which day of its last month the figures of a period are taken."""

    STANDARD = "standard", "ngày 14 (Điều 12 Nghị định 09/2019/NĐ-CP)"
    CALENDAR = "calendar", "ngày cuối tháng"
    OTHER = "other", "ngày khác"


class DueFrom(models.TextChoices):
    """As `sauro.reporting.periods.DueKind`."""

    AFTER = DueKind.AFTER.value, "số ngày làm việc sau ngày chốt số liệu"
    YEARLY = DueKind.YEARLY.value, "một ngày cố định trong năm"
    LAST_MONTH = DueKind.LAST_MONTH.value, "ngày của tháng cuối kỳ"
    NEXT_MONTH = DueKind.NEXT_MONTH.value, "ngày của tháng sau kỳ"


class Regime(models.Model):
    """A report that an office receives again and again: from whom, of which days, by when, and on what it
    rests. A regime of a law has a `basis`; one that a plan asks for is "theo kế hoạch" and has its words."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    """The People's Committee or department that receives it."""
    name = models.CharField("tên báo cáo", max_length=200)
    basis = models.CharField("căn cứ pháp lý", max_length=300, blank=True)
    suggestion = models.OneToOneField(Suggestion, models.PROTECT, null=True, related_name="+")
    """The duty of a confirmed plan that it was taken from."""
    plan_cited = models.CharField("theo kế hoạch", max_length=300, blank=True)
    quote = models.TextField("lời văn", blank=True)
    rhythm = models.CharField("kỳ báo cáo", max_length=12, choices=Frequency)
    cut_off = models.CharField("chốt số liệu", max_length=8, choices=CutOffKind, default=CutOffKind.STANDARD)
    cut_off_day = models.PositiveSmallIntegerField("đến ngày", default=14)
    due_from = models.CharField("hạn gửi tính theo", max_length=10, choices=DueFrom, default=DueFrom.AFTER)
    due_number = models.PositiveSmallIntegerField("ngày hoặc số ngày làm việc", default=2)
    due_month = models.PositiveSmallIntegerField("tháng", default=0)
    due_before = models.BooleanField("trước ngày đó", default=False)
    consolidator = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    """The reporting unit to which the others report, which are not beneath it in the tree (the division that
    follows the plan); None: each reports to the reporting unit above it, else to the office."""
    feeds = models.ManyToManyField("self", symmetrical=False, related_name="fed_by", blank=True)
    """Regimes that take over figures of the same code, unit and window: what is entered once serves all."""
    valid_from = models.DateField("áp dụng từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = "chế độ báo cáo"
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="regime_ends_after"
            ),
            models.CheckConstraint(
                condition=Q(cut_off_day__gte=1, cut_off_day__lte=31), name="regime_cut_off_is_a_day"
            ),
            models.CheckConstraint(
                condition=Q(due_from="yearly", due_month__gte=1, due_month__lte=12)
                | (~Q(due_from="yearly") & Q(due_month=0)),
                name="regime_due_in_a_month",
            ),
            models.CheckConstraint(condition=Q(due_number__gte=1), name="regime_due_on_a_day"),
        )
        indexes = (models.Index(fields=("office", "valid_from"), name="regimes_of_office"),)

    def __str__(self) -> str:
        return f"{self.name} ({self.get_rhythm_display()})"

    @property
    def resting_on(self) -> str:
        """What it rests on, in words."""
        return self.basis or (f"theo kế hoạch: {self.plan_cited}" if self.plan_cited else "theo kế hoạch")

    @property
    def core_cut_off(self) -> CutOff:
        """As the core counts."""
        days = {CutOffKind.STANDARD: CutOff.standard(), CutOffKind.CALENDAR: CutOff.calendar()}
        return days.get(CutOffKind(self.cut_off)) or CutOff(self.cut_off_day)

    @property
    def core_due(self) -> DueRule:
        """As the core counts."""
        return DueRule(DueKind(self.due_from), self.due_number, self.due_month, before=self.due_before)


class RegimeReporter(models.Model):
    """Who reports: a unit, or all that a group means on the day on which a period is opened."""

    regime = models.ForeignKey(Regime, models.CASCADE, related_name="reporters")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(UnitGroup, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(unit=None, group__isnull=False) | Q(unit__isnull=False, group=None),
                name="reporter_is_one_thing",
            ),
            models.UniqueConstraint(fields=("regime", "unit"), name="reporter_unit_once"),
            models.UniqueConstraint(fields=("regime", "group"), name="reporter_group_once"),
        )

    def __str__(self) -> str:
        return str(self.unit or self.group)


class AskedFigure(models.Model):
    """One line of the form of a regime. `code` is the same in every regime that asks for the same thing."""

    regime = models.ForeignKey(Regime, models.CASCADE, related_name="asked")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    name = models.CharField("số liệu", max_length=200)
    unit_word = models.CharField("đơn vị tính", max_length=40)
    shape = models.CharField("là", max_length=5, choices=Shaped, default=Shaped.COUNT)
    direction = models.CharField(max_length=5, choices=Judged, default=Judged.MORE)
    guide = models.CharField("cách tính", max_length=500, blank=True)
    counted_from = models.CharField(max_length=60, blank=True)
    """The indicator whose register counts it (`sauro.indicators.model.THE_SEVEN`); blank: it is typed."""
    total = models.ForeignKey("self", models.CASCADE, null=True, related_name="parts")
    """The figure that this one is a part of."""

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=("regime", "code"), name="asked_once_a_regime"),)

    def __str__(self) -> str:
        return self.name

    @property
    def form(self) -> Indicator:
        """As the core has it."""
        return Indicator(self.code, self.name, self.unit_word, Shape(self.shape), Direction(self.direction))
