"""The order of numbers, and the end of the text (NĐ 30/2020, Phụ lục I, Mục II, 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sauro.anatomy.body import grow_tree
from sauro.anatomy.lines import Line
from sauro.anatomy.parts import Item
from sauro.checks.kind import follows_other_rules
from sauro.checks.model import Examined, Fault
from sauro.doctypes.components import Component
from sauro.findings import Edit, short_quote
from sauro.folio.model import SourceKind, Table
from sauro.folio.span import Span
from sauro.text.marks import VIETNAMESE_LETTERS, Mark, MarkKind, roman_text

__all__ = ["closing", "order"]

_COUNTED = frozenset(
    (
        MarkKind.CHAPTER,
        MarkKind.CAPITAL,
        MarkKind.ROMAN,
        MarkKind.ARTICLE,
        MarkKind.ARABIC,
        MarkKind.DECIMAL_2,
        MarkKind.DECIMAL_3,
        MarkKind.LETTER,
        MarkKind.BRACKET,
    )
)
_FROM_ONE = frozenset((MarkKind.ROMAN, MarkKind.LETTER))
"""Marks that are surely no figure of a sentence, so that a run of them has to begin with the first."""
_TEXT = (
    Component.BASIS,
    Component.ARTICLE,
    Component.SECTION,
    Component.HEADING,
    Component.CLAUSE,
    Component.BODY,
)


def order(examined: Examined) -> Iterator[Fault]:
    """Items follow one another without a gap, letters as the Vietnamese alphabet does ("d", "đ", "e"), each
    run anew under the one above, each appendix for itself."""
    if follows_other_rules(examined):  # amendments quote items of other documents
        return
    yield from _gaps(examined.anatomy.body)
    for appendix in examined.anatomy.appendices:
        lines: Sequence[Line | Table] = [one for one in appendix.blocks if not isinstance(one, Table)]
        yield from _gaps(grow_tree(lines))


def _gaps(root: Item) -> Iterator[Fault]:
    for item in root.walk():
        runs: dict[tuple[MarkKind, str], Mark] = {}
        for child in item.children:
            mark = child.mark
            if mark is None or child.line is None or mark.kind not in _COUNTED or not mark.ordinal:
                continue
            last = runs.get((mark.kind, mark.prefix))
            wanted = last.ordinal + 1 if last is not None else 1
            runs[mark.kind, mark.prefix] = mark
            begins_late = last is None and mark.kind not in _FROM_ONE
            restarts = mark.ordinal == 1 and wanted > 2  # under a title that has no number
            if (
                mark.ordinal != wanted
                and not begins_late
                and not restarts
                and not _holds(item, child, wanted)
            ):
                yield _fault(child.line, mark, wanted)


def _holds(item: Item, child: Item, wanted: int) -> bool:
    """Whether the number that is missed stands inside the item before, as in forms that set several in one
    line."""
    place = item.children.index(child)
    before = item.children[place - 1] if place else None
    if before is None or before.line is None or child.mark is None:
        return False
    label = re.escape(_label(child.mark.kind, wanted))
    return re.search(rf"\s{label}[.)]\s", before.line.text) is not None


def _fault(line: Line, mark: Mark, wanted: int) -> Fault:
    right = _label(mark.kind, wanted)
    told = f"“{short_quote(line.text)}” không đúng thứ tự đánh số; phải là “{right}”."
    at = line.text.find(mark.label, 0, mark.length)
    edits: tuple[Edit, ...] = ()
    if right and at >= 0 and line.paragraph.label is None:
        if mark.prefix:
            at = line.text.rfind(mark.label, 0, mark.length)
        edits = (Edit(line.passage.span(at, at + len(mark.label)), right),)
    return Fault(told, line.passage.span(0, mark.length), right, edits)


def _label(kind: MarkKind, ordinal: int) -> str:
    if kind in {MarkKind.ROMAN, MarkKind.CHAPTER}:
        return roman_text(ordinal)
    if kind is MarkKind.LETTER:
        return VIETNAMESE_LETTERS[ordinal - 1 : ordinal]
    if kind is MarkKind.CAPITAL:
        return "ABCDĐEGH"[ordinal - 1 : ordinal]
    return str(ordinal)


def closing(examined: Examined) -> Iterator[Fault]:
    """The text ends with "./."; in a scan such small signs are lost."""
    foot = examined.components.of(Component.RECIPIENTS, Component.AUTHORITY)
    if examined.folio.source.kind is SourceKind.SCAN or not foot:
        return
    end = min(piece.span.start for piece in foot)
    text = [piece for piece in examined.components.of(*_TEXT) if piece.span.start < end]
    if not text or any(text[-1].span.end <= one.span.start < end for one in examined.folio.tables):
        return
    last = text[-1]
    between = examined.folio.text[last.span.end : end]
    if last.text.rstrip().endswith("./.") or "./." in between:
        return
    bare = last.text.rstrip(" .;:/")
    span = Span(last.passage.place(len(bare) - 1) + 1, last.span.end) if bare else last.span
    yield Fault("Cuối nội dung văn bản phải có dấu “./.”.", last.span, "./.", (Edit(span, "./."),))
