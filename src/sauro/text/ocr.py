"""Words that were probably misread by a recognition program, or copied from a text that was. Suggests,
never replaces.

Most of what such programs get wrong are marks: ổ becomes ố, ẩ becomes ấ, "tinh" becomes "tỉnh". The
result is a proper syllable nearly every time, so no list of syllables finds it. What finds it is
company: administrative language has set phrases of two or three words ("tổ chức", "nhũng nhiễu") whose
letters, with any other marks, mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sauro.text.compare import plain
from sauro.text.ocr_phrases import AFTER_HOP, FAULTS, PHRASES, Phrase
from sauro.text.syllables import is_syllable

__all__ = ["Reason", "Suspect", "in_case_of", "meant_phrase", "suspect_words"]

_UNSURE = 60.0  # a word read with less confidence is suspected whatever it says
_HALF_SURE = 85.0  # a word read with less that is no syllable either
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_LETTERS = re.compile(r"[^\W\d_]+")
_TELLING = re.compile("[à-ỹ]")  # a letter that only Vietnamese words have; names in other tongues lack them
_ENDS = ".,;:!?)”"
_FIGURE = re.compile(r"\d")


class Reason(StrEnum):
    """Why a word is suspected."""

    LOW_CONFIDENCE = "low_confidence"
    NO_SYLLABLE = "no_syllable"
    CONFUSED = "confused"


@dataclass(frozen=True, slots=True)
class Suspect:
    """A word that may have been misread: its place in the sequence, the word without the marks of
    punctuation around it, and what is meant where a phrase says so."""

    index: int
    word: str
    suggestion: str | None
    reason: Reason


def suspect_words(words: Sequence[tuple[str, float | None]]) -> tuple[Suspect, ...]:
    """The suspect ones among words that follow one another in a text, each with its confidence (0 to
    100; None for a text that was not recognised here). At most one suspicion a word; a phrase counts
    for more than a bare word."""
    bare = [_EDGES.sub("", word) for word, _ in words]
    found = {suspect.index: suspect for suspect in _confused(words, bare)}
    for index, ((_, confidence), word) in enumerate(zip(words, bare, strict=True)):
        if index not in found:
            reason = _bare_reason(word, confidence)
            if reason is not None:
                found[index] = Suspect(index, word, None, reason)
    return tuple(found[index] for index in sorted(found))


def _bare_reason(word: str, confidence: float | None) -> Reason | None:
    """What speaks against a word taken by itself."""
    if confidence is not None and confidence < _UNSURE and any(map(str.isalnum, word)):
        return Reason.LOW_CONFIDENCE
    if len(word) < 2 or not word.islower() or not _LETTERS.fullmatch(word) or is_syllable(word):
        return None
    doubted = confidence is not None and confidence < _HALF_SURE
    return Reason.NO_SYLLABLE if doubted or _TELLING.search(word) else None


@lru_cache(maxsize=32_768)
def _folded(word: str) -> str:
    return plain(word)


def _confused(words: Sequence[tuple[str, float | None]], bare: Sequence[str]) -> Iterator[Suspect]:
    """Words that make up a phrase with wrong marks."""
    last = len(words) - 1
    for index in range(last):
        if words[index][0][-1:] in _ENDS or not words[index + 1][0][:1].isalpha():
            continue
        pair = (bare[index].lower(), bare[index + 1].lower())
        before = bare[index - 1].lower() if index else ""
        after = bare[index + 2].lower() if index + 2 <= last else ""
        for place, meant in enumerate(meant_phrase(pair, before, after) or ()):
            word = bare[index + place]
            if word.lower() != meant:
                yield Suspect(index + place, word, in_case_of(word, meant), Reason.CONFUSED)


def meant_phrase(
    pair: tuple[str, str], before: str | None = None, after: str | None = None
) -> tuple[str, str] | None:
    """The phrase that two words (in small letters) are meant to be, with these neighbours ("" where there is
    none; None: whatever they are); None where nothing speaks against what they say."""
    right = FAULTS.get(pair)
    if right is not None:
        return right if after not in AFTER_HOP else None
    phrase = PHRASES.get((_folded(pair[0]), _folded(pair[1])))
    if phrase is None or pair in phrase.forms or not _fits(phrase, before, after):
        return None
    return phrase.right


def _fits(phrase: Phrase, before: str | None, after: str | None) -> bool:
    """Whether the neighbours allow the phrase here."""
    if before is None or after is None:
        return True
    if before in phrase.not_after or after in phrase.not_before:
        return False
    return not phrase.only_before or after in phrase.only_before or _FIGURE.match(after) is not None


def in_case_of(word: str, meant: str) -> str:
    """`meant` in the case of `word`: small, with a capital, or in capitals."""
    if word.isupper() and len(word) > 1:
        return meant.upper()
    return meant.capitalize() if word[:1].isupper() else meant
