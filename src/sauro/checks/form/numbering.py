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
from sauro.text.marks import VIETNAMESE_LETTERS, MarkKind, roman_text

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
        for run in _runs(item.children):
            yield from _in_run(run)


def _runs(children: Sequence[Item]) -> Iterator[list[Item]]:
    """The items of one kind that are counted together; a run that begins anew at 1 stands under a title that
    has no number."""
    runs: dict[tuple[MarkKind, str], list[Item]] = {}
    for child in children:
        mark = child.mark
        if mark is None or child.line is None or mark.kind not in _COUNTED or not mark.ordinal:
            continue
        run = runs.setdefault((mark.kind, mark.prefix), [])
        if mark.ordinal == 1 and run and _ordinal(run[-1]) > 1:
            yield run
            run = runs[mark.kind, mark.prefix] = []
        run.append(child)
    yield from runs.values()


def _in_run(run: Sequence[Item]) -> Iterator[Fault]:
    """One slip of the pen is one fault; where a number is left out or comes twice, all that follow change
    with it."""
    kind = run[0].mark.kind if run[0].mark is not None else MarkKind.ARABIC
    going_on = right = 1 if kind in _FROM_ONE else _ordinal(run[0])
    for place, item in enumerate(run):
        ordinal = _ordinal(item)
        if ordinal != going_on:
            following = _ordinal(run[place + 1]) if place + 1 < len(run) else 0
            if place and _holds(run[place - 1], kind, going_on):
                right += ordinal - going_on
                going_on = ordinal
            elif following == going_on + 1:
                yield _fault([item], right)
            else:
                yield _fault(_going_on(run[place:]), right)
                going_on = ordinal
        going_on += 1
        right += 1


def _going_on(run: Sequence[Item]) -> list[Item]:
    """The first item and those that go on from its number."""
    first = _ordinal(run[0])
    return [item for number, item in enumerate(run) if _ordinal(item) == first + number]


def _ordinal(item: Item) -> int:
    return item.mark.ordinal if item.mark is not None else 0


def _holds(before: Item, kind: MarkKind, wanted: int) -> bool:
    """Whether the number that is missed stands inside the item before, as in forms that set several in one
    line."""
    label = re.escape(_label(kind, wanted))
    return before.line is not None and re.search(rf"\s{label}[.)]\s", before.line.text) is not None


def _fault(items: Sequence[Item], right: int) -> Fault:
    """The first of these items is to bear the number `right`, the others those that follow."""
    spans: list[Span] = []
    edits: list[Edit] = []
    for number, item in enumerate(items):
        line, mark = item.line, item.mark
        if line is None or mark is None:
            continue
        spans.append(line.passage.span(0, mark.length))
        label = _label(mark.kind, right + number)
        at = line.text.rfind(mark.label, 0, mark.length)
        if label and at >= 0 and line.paragraph.label is None:
            edits.append(Edit(line.passage.span(at, at + len(mark.label)), label))
    first = items[0]
    kind = first.mark.kind if first.mark is not None else MarkKind.ARABIC
    wanted = _label(kind, right)
    words = first.line.text if first.line is not None else ""
    told = f"“{short_quote(words)}” không đúng thứ tự đánh số; phải là “{wanted}”."
    # Numbers that a program counts are mended in its list, all or none.
    whole = tuple(edits) if len(edits) == len(spans) else ()
    return Fault(told, spans[0], wanted, whole)


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
