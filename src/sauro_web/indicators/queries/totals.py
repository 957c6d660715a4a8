"""Indicators of documents over many offices, counted from the totals of the registers: the sums of a province
or of the country, and its communes side by side. All of them by one counting rule, that of whoever asks, so
that what stands side by side was counted alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.db.models import Count, Q, QuerySet

from sauro.indicators.arithmetic import Part, RolledUp, rolled_up
from sauro.indicators.model import Shape, Tally
from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.accounts.queries.merged import taken_over
from sauro_web.accounts.rules import in_force
from sauro_web.documents.allowance import Base
from sauro_web.documents.models import CountingRule, Document
from sauro_web.documents.queries.bases import bases_of
from sauro_web.documents.queries.counting import first_and_last, is_counted
from sauro_web.documents.queries.digitised import is_digitised, is_judged
from sauro_web.documents.queries.exchanged import is_by_line, is_exchanged
from sauro_web.documents.queries.summing import is_of_halves, summed, summed_by_office

__all__ = [
    "CHECKED",
    "ISSUING",
    "Standing",
    "Sums",
    "as_sums",
    "communes_of",
    "documents_of",
    "figures_by",
    "heirs_of",
    "offices_of",
    "standings_of",
    "sums_of",
]

ISSUING = (UnitKind.PROVINCE, UnitKind.DEPARTMENT, UnitKind.COMMUNE)
"""Kinds of offices that issue documents."""
_EMPTY, _NOT_YET = "chưa có văn bản trong sổ", "chưa đến kỳ so sánh"
CHECKED = "số liệu đang được kiểm tra"
"""Said where totals contradict themselves: the nightly comparison tells it, and no figure is shown."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Of all documents of a province or of the country on some days: how many count, how many are digitised
    of those judged, how many left electronically of those sent to an office; None of what the totals
    contradict themselves in (`CHECKED`)."""

    documents: int | None
    digitised: Tally | None
    exchanged: Tally | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One office in a year: its documents in the months of its base against that, and its shares. `place` is
    its rank by the cut, the largest first; None where that cannot be computed. Those with the same cut have
    the same rank. `silent` says why its nought is none, blank where it is one: an empty register is no cut of
    all, nor are months that have not come; nor is anything known where totals contradict themselves."""

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
    def shown(self) -> int | None:
        """How many documents there are; None where that is not known."""
        return None if self.silent == CHECKED else self.documents.counted

    @property
    def part(self) -> Part:
        """Of the sum over all; None is said of one of which there is nothing to compare."""
        return Part(self.unit.label, None if self.silent else self.documents)


def sums_of(province: Unit | None, rule: CountingRule, first: date, last: date) -> Sums:
    """The sums of these days over all offices of a province, or of the country where none is named. One
    query."""
    return as_sums(summed(province, first, last, figures_by(rule)))


def as_sums(found: Mapping[str, int]) -> Sums:
    """What was counted by `figures_by`, as it is shown."""
    counted = found["counted"]
    return Sums(counted if counted >= 0 else None, *_shares(found))


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
    """All of them as of a day (None: the year is over), by rank, those without one at the end; what units had
    of the year that have become one with another counts for that one. A query for the shares, one for who
    became one with whom and what bases take, and one more for all whose base covers the same part of the
    year."""
    begin, end, numbers = date(year, 1, 1), date(year, 12, 31), [one.pk for one in units]
    by = min(on or end, end)
    bases, figures = bases_of(numbers, year - 1, by), figures_by(rule)
    heirs = heirs_of(units, begin, by)
    whole = _of_heirs(summed_by_office(list(heirs), begin, end, figures), heirs)
    parts = _in_months_of_bases(heirs, bases, rule, year)
    rows = []
    for unit in units:
        found, base = whole.get(unit.pk) or dict.fromkeys(figures, 0), bases.get(unit.pk)
        counted = found["counted"] if base is None or base.is_whole_year else parts.get(unit.pk, 0)
        documents = Tally(max(counted, 0), base.count if base else None)
        shares = _shares(found)
        wrong = counted < 0 or None in shares
        silent = CHECKED if wrong else "" if counted else _silent(found, base, year, on)
        digitised, exchanged = (one or Tally(0, 0) for one in shares)
        source = base.source if base else ""
        rows.append(Standing(unit, documents, digitised, exchanged, source, silent=silent))
    return _ranked(rows)


def heirs_of(units: Collection[Unit], since: date, by: date) -> Mapping[int, int]:
    """Of these units and of those whose records from `since` on count for one of them (`taken_over`), by
    number that of the one for which they count."""
    gone = taken_over([one.pk for one in units], since, by)
    found = {one.pk: one.pk for one in units}
    return found | {before.pk: heir for heir, some in gone.items() for before in some}


def _of_heirs(found: Mapping[int, Mapping[str, int]], heirs: Mapping[int, int]) -> Mapping[int, Counter[str]]:
    whole: dict[int, Counter[str]] = defaultdict(Counter)
    for office, figures in found.items():
        whole[heirs[office]].update(figures)
    return whole


def _silent(found: Mapping[str, int], base: Base | None, year: int, on: date | None) -> str:
    if not (found["counted"] or found["judged"] or found["exchanged"]):
        return _EMPTY
    first, _ = first_and_last(year, base)
    return _NOT_YET if on is not None and on < first else ""


def documents_of(standings: Collection[Standing]) -> RolledUp:
    """The documents of all of them against the sum of their bases; who has none is left out by name."""
    return rolled_up((one.part for one in standings), Shape.CUT)


def figures_by(rule: CountingRule) -> dict[str, Q]:
    """The conditions on a document, or on a total of documents, of what is summed."""
    judged, exchanged = is_judged(rule), is_exchanged()
    return {
        "counted": is_counted(rule),
        "judged": judged,
        "digitised": judged & is_digitised(rule),
        "exchanged": exchanged,
        "by_line": exchanged & is_by_line(),
    }


def _shares(found: Mapping[str, int]) -> tuple[Tally | None, Tally | None]:
    return _part(found["digitised"], found["judged"]), _part(found["by_line"], found["exchanged"])


def _part(counted: int, whole: int) -> Tally | None:
    """None of what cannot be: less than nothing, or more than the whole."""
    return Tally(counted, whole) if 0 <= counted <= whole else None


def _in_months_of_bases(
    heirs: Mapping[int, int], bases: Mapping[int, Base], rule: CountingRule, year: int
) -> Mapping[int, int]:
    """What counts of those whose base covers a part of the year. Half-years have their totals; documents of
    other months are counted from the registers of these offices."""
    spans: dict[tuple[date, date], list[int]] = defaultdict(list)
    for office, heir in heirs.items():
        base = bases.get(heir)
        if base is not None and not base.is_whole_year:
            spans[first_and_last(year, base)].append(office)
    found: Counter[int] = Counter()
    for (first, last), offices in spans.items():
        if is_of_halves(first, last):
            sums = summed_by_office(offices, first, last, {"counted": is_counted(rule)})
            counts = [(office, one["counted"]) for office, one in sums.items()]
        else:
            rows = Document.objects.filter(is_counted(rule), office__in=offices, dated__range=(first, last))
            counts = list(rows.order_by().values_list("office").annotate(many=Count("pk")))
        for office, many in counts:
            found[heirs[office]] += many
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
