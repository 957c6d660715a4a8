"""Who plays: offices that give work, and the units to which they give it, each with its habits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from sauro_web.accounts.models import Membership, Role, Unit, User
from sauro_web.accounts.rules import in_force

__all__ = ["Habit", "House", "Performer", "house_of"]

_FOLLOWS = (Role.COORDINATOR, Role.LEADER)


@dataclass(frozen=True, slots=True)
class Habit:
    """How a unit works: how often it is late, how many days it takes until it looks at what is new, how often
    it asks for more time, says how far it is, and what its result is sent back for."""

    late: float
    slow: int
    asks: float
    tells: float
    poor: float


_HABITS = (
    Habit(late=0.04, slow=1, asks=0.05, tells=0.9, poor=0.04),
    Habit(late=0.15, slow=2, asks=0.15, tells=0.6, poor=0.10),
    Habit(late=0.25, slow=3, asks=0.30, tells=0.5, poor=0.12),
    Habit(late=0.75, slow=5, asks=0.20, tells=0.3, poor=0.25),
)


@dataclass(frozen=True, slots=True)
class Performer:
    """A unit that does work, with its people."""

    unit: Unit
    people: Sequence[User]
    habit: Habit


@dataclass(frozen=True, slots=True)
class House:
    """An office that gives work: who follows it, who leads, and the units that have somebody in them."""

    office: Unit
    coordinators: Sequence[User]
    leaders: Sequence[User]
    performers: Sequence[Performer]

    @property
    def givers(self) -> Sequence[User]:
        """Whoever may give work and decide about it."""
        return [*self.coordinators, *self.leaders]


def house_of(office: Unit, rng: Random, *, on: date) -> House:
    """The office as it stands: of the units right below it those in which somebody works. Who follows or
    leads a commune does what the commune itself was given."""
    rows = Membership.objects.filter(in_force(on), unit__path__startswith=office.path, user__is_active=True)
    held = list(rows.select_related("user", "unit").order_by("unit__path", "-is_head", "pk"))
    own = [row for row in held if (row.unit.commune_id or row.unit.province_id) == office.pk]
    people: dict[str, list[User]] = defaultdict(list)
    for row in held:
        directly = row.unit.depth == office.depth + 1 and row.role in (*_FOLLOWS, Role.HEAD, Role.OFFICER)
        follows_below = row.unit.commune_id not in (None, office.pk) and row.role in _FOLLOWS
        if directly or follows_below:
            people[row.unit.path[: len(office.path) + Unit.steplen]].append(row.user)
    units = Unit.objects.filter(path__in=people).order_by("path")
    performers = [
        Performer(
            unit, people[unit.path], _HABITS[place % len(_HABITS)] if place < 8 else rng.choice(_HABITS)
        )
        for place, unit in enumerate(units)
    ]
    return House(
        office,
        [row.user for row in own if row.role == Role.COORDINATOR],
        [row.user for row in own if row.role == Role.LEADER],
        performers,
    )
