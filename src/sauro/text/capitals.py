"""Capital letters: the class of them for patterns, and whether a text is set in them."""

from __future__ import annotations

__all__ = ["CAPITAL", "is_capitals"]

CAPITAL = "[A-ZĐÀ-Ỹ]"
"""A letter that may begin a name or a sentence, for patterns. The range of accented letters holds the small
ones too, which scans and careless typists put there."""
_FEW = 9
"""To one small letter at least so many capitals."""


def is_capitals(text: str) -> bool:
    """Whether a text is set in capitals; up to a tenth of small letters is let pass ("SỞ GDĐT tỉnh")."""
    if text.isupper():
        return len(text) > 1
    length = len(text)
    # In running text the first words settle it.
    if sum(map(str.islower, text[: length // 4 + 8])) * _FEW > length:
        return False
    lower = sum(map(str.islower, text))
    if lower * _FEW > length:
        return False
    upper = sum(map(str.isupper, text))
    return upper > 1 and lower * _FEW <= upper
