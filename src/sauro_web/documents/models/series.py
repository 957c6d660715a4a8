"""Dãy số: which documents of an office share one run of numbers, and how far it has come each year."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from sauro.doctypes.kinds import Order
from sauro_web.accounts.models import Unit

__all__ = ["Direction", "DocumentClass", "Series", "SeriesYear"]


class Direction(models.TextChoices):
    """Which book a document stands in."""

    OUTGOING = "out", "văn bản đi"
    INTERNAL = "internal", "văn bản nội bộ"
    INCOMING = "in", "văn bản đến"


class DocumentClass(models.TextChoices):
    """Classes of documents (NĐ 30/2020, Điều 3 and 4); those of the Party have rules of their own."""

    ADMINISTRATIVE = Order.ADMINISTRATIVE.value, "hành chính"
    NORMATIVE = Order.NORMATIVE.value, "quy phạm pháp luật"
    PARTY = Order.PARTY.value, "của Đảng"
    SPECIALISED = "specialised", "chuyên ngành"


class Series(models.Model):
    """One run of numbers of an office. Kinds that no other series of the class names belong to the one that
    names none."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    direction = models.CharField("sổ", max_length=8, choices=Direction)
    name = models.CharField("tên dãy số", max_length=120)
    document_class = models.CharField(
        "loại", max_length=14, choices=DocumentClass, default=DocumentClass.ADMINISTRATIVE
    )
    kinds = models.JSONField("tên loại văn bản", default=list, blank=True)
    """Names of kinds ("Quyết định"); none: every kind of the class that no other series has."""
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    symbol = models.CharField("chữ viết tắt của cơ quan ban hành", max_length=30, blank=True)
    """The issuer's part of the symbol ("UBND", "HĐND"); blank for incoming documents."""
    kept_by = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    """Whose clerks keep the book, where those of the whole office do not."""
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến ngày", null=True, blank=True)

    class Meta:
        verbose_name = "dãy số"
        ordering = ("direction", "document_class", "name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("office", "direction", "name"),
                condition=Q(valid_to=None),
                name="series_name_once",
                violation_error_message="Cơ quan đã có dãy số tên này.",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="number_series_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return self.name


class SeriesYear(models.Model):
    """How far a series has come in a year. Its row is held while a number is drawn, so that numbers follow
    one another without a gap; `last` only ever grows by one (guard)."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField("năm")
    first = models.PositiveIntegerField("bắt đầu từ số", default=1)
    """Where the numbers of this register begin: beyond 1 where a book on paper came before it."""
    last = models.PositiveIntegerField("số cuối", default=0)
    older_to = models.PositiveIntegerField("sổ cũ có đến số", default=0)
    """The largest number that a book brought over may have in this run: up to it a number is looked for in
    the register before it is drawn. It only ever rises."""

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("series", "year"), name="series_year_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first") - 1), name="series_year_from_its_first"),
        )

    def __str__(self) -> str:
        return f"{self.series} năm {self.year}"
