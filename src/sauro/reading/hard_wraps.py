"""Text whose lines were broken at a width: recognises it and says which lines go on in the next one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

__all__ = ["wrap_width", "wraps_on"]

_NARROWEST, _WIDEST = 40, 140
_FULL = 0.72  # a line of this share of the width may have been broken because it was full
_FEWEST_LINES = 8
_SHARE_WRAPPED = 0.4
_CLOSING = tuple('.;:!?…”"»')
_STARTS_ITEM = re.compile(
    r"(?:[a-zđ]\s?\)|\d{1,3}(?:\.\d{1,2})*[.)]\s|[IVXL]{1,6}[.)]\s|[A-HĐ]\.\s|[-–−•●▪·+*○►✓]\s?(?=\S)|\(\w{1,3}\)\s"
    r"|Điều\s\d|Chương\s[IVX]|Mục\s\d|PHỤ LỤC|Phụ lục\s|Nơi nhận|Kính gửi|Căn cứ\s|Số\s?:)"
)


def wrap_width(blocks: Sequence[Sequence[str]]) -> int | None:
    """The width at which the lines of a text were broken, in characters; None where a line is a paragraph.

    `blocks` are runs of lines without a blank line between.
    """
    lengths = sorted(len(line.rstrip()) for block in blocks for line in block)
    if len(lengths) < _FEWEST_LINES:
        return None
    width = lengths[int(0.97 * (len(lengths) - 1))]
    if not _NARROWEST <= width <= _WIDEST or lengths[-1] > 1.5 * width:
        return None
    pairs = [(a, b) for block in blocks for a, b in pairwise(block)]
    broken = sum(
        len(a.rstrip()) >= _FULL * width and not a.rstrip().endswith(_CLOSING) and b.lstrip()[:1].islower()
        for a, b in pairs
    )
    return width if pairs and broken >= 3 and broken >= _SHARE_WRAPPED * len(pairs) / 2 else None


def wraps_on(line: str, following: str, width: int) -> bool:
    """Whether `following` goes on with the paragraph of `line`, in a text broken at `width`."""
    before, after = line.rstrip(), following.strip()
    if not before or not after or _STARTS_ITEM.match(after):
        return False
    if _indent(following) > _indent(line) and not after[0].islower():
        return False
    if before.isupper() != after.isupper():
        return False
    word = after.split(maxsplit=1)[0]
    was_full = len(before) + 1 + len(word) > width
    if after[0].islower():
        return was_full or not before.endswith(_CLOSING)
    return was_full and len(before) >= _FULL * width


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
