"""Mends how the letters of a paragraph are set, and the room about them, as the form of its component wants
it: written at the very place, so that styles shared with other paragraphs stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from sauro.doctypes.components import FORMS, Component, Form, Rule
from sauro.folio.setting import SetParagraph, SetRun
from sauro.writing.properties import paragraph_property, run_property
from sauro.writing.word_parts import Element, W, child

__all__ = ["LETTER_MENDERS", "Mender"]

Mender = Callable[[Element, SetParagraph], bool]
"""Mends one matter of a w:p; False where nothing could be done."""

_FONT = "Times New Roman"
_CODED = (".vn", "vni-", "wingdings", "webdings", "symbol", "mt extra")
"""Fonts whose letters are signs or have codes of their own: another font would make other letters of them."""
_VAL = W + "val"
_ALIGNED = {"centre": "center", "left": "left", "right": "right", "justified": "both"}
_TWIPS = 56.6929
"""Twentieths of a point in a millimetre."""
_LETTER = 0.19
"""Average width of a bold letter of Times, in millimetres a point of size."""
_PART = 0.42
"""Of a line that is to be a third to a half as long as its text."""
_TEXT_WIDTH = 160.0
"""Millimetres of a line of text."""
_SPACE = 120
"""6 points, in twentieths."""
_LINES = (240, 360)
"""Single and one and a half lines, in 240ths of a line."""


def _font(paragraph: Element, setting: SetParagraph) -> bool:
    done = False
    for run, made in _runs(paragraph, setting):
        if made is not None and (made.font is None or made.font == _FONT):
            continue
        if made is not None and made.font is not None and made.font.lower().startswith(_CODED):
            continue
        fonts = run_property(run, "rFonts")
        for name in [name for name in fonts.attrib if str(name).endswith("Theme")]:
            del fonts.attrib[name]
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(W + script, _FONT)
        done = True
    if done and (mark := _numbered_mark(paragraph, setting)) is not None:
        fonts = run_property(mark, "rFonts")
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(W + script, _FONT)
    return done


def _size(paragraph: Element, setting: SetParagraph) -> bool:
    form = _form(setting)
    done = False
    for run, made in _runs(paragraph, setting):
        stated = None if made is None else made.size
        if form is None:
            continue
        wanted = form.size if stated is None else min(max(stated, form.sizes[0]), form.sizes[1])
        if wanted != stated:
            for name in ("sz", "szCs"):
                run_property(run, name).set(_VAL, f"{wanted * 2:g}")
                if (mark := _numbered_mark(paragraph, setting)) is not None:
                    run_property(mark, name).set(_VAL, f"{wanted * 2:g}")
            done = True
    return done


def _style(paragraph: Element, setting: SetParagraph) -> bool:
    form = _form(setting)
    done = False
    for run, made in _runs(paragraph, setting):
        if form is None:
            continue
        for names, wanted, is_so in (
            (("b", "bCs"), form.bold, None if made is None else made.bold),
            (("i", "iCs"), form.italic, None if made is None else made.italic),
        ):
            if is_so is not wanted:
                for name in names:
                    run_property(run, name).set(_VAL, "1" if wanted else "0")
                    if (mark := _numbered_mark(paragraph, setting)) is not None:
                        run_property(mark, name).set(_VAL, "1" if wanted else "0")
                done = True
    return done


def _colour(paragraph: Element, setting: SetParagraph) -> bool:
    for run, _ in _runs(paragraph, setting):
        colour = run_property(run, "color")
        colour.attrib.clear()
        colour.set(_VAL, "auto")
    return True


def _alignment(paragraph: Element, setting: SetParagraph) -> bool:
    form = _form(setting)
    if form is None:
        return False
    paragraph_property(paragraph, "jc").set(_VAL, _ALIGNED[form.setting])
    return True


def _indent(paragraph: Element, setting: SetParagraph) -> bool:
    form = _form(setting)
    if form is None:
        return False
    indent = paragraph_property(paragraph, "ind")
    _forget(indent, "hanging", "hangingChars", "firstLineChars")
    indent.set(W + "firstLine", f"{form.indent * _TWIPS:.0f}")
    return True


def _spacing(paragraph: Element, setting: SetParagraph) -> bool:
    spacing = paragraph_property(paragraph, "spacing")
    _forget(spacing, "beforeAutospacing", "afterAutospacing", "afterLines")
    spacing.set(W + "after", str(_SPACE))
    return True


def _line_spacing(paragraph: Element, setting: SetParagraph) -> bool:
    spacing = paragraph_property(paragraph, "spacing")
    stated = spacing.get(W + "line", "")
    is_wide = stated.lstrip("-").isdigit() and int(stated) > _LINES[1]
    spacing.set(W + "line", str(_LINES[1] if is_wide else _LINES[0]))
    spacing.set(W + "lineRule", "auto")
    return True


def _rule(paragraph: Element, setting: SetParagraph) -> bool:
    """The line below: the upper border of an empty paragraph as wide as the line is to be."""
    form = _form(setting)
    if form is None or form.rule is None:
        return False
    size = next((run.size for run in setting.runs if run.size), None) or form.size
    words = max(len(line) for line in setting.text.split("\n")) * size * _LETTER
    length = words * (1 if form.rule is Rule.WHOLE else _PART)
    side = max(0.0, (_width(paragraph) - length) / 2)
    line = etree.Element(W + "p")
    border = etree.SubElement(paragraph_property(line, "pBdr"), W + "top")
    for name, said in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        border.set(W + name, said)
    spacing = paragraph_property(line, "spacing")
    for name in ("before", "after"):
        spacing.set(W + name, "0")
    spacing.set(W + "line", "120")
    spacing.set(W + "lineRule", "exact")
    indent = paragraph_property(line, "ind")
    for name in ("left", "right"):
        indent.set(W + name, f"{side * _TWIPS:.0f}")
    indent.set(W + "firstLine", "0")
    paragraph.addnext(line)
    return True


def _width(paragraph: Element) -> float:
    """Millimetres of the column that a paragraph stands in."""
    cell = next(paragraph.iterancestors(W + "tc"), None)
    if cell is None:
        return _TEXT_WIDTH
    stated = cell.find(f"{W}tcPr/{W}tcW")
    said = "" if stated is None or stated.get(W + "type") != "dxa" else stated.get(W + "w", "")
    return int(said) / _TWIPS if said.isdigit() and int(said) else _TEXT_WIDTH / 2


LETTER_MENDERS: Mapping[str, Mender] = {
    "F01.font": _font,
    "F01.colour": _colour,
    "F03.size": _size,
    "F03.style": _style,
    "F03.alignment": _alignment,
    "F03.indent": _indent,
    "F03.spacing": _spacing,
    "F03.line_spacing": _line_spacing,
    "F04.rules": _rule,
}
"""By the code of the check that finds the fault."""


def _forget(properties: Element, *names: str) -> None:
    """Takes away what would go before what is written."""
    for name in names:
        if W + name in properties.attrib:
            del properties.attrib[W + name]


def _form(setting: SetParagraph) -> Form | None:
    component: Component | None = setting.component
    return None if component is None else FORMS[component]


def _runs(paragraph: Element, setting: SetParagraph) -> Iterator[tuple[Element, SetRun | None]]:
    """The runs of a paragraph that print letters, each with how it is set, where that can be told."""
    runs = [run for run in _own_runs(paragraph) if _text(run).strip()]
    made = [one for one in setting.runs if one.text.strip()]
    if len(runs) == len(made):
        yield from zip(runs, made, strict=True)
    else:
        yield from ((run, None) for run in runs)


def _numbered_mark(paragraph: Element, setting: SetParagraph) -> Element | None:
    """What holds the letters of the paragraph's mark, where a computed number stands ahead: the number is
    set as the mark is (ECMA-376 Part 1, 17.9.24)."""
    typed = "".join(one.text for one in setting.runs)
    if not typed.strip() or setting.text.split()[:1] == typed.split()[:1]:
        return None
    paragraph_property(paragraph, "rPr")
    return child(paragraph, "pPr")


def _own_runs(container: Element) -> Iterator[Element]:
    """Its runs, those of paragraphs in a text box that hangs in it left out."""
    for entry in container:
        if entry.tag == W + "r":
            yield entry
        elif entry.tag not in (W + "p", W + "del", W + "moveFrom", W + "pPr"):
            yield from _own_runs(entry)


def _text(run: Element) -> str:
    mark = child(run, "t")
    return "" if mark is None else "".join(one.text or "" for one in run.findall(W + "t"))
