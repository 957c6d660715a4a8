"""The tree of units with the time during which each exists, its names, and what became of it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from treebeard.mp_tree import MP_Node

__all__ = ["NameKind", "SearchEntry", "Succession", "SuccessionKind", "Unit", "UnitKind", "UnitName"]

_COMMITTEE = "Ủy ban nhân dân "


class UnitKind(models.TextChoices):
    """What a unit is in the organisation of local government (NĐ 150/2025) or beside it."""

    MINISTRY = "ministry", "Bộ, ngành trung ương"
    PROVINCE = "province", "UBND tỉnh, thành phố"
    DEPARTMENT = "department", "Sở, ban, ngành"
    COMMUNE = "commune", "UBND xã, phường, đặc khu"
    DIVISION = "division", "Phòng, văn phòng"
    CENTRE = "centre", "Trung tâm, đơn vị sự nghiệp"
    VILLAGE = "village", "Thôn, tổ dân phố"
    PARTY = "party", "Cơ quan của Đảng"
    FRONT = "front", "Mặt trận, đoàn thể"
    COUNCIL = "council", "Hội đồng nhân dân"
    FORCE = "force", "Công an, quân sự"
    OTHER = "other", "Cơ quan khác"


class Unit(MP_Node):
    """An office. Nothing is ever deleted: what ends gets `valid_to`, and `Succession` says who follows it.

    `province` and `commune` are the offices of that level above it or itself, kept beside the path so that
    lists of a province never have to walk the tree.
    """

    kind = models.CharField("loại", max_length=12, choices=UnitKind)
    name = models.CharField("tên đầy đủ", max_length=200)
    short_name = models.CharField("tên gọi tắt", max_length=80, blank=True)
    area_code = models.CharField("mã đơn vị hành chính", max_length=5, blank=True)
    """Two digits for a province, five for a commune (the General Statistics Office's); blank for what has no
    area."""
    identifier = models.CharField("mã định danh điện tử", max_length=35, blank=True)
    """Of QĐ 20/2020/QĐ-TTg: at most 35 characters, level 1 first or last as the office writes it."""
    symbol = models.CharField("chữ viết tắt trong ký hiệu", max_length=30, blank=True)
    """As in the symbols of its documents: "SNV", "VHXH"."""
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    """Place among its sisters on lists and in groups, as the office's own lists have it."""
    valid_from = models.DateField("từ ngày", default=date(2025, 7, 1))
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    """Its last day; None while it exists."""
    province = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    commune = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "đơn vị"
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_it_begins",
            ),
            # Names repeat in two provinces; the code of a living commune does not.
            models.UniqueConstraint(
                fields=("area_code",),
                condition=Q(kind__in=("province", "commune"), valid_to=None) & ~Q(area_code=""),
                name="unit_one_office_an_area",
            ),
            models.UniqueConstraint(
                fields=("identifier",), condition=Q(valid_to=None) & ~Q(identifier=""), name="unit_identifier"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The short name where it has one."""
        return self.short_name or self.name

    @property
    def area(self) -> str:
        """What a People's Committee governs, in the words of its name: "xã Mai Lĩnh", "tỉnh Lai Châu"; blank
        for other units."""
        return self.name.removeprefix(_COMMITTEE) if self.name.startswith(_COMMITTEE) else ""

    @property
    def house(self) -> Unit:
        """The People's Committee in whose house it works: of its commune, else of its province."""
        return self.commune or self.province or self

    def host_beyond(self, office: Unit) -> Unit | None:
        """Whose it is, where it stands outside an office: two provinces, two communes, a province and a
        commune have units of one name. None for its own units, and for what is named with its area."""
        if self.path.startswith(office.path):
            return None
        if self.commune_id not in (None, self.pk):
            return self.commune
        inside_province = self.province_id not in (None, self.pk) and self.kind != UnitKind.COMMUNE
        return self.province if inside_province else None

    def exists_on(self, day: date) -> bool:
        """Whether it had begun and not ended."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def ended_since(self, day: date) -> date | None:
        """The first day on which it was no more, where that has come; None while it exists."""
        if self.valid_to is None or day <= self.valid_to:
            return None
        return self.valid_to + timedelta(days=1)


class NameKind(models.TextChoices):
    """Where a name of a unit comes from."""

    OFFICIAL = "official", "tên chính thức"
    SHORT = "short", "tên gọi tắt"
    FORMER = "former", "tên cũ"
    SPELLING = "spelling", "cách viết khác"
    LEARNED = "learned", "được xác nhận khi soát kế hoạch"


class UnitName(models.Model):
    """A way of writing a unit's name. `key` is the name without accents, capitals and abbreviations
    (`sauro.text.compare.unit_key`); two units may share one, and then context or a person decides."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    key = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(max_length=10, choices=NameKind)
    scope = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    """The office whose plans taught it; it holds for that office alone. None: everywhere."""

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "key"), condition=Q(scope=None), name="unit_name_once_everywhere"
            ),
            models.UniqueConstraint(
                fields=("unit", "key", "scope"),
                condition=Q(scope__isnull=False),
                name="unit_name_once_an_office",
            ),
        )

    def __str__(self) -> str:
        return self.text


class SearchEntry(models.Model):
    """A unit's name from one of its words on, with the area to which it belongs: what the search field looks
    up by prefix, so that no search reads the whole table. Rewritten whenever a name changes."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="search_entries")
    province = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+", db_index=False)
    text = models.CharField(max_length=200, db_index=True)
    start = models.PositiveSmallIntegerField(default=0)
    """Which word of the name this begins with: names that begin as was typed stand before others."""

    class Meta:
        indexes = (models.Index(fields=("province", "text"), name="search_in_a_province"),)

    def __str__(self) -> str:
        return self.text


class SuccessionKind(models.TextChoices):
    """How a unit gave way to another."""

    MERGED = "merged", "hợp nhất, sáp nhập"
    SPLIT = "split", "chia, tách"
    RENAMED = "renamed", "đổi tên"
    MOVED = "moved", "chuyển chức năng"


class Succession(models.Model):
    """`predecessor` was followed by `successor`; a split has several rows, a merger several predecessors."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="followed_by")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="follows")
    kind = models.CharField(max_length=8, choices=SuccessionKind)
    on = models.DateField("từ ngày")
    """First day of the successor in this place."""
    basis = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("predecessor", "successor"), name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_of_another"),
        )

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
