"""The tree of items: which line hangs under which mark."""

from __future__ import annotations

from collections.abc import Sequence

from sauro.anatomy.lines import Line
from sauro.anatomy.parts import Item
from sauro.folio.model import Table
from sauro.folio.passage import Passage
from sauro.text.marks import Mark, MarkKind

__all__ = ["grow_tree"]

_EMPTY = Passage("", 0)
_DASHED = (MarkKind.STAR, MarkKind.DASH, MarkKind.CROSS)


def grow_tree(blocks: Sequence[Line | Table]) -> Item:
    """The tree of these blocks. A mark closes all open items of its own or a narrower kind; a plain paragraph or a
    table belongs to the innermost open item that can hold it."""
    root = Item(None, None, _EMPTY)
    stack = [root]
    for position, block in enumerate(blocks):
        if isinstance(block, Table):
            _holder(stack).members.append(block)
            continue
        mark = block.mark
        if mark is None or _is_broken_sequence(mark, stack):
            _place_plain(block, stack, blocks, position)
            continue
        while len(stack) > 1 and not _holds(stack[-1], mark):
            stack.pop()
        item = Item(block, mark, block.content, stack[-1])
        stack[-1].members.append(item)
        stack.append(item)
    return root


def _holds(item: Item, mark: Mark) -> bool:
    """Whether an item with this mark may hang under `item`."""
    own = item.mark
    if own is None:
        return True
    if MarkKind.ARABIC <= mark.kind <= MarkKind.DECIMAL_4 and MarkKind.ARABIC <= own.kind <= MarkKind.DECIMAL_4:
        return _continues(own, mark)
    return own.kind < mark.kind


def _continues(own: Mark, mark: Mark) -> bool:
    """Whether decimal `mark` ("2.1") lies under `own` ("2"). A prefix that fits no open item still lies deeper
    than a shorter number, as where the chapter's number is the prefix ("3.1" under "III")."""
    if own.kind >= mark.kind:
        return False
    path = f"{own.prefix}.{own.label}" if own.prefix else own.label
    return mark.prefix == path or mark.prefix.startswith(path + ".")


def _is_broken_sequence(mark: Mark, stack: list[Item]) -> bool:
    """A lone capital letter with a full stop may be an initial: it counts from A on, or not at all."""
    if mark.kind is not MarkKind.CAPITAL or mark.ordinal == 1:
        return False
    return not any(
        child.mark is not None and child.mark.kind is MarkKind.CAPITAL for item in stack for child in item.children
    )


def _place_plain(line: Line, stack: list[Item], blocks: Sequence[Line | Table], position: int) -> None:
    """A plain paragraph after a dash list goes on where the list hangs, unless the dash item asks for it (":")."""
    while (
        len(stack) > 1
        and stack[-1].mark is not None
        and stack[-1].mark.kind in _DASHED
        and not _awaits_more(stack[-1].content.text)
    ):
        stack.pop()
    stack[-1].members.append(line)


def _awaits_more(text: str) -> bool:
    """Whether a dash item is a heading of what follows: it ends with a colon, or is a short title without a full
    stop ("+ Nội dung kiểm tra")."""
    return text.endswith(":") or ":" not in text and text[-1:].isalnum() and len(text.split()) <= 12


def _holder(stack: list[Item]) -> Item:
    for item in reversed(stack):
        if item.mark is None or item.mark.kind not in _DASHED:
            return item
    return stack[0]
