"""Number, place and date of a document that is issued, written into the boxes that its Word file left open
for them (NĐ 30/2020, Phụ lục I, Mục II, 3 and 4): there and nowhere else, in the letters of the words before
the gap. Where one of the places is not certain the file stays as it is, and why is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from sauro.anatomy.components import Components, Piece, components_of
from sauro.anatomy.dissect import dissect
from sauro.doctypes.components import Component
from sauro.findings import Edit
from sauro.folio.model import Folio
from sauro.folio.span import Span
from sauro.writing.frame import day_in_words
from sauro.writing.placing import Placed, Places
from sauro.writing.printed import Atom, Printed
from sauro.writing.word_parts import Element, W, WordParts, is_transitional

__all__ = ["HERE", "Filled", "fill_in", "numbered", "with_edits"]

HERE = "\ue000\ue001"
"""Stands where the number will: it is drawn once the file is written, and no file has these signs."""
_TEXTS = ("word/", ".xml")
"""Text, headers and footers: the form of an office may have the number in any of them."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_BLANK = r"[^\S\n]|[.…_]"
_NUMBER = re.compile(rf"số\s?[:.]?(?P<gap>(?:{_BLANK})*)(?P<rest>[^\n]*)", re.IGNORECASE)
_DATE = re.compile(
    r"(?P<place>[^,\n]*?)(?P<joint>[^\S\n]*,?[^\S\n]*)\bngày(?P<day>(?:\d|{0})*)tháng(?P<month>(?:\d|{0})*)"
    r"năm(?P<year>(?:\d|{0})*)(?=\n|$)".replace("{0}", _BLANK),
    re.IGNORECASE,
)
_NO_SIGNS = re.compile(rf"(?:{_BLANK}|\n)+")
_DASHES = re.compile(r"[-–—]")
_BOXES = {Component.NUMBER: "số, ký hiệu", Component.PLACE_DATE: "địa danh, ngày tháng năm"}
_TRACKED = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))


@dataclass(frozen=True, slots=True)
class Filled:
    """The file with what was filled in, as edits of the text of its Folio, and how both boxes read now; or
    the file as it was, and in `hindrance` why, as a Vietnamese sentence."""

    data: bytes
    edits: tuple[Edit, ...] = ()
    boxes: tuple[str, ...] = ()
    hindrance: str = ""


class _Uncertain(Exception):
    """A place that is not certain, and why."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """Characters `start` to `end` of a printed paragraph that `text` takes the place of."""

    placed: Placed
    start: int
    end: int
    text: str


def fill_in(data: bytes, folio: Folio, *, number: str, symbol: str, place: str, on: date) -> Filled:
    """The .docx file with these bytes, of which `folio` was read, with `number` ("05"), the day `on` and,
    where it is left open too, the place. `symbol` is what stands behind the number ("/KH-UBND"): the file has
    to say the same. Nothing else in the file changes. Raises Unreadable where the bytes are no Word file."""
    parts = WordParts(data)
    try:
        if not is_transitional(parts.root(parts.main)):
            raise _Uncertain(
                "Tệp Word lưu theo kiểu ít gặp (Strict Open XML) nên phần mềm không ghi vào được."
            )
        places, components = Places(parts, folio), components_of(folio, dissect(folio))
        boxes = [_box(places, components, one) for one in (Component.NUMBER, Component.PLACE_DATE)]
        gaps = [*_number_gaps(*boxes[0], number, symbol), *_date_gaps(*boxes[1], place, on)]
        for gap in gaps:
            _refuse_odd(gap)
    except _Uncertain as why:
        return Filled(data, hindrance=str(why))
    for gap in sorted(gaps, key=lambda one: one.start, reverse=True):
        _put(gap.placed.printed, gap)
        parts.changed(gap.placed.part)
    edits = tuple(sorted((_edit(gap) for gap in gaps), key=lambda one: one.span))
    read = tuple(_read(folio, piece, edits) for _, piece in boxes)
    return Filled(parts.saved() if gaps else data, edits, read)


def with_edits(text: str, edits: Sequence[Edit]) -> str:
    """A text with these changes, of which no two meet."""
    for edit in sorted(edits, key=lambda one: one.span, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def numbered(data: bytes, number: str) -> bytes:
    """The file with its number in the places that `HERE` keeps for it."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            held = old.read(entry)
            if entry.filename.startswith(_TEXTS[0]) and entry.filename.endswith(_TEXTS[1]):
                held = held.replace(HERE.encode(), number.encode())
            new.writestr(entry, held)
    return made.getvalue()


def _box(places: Places, components: Components, component: Component) -> tuple[Placed, Piece]:
    """The only paragraph in which a component stands, and its words."""
    name, pieces = _BOXES[component], components.of(component)
    if not pieces:
        raise _Uncertain(f"Không tìm thấy ô {name} ở đầu văn bản.")
    if len(pieces) > 1:
        raise _Uncertain(f"Tệp có {len(pieces)} chỗ là ô {name}; phần mềm không rõ phải điền vào chỗ nào.")
    found = places.at(pieces[0].span)
    if len(found) != 1 or found[0].inside(pieces[0].span) is None:
        raise _Uncertain(f"Ô {name} không nằm gọn trong một dòng của tệp Word.")
    return found[0], pieces[0]


