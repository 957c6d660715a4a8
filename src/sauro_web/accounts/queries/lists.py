"""Rows of the lists of units and people, with what they are sorted by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Length, NullIf, Substr

from sauro_web.accounts.models import Membership, NameKind, Unit, UnitName, User
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.queries.people import people_in
from sauro_web.accounts.rules import in_force, people_open_to
from sauro_web.common.bare import Bare, LastWord

__all__ = ["import_rows", "people_listed", "ranked", "units_of_tree", "units_with_heads"]


def units_with_heads(units: QuerySet[Unit], on: date) -> QuerySet[Unit]:
    """With `head_called`, `head_acting`, `above_called` and the name bare of accents. No query besides that
    of the units."""
    heads = Membership.objects.filter(in_force(on), unit=OuterRef("pk"), is_head=True).order_by("-valid_from")
    above = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Unit.steplen)
    name = Coalesce(NullIf("short_name", Value("")), "name")
    return units.annotate(
        head_called=Subquery(heads.values("user__full_name")[:1]),
        head_acting=Subquery(heads.values("acting")[:1]),
        above_called=Subquery(Unit.objects.filter(path=above).annotate(label_of=name).values("label_of")[:1]),
        called=Bare("name"),
    )


def units_of_tree(office: Unit, on: date, *, deep: bool, standing: str) -> QuerySet[Unit]:
    """What stands beneath an office, directly or at any depth; `standing` is "" for what exists that day,
    "ket-thuc" for what has ended, "tat-ca" for both."""
    units = Unit.objects.filter(begins("path", office.path), depth__gt=office.depth)
    if not deep:
        units = units.filter(depth=office.depth + 1)
    if standing == "ket-thuc":
        return units.filter(valid_to__lt=on)
    return units if standing == "tat-ca" else units.filter(in_force(on))


def ranked(units: Sequence[Unit]) -> QuerySet[Unit]:
    """These units with their place here as `rank`."""
    places = [When(pk=unit.pk, then=Value(place)) for place, unit in enumerate(units)]
    rank = Case(*places, default=Value(0), output_field=IntegerField()) if places else Value(0)
    return Unit.objects.filter(pk__in=[unit.pk for unit in units]).annotate(rank=rank)


def people_listed(office: Unit, on: date, *, seen_by: User) -> QuerySet[Membership]:
    """Positions in the tree of an office that the person may see, with the name by which one is called. Two
    queries."""
    rows = people_in(office, on).filter(people_open_to(seen_by, on=on))
    return rows.annotate(called=Bare(LastWord("user__full_name")), whole_name=Bare("user__full_name"))


def import_rows(office: Unit, on: date) -> Iterable[dict[str, str]]:
    """The units beneath an office by the headings of the spreadsheet for import, what stands above first; a
    unit's own number is its code there. Two queries."""
    units = list(units_of_tree(office, on, deep=True, standing="").order_by("path"))
    numbers = {unit.path: str(unit.pk) for unit in units}
    spellings: dict[int, list[str]] = {}
    names = UnitName.objects.filter(unit__in=[unit.pk for unit in units], kind=NameKind.SPELLING, scope=None)
    for name in names.order_by("pk"):
        spellings.setdefault(name.unit_id, []).append(name.text)
    for unit in units:
        yield {
            "Mã trong tệp": str(unit.pk),
            "Thuộc": numbers.get(unit.path[: -Unit.steplen], ""),
            "Loại": str(unit.get_kind_display()),
            "Tên đầy đủ": unit.name,
            "Tên gọi tắt": unit.short_name,
            "Ký hiệu": unit.symbol,
            "Mã đơn vị hành chính": unit.area_code,
            "Mã định danh điện tử": unit.identifier,
            "Cách viết khác": "; ".join(spellings.get(unit.pk, ())),
        }
