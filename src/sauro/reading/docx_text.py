"""The text of a paragraph as it is printed with all tracked changes accepted.

Insertions in, deletions out; the result of a field, not its instruction; content controls, hyperlinks and
smart tags walked through; text boxes, notes and pictures put aside for whoever lays the blocks out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from sauro.reading.docx_fonts import encoding_of, symbol
from sauro.reading.docx_package import Element, W
from sauro.reading.docx_runs import LINE_BREAK, Gathered, Make, NoteReference
from sauro.reading.docx_styles import CharacterStyle, StyleSheet, child, switch, typeface

__all__ = ["ALTERNATE", "TextReader"]

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_T = W + "t"
_R = W + "r"
_RPR = W + "rPr"
_B = W + "b"
_I = W + "i"
_VANISH = W + "vanish"
_FONTS = W + "rFonts"
_STYLE = W + "rStyle"
ALTERNATE = _MC + "AlternateContent"
_BOX = W + "txbxContent"

_INSIDE = frozenset(
    W + name
    for name in (
        "ins",
        "moveTo",
        "sdt",
        "sdtContent",
        "smartTag",
        "customXml",
        "hyperlink",
        "fldSimple",
        "dir",
        "bdo",
    )
)
"""Elements that are walked through; w:del, w:moveFrom and mc:Fallback are not among them."""

_FORMULAS = frozenset((_M + "oMath", _M + "oMathPara"))
_PICTURES = frozenset(
    (
        _A + "blip",
        _V + "imagedata",
        "{urn:schemas-microsoft-com:office:office}OLEObject",
        "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart",
        "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds",
    )
)


class TextReader:
    """Reads paragraphs one after the other; fields and pages go on from one to the next.

    `page` is None where the file holds no rendered page breaks: then nothing is known about pages.
    """

    def __init__(self, styles: StyleSheet, page: int | None) -> None:
        self.page = page
        self.is_fresh = False
        """A page has just been opened by a break that Word may mark a second time."""
        self._styles = styles
        self._fields: list[bool] = []
        self._code_depth = 0
        self._letters = CharacterStyle()
        self._plain = Make(False, False, None, page)
        self._gathered = Gathered(page)

    def gather(self, paragraph: Element, letters: CharacterStyle) -> Gathered:
        """The pieces of a w:p whose paragraph style sets `letters`."""
        self._letters = letters
        self._plain = Make(bool(letters.bold), bool(letters.italic), encoding_of(letters.font), None)
        self._gathered = gathered = Gathered(self.page)
        self._walk(paragraph)
        self._fields = [
            has_result for has_result in self._fields if has_result
        ]  # a code never outlasts its line
        self._code_depth = 0
        return gathered

    def break_page(self) -> None:
        """A page break that the document orders."""
        if self.page is not None and not self.is_fresh:
            self.page += 1
            self.is_fresh = True

    def _walk(self, container: Iterable[Element]) -> None:
        for entry in container:
            tag = entry.tag
            if tag == _R:
                self._run(entry)
            elif tag in _INSIDE:
                self._walk(entry)
            elif tag == ALTERNATE:
                self._alternate(entry, self._walk)
            elif tag in _FORMULAS:
                self._add(_formula(entry), self._plain)

    def _run(self, run: Iterable[Element]) -> None:
        make: Make | None = self._plain
        if self._letters.hidden:
            make = self._make(())
        for entry in run:
            tag = entry.tag
            if tag == _T:
                if make is not None:
                    self._add(entry.text or "", make)
            elif tag == _RPR:
                make = self._make(entry)
            elif make is not None:
                handler = self._HANDLERS.get(tag)
                if handler is not None and handler(self, entry, make):
                    return

    def _make(self, properties: Iterable[Element]) -> Make | None:
        """The make of a run, None for hidden text. A character style toggles what the paragraph style
        says."""
        style = self._letters
        bold, italic, hidden, font = bool(style.bold), bool(style.italic), style.hidden, style.font
        direct_bold = direct_italic = direct_hidden = None
        direct_font = None
        for entry in properties:
            tag = entry.tag
            if tag == _B:
                direct_bold = switch(entry)
            elif tag == _I:
                direct_italic = switch(entry)
            elif tag == _VANISH:
                direct_hidden = switch(entry)
            elif tag == _FONTS:
                direct_font = typeface(entry)
            elif tag == _STYLE:
                letters = self._styles.character(entry.get(W + "val", ""))
                bold ^= bool(letters.bold)
                italic ^= bool(letters.italic)
                hidden = hidden or letters.hidden
                font = letters.font or font
        if hidden if direct_hidden is None else direct_hidden:
            return None
        return Make(
            bold if direct_bold is None else direct_bold,
            italic if direct_italic is None else direct_italic,
            encoding_of(direct_font or font),
            None,
        )

    def _add(self, text: str, make: Make) -> None:
        if self._code_depth or not text:
            return
        gathered = self._gathered
        if self.page is not None:
            if not gathered.pieces:
                gathered.page = self.page
            self.is_fresh = False
            make = make._replace(page=self.page)
        gathered.pieces.append((make, text))

    def _alternate(self, entry: Element, walk: Callable[[Element], None]) -> None:
        """The first branch that holds anything: mc:Fallback repeats the text of mc:Choice."""
        gathered = self._gathered
        before = (len(gathered.pieces), len(gathered.boxes), gathered.pictures)
        for branch in entry:
            walk(branch)
            if (len(gathered.pieces), len(gathered.boxes), gathered.pictures) != before:
                return

    def _on_break(self, entry: Element, make: Make) -> None:
        self._add(LINE_BREAK, make)
        if entry.get(W + "type") == "page":
            self.break_page()

    def _on_rendered_break(self, entry: Element, make: Make) -> None:
        if self.page is None:
            return
        if self.is_fresh:
            self.is_fresh = False
        else:
            self.page += 1
            if not self._gathered.pieces:
                self._gathered.page = self.page

    def _on_tab(self, entry: Element, make: Make) -> None:
        self._add(" ", make)

    def _on_hyphen(self, entry: Element, make: Make) -> None:
        self._add("-", make)

    def _on_soft_hyphen(self, entry: Element, make: Make) -> None:
        # In the fonts of TCVN3 the code of the soft hyphen is the letter "ư".
        self._add("\xad", make)

    def _on_symbol(self, entry: Element, make: Make) -> None:
        try:
            code = int(entry.get(W + "char", ""), 16)
            letter = symbol(code, encoding_of(entry.get(W + "font")))
        except (ValueError, OverflowError):
            return
        self._add(letter, make._replace(encoding=None))

    def _on_field(self, entry: Element, make: Make) -> None:
        kind = entry.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(False)
            self._code_depth += 1
        elif self._fields and kind == "separate" and not self._fields[-1]:
            self._fields[-1] = True
            self._code_depth -= 1
        elif self._fields and kind == "end" and not self._fields.pop():
            self._code_depth -= 1

    def _on_note(self, entry: Element, make: Make) -> bool:
        if self._code_depth:
            return False
        kind = "footnote" if entry.tag == W + "footnoteReference" else "endnote"
        has_own_mark = entry.get(W + "customMarkFollows") in {"1", "true", "on"}
        self._gathered.notes.append(NoteReference(kind, entry.get(W + "id", ""), has_own_mark))
        return has_own_mark

    def _on_drawing(self, entry: Element, make: Make) -> None:
        if self._code_depth:
            return
        pictures = self._gathered.pictures
        self._search(entry)
        self._gathered.pictures = pictures + (self._gathered.pictures > pictures)

    def _on_alternate(self, entry: Element, make: Make) -> None:
        self._alternate(entry, self._run)

    def _on_ruby(self, entry: Element, make: Make) -> None:
        base = child(entry, W + "rubyBase")
        self._walk(() if base is None else base)

    def _on_child_run(self, entry: Element, make: Make) -> None:
        self._walk((entry,))

    def _search(self, drawing: Iterable[Element]) -> None:
        """Puts aside the text boxes of a drawing and counts what holds no text."""
        for entry in drawing:
            tag = entry.tag
            if tag == _BOX:
                self._gathered.boxes.append(entry)
            elif tag == ALTERNATE:
                self._alternate(entry, self._search)
            elif tag == _V + "textpath":
                self._gathered.boxes.append(entry.get("string", ""))
            elif tag == _A + "p":
                self._gathered.boxes.append("".join(piece.text or "" for piece in entry.iter(_A + "t")))
            elif tag in _PICTURES:
                self._gathered.pictures += 1
            else:
                self._search(entry)

    _HANDLERS: ClassVar[dict[str, Callable[[TextReader, Element, Make], bool | None]]] = {
        W + "br": _on_break,
        W + "cr": _on_break,
        W + "tab": _on_tab,
        W + "ptab": _on_tab,
        W + "lastRenderedPageBreak": _on_rendered_break,
        W + "noBreakHyphen": _on_hyphen,
        W + "softHyphen": _on_soft_hyphen,
        W + "sym": _on_symbol,
        W + "fldChar": _on_field,
        W + "footnoteReference": _on_note,
        W + "endnoteReference": _on_note,
        W + "drawing": _on_drawing,
        W + "pict": _on_drawing,
        W + "object": _on_drawing,
        W + "ruby": _on_ruby,
        ALTERNATE: _on_alternate,
        **dict.fromkeys(_INSIDE, _on_child_run),
    }


def _formula(entry: Element) -> str:
    """The letters of a formula in their order, a fraction as "a/b"."""
    pieces: list[str] = []
    for part in entry:
        if part.tag in {_M + "t", _T}:
            pieces.append(part.text or "")
        elif part.tag == _M + "f":
            numerator, denominator = child(part, _M + "num"), child(part, _M + "den")
            above = "" if numerator is None else _formula(numerator)
            below = "" if denominator is None else _formula(denominator)
            pieces.append(f"{above}/{below}")
        elif part.tag != W + "del":
            pieces.append(_formula(part))
    return "".join(pieces)
