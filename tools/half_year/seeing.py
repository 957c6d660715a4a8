"""Who looks: which parts are his to do and which he follows, by where he sits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tools.half_year.ledger import Ledger, Owed

__all__ = ["Looker", "looker"]


@dataclass(frozen=True)
class Looker:
    """A person with the office whose work he follows, and the units whose work is his."""

    person: int
    name: str
    office: int | None
    units: frozenset[int]
    """Of his lists: where he sits, and the department or commune around."""
    close: frozenset[int]
    """Of his first page."""

    def held(self, ledger: Ledger) -> list[Owed]:
        """What his units owe."""
        return [part for part in ledger.parts.values() if part.unit in self.units]

    def given(self, ledger: Ledger) -> list[Owed]:
        """What his office gave."""
        return [part for part in ledger.parts.values() if part.task["office"] == self.office]


def looker(user: Any, name: str) -> Looker:
    """By his one position."""
    (position,) = user.memberships.select_related("unit").all()[:1]
    unit = position.unit
    above = [unit.path[:end] for end in range(unit.steplen, len(unit.path) + 1, unit.steplen)]
    chain = list(type(unit).objects.filter(path__in=above))
    around = {one.pk for one in chain if one.kind in ("commune", "department")}
    follows = position.role in ("coordinator", "leader")
    office = unit.commune_id or unit.province_id or unit.pk
    own = {unit.pk} | ({office} if follows else set())
    close = own | ({one.pk for one in chain if one.kind == "department"} if follows else set())
    return Looker(user.pk, name, office if follows else None, frozenset(own | around), frozenset(close))
