"""What a calendar is made of: people and rooms, what holds them, and a meeting wished for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum

from sauro.dates.intervals import Interval
from sauro.dates.workdays import WorkCalendar

__all__ = ["Booking", "Hold", "OfficeHours", "Party", "PartyKind", "Wish", "holds_of", "person", "room"]


class PartyKind(StrEnum):
    """What can be held: a person or a room; a virtual room is a room."""

    PERSON = "person"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Party:
    """A person or a room. `key` tells it from others of its kind and is all that it is compared by; `name` as
    shown. `capacity`: seats of a room; None for a person, and for a room that takes any number."""

    kind: PartyKind
    key: str
    name: str = field(default="", compare=False)
    capacity: int | None = field(default=None, compare=False)
    handle: str = field(init=False, repr=False, compare=False)
    """Kind and key as one string, which is quicker to look up by than the record."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "handle", self.kind + ":" + self.key)

    @property
    def title(self) -> str:
        """What it is called in a sentence."""
        return self.name or self.key


def person(key: str, name: str = "") -> Party:
    """A person."""
    return Party(PartyKind.PERSON, key, name)


def room(key: str, name: str = "", capacity: int | None = None) -> Party:
    """A room; without `capacity` it takes any number, as a virtual one does."""
    return Party(PartyKind.ROOM, key, name, capacity)


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody or some room taken by a meeting for a time. `meeting` tells meetings apart, `subject` is
    what it is called. `required`: a person who has to be there; one who need not be can be wanted
    elsewhere. A room is always held in earnest."""

    party: Party
    when: Interval
    meeting: str
    subject: str = ""
    required: bool = True

    @property
    def firm(self) -> bool:
        """Whether its party can be nowhere else meanwhile."""
        return self.required or self.party.kind is PartyKind.ROOM


@dataclass(frozen=True, slots=True)
class Booking:
    """A meeting with its times: one sitting, or several (a meeting of two days, the occurrences of a series).
    `rooms` are all taken for all sittings."""

    meeting: str
    sittings: tuple[Interval, ...]
    required: tuple[Party, ...] = ()
    optional: tuple[Party, ...] = ()
    rooms: tuple[Party, ...] = ()
    subject: str = ""

    @property
    def needed(self) -> tuple[Party, ...]:
        """Rooms, then required people, each once."""
        return tuple(dict.fromkeys((*self.rooms, *self.required)))

    @property
    def others(self) -> tuple[Party, ...]:
        """Optional people who are not required as well, each once."""
        needed = set(self.needed)
        return tuple(one for one in dict.fromkeys(self.optional) if one not in needed)


def holds_of(booking: Booking) -> tuple[Hold, ...]:
    """What a meeting takes, sitting by sitting."""
    parties = (*((one, True) for one in booking.needed), *((one, False) for one in booking.others))
    return tuple(
        Hold(party, when, booking.meeting, booking.subject, needed)
        for when in booking.sittings
        for party, needed in parties
    )


@dataclass(frozen=True, slots=True)
class Wish:
    """A meeting that seeks its time, on a day from `earliest` to `latest`, both included.

    `minutes` are minutes of sitting: what is longer than the longest session of the office goes over several,
    and pauses and nights do not count. `wanted` is the moment wished for; without one the earlier the better.
    `rooms` would each do, in order of preference; none means none is needed. `seats` are those the room must
    have, else one for each person named. `chair` is required and never missing, not even from a proposal that
    does without somebody. `outside_hours` and `on_days_off` have to be asked for.

    Raises ValueError for a length below a minute, and days in the wrong order.
    """

    minutes: int
    earliest: date
    latest: date
    required: tuple[Party, ...] = ()
    optional: tuple[Party, ...] = ()
    rooms: tuple[Party, ...] = ()
    chair: Party | None = None
    wanted: datetime | None = None
    seats: int | None = None
    outside_hours: bool = False
    on_days_off: bool = False

    needed: tuple[Party, ...] = field(init=False, repr=False, compare=False)
    """The chair and all required people, each once."""
    others: tuple[Party, ...] = field(init=False, repr=False, compare=False)
    """Optional people who are not required as well."""

    def __post_init__(self) -> None:
        if self.minutes < 1:
            raise ValueError("a meeting lasts at least a minute")
        if self.latest < self.earliest:
            raise ValueError("the latest day lies before the earliest")
        chair = () if self.chair is None else (self.chair,)
        needed = dict.fromkeys((*chair, *self.required))
        others = (one for one in dict.fromkeys(self.optional) if one not in needed)
        # A search asks for them at every step, so they are sorted out once.
        object.__setattr__(self, "needed", tuple(needed))
        object.__setattr__(self, "others", tuple(others))

    @property
    def least_seats(self) -> int:
        """How many seats the room must have."""
        return len(self.needed) + len(self.others) if self.seats is None else self.seats


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When an office works: its sessions on a working day, with the pause for lunch between them, and its
    working calendar. A session that ends at 00:00 lasts until midnight. Meetings start on a `grid` of so many
    minutes, counted from midnight.

    The hours are each province's own to set; these are eight a day. Raises ValueError for sessions that run
    backwards or overlap, and for a grid that does not divide a day.
    """

    sessions: tuple[tuple[time, time], ...] = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 30)))
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    grid: int = 15

    def __post_init__(self) -> None:
        if self.grid < 1 or 1_440 % self.grid:
            raise ValueError("the grid divides a day")
        before = 0
        for start, end in self.spans:
            if start < before or end <= start:
                raise ValueError("sessions follow one another")
            before = end

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The sessions in minutes from midnight."""
        return tuple(
            (start.hour * 60 + start.minute, (end.hour * 60 + end.minute) or 1_440)
            for start, end in self.sessions
        )
