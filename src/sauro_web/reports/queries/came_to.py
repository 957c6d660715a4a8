"""What figures of a report came to once its window was over: from the registers that it rests on and, where
it is a sum, from what came of each unit in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sauro_web.accounts.queries.reach import Reach
from sauro_web.reports.models import Came, Report, ReportFigure, ReportState, Shaped
from sauro_web.reports.queries.names import WITH_HOUSE
from sauro_web.reports.queries.registers import Counted, counted_in_registers, is_covered

__all__ = ["came_to"]


def came_to(report: Report, rows: Sequence[ReportFigure]) -> Mapping[str, int]:
    """By code, of figures of the report that were counted or summed; left out is of what it is not known for
    every part of the sum. Whoever asks is told the same. As many queries for one unit as for a hundred."""
    registers = {row.asked.counted_from for row in rows if row.asked.counted_from}
    offices = (report.unit.house, report.period.regime.office)
    everything = Reach(follows=(), reads=offices, own=())
    own = counted_in_registers(report, registers, report.period.last, seen_by=everything) if registers else {}
    parts = _parts(report, [row for row in rows if row.came == Came.SUMMED])
    found = {}
    for row in rows:
        counted = own.get(row.asked.counted_from, ())
        sums = _of_parts(row, counted, parts[row.asked_id]) if row.came == Came.SUMMED else _alone(counted)
        if sums is not None:
            found[row.asked.code] = sums
    return found


def _parts(report: Report, rows: Sequence[ReportFigure]) -> Mapping[int, Sequence[ReportFigure]]:
    """The figures that were summed, by the line of the form: of what was accepted before the sum was sent."""
    found: dict[int, list[ReportFigure]] = defaultdict(list)
    if not rows:
        return found
    within = ReportFigure.objects.filter(
        report__above=report, asked__in=[row.asked_id for row in rows], returned_at=None,
        report__state=ReportState.ACCEPTED, report__accepted_at__lte=report.sent_at,
    )  # fmt: skip
    along = (f"report__{one}" for one in WITH_HOUSE)
    for row in within.exclude(came=Came.SILENT).select_related("came_to", "report__period", "asked", *along):
        found[row.asked_id].append(row)
    return found


def _alone(counted: Sequence[Counted]) -> int | None:
    return sum(one.tally.counted for one in counted) if counted else None


def _of_parts(row: ReportFigure, counted: Sequence[Counted], parts: Sequence[ReportFigure]) -> int | None:
    """None where nobody knows what one of them came to. Shares and cuts without a second number stand in no
    sum."""
    needs_base = row.asked.shape != Shaped.COUNT
    offices = [one.office for one in counted]
    others = [
        one
        for one in parts
        if not is_covered(row.asked.counted_from, one.report.unit, offices)
        and not (needs_base and one.against is None)
    ]
    values = [_known(one) for one in others]
    if None in values or not (counted or others):
        return None
    own = sum(one.tally.counted for one in counted if not (needs_base and one.tally.against is None))
    return own + sum(value or 0 for value in values)


def _known(row: ReportFigure) -> int | None:
    """What was counted or typed up to the last day, or kept since by `judging`."""
    kept = getattr(row, "came_to", None)
    if kept is not None:
        return int(kept.counted)
    if row.came == Came.NOTHING:
        return 0
    is_whole = row.real_until is not None and row.real_until >= row.report.period.last
    return row.counted if row.came == Came.TYPED and is_whole else None
