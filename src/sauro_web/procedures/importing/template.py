"""The spreadsheet that an office fills in, with a row for each of its units."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.protection import SheetProtection

from sauro_web.accounts.importing.template import fill, head
from sauro_web.accounts.models import Unit
from sauro_web.procedures.importing.columns import NAMED_ON, SHEET, TEMPLATE

__all__ = ["template"]


def template(units: Iterable[Unit], month: date) -> bytes:
    """The workbook, with unit and month filled in."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = SHEET.title
    head(page, SHEET)
    for row, unit in enumerate(units, 2):
        fill(page, row, 1, unit.name)
        fill(page, row, 2, f"{month.month}/{month.year}")
    named = book.create_sheet(NAMED_ON)
    named.cell(1, 1, TEMPLATE)
    named.sheet_state = "hidden"
    named.protection = SheetProtection(sheet=True)
    written = BytesIO()
    book.save(written)
    return written.getvalue()
