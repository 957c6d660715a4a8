"""Patterns made of lists of words, so that the lists can be read."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["by_first_letter", "either"]


def either(words: str) -> str:
    """The alternatives of a list with semicolons between, in its order: "a; b c" → "a|b c". Line breaks count
    as blanks; an alternative may itself be a pattern, with "\\s" for a blank at its edge."""
    return "|".join(" ".join(word.split()) for word in words.split(";"))


def by_first_letter(words: Iterable[str]) -> str:
    """The alternatives as `|` would join them, those of one first letter together: where it is another, they
    are passed over at once. Each begins with a letter; the order within a letter stays."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in tails.items())
