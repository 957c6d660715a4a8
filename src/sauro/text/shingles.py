"""What two texts share, told by their shingles: the runs of three words that stand in a text, each as a
number. Accents, capitals, digits and punctuation do not count: a plan of last year with other figures is the
same text, and so is one that lost its accents.

    one, other = shingles(draft), shingles(parent)
    likeness(one, other)        # Jaccard: 1.0 for the same words in the same runs
    contained(one, other)       # the share of the draft that stands in the parent

An index need not keep all of them: of every text those whose numbers are lowest (`sampled`) tell enough.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import chain
from zlib import crc32

from sauro.text.compare import plain

__all__ = ["contained", "likeness", "sampled", "shingles", "short_runs"]

_WORD = re.compile(r"[^\W\d_]+")
_ASCII_WORD = re.compile(rb"[a-z]+")
_WORDS, _PAIR = 3, 2
_ONE_IN = 8
"""Of all shingles so many are sampled: one in eight of a text of any length, so that a short text that stands
in a long one shares with it what was sampled of the short one."""
_FEWEST, _MOST = 16, 1_024
"""Sampled of a short text, and of a book."""
_BELOW = 2**32 // _ONE_IN


def shingles(text: str) -> array[int]:
    """The runs of three words of a text as numbers of 32 bits, each once, in rising order; of a shorter text
    the one run there is; none of a text without words."""
    return _numbers(_runs(_words(text), _WORDS))


def short_runs(text: str) -> array[int]:
    """The same of the runs of two words and of three, for texts as short as a subject (trích yếu)."""
    words = _words(text)
    return _numbers(_runs(words, _PAIR), _runs(words, _WORDS) if len(words) > _WORDS else ())


def sampled(runs: array[int]) -> array[int]:
    """Those of the numbers by which a text is found: the lowest ones, one in eight of them and at least
    sixteen. Two texts sample the same ones of what they share, whatever else stands in them."""
    count = bisect_left(runs, _BELOW)
    return runs[: min(max(count, _FEWEST), _MOST)]


def likeness(one: array[int], other: array[int]) -> float:
    """The share of what stands in both in what stands in either (Jaccard), 0 to 1."""
    both = len(set(one).intersection(other))
    return both / (len(one) + len(other) - both) if both else 0.0


def contained(one: array[int], other: array[int]) -> float:
    """The share of the first that stands in the second, 0 to 1."""
    return len(set(one).intersection(other)) / len(one) if one else 0.0


def _runs(words: Sequence[bytes], length: int) -> Iterable[Sequence[bytes]]:
    if len(words) <= length:
        return (words,) if words else ()
    return zip(*(words[start:] for start in range(length)), strict=False)


def _numbers(*runs: Iterable[Sequence[bytes]]) -> array[int]:
    return array("I", sorted(set(map(crc32, map(b" ".join, chain(*runs))))))


def _words(text: str) -> list[bytes]:
    folded = plain(unicodedata.normalize("NFC", text))
    if folded.isascii():
        return _ASCII_WORD.findall(folded.encode("ascii"))
    return [word.encode() for word in _WORD.findall(folded)]
