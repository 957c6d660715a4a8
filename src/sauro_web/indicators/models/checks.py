"""How the totals stood when they were compared with the registers."""

from __future__ import annotations

from django.db import models

from sauro_web.accounts.models import Unit

__all__ = ["TotalsCheck", "TotalsDifference"]


class TotalsCheck(models.Model):
    """One night on which every total of the registers was compared with their rows. Never changed, never
    deleted."""

    on = models.DateField("đêm")
    """The day whose night it was."""
    checked_at = models.DateTimeField("đối soát lúc")
    compared = models.PositiveBigIntegerField("số đã đối soát")
    differing = models.PositiveBigIntegerField("số chênh lệch")

    class Meta:
        verbose_name = "lần đối soát tổng"
        ordering = ("-checked_at", "-id")

    def __str__(self) -> str:
        return f"Đối soát đêm {self.on:%d/%m/%Y}"


class TotalsDifference(models.Model):
    """A total that was not what the rows came to."""

    night = models.ForeignKey(TotalsCheck, models.PROTECT, related_name="differences")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    """Whose total it is; None of the whole country, and of a unit that is there no longer."""
    place = models.CharField("của", max_length=200)
    """As it was called that night."""
    period = models.CharField("kỳ", max_length=40)
    about = models.CharField("số nào", max_length=300)
    """The cell of the total, in words."""
    stored = models.BigIntegerField("số đang giữ")
    counted = models.BigIntegerField("số đếm lại")

    class Meta:
        verbose_name = "chênh lệch khi đối soát"
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.place}, {self.period}: {self.stored} / {self.counted}"
