"""The indicators that an office's plans add, and the figures that its units have said of them: an indicator
is asked as a register is (`queries.windows`), its sum over units says whom it leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from sauro.dates.periods import last_day
from sauro.indicators.arithmetic import Part, RolledUp, joined, rolled_up
from sauro.indicators.model import Direction, Indicator, Joining, Shape, Tally
from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.accounts.queries.successions import living_successors
from sauro_web.accounts.rules import in_force
from sauro_web.common.between_pages import kept
from sauro_web.indicators.models import CountingGuide, FilledBy, OwnBase, OwnFigure, OwnIndicator
from sauro_web.indicators.queries.asking import Asked, Stretch
from sauro_web.indicators.queries.own_bases import bases_in
from sauro_web.indicators.queries.windows import whole_months

__all__ = [
    "Ranked",
    "Said",
    "UnitLine",
    "address_of",
    "as_core_has_it",
    "figures_counted",
    "figures_listed",
    "guide_on",
    "guides_on",
    "indicators_of",
    "left_out_of",
    "lines_by_unit",
    "months_of",
    "newest",
    "ranked_units",
    "rolled_up_of",
    "said_of",
    "units_of",
    "units_saying",
    "units_with_bases",
    "versions_in",
]

_HOUSE = (UnitKind.DIVISION, UnitKind.CENTRE, UnitKind.DEPARTMENT, UnitKind.FORCE)


def indicators_of(office: Unit) -> QuerySet[OwnIndicator]:
    """All that it follows beyond the seven, in the order in which they came."""
    return OwnIndicator.objects.filter(office=office).select_related("plan", "office").order_by("pk")


def as_core_has_it(row: OwnIndicator) -> Indicator:
    """The indicator as the core reckons with it."""
    return Indicator(
        row.code, row.name, row.unit_word, Shape(row.shape), Direction(row.direction), Joining(row.joining)
    )


def guide_on(row: OwnIndicator, on: date) -> CountingGuide | None:
    """How it is counted on a day. One query."""
    return row.guides.filter(since__lte=on).first()


def guides_on(rows: Sequence[OwnIndicator], on: date) -> Mapping[int, str]:
    """The text of each, by the number of the indicator. One query."""
    held = CountingGuide.objects.filter(indicator__in=rows, since__lte=on).order_by("since", "pk")
    return dict(held.values_list("indicator", "text"))


def units_of(row: OwnIndicator, on: date) -> QuerySet[Unit]:
    """Who says its figures on a day."""
    rows = Unit.objects.filter(in_force(on)).order_by("depth", "position", "path")
    office = row.office
    if row.filled_by == FilledBy.COMMUNES:
        return rows.filter(province=office, kind=UnitKind.COMMUNE)
    if row.filled_by == FilledBy.UNITS:
        house = Q(commune=office) if office.kind == UnitKind.COMMUNE else Q(province=office, commune=None)
        return rows.filter(house, kind__in=_HOUSE).exclude(pk=office.pk)
    return rows.filter(pk=office.pk)


def newest(*rows: OwnIndicator) -> QuerySet[OwnFigure]:
    """What each unit says of each month now, confirmed or not."""
    later = OwnFigure.objects.filter(
        indicator=OuterRef("indicator"), unit=OuterRef("unit"), month=OuterRef("month"),
        number__gt=OuterRef("number"),
    )  # fmt: skip
    return OwnFigure.objects.filter(~Exists(later), indicator__in=rows)


def figures_counted(first: date, last: date, *rows: OwnIndicator) -> QuerySet[OwnFigure]:
    """The figures of these months that count: of each unit and month the last that somebody confirmed."""
    later = OwnFigure.objects.filter(
        indicator=OuterRef("indicator"), unit=OuterRef("unit"), month=OuterRef("month"),
        number__gt=OuterRef("number"), confirmation__isnull=False,
    )  # fmt: skip
    return OwnFigure.objects.filter(
        ~Exists(later), indicator__in=rows, confirmation__isnull=False, month__range=(first, last)
    )


@dataclass(frozen=True, slots=True)
class Said:
    """What is written down of some indicators, read at once for all of them: their figures that count, from a
    month to another, and for cuts what their units had in some years, in the order in which it was said."""

    figures: Mapping[int, Sequence[OwnFigure]]
    bases: Mapping[int, Sequence[OwnBase]]

    def figures_of(self, row: OwnIndicator, asked: Stretch) -> Sequence[OwnFigure]:
        """Those of the whole months of these days, by month and unit."""
        first, last = whole_months(asked)
        return [one for one in self.figures.get(row.pk, ()) if first <= one.month <= last]


def said_of(rows: Sequence[OwnIndicator], asked: Stretch) -> Said:
    """From the first day of these to the last, with the years before those as bases. Three queries at most,
    however many indicators there are."""
    figures: dict[int, list[OwnFigure]] = defaultdict(list)
    found = figures_counted(asked.first.replace(day=1), asked.last, *rows)
    for one in found.select_related("unit").order_by("month", "unit"):
        figures[one.indicator_id].append(one)
    bases: dict[int, list[OwnBase]] = defaultdict(list)
    cuts = [row for row in rows if row.shape == Shape.CUT]
    if cuts:
        years = range(asked.first.year - 1, asked.last.year)
        for base in OwnBase.objects.filter(indicator__in=cuts, year__in=years).order_by("pk"):
            bases[base.indicator_id].append(base)
    return Said(figures, bases)


def months_of(
    row: OwnIndicator, asked: Stretch, said: Said, *, without: Collection[int] = ()
) -> Mapping[int, Tally]:
    """The months of these days within one year, all units together but for those left out."""
    found: dict[int, Tally] = {}
    for figure in said.figures_of(row, asked):
        if figure.unit_id not in without:
            one, month = Tally(figure.counted, figure.against), figure.month.month
            found[month] = found[month] + one if month in found else one
    return found


def units_saying(row: OwnIndicator, on: date) -> Sequence[Unit]:
    """The same, none read where no unit changed since an earlier page: indicators of an office that are
    filled by the same share them."""
    return kept(
        ("units that say figures", row.office_id, row.filled_by, on), lambda: tuple(units_of(row, on))
    )


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit: its figure of some months, how many months of it are in it, and what it is held against;
    `of` are the units that said them: itself, and those that became one with it."""

    unit: Unit
    tally: Tally | None
    months: int
    of: frozenset[int] = frozenset()
    base_source: str = ""
    base_lacks: tuple[str, ...] = ()
    last: date | None = None
    """The last of these months."""


