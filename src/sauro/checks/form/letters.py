"""Font, colour, size, style and place of each component (NĐ 30/2020, Phụ lục I, Mục I, II and IV)."""

from __future__ import annotations

from collections.abc import Iterator

from sauro.checks.form.naming import Seen, gathered
from sauro.checks.model import Fault
from sauro.doctypes.components import FORMS, Component, Form
from sauro.findings import Edit
from sauro.folio.model import Alignment
from sauro.folio.setting import SetParagraph, SetRun, Setting
from sauro.folio.span import Span

__all__ = ["alignment", "capitals", "colour", "font", "indent", "line_spacing", "sizes", "spacing", "styles"]

_FONT = "Times New Roman"
_PLACES = {
    "centre": Alignment.CENTRE,
    "left": Alignment.LEFT,
    "right": Alignment.RIGHT,
    "justified": Alignment.JUSTIFIED,
}
_INDENTS = (10.0, 12.7)
_RUNNING = (
    Component.BODY,
    Component.CLAUSE,
    Component.HEADING,
    Component.SECTION,
    Component.ARTICLE,
)
_OWN_STYLE = frozenset((Component.BODY, Component.CLAUSE, Component.TABLE_CELL, Component.TABLE_FIGURE))
"""Components in which single words may be bold or italic."""
_ARTICLES = frozenset((Component.ARTICLE, Component.BASIS))
"""Whose first words alone may be bold."""
_LEFT = frozenset((Component.SECTION, Component.HEADING, Component.ARTICLE))
"""Titles of one line: at the left margin they look as justified ones do."""
_STAMPED = frozenset((Component.URGENCY, Component.CIRCULATION))
"""What is often stamped: in red, as the decree has the ink (Phụ lục I, Mục II, 10)."""
_ANYWHERE = _STAMPED | {Component.COPY_MARK, Component.DRAFTER, Component.CONTACT}
"""Components of which the decree says where their box is, not how their words stand in it."""
_IN_MARGINS = frozenset((Component.CONTACT, Component.COPY_MARK))
_ONE_LINE = 75
"""Characters that a printed line surely holds; of a text of one line nobody sees whether it is justified."""
_LEAST_SPACE = 6
_LINES = (1.0, 1.5)
_CLOSE = 0.3
_CLOSE_LINES = 0.06


def font(setting: Setting) -> Iterator[Fault]:
    """Times New Roman throughout."""
    yield from gathered(
        _seen(one, f"dùng phông chữ {other}; phải dùng {_FONT}")
        for one in _seen_ones(setting)
        for other in sorted({run.font for run in _printed(one) if run.font and run.font != _FONT})
    )


def colour(setting: Setting) -> Iterator[Fault]:
    """Black throughout; addresses that a program has made links of are let pass, and what is stamped."""
    yield from gathered(
        _seen(one, "có chữ không phải màu đen; văn bản dùng chữ màu đen")
        for one in _seen_ones(setting)
        if one.component not in _STAMPED and any(run.colour and not run.linked for run in _printed(one))
    )


def sizes(setting: Setting) -> Iterator[Fault]:
    """The size that each component may have."""
    yield from gathered(_sizes(setting))


def _sizes(setting: Setting) -> Iterator[Seen]:
    for paragraph, form in _formed(setting):
        least, most = form.sizes
        sizes = {run.size for run in _printed(paragraph) if run.size is not None}
        wrong = sorted(size for size in sizes if not least <= size <= most)
        if wrong:
            allowed = f"là {least:g}" if least == most else f"từ {least:g} đến {most:g}"
            yield _seen(paragraph, f"có cỡ chữ {wrong[0]:g}; phải {allowed}".replace(".", ","))


def styles(setting: Setting) -> Iterator[Fault]:
    """Bold, italic or upright."""
    yield from gathered(_styles(setting))


