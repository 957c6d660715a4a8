"""Words without accents: what a row keeps of itself to be found by, how it is asked for, where it stands.

A row that is found keeps its words folded in a column of its own: every word in plain small letters, a blank
before and behind it, a bar between one field and the next (" 38 kh ubnd | ve chuyen doi so "). A search wants
each of its words to begin one of those.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache, reduce
from operator import and_

from django.db.models import Q

from sauro.text.compare import plain

__all__ = ["excerpt", "folded", "has_phrase", "has_words", "is_first", "pieces", "places", "words_of"]

_WORD = re.compile(r"[^\W_]+")
_BAR = " |"


def words_of(text: str) -> list[str]:
    """The words of a text in plain small letters; "38/KH-UBND" is three."""
    return _WORD.findall(plain(unicodedata.normalize("NFC", text)))


def folded(*fields: str) -> str:
    """What a row keeps to be found by, the field that tells most first; empty fields are left out."""
    return _BAR.join(filter(None, map(_folded, fields))) + " "


@lru_cache(maxsize=4_096)
def _folded(text: str) -> str:
    """Most fields of a row stand in many others."""
    return "".join(f" {word}" for word in words_of(text))


def has_words(column: str, words: str) -> Q:
    """The condition that each of the words begins one of the column; nothing is asked for by no words."""
    wanted = [Q(**{f"{column}__contains": f" {word}"}) for word in dict.fromkeys(words_of(words))]
    return reduce(and_, wanted) if wanted else Q(pk__in=[])


def has_phrase(column: str, words: str) -> Q:
    """The condition that the words stand together in that order, the last of them perhaps only begun."""
    return Q(**{f"{column}__contains": f" {' '.join(words_of(words))}"})


def is_first(column: str, words: str, *, whole: bool = False) -> Q:
    """The condition that the column begins with these very words; `whole` where its first field is no more
    than they are."""
    return Q(**{f"{column}__startswith": f" {' '.join(words_of(words))} {'|' if whole else ''}"})


def places(words: str, text: str) -> list[tuple[int, int]]:
    """Where words of a search stand in a text that is NFC, as (start, end), in order and apart."""
    wanted = sorted(set(words_of(words)), key=len, reverse=True)
    if not wanted:
        return []
    pattern = re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, wanted)) + ")")
    return [match.span() for match in pattern.finditer(plain(text))]


def excerpt(text: str, words: str, *, longest: int = 200) -> str:
    """The text, or of a long one the stretch with the first word that was sought, cut between words."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    if len(text) <= longest:
        return text
    first = next((start for start, _ in places(words, text)), 0)
    begin = 0 if first < longest // 2 else text.rfind(" ", 0, first - longest // 3) + 1
    end = text.rfind(" ", begin, begin + longest)
    return "…" * (begin > 0) + text[begin : end if end > begin else begin + longest] + "…"


def pieces(text: str, words: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, and whether each was sought."""
    text, at = unicodedata.normalize("NFC", text), 0
    for start, end in places(words, text):
        yield text[at:start], False
        yield text[start:end], True
        at = end
    yield text[at:], False
