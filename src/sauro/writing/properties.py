"""Properties of paragraphs, runs and sections, put where the schema wants them (ECMA-376 Part 1, Annex A)."""

from __future__ import annotations

from lxml import etree

from sauro.writing.word_parts import Element, W, child

__all__ = ["paragraph_property", "run_property", "section_property"]

_PARAGRAPH = [
    "pStyle",
    "keepNext",
    "keepLines",
    "pageBreakBefore",
    "framePr",
    "widowControl",
    "numPr",
    "suppressLineNumbers",
    "pBdr",
    "shd",
    "tabs",
    "suppressAutoHyphens",
    "kinsoku",
    "wordWrap",
    "overflowPunct",
    "topLinePunct",
    "autoSpaceDE",
    "autoSpaceDN",
    "bidi",
    "adjustRightInd",
    "snapToGrid",
    "spacing",
    "ind",
    "contextualSpacing",
    "mirrorIndents",
    "suppressOverlap",
    "jc",
    "textDirection",
    "textAlignment",
    "textboxTightWrap",
    "outlineLvl",
    "divId",
    "cnfStyle",
    "rPr",
    "sectPr",
    "pPrChange",
]
_RUN = [
    "rStyle",
    "rFonts",
    "b",
    "bCs",
    "i",
    "iCs",
    "caps",
    "smallCaps",
    "strike",
    "dstrike",
    "outline",
    "shadow",
    "emboss",
    "imprint",
    "noProof",
    "snapToGrid",
    "vanish",
    "webHidden",
    "color",
    "spacing",
    "w",
    "kern",
    "position",
    "sz",
    "szCs",
    "highlight",
    "u",
    "effect",
    "bdr",
    "shd",
    "fitText",
    "vertAlign",
    "rtl",
    "cs",
    "em",
    "lang",
    "eastAsianLayout",
    "specVanish",
    "oMath",
    "rPrChange",
]
_SECTION = [
    "headerReference",
    "footerReference",
    "footnotePr",
    "endnotePr",
    "type",
    "pgSz",
    "pgMar",
    "paperSrc",
    "pgBorders",
    "lnNumType",
    "pgNumType",
    "cols",
    "formProt",
    "vAlign",
    "noEndnote",
    "titlePg",
    "textDirection",
    "bidi",
    "rtlGutter",
    "docGrid",
    "printerSettings",
    "sectPrChange",
]


def paragraph_property(paragraph: Element, name: str) -> Element:
    """The property of this name of a w:p, made where it has none."""
    properties = child(paragraph, "pPr")
    if properties is None:
        properties = etree.Element(W + "pPr")
        paragraph.insert(0, properties)
    return _property(properties, name, _PARAGRAPH)


def run_property(run: Element, name: str) -> Element:
    """The property of this name of a w:r, made where it has none."""
    properties = child(run, "rPr")
    if properties is None:
        properties = etree.Element(W + "rPr")
        run.insert(0, properties)
    return _property(properties, name, _RUN)


def section_property(section: Element, name: str) -> Element:
    """The property of this name of a w:sectPr, made where it has none."""
    return _property(section, name, _SECTION)


def _property(properties: Element, name: str, order: list[str]) -> Element:
    found = child(properties, name)
    if found is not None:
        return found
    made = etree.Element(W + name)
    behind = {W + other for other in order[order.index(name) + 1 :]}
    for place, other in enumerate(properties):
        if other.tag in behind:
            properties.insert(place, made)
            return made
    properties.append(made)
    return made
