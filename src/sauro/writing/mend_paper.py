"""Mends the sheets of a document: size, margins, and the number in the margin at the top."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from sauro.doctypes.components import MARGINS, PAGE
from sauro.writing.properties import paragraph_property, run_property, section_property
from sauro.writing.word_parts import Element, R, W, WordParts

__all__ = ["PAPER_MENDERS"]

_VAL = W + "val"
_TWIPS = 56.6929
_CLOSE = 34
"""Twips by which a length may differ, 0,6 mm."""
_NUMBER_SIZES = (26, 28)
"""13 and 14 points in half points."""
_SAID = (("begin", ""), ("", "PAGE"), ("separate", ""), ("end", ""))


def _size(parts: WordParts) -> bool:
    width, height = (round(length * _TWIPS) for length in PAGE)
    for section in _sections(parts):
        size = section_property(section, "pgSz")
        turned = size.get(W + "orient") == "landscape"
        size.set(W + "w", str(height if turned else width))
        size.set(W + "h", str(width if turned else height))
    return True


def _margins(parts: WordParts) -> bool:
    for section in _sections(parts):
        margins = section_property(section, "pgMar")
        for side in ("top", "right", "bottom", "left"):
            least, most, written = (round(length * _TWIPS) for length in getattr(MARGINS, side))
            stated = _whole(margins.get(W + side))
            if stated is None or not least - _CLOSE <= stated <= most + _CLOSE:
                margins.set(W + side, str(written))
        for name in ("header", "footer", "gutter"):
            if margins.get(W + name) is None:
                margins.set(W + name, "0" if name == "gutter" else str(round(10 * _TWIPS)))
    return True


def _page_number(parts: WordParts) -> bool:
    has_number = False
    for place, section in enumerate(_sections(parts)):
        name = parts.part_of(_header_of(section))
        if name is not None:
            has_number = _number_in(parts, name)
        elif not place:
            section.insert(0, _reference(parts.add_header(_new_header())))
            has_number = True
        section_property(section, "titlePg").set(_VAL, "1")
    _take_from_footers(parts)
    return has_number


def _appendix_pages(parts: WordParts) -> bool:
    sections = list(_sections(parts))
    for section in sections[1:]:
        section_property(section, "pgNumType").set(W + "start", "1")
    return len(sections) > 1


PAPER_MENDERS: Mapping[str, Callable[[WordParts], bool]] = {
    "F01.paper_size": _size,
    "F01.margins": _margins,
    "F01.page_number": _page_number,
    "F01.appendix_pages": _appendix_pages,
}
"""By the code of the check that finds the fault."""


def _sections(parts: WordParts) -> Iterator[Element]:
    """All sections in force; a file that names none gets one, as programs read it so."""
    body = parts.root(parts.main).find(W + "body")
    if body is not None and body.find(W + "sectPr") is None:
        etree.SubElement(body, W + "sectPr")
    for section in list(parts.root(parts.main).iter(W + "sectPr")):
        parent = section.getparent()
        if parent is None or parent.tag != W + "sectPrChange":
            yield section


def _header_of(section: Element) -> str | None:
    for entry in section.findall(W + "headerReference"):
        if entry.get(W + "type", "default") == "default":
            return entry.get(R + "id")
    return None


def _reference(identifier: str) -> Element:
    made = etree.Element(W + "headerReference", nsmap={"r": R[1:-1]})
    made.set(W + "type", "default")
    made.set(R + "id", identifier)
    return made


def _number_in(parts: WordParts, name: str) -> bool:
    """Sets the number of a header upright in the middle; puts one there where it has none."""
    root = parts.root(name)
    numbered = next((one for one in root.iter(W + "p") if _has_number(one)), None)
    if numbered is None:
        numbered = _numbered()
        root.append(numbered)
    paragraph_property(numbered, "jc").set(_VAL, "center")
    for run in numbered.iter(W + "r"):
        for style in ("b", "bCs", "i", "iCs"):
            run_property(run, style).set(_VAL, "0")
        size = _whole(run_property(run, "sz").get(_VAL))
        if size is None or not _NUMBER_SIZES[0] <= size <= _NUMBER_SIZES[1]:
            run_property(run, "sz").set(_VAL, str(_NUMBER_SIZES[0]))
    parts.changed(name)
    return True


def _new_header() -> Element:
    root = etree.Element(W + "hdr", nsmap={"w": W[1:-1], "r": R[1:-1]})
    root.append(_numbered())
    return root


def _numbered() -> Element:
    paragraph = etree.Element(W + "p")
    paragraph_property(paragraph, "jc").set(_VAL, "center")
    for kind, words in _SAID:
        run = etree.SubElement(paragraph, W + "r")
        run_property(run, "sz").set(_VAL, str(_NUMBER_SIZES[0]))
        if kind:
            etree.SubElement(run, W + "fldChar").set(W + "fldCharType", kind)
        else:
            etree.SubElement(run, W + "instrText").text = words
    return paragraph


def _take_from_footers(parts: WordParts) -> None:
    """A number at the foot would be a second one; a line that says more than the number stays."""
    for name in parts.related("footer"):
        for paragraph in parts.root(name).iter(W + "p"):
            said = "".join(one.text or "" for one in paragraph.iter(W + "t"))
            if _has_number(paragraph) and not said.strip(" -–0123456789"):
                for entry in [one for one in paragraph if one.tag != W + "pPr"]:
                    paragraph.remove(entry)
                parts.changed(name)


def _has_number(paragraph: Element) -> bool:
    fields = [one.text or "" for one in paragraph.iter(W + "instrText")]
    fields += [one.get(W + "instr", "") for one in paragraph.iter(W + "fldSimple")]
    return any(field.split()[:1] == ["PAGE"] for field in fields)


def _whole(text: str | None) -> int | None:
    try:
        return None if text is None else round(float(text))
    except ValueError:
        return None
