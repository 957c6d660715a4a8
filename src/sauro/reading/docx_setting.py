"""How a Word file is set: its sections, and each paragraph as its styles and its own properties make it.

ECMA-376 Part 1, 17.7: what a paragraph or run says itself goes before its style, that before the style it is
based on, that before the defaults of the document. Lengths are twentieths of a point, sizes half points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sauro.doctypes.components import Component
from sauro.errors import Unreadable
from sauro.folio.setting import PageNumber, Paper, SetParagraph, SetRun, Setting
from sauro.folio.span import Span
from sauro.reading.docx_package import R_ID, Element, Package, W
from sauro.reading.docx_styles import ALIGNMENTS, child, is_on, switch, typeface, value
from sauro.reading.limits import DEFAULT_LIMITS, Limits, check_archive

__all__ = ["read_setting"]

_OWN_STYLES = "nd30_"
"""What the names of the styles begin with that Sáu Rõ writes: the component follows."""
_MILLIMETRE = 56.6929  # twips
_DEEPEST = 20  # styles in a chain of basedOn; a ring of styles ends here
_MARKS = {W + "noBreakHyphen": "-", W + "tab": "\t", W + "br": "\n", W + "cr": "\n"}
_LEFT_OUT = frozenset(W + name for name in ("del", "moveFrom", "pPr", "sdtPr", "txbxContent")) | {
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
}
_COMPONENTS = {component.value: component for component in Component}
_NO_TEXT = "Tệp không phải văn bản Word; hãy lưu lại thành .docx rồi thử lại."


def read_setting(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Setting:
    """How the .docx file with these bytes is set.

    Raises Unreadable where it is damaged, too large when unpacked or no Word file.
    """
    check_archive(data, limits)
    package = Package(data)
    root = package.root(package.main)
    body = child(root, W + "body")
    if body is None:
        raise Unreadable(_NO_TEXT)
    styles = _Styles(package.related(package.main, "styles"))
    paragraphs: list[SetParagraph] = []
    start = section = 0
    for element in body.iter(W + "p"):
        made = _paragraph(element, styles, start, section)
        if made is not None:
            paragraphs.append(made)
            start = made.span.end + 1
        if child(child(element, W + "pPr"), W + "sectPr") is not None:
            section += 1
    text = "".join(f"{one.text}\n" for one in paragraphs)
    return Setting(text, tuple(_papers(package, list(body.iter(W + "sectPr")), styles)), tuple(paragraphs))


class _Styles:
    """The styles part: for each style what it and those it is based on say, the nearest first."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Element] = {}
        self._default = ""
        self._defaults: list[Element] = []
        for entry in () if root is None else root:
            if entry.tag == W + "style":
                self._styles[entry.get(W + "styleId", "")] = entry
                if entry.get(W + "type") == "paragraph" and entry.get(W + "default") in {"1", "true", "on"}:
                    self._default = entry.get(W + "styleId", "")
            elif entry.tag == W + "docDefaults":
                self._defaults = [inner for outer in entry for inner in outer]

    def chain(self, identifier: str | None, kind: str) -> list[Element]:
        """The w:pPr or w:rPr of a paragraph style and of those below it, then the document's defaults."""
        found: list[Element] = []
        name: str | None = identifier if identifier in self._styles else self._default
        for _ in range(_DEEPEST):
            style = self._styles.get(name or "")
            if style is None:
                break
            found += [entry for entry in style if entry.tag == W + kind]
            name = value(style, W + "basedOn")
        return found + [entry for entry in self._defaults if entry.tag == W + kind]


