"""What a periodic report says, as records: collected and frozen elsewhere, written by
`sauro.reporting.periodic`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sauro.reporting.figure_words import Change, Figure, Share
from sauro.reporting.reminders import Letterhead

__all__ = [
    "Compared", "DutyResult", "Held", "LateItem", "Line", "Narrative", "PeriodicReport", "Piece", "Rate",
    "Source", "Turn", "Turned", "UnitTable",
]  # fmt: skip

Piece = str | Figure | Share | Change
"""Words, or a figure among them."""
Line = tuple[Piece, ...]
"""One sentence or item."""
_SOURCE_KEY = re.compile(r"[a-z0-9][a-z0-9.-]{0,31}")


@dataclass(frozen=True, slots=True)
class Source:
    """What figures were counted from: the register, the filter in words, how many rows it found, and the
    address that opens the very list."""

    key: str
    register: str
    filter: str
    count: int
    address: str = ""

    def __post_init__(self) -> None:
        if not _SOURCE_KEY.fullmatch(self.key) or self.count < 0:
            raise ValueError(f"not a source: {self.key!r}, {self.count}")


class Turned(StrEnum):
    """How something changed since the last report."""

    BETTER = "better"
    WORSE = "worse"
    NEWLY_LATE = "newly_late"


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing that changed since the last report."""

    turned: Turned
    line: Line


@dataclass(frozen=True, slots=True)
class DutyResult:
    """What came of one duty of the plan: its title, then line by line."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A count with that of the same period of last year; `before` is None where there is none."""

    name: str
    now: Figure
    before: Figure | None = None

    @property
    def change(self) -> Change:
        """The difference, a figure of its own: its key is that of `now` and ".diff"."""
        return Change(f"{self.now.key}.diff", self.now, self.before)


@dataclass(frozen=True, slots=True)
class Held:
    """Meetings of one kind, in person, online and (both at once) hybrid."""

    name: str
    in_person: Figure
    online: Figure
    hybrid: Figure
    before: Figure | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """A digital share with that of the same period, and the target in words ("từ 90 %")."""

    name: str
    now: Share
    before: Share | None = None
    target: str = ""


@dataclass(frozen=True, slots=True)
class LateItem:
    """A task that is late, by name; `days` are working days."""

    task: str
    unit: str
    due: date | None
    days: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Narrative:
    """Words of one unit, or the same words of several."""

    words: str
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitTable:
    """Figures of each unit, for an appendix: the heads behind "Đơn vị", the rows with the unit's name, and
    the sum of all."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Piece, ...]], ...]
    total: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class PeriodicReport:
    """One report. `head.symbol` is that behind the number ("BC-UBND"); `period` names it ("6 tháng đầu năm
    2026"), `plan` is the document it reports on as first cited (kind, number, day, issuer, trích yếu) and
    `plan_short` by kind and number. Figures are those from `first` to `last`; where `real_until` is set, they
    are real up to that day, and after it estimated or, where none is, not known yet. `silent` are the units
    that did not report. `turns` is None where there was no report before. `estimates` say how near the
    estimates of the report before came; `absent` names what the registers have no figures of."""

    head: Letterhead
    superior: str
    subject: str
    period: str
    plan: str
    plan_short: str
    first: date
    last: date
    real_until: date | None = None
    number: str = ""
    on: date | None = None
    turns: tuple[Turn, ...] | None = None
    estimates: tuple[Line, ...] = ()
    silent: tuple[str, ...] = ()
    duties: tuple[DutyResult, ...] = ()
    documents: tuple[Compared, ...] = ()
    meetings: tuple[Held, ...] = ()
    rates: tuple[Rate, ...] = ()
    tasks: tuple[Compared, ...] = ()
    late: tuple[LateItem, ...] = ()
    absent: tuple[str, ...] = ()
    obstacles: tuple[Narrative, ...] = ()
    proposals: tuple[Narrative, ...] = ()
    unit_tables: tuple[UnitTable, ...] = ()
    sources: tuple[Source, ...] = ()
    recipients: tuple[str, ...] = ("Như trên",)

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("the window ends before it begins")
        known = {source.key for source in self.sources}
        if len(known) != len(self.sources):
            raise ValueError("two sources of one key")
        for piece in self.pieces():
            if piece.source and piece.source not in known:
                raise ValueError(f"{piece.key}: no such source: {piece.source!r}")

    def pieces(self) -> Iterator[Figure | Share | Change]:
        """All figures that were given; those that are computed from them left out."""
        lines = [turn.line for turn in self.turns or ()]
        lines += self.estimates
        lines += [line for duty in self.duties for line in duty.lines]
        for unit_table in self.unit_tables:
            lines += [row for _, row in unit_table.rows]
            lines.append(unit_table.total)
        for line in lines:
            yield from (piece for piece in line if not isinstance(piece, str))
        for one in (*self.documents, *self.tasks):
            yield from (figure for figure in (one.now, one.before) if figure)
        for held in self.meetings:
            given = (held.in_person, held.online, held.hybrid, held.before)
            yield from (figure for figure in given if figure)
        for rate in self.rates:
            yield from (share for share in (rate.now, rate.before) if share)
