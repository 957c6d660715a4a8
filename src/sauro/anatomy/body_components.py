"""Which component a line of the text is: bases, titles of parts, items, running text (NĐ 30/2020, Phụ lục I,
Mục II, 6)."""

from __future__ import annotations

import re

from sauro.anatomy.lines import Line
from sauro.anatomy.parts import Item
from sauro.doctypes.components import Component
from sauro.folio.model import Alignment
from sauro.text.marks import MarkKind

__all__ = ["appendix_component", "item_component", "plain_component"]

_BASIS = re.compile(r"(?:Căn cứ|Theo đề nghị|Theo Tờ trình|Xét đề nghị|Xét Tờ trình)\b.*[;.,]$", re.DOTALL)
_TITLE = 160
"""Characters of the longest line that is a title."""
_TEXT = 90
"""Characters of the shortest line that is surely running text: it fills a printed line."""
_TITLED = {
    MarkKind.PART: Component.CHAPTER,
    MarkKind.CHAPTER: Component.CHAPTER,
    MarkKind.ARTICLE: Component.ARTICLE,
    MarkKind.ROMAN: Component.SECTION,
    MarkKind.ARABIC: Component.HEADING,
}
_CLAUSES = (
    MarkKind.ARTICLE,
    MarkKind.ARABIC,
    MarkKind.DECIMAL_2,
    MarkKind.DECIMAL_3,
    MarkKind.LETTER,
    MarkKind.BRACKET,
    MarkKind.DASH,
)


def item_component(item: Item) -> Component | None:
    """The component of an item's line: a title, or a clause of running text. None where it may be either."""
    if item.line is None or item.mark is None or item.line.layout:
        return None
    return _marked(item.line, item.mark.kind, has_more=bool(item.members))


def appendix_component(line: Line) -> Component | None:
    """The component of a line of an appendix, whose forms and lists follow no rule of running text."""
    if line.layout:
        return None
    if line.mark is not None:
        return _marked(line, line.mark.kind, has_more=False)
    return plain_component(line) if len(line.text) > _TEXT else None


def plain_component(line: Line, *, before: bool = False) -> Component | None:
    """A line without a mark: a basis of the document where it stands `before` the text, or running text."""
    if line.layout:
        return None
    if before and _BASIS.fullmatch(line.text):
        return Component.BASIS
    if line.capitals or (len(line.text) <= _TEXT and line.paragraph.alignment is Alignment.CENTRE):
        return None
    return Component.BODY


def _marked(line: Line, kind: MarkKind, *, has_more: bool) -> Component | None:
    title = len(line.text) <= _TITLE and not line.text.endswith((".", ";", ",", ":"))
    if title and kind in _TITLED and line.content.text:
        if kind is MarkKind.ARABIC and not has_more:
            return None
        return _TITLED[kind]
    if title and kind in {MarkKind.PART, MarkKind.CHAPTER}:
        return Component.CHAPTER
    return Component.CLAUSE if kind in _CLAUSES and not title else None
