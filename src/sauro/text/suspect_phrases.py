"""Set phrases with wrong marks in a text that was not recognised here: typed, copied from a portal, or laid
under a scan by the scanner. Suggests, never replaces.

Made for whole documents: of the words of a text, each is looked at once; only the few pairs whose letters
make up a phrase, but not its marks, are looked for in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import compress, pairwise

from sauro.text.compare import bare_letters, plain
from sauro.text.ocr import in_case_of, meant_phrase
from sauro.text.ocr_phrases import FAULTS, PHRASES

__all__ = ["SuspectPhrase", "suspect_phrases"]

_OPENING, _CLOSING = "(“\"'‘[-–+*", ").,;:!?…”\"'’]/"
_FIRSTS = frozenset((*(first for first, _ in PHRASES), *(plain(first) for first, _ in FAULTS)))
_SECONDS = frozenset((*(second for _, second in PHRASES), *(plain(second) for _, second in FAULTS)))
_RIGHT = frozenset(form for phrase in PHRASES.values() for form in phrase.forms) - FAULTS.keys()
_NEIGHBOURS = 24  # characters beside a phrase in which its neighbours stand


@dataclass(frozen=True, slots=True)
class SuspectPhrase:
    """A phrase that may have wrong marks: its place in the text, and what is meant, in its own case."""

    start: int
    end: int
    meant: str


def suspect_phrases(text: str) -> tuple[SuspectPhrase, ...]:
    """The suspect phrases of a text, in their order. Words without any mark are let pass: links, names of
    files."""
    words = text.split()
    if not words:
        return ()
    distinct = list(set(words))
    letters = bare_letters("\n".join(distinct)).split("\n")
    firsts = {
        word for word, folded in zip(distinct, letters, strict=True) if folded.lstrip(_OPENING) in _FIRSTS
    }
    seconds = {
        word for word, folded in zip(distinct, letters, strict=True) if folded.rstrip(_CLOSING) in _SECONDS
    }
    begun = compress(pairwise(words), map(firsts.__contains__, words))
    pairs = {pair for pair in begun if pair[1] in seconds}
    bare = {(one.lstrip(_OPENING), other.rstrip(_CLOSING)) for one, other in pairs}
    doubtful = [pair for pair in bare - _RIGHT if (pair[0].lower(), pair[1].lower()) not in _RIGHT]
    found = [suspect for pair in doubtful for suspect in _places(text, pair)]
    return tuple(sorted(found, key=lambda suspect: suspect.start))


def _is_name(pair: tuple[str, str]) -> bool:
    """Whether both words are written as those of a name are ("Lường Văn Phong")."""
    return pair[0].istitle() and pair[1].istitle()


def _places(text: str, pair: tuple[str, str]) -> Iterator[SuspectPhrase]:
    """Where a pair of words stands, with neighbours that allow the phrase."""
    small = pair[0].lower(), pair[1].lower()
    if meant_phrase(small) is None or (pair[0].isascii() and pair[1].isascii()) or _is_name(pair):
        return
    written = " ".join(pair)
    start = text.find(written)
    while start >= 0:
        end = start + len(written)
        if not text[max(start - 1, 0) : start].isalnum() and not text[end : end + 1].isalnum():
            before = text[max(start - _NEIGHBOURS, 0) : start].lower().split()
            after = text[end : end + _NEIGHBOURS].lower().split() if text[end : end + 1].isspace() else ()
            meant = meant_phrase(
                small,
                before[-1].strip(_OPENING) if before else "",
                after[0].strip(_CLOSING) if after else "",
            )
            if meant is not None:
                said = (in_case_of(word, right) for word, right in zip(pair, meant, strict=True))
                yield SuspectPhrase(start, end, " ".join(said))
        start = text.find(written, end)