def _number_gaps(placed: Placed, piece: Piece, number: str, symbol: str) -> Iterator[_Gap]:
    start, end = placed.inside(piece.span) or (0, 0)
    match = _NUMBER.match(placed.printed.text, start, end)
    if match is None:
        raise _Uncertain(f"Ô số, ký hiệu ghi “{piece.text}”, không có chữ “Số:” để điền số vào sau.")
    rest = match["rest"]
    if rest[:1].isdigit():
        raise _Uncertain(f"Ô số, ký hiệu đã ghi “{piece.text}” nên không còn chỗ trống để điền số.")
    if _bare(rest) != _bare(symbol):
        raise _Uncertain(f"Ô số, ký hiệu ghi “{piece.text}”, khác với ký hiệu của số sẽ cấp “…{symbol}”.")
    yield _Gap(placed, *match.span("gap"), f" {number}")


def _bare(symbol: str) -> str:
    return _DASHES.sub("-", "".join(symbol.split())).rstrip(".")


def _date_gaps(placed: Placed, piece: Piece, place: str, on: date) -> Iterator[_Gap]:
    start, _ = placed.inside(piece.span) or (0, 0)
    match = _DATE.match(placed.printed.text, start)
    if match is None:
        raise _Uncertain(
            f"Ô địa danh, ngày tháng năm ghi “{piece.text}”, không theo mẫu “…, ngày … tháng … năm …”."
        )
    if not _NO_SIGNS.sub("", match["place"]):
        if not place:
            raise _Uncertain("Ô địa danh để trống mà phần mềm chưa biết địa danh của cơ quan.")
        yield _Gap(placed, start, match.end("joint"), f"{place}, ")
    day, month, year = re.findall(r"\d+", day_in_words(on))
    for name, wanted in (("day", day), ("month", month), ("year", year)):
        written = _NO_SIGNS.sub("", match[name])
        is_begun = name == "year" and len(written) < len(wanted) and wanted.startswith(written)
        if not written or is_begun:
            yield _Gap(placed, *match.span(name), f" {wanted}" + ("" if name == "year" else " "))
        elif int(written) != int(wanted):
            raise _Uncertain(f"Ô ngày tháng năm đã ghi “{piece.text}”, khác với ngày ban hành {on:%d/%m/%Y}.")


def _refuse_odd(gap: _Gap) -> None:
    """Raises _Uncertain where a gap holds more than blanks that can be replaced, or what another place of the
    file overwrites."""
    printed = gap.placed.printed
    touched = [*printed.atoms[gap.start : gap.end], printed.atoms[_beside(gap)]]
    if any(atom.run is None for atom in touched) or next(printed.element.iter(*_TRACKED), None) is not None:
        raise _Uncertain("Ô số hoặc ngày còn sửa đổi theo dõi (Track Changes) hay dấu hiệu đặc biệt.")
    if any(gap.start <= one <= gap.end for one in printed.objects):
        raise _Uncertain("Ô số hoặc ngày chứa trường tự động, ghi chú, ảnh hay đối tượng khác.")
    for above in {one for atom in touched for one in _piece(atom).iterancestors(_ALTERNATE, W + "sdt")}:
        if above.tag == _ALTERNATE or above.find(f"{W}sdtPr/{W}dataBinding") is not None:
            raise _Uncertain("Ô số hoặc ngày nằm trong hộp chữ hay ô nối với dữ liệu khác của tệp Word.")


def _beside(gap: _Gap) -> int:
    """The character into whose run the text goes: the one before the gap, at the beginning the one behind."""
    return gap.start - 1 if gap.start else gap.end


def _put(printed: Printed, gap: _Gap) -> None:
    """Gaps of a paragraph are filled from its end to its beginning: places before one stay what they were."""
    beside, blanks = printed.atoms[_beside(gap)], printed.atoms[gap.start : gap.end]
    if not gap.start:
        _write(beside, beside.start, gap.text)
    for atom in reversed(blanks):
        _drop(atom)
    if gap.start:
        _write(beside, beside.end, gap.text)


def _write(beside: Atom, at: int, text: str) -> None:
    piece = _piece(beside)
    held = piece.text or ""
    piece.text = held[:at] + text + held[at:]
    piece.set(_SPACE, "preserve")


def _drop(atom: Atom) -> None:
    piece = _piece(atom)
    if piece.tag == W + "t":
        held = piece.text or ""
        piece.text = held[: atom.start] + held[atom.end :]
        piece.set(_SPACE, "preserve")
    elif (run := piece.getparent()) is not None:
        run.remove(piece)


def _piece(atom: Atom) -> Element:
    if atom.piece is None:
        raise ValueError("a character that cannot be changed")
    return atom.piece


def _edit(gap: _Gap) -> Edit:
    start = gap.placed.paragraph.span.start + gap.placed.head
    return Edit(Span(start + gap.start, start + gap.end), gap.text)


def _read(folio: Folio, piece: Piece, edits: Sequence[Edit]) -> str:
    """The words of a box with what was filled in, with single blanks."""
    start, end = piece.span.start, piece.span.end
    own = [one for one in edits if start <= one.span.start <= end]
    last = max([end, *(one.span.end for one in own)])
    moved = [Edit(Span(one.span.start - start, one.span.end - start), one.text) for one in own]
    return " ".join(with_edits(folio.text[start:last], moved).split())