def lines_by_unit(row: OwnIndicator, asked: Stretch, said: Said | None = None) -> Sequence[UnitLine]:
    """Each unit that says figures on the last day, with those of the units that became one with it. What one
    unit said that is gone and that nobody in particular followed stands under its own name. `said` is what is
    written down of these days, where it was read already."""
    said = said or said_of([row], asked)
    units = {one.pk: one for one in units_saying(row, asked.last)}
    figures = said.figures_of(row, asked)
    heirs = _heirs({one.unit for one in figures if one.unit_id not in units}, asked.last, units)
    periods: dict[int, dict[date, Tally]] = defaultdict(dict)
    sayers: dict[int, set[int]] = defaultdict(set)
    for one in figures:
        unit = heirs.get(one.unit_id, one.unit)
        units.setdefault(unit.pk, unit)
        sayers[unit.pk].add(one.unit_id)
        tally, months = Tally(one.counted, one.against), periods[unit.pk]
        months[one.month] = months[one.month] + tally if one.month in months else tally
    cut = row.shape == Shape.CUT
    bases = bases_in(said.bases.get(row.pk, ()), set(units), asked.last.year - 1, asked.by) if cut else None
    lines = []
    for unit in units.values():
        months, base = periods.get(unit.pk, {}), bases.of(unit.pk) if bases else None
        whole = joined([months[month] for month in sorted(months)], Joining(row.joining))
        if whole is not None and bases is not None:
            whole = Tally(whole.counted, base[0] if base else None)
        lacks = bases.lacking(unit.pk) if bases else ()
        of = frozenset(sayers[unit.pk])
        source, newest_month = base[1] if base else "", max(months, default=None)
        lines.append(UnitLine(unit, whole, len(months), of, source, lacks, newest_month))
    return lines


