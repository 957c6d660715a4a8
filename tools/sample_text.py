"""A plan as plain text → what has to be typeset: head, title, items, tables, signature block, appendices.

The text carries Markdown marks (`#`, `**`, `*`, `<b>`) and tab-separated table rows, a paragraph a line. A
paragraph that a page break of the original cut in two is joined again before anything else: no closing
mark, then lower case.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = [
    "Appendix",
    "Element",
    "Ending",
    "Grid",
    "Head",
    "Item",
    "Line",
    "Mark",
    "Piece",
    "Plain",
    "Title",
    "parse",
]


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one make; a line feed is a line break inside the paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; `heading` where a `#` stood before it."""

    pieces: tuple[Piece, ...]
    heading: bool = False

    @property
    def text(self) -> str:
        """Its words without marks."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(piece.bold for piece in self.pieces if piece.text.strip())

    def without(self, count: int) -> tuple[Piece, ...]:
        """The pieces without the first `count` characters."""
        rest: list[Piece] = []
        for piece in self.pieces:
            cut = min(count, len(piece.text))
            count -= cut
            if piece.text[cut:]:
                rest.append(Piece(piece.text[cut:], piece.bold, piece.italic))
        return tuple(rest)


class Mark(StrEnum):
    """The kinds of list marks, from the outermost in."""

    ROMAN = "roman"
    ARABIC = "arabic"
    DOTTED = "dotted"
    LETTER = "letter"
    DASH = "dash"
    PLUS = "plus"


@dataclass(frozen=True, slots=True)
class Head:
    """The two columns above a document: issuer and number on the left, motto and date on the right."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]
    number: Line | None
    place_date: Line | None


@dataclass(frozen=True, slots=True)
class Title:
    """The kind of the document and its subject, with what stands centred below them."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph with a list mark; `label` as typed ("II.", "a)", "-"), `pieces` without it."""

    mark: Mark
    label: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """A paragraph without a mark."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """Recipients on the left (their first line is "Nơi nhận:"), the signature on the right."""

    recipients: tuple[Line, ...]
    signature: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Appendix:
    """The lines at the top of an appendix."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cells; the first row is its head. A head repeated by a page break is left out."""

    rows: tuple[tuple[Line, ...], ...]

    @property
    def width(self) -> int:
        """Cells of its longest row."""
        return max(len(row) for row in self.rows)


Element = Head | Title | Item | Plain | Ending | Appendix | Grid

_MARKUP = re.compile(r"\*\*|\*|</?b>|</?i>|</?strong>|</?em>|<br\s*/?>", re.IGNORECASE)
_SPREAD = re.compile(r"(\*\*|\*)((?:(?!\*|\n[ \t]*\n).)+)\1", re.DOTALL)
_ITEM_MARKS = (
    (Mark.ROMAN, re.compile(r"([IVXL]+\.)\s+")),
    (Mark.DOTTED, re.compile(r"(\d+\.\d+\.?)\s+")),
    (Mark.ARABIC, re.compile(r"(\d{1,2}\.)\s+")),
    (Mark.LETTER, re.compile(r"([a-zđ]\))\s+")),
    (Mark.DASH, re.compile(r"([-–])\s+")),
    (Mark.PLUS, re.compile(r"(\+)\s+")),
)
_CLOSED = re.compile(r"[.;:!?…”\"]\s*$")
_TITLE = re.compile(r"(KẾ HOẠCH|QUYẾT ĐỊNH|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN)\Z")
_APPENDIX = re.compile(r"(PHỤ LỤC|BIỂU PHÂN CÔNG)\b")
_RECIPIENTS = re.compile(r"nơi nhận\s*:?", re.IGNORECASE)
_NUMBER = re.compile(r"Số\s*:")
_PLACE_DATE = re.compile(r".{0,40},\s*ngày\b.*\bnăm\b", re.DOTALL)
_MOTTO = re.compile(r"CỘNG H[ÒO][ÀA]|Độc lập\s*-", re.IGNORECASE)
_CAPTION = re.compile(r"\(.*(kèm theo|Kèm theo)", re.DOTALL)
_NOTE = re.compile(r"\[\d+\]")
_RULE = re.compile(r"\s*-{5,}")
_PORTAL_BREAKS = (
    re.compile(r"^(?=CỘNG HÒA).*?()\s(?=Độc lập)"),
    re.compile(r"^(?=Nơi nhận).*?()\s(?=[-+] )", re.IGNORECASE),
    re.compile(r"^(?=[-+] ).*?[;.)]()\s(?=[-+] )"),
    re.compile(r"^(?=TM\.|TL\.|TUQ\.|KT\.).*?()\s(?=KT\.|TUQ\.)"),
    re.compile(r"^(?=TM\.|TL\.|TUQ\.|KT\.).*?(?<!KT\.)(?<!PHÓ)()\s(?=PHÓ |CHỦ TỊCH|CHÁNH )"),
    re.compile(r"^(?:PHÓ )?(?:CHỦ TỊCH|CHÁNH VĂN PHÒNG|GIÁM ĐỐC)()\s(?=\w\w*[a-zà-ỹ])"),
)


