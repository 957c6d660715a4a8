"""The names by which an office is called, made from its own name: pure text, no rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sauro.text.compare import key, unit_key
from sauro.text.normalise import fold_tone_place, normalise, unify_dashes
from sauro_web.accounts.models import NameKind

__all__ = ["COMMITTEE", "LEVELS", "Naming", "accented", "level_of", "loose", "names_of", "without_level"]

COMMITTEE = "uy ban nhan dan"
"""The key of a People's Committee without its area."""
LEVELS = ("thanh pho", "dac khu", "phuong", "tinh", "xa")
"""The keys of the words for an area: province or commune."""
_COMMITTEE_NAME = "Ủy ban nhân dân "
_LEVEL_AT_END = re.compile(r"\s+(?:tỉnh|thành phố|xã|phường|đặc khu)$", re.IGNORECASE)
_BREAKS = re.compile(r"[\s\-_]+")
_SMALL = re.compile(r"[,.;:&/]|\b(?:va)\b")
_SHORTEST_ABBREVIATION = 2


@dataclass(frozen=True, slots=True)
class Naming:
    """One way of writing a name, and where it comes from."""

    text: str
    key: str
    kind: NameKind


def accented(text: str) -> str:
    """A text for comparing with its accents: one place of the tone, no capitals, dashes as blanks."""
    folded = fold_tone_place(normalise(text).text).casefold()
    return _BREAKS.sub(" ", unify_dashes(folded)).strip(" .;:,")


def loose(text: str) -> str:
    """A `unit_key` without "và" and without marks between words: "Sở Văn hoá Thể thao du lịch" and "Sở Văn
    hóa, Thể thao và Du lịch" share one."""
    return " ".join(_SMALL.sub(" ", text).split())


def level_of(area: str) -> str:
    """The key of the word for the area at the head of "xã Mai Lĩnh"; blank where there is none."""
    folded = key(area)
    return next((level for level in LEVELS if folded.startswith(level + " ")), "")


def without_level(name: str) -> str:
    """A name without the word for its area at the end: "Công an tỉnh" → "Công an"."""
    return _LEVEL_AT_END.sub("", name)


def names_of(
    name: str,
    short_name: str = "",
    symbol: str = "",
    *,
    variants: Iterable[str] = (),
    former: Iterable[str] = (),
) -> tuple[Naming, ...]:
    """All names of a unit called `name`, the official one first, each key once. A People's Committee is also
    called by its area ("xã Mai Lĩnh"); "Công an tỉnh" also "Công an", for texts that name the province."""
    found: dict[str, Naming] = {}

    def add(text: str, kind: NameKind) -> None:
        text = " ".join(text.split())
        if text and (folded := unit_key(text)):
            found.setdefault(folded, Naming(text[:200], folded[:200], kind))

    add(name, NameKind.OFFICIAL)
    add(short_name, NameKind.SHORT)
    if name.startswith(_COMMITTEE_NAME):
        add(name.removeprefix(_COMMITTEE_NAME), NameKind.SHORT)
    for text in (name, short_name, *variants):
        add(text, NameKind.SPELLING)
        add(without_level(text), NameKind.SPELLING)
    if len(symbol) >= _SHORTEST_ABBREVIATION:
        add(symbol, NameKind.SPELLING)
    for text in former:
        add(text, NameKind.FORMER)
    return tuple(found.values())
