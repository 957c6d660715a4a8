"""The tree of items: which line hangs under which mark."""

from __future__ import annotations

from collections.abc import Sequence

from sauro.anatomy.lines import Line
from sauro.anatomy.parts import DASHED, Item
from sauro.folio.model import Table
from sauro.folio.passage import Passage
from sauro.text.capitals import is_capitals
from sauro.text.marks import Mark, MarkKind, roman_number

__all__ = ["grow_tree", "unnumbered_kind"]

_EMPTY = Passage("", 0)
_LONGEST_TITLE = 160
"""Characters of the longest line that may be a title without a number."""


def grow_tree(blocks: Sequence[Line | Table]) -> Item:
    """The tree of these blocks. A mark closes all open items of its own or a narrower kind, unless it goes on
    a run that is still open; a plain paragraph or a table belongs to the innermost open item that can hold
    it."""
    root = Item(None, None, _EMPTY)
    stack = [root]
    for block in blocks:
        if isinstance(block, Table):
            _holder(stack).add(block)
            continue
        mark = block.mark
        if mark is not None and not _is_broken_sequence(mark, stack):
            _open(Item(block, mark, block.content), mark, stack)
        elif _completes_title(block, stack[-1]):
            _complete(stack[-1], block)
        elif (kind := unnumbered_kind(block)) is not None:
            mark = Mark(kind, "", 0, 0)
            _open(Item(block, mark, block.passage), mark, stack)
        else:
            _place_plain(block, stack)
    return root


def _open(item: Item, mark: Mark, stack: list[Item]) -> None:
    """Hangs an item where its mark belongs, and leaves it open."""
    depth = _place_in_run(mark, stack)
    if (
        depth is None
        and mark.kind is MarkKind.LETTER
        and (roman := roman_number(mark.label.upper())) is not None
    ):
        # "i)" is the ninth letter where h) went before, else the first of the small roman numbers.
        small = Mark(MarkKind.SMALL_ROMAN, mark.label, roman, mark.length)
        depth = _place_in_run(small, stack)
        if depth is not None or roman == 1:
            item.mark = mark = small
    if depth is not None:
        del stack[depth + 1 :]
    else:
        if mark.kind not in DASHED:
            while len(stack) > 1 and _kind(stack[-1]) in DASHED:
                stack.pop()
        while len(stack) > 1 and not _holds(stack, mark):
            stack.pop()
    stack[-1].add(item)
    stack.append(item)


def _is_open(stack: Sequence[Item], mark: Mark) -> bool:
    return any(_kind(open_item) is mark.kind for open_item in stack)


def _kind(item: Item) -> MarkKind | None:
    return item.mark.kind if item.mark is not None else None


def _place_in_run(mark: Mark, stack: list[Item]) -> int | None:
    """The depth of the open item under which a run of this kind waits for just this number: habits differ in
    which mark stands above which ("1)" over "a." or under it), but a run goes on where it began."""
    if mark.ordinal < 2 or mark.kind in DASHED:
        return None
    for depth in range(len(stack) - 1, -1, -1):
        last = stack[depth].last_counted
        if last is None or last.mark is None:
            continue
        if (last.mark.kind, last.mark.prefix, last.mark.ordinal) == (
            mark.kind,
            mark.prefix,
            mark.ordinal - 1,
        ):
            return depth
    return None


def _holds(stack: Sequence[Item], mark: Mark) -> bool:
    """Whether an item with this mark may hang under the innermost open one."""
    item = stack[-1]
    own = item.mark
    if own is None:  # the root holds all
        return True
    if (
        MarkKind.ARABIC <= mark.kind <= MarkKind.DECIMAL_4
        and MarkKind.ARABIC <= own.kind <= MarkKind.DECIMAL_4
    ):
        return _continues(own, mark)
    if own.kind < mark.kind:
        # Which of "-" and "+" stands above is told by their order in the list itself: "+ …: - … + …".
        return mark.kind not in DASHED or not _is_open(stack, mark)
    if own.kind == mark.kind or _is_open(stack, mark):
        return False
    if mark.kind in DASHED:
        return own.kind in DASHED and item.content.text.endswith(":")
    # A new run of a usually wider kind, under a counted item of a usually narrower one ("a." over "1.").
    return (
        mark.ordinal == 1
        and mark.kind >= MarkKind.ARABIC
        and MarkKind.ARABIC <= own.kind <= MarkKind.SMALL_ROMAN
    )


def _completes_title(line: Line, item: Item) -> bool:
    """A part or chapter whose title stands on the next line; or the second line of a title in capitals."""
    kind = _kind(item)
    if kind is None or kind > MarkKind.ROMAN or item.members or len(line.text) > _LONGEST_TITLE:
        return False
    if not item.content.text:
        return True
    return (
        line.capitals and is_capitals(item.content.text) and not item.content.text.endswith((".", ":", ";"))
    )


def _complete(item: Item, line: Line) -> None:
    item.content = Passage.joined((item.content, line.passage)) if item.content.text else line.passage


def unnumbered_kind(line: Line) -> MarkKind | None:
    """The kind of a heading without a number: a short line in capitals, or bold throughout, without closing
    mark."""
    text = line.text
    if (
        line.layout
        or len(text) > _LONGEST_TITLE
        or not text[:1].isupper()
        or text.endswith((".", ";", ",", ":"))
    ):
        return None
    if line.capitals and len(text.split()) > 1:
        return MarkKind.TITLE
    return MarkKind.BOLD if line.paragraph.is_bold and ":" not in text else None


def _continues(own: Mark, mark: Mark) -> bool:
    """Whether decimal `mark` ("2.1") lies under `own` ("2"). A prefix that fits no open item still lies
    deeper than a shorter number, as where the chapter's number is the prefix ("3.1" under "III")."""
    if own.kind >= mark.kind:
        return False
    path = f"{own.prefix}.{own.label}" if own.prefix else own.label
    return mark.prefix == path or mark.prefix.startswith(path + ".")


def _is_broken_sequence(mark: Mark, stack: list[Item]) -> bool:
    """A lone capital letter with a full stop may be an initial: it counts from A on, or not at all."""
    if mark.kind is not MarkKind.CAPITAL or mark.ordinal == 1:
        return False
    return not any(item.has_capital for item in stack)


def _place_plain(line: Line, stack: list[Item]) -> None:
    """A plain paragraph after a dash list goes on where the list hangs, unless the dash item asks for it
    (":")."""
    while (
        len(stack) > 1
        and stack[-1].mark is not None
        and stack[-1].mark.kind in DASHED
        and not _awaits_more(stack[-1].content.text)
    ):
        stack.pop()
    stack[-1].add(line)


def _awaits_more(text: str) -> bool:
    """Whether a dash item is a heading of what follows: it ends with a colon, or is a short title without a
    full stop ("+ Nội dung kiểm tra")."""
    return text.endswith(":") or (":" not in text and text[-1:].isalnum() and len(text.split()) <= 12)


def _holder(stack: list[Item]) -> Item:
    """The innermost open item that is no dash; the root is always one."""
    return next(item for item in reversed(stack) if item.mark is None or item.mark.kind not in DASHED)
