"""Indicators that a plan adds to the seven: what they are, how they are counted, their figures by unit and
month. Nothing of it is ever changed or deleted: what was mistaken is said anew, with its day and who said
it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sauro.indicators.model import Direction, Joining, Shape
from sauro_web.accounts.models import Unit, User
from sauro_web.plans.models import ImportedPlan

__all__ = [
    "ClosedFigures",
    "Confirmation",
    "CountingGuide",
    "FilledBy",
    "Joined",
    "Judged",
    "OwnBase",
    "OwnFigure",
    "OwnIndicator",
    "Shaped",
]


class Shaped(models.TextChoices):
    """As `sauro.indicators.model.Shape`; of indicators and of the figures of reports alike."""

    COUNT = Shape.COUNT.value, "số đếm"
    SHARE = Shape.SHARE.value, "số đạt trên tổng số"
    CUT = Shape.CUT.value, "số so với cùng kỳ năm trước"


class Judged(models.TextChoices):
    """As `sauro.indicators.model.Direction`; of indicators and of the figures of reports alike."""

    MORE = Direction.MORE.value, "nhiều hơn là tốt hơn"
    FEWER = Direction.FEWER.value, "ít hơn là tốt hơn"


class Joined(models.TextChoices):
    """As `sauro.indicators.model.Joining`."""

    SUM = Joining.SUM.value, "cộng dồn các tháng"
    LATEST = Joining.LATEST.value, "lấy số của tháng gần nhất"


class FilledBy(models.TextChoices):
    """Whose figures it is made of."""

    OFFICE = "office", "cơ quan nhập một số chung"
    UNITS = "units", "từng phòng, sở, trung tâm của cơ quan nhập"
    COMMUNES = "communes", "từng xã, phường trong tỉnh nhập"


class OwnIndicator(models.Model):
    """An indicator that an office follows because a confirmed plan of its says so."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    code = models.SlugField("mã", max_length=60)
    name = models.CharField("tên chỉ tiêu", max_length=200)
    unit_word = models.CharField("đơn vị tính", max_length=60)
    """What is counted ("lớp", "hồ sơ"), also of a share and of a cut."""
    shape = models.CharField("cách đo", max_length=5, choices=Shaped)
    direction = models.CharField("chiều tốt", max_length=5, choices=Judged, default=Judged.MORE)
    joining = models.CharField("gộp các tháng", max_length=6, choices=Joined, default=Joined.SUM)
    filled_by = models.CharField("ai nhập", max_length=8, choices=FilledBy, default=FilledBy.OFFICE)
    counted_from = models.CharField("đếm từ", max_length=40, blank=True)
    """What of procedures or of publicity it is counted from (`queries.other_registers`); blank where it is
    typed."""
    plan = models.ForeignKey(ImportedPlan, models.PROTECT, related_name="+")
    quote = models.TextField("lời văn", blank=True)
    source = models.CharField("văn bản quy định", max_length=300)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = "chỉ tiêu của cơ quan"
        constraints = (models.UniqueConstraint(fields=("office", "code"), name="indicator_once_an_office"),)

    def __str__(self) -> str:
        return self.name


class CountingGuide(models.Model):
    """How an indicator is counted from a day on, as it stands where the figure is typed."""

    indicator = models.ForeignKey(OwnIndicator, models.PROTECT, related_name="guides")
    since = models.DateField("áp dụng từ ngày")
    text = models.TextField("hướng dẫn đếm")
    source = models.CharField("căn cứ", max_length=300)
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = "hướng dẫn đếm"
        ordering = ("-since", "-id")

    def __str__(self) -> str:
        return f"Cách đếm “{self.indicator}” từ ngày {self.since:%d/%m/%Y}"


class OwnFigure(models.Model):
    """One version of what a unit says of a month. The one with the highest `number` is what it says now."""

    indicator = models.ForeignKey(OwnIndicator, models.PROTECT, related_name="figures")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    month = models.DateField("tháng")
    """Its first day."""
    number = models.PositiveIntegerField("lần")
    counted = models.PositiveBigIntegerField("số đạt")
    against = models.PositiveBigIntegerField("trên tổng số", null=True, blank=True)
    """The whole of a share; None for a count and for a cut."""
    nothing = models.BooleanField("không phát sinh", default=False)
    """A nought that was said."""
    reason = models.CharField("lý do sửa", max_length=500, blank=True)
    after_close = models.BooleanField("sau khi chốt", default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("nhập lúc")

    class Meta:
        verbose_name = "số liệu của chỉ tiêu"
        constraints = (
            models.UniqueConstraint(
                fields=("indicator", "unit", "month", "number"), name="figure_version_once"
            ),
            models.CheckConstraint(
                condition=Q(nothing=False) | Q(counted=0), name="own_figure_nothing_is_nought"
            ),
            models.CheckConstraint(
                condition=Q(after_close=False) | ~Q(reason=""), name="figure_corrected_with_a_reason"
            ),
        )
        indexes = (
            models.Index(fields=("indicator", "month", "unit", "-number"), name="figures_of_indicator"),
        )

    def __str__(self) -> str:
        return f"{self.indicator}, tháng {self.month:%m/%Y}, lần {self.number}"


class Confirmation(models.Model):
    """Who has confirmed a figure; one that nobody has does not count yet."""

    figure = models.OneToOneField(OwnFigure, models.PROTECT, related_name="confirmation")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("xác nhận lúc")

    class Meta:
        verbose_name = "xác nhận số liệu"

    def __str__(self) -> str:
        return f"Xác nhận {self.figure}"


class ClosedFigures(models.Model):
    """From then on a figure of that month is corrected only by whoever follows the office, with a reason."""

    indicator = models.ForeignKey(OwnIndicator, models.PROTECT, related_name="closed")
    month = models.DateField("tháng")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField("chốt lúc")

    class Meta:
        verbose_name = "tháng đã chốt của chỉ tiêu"
        constraints = (models.UniqueConstraint(fields=("indicator", "month"), name="figures_closed_once"),)

    def __str__(self) -> str:
        return f"Chốt {self.indicator}, tháng {self.month:%m/%Y}"


class OwnBase(models.Model):
    """The passport of what a cut is held against: how many a unit had in a year, by which source and method,
    and who has confirmed it. The last one said of a unit and year holds."""

    indicator = models.ForeignKey(OwnIndicator, models.PROTECT, related_name="bases")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    count = models.PositiveBigIntegerField("số của năm")
    source = models.CharField("nguồn", max_length=300)
    method = models.CharField("cách đếm", max_length=500)
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        verbose_name = "số gốc của chỉ tiêu"
        ordering = ("-year", "-id")
        indexes = (models.Index(fields=("indicator", "year", "unit", "-id"), name="bases_of_indicator"),)

    def __str__(self) -> str:
        return f"{self.indicator}, {self.unit.label}, năm {self.year}"
