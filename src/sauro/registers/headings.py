"""What a heading of a register says its column holds: the names of NĐ 30/2020, Phụ lục IV and VI, those that
document systems print over their exports, and the abbreviations of clerks.

Headings are compared without accents, marks and filling words; "VB", "CV", "công văn" and "văn bản" are one.
What is not known word for word is measured by how alike it is, and says so by its sureness.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from sauro.registers.heading_names import NAMES
from sauro.registers.model import Field
from sauro.text.compare import plain
from sauro.text.normalise import normalise

__all__ = ["CERTAIN", "LIKELY", "Guess", "guess", "heading_key"]

CERTAIN = 0.95
LIKELY = 0.78
"""From where on a column is taken for the field without being asked about."""
_CONCEIVABLE = 0.6
_MOST_ALTERNATIVES = 3
_LONGEST = 120
"""Letters of a heading; beyond, it is a sentence."""

_BOOK = re.compile(r"\bsổ\b")
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_NOT_WORDS = re.compile(r"[^a-z0-9]+")
_SHORT = {
    "vb": "van ban", "cv": "van ban", "vbd": "van ban den", "vbde": "van ban den", "sl": "so luong",
    "bh": "ban hanh", "cq": "co quan", "dv": "don vi", "cqbh": "co quan ban hanh", "skh": "so ky hieu",
    "sokh": "so ky hieu", "kyhieu": "ky hieu", "ph": "phat hanh", "nd": "noi dung", "ty": "trich yeu",
    "xl": "xu ly", "gq": "giai quyet", "pgs": "pho", "dk": "dang ky", "hs": "ho so",
}  # fmt: skip
_WHOLE = {"so kh": "so ky hieu", "kh": "ky hieu", "so va kh": "so ky hieu", "kh van ban": "ky hieu van ban"}
_FILLING = frozenset(("va", "hoac", "cua", "cac", "hay", "theo", "tren", "the", "duoc", "o"))
_JOINED = (
    (re.compile(r"\bcong van\b"), "van ban"),
    (re.compile(r"\bngay thang(?: nam)?\b|\bthoi gian\b|\bngay gio\b"), "ngay"),
    (re.compile(r"\bki\b"), "ky"),
    (re.compile(r"\bho(?: va)? ten\b"), "ho ten"),
)


@dataclass(frozen=True, slots=True)
class Guess:
    """What a heading is taken for, how surely (0 to 1), and what else it may be."""

    field: Field
    sureness: float
    alternatives: tuple[Field, ...] = ()


@lru_cache(maxsize=4096)
def heading_key(text: str) -> str:
    """What the ways of writing a heading share: "Số/KH VB", "SỐ, KÝ HIỆU VĂN BẢN" → "so ky hieu van ban"."""
    # Without accents a number (số) and a book (sổ) would be one.
    folded = plain(_BOOK.sub("quyen", normalise(text).text.lower()))
    without = _IN_BRACKETS.sub(" ", folded)
    words = _words(without) or _words(folded)
    return _WHOLE.get(" ".join(words), " ".join(_spelt_out(words)))


def _words(folded: str) -> list[str]:
    return [word for word in _NOT_WORDS.split(folded) if word]


def _spelt_out(words: Sequence[str]) -> list[str]:
    spelt = []
    for number, word in enumerate(words):
        if word == "kh" and number and words[number - 1] == "so":
            word = "ky hieu"
        spelt.append(_SHORT.get(word, word))
    text = " ".join(spelt)
    for pattern, joined in _JOINED:
        text = pattern.sub(joined, text)
    return [word for word in text.split() if word not in _FILLING]


def _table() -> dict[str, Field]:
    known: dict[str, Field] = {}
    for meant, names in NAMES.items():
        for name in names.split(";"):
            known.setdefault(heading_key(name.strip()), meant)
    return known


_KNOWN = _table()
_KNOWN_WORDS = tuple((name, f" {name} ", meant) for name, meant in _KNOWN.items())


def guess(parts: Iterable[str]) -> Guess:
    """What the heading says whose parts stand one below the other: the lowest is the column's own, those
    above it belong to several columns ("Văn bản" over "Số", "Ngày")."""
    keys = [found for part in parts if len(part) <= _LONGEST and (found := heading_key(part))]
    if not keys:
        return Guess(Field.OTHER, 0.0)
    scores: dict[Field, float] = {}
    for text, bonus in _readings(keys):
        for meant, score in _scores(text).items():
            if bonus and score < CERTAIN:
                continue  # Put together, only what is known word for word says more than the parts.
            scores[meant] = max(scores.get(meant, 0.0), score + bonus)
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _CONCEIVABLE:
        return Guess(Field.OTHER, 0.0, tuple(meant for meant, _ in ranked[:_MOST_ALTERNATIVES]))
    others = tuple(meant for meant, _ in ranked[1:] if meant is not Field.OTHER)[:_MOST_ALTERNATIVES]
    return Guess(ranked[0][0], min(ranked[0][1], 1.0), others)


def _readings(keys: Sequence[str]) -> list[tuple[str, float]]:
    own = keys[-1]
    found = [(own, 0.0)]
    for above in keys[:-1]:
        if above != own:
            found += [(f"{own} {above}", 0.02), (f"{above} {own}", 0.01)]
    return found


@lru_cache(maxsize=4096)
def _scores(text: str) -> dict[Field, float]:
    """How much the text is like the names of each field."""
    exact = _KNOWN.get(text)
    found: dict[Field, float] = {} if exact is None else {exact: 1.0}
    padded = f" {text} "
    for name, words, meant in _KNOWN_WORDS:
        score = 0.92 * max(fuzz.ratio(text, name), fuzz.token_sort_ratio(text, name)) / 100
        if " " in name and words in padded:
            score = max(score, 0.7 + 0.25 * len(name) / len(text))
        if score >= _CONCEIVABLE and score > found.get(meant, 0.0):
            found[meant] = score
    return found
