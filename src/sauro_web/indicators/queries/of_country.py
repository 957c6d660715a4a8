"""Several provinces side by side, for whoever reads the sums of more than one: each summed over its own
offices, all by the same rule, that of the software, so that what stands side by side was counted alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from sauro.indicators.arithmetic import RolledUp
from sauro.indicators.model import Shape, Tally
from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.accounts.queries.reach import Reach
from sauro_web.accounts.rules import in_force
from sauro_web.documents.models import CountingRule
from sauro_web.indicators.queries.totals import ISSUING, Standing, documents_of, standings_of

__all__ = ["ProvinceLine", "provinces_read", "provinces_side_by_side"]


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """One province in a year: the documents of its offices against the sum of their bases, whom that leaves
    out, and the shares of the sums. `place` is its rank by the cut; None where that cannot be computed."""

    unit: Unit
    documents: RolledUp
    digitised: Tally
    exchanged: Tally
    place: int | None = None

    @property
    def cut(self) -> Fraction | None:
        """By how much less than in the year before."""
        return self.documents.tally.value(Shape.CUT) if self.documents.tally else None


def provinces_read(found: Reach) -> Sequence[Unit]:
    """Those of which the person reads the sums."""
    return [one for one in found.reads if one.kind == UnitKind.PROVINCE]


def provinces_side_by_side(
    provinces: Collection[Unit], rule: CountingRule, year: int, *, on: date
) -> Sequence[ProvinceLine]:
    """By rank, those without one at the end. As many queries for all as for one."""
    inside = Unit.objects.filter(in_force(on), province__in=provinces, kind__in=ISSUING)
    by_province: dict[int | None, list[Standing]] = defaultdict(list)
    for one in standings_of(list(inside.order_by("name", "pk")), rule, year, on=on):
        by_province[one.unit.province_id].append(one)
    lines = [_line(one, by_province[one.pk]) for one in provinces]

    def order(one: ProvinceLine) -> tuple[bool, Fraction, str]:
        return one.cut is None, -(one.cut or Fraction(0)), one.unit.name

    found: list[ProvinceLine] = []
    for number, line in enumerate(sorted(lines, key=order), start=1):
        same = found[-1].place if found and found[-1].cut == line.cut else number
        found.append(replace(line, place=None if line.cut is None else same))
    return found


def _line(province: Unit, standings: Sequence[Standing]) -> ProvinceLine:
    nothing = Tally(0, 0)
    return ProvinceLine(
        province,
        documents_of(standings),
        sum((one.digitised for one in standings), nothing),
        sum((one.exchanged for one in standings), nothing),
    )
