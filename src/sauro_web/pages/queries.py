"""What the frame and the first pages read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from sauro_web.accounts.models import Membership, Unit, UnitKind, User

__all__ = ["DemoPerson", "Letterhead", "demo_people", "letterhead_of", "positions_of"]

DEMO_PEOPLE = "nguoi-dung-thu.json"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The two lines at the upper left of an office's documents; capitals are the stylesheet's."""

    above: str
    name: str


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A made-up person whom a newcomer may be, and what there is to try as that person."""

    name: str
    title: str
    office: str
    username: str
    password: str
    tries: str


def positions_of(person: User, *, on: date) -> Sequence[Membership]:
    """What `person` is on that day, heads first; units and the offices above them come along."""
    valid = Q(valid_to=None) | Q(valid_to__gte=on)
    return list(
        Membership.objects.filter(valid, user=person, valid_from__lte=on)
        .select_related("unit", "unit__province", "unit__commune")
        .order_by("-is_head", "id")
    )


def letterhead_of(unit: Unit) -> Letterhead:
    """As NĐ 30/2020 has it: a People's Committee stands alone in two lines, also for those who work in its
    divisions; a department of a province stands under its People's Committee."""
    office = unit.commune or unit
    if office.kind in (UnitKind.PROVINCE, UnitKind.COMMUNE):
        area = _area(office)
        return Letterhead("Ủy ban nhân dân", area) if area != office.name else Letterhead("", area)
    return Letterhead(f"UBND {_area(office.province)}" if office.province else "", office.name)


def _area(office: Unit) -> str:
    """The place of a People's Committee: "xã Suối Ngần" of "Ủy ban nhân dân xã Suối Ngần"."""
    for beginning in ("Ủy ban nhân dân ", "UBND "):
        if office.name.startswith(beginning):
            return office.name.removeprefix(beginning)
    return office.name


def demo_people() -> Sequence[DemoPerson]:
    """The people of the made-up office with their printed passwords, as `demo` wrote them down."""
    written = settings.DATA / DEMO_PEOPLE
    if not settings.DEMO or not written.exists():
        return []
    return [DemoPerson(**person) for person in json.loads(written.read_text(encoding="utf-8"))]
