"""Words that no Vietnamese syllable can be: a letter or a mark was lost in typing or in recognition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.checks.model import Examined, Fault
from sauro.folio.span import Span
from sauro.text.syllables import is_syllable

__all__ = ["impossible"]

_WORD = re.compile(r"(?<![\w./@-])[^\W\d_]{2,}(?![\w/@-])")
_MARKED = re.compile("[à-ỹđ]")
"""A letter that only Vietnamese words have."""


def impossible(examined: Examined) -> Iterator[Fault]:
    """Words in small letters with Vietnamese marks that are no syllable, each told once."""
    places: dict[str, list[Span]] = {}
    for found in _WORD.finditer(examined.folio.text):
        word = found[0]
        if word.islower() and _MARKED.search(word) and not is_syllable(word):
            places.setdefault(word, []).append(Span(*found.span()))
    for word, spans in places.items():
        yield Fault(
            f"“{word}” không phải âm tiết tiếng Việt; có thể gõ sai hoặc nhận dạng sai.",
            spans[0],
            others=tuple(spans[1:]),
        )
