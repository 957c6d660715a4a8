"""A report of a unit as the core writes it to a file: its figures with where they came from, its words with
those of the units beneath it, and whoever is not in it by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sauro.reporting.figure_words import Figure, Said, Share
from sauro.reporting.figures import changed
from sauro.reporting.periodic_facts import (
    DutyResult,
    Line,
    Narrative,
    PeriodicReport,
    Piece,
    Source,
    Turn,
    Turned,
    UnitTable,
)
from sauro.reporting.reminders import Letterhead
from sauro_web.accounts.models import Unit
from sauro_web.reports.models import Came, NarrativePart, Report, ReportFigure, ReportState, Shaped
from sauro_web.reports.queries.checking import figures_before, waiting_units
from sauro_web.reports.queries.showing import narratives_of
from sauro_web.tasks.letters import letterhead_for

__all__ = ["facts_of"]

_KIND = "BC"
_REPORT = "Báo cáo "
_COMMITTEE = "UBND"


def facts_of(report: Report, *, on: date, address: Callable[[ReportFigure], str]) -> PeriodicReport:
    """What stands in the report now; `address` opens the very figure. About a dozen queries, and three
    for each report beneath it."""
    period, regime = report.period, report.period.regime
    rows = list(report.figures.select_related("asked"))
    below = _accepted(report)
    plan = regime.plan_cited or regime.basis or f"chế độ báo cáo “{regime.name}”"
    above = report.above.unit if report.above else regime.office
    return PeriodicReport(
        head=_head(report.unit, on),
        superior=above.name,
        subject=f"{_about(regime.name)} {period.name}",
        period=period.name,
        plan=plan,
        plan_short=plan,
        first=period.first,
        last=period.last,
        real_until=_real_until(rows, period.last),
        turns=_turns(report, rows),
        silent=tuple(unit.name for unit in waiting_units(report)),
        duties=_duties(report, rows),
        obstacles=_said(report, below, NarrativePart.OBSTACLES),
        proposals=_said(report, below, NarrativePart.PROPOSALS),
        unit_tables=_tables(rows, below),
        sources=tuple(_source(row, address(row)) for row in rows if row.counted is not None),
    )


def _head(unit: Unit, on: date) -> Letterhead:
    """Of an office, or of a unit inside one, which reports in its own name under that of its office."""
    head, house = letterhead_for(unit, None, on=on), unit.house
    if unit.pk == house.pk:
        own = head.symbol if head.symbol.startswith(_COMMITTEE) else unit.symbol or head.symbol
        return replace(head, symbol=f"{_KIND}-{own}")
    place = letterhead_for(house, None, on=on).place
    symbol = f"{_KIND}-{unit.symbol}" if unit.symbol else _KIND
    return replace(head, symbol=symbol, parent_issuer=house.name, place=place)


def _about(name: str) -> str:
    """The trích yếu: the kind stands above it already."""
    words = name.removeprefix(_REPORT)
    return words[:1].upper() + words[1:]


def _accepted(report: Report) -> Sequence[Report]:
    rows = report.beneath.filter(state=ReportState.ACCEPTED).select_related("unit")
    return list(rows.order_by("unit__position", "unit__path"))


def _real_until(rows: Sequence[ReportFigure], last: date) -> date | None:
    days = [row.real_until for row in rows if row.real_until is not None and row.estimate is not None]
    first = min(days, default=None)
    return first if first is not None and first < last else None


def _piece(row: ReportFigure, key: str, *, source: str = "") -> Piece:
    """A figure as it is said: a share where it is one of a whole."""
    if row.came == Came.SILENT:
        return Figure(key, said=Said.SILENT)
    if row.came == Came.NOTHING:
        return Figure(key, said=Said.NONE_AROSE, source=source)
    counted, estimated = row.counted or 0, row.estimate is not None
    if row.asked.shape == Shaped.SHARE and row.against is not None and not estimated:
        return Share(key, counted, row.against, source=source)
    return Figure(key, row.estimate if estimated else counted, estimated=estimated, source=source)


def _key(row: ReportFigure) -> str:
    return f"sl.{row.asked_id}"


def _source(row: ReportFigure, address: str) -> Source:
    days = f"số liệu từ {row.report.period.first:%d/%m/%Y} đến {row.report.period.last:%d/%m/%Y}"
    return Source(_key(row), f"{row.asked.name} ({row.get_came_display()})", days, row.counted or 0, address)


def _duties(report: Report, rows: Sequence[ReportFigure]) -> tuple[DutyResult, ...]:
    lines: list[Line] = []
    for row in rows:
        source = _key(row) if row.counted is not None else ""
        line: list[Piece] = [f"{row.asked.name}: ", _piece(row, _key(row), source=source)]
        if row.asked.shape != Shaped.SHARE and row.came not in (Came.SILENT, Came.NOTHING):
            line.append(f" {row.asked.unit_word}")
        if row.asked.shape == Shaped.CUT and row.against is not None:
            line += [" (cùng kỳ năm trước: ", Figure(f"{_key(row)}.truoc", row.against), ")"]
        lines.append(tuple(line))
    found = [DutyResult("Số liệu", tuple(lines))] if lines else []
    results = narratives_of(report).get(NarrativePart.RESULTS)
    if results is not None and results.text.strip():
        paragraphs = (one.strip() for one in results.text.splitlines())
        found.append(DutyResult("Kết quả nổi bật", tuple((one,) for one in paragraphs if one)))
    return tuple(found)


def _turns(report: Report, rows: Sequence[ReportFigure]) -> tuple[Turn, ...] | None:
    """What is better or worse than in the report before; None where there was none."""
    before = figures_before(report)
    if not before:
        return None
    now = {row.asked.code: row.core for row in rows}
    found = changed(now, before, {row.asked.code: row.asked.form for row in rows})
    names = {row.asked.code: row.asked.name for row in rows}
    return tuple(
        Turn(turned, (names[code],))
        for turned, codes in ((Turned.BETTER, found.better), (Turned.WORSE, found.worse))
        for code in codes
    )


def _said(report: Report, below: Sequence[Report], part: NarrativePart) -> tuple[Narrative, ...]:
    """The words of the report and of those beneath it; who says the same is named once with the others. Its
    own words need no author."""
    authors: defaultdict[str, list[str]] = defaultdict(list)
    for one in (report, *below):
        row = narratives_of(one).get(part)
        for words in (line.strip() for line in row.text.splitlines()) if row is not None else ():
            if words and one.pk == report.pk:
                authors.setdefault(words, [])
            elif words and one.unit.name not in authors[words]:
                authors[words].append(one.unit.name)
    return tuple(Narrative(words, tuple(units)) for words, units in authors.items())


def _tables(rows: Sequence[ReportFigure], below: Sequence[Report]) -> tuple[UnitTable, ...]:
    """The figures of each unit that is in it, and their sum as the report has it."""
    if not below or not rows:
        return ()
    lines = []
    for one in below:
        own: Mapping[int, ReportFigure] = {row.asked_id: row for row in one.figures.select_related("asked")}
        cells = [
            _piece(own[row.asked_id], f"dv.{one.pk}.{row.asked_id}")
            if row.asked_id in own
            else Figure(f"dv.{one.pk}.{row.asked_id}", said=Said.NOT_ASKED)
            for row in rows
        ]
        lines.append((one.unit.name, tuple(cells)))
    total = tuple(_piece(row, f"tong.{row.asked_id}") for row in rows)
    heads = tuple(row.asked.name for row in rows)
    return (UnitTable("Số liệu của từng đơn vị", heads, tuple(lines), total),)