def _paragraph(element: Element, styles: _Styles, start: int, section: int) -> SetParagraph | None:
    own = child(element, W + "pPr")
    style = value(own, W + "pStyle")
    formats = ([] if own is None else [own]) + styles.chain(style, "pPr")
    letters = styles.chain(style, "rPr")
    runs = tuple(_runs(element, letters))
    text = "".join(run.text for run in runs)
    if not text.strip():
        return None
    known = style.removeprefix(_OWN_STYLES) if style and style.startswith(_OWN_STYLES) else ""
    return SetParagraph(
        text,
        Span(start, start + len(text)),
        section,
        _COMPONENTS.get(known),
        runs,
        ALIGNMENTS.get(_said(formats, "jc", "val") or ""),
        _number(_said(formats, "ind", "firstLine")) / _MILLIMETRE,
        _number(_said(formats, "spacing", "before")) / 20,
        _number(_said(formats, "spacing", "after")) / 20,
        next(element.iterancestors(W + "tc"), None) is not None,
    )


def _runs(element: Element, letters: Sequence[Element]) -> Iterator[SetRun]:
    for entry in element:
        if entry.tag == W + "r":
            text = "".join(
                _MARKS.get(one.tag) or (one.text or "" if one.tag == W + "t" else "") for one in entry
            )
            if text:
                own = child(entry, W + "rPr")
                yield _run(text, ([] if own is None else [own]) + list(letters))
        elif entry.tag not in _LEFT_OUT and entry.tag != W + "p":
            yield from _runs(entry, letters)


def _run(text: str, makes: Sequence[Element]) -> SetRun:
    size = _number(_said(makes, "sz", "val")) / 2 or None
    fonts = next((found for make in makes if (found := child(make, W + "rFonts")) is not None), None)
    font = None if fonts is None else typeface(fonts)
    return SetRun(text, font, size, _is_set(makes, "b"), _is_set(makes, "i"))


def _is_set(makes: Sequence[Element], name: str) -> bool:
    for make in makes:
        entry = child(make, W + name)
        if entry is not None:
            return switch(entry)
    return False


def _said(formats: Sequence[Element], name: str, attribute: str) -> str | None:
    """The attribute in the nearest of these properties that says it."""
    for properties in formats:
        entry = child(properties, W + name)
        if entry is not None and (found := entry.get(W + attribute)) is not None:
            return found
    return None


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0


def _papers(package: Package, sections: Sequence[Element], styles: _Styles) -> Iterator[Paper]:
    """One for each section; a header that a section does not bring is that of the one before."""
    header: Element | None = None
    for section in sections:
        for entry in section:
            if entry.tag == W + "headerReference" and entry.get(W + "type", "default") == "default":
                header = package.target(package.main, entry.get(R_ID))
        size, margins = child(section, W + "pgSz"), child(section, W + "pgMar")
        first = not is_on(section, W + "titlePg")
        starts = child(section, W + "pgNumType")
        start = None if starts is None else starts.get(W + "start")
        yield Paper(
            width=_length(size, "w"),
            height=_length(size, "h"),
            top=_length(margins, "top"),
            bottom=_length(margins, "bottom"),
            left=_length(margins, "left"),
            right=_length(margins, "right"),
            page_number=_page_number(header, styles),
            first_is_numbered=first,
            starts_at=None if start is None else int(_number(start)),
        )


def _length(element: Element | None, name: str) -> float:
    return 0.0 if element is None else _number(element.get(W + name)) / _MILLIMETRE


def _page_number(header: Element | None, styles: _Styles) -> PageNumber | None:
    for paragraph in () if header is None else header.iter(W + "p"):
        fields = [one.text or "" for one in paragraph.iter(W + "instrText")]
        fields += [one.get(W + "instr", "") for one in paragraph.iter(W + "fldSimple")]
        if not any(field.split()[:1] == ["PAGE"] for field in fields):
            continue
        own = child(paragraph, W + "pPr")
        style = value(own, W + "pStyle")
        formats = ([] if own is None else [own]) + styles.chain(style, "pPr")
        run = next(paragraph.iter(W + "r"), None)
        makes = [make for make in (child(run, W + "rPr"),) if make is not None] + styles.chain(style, "rPr")
        upright = not _is_set(makes, "b") and not _is_set(makes, "i")
        size = _number(_said(makes, "sz", "val")) / 2 or None
        return PageNumber(size, ALIGNMENTS.get(_said(formats, "jc", "val") or ""), upright)
    return None
