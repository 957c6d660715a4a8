"""The spreadsheet of a year's plan, and the template that an office fills in."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.protection import SheetProtection

from sauro_web.accounts.importing.columns import Column, Sheet
from sauro_web.accounts.importing.template import head
from sauro_web.meetings.models import MeetingMode, MeetingScope

__all__ = [
    "COST",
    "MODE",
    "MONTH",
    "MOST_LINES",
    "NAMED_ON",
    "SCOPE",
    "SHEET",
    "SUBJECT",
    "UNIT",
    "named",
    "template",
]

SUBJECT, MONTH, SCOPE, MODE, COST = "Hội nghị", "Tháng", "Phạm vi", "Hình thức", "Kinh phí (đồng)"
UNIT = "Đơn vị"
MOST_LINES = 500
NAMED_ON = "Tên mẫu"
SHEET = Sheet(
    "Kế hoạch hội nghị",
    (
        Column(SUBJECT, 300, True, "nội dung hội nghị"),
        Column(MONTH, 10, True, "từ 1 đến 12"),
        Column(SCOPE, 60, True, "; ".join(MeetingScope.labels)),
        Column(MODE, 60, True, "; ".join(MeetingMode.labels)),
        Column(COST, 30, False, "số nguyên; để trống: chưa dự kiến"),
        Column(UNIT, 200, False, "đơn vị tổ chức, ghi như trong danh mục; để trống: Ủy ban nhân dân"),
    ),
)


def named(year: int) -> str:
    """The name of the template of a year, in the first cell of its hidden sheet."""
    return f"Sáu Rõ - kế hoạch hội nghị - 2026.2 - năm {year}"


def template(year: int) -> bytes:
    """The workbook, empty."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = SHEET.title
    head(page, SHEET)
    hidden = book.create_sheet(NAMED_ON)
    hidden.cell(1, 1, named(year))
    hidden.sheet_state = "hidden"
    hidden.protection = SheetProtection(sheet=True)
    written = BytesIO()
    book.save(written)
    return written.getvalue()
