"""Spreadsheets made in tests: rows of values → the bytes of a file."""

import datetime
import io
import zipfile

import xlsxwriter


def xlsx(rows, *, merged=(), name="Sổ", hidden_sheet=None, hidden_rows=(), formulas=()):
    """`merged` are (first row, first column, last row, last column), all from 0; `formulas` (row, column,
    kept value)."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet(name)
    form = book.add_format({"num_format": "dd/mm/yyyy"})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, datetime.date):
                moment = datetime.datetime(value.year, value.month, value.day)
                sheet.write_datetime(number, column, moment, form)
            elif value != "":
                sheet.write(number, column, value)
    for first_row, first_column, last_row, last_column in merged:
        sheet.merge_range(first_row, first_column, last_row, last_column, rows[first_row][first_column])
    for row in hidden_rows:
        sheet.set_row(row, None, None, {"hidden": True})
    for row, column, kept in formulas:
        sheet.write_formula(row, column, "=1+1", None, kept)
    if hidden_sheet is not None:
        other = book.add_worksheet("Ẩn")
        for number, row in enumerate(hidden_sheet):
            other.write_row(number, 0, row)
        other.hide()
    book.close()
    return file.getvalue()


def with_sheet_xml(data, change):
    """The workbook with the XML of its first sheet changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                content = change(content)
            new.writestr(entry.filename, content)
    return changed.getvalue()
