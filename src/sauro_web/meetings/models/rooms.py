"""Where people meet."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from sauro_web.accounts.models import Unit

__all__ = ["Room"]


class Room(models.Model):
    """A room of an office, or a virtual one: either is held by one meeting at a time."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField("tên phòng họp", max_length=120)
    place = models.CharField("vị trí", max_length=200, blank=True)
    """ "Tầng 2, trụ sở Ủy ban nhân dân xã"."""
    seats = models.PositiveSmallIntegerField("số chỗ", null=True, blank=True)
    """None where it takes any number."""
    virtual = models.BooleanField("phòng họp trực tuyến", default=False)
    link = models.CharField("đường dẫn tham dự", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    """Of several rooms that would do, the first is proposed."""
    valid_from = models.DateField("từ ngày", default=date(2025, 7, 1))
    valid_to = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "phòng họp"
        ordering = ("position", "name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("office", "name"), condition=Q(valid_to=None), name="room_name_once_an_office"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="room_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.name
