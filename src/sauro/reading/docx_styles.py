"""What styles say of a paragraph or a run: make of the letters, numbering, alignment, borders of tables.

ECMA-376 Part 1, 17.7: styles inherit through `basedOn`; bold, italic and hidden are toggle properties
(17.7.3): a character style that is bold inside a bold paragraph style sets upright letters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from sauro.folio.model import Alignment
from sauro.reading.docx_package import Element, W
from sauro.reading.docx_table_styles import TableStyles

__all__ = [
    "ALIGNMENTS",
    "CharacterStyle",
    "ParagraphStyle",
    "StyleSheet",
    "VAL",
    "borders_of",
    "child",
    "is_on",
    "switch",
    "typeface",
    "value",
    "whole",
]

VAL = W + "val"
_T = TypeVar("_T")

ALIGNMENTS = {
    "left": Alignment.LEFT,
    "start": Alignment.LEFT,
    "center": Alignment.CENTRE,
    "right": Alignment.RIGHT,
    "end": Alignment.RIGHT,
    "both": Alignment.JUSTIFIED,
    "distribute": Alignment.JUSTIFIED,
}
_OFF = frozenset({"0", "false", "off"})
_BORDERLESS = frozenset({"nil", "none"})
_TYPEFACES = (W + "hAnsi", W + "ascii", W + "cs")
_DEEPEST = 20  # styles in a chain of basedOn; a ring of styles ends here


def child(element: Element | None, name: str) -> Element | None:
    """The direct child of this name ("{…}pPr")."""
    if element is not None:
        for entry in element:
            if entry.tag == name:
                return entry
    return None


def value(element: Element | None, name: str) -> str | None:
    """The w:val of the direct child of this name."""
    entry = child(element, name)
    return None if entry is None else entry.get(VAL)


def whole(text: str | None, lowest: int, highest: int) -> int | None:
    """The whole number written in an attribute; None where there is none or it lies outside the bounds."""
    try:
        number = int(text or "")
    except ValueError:
        return None
    return number if lowest <= number <= highest else None


def switch(entry: Element) -> bool:
    """The state of an on/off property that is present: on unless w:val says otherwise."""
    state = entry.get(VAL)
    return state is None or state not in _OFF


def is_on(element: Element | None, name: str) -> bool:
    """Whether the on/off property of this name is present and on."""
    entry = child(element, name)
    return entry is not None and switch(entry)


def typeface(fonts: Element) -> str | None:
    """The name in a w:rFonts; that of letters with marks first: it tells the encoding."""
    for name in _TYPEFACES:
        face = fonts.get(name)
        if face:
            return face
    return None


@dataclass(frozen=True, slots=True)
class CharacterStyle:
    """The make of letters; None where a style leaves it open."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    font: str | None = None


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style with all that it inherits. `chain` are the identifiers from itself up to its root;
    `num_id` and `level` are those of w:numPr, `num_id` "0" where numbering is switched off."""

    name: str | None = None
    letters: CharacterStyle = CharacterStyle()
    alignment: Alignment | None = None
    outline_level: int | None = None
    num_id: str | None = None
    level: int | None = None
    chain: tuple[str, ...] = ()


class StyleSheet:
    """The styles part, resolved on demand; works without one too."""

    def __init__(self, root: Element | None, tables: TableStyles | None = None) -> None:
        self._tables = tables or TableStyles()
        self._styles: dict[str, Element] = {}
        self._default: str | None = None
        self._defaults = CharacterStyle()
        self._paragraphs: dict[str | None, ParagraphStyle] = {}
        self._characters: dict[str, CharacterStyle] = {}
        self._ruled: dict[str, dict[str, bool]] = {}
        for entry in () if root is None else root:
            if entry.tag == W + "style":
                self._enter(entry)
            elif entry.tag == W + "docDefaults":
                make = child(child(entry, W + "rPrDefault"), W + "rPr")
                if make is not None:
                    self._defaults = _letters(make)

    def _enter(self, entry: Element) -> None:
        identifier = entry.get(W + "styleId", "")
        self._styles[identifier] = entry
        is_default = entry.get(W + "default") in {"1", "true", "on"}
        if is_default and entry.get(W + "type") == "paragraph":
            self._default = identifier

    def paragraph(self, identifier: str | None) -> ParagraphStyle:
        """The paragraph style of this identifier; the default style for None or an unknown one."""
        known = self._paragraphs.get(identifier)
        if known is None:
            name = identifier if identifier in self._styles else self._default
            known = self._resolved(name, stated=identifier is not None and identifier in self._styles)
            self._paragraphs[identifier] = known
        return known

    def character(self, identifier: str) -> CharacterStyle:
        """The character style of this identifier; one that leaves all open where it is unknown."""
        known = self._characters.get(identifier)
        if known is None:
            known = _merged([_letters(child(style, W + "rPr")) for style in self._chain(identifier)])
            self._characters[identifier] = known
        return known

    def numbering_of(self, identifier: str | None) -> str | None:
        """The numId that a numbering style holds (for w:numStyleLink)."""
        style = self._styles.get(identifier or "")
        return value(child(child(style, W + "pPr"), W + "numPr"), W + "numId")

    def borders(self, identifier: str | None) -> dict[str, bool]:
        """The borders that a table style draws, by side ("top", "insideH"); sides it leaves open are
        absent."""
        if identifier is None:
            return {}
        known = self._ruled.get(identifier)
        if known is None:
            known = {}
            for style in self._chain(identifier):
                for sides in _style_borders(style):
                    for side, visible in sides.items():
                        known.setdefault(side, visible)
            if self._style(identifier) is None and "grid" in identifier.lower():
                known = dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), True)
            self._ruled[identifier] = known
        return known

    def _chain(self, identifier: str | None) -> list[Element]:
        chain: list[Element] = []
        style = self._style(identifier)
        while style is not None and len(chain) < _DEEPEST:
            chain.append(style)
            style = self._style(value(style, W + "basedOn"))
        return chain

    def _style(self, identifier: str | None) -> Element | None:
        known = self._styles.get(identifier or "")
        if known is None and identifier:
            known = self._tables.find(identifier)
            if known is not None:
                self._styles[identifier] = known
        return known

    def _resolved(self, identifier: str | None, *, stated: bool) -> ParagraphStyle:
        chain = self._chain(identifier)
        formats = [child(style, W + "pPr") for style in chain]
        numbers = [child(properties, W + "numPr") for properties in formats]
        makes = [_letters(child(style, W + "rPr")) for style in chain]
        levels = (whole(value(number, W + "ilvl"), 0, 8) for number in numbers)
        outlines = (whole(value(properties, W + "outlineLvl"), 0, 9) for properties in formats)
        outline = _first(outlines)
        alignment = _first(value(properties, W + "jc") for properties in formats)
        return ParagraphStyle(
            name=value(chain[0], W + "name") if stated and chain else None,
            letters=_merged([*makes, self._defaults]),
            alignment=ALIGNMENTS.get(alignment or ""),
            outline_level=None if outline == 9 else outline,
            num_id=_first(value(number, W + "numId") for number in numbers),
            level=_first(levels),
            chain=tuple(style.get(W + "styleId", "") for style in chain),
        )


def _first(candidates: Iterator[_T | None]) -> _T | None:
    return next((candidate for candidate in candidates if candidate is not None), None)


def _letters(make: Element | None) -> CharacterStyle:
    bold = italic = hidden = None
    font = None
    for entry in () if make is None else make:
        if entry.tag == W + "b":
            bold = switch(entry)
        elif entry.tag == W + "i":
            italic = switch(entry)
        elif entry.tag == W + "vanish":
            hidden = switch(entry)
        elif entry.tag == W + "rFonts":
            font = typeface(entry)
    return CharacterStyle(bold, italic, hidden, font)


def _merged(makes: list[CharacterStyle]) -> CharacterStyle:
    """What the makes say together, the nearest one first."""
    return CharacterStyle(
        _first(make.bold for make in makes),
        _first(make.italic for make in makes),
        _first(make.hidden for make in makes),
        _first(make.font for make in makes),
    )


def borders_of(holder: Element | None, name: str) -> dict[str, bool]:
    """The sides stated in a w:tblBorders or w:tcBorders inside `holder`, True where a line is drawn."""
    sides: dict[str, bool] = {}
    borders = child(holder, name)
    for side in () if borders is None else borders:
        key = side.tag.rsplit("}", 1)[-1]
        sides[{"start": "left", "end": "right"}.get(key, key)] = side.get(VAL) not in _BORDERLESS
    return sides


def _style_borders(style: Element) -> Iterator[dict[str, bool]]:
    yield borders_of(child(style, W + "tblPr"), W + "tblBorders")
    for entry in style:
        if entry.tag == W + "tblStylePr" and entry.get(W + "type") == "wholeTable":
            yield borders_of(child(entry, W + "tblPr"), W + "tblBorders")
            yield borders_of(child(entry, W + "tcPr"), W + "tcBorders")
