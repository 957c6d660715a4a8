"""Roman numerals of scans: what the program read, held against the strokes that the picture shows.

Tesseract's Vietnamese model reads III mostly as II, and the number of a quarter as nearly anything that has
upright strokes: "II/2026" as "11/2026", "I1/2026", "U2026". The number of a section and that of a quarter are
put right by their strokes; everything else is only remarked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from sauro.reading.tesseract import Gray, Word
from sauro.text.compare import plain

__all__ = ["Strokes", "has_roman_form", "leading_strokes", "roman_strokes", "settled_by_strokes"]

_ONLY_STROKES = re.compile(r"[(\[]?(?=[1l|]?[IH])[IH1l|]{1,4}[.,:;)\]/]?")
_QUARTER = re.compile(
    r"(?P<numeral>(?=[TUL]*[IH1l|!\[\]ÍÌÏÎ])[IH1l|!TUL\[\]ÍÌÏÎ]{1,5})(?P<after>/?[.,:;)…]*)"
    r"|(?P<head>[IH1l|!TUL\[\]ÍÌÏÎ]{0,5})/{0,2}(?P<year>20\d\d(?!\d).*)"
)
_ITEM = re.compile(r"1{1,3}[.)]")  # at the head of a line it may be the mark of an item
_TOLD = frozenset(("quy", "qui"))  # "quý" before a numeral, its mark lost or not
_JOINTS = frozenset(("và", "hoặc", "đến", "-", "–", ","))  # between the numbers of two quarters
_FOURTH = re.compile(r"[TLl|!ÍÌ]V(?P<after>/?(?:20\d\d)?[.,:;)…]*)")
_NAMES = frozenset(("LỤC", "PHẦN", "CHƯƠNG"))  # before the number of an appendix, in its title
_VALUES = {"I": 1, "1": 1, "II": 2, "III": 3}
_MOST = 3  # strokes of a numeral: IV is told by its V
_PUNCTUATION = "([.,:;)]/"
_UPRIGHT, _SLANTS = 0.85, (0.0, 0.2, 0.28)  # part of the height that a stroke takes; italics pushed upright
_APART = 0.75  # strokes of one numeral stand so many times their height apart, at most


@dataclass(frozen=True, slots=True)
class Strokes:
    """What the picture shows of a roman numeral that was read with too few or too many strokes: the word as
    it was read, and as its strokes are written. `applied`: the word was changed (the number of a section or
    of a quarter), not left alone. Where `count` is 0, the picture gives no clear answer."""

    read: str
    written: str
    count: int
    applied: bool


def settled_by_strokes(
    picture: Gray, words: Sequence[Word], *, in_cell: bool
) -> Iterator[tuple[Word, Strokes | None]]:
    """The words, numbers of sections and of quarters as the strokes of their picture show them, each with
    the difference where there is one."""
    before: Word | None = None
    of_quarter = False
    for place, word in enumerate(words):
        heads = before is None or before.line != word.line
        told = before is not None and plain(before.text.lstrip("(“")) in _TOLD
        found = _QUARTER.fullmatch(word.text) if told or of_quarter else None
        fourth = _FOURTH.fullmatch(word.text) if told or of_quarter else None
        if fourth is not None:
            strokes = _of_fourth(picture, word, fourth)
        elif found is not None and (told or not (found["numeral"] or found["head"] or "1").isdigit()):
            strokes = _quarter(picture, word, found, before)
            if strokes and heads and _ITEM.fullmatch(word.text):
                strokes = Strokes(word.text, word.text, 0, False)
        elif has_roman_form(word.text):
            follower = words[place + 1] if place + 1 < len(words) else None
            if follower is not None and follower.line != word.line:
                follower = None
            opens = heads and _opens(word, follower, in_cell=in_cell)
            strokes = _section(picture, word, opens or _is_named(word, before))
        else:
            strokes = None
        of_quarter = (told and word.text[:1].isalnum()) or (
            of_quarter and (found is not None or fourth is not None or word.text in _JOINTS)
        )
        before = word
        yield replace(word, text=strokes.written) if strokes and strokes.applied else word, strokes


def _opens(word: Word, follower: Word | None, *, in_cell: bool) -> bool:
    """Whether a word that begins a line is the number of a section."""
    return follower.text[0].isupper() if follower else in_cell or word.text.endswith(".")


def _section(picture: Gray, word: Word, applied: bool) -> Strokes | None:
    """The strokes of a numeral that stands by itself, where they differ from what was read."""
    count = roman_strokes(picture, word)
    core = word.text.strip(_PUNCTUATION)
    if not 0 < count <= _MOST or core == "I" * count:
        return None
    return Strokes(word.text, word.text.replace(core, "I" * count), count, applied)


def _is_named(word: Word, before: Word | None) -> bool:
    """Whether a word is the number of an appendix or of a part in its title ("PHỤ LỤC II")."""
    return before is not None and before.line == word.line and before.text in _NAMES


def _of_fourth(picture: Gray, word: Word, found: re.Match[str]) -> Strokes | None:
    """The number of the fourth quarter, whose one stroke was taken for another sign ("TV")."""
    if leading_strokes(picture, word) != 1:
        return Strokes(word.text, word.text, 0, False)
    return Strokes(word.text, f"IV{found['after']}", 1, True)


def _quarter(picture: Gray, word: Word, found: re.Match[str], before: Word | None) -> Strokes | None:
    """The strokes of the number of a quarter, where they differ from what was read or cannot be told."""
    numeral = found["numeral"] or found["head"] or ""
    seen = word
    if not numeral and before is not None and before.line == word.line:
        seen = replace(word, left=before.right + 2)  # the numeral was overlooked
    count = leading_strokes(picture, seen)
    if not 0 < count <= _MOST:
        return None if numeral in ("", "I") else Strokes(word.text, word.text, 0, False)
    regular = word.text == f"{numeral}/{found['year']}" if found["year"] else bool(numeral)
    if regular and _VALUES.get(numeral) == count:
        return None
    rest = f"/{found['year']}" if found["year"] else found["after"]
    return Strokes(word.text, "I" * count + rest, count, True)


def has_roman_form(text: str) -> bool:
    """Whether a word was read as I, II or III, perhaps with a figure 1 or a letter l among the strokes, or
    with two of them taken for an H."""
    return _ONLY_STROKES.fullmatch(text) is not None


def roman_strokes(picture: Gray, word: Word) -> int:
    """How many upright strokes the picture of a word has that was read as I, II or III. 0 where the picture
    gives no clear answer.

    Counted are the columns that are black over half of the word's middle height, where neither serifs nor a
    full stop join or add strokes; all strokes must be of one thickness, which those of N or M are not."""
    ink = _ink_of(picture, word)
    if ink is None:
        return 0
    middle = _middle(ink)
    edges = _edges(middle.mean(axis=0) > 0.5)
    return len(edges) if _are_strokes(edges, middle, len(ink)) else 0


def leading_strokes(picture: Gray, word: Word) -> int:
    """How many upright strokes a word begins with, whatever follows them ("II/2026."), upright or in italics.
    0 where the picture gives no clear answer.

    Counted are the columns that are black from top to bottom, as far as they stand as close as those of one
    numeral; those of a slash or of a rounded figure are not."""
    ink = _ink_of(picture, word)
    if ink is None:
        return 0
    for slant in _SLANTS:
        numeral, chain = _chain(_pushed(ink, slant))
        if chain:
            return len(chain) if _are_strokes(chain, _middle(numeral), len(numeral)) else 0
    return 0


def _chain(ink: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], list[tuple[int, int]]]:
    """The strokes at the left edge of this ink, and the rows of it that they take."""
    columns = np.flatnonzero(ink.any(axis=0))
    first = ink[:, columns[0] : columns[0] + max(round(0.3 * len(ink)), 2)]
    rows = np.flatnonzero(first.any(axis=1))
    height = int(rows[-1]) - int(rows[0]) + 1
    if height < 0.7 * len(ink):
        return ink, []
    ink = ink[rows[0] : rows[-1] + 1]
    edges = _edges(ink.mean(axis=0) >= _UPRIGHT)
    if not edges or edges[0][0] - columns[0] > 0.4 * height:
        return ink, []
    chain = [edges[0]]
    for edge in edges[1:]:
        if edge[0] - chain[-1][1] > _APART * height:
            break
        chain.append(edge)
    return ink, chain


def _ink_of(picture: Gray, word: Word) -> NDArray[np.bool_] | None:
    """Where the picture of a word has ink, from its first inked row to its last; None where it is too small
    to tell."""
    crop = picture[max(word.top, 0) : word.bottom, max(word.left - 2, 0) : word.right + 2]
    if crop.shape[0] < 8 or crop.shape[1] < 3:
        return None
    _, inked = cv2.threshold(crop, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    ink = inked > 0
    rows = np.flatnonzero(ink.any(axis=1))
    return ink[rows[0] : rows[-1] + 1] if len(rows) >= 8 else None


def _middle(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The rows between serifs."""
    margin = round(0.28 * len(ink))
    return ink[margin : len(ink) - margin]


def _edges(black: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where stretches of black columns begin and end."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], black.astype(np.int8), [0])))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _are_strokes(edges: Sequence[tuple[int, int]], middle: NDArray[np.bool_], height: int) -> bool:
    """Whether these stretches are strokes of one thickness, without the bar of an H between them."""
    widths = [end - start for start, end in edges]
    if not widths or max(widths) > 2.2 * min(widths) + 1 or max(widths) > 0.4 * height:
        return False
    gaps = [middle[:, left[1] : right[0]] for left, right in pairwise(edges)]
    return not any(gap.all(axis=1).any() for gap in gaps)


def _pushed(ink: NDArray[np.bool_], slant: float) -> NDArray[np.bool_]:
    """The ink with its upper rows pushed to the left, by so many pixels for each row of height."""
    if not slant:
        return ink
    height, width = ink.shape
    reach = round(slant * height)
    pushed = np.zeros((height, width + reach), np.bool_)
    for row in range(height):
        move = round(slant * row)
        pushed[row, move : move + width] = ink[row]
    return pushed
