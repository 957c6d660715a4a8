"""The passages that two texts share, side by side: where they stand in the one and in the other, and how many
words of them are the same. Accents, capitals and figures do not count; a word that was put in, taken out or
changed does not end a passage."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sauro.text.compare import plain

__all__ = ["Passages", "SharedPassage", "shared_passages"]

_WORD = re.compile(r"[^\W\d_]+")
_SEED = 4
"""Words in a row by which a passage is found."""
_MOST_PLACES = 16
"""Places of the other text where the same four words are looked at: of a form of words that stands everywhere
the first ones."""
_GAP = 6
"""Words between two runs of the same passage, at most, in either text."""
_FEWEST = 15
"""Words in common that make a passage: less is a manner of speaking."""


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """One passage: characters `start` up to `end` of the one text, `other_start` up to `other_end` of the
    other, and how many words are the same."""

    start: int
    end: int
    other_start: int
    other_end: int
    words: int


@dataclass(frozen=True, slots=True)
class Passages:
    """All passages of two texts in the order of the one, and how many words that one has."""

    found: tuple[SharedPassage, ...]
    words: int

    @property
    def shared(self) -> int:
        """Words of the one text that stand in the other in such passages."""
        return sum(one.words for one in self.found)

    @property
    def share(self) -> float:
        """Their part of all its words, 0 to 1."""
        return self.shared / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that are the same, one after the other: where they begin in the one, in the other, how many."""

    at: int
    other: int
    many: int


def shared_passages(one: str, other: str) -> Passages:
    """What of the one text stands in the other. Both are NFC; a text that is not gives places in its NFC."""
    own, theirs = _words(one), _words(other)
    runs = list(_runs([word for word, _, _ in own], [word for word, _, _ in theirs]))
    found = []
    for some in _joined(runs):
        many = sum(run.many for run in some)
        if many >= _FEWEST:
            first, last = some[0], some[-1]
            found.append(
                SharedPassage(
                    own[first.at][1],
                    own[last.at + last.many - 1][2],
                    theirs[first.other][1],
                    theirs[last.other + last.many - 1][2],
                    many,
                )
            )
    return Passages(tuple(found), len(own))


def _words(text: str) -> list[tuple[str, int, int]]:
    folded = plain(unicodedata.normalize("NFC", text))
    return [(match[0], match.start(), match.end()) for match in _WORD.finditer(folded)]


def _runs(own: Sequence[str], theirs: Sequence[str]) -> Iterator[_Run]:
    """From the beginning of the one text: the longest run that begins at a word and stands in the other, then
    on behind it. What goes on where the last run ended is preferred to a longer one elsewhere."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for start in range(len(theirs) - _SEED + 1):
        known = places[tuple(theirs[start : start + _SEED])]
        if len(known) < _MOST_PLACES:
            known.append(start)
    at, expected = 0, -1
    while at <= len(own) - _SEED:
        starts = places.get(tuple(own[at : at + _SEED]))
        if not starts:
            at += 1
            continue
        near = [start for start in starts if 0 <= start - expected <= _GAP] if expected >= 0 else []
        run = max((_grown(own, theirs, at, start) for start in near or starts), key=lambda one: one.many)
        yield run
        at, expected = run.at + run.many, run.other + run.many


def _grown(own: Sequence[str], theirs: Sequence[str], at: int, start: int) -> _Run:
    many, most = _SEED, min(len(own) - at, len(theirs) - start)
    while many < most and own[at + many] == theirs[start + many]:
        many += 1
    return _Run(at, start, many)


def _joined(runs: Sequence[_Run]) -> Iterator[list[_Run]]:
    """Runs that follow one another in both texts with few words between them."""
    some: list[_Run] = []
    for run in runs:
        if some and not _goes_on(some[-1], run):
            yield some
            some = []
        some.append(run)
    if some:
        yield some


def _goes_on(before: _Run, run: _Run) -> bool:
    gap, other_gap = run.at - before.at - before.many, run.other - before.other - before.many
    return gap <= _GAP and 0 <= other_gap <= _GAP
