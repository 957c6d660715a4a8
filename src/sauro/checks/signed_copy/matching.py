"""Which stretches of two rows of words differ, however long the rows are.

Phrases that stand once in each row, in the same order in both, cut the rows into short gaps; only gaps are
compared word by word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import LCSseq

__all__ = ["Gap", "gaps"]

Gap = tuple[int, int, int, int]
"""Words `a` to `b` of the one row stand in the place of words `c` to `d` of the other; either may be none."""

_PHRASES = (8, 4, 2)
"""Words of the phrases that are looked for, the longest first."""
_LARGE = 1_000_000
"""Pairs of words in the largest gap whose longest common stretches are sought; in a larger one, as where one
form is filled in hundreds of times, the most words that agree."""
_LARGEST = 400_000_000
"""Pairs of words in the largest gap that is compared word by word; a larger one differs as a whole."""


def gaps(old: Sequence[str], new: Sequence[str]) -> list[Gap]:
    """The stretches that differ, in order."""
    return list(_gaps(old, new, 0, len(old), 0, len(new), 0))


def _gaps(
    old: Sequence[str], new: Sequence[str], a: int, b: int, c: int, d: int, depth: int
) -> Iterator[Gap]:
    while a < b and c < d and old[a] == new[c]:
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
    if a == b and c == d:
        return
    if a == b or c == d:
        yield a, b, c, d
    elif depth < len(_PHRASES):
        size = _PHRASES[depth]
        here, there = a, c
        for left, right in _anchors(old, new, (a, b, c, d), size):
            if left < here or right < there:  # phrases that overlap
                continue
            yield from _gaps(old, new, here, left, there, right, depth + 1)
            here, there = left + size, right + size
        yield from _gaps(old, new, here, b, there, d, depth + 1)
    elif (b - a) * (d - c) <= _LARGE:
        yield from _word_by_word(old[a:b], new[c:d], a, c)
    elif (b - a) * (d - c) <= _LARGEST:
        for one in LCSseq.opcodes(old[a:b], new[c:d]):
            if one.tag != "equal":
                yield a + one.src_start, a + one.src_end, c + one.dest_start, c + one.dest_end
    else:
        yield a, b, c, d


def _word_by_word(old: Sequence[str], new: Sequence[str], a: int, c: int) -> Iterator[Gap]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag != "equal":
            yield a + i, a + j, c + k, c + m


def _anchors(old: Sequence[str], new: Sequence[str], gap: Gap, size: int) -> list[tuple[int, int]]:
    """The phrases that stand once in each row, as many of them as follow one another in both."""
    a, b, c, d = gap
    ours, theirs = _once(old, a, b, size), _once(new, c, d, size)
    pairs = sorted((place, theirs[phrase]) for phrase, place in ours.items() if phrase in theirs)
    return _rising(pairs)


def _once(row: Sequence[str], start: int, end: int, size: int) -> dict[tuple[str, ...], int]:
    phrases = [tuple(row[place : place + size]) for place in range(start, end - size + 1)]
    counts = Counter(phrases)
    return {phrase: start + place for place, phrase in enumerate(phrases) if counts[phrase] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs in which both places rise."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, place) in enumerate(pairs):
        rank = bisect_left(ends, place)
        before.append(last[rank - 1] if rank else -1)
        if rank == len(ends):
            ends.append(place)
            last.append(number)
        else:
            ends[rank], last[rank] = place, number
    chosen: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]
