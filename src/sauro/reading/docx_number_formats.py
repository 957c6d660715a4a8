"""How a count is printed: the number formats of WordprocessingML (ECMA-376 Part 1, 17.18.59) that are in
use here."""

from __future__ import annotations

import re
from functools import lru_cache

from sauro.text.marks import VIETNAMESE_LETTERS

__all__ = ["bullet", "formatted"]

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_MOST_LETTERS = 780  # Word prints letters up to thirty times the same one
_MOST_ROMAN = 3999
_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_ENDLESS = re.compile(r"\s*(?:\.{2,}|…)\s*$")
_PADDED = re.compile(r"0+\d+")

# A list of other signs ("•", arrows, ticks, squares) is a list with dashes: the sign has no meaning of its
# own.
_OWN_BULLETS = frozenset("+*•")
_ROUND_BULLETS = frozenset("·●\uf0b7")


def bullet(sign: str) -> str:
    """The sign of a bulleted list as an officer would type it."""
    sign = sign.strip()
    if sign in _OWN_BULLETS:
        return sign
    return "•" if sign in _ROUND_BULLETS else "-"


def formatted(count: int, kind: str, custom: str | None = None) -> str:
    """`count` in the format `kind` (w:numFmt w:val), with `custom` the list that w:format gives; formats of
    other scripts come as plain figures."""
    if kind == "custom" and custom:
        return _custom(count, custom)
    if kind == "decimalZero":
        return f"{count:02d}"
    if kind in {"upperRoman", "lowerRoman"} and 0 < count <= _MOST_ROMAN:
        return _roman(count) if kind == "lowerRoman" else _roman(count).upper()
    if kind in {"lowerLetter", "upperLetter"} and 0 < count <= _MOST_LETTERS:
        letters = _letters(count, _LATIN)
        return letters if kind == "lowerLetter" else letters.upper()
    if kind == "vietnameseCounting" and 0 <= count < 100:
        return _in_words(count)
    if kind == "none":
        return ""
    return str(count)


def _roman(count: int) -> str:
    pieces: list[str] = []
    for size, letters in _ROMAN:
        times, count = divmod(count, size)
        pieces.append(letters * times)
    return "".join(pieces)


def _letters(count: int, alphabet: str) -> str:
    """a … z, aa, bb … zz, aaa …"""
    times, index = divmod(count - 1, len(alphabet))
    return alphabet[index] * (times + 1)


@lru_cache(maxsize=32)
def _items(custom: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in _ENDLESS.sub("", custom).split(",") if item.strip())


def _custom(count: int, custom: str) -> str:
    """The list that is written out ("001, 002, 003, …"; "a, b, c, d, đ, e, …"), continued its way."""
    items = _items(custom)
    if not items or not 0 < count <= _MOST_LETTERS:
        return str(count)
    if all(_PADDED.fullmatch(item) for item in items):
        return f"{count:0{len(items[0])}d}"
    if count <= len(items):
        return items[count - 1]
    folded = "".join(items).lower()
    for alphabet in (VIETNAMESE_LETTERS, _LATIN):
        if alphabet.startswith(folded):
            letters = _letters(count, alphabet)
            return letters.upper() if items[0].isupper() else letters
    return str(count)


def _in_words(count: int) -> str:
    """Up to ninety-nine: "hai mươi mốt", "mười lăm"."""
    tens, units = divmod(count, 10)
    if tens == 0:
        return _UNITS[units]
    head = "mười" if tens == 1 else f"{_UNITS[tens]} mươi"
    if units == 0:
        return head
    tail = {1: "một" if tens == 1 else "mốt", 5: "lăm"}.get(units, _UNITS[units])
    return f"{head} {tail}"
