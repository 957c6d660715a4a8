"""What is to stand for a figure of a report, and for the part of it that a unit has itself which sums up
others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sauro.reporting.figures import refused
from sauro_web.accounts.models import User
from sauro_web.common.errors import NotReady
from sauro_web.reports.models import Came, FigureVersion, ReportFigure, Shaped
from sauro_web.reports.operations.holding import Held
from sauro_web.reports.queries.own_parts import OWN, has_own_part, own_parts, sums_up
from sauro_web.reports.queries.prefilling import Line, prefilled

__all__ = ["Entry", "OwnPart", "ask_not_nothing", "entry_of", "say_own_parts", "sums_with_own"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to stand for a figure. With `nothing` it is nought by statement; without a count it is silent
    again. `real_until` None: as far as the report's figures are real."""

    counted: int | None = None
    against: int | None = None
    nothing: bool = False
    real_until: date | None = None
    estimate: int | None = None
    came: Came = Came.TYPED
    note: str = ""


@dataclass(frozen=True, slots=True)
class OwnPart:
    """The unit's own part of a figure; without a count it has none."""

    counted: int | None = None
    against: int | None = None


def entry_of(line: Line) -> Entry:
    """What can be filled in, as it is to stand."""
    return Entry(
        line.counted, line.against, line.came == Came.NOTHING, line.real_until, line.estimate, line.came,
        line.note,
    )  # fmt: skip


def say_own_parts(
    held: Held,
    figures: Sequence[ReportFigure],
    own: Mapping[int, OwnPart],
    *,
    by: User,
    now: datetime,
    corrects: str = "",
) -> Mapping[int, tuple[int | None, int | None]]:
    """Keeps the parts that are said anew, by the number of their line; what each was before and is.
    `corrects` is why they are corrected in a locked period.

    Raises NotReady for numbers that cannot be, for a figure that a register counts, and in a report to which
    nobody reports.
    """
    before, said = own_parts(held.report) if own else {}, {}
    rows = []
    for one in figures:
        part = own.get(one.asked_id)
        was = before[one.asked_id].tally if one.asked_id in before else None
        stood = OwnPart(was.counted, was.against) if was else OwnPart()
        if part is None or part == stood:
            continue
        _ask_part(held, one, part)
        rows.append(
            FigureVersion(
                figure=one, number=OWN, by=by, at=now, counted=part.counted, against=part.against,
                came=Came.SILENT if part.counted is None else Came.TYPED, reason=corrects[:500],
                corrects=bool(corrects),
            )
        )  # fmt: skip
        said[one.asked_id] = stood.counted, part.counted
    FigureVersion.objects.bulk_create(rows)
    return said


def sums_with_own(
    held: Held, figures: Sequence[ReportFigure], entries: Mapping[int, Entry], said: Collection[int]
) -> Mapping[int, Entry]:
    """The sums that stand for these lines now, with the own parts in them. Where nobody has a part any more
    the line is silent, or nought where its entry states that."""
    if not said:
        return {}
    lines = prefilled(held.report, on=held.on, seen_by=held.reach)
    wanted = [one.asked_id for one in figures if one.asked_id in said]
    alone = {number: entries[number] if entries[number].nothing else Entry() for number in wanted}
    return {number: entry_of(lines[number]) if number in lines else alone[number] for number in wanted}


def ask_not_nothing(held: Held, figures: Sequence[ReportFigure], entries: Mapping[int, Entry]) -> None:
    """Raises NotReady where a line is stated to be nothing while the unit has a part of it written down."""
    if not any(entries[one.asked_id].nothing for one in figures):
        return
    own = own_parts(held.report)
    for one in figures:
        part = own[one.asked_id].tally if one.asked_id in own else None
        if entries[one.asked_id].nothing and part is not None and part.counted:
            raise NotReady(
                f"{one.asked.name}: đã có phần tự ghi {part.counted} nên không ghi “không phát sinh”; hãy "
                "xóa phần tự ghi trước."
            )


def _ask_part(held: Held, row: ReportFigure, part: OwnPart) -> None:
    name = f"{row.asked.name}, phần tự ghi"
    if not has_own_part(row):
        raise NotReady(f"{name}: số liệu này đếm từ sổ nên phần của đơn vị đã có trong tổng.")
    if not sums_up(held.report):
        raise NotReady(f"{name}: không có đơn vị nào báo cáo qua đây; hãy ghi vào số thực hiện.")
    is_share = row.asked.shape == Shaped.SHARE
    if fault := refused(name, part.counted, part.against if is_share else None, None):
        raise NotReady(fault)
    if is_share and part.counted is not None and part.against is None:
        raise NotReady(f"{name}: hãy ghi cả tổng số.")
    if part.counted is None and part.against is not None:
        raise NotReady(f"{name}: hãy ghi số đã thực hiện.")
