"""Font, size, style and place of each component (NĐ 30/2020, Phụ lục I, Mục IV)."""

from __future__ import annotations

from collections.abc import Iterator

from sauro.checks.model import Fault
from sauro.doctypes.components import FORMS, Component, Form
from sauro.findings import short_quote
from sauro.folio.model import Alignment
from sauro.folio.setting import SetParagraph, SetRun, Setting

__all__ = ["alignment", "capitals", "font", "indent", "sizes", "spacing", "styles"]

_FONT = "Times New Roman"
_PLACES = {
    "centre": Alignment.CENTRE,
    "left": Alignment.LEFT,
    "right": Alignment.RIGHT,
    "justified": Alignment.JUSTIFIED,
}
_INDENTS = (10.0, 12.7)
_BODY = frozenset((Component.BODY, Component.CLAUSE, Component.HEADING, Component.SECTION))
_OWN_STYLE = frozenset((Component.BODY, Component.CLAUSE, Component.TABLE_CELL, Component.TABLE_FIGURE))
"""Components in which single words may be bold or italic."""
_LEAST_SPACE = 6
_CLOSE = 0.3


def font(setting: Setting) -> Iterator[Fault]:
    """Times New Roman throughout."""
    for paragraph in setting.paragraphs:
        other = next((run.font for run in _printed(paragraph) if run.font and run.font != _FONT), None)
        if other:
            yield _fault(paragraph, f"dùng phông chữ {other}; phải dùng {_FONT}")


def sizes(setting: Setting) -> Iterator[Fault]:
    """The size that each component may have."""
    for paragraph, form in _formed(setting):
        least, most = form.sizes
        sizes = {run.size for run in _printed(paragraph) if run.size is not None}
        wrong = sorted(size for size in sizes if not least <= size <= most)
        if wrong:
            allowed = f"{least:g}" if least == most else f"từ {least:g} đến {most:g}"
            yield _fault(paragraph, f"có cỡ chữ {wrong[0]:g}; phải là {allowed}")


def styles(setting: Setting) -> Iterator[Fault]:
    """Bold, italic or upright."""
    for paragraph, form in _formed(setting):
        if paragraph.component in _OWN_STYLE:
            continue
        if any(run.bold != form.bold for run in _printed(paragraph)):
            yield _fault(paragraph, f"phải trình bày chữ {'đậm' if form.bold else 'không đậm'}")
        if any(run.italic != form.italic for run in _printed(paragraph)):
            yield _fault(paragraph, f"phải trình bày chữ {'nghiêng' if form.italic else 'đứng'}")


def capitals(setting: Setting) -> Iterator[Fault]:
    """What stands in capitals, and "Phụ lục" that does not."""
    for paragraph, form in _formed(setting):
        if form.upper and paragraph.text != paragraph.text.upper():
            yield _fault(paragraph, "phải trình bày chữ in hoa")
        elif paragraph.component is Component.APPENDIX and paragraph.text.isupper():
            yield _fault(paragraph, "phải trình bày chữ in thường")


def alignment(setting: Setting) -> Iterator[Fault]:
    """Centred, justified or at the left margin."""
    for paragraph, form in _formed(setting):
        if not paragraph.in_table and (paragraph.alignment or Alignment.LEFT) is not _PLACES[form.setting]:
            yield _fault(paragraph, f"phải {_WORDS[form.setting]}")


_WORDS = {
    "centre": "canh giữa",
    "justified": "canh đều cả hai lề",
    "left": "canh trái",
    "right": "canh phải",
}


def indent(setting: Setting) -> Iterator[Fault]:
    """The first line of running text set in by 1 or 1.27 cm."""
    for paragraph in setting.of(*_BODY):
        if not any(abs(paragraph.indent - wanted) <= _CLOSE for wanted in _INDENTS):
            yield _fault(paragraph, "chữ đầu dòng phải lùi vào 1 cm hoặc 1,27 cm")


def spacing(setting: Setting) -> Iterator[Fault]:
    """At least 6 points between the paragraphs of running text."""
    for paragraph in setting.of(*_BODY):
        if max(paragraph.before, paragraph.after) < _LEAST_SPACE:
            yield _fault(paragraph, "khoảng cách giữa các đoạn tối thiểu 6 pt")


def _formed(setting: Setting) -> Iterator[tuple[SetParagraph, Form]]:
    for paragraph in setting.paragraphs:
        if paragraph.component is not None:
            yield paragraph, FORMS[paragraph.component]


def _printed(paragraph: SetParagraph) -> Iterator[SetRun]:
    return (run for run in paragraph.runs if run.text.strip())


def _fault(paragraph: SetParagraph, what: str) -> Fault:
    return Fault(f"“{short_quote(paragraph.text)}” {what}.", paragraph.span)
