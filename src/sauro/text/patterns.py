"""Patterns made of lists of words, so that the lists can be read."""

from __future__ import annotations

__all__ = ["either"]


def either(words: str) -> str:
    """The alternatives of a list with semicolons between, in its order: "a; b c" → "a|b c". Line breaks count
    as blanks; an alternative may itself be a pattern, with "\\s" for a blank at its edge."""
    return "|".join(" ".join(word.split()) for word in words.split(";"))
