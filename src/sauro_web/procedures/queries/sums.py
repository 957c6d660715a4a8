"""Sums over units and months. Every share is made of sums, never of other shares; it is counted over those
months of units of which all its counts are known, and says how many were left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from operator import add
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.successions import numbers_followed
from sauro_web.procedures.models import ProcedureFigures, ReportingUnit
from sauro_web.procedures.months import ended_before, months_between, year_before
from sauro_web.procedures.shares import Part, Share

__all__ = ["Coverage", "Line", "Sums", "by_month", "lines_of", "sums_of", "whole_of"]

_PLAIN = ("received", "resolved", "feedback")


@dataclass(frozen=True, slots=True)
class Sums:
    """What some rows come to: `counts` by name, None where no row knows it; the shares in their order."""

    rows: int
    nothing: int
    """Of them said to have nothing."""
    counts: Mapping[str, int | None]
    shares: Sequence[Part]

    @property
    def digital(self) -> Part:
        """The share that the office is held to."""
        return self.shares[0]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of how many months of units figures are there, of how many they are wanted."""

    known: int
    wanted: int

    @property
    def missing(self) -> int:
        """Silence, which is neither nought nor "không phát sinh"."""
        return max(0, self.wanted - self.known)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit or one commune in a span of months, beside the same months of last year."""

    unit: Unit
    sums: Sums
    before: Sums
    coverage: Coverage


@dataclass(slots=True)
class _Asked:
    """What is summed for each share."""

    shares: Sequence[Share]
    terms: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.terms["n_rows"] = Count("pk")
        self.terms["n_nothing"] = Count("pk", filter=Q(nothing=True))
        for name in _PLAIN:
            self.terms[f"all_{name}"] = Sum(name)
        for share in self.shares:
            known = Q(**{f"{name}__isnull": False for name in share.names})
            part = reduce(add, (F(name) for name in share.parts))
            self.terms[f"{share.key}_part"] = Sum(part, filter=known)
            self.terms[f"{share.key}_whole"] = Sum(share.whole, filter=known)
            self.terms[f"{share.key}_known"] = Count("pk", filter=known)

    def sums(self, row: Mapping[str, Any]) -> Sums:
        """Of one row of the answer."""
        rows = row.get("n_rows") or 0
        counts = {name: row.get(f"all_{name}") for name in _PLAIN}
        parts = []
        for share in self.shares:
            known = row.get(f"{share.key}_known") or 0
            part, whole = row.get(f"{share.key}_part") or 0, row.get(f"{share.key}_whole") or 0
            parts.append(Part(share, part, whole, known, rows - known))
        return Sums(rows, row.get("n_nothing") or 0, counts, tuple(parts))


def sums_of(rows: QuerySet[ProcedureFigures], shares: Sequence[Share]) -> Sums:
    """All of the rows together. One query."""
    asked = _Asked(shares)
    return asked.sums(rows.order_by().aggregate(**asked.terms))


def by_month(rows: QuerySet[ProcedureFigures], shares: Sequence[Share]) -> dict[date, Sums]:
    """The sums of each month. One query."""
    asked = _Asked(shares)
    found = rows.order_by().values("month").annotate(**asked.terms)
    return {row["month"]: asked.sums(row) for row in found}


def _by(rows: QuerySet[ProcedureFigures], asked: _Asked, name: str) -> dict[int, Sums]:
    found = rows.order_by().values(name).annotate(**asked.terms)
    return {row[name]: asked.sums(row) for row in found}


def lines_of(
    units: Sequence[Unit], shares: Sequence[Share], first: date, last: date, *, on: date, by: str = "unit"
) -> list[Line]:
    """A line for each of the units, or with `by="commune"` for each of the communes with all of its units.
    Last year's are those of the units that it followed as well. Five queries, however many units."""
    asked = _Asked(shares)
    numbers = {unit.pk for unit in units}
    followed = _followed(numbers)
    rows = ProcedureFigures.objects.filter(**{f"{by}__in": numbers}, month__range=(first, last))
    sums = _by(rows, asked, by)
    earlier = ProcedureFigures.objects.filter(
        **{f"{by}__in": numbers | set().union(*followed.values())},
        month__range=(year_before(first), year_before(last)),
    )
    before = _before(earlier, asked, by, followed)
    coverage = _coverage(numbers, rows, first, last, on, by)
    none = asked.sums({})
    return [
        Line(unit, sums.get(unit.pk, none), before.get(unit.pk, none), coverage[unit.pk]) for unit in units
    ]


def _followed(numbers: set[int]) -> dict[int, set[int]]:
    """Whom each of the units followed; asked for all of them together first, since mostly it is nobody."""
    if not numbers_followed(numbers):
        return {number: set() for number in numbers}
    return {number: numbers_followed({number}) for number in numbers}


def _before(
    rows: QuerySet[ProcedureFigures], asked: _Asked, by: str, followed: Mapping[int, set[int]]
) -> dict[int, Sums]:
    if not any(followed.values()):
        return _by(rows, asked, by)
    return {
        number: sums_of(rows.filter(**{f"{by}__in": {number, *gone}}), asked.shares)
        for number, gone in followed.items()
    }


def _coverage(
    numbers: Iterable[int],
    rows: QuerySet[ProcedureFigures],
    first: date,
    last: date,
    on: date,
    by: str,
) -> dict[int, Coverage]:
    """Months that are over, of the units that report in them."""
    end = min(last, ended_before(on))
    span = list(months_between(first, end))
    wanted: dict[int, set[tuple[int, date]]] = defaultdict(set)
    name = by if by == "unit" else f"unit__{by}"
    said = ReportingUnit.objects.filter(**{f"{name}__in": numbers})
    for place, unit, begun, ended in said.values_list(f"{name}_id", "unit_id", "first_month", "last_month"):
        wanted[place] |= {
            (unit, month) for month in span if begun <= month and (ended is None or month <= ended)
        }
    known: dict[int, set[tuple[int, date]]] = defaultdict(set)
    for place, unit, month in rows.filter(month__lte=end).values_list(f"{by}_id", "unit_id", "month"):
        known[place].add((unit, month))
    return {number: Coverage(len(known[number] & wanted[number]), len(wanted[number])) for number in numbers}


def whole_of(lines: Sequence[Line]) -> Line | None:
    """All lines together, from their sums."""
    if not lines:
        return None
    wanted = Coverage(sum(line.coverage.known for line in lines), sum(line.coverage.wanted for line in lines))
    return Line(
        lines[0].unit, _added([line.sums for line in lines]), _added([line.before for line in lines]), wanted
    )


def _added(sums: Sequence[Sums]) -> Sums:
    counts: dict[str, int | None] = {}
    for name in _PLAIN:
        known = [count for one in sums if (count := one.counts[name]) is not None]
        counts[name] = sum(known) if known else None
    shares = [
        Part(
            parts[0].share,
            sum(part.part for part in parts),
            sum(part.whole for part in parts),
            sum(part.known for part in parts),
            sum(part.unknown for part in parts),
        )
        for parts in zip(*(one.shares for one in sums), strict=True)
    ]
    rows, nothing = sum(one.rows for one in sums), sum(one.nothing for one in sums)
    return Sums(rows, nothing, counts, tuple(shares))
