"""The templates as files: headings, hints, the name, and what is already known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.worksheet.protection import SheetProtection

from sauro_web.accounts.importing.template import fill, head
from sauro_web.tasks.importing.columns import NAMED_ON, Template

__all__ = ["workbook_of"]


def workbook_of(template: Template, rows: Iterable[Sequence[str]] = ()) -> bytes:
    """The file, with rows filled in; what could be taken for a formula is text."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = template.sheet.title
    head(page, template.sheet)
    for number, row in enumerate(rows, 2):
        for place, text in enumerate(row, 1):
            fill(page, number, place, ILLEGAL_CHARACTERS_RE.sub("", text))
    named = book.create_sheet(NAMED_ON)
    named.cell(1, 1, template.name)
    named.sheet_state = "hidden"
    named.protection = SheetProtection(sheet=True)
    written = BytesIO()
    book.save(written)
    return written.getvalue()
