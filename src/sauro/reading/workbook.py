"""Spreadsheets as other programs export them → sheets of plain values: .xlsx, .xls, .ods, .csv, and the web
pages and XML that many systems save as .xls.

calamine reads the formats of office programs: of formulas it knows the value that was kept, nothing where
none was. What it would be asked for is looked at first (`sheet_bounds`).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import python_calamine as calamine
from lxml import etree

from sauro.errors import Unreadable, Unsupported
from sauro.reading.limits import DEFAULT_LIMITS, ZIP_ERRORS, Limits, check_archive, check_size
from sauro.reading.sheet_bounds import Unseen, check_open_document, check_strings, unseen_in
from sauro.reading.sheets import Area, Row, Sheet, Workbook, WorkbookKind, plain_cells

__all__ = ["open_workbook"]

_EMPTY = "Tệp rỗng, không có nội dung; hãy kiểm tra lại tệp."
_DAMAGED = "Tệp bảng tính bị hỏng nên không đọc được; hãy mở bằng Excel và lưu lại dạng .xlsx."
_LOCKED = "Tệp bảng tính đặt mật khẩu nên không đọc được; hãy gỡ mật khẩu mở tệp rồi thử lại."
_MACROS = "Tệp bảng tính chứa mã lệnh (macro) nên không đọc vì lý do an toàn; hãy lưu lại dạng .xlsx."
_BINARY = "Tệp Excel dạng .xlsb chưa đọc được; hãy mở bằng Excel và lưu lại dạng .xlsx."
_OTHER = "Đây không phải tệp bảng tính; hãy chọn tệp .xlsx, .xls, .ods hoặc .csv xuất từ sổ văn bản."
_ARCHIVE = "Trang web lưu trữ (.mht) chưa đọc được; hãy mở bằng Excel và lưu lại dạng .xlsx."
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OTHERS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ\x90")
_OPEN_SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_MACRO_STREAMS = ("_VBA_PROJECT", "_VBA_PROJECT_CUR")
_FAULTS = (*ZIP_ERRORS, calamine.CalamineError, etree.LxmlError, LookupError, TypeError, OverflowError)
_STRINGS = "xl/sharedStrings.xml"


def open_workbook(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """The sheets of a file, told by its content.

    Raises Unreadable where it is empty, damaged, locked, unsafe or too large, Unsupported where it is no
    spreadsheet or of a kind without a reader.
    """
    check_size(len(data), limits)
    head = data.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:2048]
    if not head:
        raise Unreadable(_EMPTY)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _open_package(data, limits)
    if data.startswith(_OLE):
        return _open_compound(data)
    if data.startswith(_OTHERS):
        raise Unsupported(_OTHER)
    return _open_text(data, head.lower(), limits)


def _open_text(data: bytes, head: bytes, limits: Limits) -> Workbook:
    """Readers are imported where they are needed."""
    if head.startswith(b"mime-version:"):
        raise Unsupported(_ARCHIVE)
    plain = head.replace(b"\0", b"")  # web pages are saved as UTF-16, too
    if b"urn:schemas-microsoft-com:office:spreadsheet" in plain and b"<html" not in plain:
        from sauro.reading.sheet_xml import sheets_of_xml

        return Workbook(WorkbookKind.XML, sheets_of_xml(data, limits))
    if plain.startswith(b"<") and any(mark in plain for mark in (b"<html", b"<table", b"<!doctype html")):
        from sauro.reading.sheet_html import sheets_of_html

        return Workbook(WorkbookKind.HTML, sheets_of_html(data, limits))
    if plain.startswith((b"<?xml", b"<!doctype")):
        raise Unsupported(_OTHER)
    from sauro.reading.sheet_text import sheets_of_text

    return Workbook(WorkbookKind.CSV, sheets_of_text(data, limits))


def _open_package(data: bytes, limits: Limits) -> Workbook:
    names = check_archive(data, limits)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unreadable(_MACROS)
    if "xl/workbook.bin" in names:
        raise Unsupported(_BINARY)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "content.xml" in names and archive.read("mimetype").strip() == _OPEN_SHEET:
                with archive.open("content.xml") as stream:
                    check_open_document(stream, limits)
                return Workbook(WorkbookKind.ODS, _sheets(data, {}))
            if "xl/workbook.xml" not in names:
                raise Unsupported(_OTHER)
            parts = _parts_of_sheets(archive)
            if _STRINGS in names:
                check_strings(archive, _STRINGS, [*parts.values()], limits)
            unseen: dict[str, Unseen] = {}
            for name, part in parts.items():
                with archive.open(part) as stream:
                    unseen[name] = unseen_in(stream, limits)
        return Workbook(WorkbookKind.XLSX, _sheets(data, unseen))
    except _FAULTS:
        raise Unreadable(_DAMAGED) from None


def _parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """The entry of each worksheet by its name (ECMA-376 Part 1, 18.2.20 and Part 2, 9: relationships)."""
    names = {name.lower(): name for name in archive.namelist()}
    targets: dict[str, str] = {}
    for relation in _root(archive, names["xl/_rels/workbook.xml.rels"]):
        if str(relation.get("Type", "")).endswith("/worksheet"):
            target = str(relation.get("Target", ""))
            path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            targets[str(relation.get("Id"))] = names[path.lower()]
    found: dict[str, str] = {}
    for sheet in _root(archive, names["xl/workbook.xml"]).iter("{*}sheet"):
        number = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        if number in targets:
            found[str(sheet.get("name", ""))] = targets[number]
    return found


def _root(archive: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(archive.read(name), parser)


def _open_compound(data: bytes) -> Workbook:
    """An OLE compound file by the names in its directory (MS-CFB 2.6)."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") + b"\0\0" in data

    if holds("EncryptedPackage"):
        raise Unreadable(_LOCKED)
    if not (holds("Workbook") or holds("Book")):
        raise Unsupported(_OTHER)
    if any(holds(name) for name in _MACRO_STREAMS):
        raise Unreadable(_MACROS)
    try:
        return Workbook(WorkbookKind.XLS, _sheets(data, {}))
    except _FAULTS:
        raise Unreadable(_DAMAGED) from None


def _sheets(data: bytes, unseen: dict[str, Unseen]) -> tuple[Sheet, ...]:
    try:
        book = calamine.load_workbook(io.BytesIO(data))
    except calamine.PasswordError:
        raise Unreadable(_LOCKED) from None
    found = []
    for about in book.sheets_metadata:
        if about.typ is calamine.SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(about.name)
            told = unseen.get(about.name, Unseen())
            found.append(
                Sheet(
                    about.name,
                    _rows_of(sheet),
                    hidden=about.visible is not calamine.SheetVisibleEnum.Visible,
                    merged=_merged(sheet),
                    without_value=frozenset(told.without_value),
                    hidden_rows=frozenset(told.hidden_rows),
                )
            )
    return tuple(found)


def _rows_of(sheet: calamine.CalamineSheet) -> Callable[[], Iterator[Row]]:
    before = sheet.start[1] if sheet.start else 0

    def rows() -> Iterator[Row]:
        cells: list[Any]
        for number, cells in enumerate(sheet.iter_rows(), 1):
            if cells.count("") < len(cells):
                yield Row(number, plain_cells(cells, before))

    return rows


def _merged(sheet: calamine.CalamineSheet) -> tuple[Area, ...]:
    return tuple(
        Area(first[0] + 1, first[1], last[0] + 1, last[1]) for first, last in sheet.merged_cell_ranges or ()
    )
