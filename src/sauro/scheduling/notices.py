"""What is known of a meeting that is to be called, and what is told about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from sauro.dates.intervals import Interval
from sauro.scheduling.settings import Figure, MeetingKind, MeetingMode, MeetingScope, Sureness

__all__ = [
    "Alternative",
    "AlternativeKind",
    "Broadcast",
    "MeetingFacts",
    "Notice",
    "PlannedMeeting",
    "Year",
    "notice",
]


class AlternativeKind(StrEnum):
    """What may be done in place of the meeting, or of the meeting as it is planned."""

    ONLINE = "online"
    MERGE = "merge"
    OPINION_SLIP = "opinion_slip"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of them as a sentence; `meeting` is the one to merge with, where one was found."""

    kind: AlternativeKind
    message: str
    meeting: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A limit that the meeting does not keep, or that cannot be told. `code` is dotted and stable
    ("meeting.too_long"); `basis` is the clause, `limit` and `actual` the figures where there are any, in the
    unit of the message; `sureness` that of the limit."""

    code: str
    message: str
    basis: str
    limit: Fraction | int | None = None
    actual: Fraction | int | None = None
    sureness: Sureness = Sureness.QUOTED
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Broadcast:
    """A superior's meeting that was held online down to others: about which `document` (its number and
    symbol, as it was typed; blank for none), on which day, the units that took part, and its subject."""

    document: str
    held_on: date
    audience: frozenset[str]
    title: str = ""


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting to be called. `kinds`: all it is; `conference`: a hội nghị, which is what the yearly figures
    count. `urgent`: the days ahead do not bind. `invited_on`, `papers_on`: when invitation and papers went
    out; None for not yet. `speech_minutes`: the chair's. `exceptional`: the reason why the yearly number of
    conferences may be passed. `document`: the superior's document it is about; `guidance`: written guidance
    that settles the matter. `audience`: keys of the units called. `called`: from when to when it is called,
    by the clock; None where that is not known, and nothing is told of days off and hours. `subject`: what it
    is about, in a line.

    Raises ValueError without a sitting.
    """

    sittings: tuple[Interval, ...]
    kinds: tuple[MeetingKind, ...] = ()
    scope: MeetingScope = MeetingScope.INTERNAL
    mode: MeetingMode = MeetingMode.IN_PERSON
    conference: bool = False
    urgent: bool = False
    invited_on: date | None = None
    papers_on: date | None = None
    speech_minutes: int = 0
    exceptional: str = ""
    document: str | None = None
    guidance: tuple[str, ...] = ()
    audience: frozenset[str] = frozenset()
    called: Interval | None = None
    subject: str = ""

    def __post_init__(self) -> None:
        if not self.sittings:
            raise ValueError("a meeting has a sitting")

    @property
    def day(self) -> date:
        """The day it begins."""
        return min(self.sittings).start.date()

    @property
    def minutes(self) -> int:
        """Minutes of sitting, all together."""
        return sum(one.minutes for one in self.sittings)


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """Another meeting of the same year, held or planned. `exceptional`: a reason was given why it may pass
    the yearly number of its scope, so that it takes none of it."""

    meeting: str
    day: date
    scope: MeetingScope = MeetingScope.INTERNAL
    mode: MeetingMode = MeetingMode.IN_PERSON
    conference: bool = False
    subject: str = ""
    audience: frozenset[str] = frozenset()
    exceptional: bool = False


@dataclass(frozen=True, slots=True)
class Year:
    """What the year of the meeting holds besides it. `others` without the meeting itself, those of other
    years count for nothing. `last_year`: how many conferences the year before had; None where nobody
    knows. `last_year_months`: from which month to which that is known. `broadcasts`: superiors' meetings that
    were held online."""

    others: tuple[PlannedMeeting, ...] = ()
    last_year: int | None = None
    broadcasts: tuple[Broadcast, ...] = ()
    last_year_months: tuple[int, int] = (1, 12)

    def conferences(self, year: int) -> tuple[PlannedMeeting, ...]:
        """The conferences among the others in that year."""
        return tuple(one for one in self.others if one.conference and one.day.year == year)

    def in_week_of(self, day: date) -> tuple[PlannedMeeting, ...]:
        """The others from the Monday to the Sunday around a day, whatever year they are in."""
        monday = day - timedelta(days=day.weekday())
        return tuple(one for one in self.others if 0 <= (one.day - monday).days < 7)


def notice(code: str, message: str, figure: Figure, actual: Fraction | int | None = None) -> Notice:
    """A notice about a figure."""
    return Notice(code, message, figure.basis, figure.value, actual, figure.sureness)
