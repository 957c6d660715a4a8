"""Reading people: lists, one person, who may stand in for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from sauro.text.compare import bare_letters
from sauro_web.accounts.models import Delegation, Membership, Unit, User
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.rules import in_force, people_open_to

__all__ = [
    "PersonSheet",
    "colleagues",
    "delegations_of",
    "find_people",
    "own_positions",
    "people_in",
    "person_sheet",
    "reach",
]


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """All that the page of a person shows."""

    person: User
    positions: tuple[Membership, ...]
    past: tuple[Membership, ...]
    received: tuple[Delegation, ...]
    given: tuple[Delegation, ...]


def people_in(office: Unit, on: date) -> QuerySet[Membership]:
    """Positions in force in the tree of an office, with person and unit."""
    rows = Membership.objects.filter(in_force(on), begins("unit__path", office.path))
    return rows.select_related("user", "unit")


def find_people(words: str, office: Unit, *, seen_by: User, on: date, limit: int) -> list[Membership]:
    """Positions in the tree of an office, as far as they are open to the person, of people in whose name some
    words begin so, without accents."""
    sought = bare_letters(words).split()
    if not sought:
        return []
    open_to_him = people_in(office, on).filter(people_open_to(seen_by, on=on))
    named = open_to_him.order_by("user__full_name", "pk")
    names = named.values_list("pk", "user__full_name", "user__username")
    found: list[int] = []
    for pk, full_name, username in names.iterator(chunk_size=2_000):
        parts = bare_letters(f"{full_name} {username}").split()
        if all(any(part.startswith(word) for part in parts) for word in sought):
            found.append(pk)
            if len(found) == limit:
                break
    rows = Membership.objects.select_related("user", "unit").in_bulk(found)
    return [rows[pk] for pk in found]


def reach(unit: Unit) -> Unit:
    """The office within which people are colleagues: the commune of the unit, else its province."""
    if unit.commune_id is not None and unit.commune is not None:
        return unit.commune
    return unit.province if unit.province_id is not None and unit.province is not None else unit


def own_positions(user: User, on: date) -> QuerySet[Membership]:
    """The person's own positions that day."""
    return Membership.objects.filter(in_force(on), user=user).select_related("unit").order_by("pk")


def colleagues(user: User, on: date) -> QuerySet[User]:
    """People with accounts who work in the same communes, or for positions at a province in its own units."""
    mine = list(own_positions(user, on))
    near = Q(pk__in=[])
    for position in mine:
        unit = position.unit
        if unit.commune_id is not None:
            near |= Q(memberships__unit__commune_id=unit.commune_id)
        elif unit.province_id is not None:
            near |= Q(memberships__unit__province_id=unit.province_id, memberships__unit__commune=None)
    found = User.objects.filter(near, in_force(on, "memberships__"), is_active=True).exclude(pk=user.pk)
    return found.distinct().order_by("full_name", "pk")


def delegations_of(user: User) -> tuple[Sequence[Delegation], Sequence[Delegation]]:
    """What the person delegated, and what was delegated to him; the latest first. Two queries."""
    rows = Delegation.objects.select_related("membership__user", "membership__unit", "receiver")
    rows = rows.order_by("-valid_to", "-pk")
    return list(rows.filter(membership__user=user)[:50]), list(rows.filter(receiver=user)[:50])


def person_sheet(person: User, on: date) -> PersonSheet:
    """The person with positions and delegations. Three queries."""
    rows = list(Membership.objects.filter(user=person).select_related("unit").order_by("-valid_from", "-pk"))
    now = tuple(row for row in rows if row.valid_to is None or row.valid_to >= on)
    given, received = delegations_of(person)
    past = tuple(row for row in rows if row not in now)
    return PersonSheet(person, now, past, tuple(received), tuple(given))
