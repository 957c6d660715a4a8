"""Groups of units: a rule, not a list, so that a unit founded tomorrow is in it; who was meant on the day of
issue is frozen where something is issued."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sauro_web.accounts.models.units import Unit

__all__ = ["GroupName", "GroupRule", "UnitGroup"]


class GroupRule(models.TextChoices):
    """Which units beneath the office a group means."""

    DEPARTMENTS = "departments", "các sở, ban, ngành của tỉnh"
    COMMUNES = "communes", "UBND các xã, phường, đặc khu của tỉnh"
    DEPARTMENTS_AND_COMMUNES = "departments_communes", "các sở, ban, ngành và UBND các xã, phường, đặc khu"
    DIVISIONS = "divisions", "các phòng, văn phòng của cơ quan"
    OWN_UNITS = "own_units", "các phòng, trung tâm, đơn vị trực thuộc cơ quan"
    CENTRES = "centres", "các trung tâm, đơn vị sự nghiệp"
    VILLAGES = "villages", "các thôn, tổ dân phố"
    FRONTS = "fronts", "Mặt trận và các đoàn thể"
    LISTED = "listed", "danh sách do cơ quan chọn"


class UnitGroup(models.Model):
    """A group of an office: its rule, and the units that the office counts in or leaves out besides."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="groups")
    name = models.CharField("tên nhóm", max_length=200)
    rule = models.CharField("gồm", max_length=20, choices=GroupRule)
    included = models.ManyToManyField(Unit, related_name="+", blank=True)
    excluded = models.ManyToManyField(Unit, related_name="+", blank=True)

    class Meta:
        verbose_name = "nhóm đơn vị"
        constraints = (models.UniqueConstraint(fields=("office", "name"), name="group_name_once"),)

    def __str__(self) -> str:
        return self.name


class GroupName(models.Model):
    """A wording that means the group ("Các cơ quan, đơn vị"), by its key."""

    group = models.ForeignKey(UnitGroup, models.CASCADE, related_name="names")
    text = models.CharField(max_length=300)
    key = models.CharField(max_length=300, db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "key"), name="group_wording_once"),
            models.CheckConstraint(condition=~Q(key=""), name="group_wording_not_empty"),
        )

    def __str__(self) -> str:
        return self.text