def _styles(setting: Setting) -> Iterator[Seen]:
    for paragraph, form in _formed(setting):
        component = paragraph.component
        runs = [run for run in _printed(paragraph) if any(map(str.isalnum, run.text))]
        if component in _OWN_STYLE or not runs:
            continue
        bold = [run.bold for run in runs]
        if component in _ARTICLES and form.bold:
            bold = bold[:1]
        if any(one != form.bold for one in bold):
            yield _seen(paragraph, f"phải trình bày chữ {'đậm' if form.bold else 'không đậm'}")
        if component is not Component.ARTICLE and any(run.italic != form.italic for run in runs):
            yield _seen(paragraph, f"phải trình bày chữ {'nghiêng' if form.italic else 'đứng'}")


def capitals(setting: Setting) -> Iterator[Fault]:
    """What stands in capitals."""
    yield from gathered(
        _seen(one, "phải trình bày chữ in hoa", _raised(one))
        for one, form in _formed(setting)
        if form.upper and one.text != one.text.upper()
    )


def _raised(paragraph: SetParagraph) -> Edit:
    """Capitals from the first small letter to the last one."""
    small = [place for place, letter in enumerate(paragraph.text) if letter != letter.upper()]
    start, end = small[0], small[-1] + 1
    first = paragraph.span.start
    return Edit(Span(first + start, first + end), paragraph.text[start:end].upper())


def alignment(setting: Setting) -> Iterator[Fault]:
    """Centred, justified or at the left margin."""
    yield from gathered(
        _seen(one, f"phải {_WORDS[form.setting]}")
        for one, form in _formed(setting)
        if not one.in_table and one.component not in _ANYWHERE and not _is_placed(one, form)
    )


def _is_placed(paragraph: SetParagraph, form: Form) -> bool:
    placed = paragraph.alignment or Alignment.LEFT
    if placed is _PLACES[form.setting]:
        return True
    if form.setting == "left":
        return placed is Alignment.JUSTIFIED
    if form.setting != "justified" or placed is not Alignment.LEFT:
        return False
    return paragraph.component in _LEFT or len(paragraph.text) <= _ONE_LINE


_WORDS = {
    "centre": "canh giữa",
    "justified": "canh đều cả hai lề",
    "left": "canh trái",
    "right": "canh phải",
}


def indent(setting: Setting) -> Iterator[Fault]:
    """The first line of running text set in by 1 or 1.27 cm."""
    yield from gathered(
        _seen(one, "phải lùi đầu dòng 1 cm hoặc 1,27 cm")
        for one in setting.of(*_RUNNING)
        if one.indent is not None
        and not one.in_table
        and not one.in_margin
        and not any(abs(one.indent - wanted) <= _CLOSE for wanted in _INDENTS)
    )


def spacing(setting: Setting) -> Iterator[Fault]:
    """At least 6 points between the paragraphs of running text."""
    yield from gathered(
        _seen(one, "phải cách đoạn khác tối thiểu 6 pt")
        for one in setting.of(*_RUNNING)
        if not (one.in_table or one.in_margin) and one.before + one.after < _LEAST_SPACE - _CLOSE
    )


def line_spacing(setting: Setting) -> Iterator[Fault]:
    """From single lines to one and a half."""
    yield from gathered(
        _seen(one, "phải có khoảng cách dòng từ dòng đơn đến 1,5 dòng")
        for one in setting.of(*_RUNNING, Component.BASIS)
        if one.line is not None
        and not one.in_table
        and not one.in_margin
        and not _LINES[0] - 2 * _CLOSE_LINES <= one.line <= _LINES[1] + _CLOSE_LINES
    )


def _seen_ones(setting: Setting) -> Iterator[SetParagraph]:
    """All paragraphs; of the margins only what the decree gives a form."""
    return (one for one in setting.paragraphs if not one.in_margin or one.component in _IN_MARGINS)


def _formed(setting: Setting) -> Iterator[tuple[SetParagraph, Form]]:
    for paragraph in _seen_ones(setting):
        if paragraph.component is not None:
            yield paragraph, FORMS[paragraph.component]


def _printed(paragraph: SetParagraph) -> Iterator[SetRun]:
    return (run for run in paragraph.runs if run.text.strip())


def _seen(paragraph: SetParagraph, wrong: str, *edits: Edit) -> Seen:
    return (paragraph.component, wrong, paragraph.text, paragraph.span, edits)
