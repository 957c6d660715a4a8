"""Who reports, who receives reports, who reads them.

The people of a unit write its report, and whoever follows the work of its office; after a unit was merged
those of its successors do, for the periods that had begun by then. A report goes to the unit that sums it up,
else to the office of the regime: its leaders and whoever follows its work there return and accept, never
whoever sent it or wrote a figure of it himself. Inspectors and administrators have no part in it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q

from sauro_web.accounts.models import Role, Unit
from sauro_web.accounts.queries.reach import FOLLOWING, WRITING, Reach, of_house, reach_of
from sauro_web.accounts.queries.successions import numbers_followed

__all__ = [
    "FOLLOWING",
    "LEADING",
    "RECEIVING",
    "WRITING",
    "Reach",
    "may_follow",
    "may_read",
    "may_receive",
    "may_write",
    "numbers_written",
    "reach_of",
    "readable",
    "still_owes",
]

LEADING = Role.LEADER
RECEIVING = (*FOLLOWING, LEADING, *WRITING)


def may_follow(found: Reach, office: Unit) -> bool:
    """Say which reports an office receives, lock and unlock their periods."""
    return found.may_follow(office)


def may_write(found: Reach, unit: Unit, successors: tuple[Unit, ...] = ()) -> bool:
    """Fill in and send the report of a unit; `successors` are those that followed it, where it is no more."""
    return any(found.may_write(one) for one in (unit, *successors))


def still_owes(unit: Unit, first: date) -> bool:
    """Whether a unit that is no more owes the report of a period that begins on `first`: it had begun before
    the unit ended."""
    return unit.valid_to is None or first <= unit.valid_to


def numbers_written(found: Reach) -> set[int]:
    """The units whose reports are the person's own work: his own, and the offices whose work he follows."""
    return {unit.pk for unit in (*found.own, *found.follows)}


def may_receive(found: Reach, office: Unit, above: Unit | None) -> bool:
    """Return and accept a report: `above` is the unit whose report it is summed into; None: the office."""
    if above is None:
        return found.may_read_whole(office)
    return above in found.own or found.may_read_whole(above.house)


def may_read(found: Reach, office: Unit, unit: Unit, above: Unit | None) -> bool:
    """Look at a report."""
    return found.may_read(unit) or found.may_read_whole(office) or may_receive(found, office, above)


def readable(found: Reach, followed: Collection[int] | None = None) -> Q:
    """The same as a condition on reports, those of units that one's own and one's offices followed among
    them: asked for by a query where they are not given."""
    own = {unit.pk for unit in found.own}
    if followed is None:
        followed = numbers_followed(own | {office.pk for office in found.reads})
    here = Q(unit__in={*own, *followed}) | Q(above__unit__in=own) | Q(period__regime__office__in=found.reads)
    houses = Q()
    for office in found.reads:
        houses |= _house(office, "unit__") | _house(office, "above__unit__")
    return here | houses


def _house(office: Unit, prefix: str) -> Q:
    """`of_house` for rows that have the unit itself, with its areas."""
    said = of_house(office)
    inside = Q()
    for name, value in (child for child in said.children if isinstance(child, tuple)):
        inside &= Q(**{prefix.removesuffix("__") if name == "unit" else f"{prefix}{name}": value})
    return inside
