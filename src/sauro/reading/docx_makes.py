"""What a run or paragraph of a Word file is set in, its styles and the theme of the document asked.

ECMA-376 Part 1, 17.7: what a paragraph or run says itself goes before its character style, that before the
paragraph style, that before the style it is based on, that before the defaults of the document. A typeface
may be named by the theme (17.3.2.26). Lengths are twentieths of a point, sizes half points.
"""

from __future__ import annotations

from collections.abc import Sequence

from sauro.folio.setting import SetRun
from sauro.reading.docx_package import Element, W
from sauro.reading.docx_styles import child, switch, value

__all__ = ["Makes", "is_set", "number", "said"]

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DEEPEST = 20  # styles in a chain of basedOn; a ring of styles ends here
_BLACK = 0x33
"""The lightest that a channel of a black may be: text pasted from pages is near black."""
_THEMES = {"minor": "minorFont", "major": "majorFont"}


class Makes:
    """The styles part and the theme: for each style what it and those it is based on say, the nearest
    first."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._defaults: list[Element] = []
        self._chains: dict[tuple[str | None, str], list[Element]] = {}
        for entry in () if styles is None else styles:
            if entry.tag == W + "style":
                self._styles[entry.get(W + "styleId", "")] = entry
                if entry.get(W + "type") == "paragraph" and entry.get(W + "default") in {"1", "true", "on"}:
                    self._default = entry.get(W + "styleId", "")
            elif entry.tag == W + "docDefaults":
                self._defaults = [inner for outer in entry for inner in outer]
        self._faces = {
            name: found.get("typeface", "")
            for name, tag in _THEMES.items()
            for font in (() if theme is None else theme.iter(_A + tag))
            if (found := child(font, _A + "latin")) is not None
        }

    def chain(self, identifier: str | None, kind: str) -> list[Element]:
        """The w:pPr or w:rPr of a paragraph style and of those below it, then the document's defaults."""
        known = self._chains.get((identifier, kind))
        if known is None:
            name = identifier if identifier in self._styles else self._default
            known = self._styled(name, kind)
            known += [entry for entry in self._defaults if entry.tag == W + kind]
            self._chains[identifier, kind] = known
        return known

    def _styled(self, name: str | None, kind: str) -> list[Element]:
        found: list[Element] = []
        for _ in range(_DEEPEST):
            style = self._styles.get(name or "")
            if style is None:
                break
            found += [entry for entry in style if entry.tag == W + kind]
            name = value(style, W + "basedOn")
        return found

    def letters(self, own: Element | None, style: str | None) -> list[Element]:
        """The w:rPr that a run in a paragraph of this style goes by, the nearest first."""
        direct = [] if own is None else [own]
        characters = value(own, W + "rStyle")
        if characters is not None:
            direct += self._styled(characters, "rPr")
        return direct + self.chain(style, "rPr")

    def run(self, text: str, own: Element | None, style: str | None, *, linked: bool = False) -> SetRun:
        """The letters of a run with these properties of its own, in a paragraph of this style."""
        makes = self.letters(own, style)
        colour = said(makes, "color", "val")
        underline = said(makes, "u", "val")
        return SetRun(
            text,
            self._face(makes, text),
            number(said(makes, "sz", "val")) / 2 or None,
            is_set(makes, "b"),
            is_set(makes, "i"),
            None if colour is None or _is_black(colour) else colour.upper(),
            underline not in {None, "none"},
            linked,
        )

    def _face(self, makes: Sequence[Element], text: str) -> str | None:
        """The typeface of the plain letters, or of those with marks where there are no others."""
        slot = "ascii" if any(letter.isascii() and letter.isalnum() for letter in text) else "hAnsi"
        for make in makes:
            fonts = child(make, W + "rFonts")
            if fonts is None:
                continue
            theme = fonts.get(f"{W}{slot}Theme")
            if theme is not None and (face := self._faces.get(theme[:5])):
                return face
            if face := fonts.get(W + slot):
                return face
        return None


def _is_black(colour: str) -> bool:
    try:
        code = int(colour, 16)
    except ValueError:  # "auto"
        return True
    return all((code >> shift) & 0xFF <= _BLACK for shift in (0, 8, 16))


def is_set(makes: Sequence[Element], name: str) -> bool:
    """The state of an on/off property in the nearest of these properties that says it."""
    for make in makes:
        entry = child(make, W + name)
        if entry is not None:
            return switch(entry)
    return False


def said(formats: Sequence[Element], name: str, attribute: str) -> str | None:
    """The attribute in the nearest of these properties that says it."""
    for properties in formats:
        entry = child(properties, W + name)
        if entry is not None and (found := entry.get(W + attribute)) is not None:
            return found
    return None


def number(text: str | None) -> float:
    """The number of an attribute; 0 where it holds none."""
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
