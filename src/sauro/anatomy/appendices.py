"""Appendices: caption, title, the line in brackets, and what they hold (NĐ 30/2020, Phụ lục I.III)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sauro.anatomy.lines import Line
from sauro.anatomy.parts import Appendix
from sauro.folio.model import Table
from sauro.folio.passage import Passage
from sauro.text.capitals import is_capitals

__all__ = ["find_appendix", "read_appendices"]

_CAPTION = re.compile(
    r"^(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|Phụ biểu|BIỂU MẪU|Biểu mẫu|MẪU|Mẫu|BIỂU|Biểu)"
    r"\s*(?:số|SỐ)?\s*:?\s*(?P<label>[IVXL]{1,6}|\d{1,2}[A-Za-z]?|[A-H])?(?=$|[\s.:,(/\-–])"
)
_MENTION = re.compile(
    r"^(?:PHỤ LỤC|Phụ lục)\s+(?:này|kèm|chi tiết|đính|nêu|trên|ban hành|của)", re.IGNORECASE
)
_ATTACHED = re.compile(r"^[(*\s]*(?:Ban hành )?[Kk]èm theo\b|^\(?\s*Kèm theo", re.IGNORECASE)
_PLAN_TITLE = re.compile(r"^(?:DANH MỤC|BẢNG PHÂN CÔNG|PHÂN CÔNG|BẢNG|BIỂU|NHIỆM VỤ|TIẾN ĐỘ)\b")
_ATTACHED_INSIDE = re.compile(r"[(*]*\s*(?:Ban hành k|K)èm theo\b")

_FORMS = ("MẪU", "Mẫu", "BIỂU", "Biểu")
_SIGNS = " .:-–"
_LONGEST_TITLE = 300
"""Characters of the longest line of a title."""


@dataclass(frozen=True, slots=True)
class _Caption:
    """The line that begins an appendix: its label, and the part of the title that stands beside it."""

    line: Line
    label: str
    title: Passage


def find_appendix(blocks: Sequence[Line | Table], start: int) -> int:
    """The index of the first caption of an appendix from `start` on; `len(blocks)` where there is none."""
    for index in range(start, len(blocks)):
        if _caption(blocks[index]) is not None:
            return index
    return len(blocks)


def read_appendices(blocks: Sequence[Line | Table]) -> tuple[Appendix, ...]:
    """All that follows the foot, cut at the captions; what stands before the first caption is an appendix
    without one if it holds a table."""
    captions = [(index, caption) for index, block in enumerate(blocks) if (caption := _caption(block))]
    starts = [*(index for index, _ in captions), len(blocks)]
    out: list[Appendix] = []
    if any(isinstance(block, Table) for block in blocks[: starts[0]]):
        out.append(_read(blocks[: starts[0]], None))
    for (start, caption), end in zip(captions, starts[1:], strict=True):
        out.append(_read(blocks[start + 1 : end], caption))
    return tuple(out)


def _caption(block: Line | Table) -> _Caption | None:
    """The caption that a line is: alone, before a title in capitals, or before "Kèm theo …". Forms and lists
    ("Mẫu số 2", "Biểu 1") are captions with a number only."""
    match = _CAPTION.match(block.text) if isinstance(block, Line) else None
    if match is None or not isinstance(block, Line) or _MENTION.match(block.text):
        return None
    if not match["label"] and block.text.startswith(_FORMS):
        return None
    attached = _ATTACHED_INSIDE.search(block.text, match.end())
    title = block.passage.part(match.end(), attached.start() if attached else None)
    title = title.part(len(title.text) - len(title.text.lstrip(_SIGNS)))
    if title.text and not is_capitals(title.text):
        return None
    return _Caption(block, match["label"] or "", title)


def _read(blocks: Sequence[Line | Table], caption: _Caption | None) -> Appendix:
    """The appendix of these blocks: the lines of its title, "(Kèm theo …)", and what it holds."""
    title = [caption.title] if caption is not None and caption.title.text else []
    attached: Line | None = None
    start = 0
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            break
        if _ATTACHED.match(block.text):
            attached, start = block, index + 1
            break
        if not _is_title(block, first=index == 0):
            break
        title.append(block.passage)
        start = index + 1
    line, label = (caption.line, caption.label) if caption is not None else (None, "")
    return Appendix(line, label, Passage.joined(title) if title else None, attached, tuple(blocks[start:]))


def _is_title(line: Line, *, first: bool) -> bool:
    if line.mark is not None or len(line.text) > _LONGEST_TITLE:
        return False
    return first or line.capitals or _PLAN_TITLE.match(line.text) is not None
