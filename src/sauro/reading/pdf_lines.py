"""The printed lines of a PDF page, with the place and the make of each.

PDFium gives the text of a page as one string; its characters can be asked for their place one by one,
which costs more than all the rest. So only the first and the last character of a line are asked, and
inner ones where a line stands in two columns or in a table.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any
from unicodedata import is_normalized, normalize

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from sauro.reading.page_paragraphs import Line, starts_item
from sauro.reading.pdf_calls import (
    char_origin,
    count_rects,
    font_of,
    font_size,
    loose_char_box,
    rect,
    text_object,
)
from sauro.reading.pdf_page import Frame
from sauro.text.legacy import from_tcvn3, from_vni, recognise

__all__ = ["PageText", "tidy"]

_LINE = re.compile(r"[^\r\n\ufffe\x02]+[\ufffe\x02]?")
_WORD = re.compile(r"\S+")
_LOOSE_MARK = re.compile("[ \u00a0]+(?=[\u0300-\u036f])")
_BLANKS = re.compile("[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_DROPPED = {0xAD: None, 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None, 0x00: None}
_OTHER_LETTERS = {
    0xFFFE: "-",
    0x02: "-",
    0x2010: "-",
    0x2011: "-",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xF0B7: "•",
    0xF02D: "-",
}
_LETTERS = {**_DROPPED, **_OTHER_LETTERS}
_ODD = re.compile("[^\n\r\x20-\x7e\u00c0-\u01b0\u1ea0-\u1ef9\u2013\u2014\u2018-\u201d\u2026]")

_VIETNAMESE = re.compile("[\u1ea0-\u1ef9]")  # letters that only Unicode has
_LEAST = 40  # characters that show how a page is encoded
_FIGURES = re.compile(r"\d{1,3}")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

_SMALL, _RAISED = 0.8, 0.15  # size and rise of a raised figure, in parts of the line's type size
_GAP = 8.0  # a gap within a line that may part two columns, in points
_WIDE = 2.5  # it has to be so many times as wide as the line's other gaps
_ASCENT, _DESCENT = 0.9, 0.22  # of a line, in parts of the type size
_BOLD_FLAG, _ITALIC_FLAG = 1 << 18, 1 << 6  # PDF 32000-1, table 123
_BOLD_WEIGHT = 600


def tidy(text: str) -> str:
    """The letters as they are printed: NFC, ligatures resolved, soft hyphens and joiners dropped, each
    row of blanks made one. A hyphen at a line's end stays: Vietnamese is never hyphenated."""
    if _ODD.search(text):
        text = text.translate(_LETTERS)
        text = _LOOSE_MARK.sub("", text)
        text = _BLANKS.sub(" ", text)
    elif "  " in text:
        text = _BLANKS.sub(" ", text)
    if not is_normalized("NFC", text):
        text = normalize("NFC", text)
    return text.strip()


