"""The people and units that the forms of meetings pick by a part of their name (`accounts.picking`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.http import Http404, QueryDict
from django.urls import reverse

from sauro_web.accounts.models import Membership, Unit, User
from sauro_web.accounts.picking import PickField, PickRow, numbers_sent, words_typed
from sauro_web.accounts.queries.people import find_people, people_in
from sauro_web.accounts.queries.units import beneath, search_units
from sauro_web.accounts.rules import in_force, people_open_to

__all__ = ["PEOPLE", "PICKS", "UNITS", "PersonPick", "Pick", "UnitPick", "pick_in"]

PEOPLE = {
    "chair": ("Chủ trì", False),
    "secretary": ("Thư ký", False),
    "required": ("Thành phần bắt buộc", True),
    "optional": ("Mời dự, không bắt buộc", True),
    "person": ("Người đi dự", False),
    "asked": ("Người được lấy ý kiến", True),
}
UNITS = {
    "units": ("Đơn vị cử người dự", True),
    "lead": ("Đơn vị chủ trì thực hiện", False),
    "asked_units": ("Đơn vị được lấy ý kiến", True),
}
PICKS: Mapping[str, tuple[str, bool]] = PEOPLE | UNITS
"""Names of fields, with their label and whether several may be picked."""
_MOST = 300
_OFFERED = 12


@dataclass(slots=True)
class Pick(PickField):
    """One such field as it is drawn; `chosen` and `found` are lines, by what is picked."""

    name: str
    label: str
    office: Unit
    many: bool
    words: str
    chosen: Sequence[PickRow]
    found: Sequence[PickRow]
    needed: bool = False
    error: str = ""

    @property
    def kind(self) -> str:
        """As `PickField` has it."""
        return "checkbox" if self.many else "radio"

    @property
    def rows(self) -> Sequence[PickRow]:
        """As `PickField` has it."""
        picked = {one.value for one in self.chosen}
        return [
            *(replace(one, picked=True) for one in self.chosen),
            *(one for one in self.found if one.value not in picked),
        ]

    @property
    def finds(self) -> str:
        """As `PickField` has it."""
        return f"{reverse('meetings:found')}?ten={self.name}&co-quan={self.office.pk}"

    @property
    def holds_something(self) -> bool:
        """As `PickField` has it."""
        return bool(self.needed or self.chosen or self.words)

    @property
    def may_be_more(self) -> bool:
        """As `PickField` has it."""
        return len(self.found) >= _OFFERED

    @property
    def found_nothing(self) -> bool:
        """As `PickField` has it."""
        return bool(self.words) and not self.found


@dataclass(slots=True)
class PersonPick(Pick):
    """A field for people."""

    people: Sequence[User] = ()


@dataclass(slots=True)
class UnitPick(Pick):
    """A field for units."""

    units: Sequence[Unit] = ()


def pick_in(
    data: QueryDict | None,
    name: str,
    *,
    office: Unit,
    seen_by: User,
    on: date,
    initial: Iterable[int] = (),
    needed: bool = False,
) -> Pick:
    """The field with what was typed and picked; before anything was, with `initial`. Only people and units
    may be picked that the person may see, or that are called already.

    Raises Http404 for what is none of these.
    """
    label, many = PICKS[name]
    words = words_typed(data, name)
    numbers = numbers_sent(data.getlist(name), most=_MOST) if data is not None else list(initial)
    if name in UNITS:
        units = _units(numbers[: None if many else 1], office, on)
        chosen = [_unit_choice(one, office) for one in units]
        found = [_unit_choice(one, office) for one in _units_found(words, office, on)]
        return UnitPick(name, label, office, many, words, chosen, found, needed, units=units)
    people = _people(numbers[: None if many else 1], office, seen_by, on, frozenset(initial))
    hints = _positions(people, office, on)
    chosen = [PickRow(str(one.pk), one.full_name or one.username, hints.get(one.pk, "")) for one in people]
    found = _people_found(words, office, seen_by, on)
    return PersonPick(name, label, office, many, words, chosen, found, needed, people=people)


def _people(
    numbers: Sequence[int], office: Unit, seen_by: User, on: date, called: frozenset[int]
) -> list[User]:
    """Those who are open to whoever asks: of his own province, of other communes none."""
    if not numbers:
        return []
    province = office.province or office
    rows = Membership.objects.filter(in_force(on), people_open_to(seen_by, on=on), user__in=numbers)
    near = set(rows.filter(unit__path__startswith=province.path).values_list("user_id", flat=True))
    if set(numbers) - near - called:
        raise Http404
    people = User.objects.in_bulk(numbers)
    if len(people) < len(numbers):
        raise Http404
    return [people[one] for one in numbers]


def _positions(people: Sequence[User], office: Unit, on: date) -> dict[int, str]:
    rows = people_in(office.province or office, on).filter(user__in=people).order_by("-is_head", "pk")
    hints: dict[int, str] = {}
    for row in rows:
        hints.setdefault(row.user_id, _said(row))
    return hints


def _said(row: Membership) -> str:
    return f"{row.title or row.get_role_display()}, {row.unit.label}"


def _people_found(words: str, office: Unit, seen_by: User, on: date) -> list[PickRow]:
    """By the words; before any were typed those who lead the office and its units."""
    if words.strip():
        rows = find_people(words, office.province or office, seen_by=seen_by, on=on, limit=_OFFERED * 2)
        rows.sort(key=lambda row: not row.unit.path.startswith(office.path))
    else:
        heads = people_in(office, on).filter(people_open_to(seen_by, on=on), role__in=("leader", "head"))
        near = heads.filter(unit__depth__lte=office.depth + 1)
        rows = list(near.order_by("unit__depth", "-is_head", "unit__position", "unit__path", "pk")[:_OFFERED])
    named: dict[int, PickRow] = {}
    for row in rows:
        name = row.user.full_name or row.user.username
        named.setdefault(row.user_id, PickRow(str(row.user_id), name, _said(row)))
    return list(named.values())[:_OFFERED]


def _units(numbers: Sequence[int], office: Unit, on: date) -> list[Unit]:
    units = Unit.objects.select_related("commune", "province").in_bulk(numbers)
    province = office.province or office
    if len(units) < len(numbers) or any(
        not one.path.startswith(province.path) or not one.exists_on(on) for one in units.values()
    ):
        raise Http404
    return [units[one] for one in numbers]


def _units_found(words: str, office: Unit, on: date) -> list[Unit]:
    """By the words, those of the province; before any were typed the office's own."""
    if not words.strip():
        return list(beneath(office, on)[:_OFFERED])
    province = office.province or office
    found = search_units(words, near=office, on=on, limit=_OFFERED * 2)
    return [one for one in found if one.path.startswith(province.path) and one.exists_on(on)][:_OFFERED]


def _unit_choice(unit: Unit, office: Unit) -> PickRow:
    host = unit.host_beyond(office)
    return PickRow(str(unit.pk), unit.name, host.label if host else "")
