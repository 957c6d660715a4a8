"""What counts of the documents issued, and what it is measured by."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sauro_web.accounts.models import Unit

__all__ = ["Baseline", "BaselineMethod", "CountingRule"]


class CountingRule(models.Model):
    """One version of the counting rule of an office. The texts leave open what counts (NĐ 30/2020, Điều
    3.3 and 7; KL 226-KL/TW); the office says it, from a day on, and each version stays."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    valid_from = models.DateField("áp dụng từ ngày")
    left_out = models.JSONField("tên loại không tính", default=list, blank=True)
    """Names of administrative kinds that do not count ("Giấy mời")."""
    counts_procedure_results = models.BooleanField("tính cả kết quả thủ tục hành chính", default=False)
    counts_corrections = models.BooleanField("tính cả văn bản đính chính", default=True)
    counts_internal = models.BooleanField("tính cả văn bản nội bộ", default=False)
    digitised_with_copies = models.BooleanField("tính cả bản giấy đã số hóa đúng quy định", default=True)
    """Whether "văn bản được số hóa" counts digitised copies of paper beside what was born digital."""
    digitised_of_arrivals = models.BooleanField("tính cả văn bản đến", default=False)
    """Whether what arrived is among the documents of which the share is taken."""
    cut = models.DecimalField("tỷ lệ phải giảm (%)", max_digits=5, decimal_places=2, default=Decimal(15))
    """Percent by which the year must stay below its base."""
    source = models.CharField("căn cứ", max_length=300, blank=True)
    """The plan or document that asks for the cut."""
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    reason = models.CharField("lý do", max_length=500)

    class Meta:
        verbose_name = "quy tắc đếm văn bản"
        ordering = ("-valid_from", "-id")
        constraints = (
            models.UniqueConstraint(fields=("office", "valid_from"), name="counting_rule_once_a_day"),
            models.CheckConstraint(condition=Q(cut__gte=0, cut__lt=100), name="counting_rule_cut"),
        )

    def __str__(self) -> str:
        return f"Quy tắc đếm từ {self.valid_from:%d/%m/%Y}"


class BaselineMethod(models.TextChoices):
    """Where the number of a year comes from."""

    TYPED = "typed", "nhập theo báo cáo"
    COUNTED = "counted", "đếm từ sổ"


class Baseline(models.Model):
    """How many documents an office issued in a year that others are measured by: as a whole, or by kind. The
    rows of one year are of one method and cover the same months."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    kind = models.CharField("tên loại", max_length=100, blank=True)
    """Blank for all kinds together."""
    count = models.PositiveIntegerField("số văn bản")
    first_month = models.PositiveSmallIntegerField("từ tháng", default=1)
    last_month = models.PositiveSmallIntegerField("đến tháng", default=12)
    source = models.CharField("nguồn số liệu", max_length=300)
    method = models.CharField("cách có", max_length=7, choices=BaselineMethod)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField()

    class Meta:
        verbose_name = "số gốc"
        ordering = ("-year", "kind")
        constraints = (
            models.UniqueConstraint(fields=("office", "year", "kind"), name="baseline_once"),
            models.CheckConstraint(
                condition=Q(first_month__gte=1, last_month__lte=12, last_month__gte=F("first_month")),
                name="baseline_months",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind or 'Tất cả'} năm {self.year}: {self.count}"
