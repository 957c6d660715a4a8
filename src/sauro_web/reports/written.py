"""A report of a unit as the core writes it to a file: its figures with where they came from, what the
registers say of its days, its words with those of the units beneath it, and whoever is not in it by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sauro.reporting.figure_words import Figure, Said, Share
from sauro.reporting.figures import EstimateSeen, Reported, changed
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
from sauro_web.documents.letterheads import letterhead_for
from sauro_web.reports.models import Came, NarrativePart, Report, ReportFigure, Shaped
from sauro_web.reports.queries.body import Body, body_of
from sauro_web.reports.queries.checking import absent_units, figures_before
from sauro_web.reports.queries.estimates import estimates_of
from sauro_web.reports.queries.names import name_in
from sauro_web.reports.queries.own_parts import own_parts
from sauro_web.reports.queries.scopes import Scope
from sauro_web.reports.queries.words import accepted_beneath, said_in
from sauro_web.reports.written_body import newly_late_turns, with_body

__all__ = ["facts_of", "facts_of_count"]

_KIND = "BC"
_REPORT = "Báo cáo "
_COMMITTEE = "UBND"


def facts_of(
    report: Report,
    *,
    on: date,
    address: Callable[[ReportFigure], str],
    site: str = "",
    known_at: datetime | None = None,
) -> PeriodicReport:
    """What stands in the report now; `address` opens the very figure, `site` stands before the addresses of
    the lists behind those of the registers; `known_at` as in `body_of`. As many queries for one unit beneath
    it as for a hundred."""
    period, regime = report.period, report.period.regime
    rows = list(report.figures.select_related("asked"))
    below, body = accepted_beneath(report), body_of(report, on, known_at)
    plan = regime.plan_cited or regime.basis or f"chế độ báo cáo “{regime.name}”"
    above = report.above.unit if report.above else regime.office
    said = PeriodicReport(
        head=_head(report.unit, on),
        superior=above.name,
        subject=f"{_about(regime.name)} {period.name}",
        period=period.name,
        plan=plan,
        plan_short=plan,
        first=period.first,
        last=period.last,
        real_until=_real_until(rows, period.last),
        turns=_turns(report, rows, body),
        estimates=tuple(_estimate(row, one) for row, one in estimates_of(report, rows)),
        silent=tuple(name_in(unit, regime.office) for unit in absent_units(report)),
        duties=_duties(report, rows, below),
        obstacles=_said(report, below, NarrativePart.OBSTACLES),
        proposals=_said(report, below, NarrativePart.PROPOSALS),
        unit_tables=_tables(report, rows, below, regime.office),
        sources=tuple(_source(row, address(row)) for row in rows if row.counted is not None),
    )
    return with_body(said, body, site=site)


def facts_of_count(scope: Scope, name: str, body: Body, *, site: str = "") -> PeriodicReport:
    """A unit's own days as its registers count them, no report that anybody asked for."""
    said = PeriodicReport(
        head=_head(scope.unit, scope.on),
        superior="",
        subject=f"Tự kiểm đếm {name} của {scope.unit.name}",
        period=name,
        plan="việc tự kiểm đếm hằng tháng",
        plan_short="việc tự kiểm đếm hằng tháng",
        first=scope.window.first,
        last=scope.last,
    )
    return with_body(said, body, site=site)


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


def _real_until(rows: Sequence[ReportFigure], last: date) -> date | None:
    """The earliest day up to which figures are real, of those that are estimated after it before others."""
    estimated = [row.real_until for row in rows if row.real_until is not None and row.estimate is not None]
    first = min(estimated or (row.real_until for row in rows if row.real_until is not None), default=None)
    return first if first is not None and first < last else None


def _piece(row: ReportFigure, key: str, *, source: str = "") -> Piece:
    """A figure as it is said: a share where it is one of a whole."""
    if row.came == Came.SILENT:
        return Figure(key, said=Said.SILENT)
    if row.came == Came.NOTHING:
        return Figure(key, said=Said.NONE_AROSE, source=source)
    counted, estimated = row.counted or 0, row.estimate is not None
    if row.asked.shape == Shaped.SHARE and row.against is not None:
        return _share(key, counted, row.against, row.estimate, source)
    return Figure(key, row.estimate if estimated else counted, estimated=estimated, source=source)


