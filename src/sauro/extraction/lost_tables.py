"""Tables of duties that lost their cells: the names of the columns stand in running lines, and what was
assigned under them is not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sauro.findings import Finding, Severity
from sauro.folio.model import Block, Folio, Paragraph
from sauro.folio.span import Span
from sauro.text.compare import key

__all__ = ["review_lost_tables"]

_REACH = 24
"""Paragraphs among which the other names of columns follow, where each line of a cell is one."""
_LONGEST_CELL = 120
"""Characters of the longest line of a cell."""
_HEAD = 20
"""Characters in which the name of the running number stands."""
_NUMBER_NAME = re.compile(r"[\s|+\-]*(?:S|Số\s)?TT\b(?!\s?\.)")
_WORK = re.compile(r"\b(?:noi dung|nhiem vu|cong viec|hoat dong|dau viec|hang muc)\b")
_LEAD = re.compile(r"\b(?:chu tri|phu trach|dau moi|phan cong|(?:don vi|co quan) thuc hien)\b")
_TOLD = frozenset({"table.uncertain"})
"""Remarks by which the reader has said already that a table was lost."""


def review_lost_tables(folio: Folio) -> Iterator[Finding]:
    """Names of the columns of duties in running lines: who leads and until when was not read."""
    for span in _lost_tables(folio):
        yield Finding(
            "table.unread",
            Severity.ASK,
            "Một bảng phân công đã mất đường kẻ nên không đọc được thành nhiệm vụ;"
            " hãy đọc bản Word của kế hoạch hoặc bổ sung các nhiệm vụ trong bảng bằng tay.",
            (span,),
        )


def _lost_tables(folio: Folio) -> Iterator[Span]:
    """Where such names stand: from that of the running number to the last paragraph that was looked at."""
    told = {remark.span.start for remark in folio.remarks if remark.code in _TOLD and remark.span}
    blocks = folio.blocks
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or "TT" not in block.text[:_HEAD]:
            continue
        match = _NUMBER_NAME.match(block.text)
        if match is None or block.span.start in told:
            continue
        end = _end_of_names(blocks, index, alone=match.end() == len(block.text.rstrip()))
        if end is not None:
            yield Span(block.span.start, end)


def _end_of_names(blocks: Sequence[Block], start: int, *, alone: bool) -> int | None:
    """Where the paragraph ends with which work and lead have both been named; None where they are not. Unless
    the name of the running number stands `alone`, its own line must hold them."""
    words = ""
    for block in blocks[start : start + (_REACH if alone else 1)]:
        if not isinstance(block, Paragraph) or (alone and len(block.text) > _LONGEST_CELL):
            return None
        words = f"{words} {key(block.text)}"
        if _WORK.search(words) and _LEAD.search(words):
            return block.span.end
    return None
