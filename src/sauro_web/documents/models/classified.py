"""How many classified documents there were: of these the site keeps nothing else."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from sauro_web.accounts.models import Unit
from sauro_web.documents.models.series import Direction

__all__ = ["ClassifiedCount"]


class ClassifiedCount(models.Model):
    """The number of a month, in one version: a correction is a further row, and rows never change (guard).
    No subject, no number of a document, no file belongs to it."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    month = models.PositiveSmallIntegerField("tháng")
    direction = models.CharField("sổ", max_length=8, choices=Direction)
    version = models.PositiveSmallIntegerField("lần ghi")
    count = models.PositiveIntegerField("số văn bản")
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    counted_at = models.DateTimeField("ghi lúc")

    class Meta:
        verbose_name = "số lượng văn bản mật"
        ordering = ("-year", "-month", "direction", "-version")
        constraints = (
            models.UniqueConstraint(
                fields=("office", "year", "month", "direction", "version"), name="classified_count_once"
            ),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12, version__gte=1), name="classified_count_of_a_month"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=("in", "out")), name="classified_count_in_or_out"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_direction_display()}, tháng {self.month}/{self.year}: {self.count}"