class PageText:
    """The text of one page and what PDFium knows about its characters. Close it after use."""

    def __init__(self, page: pdfium.PdfPage, frame: Frame, fonts: dict[int, tuple[bool, bool]]) -> None:
        """`fonts` is kept from page to page: bold and italic of every font of the file."""
        self._page = page.get_textpage()
        self._handle = self._page.raw
        self.frame = frame
        self._fonts = fonts
        self._sizes: dict[float, float] = {}
        self._box = raw.FS_RECTF()
        self._to_box = ctypes.byref(self._box)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._edges = tuple(ctypes.c_double() for _ in range(4))
        self._to_edges = [ctypes.byref(edge) for edge in self._edges]
        self._to_x, self._to_y = ctypes.byref(self._x), ctypes.byref(self._y)
        self.text = self._whole_text()
        self._from_legacy = _decoder_of(self.text)
        self._is_tidy = (
            self._from_legacy is None and _ODD.search(self.text) is None and is_normalized("NFC", self.text)
        )
        self.spans = _lines_of(self.text)
        """First and behind-last character of every line PDFium sees, without blanks at its ends."""

    def close(self) -> None:
        """Frees what PDFium holds for the page's text."""
        self._page.close()

    def _whole_text(self) -> str:
        """The page's text, one character for each of PDFium's."""
        count = raw.FPDFText_CountChars(self._handle)
        if count <= 0:
            return ""
        buffer = ctypes.create_string_buffer(2 * (count + 1))
        units = raw.FPDFText_GetText(
            self._handle, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        )
        text = buffer.raw[: 2 * max(units - 1, 0)].decode("utf-16-le", errors="replace")
        if len(text) == count:
            return text
        get = raw.FPDFText_GetUnicode
        return "".join(_character(get(self._handle, index)) for index in range(count))

    def angle(self) -> float:
        """How most of the page's text runs, in radians, clockwise; judged by some of its lines."""
        votes: dict[int, int] = {}
        for start, end in self.spans[:: max(len(self.spans) // 3, 1)]:
            quarter = round(raw.FPDFText_GetCharAngle(self._handle, start) / (math.pi / 2)) % 4
            votes[quarter] = votes.get(quarter, 0) + end - start
        return max(votes, key=lambda quarter: votes[quarter]) * math.pi / 2 if votes else 0.0

    def line(self, start: int, end: int, *, one_make: bool = False, right: float | None = None) -> Line:
        """The characters from `start` to `end` as a line, where they stand and how they are set.
        `one_make` says that its last character is set like its first; `right` is its right edge where
        this is known."""
        first = text_object(self._handle, start)
        return self._line(start, end, first, first if one_make else text_object(self._handle, end - 1), right)

    def _line(
        self, start: int, end: int, first: int | None, last: int | None, right: float | None = None
    ) -> Line:
        """A line by the text objects of its first and its last character."""
        handle, frame = self._handle, self.frame
        bold, italic = self._make(first)
        bold_end = bold
        if last != first:
            bold_end, italic_end = self._make(last)
            italic = italic and italic_end
        char_origin(handle, start, self._to_x, self._to_y)
        if frame.turns == 0:  # the usual page
            left, base = self._x.value - frame.left, frame.top - self._y.value
            if right is None:
                loose_char_box(handle, end - 1, self._to_box)
                right = self._box.right - frame.left
        else:
            left, base = frame.point(self._x.value, self._y.value)
            if right is None:
                right = self.reach(end - 1)[1]
        size = self._size(start)
        text = self.text[start:end]
        if not self._is_tidy or "  " in text:
            text = self.tidied(text)
        return Line(
            text,
            left,
            base - _ASCENT * size,
            right if right > left else left,
            base + _DESCENT * size,
            bold,
            bold_end,
            italic,
            start,
        )

    def lines(self, start: int, end: int) -> list[Line]:
        """The characters from `start` to `end` as lines: several where they stand in different columns."""
        first, last = text_object(self._handle, start), text_object(self._handle, end - 1)
        if first == last:
            found = [self._line(start, end, first, last)]
        else:
            edges = self._rectangles(start, end)
            pieces = self._pieces(start, end) if _has_gap(edges) else [(start, end)]
            if len(pieces) == 1:
                found = [self._line(start, end, first, last)]
            else:
                found = [self.line(*piece) for piece in pieces]
            if _has_raised(edges):
                for line, piece in zip(found, pieces, strict=True):
                    self._set_raised(line, *piece)
        return [line for line in found if line.text]

    def tidied(self, text: str) -> str:
        """Characters of the page as they stand in a line."""
        return tidy(text if self._from_legacy is None else self._from_legacy(text))

    def _pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """The parts of a line that stand in different columns: those far from one another as measured
        by the line's other gaps. A list mark stays with its text."""
        words = [
            (start + match.start(), start + match.end()) for match in _WORD.finditer(self.text[start:end])
        ]
        if len(words) < 2:
            return [(start, end)]
        gaps = [self.reach(word[0])[0] - self.reach(before[1] - 1)[1] for before, word in pairwise(words)]
        usual = sorted(gaps)[(len(gaps) - 1) // 2]
        pieces: list[tuple[int, int]] = []
        begin = start
        for gap, (before, word) in zip(gaps, pairwise(words), strict=True):
            if gap < _GAP or (len(gaps) > 2 and gap < _WIDE * usual) or self._is_mark(begin, before[1]):
                continue
            pieces.append((begin, before[1]))
            begin = word[0]
        return [*pieces, (begin, end)]

    def words(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """First and behind-last character of the words between two characters."""
        for match in _WORD.finditer(self.text, start, end):
            yield match.span()

    def reach(self, index: int) -> tuple[float, float, float]:
        """Left edge, right edge and height on the page (of the middle) of a character."""
        loose_char_box(self._handle, index, self._to_box)
        box, frame = self._box, self.frame
        if frame.turns == 0:
            return box.left - frame.left, box.right - frame.left, frame.top - (box.top + box.bottom) / 2
        left, top, right, bottom = frame.box(box.left, box.bottom, box.right, box.top)
        return left, right, (top + bottom) / 2

    def _is_mark(self, start: int, end: int) -> bool:
        return end - start < 8 and starts_item(tidy(self.text[start:end]) + " A")

    def _rectangles(self, start: int, end: int) -> list[tuple[float, float, float, float]]:
        """The rectangles of a line, one for each piece of text of one make: left, top, right, bottom."""
        handle, box, pointers = self._handle, self.frame.box, self._to_edges
        left, top, right, bottom = self._edges
        edges: list[tuple[float, float, float, float]] = []
        for index in range(count_rects(handle, start, end - start)):
            rect(handle, index, *pointers)
            edges.append(box(left.value, bottom.value, right.value, top.value))
        return edges

    def _set_raised(self, line: Line, start: int, end: int) -> None:
        """Sets raised figures ("m2", the mark of a footnote) as such: "m²"."""
        size, base = max(self._place(start), self._place(end - 1))
        letters = list(self.text[start:end])
        for match in _FIGURES.finditer(self.text, start, end):
            small, height = self._place(match.start())
            if small < _SMALL * size and base - height > _RAISED * size:
                letters[match.start() - start : match.end() - start] = match[0].translate(_SUPERSCRIPTS)
        line.text = self.tidied("".join(letters))
        line.top, line.bottom = base - _ASCENT * size, base + _DESCENT * size

    def _place(self, index: int) -> tuple[float, float]:
        """Type size and baseline of a character; the scale is asked anew, small type may differ in
        nothing else."""
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(self._handle, index, ctypes.byref(matrix))
        char_origin(self._handle, index, self._to_x, self._to_y)
        size = font_size(self._handle, index) * (math.hypot(matrix.c, matrix.d) or 1.0)
        return size, self.frame.point(self._x.value, self._y.value)[1]

    def _size(self, index: int) -> float:
        """Type size in points: the font's, scaled as the page scales it (asked once for every size of a
        page)."""
        size: float = font_size(self._handle, index)
        scaled = self._sizes.get(size)
        if scaled is None:
            matrix = raw.FS_MATRIX()
            raw.FPDFText_GetMatrix(self._handle, index, ctypes.byref(matrix))
            scaled = size * (math.hypot(matrix.c, matrix.d) or 1.0)
            self._sizes[size] = scaled
        return scaled

    def _make(self, item: int | None) -> tuple[bool, bool]:
        """Bold and italic of a text object."""
        font = font_of(item) if item else None
        if font is None:  # a character that PDFium added
            return False, False
        make = self._fonts.get(font)
        if make is None:
            make = self._fonts[font] = _make_of(ctypes.cast(font, raw.FPDF_FONT))
        return make


def _lines_of(text: str) -> list[tuple[int, int]]:
    """First and behind-last character of every line, without blanks at its ends."""
    begin = 0
    pieces: list[tuple[int, str]] = []
    for piece in text.split("\r\n"):
        if piece.isprintable():  # whatever else ends a line is no printed character
            pieces.append((begin, piece))
        else:
            matches = _LINE.finditer(text, begin, begin + len(piece))
            pieces.extend([(match.start(), match[0]) for match in matches])
        begin += len(piece) + 2
    return [
        (start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
        for start, line in pieces
        if line and not line.isspace()
    ]


def _decoder_of(text: str) -> Callable[[str], str] | None:
    """What turns a page set in fonts of the time before Unicode (.VnTime, VNI-Times) into letters."""
    if _VIETNAMESE.search(text) or len(text) < _LEAST:
        return None
    encoding = recognise(text)
    return {"tcvn3": from_tcvn3, "vni": from_vni}[encoding] if encoding else None


def _has_gap(edges: list[tuple[float, float, float, float]]) -> bool:
    """Whether two pieces of a line that follow one another stand so far apart as two columns may."""
    end = math.inf
    for left, _, right, _ in edges:
        if left - end >= _GAP:
            return True
        end = right
    return False


def _has_raised(edges: list[tuple[float, float, float, float]]) -> bool:
    """Whether a line has a low piece that stands high."""
    heights = [bottom - top for _, top, _, bottom in edges]
    height = max(heights, default=0.0)
    if not heights or min(heights) >= 0.7 * height:  # nearly every line
        return False
    foot = max([bottom for _, _, _, bottom in edges])
    return any(
        bottom - top < 0.7 * height and foot - bottom > 0.25 * height and right - left < height
        for left, top, right, bottom in edges
    )


def _make_of(font: Any) -> tuple[bool, bool]:
    """Bold and italic of a font, by its name, its flags and its weight."""
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    raw.FPDFFont_GetBaseFontName(font, buffer, size)
    name = buffer.value.decode("utf-8", errors="replace").lower()
    flags = max(raw.FPDFFont_GetFlags(font), 0)
    bold = "bold" in name or bool(flags & _BOLD_FLAG) or raw.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
    italic = "italic" in name or "oblique" in name or bool(flags & _ITALIC_FLAG)
    return bold, italic


def _character(code: int) -> str:
    if code in (0, 0xFFFF) or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return " "
    return chr(code)
