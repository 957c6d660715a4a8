"""What an office has to reach, as it was set from a day on."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sauro_web.accounts.models import Unit, User
from sauro_web.plans.models import ImportedPlan

__all__ = ["Comparing", "SetTarget"]


class Comparing(models.TextChoices):
    """As `sauro.indicators.model.Comparator`."""

    AT_LEAST = ">=", "ít nhất"
    AT_MOST = "<=", "không quá"
    EXACTLY = "=", "bằng"


class SetTarget(models.Model):
    """One version of a target: it holds from `since` until another of the same indicator does. Never changed,
    never deleted: a target that was mistaken is set anew, and one that nobody wants any longer is set to
    nothing (`wanted` is None)."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    indicator = models.CharField("chỉ tiêu", max_length=60)
    """Its code, as plans have it."""
    comparator = models.CharField("so sánh", max_length=2, choices=Comparing, default=Comparing.AT_LEAST)
    wanted = models.DecimalField("mức", max_digits=14, decimal_places=2, null=True, blank=True)
    in_percent = models.BooleanField("tính bằng %", default=True)
    """Else in what the indicator counts."""
    since = models.DateField("áp dụng từ ngày")
    plan = models.ForeignKey(ImportedPlan, models.PROTECT, null=True, related_name="+")
    """The plan that says so, where it is in the software."""
    quote = models.TextField("lời văn", blank=True)
    """The words of the plan."""
    source = models.CharField("văn bản quy định", max_length=300)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = "mức phải đạt"
        constraints = (
            models.CheckConstraint(
                condition=Q(wanted=None)
                | Q(wanted__gte=0, wanted__lte=100)
                | Q(wanted__gte=0, in_percent=False),
                name="target_in_percent",
            ),
        )
        indexes = (models.Index(fields=("office", "indicator", "-since", "-id"), name="targets_of_office"),)

    def __str__(self) -> str:
        return f"{self.indicator} từ ngày {self.since:%d/%m/%Y}"
