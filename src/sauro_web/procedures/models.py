"""Figures of administrative procedures (thủ tục hành chính), each version of them, and by what they are
counted."""

from __future__ import annotations

from functools import reduce
from operator import add

from django.db import models
from django.db.models import F, Q

from sauro_web.accounts.models import Unit, User
from sauro_web.procedures.counts import COUNTS, LIMITS
from sauro_web.procedures.shares import Reading as Readings

__all__ = [
    "ClosedMonth",
    "Counts",
    "FiguresVersion",
    "Origin",
    "ProcedureFigures",
    "Reading",
    "ReportingUnit",
    "ShareDefinition",
]


class Origin(models.TextChoices):
    """How figures came in."""

    TYPED = "typed", "nhập tay"
    IMPORTED = "imported", "từ tệp"


class Reading(models.TextChoices):
    """As `shares.Reading`."""

    ONLINE_AND_DIGITISED = (
        Readings.ONLINE_AND_DIGITISED.value,
        "nộp trực tuyến, cộng hồ sơ giấy đã số hóa và xử lý toàn bộ trên hệ thống",
    )
    ONLINE = Readings.ONLINE.value, "chỉ hồ sơ nộp trực tuyến"
    DIGITISED = Readings.DIGITISED.value, "hồ sơ được số hóa khi tiếp nhận"


def _count() -> models.PositiveIntegerField:
    return models.PositiveIntegerField(null=True, blank=True)


class Counts(models.Model):
    """The ten counts; None is "chưa có số liệu", which is not nought."""

    received = _count()
    online = _count()
    digitised = _count()
    paper_digital = _count()
    """Filed on paper, digitised on receipt and run wholly in the system."""
    reused = _count()
    resolved = _count()
    results_digitised = _count()
    on_time = _count()
    feedback = _count()
    """Phản ánh, kiến nghị taken in."""
    feedback_on_time = _count()
    nothing = models.BooleanField("không phát sinh", default=False)
    """Said of the month: nothing came in. All counts are nought then, by statement."""
    origin = models.CharField("nguồn", max_length=8, choices=Origin, default=Origin.TYPED)
    file_name = models.CharField("tệp", max_length=200, blank=True)

    class Meta:
        abstract = True

    @property
    def counted(self) -> dict[str, int | None]:
        """By name."""
        return {count.name: getattr(self, count.name) for count in COUNTS}


def _limits() -> list[models.CheckConstraint]:
    """The parts are no more than the whole; what is not known is let through."""
    rules = []
    for limit in LIMITS:
        together = reduce(add, map(F, limit.parts))
        condition = Q(**{f"{limit.whole}__gte": together})
        unknown = Q(**{f"{limit.whole}__isnull": True})
        for name in limit.parts:
            unknown |= Q(**{f"{name}__isnull": True})
        name = f"procedures_{'_and_'.join(limit.parts)}_within"
        rules.append(models.CheckConstraint(condition=unknown | condition, name=name))
    return rules


class ProcedureFigures(Counts):
    """What is known of one unit and one month. `month` is its first day."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    province = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    commune = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    month = models.DateField("tháng")
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = "số liệu thủ tục hành chính"
        constraints = (
            models.UniqueConstraint(fields=("unit", "month"), name="procedures_once_a_month"),
            models.CheckConstraint(
                condition=Q(nothing=False) | Q(received=0, resolved=0, feedback=0),
                name="procedures_nothing_is_nought",
            ),
            *_limits(),
        )
        indexes = (
            models.Index(fields=("commune", "-month", "unit"), name="procedures_of_commune"),
            models.Index(fields=("province", "-month", "unit"), name="procedures_of_province"),
        )

    def __str__(self) -> str:
        return f"Số liệu TTHC tháng {self.month:%m/%Y}, {self.unit.label}"


class FiguresVersion(Counts):
    """Figures as they once stood; never changed, never deleted."""

    figures = models.ForeignKey(ProcedureFigures, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField("lý do", max_length=500, blank=True)
    closed = models.BooleanField(default=False)
    """Whether the month had been closed before."""

    class Meta:
        verbose_name = "bản số liệu"
        ordering = ("-number", "-id")

    def __str__(self) -> str:
        return f"{self.figures}, lần {self.number}"


class ClosedMonth(models.Model):
    """From then on an office changes figures of that month only with a reason."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    month = models.DateField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "tháng đã chốt"
        constraints = (models.UniqueConstraint(fields=("office", "month"), name="procedures_closed_once"),)

    def __str__(self) -> str:
        return f"Chốt số liệu TTHC tháng {self.month:%m/%Y}, {self.office.label}"


class ReportingUnit(models.Model):
    """A unit that resolves procedures, from which its office wants figures each month."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    first_month = models.DateField("từ tháng")
    last_month = models.DateField("đến tháng", null=True, blank=True)

    class Meta:
        verbose_name = "đơn vị có thủ tục hành chính"
        constraints = (
            models.UniqueConstraint(fields=("unit", "first_month"), name="procedures_reports_once"),
            models.CheckConstraint(
                condition=Q(last_month=None) | Q(last_month__gte=F("first_month")),
                name="procedures_reports_until_after",
            ),
        )

    def __str__(self) -> str:
        return f"{self.unit.label}, từ tháng {self.first_month:%m/%Y}"


class ShareDefinition(models.Model):
    """How an office counts "trên môi trường số" from a month on. Of several for one month the last holds."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    reading = models.CharField("cách đọc", max_length=24, choices=Reading)
    wording = models.CharField("lời văn", max_length=500)
    basis = models.CharField("căn cứ", max_length=300)
    goal = models.PositiveSmallIntegerField("mức phấn đấu (%)", null=True, blank=True)
    first_month = models.DateField("áp dụng từ tháng")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = "cách tính tỷ lệ"
        constraints = (
            models.CheckConstraint(
                condition=Q(goal=None) | Q(goal__lte=100), name="procedures_goal_in_percent"
            ),
        )
        indexes = (models.Index(fields=("office", "-first_month", "-id"), name="procedures_definitions"),)

    def __str__(self) -> str:
        return f"Cách tính tỷ lệ từ tháng {self.first_month:%m/%Y}, {self.office.label}"
