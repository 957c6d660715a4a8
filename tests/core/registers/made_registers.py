"""Made-up registers: rows as a reader of spreadsheets gives them."""

from datetime import date
from itertools import islice

from sauro.registers.entries import entries
from sauro.registers.survey import survey

TODAY = date(2026, 7, 1)
OUTGOING = [
    "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản", "Người ký",
    "Nơi nhận văn bản", "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú",
]  # fmt: skip
INCOMING = [
    "Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu văn bản", "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản", "Đơn vị hoặc người nhận", "Ngày chuyển", "Ký nhận", "Ghi chú",
]  # fmt: skip


def numbered(rows):
    """Rows with their numbers, without those in which nothing stands."""
    return [(number, row) for number, row in enumerate(rows, 1) if any(cell != "" for cell in row)]


def laid_out(rows, **about):
    """The layout of a sheet of these rows."""
    return survey(list(islice(numbered(rows), 2_000)), **about)


def lines_of(rows, *, on=TODAY, merged=(), without_value=frozenset(), **about):
    """What each row below the heading is."""
    layout = laid_out(rows, merged=merged, **about)
    return list(entries(numbered(rows), layout, on=on, merged=merged, without_value=without_value))


def outgoing(*rows, **about):
    """What the rows are below a heading of outgoing documents; the first of them is row 2."""
    return lines_of([OUTGOING, *rows], **about)


def incoming(*rows, **about):
    """The same for documents that arrived."""
    return lines_of([INCOMING, *rows], **about)


def codes(line):
    """The codes of its faults."""
    return [fault.code for fault in line.faults]
