"""What the search of the site finds of units and people."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from sauro.text.compare import unit_key
from sauro_web.accounts.models import Succession, Unit, UnitGroup, User
from sauro_web.accounts.queries.groups import find_named_groups
from sauro_web.accounts.queries.people import find_people, reach
from sauro_web.accounts.queries.units import home_of, search_units
from sauro_web.common.search import Found

__all__ = ["find_groups", "find_persons", "find_units"]


def find_units(person: User, words: str, on: date, limit: int) -> list[Found]:
    """Units of the person's province, and the provinces and ministries."""
    home = home_of(person, on)
    if home is None:
        return []
    units = search_units(words, near=home, on=on, limit=limit)
    seen = [unit for unit in units if unit.province_id == home.province_id or unit.depth == 1]
    before = _before(seen, words)
    return [
        Found(unit.name, reverse("accounts:unit", args=(unit.pk,)), before.get(unit.pk) or _where(unit))
        for unit in seen
    ]


def _before(units: list[Unit], words: str) -> dict[int, str]:
    """For units that do not bear the words themselves, which unit with these words they followed. One query
    where there is such a unit."""
    sought = unit_key(words).split()
    others = {unit.pk: unit for unit in units if not _bears(unit, unit, sought)}
    if not others:
        return {}
    rows = Succession.objects.filter(successor__in=others).select_related("predecessor").order_by("on", "pk")
    return {
        row.successor_id: f"kế thừa {row.predecessor.label} từ {row.on:%d/%m/%Y}"
        for row in rows
        if _bears(row.predecessor, others[row.successor_id], sought)
    }


def _bears(unit: Unit, place: Unit, sought: list[str]) -> bool:
    """Whether every word begins one of the unit's names or of the areas in which `place` lies."""
    areas = [above.area for above in (place.commune, place.province) if above is not None]
    names = unit_key(" ".join((unit.name, unit.short_name, unit.symbol, *areas))).split()
    return all(any(name.startswith(word) for name in names) for word in sought)


def _where(unit: Unit) -> str:
    above = unit.commune if unit.commune_id != unit.pk else unit.province
    above = above or unit.province
    return above.label if above is not None and above.pk != unit.pk else unit.get_kind_display()


def find_persons(person: User, words: str, on: date, limit: int) -> list[Found]:
    """People of the person's commune, or of his province where he works there, of communes only those that
    are open to him."""
    home = home_of(person, on)
    if home is None:
        return []
    rows = find_people(words, reach(home), seen_by=person, on=on, limit=limit)
    return [
        Found(
            row.user.full_name,
            reverse("accounts:person", args=(row.user_id,)),
            f"{row.title or row.get_role_display()}, {row.unit.label}",
        )
        for row in rows
    ]


def find_groups(person: User, words: str, on: date, limit: int) -> list[Found]:
    """Groups of the offices in the person's province, his own office's first."""
    home = home_of(person, on)
    if home is None:
        return []
    groups = find_named_groups(words, near=reach(home), limit=limit)
    return [Found(group.name, reverse("accounts:group", args=(group.pk,)), _whose(group)) for group in groups]


def _whose(group: UnitGroup) -> str:
    return f"Nhóm của {group.office.label}: {group.get_rule_display()}"
