"""The tables of a periodic report, for its text and its sheets alike: heads, rows, and which columns hold
figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sauro.reporting.figure_words import Figure, Said, Share
from sauro.reporting.periodic_facts import Compared, Held, LateItem, PeriodicReport, Piece, Rate
from sauro.reporting.reminders import written_day

__all__ = ["ReportTable", "body_tables", "late_table", "source_rows", "unit_tables"]

_NUMBER = "TT"


@dataclass(frozen=True, slots=True)
class ReportTable:
    """`figures` are the columns, counted from 0, that hold figures. `name` is short, for a sheet; `title` is
    that of its heading or appendix."""

    name: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Piece, ...], ...]
    figures: tuple[int, ...]


def body_tables(report: PeriodicReport) -> Iterator[ReportTable]:
    """Those of the text, in its order; without rows none."""
    if report.documents:
        yield _compared("Văn bản", "Văn bản ban hành theo loại", "Loại văn bản", report.documents)
    if report.meetings:
        yield _meetings(report.meetings)
    if report.rates:
        yield _rates(report.rates)
    if report.tasks:
        yield _compared("Nhiệm vụ", "Nhiệm vụ được giao theo tình trạng", "Tình trạng", report.tasks)


def late_table(late: Sequence[LateItem]) -> ReportTable:
    """The late tasks by name."""
    rows = tuple(
        (
            str(number),
            one.task,
            one.unit,
            written_day(one.due) if one.due else "",
            str(one.days or "dưới 1"),
            one.reason,
        )
        for number, one in enumerate(late, 1)
    )
    heads = (_NUMBER, "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Quá hạn (ngày làm việc)", "Lý do")
    return ReportTable("Quá hạn", "Danh sách nhiệm vụ quá hạn", heads, rows, (0, 4))


def unit_tables(report: PeriodicReport) -> Iterator[ReportTable]:
    """Those of the appendices; the sum of all stands last."""
    for order, one in enumerate(report.unit_tables, 1):
        rows = [(str(number), unit, *cells) for number, (unit, cells) in enumerate(one.rows, 1)]
        if one.total:
            rows.append(("", "Tổng cộng", *one.total))
        columns = tuple(range(2, 2 + len(one.heads)))
        heads = (_NUMBER, "Đơn vị", *one.heads)
        yield ReportTable(f"Đơn vị {order}", one.title, heads, tuple(rows), (0, *columns))


def source_rows(report: PeriodicReport) -> list[tuple[str, str, str, str]]:
    """The number, the register, the filter and the count of each source, as they are printed."""
    return [
        (str(number), one.register, one.filter, Figure("count", one.count).words)
        for number, one in enumerate(report.sources, 1)
    ]


def _compared(name: str, title: str, kind: str, lines: Sequence[Compared]) -> ReportTable:
    rows = tuple(
        (str(number), one.name, one.now, one.before or "", one.change) for number, one in enumerate(lines, 1)
    )
    heads = (_NUMBER, kind, "Kỳ này", "Cùng kỳ năm trước", "Tăng, giảm")
    return ReportTable(name, title, heads, rows, (0, 2, 3, 4))


def _meetings(lines: Sequence[Held]) -> ReportTable:
    rows = tuple(
        (str(number), one.name, one.in_person, one.online, one.hybrid, one.before or "")
        for number, one in enumerate(lines, 1)
    )
    heads = (_NUMBER, "Loại hội nghị, cuộc họp", "Trực tiếp", "Trực tuyến", "Kết hợp", "Cùng kỳ năm trước")
    title = "Hội nghị, cuộc họp trực tiếp và trực tuyến"
    return ReportTable("Hội nghị, cuộc họp", title, heads, rows, (0, 2, 3, 4, 5))


def _rates(lines: Sequence[Rate]) -> ReportTable:
    rows = tuple(
        (str(number), one.name, one.now, _or_nothing(one.before), one.target)
        for number, one in enumerate(lines, 1)
    )
    heads = (_NUMBER, "Nội dung", "Kỳ này", "Cùng kỳ năm trước", "Chỉ tiêu")
    title = "Ứng dụng công nghệ thông tin, chuyển đổi số"
    return ReportTable("Chuyển đổi số", title, heads, rows, (0, 2, 3))


def _or_nothing(share: Share | None) -> Piece:
    return share if share else Said.NO_DATA.words