def left_out_of(row: OwnIndicator, lines: Sequence[UnitLine]) -> set[int]:
    """The units whose figures are not in the sum: of a cut those of which no base is known."""
    if row.shape != Shape.CUT:
        return set()
    return {unit for one in lines if one.tally is not None and one.tally.against is None for unit in one.of}


def _heirs(gone: Collection[Unit], on: date, units: Mapping[int, Unit]) -> Mapping[int, Unit]:
    """By the number of a unit that is gone the one that followed it, where it is one and says figures."""
    if not gone:
        return {}
    found = living_successors(gone, on)
    return {pk: some[0] for pk, some in found.items() if len(some) == 1 and some[0].pk in units}


def rolled_up_of(lines: Sequence[UnitLine], shape: Shape) -> RolledUp:
    """All units together, from sums; who has said nothing and who has no base is left out by name."""
    return rolled_up((Part(one.unit.label, one.tally) for one in lines), shape)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit with its place; None where its value is not known. The same value is the same place."""

    line: UnitLine
    place: int | None


def ranked_units(row: OwnIndicator, asked: Asked) -> Sequence[Ranked]:
    """The units by their value of the year so far, the best first, those without one at the end. Of a share
    and a cut by that, never by how many there are."""
    indicator = as_core_has_it(row)
    # A cut is the better the larger it is; of others it is said.
    more = indicator.shape is Shape.CUT or indicator.direction is Direction.MORE
    valued = [
        (line.tally.value(indicator.shape) if line.tally else None, line)
        for line in lines_by_unit(row, asked.stretch.whole_months)
    ]

    def order(one: tuple[Fraction | None, UnitLine]) -> tuple[bool, Fraction, str]:
        value = one[0] or Fraction(0)
        return one[0] is None, -value if more else value, one[1].unit.name

    found: list[Ranked] = []
    last: Fraction | None = None
    for number, (value, line) in enumerate(sorted(valued, key=order), start=1):
        same = found[-1].place if found and value == last else number
        found.append(Ranked(line, None if value is None else same))
        last = value
    return found


def units_with_bases(row: OwnIndicator, year: int, on: date) -> Sequence[Unit]:
    """Those that say figures, and those that did at the end of the year that they are measured by."""
    days = (on, date(year, 12, 31))
    return list({unit.pk: unit for day in days for unit in units_of(row, day)}.values())


def versions_in(row: OwnIndicator, month: date, units: Collection[Unit]) -> Sequence[OwnFigure]:
    """All that these units ever said of a month, the last first."""
    rows = OwnFigure.objects.filter(indicator=row, month=month, unit__in=[one.pk for one in units])
    return list(rows.select_related("unit", "by", "confirmation__by").order_by("unit", "-number"))


def figures_listed(row: OwnIndicator, asked: Asked, first: date, last: date) -> QuerySet[OwnFigure]:
    """The figures that the sum of these months is made of: those that are confirmed, of units that are not
    left out of it; of what is not summed over months those of the last month of each unit."""
    whole = last.replace(day=last_day(last.year, last.month).day)
    stretch = asked.stretch.between(first, whole)
    latest = row.joining == Joining.LATEST
    lines = lines_by_unit(row, stretch) if row.shape == Shape.CUT or latest else ()
    rows = figures_counted(first, last, row).exclude(unit__in=left_out_of(row, lines))
    if latest:
        rows = rows.filter(_of_the_last(lines))
    return rows.select_related("unit", "by", "confirmation__by")


def _of_the_last(lines: Sequence[UnitLine]) -> Q:
    by_month: dict[date, set[int]] = defaultdict(set)
    for one in lines:
        if one.last is not None:
            by_month[one.last] |= one.of
    found = Q(pk__in=())
    for month, units in by_month.items():
        found |= Q(month=month, unit__in=units)
    return found


def address_of(row: OwnIndicator, first: date, last: date) -> str:
    """The figures that were counted between two days."""
    said = {"co-quan": row.office_id, "tu": f"{first:%m/%Y}", "den": f"{last:%m/%Y}"}
    return f"{reverse('indicators:figures', args=[row.code])}?{urlencode(said)}"
