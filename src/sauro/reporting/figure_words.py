"""How the figures of a report are written: decimal comma, points between thousands, and a word of its own for
nought, for what a unit stated not to have arisen, for silence and for what does not apply.

A percentage is made here, once, from its two counts; a denominator of nought has none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

__all__ = ["Change", "Figure", "Said", "Share", "decimal", "percent", "thousands"]

_KEY = re.compile(r"[a-z0-9][a-z0-9.-]{0,31}")
_NOTHING = "—"
_HARD = "\N{NO-BREAK SPACE}"


class Said(StrEnum):
    """What a unit says where its figure would stand: counted (nought included), "không phát sinh" by
    statement, nothing at all though it was asked, or not asked. `NO_DATA`: the register has none of that
    time."""

    COUNTED = "counted"
    NONE_AROSE = "none_arose"
    SILENT = "silent"
    NOT_ASKED = "not_asked"
    NO_DATA = "no_data"

    @property
    def words(self) -> str:
        """As it is written; what is counted has no words but its figure."""
        return _WORDS.get(self, "")


_WORDS = {
    Said.NONE_AROSE: "không phát sinh",
    Said.SILENT: "chưa báo cáo",
    Said.NOT_ASKED: _NOTHING,
    Said.NO_DATA: "không có số liệu",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One count. `key` tells it among all figures of the report: at most 32 small letters, digits, "-" and
    "." (27 where it is compared, for the difference has a key of its own). `estimated` is what lies, wholly
    or in part, after the last day of real figures; `source` the key of what it was counted from, blank for
    what was typed.

    Raises ValueError for a key that is none, a negative count, a count that is missing or one too many.
    """

    key: str
    value: int | None = None
    said: Said = Said.COUNTED
    estimated: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        _check_key(self.key)
        if (self.said is Said.COUNTED) != (self.value is not None):
            raise ValueError(f"{self.key}: a count, or words in its place")
        if self.value is not None and self.value < 0:
            raise ValueError(f"{self.key}: a negative count")

    @property
    def words(self) -> str:
        """As the report shows it."""
        if self.value is None:
            return self.said.words
        return _estimated(thousands(self.value), self.estimated)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, both counted.

    Raises ValueError for a key that is none, a negative count or a part greater than its whole.
    """

    key: str
    part: int
    whole: int
    estimated: bool = False
    source: str = ""

    def __post_init__(self) -> None:
        _check_key(self.key)
        if not 0 <= self.part <= self.whole:
            raise ValueError(f"{self.key}: not a part of a whole: {self.part}/{self.whole}")

    @property
    def words(self) -> str:
        """ "7/10 (70,0 %)"; of nothing there is no share."""
        if not self.whole:
            return _NOTHING
        shown = f"{thousands(self.part)}/{thousands(self.whole)}"
        return _estimated(f"{shown} ({percent(Fraction(self.part, self.whole))})", self.estimated)


@dataclass(frozen=True, slots=True)
class Change:
    """From a figure of the period before, or of the same period of last year, to that of now."""

    key: str
    now: Figure
    before: Figure | None

    def __post_init__(self) -> None:
        _check_key(self.key)

    @property
    def source(self) -> str:
        """What the figure of now was counted from."""
        return self.now.source

    @property
    def words(self) -> str:
        """ "+5 (+12,5 %)"; the share is left out against nought, all of it where either is not counted."""
        after, before = _count(self.now), _count(self.before)
        if after is None or before is None:
            return _NOTHING
        step = after - before
        shown = f"{_sign(step)}{thousands(abs(step))}"
        if before:
            shown += f" ({_sign(step)}{percent(Fraction(abs(step), before))})"
        return _estimated(shown, self.now.estimated)


def thousands(count: int) -> str:
    """ "1.234.567"."""
    return f"{count:,}".replace(",", ".")


def decimal(value: Fraction, places: int = 1) -> str:
    """ "1.234,5": a value that is not negative, rounded half up once."""
    scaled = (2 * value * 10**places + 1) // 2
    whole, rest = divmod(scaled, 10**places)
    return f"{thousands(whole)},{rest:0{places}}" if places else thousands(whole)


def percent(value: Fraction) -> str:
    """ "70,0 %" of seven tenths; not broken at the end of a line."""
    return f"{decimal(value * 100)}{_HARD}%"


def _count(figure: Figure | None) -> int | None:
    """What can be compared: a count, or the nought that a unit stated."""
    if figure is None:
        return None
    return 0 if figure.said is Said.NONE_AROSE else figure.value


def _sign(step: int) -> str:
    return "+" if step > 0 else "-" if step < 0 else ""


def _estimated(words: str, estimated: bool) -> str:
    return f"ước{_HARD}{words}" if estimated else words


def _check_key(key: str) -> None:
    if not _KEY.fullmatch(key):
        raise ValueError(f"not the key of a figure: {key!r}")
