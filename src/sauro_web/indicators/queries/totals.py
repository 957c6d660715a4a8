"""Indicators of documents over many offices, counted from the totals of the registers: the sums of a province
or of the country, and its communes side by side. All of them by one counting rule, that of whoever asks, so
that what stands side by side was counted alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.db.models import Count, Q, QuerySet

from sauro.indicators.arithmetic import Part, RolledUp, rolled_up
from sauro.indicators.model import Shape, Tally
from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.accounts.rules import in_force
from sauro_web.documents.allowance import Base
from sauro_web.documents.models import CountingRule, Document
from sauro_web.documents.queries.bases import bases_of
from sauro_web.documents.queries.counting import first_and_last, is_counted
from sauro_web.documents.queries.digitised import is_digitised, is_judged
from sauro_web.documents.queries.exchanged import is_by_line, is_exchanged
from sauro_web.documents.queries.summing import is_of_halves, summed, summed_by_office

__all__ = [
    "ISSUING",
    "Standing",
    "Sums",
    "communes_of",
    "documents_of",
    "offices_of",
    "standings_of",
    "sums_of",
]

ISSUING = (UnitKind.PROVINCE, UnitKind.DEPARTMENT, UnitKind.COMMUNE)
"""Kinds of offices that issue documents."""
_EMPTY, _NOT_YET = "chưa có văn bản trong sổ", "chưa đến kỳ so sánh"


@dataclass(frozen=True, slots=True)
class Sums:
    """Of all documents of a province or of the country on some days: how many count, how many are digitised
    of those judged, how many left electronically of those sent to an office."""

    documents: int
    digitised: Tally
    exchanged: Tally


@dataclass(frozen=True, slots=True)
class Standing:
    """One office in a year: its documents in the months of its base against that, and its shares. `place` is
    its rank by the cut, the largest first; None where that cannot be computed. Those with the same cut have
    the same rank. `silent` says why its nought is none, blank where it is one: an empty register is no cut of
    all, nor are months that have not come."""

    unit: Unit
    documents: Tally
    digitised: Tally
    exchanged: Tally
    base_source: str
    place: int | None = None
    silent: str = ""

    @property
    def cut(self) -> Fraction | None:
        """By how much less than in the year before."""
        return None if self.silent else self.documents.value(Shape.CUT)

    @property
    def part(self) -> Part:
        """Of the sum over all; None is said of one of which there is nothing to compare."""
        return Part(self.unit.label, None if self.silent else self.documents)


def sums_of(province: Unit | None, rule: CountingRule, first: date, last: date) -> Sums:
    """The sums of these days over all offices of a province, or of the country where none is named. One
    query."""
    found = summed(province, first, last, _figures(rule))
    return Sums(found["counted"], *_shares(found))


def offices_of(province: Unit, on: date) -> QuerySet[Unit]:
    """The offices of a province that issue documents: its own, its departments, its communes."""
    return Unit.objects.filter(in_force(on), province=province, kind__in=ISSUING).order_by("name", "pk")


def communes_of(province: Unit | None, on: date) -> QuerySet[Unit]:
    """Its communes; those of the whole country where none is named."""
    rows = Unit.objects.filter(in_force(on), kind=UnitKind.COMMUNE)
    return rows if province is None else rows.filter(province=province)


def standings_of(
    units: Collection[Unit], rule: CountingRule, year: int, *, on: date | None = None
) -> Sequence[Standing]:
    """All of them as of a day (None: the year is over), by rank, those without one at the end. A query for
    the shares and what bases take, and one more for all whose base covers the same part of the year."""
    bases = bases_of([one.pk for one in units], year - 1)
    figures = _figures(rule)
    whole = summed_by_office([one.pk for one in units], date(year, 1, 1), date(year, 12, 31), figures)
    parts = _in_months_of_bases(units, bases, rule, year)
    rows = []
    for unit in units:
        found, base = whole.get(unit.pk) or dict.fromkeys(figures, 0), bases.get(unit.pk)
        counted = found["counted"] if base is None or base.is_whole_year else parts.get(unit.pk, 0)
        documents = Tally(counted, base.count if base else None)
        silent = "" if counted else _silent(found, base, year, on)
        rows.append(Standing(unit, documents, *_shares(found), base.source if base else "", silent=silent))
    return _ranked(rows)


def _silent(found: Mapping[str, int], base: Base | None, year: int, on: date | None) -> str:
    if not (found["counted"] or found["judged"] or found["exchanged"]):
        return _EMPTY
    first, _ = first_and_last(year, base)
    return _NOT_YET if on is not None and on < first else ""


def documents_of(standings: Collection[Standing]) -> RolledUp:
    """The documents of all of them against the sum of their bases; who has none is left out by name."""
    return rolled_up((one.part for one in standings), Shape.CUT)


def _figures(rule: CountingRule) -> dict[str, Q]:
    judged, exchanged = is_judged(rule), is_exchanged()
    return {
        "counted": is_counted(rule),
        "judged": judged,
        "digitised": judged & is_digitised(rule),
        "exchanged": exchanged,
        "by_line": exchanged & is_by_line(),
    }


def _shares(found: Mapping[str, int]) -> tuple[Tally, Tally]:
    return Tally(found["digitised"], found["judged"]), Tally(found["by_line"], found["exchanged"])


def _in_months_of_bases(
    units: Collection[Unit], bases: Mapping[int, Base], rule: CountingRule, year: int
) -> dict[int, int]:
    """What counts of those whose base covers a part of the year. Half-years have their totals; documents of
    other months are counted from the registers of these offices."""
    spans: dict[tuple[date, date], list[int]] = defaultdict(list)
    for unit in units:
        base = bases.get(unit.pk)
        if base is not None and not base.is_whole_year:
            spans[first_and_last(year, base)].append(unit.pk)
    found: dict[int, int] = {}
    for (first, last), offices in spans.items():
        if is_of_halves(first, last):
            sums = summed_by_office(offices, first, last, {"counted": is_counted(rule)})
            found |= {office: one["counted"] for office, one in sums.items()}
        else:
            rows = Document.objects.filter(is_counted(rule), office__in=offices, dated__range=(first, last))
            found |= dict(rows.order_by().values_list("office").annotate(many=Count("pk")))
    return found


def _ranked(rows: Sequence[Standing]) -> Sequence[Standing]:
    def order(one: Standing) -> tuple[bool, Fraction, str]:
        cut = one.cut
        return cut is None, -cut if cut is not None else Fraction(0), one.unit.name

    found: list[Standing] = []
    for number, one in enumerate(sorted(rows, key=order), start=1):
        same = found[-1].place if found and found[-1].cut == one.cut else number
        found.append(replace(one, place=None if one.cut is None else same))
    return found
