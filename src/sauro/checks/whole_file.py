"""What is odd about a file as a whole: it holds two documents, or one in another language.

Checks look at one document in Vietnamese; of other files they tell what is not so.
"""

from __future__ import annotations

import re

from sauro.folio.model import Folio, Paragraph
from sauro.text.compare import unit_key
from sauro.text.legacy import syllable_share

__all__ = ["further_heads", "is_foreign"]

_NATION = re.compile(r"(?<!NƯỚC )C[ỘO]NG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI\s+CHỦ\s+NGH(?:ĨA|IÃ)\s+VIỆT\s+NAM")
"""In capitals, as a head has it; sentences name the State in small letters."""
_APPENDED = (unit_key("Phụ lục"), unit_key("Mẫu số"), unit_key("Biểu mẫu"), unit_key("Mẫu "))
_NUMBERED = re.compile(r"\bSố\s*:\s*\d+[a-zđ]?\s*/")
_HEAD_LINES = 6
_LONGEST_LINE = 250
"""Characters of a head that a file has put on one line."""
_LEAST_SYLLABLES = 0.55
"""Share of words that are Vietnamese syllables; names and symbols are none."""


def is_foreign(folio: Folio) -> bool:
    """Whether most of the text is not Vietnamese."""
    return bool(folio.text.strip()) and syllable_share(folio.text) < _LEAST_SYLLABLES


def further_heads(folio: Folio) -> tuple[Paragraph, ...]:
    """Where the name of the State stands a second time with no appendix or form announced before it, or above
    a number: a form leaves it open, and each document is given one of its own (NĐ 30/2020, Điều 15)."""
    heads: list[Paragraph] = []
    announced = False
    paragraphs = list(folio.paragraphs)
    for place, one in enumerate(paragraphs):
        key = unit_key(one.text)
        if key.startswith(_APPENDED):
            announced = True
        elif len(one.text) < _LONGEST_LINE and _NATION.search(one.text):
            below = paragraphs[place : place + _HEAD_LINES]
            if not announced or any(_NUMBERED.search(line.text) for line in below):
                heads.append(one)
    return tuple(heads[1:])