def parse(text: str) -> tuple[Element, ...]:
    """The elements of a plan's text, in order."""
    return tuple(_Manuscript(_joined(_lines(text))).elements())


def _lines(text: str) -> Iterator[Line | tuple[Line, ...]]:
    """Every printed line; a table row as a tuple of cells."""
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    text = _SPREAD.sub(
        lambda found: "\n".join(
            f"{found[1]}{part.strip()}{found[1]}" for part in found[2].split("\n") if part.strip()
        ),
        text,
    )
    for raw in text.splitlines():
        if "\t" in raw:
            yield tuple(_line(cell.strip()) for cell in raw.rstrip("\n").split("\t"))
        else:
            yield from (_line(line) for line in _unfolded(raw.strip()) if line)


def _unfolded(raw: str) -> Iterator[str]:
    """Portals export the head and the ending of a document each on one line; here they are lines again."""
    raw = _RULE.sub("", raw)
    for pattern in _PORTAL_BREAKS:
        found = pattern.match(raw)
        if found:
            yield raw[: found.start(1)]
            yield from _unfolded(raw[found.end() :])
            return
    yield raw


def _line(raw: str) -> Line:
    heading = re.match(r"#+\s+", raw)
    raw = raw[heading.end() :] if heading else raw
    pieces: list[Piece] = []
    bold = italic = False
    start = 0
    for mark in [*_MARKUP.finditer(raw), None]:
        piece = re.sub(r"\s+", " ", raw[start : mark.start() if mark else len(raw)])
        if piece:
            pieces.append(Piece(piece, bold or heading is not None, italic))
        if mark is None:
            break
        start = mark.end()
        name = mark.group().lower()
        if name.startswith("<br"):
            pieces.append(Piece("\n", bold, italic))
        elif name in ("**", "<b>", "</b>", "<strong>", "</strong>"):
            bold = not bold
        else:
            italic = not italic
    return Line(tuple(pieces), heading is not None)


def _joined(lines: Iterator[Line | tuple[Line, ...]]) -> list[Line | tuple[Line, ...]]:
    """The lines, those put together again that a page break had cut."""
    whole: list[Line | tuple[Line, ...]] = []
    for line in lines:
        before = whole[-1] if whole else None
        if isinstance(line, Line) and isinstance(before, Line) and _continues(before, line):
            whole[-1] = Line((*before.pieces, Piece(" "), *line.pieces), before.heading)
        else:
            whole.append(line)
    return whole


def _continues(before: Line, line: Line) -> bool:
    text = line.text.lstrip()
    if before.heading or line.heading or not text or _mark_of(line) is not None:
        return False
    return text[0].islower() and not _CLOSED.search(before.text)


def _mark_of(line: Line) -> tuple[Mark, str, int] | None:
    for mark, pattern in _ITEM_MARKS:
        found = pattern.match(line.text)
        if found:
            return mark, found[1], found.end()
    return None


