"""How a Word file is set: its sections, and each paragraph as its styles and its own properties make it.

The places of its paragraphs are those of the Folio that `read_docx` makes of the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sauro.doctypes.components import component_named
from sauro.folio.model import Paragraph, Part
from sauro.folio.setting import PageNumber, Paper, SetParagraph, SetRun, Setting
from sauro.reading.docx import Traced, read_traced
from sauro.reading.docx_makes import Makes, is_set, number, said
from sauro.reading.docx_package import R_ID, Element, Package, W
from sauro.reading.docx_styles import ALIGNMENTS, child, is_on, value
from sauro.reading.limits import DEFAULT_LIMITS, Limits, check_archive

__all__ = ["read_setting"]

_MILLIMETRE = 56.6929  # twips
_LINE = 240  # w:line of a single one
_HEIGHT = 1.15  # of a single line of Times New Roman, in sizes of its letters
_AUTOMATIC = 14.0  # points that Word takes where a space is left to it
_MARKS = {W + "noBreakHyphen": "-", W + "tab": "\t", W + "br": "\n", W + "cr": "\n"}
_LEFT_OUT = frozenset(W + name for name in ("del", "moveFrom", "pPr", "sdtPr", "txbxContent")) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_DRAWN = (W + "drawing", W + "pict")
_PICTURED = frozenset(
    (
        "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
        "{urn:schemas-microsoft-com:vml}imagedata",
        W + "txbxContent",
    )
)
_BARE = {"nil", "none"}
_RULE_SIGNS = re.compile(r"[\s\-–—_=*]{3,}")


def read_setting(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Setting:
    """How the .docx file with these bytes is set.

    Raises Unreadable where it is damaged, too large when unpacked or no Word file.
    """
    check_archive(data, limits)
    traced = read_traced(data, name="")
    package, body = traced.package, traced.body
    makes = Makes(package.related(package.main, "styles"), package.related(package.main, "theme"))
    walk = _Walk(traced, makes)
    walk.go()
    walk.go_margins()
    papers = tuple(_papers(package, list(body.iter(W + "sectPr")), makes))
    return Setting(traced.folio.text, papers, tuple(walk.paragraphs), tuple(walk.shapes))


class _Walk:
    """Goes through the paragraphs of a body; what is drawn between two belongs to the one above."""

    def __init__(self, traced: Traced, makes: Makes) -> None:
        self.paragraphs: list[SetParagraph] = []
        self.shapes: list[int] = []
        self._traced = traced
        self._makes = makes
        self._holder: Element | None = None
        """The cell, or the body, that the last printed paragraph stands in."""

    def go(self) -> None:
        """Reads them all."""
        section = 0
        drawn_cells: set[Element] = set()
        for element in self._traced.body.iter(W + "p"):
            own = child(element, W + "pPr")
            cell = next(element.iterancestors(W + "tc"), None)
            self._take(element, own, cell, section, drawn_cells)
            if own is not None and child(own, W + "sectPr") is not None:
                section += 1

    def go_margins(self) -> None:
        """Reads what headers and footers print, behind all others; page numbers are not among it."""
        for element, place in self._traced.paragraphs.items():
            if place.part in (Part.HEADER, Part.FOOTER):
                made = self._made(element, child(element, W + "pPr"), place, 0)
                self.paragraphs.append(replace(made, in_margin=True))

    def _take(
        self, element: Element, own: Element | None, cell: Element | None, section: int, drawn: set[Element]
    ) -> None:
        is_drawn = _is_drawn(element)
        lines = _borders(own)
        place = self._traced.paragraphs.get(element)
        beside = self._holder is cell
        if place is None or _RULE_SIGNS.fullmatch(place.text):
            if beside and (is_drawn or lines or place is not None):
                self._rule_last()
        else:
            if is_drawn and beside:
                self._rule_last()
            made = self._made(element, own, place, section)
            ruled = is_drawn or "bottom" in lines or cell in drawn or made.ruled
            self.paragraphs.append(replace(made, in_table=cell is not None, ruled=ruled))
            self._holder = cell
        if is_drawn:
            self.shapes.append(self.paragraphs[-1].span.start if self.paragraphs else 0)
            if cell is not None:
                drawn.add(cell)

    def _rule_last(self) -> None:
        if self.paragraphs:
            self.paragraphs[-1] = replace(self.paragraphs[-1], ruled=True)

    def _made(self, element: Element, own: Element | None, place: Paragraph, section: int) -> SetParagraph:
        style = value(own, W + "pStyle")
        formats = ([] if own is None else [own]) + self._makes.chain(style, "pPr")
        runs = tuple(self._runs(element, style))
        printed = [run for run in runs if run.text.strip()]
        size = max((run.size for run in printed if run.size), default=None)
        return SetParagraph(
            place.text,
            place.span,
            section,
            component_named(place.style),
            runs,
            ALIGNMENTS.get(said(formats, "jc", "val") or ""),
            self._indent(own, formats, runs),
            _space(formats, "before"),
            _space(formats, "after"),
            line=_line(formats, size),
            ruled=bool(printed) and all(run.underlined for run in printed),
        )

    def _indent(
        self, own: Element | None, formats: Sequence[Element], runs: Sequence[SetRun]
    ) -> float | None:
        """That of the first line. In a list the level of the list decides it, unless the paragraph does."""
        numbered = any(child(entry, W + "numPr") is not None for entry in formats)
        stated = said([own] if own is not None else [], "ind", "firstLine")
        if (numbered and stated is None) or "".join(run.text for run in runs)[:1] in {"\t", " ", "\xa0"}:
            return None
        if said(formats, "ind", "hanging") is not None or said(formats, "ind", "firstLineChars") is not None:
            return None
        return number(said(formats, "ind", "firstLine")) / _MILLIMETRE

    def _runs(self, element: Element, style: str | None, *, linked: bool = False) -> Iterator[SetRun]:
        for entry in element:
            if entry.tag == W + "r":
                text = "".join(
                    _MARKS.get(one.tag) or (one.text or "" if one.tag == W + "t" else "") for one in entry
                )
                if text:
                    yield self._makes.run(text, child(entry, W + "rPr"), style, linked=linked)
            elif entry.tag not in _LEFT_OUT and entry.tag != W + "p":
                yield from self._runs(entry, style, linked=linked or entry.tag == W + "hyperlink")


def _is_drawn(element: Element) -> bool:
    """Whether a line or another shape without picture or words hangs at a paragraph."""
    return any(_PICTURED.isdisjoint(part.tag for part in one.iter()) for one in element.iter(*_DRAWN))


def _borders(own: Element | None) -> set[str]:
    """The sides of a paragraph that are drawn."""
    borders = child(own, W + "pBdr")
    return {
        str(side.tag).rsplit("}", 1)[-1]
        for side in (() if borders is None else borders)
        if side.get(W + "val") not in _BARE
    }


def _space(formats: Sequence[Element], side: str) -> float:
    """The room before or after a paragraph, in points."""
    for properties in formats:
        entry = child(properties, W + "spacing")
        if entry is None:
            continue
        if entry.get(f"{W}{side}Autospacing") in {"1", "true", "on"}:
            return _AUTOMATIC
        if (found := entry.get(W + side)) is not None:
            return number(found) / 20
    return 0.0


def _line(formats: Sequence[Element], size: float | None) -> float | None:
    """The height of a line, in single ones of letters of `size`; None where it is left open."""
    height = said(formats, "spacing", "line")
    if height is None:
        return None
    rule = said(formats, "spacing", "lineRule")
    if rule in {"exact", "atLeast"}:
        if size is None:
            return None
        lines = number(height) / 20 / (size * _HEIGHT)
        return max(1.0, lines) if rule == "atLeast" else lines
    return number(height) / _LINE


def _papers(package: Package, sections: Sequence[Element], makes: Makes) -> Iterator[Paper]:
    """One for each section; a header that a section does not bring is that of the one before."""
    header: Element | None = None
    first_header: Element | None = None
    for section in sections:
        for entry in section:
            if entry.tag == W + "headerReference":
                kind = entry.get(W + "type", "default")
                if kind == "default":
                    header = package.target(package.main, entry.get(R_ID))
                elif kind == "first":
                    first_header = package.target(package.main, entry.get(R_ID))
        size, margins = child(section, W + "pgSz"), child(section, W + "pgMar")
        is_other = is_on(section, W + "titlePg")
        starts = child(section, W + "pgNumType")
        start = None if starts is None else starts.get(W + "start")
        yield Paper(
            width=_length(size, "w"),
            height=_length(size, "h"),
            top=_length(margins, "top"),
            bottom=_length(margins, "bottom"),
            left=_length(margins, "left"),
            right=_length(margins, "right"),
            page_number=_page_number(header, makes),
            first_is_numbered=not is_other or _page_number(first_header, makes) is not None,
            starts_at=None if start is None else int(number(start)),
        )


def _length(element: Element | None, name: str) -> float:
    return 0.0 if element is None else number(element.get(W + name)) / _MILLIMETRE


def _page_number(header: Element | None, makes: Makes) -> PageNumber | None:
    for paragraph in () if header is None else header.iter(W + "p"):
        fields = [one.text or "" for one in paragraph.iter(W + "instrText")]
        fields += [one.get(W + "instr", "") for one in paragraph.iter(W + "fldSimple")]
        if not any(field.split()[:1] == ["PAGE"] for field in fields):
            continue
        own = child(paragraph, W + "pPr")
        style = value(own, W + "pStyle")
        formats = ([] if own is None else [own]) + makes.chain(style, "pPr")
        run = next(paragraph.iter(W + "r"), None)
        letters = makes.letters(child(run, W + "rPr"), style)
        upright = not is_set(letters, "b") and not is_set(letters, "i")
        size = number(said(letters, "sz", "val")) / 2 or None
        placed = said(formats, "jc", "val") or said(formats, "framePr", "xAlign")
        return PageNumber(size, ALIGNMENTS.get(placed or ""), upright)
    return None
