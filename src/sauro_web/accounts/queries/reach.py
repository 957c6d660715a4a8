"""Where a person stands to what the units of an office record about themselves: figures, courses, items."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sauro_web.accounts.models import Role, Unit, UnitKind, User
from sauro_web.accounts.queries.standings import standings

__all__ = ["FOLLOWING", "WRITING", "Reach", "of_house", "reach_of"]

FOLLOWING = (Role.COORDINATOR,)
_READING = (*FOLLOWING, Role.LEADER)
WRITING = (Role.HEAD, Role.OFFICER, Role.CLERK)


def of_house(office: Unit) -> Q:
    """The condition on a row with `unit`, `commune` and `province` that it is of the house of an office: of a
    province without its communes."""
    if office.kind == UnitKind.COMMUNE:
        return Q(commune=office)
    if office.kind == UnitKind.PROVINCE:
        return Q(province=office, commune=None)
    return Q(unit=office)


@dataclass(frozen=True, slots=True)
class Reach:
    """Whoever follows the work of an office writes for all of its units and settles how it counts; its
    leaders read all of it, and of the communes beneath a province the sums; the people of a unit write and
    read its own. Inspectors and administrators have no part in it."""

    follows: tuple[Unit, ...]
    reads: tuple[Unit, ...]
    """Offices read whole; those followed among them."""
    own: tuple[Unit, ...]

    @property
    def offices(self) -> tuple[Unit, ...]:
        """All offices of which the person sees something, those read whole first."""
        known = {office.pk: office for office in (*self.reads, *(unit.house for unit in self.own))}
        return tuple(known.values())

    def may_follow(self, office: Unit) -> bool:
        """Write for every unit of the office and settle how it counts."""
        return office in self.follows

    def may_read_whole(self, office: Unit) -> bool:
        """Read what all units of the office record."""
        return office in self.reads

    def may_write(self, unit: Unit) -> bool:
        """Record something of the unit."""
        return unit in self.own or self.may_follow(unit.house)

    def may_read(self, unit: Unit) -> bool:
        """Read what the unit records."""
        return unit in self.own or self.may_read_whole(unit.house)

    def may_read_sums(self, office: Unit) -> bool:
        """Read the sums of an office: who reads it whole, or the province above a commune."""
        return office in self.reads or any(above.pk == office.province_id for above in self.reads)

    @property
    def readable(self) -> Q:
        """The same as `may_read` as a condition on rows with `unit`, `commune` and `province`."""
        whole = Q(unit__in=self.own)
        for office in self.reads:
            whole |= of_house(office)
        return whole


def reach_of(user: User | None, *, on: date) -> Reach:
    """Where the person stands that day; nowhere for nobody. The query of `standings`."""
    held = standings(user, on) if user is not None else ()
    return Reach(
        _once(one.unit.house for one in held if one.role in FOLLOWING),
        _once(one.unit.house for one in held if one.role in _READING),
        _once(one.unit for one in held if one.role in WRITING),
    )


def _once(units: Iterable[Unit]) -> tuple[Unit, ...]:
    return tuple({unit.pk: unit for unit in units}.values())