def _share(key: str, counted: int, whole: int, estimate: int | None, source: str = "") -> Piece:
    """Of the whole, also where it is estimated. An estimate beyond the whole has no share."""
    part = counted if estimate is None else estimate
    if part > whole:
        return Figure(key, part, estimated=True, source=source)
    return Share(key, part, whole, estimated=estimate is not None, source=source)


def _key(row: ReportFigure) -> str:
    return f"sl.{row.asked_id}"


def _source(row: ReportFigure, address: str) -> Source:
    period = row.report.period
    days = f"số liệu từ {period.first:%d/%m/%Y} đến {row.real_until or period.last:%d/%m/%Y}"
    return Source(_key(row), f"{row.asked.name} ({row.get_came_display()})", days, row.counted or 0, address)


def _duties(report: Report, rows: Sequence[ReportFigure], below: Sequence[Report]) -> tuple[DutyResult, ...]:
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
    if results := said_in(report, below, NarrativePart.RESULTS):
        found.append(DutyResult("Kết quả nổi bật", tuple((one.line,) for one in results)))
    return tuple(found)


def _turns(report: Report, rows: Sequence[ReportFigure], body: Body) -> tuple[Turn, ...] | None:
    """What is better or worse than in the report before, and what is newly late; None where there was
    none."""
    before = figures_before(report)
    if not before:
        return None
    found = changed(
        {row.asked.code: row.core for row in rows}, before, {row.asked.code: row.asked.form for row in rows}
    )
    by_code = {row.asked.code: row for row in rows}
    told = tuple(
        Turn(turned, _moved(by_code[code], before[code]))
        for turned, codes in ((Turned.BETTER, found.better), (Turned.WORSE, found.worse))
        for code in codes
    )
    return (*told, *newly_late_turns(body))


def _moved(row: ReportFigure, before: Reported) -> Line:
    """ "Văn bản đã ban hành: 10, kỳ trước 12"."""
    now, then = _piece(row, f"{_key(row)}.nay"), _piece_of(row, before, f"{_key(row)}.kt")
    return f"{row.asked.name}: ", now, ", kỳ trước ", then


def _piece_of(row: ReportFigure, figure: Reported, key: str) -> Piece:
    tally = figure.tally
    if tally is None:
        return Figure(key, said=Said.SILENT)
    if row.asked.shape == Shaped.SHARE and tally.against is not None:
        return _share(key, tally.counted, tally.against, figure.estimate)
    return Figure(key, figure.at_cut_off, estimated=figure.estimate is not None)


def _estimate(row: ReportFigure, one: EstimateSeen) -> Line:
    key = _key(row)
    estimated, came_to = Figure(f"{key}.uoc", one.estimated), Figure(f"{key}.thuc", one.came_to)
    return f"{row.asked.name}: ước ", estimated, ", thực hiện ", came_to


def _said(report: Report, below: Sequence[Report], part: NarrativePart) -> tuple[Narrative, ...]:
    return tuple(Narrative(one.words, one.authors) for one in said_in(report, below, part))


def _own_piece(row: ReportFigure, figure: Reported | None) -> Piece:
    """What the unit that sums up has of a figure itself; nothing where a register counts it."""
    key = f"rieng.{row.asked_id}"
    return _piece_of(row, figure, key) if figure else Figure(key, said=Said.NOT_ASKED)


def _tables(
    report: Report, rows: Sequence[ReportFigure], below: Sequence[Report], office: Unit
) -> tuple[UnitTable, ...]:
    """The figures of each unit that is in it, the own ones of the unit that sums up first, and their sum as
    the report has it."""
    if not below or not rows:
        return ()
    lines = []
    if parts := own_parts(report):
        said = tuple(_own_piece(row, parts.get(row.asked_id)) for row in rows)
        lines.append((f"{name_in(report.unit, office)} (đơn vị tổng hợp, tự ghi)", said))
    for one in below:
        own: Mapping[int, ReportFigure] = {row.asked_id: row for row in one.figures.all()}
        cells = [
            _piece(own[row.asked_id], f"dv.{one.pk}.{row.asked_id}")
            if row.asked_id in own
            else Figure(f"dv.{one.pk}.{row.asked_id}", said=Said.NOT_ASKED)
            for row in rows
        ]
        lines.append((name_in(one.unit, office), tuple(cells)))
    total = tuple(_piece(row, f"tong.{row.asked_id}") for row in rows)
    heads = tuple(row.asked.name for row in rows)
    return (UnitTable("Số liệu của từng đơn vị", heads, tuple(lines), total),)
