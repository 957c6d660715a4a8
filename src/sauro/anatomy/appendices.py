"""Appendices: caption, title, the line in brackets, and what they hold (NĐ 30/2020, Phụ lục I.III)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from sauro.anatomy.lines import Line, is_capitals
from sauro.anatomy.parts import Appendix
from sauro.folio.model import Table
from sauro.folio.passage import Passage

__all__ = ["find_appendix", "read_appendices"]

_CAPTION = re.compile(
    r"^(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu|BIỂU MẪU|Biểu mẫu|MẪU|Mẫu|BIỂU|Biểu)"
    r"(?P<number>\s*(?:số|SỐ)?\s*:?\s*(?P<label>[IVXL]{1,6}|\d{1,2}[A-Za-z]?|[A-H])?)(?=$|[\s.:,(/\-–])"
)
_PLURAL = re.compile(r"^(?:PHỤ LỤC|Phụ lục)\s+(?:này|kèm|chi tiết|đính|nêu|trên|ban hành|của)", re.IGNORECASE)
_ATTACHED = re.compile(r"^[(*\s]*(?:Ban hành )?[Kk]èm theo\b|^\(?\s*Kèm theo", re.IGNORECASE)
_PLAN_TITLE = re.compile(r"^(?:DANH MỤC|BẢNG PHÂN CÔNG|PHÂN CÔNG|BẢNG|BIỂU|NHIỆM VỤ|TIẾN ĐỘ)\b")
_SPLIT = re.compile(r"[(*]*\s*(?:Ban hành k|K)èm theo\b")


def find_appendix(blocks: Sequence[Line | Table], start: int) -> int:
    """The index of the first caption of an appendix from `start` on; `len(blocks)` where there is none."""
    for index in range(start, len(blocks)):
        if _is_caption(blocks[index]):
            return index
    return len(blocks)


def read_appendices(blocks: Sequence[Line | Table]) -> tuple[Appendix, ...]:
    """All that follows the foot, cut at the captions; what stands before the first caption is an appendix without
    one if it holds a table."""
    starts = [index for index, block in enumerate(blocks) if _is_caption(block)]
    out: list[Appendix] = []
    first = starts[0] if starts else len(blocks)
    if any(isinstance(block, Table) for block in blocks[:first]):
        out.append(_read(blocks[:first], None))
    for start, end in pairwise([*starts, len(blocks)]):
        caption = blocks[start]
        assert isinstance(caption, Line)  # _is_caption holds for lines only
        out.append(_read(blocks[start + 1 : end], caption))
    return tuple(out)


def _is_caption(block: Line | Table) -> bool:
    if not isinstance(block, Line):
        return False
    text = block.text
    match = _CAPTION.match(text)
    if match is None or _PLURAL.match(text):
        return False
    rest = text[match.end() :].lstrip(" .:-–")
    if text[:2] in ("MẪ", "Mẫ", "BI", "Bi") and not match["label"]:
        return False
    if not rest:
        return True
    return is_capitals(rest) or bool(_SPLIT.search(rest)) and is_capitals(_SPLIT.split(rest)[0] or "AA")


def _read(blocks: Sequence[Line | Table], caption: Line | None) -> Appendix:
    title: list[Passage] = []
    label = ""
    if caption is not None:
        match = _CAPTION.match(caption.text)
        assert match is not None  # captions were found by the same pattern
        label = match["label"] or ""
        cut = _SPLIT.search(caption.text)
        rest = caption.passage.part(match.end(), cut.start() if cut else None)
        rest = rest.part(len(rest.text) - len(rest.text.lstrip(" .:-–")))
        if rest.text:
            title.append(rest)
    attached: Line | None = None
    start = 0
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            break
        if _ATTACHED.match(block.text):
            attached, start = block, index + 1
            break
        if block.mark is not None or not (block.capitals or _PLAN_TITLE.match(block.text) or index == 0):
            break
        if len(block.text) > 300:
            break
        title.append(block.passage)
        start = index + 1
    joined = Passage.joined(title) if title else None
    return Appendix(caption, label, joined, attached, tuple(blocks[start:]))

