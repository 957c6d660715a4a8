"""Units of a cell that stand one a line, and names that a line break cut in two: "Phòng Kinh tế⏎Công an xã"
are two units, "Phòng Văn hóa⏎- Xã hội" is one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sauro.extraction.unit_words import begins_new_name
from sauro.folio.model import Paragraph
from sauro.folio.passage import Passage
from sauro.text.capitals import CAPITAL

__all__ = ["unit_lines", "whole_names"]

_MARK = re.compile(r"[-–+•*]\s*")
_OPEN = re.compile(
    r"(?:^|[\s,;])(?:[-–,]|và|với|của|cùng|thuộc)$"
    r"|^[-–+•*\s]*(?:Văn phòng|Thường trực|Lãnh đạo|(?:Phó )?Chủ tịch|Ban Thường vụ|Ban Chấp hành|Trưởng"
    r"|Phó Trưởng|Giám đốc|Thủ trưởng|Chánh|Bí thư|Đảng ủy|Trung tâm|Phòng|Ban|Sở|Đoàn|Hội)$"
)
"""A line that does not end a name."""
_BREAK = re.compile(r"\n\s*")
_DASH_ENDS = (" -", " –")
_WORD = r"(?!\1\b|và\b|với\b|của\b|cùng\b|hoặc\b|thuộc\b|là\b)[^\W\d]+"
_SAME_KIND = re.compile(rf"\b(Phòng|Sở)\s(?={CAPITAL})(?:{_WORD}\s(?:[-–]\s)?)+(?=\1\s+{CAPITAL})")
"""One name behind the other, both of the same kind, and nothing between: where lines became one."""


def unit_lines(paragraph: Paragraph) -> Iterator[Passage]:
    """The passages of a paragraph in a column of units, cut at the line breaks that part units."""
    text, start = paragraph.text, paragraph.span.start
    begin = 0
    if "\n" in text:
        marked = _MARK.match(text.lstrip()) is not None
        for match in _BREAK.finditer(text):
            if _parts(text[begin : match.start()].strip(), text[match.end() :], marked=marked):
                yield Passage.of(text[begin : match.start()], start + begin)
                begin = match.end()
    yield from _same_kind(Passage.of(text[begin:], start + begin))


def whole_names(passages: Sequence[Passage]) -> Sequence[Passage]:
    """The paragraphs of a cell, those joined of which one ends with the dash inside a name."""
    if not any(passage.text.endswith(_DASH_ENDS) for passage in passages[:-1]):
        return passages
    out: list[Passage] = []
    for passage in passages:
        if out and out[-1].text.endswith(_DASH_ENDS):
            passage = Passage.joined((out.pop(), passage))
        out.append(passage)
    return out


def _parts(before: str, after: str, *, marked: bool) -> bool:
    """Whether a line break between these words parts two units. `marked`: every unit has a mark before it."""
    if not before or _OPEN.search(before):
        return False
    mark = _MARK.match(after)
    if mark is None:
        return begins_new_name(after, 0)
    return marked or begins_new_name(after, mark.end())


def _same_kind(passage: Passage) -> Iterator[Passage]:
    text = passage.text
    begin = 0
    if text.count("Phòng ") > 1 or text.count("Sở ") > 1:
        for match in _SAME_KIND.finditer(text):
            yield passage.part(begin, match.end())
            begin = match.end()
    yield passage.part(begin) if begin else passage