def _is_capital(line: Line) -> bool:
    return line.text == line.text.upper() and any(letter.isalpha() for letter in line.text)


@dataclass(slots=True)
class _Manuscript:
    """Walks once over the lines."""

    lines: list[Line | tuple[Line, ...]]
    at: int = 0
    loose: list[Line] = field(default_factory=list)

    def elements(self) -> Iterator[Element]:
        """Head and title first; after a signature block a second document or an appendix may begin."""
        while (line := self._peek()) is not None:
            if isinstance(line, tuple):
                yield from self._flush_loose()
                yield self._grid()
            elif _TITLE.match(line.text):
                yield from self._head()
                yield self._title()
                yield from self._body()
            elif _APPENDIX.match(line.text):
                yield from self._head()
                yield self._appendix()
                yield from self._body()
            else:
                self.loose.append(line)
                self.at += 1
        yield from self._flush_loose()

    def _peek(self) -> Line | tuple[Line, ...] | None:
        return self.lines[self.at] if self.at < len(self.lines) else None

    def _flush_loose(self) -> Iterator[Element]:
        yield from (Plain(line.pieces) for line in self.loose)
        self.loose.clear()

    def _head(self) -> Iterator[Head]:
        """The lines gathered before a title or an appendix, as the two columns."""
        if not self.loose:
            return
        right = [line for line in self.loose if _MOTTO.match(line.text)]
        number = next((line for line in self.loose if _NUMBER.match(line.text)), None)
        dated = next((line for line in self.loose if _PLACE_DATE.match(line.text)), None)
        left = [line for line in self.loose if line not in right and line not in (number, dated)]
        self.loose.clear()
        yield Head(tuple(left), tuple(right), number, dated)

    def _title(self) -> Title:
        """The kind, the next line (the subject), and centred lines after it: bold, in capitals, or a
        caption."""
        taken: list[Line] = []
        while isinstance(line := self._peek(), Line):
            enough = len(taken) >= 2 and not (_is_capital(line) or _CAPTION.match(line.text))
            if enough or (taken and _mark_of(line)):
                break
            taken.append(line)
            self.at += 1
        return Title(tuple(taken))

    def _appendix(self) -> Appendix:
        taken: list[Line] = []
        while isinstance(line := self._peek(), Line):
            centred = line.bold or _is_capital(line) or _CAPTION.match(line.text)
            if taken and (not centred or _mark_of(line)):
                break
            taken.append(line)
            self.at += 1
        return Appendix(tuple(taken))

    def _grid(self) -> Grid:
        rows: list[tuple[Line, ...]] = []
        while isinstance(row := self._peek(), tuple):
            if not rows or [cell.text for cell in row] != [cell.text for cell in rows[0]]:
                rows.append(row)
            self.at += 1
        return Grid(tuple(rows))

    def _body(self) -> Iterator[Element]:
        """Items, paragraphs and tables up to the end, the next document or the next appendix."""
        while (line := self._peek()) is not None:
            if isinstance(line, tuple):
                yield self._grid()
                continue
            if _TITLE.match(line.text) or _APPENDIX.match(line.text):
                return
            if _RECIPIENTS.match(line.text):
                yield self._ending()
                return
            self.at += 1
            found = _mark_of(line)
            yield Item(found[0], found[1], line.without(found[2])) if found else Plain(line.pieces)

    def _ending(self) -> Ending:
        """Recipients and signature; the head of what follows stays in `loose`."""
        recipients: list[Line] = []
        signature: list[Line] = []
        while isinstance(line := self._peek(), Line):
            if _APPENDIX.match(line.text) or _TITLE.match(line.text) or _NOTE.match(line.text):
                break
            listed = not signature and (not recipients or _mark_of(line) is not None)
            (recipients if listed else signature).append(line)
            self.at += 1
        motto = next((i for i, line in enumerate(signature) if _MOTTO.match(line.text)), len(signature))
        while 0 < motto < len(signature) and _is_capital(signature[motto - 1]):
            motto -= 1
        self.loose = signature[motto:]
        return Ending(tuple(recipients), tuple(signature[:motto]))
