"""The components of an administrative document and the form of each: what is written by it and checked
against it.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II (components, ô số 1 to 14) and Mục IV (table of sizes and
styles).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["FORMS", "MARGINS", "PAGE", "Component", "Form", "Margins", "Rule", "component_named"]


class Component(StrEnum):
    """A part of the document that has a form of its own; the value is the `style` of its paragraphs."""

    NATION = "nation"
    MOTTO = "motto"
    PARENT_ISSUER = "parent_issuer"
    ISSUER = "issuer"
    NUMBER = "number"
    PLACE_DATE = "place_date"
    URGENCY = "urgency"
    CIRCULATION = "circulation"
    COPY_MARK = "copy_mark"
    KIND = "kind"
    SUBJECT = "subject"
    LETTER_SUBJECT = "letter_subject"
    ADDRESSEES = "addressees"
    ADDRESSEE = "addressee"
    BASIS = "basis"
    CHAPTER = "chapter"
    CHAPTER_TITLE = "chapter_title"
    ARTICLE = "article"
    SECTION = "section"
    HEADING = "heading"
    CLAUSE = "clause"
    BODY = "body"
    TABLE_HEAD = "table_head"
    TABLE_CELL = "table_cell"
    TABLE_FIGURE = "table_figure"
    AUTHORITY = "authority"
    SIGNER = "signer"
    RECIPIENTS = "recipients"
    RECIPIENT = "recipient"
    DRAFTER = "drafter"
    CONTACT = "contact"
    APPENDIX = "appendix"
    APPENDIX_TITLE = "appendix_title"
    APPENDIX_BASIS = "appendix_basis"


class Rule(StrEnum):
    """A solid line below a component: as long as its text, or a third to a half of it."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Form:
    """How a component is set. `sizes` are the smallest and largest size allowed, `size` the one written, all
    in points; `indent` that of the first line in millimetres; `before` and `after` the space around it in
    points. `left` is for what stands at the left margin, justified or centred are for the rest."""

    sizes: tuple[float, float]
    size: float
    bold: bool = False
    italic: bool = False
    upper: bool = False
    setting: str = "centre"
    indent: float = 0
    before: float = 0
    after: float = 0
    rule: Rule | None = None
    keeps_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Margins:
    """Smallest and largest margin allowed, and the one written, in millimetres."""

    top: tuple[float, float, float] = (20, 25, 20)
    bottom: tuple[float, float, float] = (20, 25, 20)
    left: tuple[float, float, float] = (30, 35, 30)
    right: tuple[float, float, float] = (15, 20, 15)


MARGINS = Margins()
PAGE = (210.0, 297.0)
"""Width and height of A4 in millimetres."""

FORMS: dict[Component, Form] = {
    Component.NATION: Form((12, 13), 13, bold=True, upper=True),
    Component.MOTTO: Form((13, 14), 14, bold=True, rule=Rule.WHOLE),
    Component.PARENT_ISSUER: Form((12, 13), 13, upper=True),
    Component.ISSUER: Form((12, 13), 13, bold=True, upper=True, rule=Rule.PART),
    Component.NUMBER: Form((13, 13), 13),
    Component.PLACE_DATE: Form((13, 14), 14, italic=True),
    Component.URGENCY: Form((13, 14), 13, bold=True, upper=True),
    Component.CIRCULATION: Form((13, 14), 13, bold=True, upper=True),
    Component.COPY_MARK: Form((10, 10), 10, setting="right"),
    Component.KIND: Form((13, 14), 14, bold=True, upper=True, before=12, keeps_with_next=True),
    Component.SUBJECT: Form((13, 14), 14, bold=True, rule=Rule.PART, keeps_with_next=True),
    Component.LETTER_SUBJECT: Form((12, 13), 13, before=6),
    Component.ADDRESSEES: Form((13, 14), 14, before=12, after=6),
    Component.ADDRESSEE: Form((13, 14), 14, setting="left", indent=45),
    Component.BASIS: Form((13, 14), 14, italic=True, setting="justified", indent=12.7, after=6),
    Component.CHAPTER: Form((13, 14), 14, bold=True, before=6, keeps_with_next=True),
    Component.CHAPTER_TITLE: Form((13, 14), 14, bold=True, upper=True, after=6, keeps_with_next=True),
    Component.ARTICLE: Form(
        (13, 14), 14, bold=True, setting="justified", indent=12.7, after=6, keeps_with_next=True
    ),
    Component.SECTION: Form(
        (13, 14), 14, bold=True, upper=True, setting="justified", indent=12.7, after=6, keeps_with_next=True
    ),
    Component.HEADING: Form(
        (13, 14), 14, bold=True, setting="justified", indent=12.7, after=6, keeps_with_next=True
    ),
    Component.CLAUSE: Form((13, 14), 14, setting="justified", indent=12.7, after=6),
    Component.BODY: Form((13, 14), 14, setting="justified", indent=12.7, after=6),
    Component.TABLE_HEAD: Form((11, 14), 12, bold=True, before=2, after=2),
    Component.TABLE_CELL: Form((11, 14), 12, setting="left", before=2, after=2),
    Component.TABLE_FIGURE: Form((11, 14), 12, setting="right", before=2, after=2),
    Component.AUTHORITY: Form((13, 14), 14, bold=True, upper=True, keeps_with_next=True),
    Component.SIGNER: Form((13, 14), 14, bold=True, before=72),
    Component.RECIPIENTS: Form((12, 12), 12, bold=True, italic=True, setting="left"),
    Component.RECIPIENT: Form((11, 11), 11, setting="left"),
    Component.DRAFTER: Form((11, 11), 11, upper=True, setting="left"),
    Component.CONTACT: Form((11, 12), 11),
    Component.APPENDIX: Form((14, 14), 14, bold=True, keeps_with_next=True),
    Component.APPENDIX_TITLE: Form((13, 14), 14, bold=True, upper=True, keeps_with_next=True),
    Component.APPENDIX_BASIS: Form((13, 14), 14, italic=True, after=6),
}
"""The form of every component."""

_NAMED = {component.value: component for component in Component}
_OWN_STYLES = "nd30_"
"""What the names of the styles begin with that Sáu Rõ writes; the component follows."""


def component_named(style: str | None) -> Component | None:
    """The component that the name of a paragraph's style tells, in a file of ours or before it is written;
    None for the styles of others."""
    return _NAMED.get((style or "").removeprefix(_OWN_STYLES))
