"""Documents that stand in a register twice: by number, issuer and date (NĐ 30/2020, Phụ lục VI: an alarm on
the number with its symbol and the issuer together)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from sauro.registers.model import Direction, Entry
from sauro.text.compare import unit_key

__all__ = ["Repeated", "identity"]


def identity(entry: Entry, direction: Direction) -> str | None:
    """What two entries of one document share: number with symbol, issuer, day. None for an entry without a
    number, which nothing tells from others. The issuer of what leaves is the office itself, however it is
    written. A bare number is told from others by the kind, each of which may run on its own."""
    if not entry.reference or entry.number is None:
        return None
    issuer = "" if direction is Direction.OUTGOING else _issuer(entry.issuer)
    return f"{_number(entry)}|{issuer}|{_day(entry.dated)}"


def _number(entry: Entry) -> str:
    reference = entry.reference.casefold()
    return reference if entry.symbol else f"{reference}|{entry.kind.casefold()}"


class Repeated:
    """Looks for entries that were there before, in the order of the file."""

    def __init__(self, direction: Direction) -> None:
        self._direction = direction
        self._rows: dict[str, int] = {}
        self._numbers: dict[str, tuple[int, str]] = {}

    def row_of(self, entry: Entry) -> int | None:
        """The row in which the same document stands already; None where it is met for the first time."""
        key = identity(entry, self._direction)
        if key is None:
            return None
        known = self._rows.setdefault(key, entry.row)
        return None if known == entry.row else known

    def row_of_number(self, entry: Entry) -> int | None:
        """The row in which another document of the same year bears the same number and symbol; asked of what
        leaves only."""
        if entry.number is None or entry.dated is None or self._direction is Direction.INCOMING:
            return None
        key = f"{_number(entry)}|{entry.dated.year}"
        row, day = self._numbers.setdefault(key, (entry.row, _day(entry.dated)))
        return None if row == entry.row or day == _day(entry.dated) else row


@lru_cache(maxsize=8192)
def _issuer(name: str) -> str:
    return unit_key(name)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()
