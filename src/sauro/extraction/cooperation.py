"""The units with whom a duty is to be carried out, as its own sentence names them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.extraction.name_words import name_end
from sauro.extraction.roles import split_roles
from sauro.extraction.unit_lists import split_units
from sauro.extraction.unit_words import begins_name
from sauro.extraction.units import unit_end
from sauro.folio.passage import Passage

__all__ = ["LONGEST_NAME", "cooperating_in"]

LONGEST_NAME = 110
"""Characters of the longest run that is still taken for names in running text."""
_LONGEST_UNNAMED = 80
"""Characters of the longest end of a sentence that is still taken for those with whom one cooperates."""
_COOPERATION = re.compile(
    r"[Pp]hối hợp\s*(?:chặt chẽ|đồng bộ|thường xuyên|kịp thời|hiệu quả)?\s*(?:,\s*\w+\s\w+\s*)?"
    r"(?:với|cùng với|cùng|của)?\s*:?\s*"
)
# "Sở Tài chính có trách nhiệm cùng Sở Nội vụ …", "… chủ trì cùng Sở Nội vụ …"
_TOGETHER = re.compile(r"(?:trách nhiệm|nhiệm vụ|chủ trì),?\s+cùng(?:\s+với)?\s+")
_WITH = re.compile(r"(?:với|cùng|của)\s*:?\s*$")
_SIGNS = ("trì cùng", "trì, cùng", "nhiệm cùng", "vụ cùng")
"""One of these stands in every sentence that names those who cooperate without "phối hợp"."""
_WHO = r"(?:(?!chủ trì|phối hợp)[^;:.]){3,120}?"
_JOINT = "(?:cùng |(?:là|làm) (?:cơ quan |đơn vị )?)?"
_TOLD = re.compile(r"\((?:cơ quan |đơn vị )?phối hợp\)", re.IGNORECASE)
_COOPERATES = re.compile(
    # "…; Sở Y tế phối hợp thực hiện."
    rf"(?:[;.]|chủ trì(?:\s(?:tham mưu|thực hiện|triển khai|tổ chức|xây dựng))?,)"
    rf"\s+(?P<who>{_WHO})\s+{_JOINT}phối hợp(?:\s+(?:tham mưu|thực hiện|triển khai))?"
    r"(?=\s*[;.,)]|\s*$)"
    # "Sở Nội vụ chủ trì, Sở Y tế phối hợp rà soát …"
    rf"|chủ trì\s*[;,]\s*(?P<beside>{_WHO})\s+{_JOINT}phối hợp\b(?!\s+(?:với|cùng))"
)


def cooperating_in(passage: Passage) -> tuple[Passage, ...]:
    """The units named after "phối hợp (với)" in a duty, and those of which it says so ("…; Sở Y tế phối
    hợp"), in order, each once."""
    text = passage.text
    out: dict[str, Passage] = {}
    found: list[tuple[Passage, ...]] = []
    if "hối hợp" in text:
        found += (*_after(passage, _COOPERATION), *_before(passage), *_in_brackets(passage))
    if " cùng " in text and any(sign in text for sign in _SIGNS):
        found += _after(passage, _TOGETHER)
    for units in found:
        for unit in units:
            if len(unit.text) <= LONGEST_NAME:
                out.setdefault(unit.text.lower(), unit)
    return tuple(out.values())


def _after(passage: Passage, words: re.Pattern[str]) -> Iterator[tuple[Passage, ...]]:
    """The units after "phối hợp", or after other `words` for it. With "với" it wants somebody, whatever the
    word ("lực lượng Công an", "cấp trên"); a bare "phối hợp" may be followed by the work itself."""
    text = passage.text
    for match in words.finditer(text):
        start = match.end()
        named = begins_name(text, start)
        if not named and (words is _TOGETHER or not _WITH.search(match[0])):
            continue
        end, met = unit_end(text, start)
        if named:
            yield split_units(passage.part(start, name_end(text, start, end)))
        elif end > start and (met or end - start <= _LONGEST_UNNAMED):
            yield split_units(passage.part(start, end))


def _before(passage: Passage) -> Iterator[tuple[Passage, ...]]:
    """The units before a "phối hợp" that names nobody after it ("Sở Nội vụ chủ trì; Sở Y tế phối hợp thực
    hiện")."""
    if "phối hợp" not in passage.text:
        return
    for match in _COOPERATES.finditer(passage.text):
        start, end = match.span("who" if match["who"] else "beside")
        if begins_name(passage.text, start):
            yield split_units(passage.part(start, end))


def _in_brackets(passage: Passage) -> Iterator[tuple[Passage, ...]]:
    """The units at the head of a duty whose part is told in brackets ("Trạm Y tế (chủ trì), Trường … (phối
    hợp) khám …")."""
    text = passage.text
    if "(" in text and _TOLD.search(text) and begins_name(text):
        end, _ = unit_end(text)
        names = passage.part(0, name_end(text, 0, end))
        if "hối hợp" in names.text:
            yield split_roles(names)[1]
