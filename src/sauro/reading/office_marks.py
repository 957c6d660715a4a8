"""Looks for a mark of secrecy on the sheets of a workbook (.xlsx) and on slides (.pptx), of which no Folio is
made: what bears one may not be kept. Those of other programs (.xls, .ods, .ppt) LibreOffice turns into these
first.

ECMA-376 Part 1, 18 (SpreadsheetML) and 19 (PresentationML). Text of cells stands in `sharedStrings.xml` or in
the cell; what is printed on every page, in `headerFooter`; boxes and slides are DrawingML, whose paragraphs
are `a:p`. Names are compared without their namespaces, so that strict files need nothing of their own.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from unicodedata import normalize

from lxml import etree

from sauro.errors import Unreadable
from sauro.folio.model import Part
from sauro.reading.classified import UNSEEN, PlacedText, refuse_marked_texts
from sauro.reading.limits import DEFAULT_LIMITS, ZIP_ERRORS, Limits, check_archive, check_size
from sauro.reading.office_convert import CONVERTED, convert

__all__ = ["refuse_marked_office"]

_MOST_READ = 80 * 2**20  # bytes of XML in one file: some ten seconds
_DAMAGED = "Tệp bị hỏng hoặc tải về chưa hết nên không đọc được; hãy tải hoặc xuất lại tệp."
_TOO_LARGE = "Nội dung bên trong tệp lớn quá mức cho phép; hãy chia tệp thành các phần nhỏ hơn."
_STRINGS = "xl/sharedstrings.xml"
_SHEETS = re.compile(r"xl/(?:work|chart|dialog)sheets/[^/]+\.xml")
_BOXES = re.compile(r"xl/drawings/[^/]+\.xml")
_SLIDES = re.compile(r"ppt/(?:slides|notesslides)/[^/]+\.xml")
_BEHIND_SLIDES = re.compile(r"ppt/(?:slidemasters|slidelayouts|notesmasters|handoutmasters)/[^/]+\.xml")
_FEWEST_OF_TABLE = 3
"""Filled cells of a row that belongs to a table; a stamp shares its row with the agency at most."""
_HEADING_OF_KINDS = re.compile(r"(?:(?:mức |dấu chỉ )?độ (?:khẩn, ?(?:độ )?)?mật|mức độ)", re.IGNORECASE)
"""What heads a column of kinds in a register of documents."""
_FIELD_CODE = re.compile(r'&(?:"[^"]*"|\d+|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|[BIUESXYHOLCRPNDTZFAG&])')
_TAG = re.compile(r"<[^>]*>")
_WORDS = re.compile(rf"m[\s{UNSEEN}]*ậ[\s{UNSEEN}]*t|thu[\s{UNSEEN}]*hồi|bóc[\s{UNSEEN}]*bì")
_PLACES = re.compile(r"&[LCR]")
_EDGES = frozenset(("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter"))


def refuse_marked_office(data: bytes, *, suffix: str = "", limits: Limits = DEFAULT_LIMITS) -> None:
    """Raises Classified where a sheet or slide bears a mark of secrecy, Unreadable where the file is damaged
    or too large, or holds what is not safe to read. Other files pass. One that ends in `suffix` is converted
    first where it must be, which takes seconds; raises Unsupported where LibreOffice is not installed."""
    check_size(len(data), limits)
    if suffix in CONVERTED:
        data = convert(data, suffix, limits)
    check_archive(data, limits)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = {_plain(entry.filename): entry for entry in archive.infolist()}
            if sum(entry.file_size for name, entry in entries.items() if _is_read(name)) > _MOST_READ:
                raise Unreadable(_TOO_LARGE)
            if not any(
                _may_hold_one(archive.read(entry)) for name, entry in entries.items() if _is_read(name)
            ):
                return
            strings: list[str] = []
            if _STRINGS in entries:
                strings = [_text_of(one) for one in _elements(archive, entries[_STRINGS], ("si",))]
            for name, entry in entries.items():
                texts = _texts(archive, name, entry, strings)
                # The words that are looked for are NFC; a Mac writes letters and marks apart.
                refuse_marked_texts([one._replace(text=normalize("NFC", one.text)) for one in texts])
    except (*ZIP_ERRORS, etree.LxmlError):
        raise Unreadable(_DAMAGED) from None


def _may_hold_one(xml: bytes) -> bool:
    """A quick look at a part: most hold none of the words, whichever way their letters are written."""
    try:
        text = xml.decode()
    except UnicodeDecodeError:
        return True  # another encoding: the parser knows it
    if "&#" in text:
        return True
    bare = normalize("NFC", _TAG.sub("", text)).casefold()
    return _WORDS.search(bare) is not None


def _is_read(name: str) -> bool:
    known = (_SHEETS, _BOXES, _SLIDES, _BEHIND_SLIDES)
    return name == _STRINGS or any(one.fullmatch(name) for one in known)


def _texts(
    archive: zipfile.ZipFile, name: str, entry: zipfile.ZipInfo, strings: list[str]
) -> list[PlacedText]:
    if _SHEETS.fullmatch(name):
        return list(_of_sheet(archive, entry, strings))
    if _SLIDES.fullmatch(name):
        return list(_of_drawing(archive, entry, Part.BODY))
    if _BEHIND_SLIDES.fullmatch(name):
        return list(_of_drawing(archive, entry, Part.HEADER))
    return list(_of_drawing(archive, entry, Part.TEXT_BOX)) if _BOXES.fullmatch(name) else []


def _of_sheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, strings: list[str]) -> Iterator[PlacedText]:
    """What is printed on every page, and the cells in their order; numbers say nothing but that a row is
    filled."""
    kinds: set[str] = set()
    for element in _elements(archive, entry, ("row", *_EDGES)):
        if _name(element) != "row":
            for piece in _PLACES.split(_text_of(element)):
                yield PlacedText(_FIELD_CODE.sub("", piece), Part.HEADER, False)
            continue
        cells = [(_column(cell), _text_of_cell(cell, strings)) for cell in element if _name(cell) == "c"]
        filled = [(column, text) for column, text in cells if text is not None]
        ruled = len(filled) >= _FEWEST_OF_TABLE
        for column, text in filled:
            if ruled and _HEADING_OF_KINDS.fullmatch(" ".join(text.split())):
                kinds.add(column)
            elif text and not (ruled and column in kinds):
                yield PlacedText(text, Part.BODY, ruled)


def _of_drawing(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, part: Part) -> Iterator[PlacedText]:
    """The paragraphs of boxes, with those of a table in their cells."""
    for element in _elements(archive, entry, ("p",)):
        text = _text_of(element)
        if text.strip():
            ruled = any(_name(above) == "tc" for above in element.iterancestors())
            yield PlacedText(text, part, ruled)


def _elements(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, names: tuple[str, ...]
) -> Iterator[etree._Element]:
    """The elements of these names, one after another; what was read is let go of. Entities are not looked up
    anywhere: `check_archive` has refused a file that declares one."""
    with archive.open(entry) as stream:
        tags = tuple(f"{{*}}{name}" for name in names)
        found = etree.iterparse(
            stream, events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False,
            huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip
        for _, element in found:
            yield element
            element.clear()
            while element.getprevious() is not None and element.getparent() is not None:
                del element.getparent()[0]


def _text_of(element: etree._Element) -> str:
    """What is read in it: its runs put together, its breaks as line feeds, without readings of characters
    (`rPh`)."""
    if _name(element) in _EDGES:
        return "".join(map(str, element.itertext()))
    if len(element) == 1 and _name(element[0]) == "t":
        return element[0].text or ""
    said = []
    for inner in element.iter("{*}t", "{*}br"):
        above = inner.getparent()
        if above is None or _name(above) != "rPh":
            said.append("\n" if _name(inner) == "br" else inner.text or "")
    return "".join(said)


def _text_of_cell(cell: etree._Element, strings: list[str]) -> str | None:
    """Blank for a number or a formula that gives one, None for a cell with nothing in it."""
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text_of(cell)
    value = next((inner.text or "" for inner in cell if _name(inner) == "v"), None)
    if value is None or kind not in ("s", "str"):
        return None if value is None else ""
    if kind == "str":
        return value
    number = int(value) if value.strip().isdigit() else -1
    return strings[number] if 0 <= number < len(strings) else ""


def _column(cell: etree._Element) -> str:
    return cell.get("r", "").rstrip("0123456789")


def _name(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
