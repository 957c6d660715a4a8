"""What is held: the diary of people and rooms for a time, and what stands in the way of a meeting. What the
person who asks may not know of a meeting is left out of it: it is then another meeting, no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import cast

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import cached_property

from sauro.dates.intervals import Interval
from sauro.scheduling.diary import Diary
from sauro.scheduling.model import Booking, Party, PartyKind, person, room
from sauro.scheduling.model import Hold as Held
from sauro_web.accounts.models import User
from sauro_web.meetings import rules
from sauro_web.meetings.models import Attendee, Hold, Meeting, MeetingState, Room
from sauro_web.meetings.moments import stored

__all__ = [
    "Wanted",
    "booking_of",
    "diary_of",
    "pending_beside",
    "person_party",
    "read_subjects",
    "room_party",
    "wanted_by",
]

_COLUMNS = (
    "begins",
    "over",
    "required",
    "meeting_id",
)
_BESIDE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom and what a meeting takes."""

    rooms: tuple[Room, ...] = ()
    required: tuple[User, ...] = ()
    optional: tuple[User, ...] = ()

    @property
    def parties(self) -> tuple[Party, ...]:
        """All of them, each once."""
        people = (person_party(one) for one in (*self.required, *self.optional))
        return tuple(dict.fromkeys((*(room_party(one) for one in self.rooms), *people)))


def person_party(user: User) -> Party:
    """A person as the core has him."""
    return person(str(user.pk), user.full_name or user.username)


def room_party(place: Room) -> Party:
    """A room as the core has it."""
    return room(str(place.pk), place.name, place.seats)


def wanted_by(meeting: Meeting) -> Wanted:
    """What a meeting takes or asks for. One query."""
    rows = list(meeting.holds.select_related("room", "person").order_by("pk"))
    people = {row.person: row.required for row in rows if row.person is not None}
    return Wanted(
        tuple(dict.fromkeys(row.room for row in rows if row.room is not None)),
        tuple(one for one, required in people.items() if required),
        tuple(one for one, required in people.items() if not required),
    )


def booking_of(meeting: str, sittings: tuple[Interval, ...], wanted: Wanted, subject: str = "") -> Booking:
    """A meeting as the core checks it; `meeting` tells it from others."""
    return Booking(
        meeting,
        sittings,
        tuple(person_party(one) for one in wanted.required),
        tuple(person_party(one) for one in wanted.optional),
        tuple(room_party(one) for one in wanted.rooms),
        subject,
    )


def diary_of(
    parties: Sequence[Party], within: Interval, *, seen_by: User | None, on: date, besides: Iterable[int] = ()
) -> Diary:
    """What holds these people and rooms at some moment of that time, but for the meetings `besides`. Two
    queries, and three where a subject is asked for; subjects that `seen_by` may not know are empty, with None
    all are there."""
    known = _Known(seen_by, within, on)
    left_out = frozenset(besides)
    starts, ends = stored(within.start), stored(within.end)
    live = Hold.objects.filter(live=True, ends__gt=starts, starts__lt=ends).order_by()
    # As text: of a thousand moments most are the same few, and reading each by itself takes twice as long.
    live = live.annotate(begins=Cast("starts", TextField()), over=Cast("ends", TextField()))
    sitting, found = _sittings(), list[Held]()
    for kind, column in ((PartyKind.PERSON, "person_id"), (PartyKind.ROOM, "room_id")):
        wanted = {int(one.key): one for one in parties if one.kind is kind}
        if not wanted:
            continue
        rows = live.filter(**{f"{column}__in": wanted}).values_list(column, *_COLUMNS)
        found += [
            Held(
                wanted[number], when := sitting(begins, over), str(meeting), known.name(meeting, when), needed
            )
            for number, begins, over, needed, meeting in rows
            if meeting not in left_out
        ]
    return Diary(found)


def _sittings() -> Callable[[str, str], Interval]:
    """What reads a sitting as the database writes its moments, each but once: by the clock of the office.
    Nearly all days have one distance from UTC from their beginning to their end; it is asked for once a
    day."""
    zone = timezone.get_current_timezone()

    def away(moment: datetime) -> timedelta:
        here = moment.replace(tzinfo=UTC)
        return here.astimezone(zone).replace(tzinfo=UTC) - here

    @cache
    def of_day(day: str) -> timedelta | None:
        """The distance, where it is the same all day."""
        first = datetime.fromisoformat(day)
        begins, over = away(first), away(first + timedelta(days=1))
        return begins if begins == over else None

    @cache
    def local(text: str) -> datetime:
        moment = datetime.fromisoformat(text.removesuffix("+00"))
        offset = of_day(text[:10])
        return moment + (away(moment) if offset is None else offset)

    @cache
    def read(begins: str, over: str) -> Interval:
        return Interval(local(begins), local(over))

    return read


def read_subjects(holds: Iterable[Held]) -> None:
    """Reads at once what the meetings of these holds are called, for whoever is about to speak of them. One
    query for each diary they are of."""
    wanted: dict[_Known, set[int]] = {}
    for one in holds:
        subject: object = one.subject
        if isinstance(subject, _Subject):
            wanted.setdefault(subject.known, set()).add(subject.meeting)
    for known, meetings in wanted.items():
        known.read(meetings)


class _Subject:
    """What a meeting is called, read when it is looked at; wherever words are wanted it is them."""

    __slots__ = ("known", "meeting", "start")

    def __init__(self, known: _Known, meeting: int, start: datetime) -> None:
        self.known, self.meeting, self.start = known, meeting, start

    def __str__(self) -> str:
        return self.known.subject(self.meeting, self.start)

    def __bool__(self) -> bool:
        return bool(str(self))

    def __eq__(self, other: object) -> bool:
        return str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))


class _Known:
    """What the meetings of a diary are called, where a person may be told. Of a thousand holds a few are
    spoken of, mostly of neighbouring days: the subjects of those are read once one of them is."""

    def __init__(self, seen_by: User | None, within: Interval, on: date) -> None:
        self._seen_by, self._within, self._on = seen_by, within, on
        self._held: list[tuple[datetime, int]] = []
        self._subjects: dict[int, str] = {}

    def name(self, meeting: int, when: Interval) -> str:
        """The subject, read when it is looked at."""
        self._held.append((when.start, meeting))
        return cast(str, _Subject(self, meeting, when.start))

    def subject(self, meeting: int, start: datetime) -> str:
        """The subject; blank where the person may not be told."""
        if meeting not in self._subjects:
            self.read({number for other, number in self._held if abs(other - start) <= _BESIDE})
        return self._subjects.get(meeting, "")

    def read(self, meetings: set[int]) -> None:
        """Reads what these are called. One query, where one of them is not known yet."""
        if unread := meetings - self._subjects.keys():
            rows = Meeting.objects.filter(pk__in=unread).order_by()
            for number, subject, limited, office in rows.values_list("pk", "subject", "limited", "office"):
                self._subjects[number] = subject if self._may_tell(number, limited, office) else ""

    def _may_tell(self, meeting: int, limited: bool, office: int) -> bool:
        if self._seen_by is None:
            return True
        own, arranged = self._calendars
        return office in arranged or (office in own and not limited) or meeting in self._called

    @cached_property
    def _calendars(self) -> tuple[set[int], set[int]]:
        return rules.calendars_of(self._seen_by, on=self._on) if self._seen_by else (set(), set())

    @cached_property
    def _called(self) -> set[int]:
        """Those to which the person is invited, or which he called himself."""
        named = Q(person=self._seen_by) | Q(meeting__called_by=self._seen_by)
        called = Attendee.objects.filter(named, meeting__ends__gt=stored(self._within.start))
        return set(called.order_by().values_list("meeting", flat=True))


def pending_beside(wanted: Wanted, sittings: Sequence[Interval], *, besides: Meeting | None) -> list[Meeting]:
    """Requests that wait for approval and want one of the same rooms or required people at that time. One
    query."""
    hull = Interval(sittings[0].start, max(one.end for one in sittings))
    rows = Hold.objects.filter(
        Q(room__in=wanted.rooms) | Q(person__in=wanted.required, required=True),
        meeting__state=MeetingState.PENDING,
        ends__gt=stored(hull.start),
        starts__lt=stored(hull.end),
    )
    if besides is not None:
        rows = rows.exclude(meeting=besides)
    found = rows.order_by("meeting__called_at", "meeting").select_related("meeting")
    return list(dict.fromkeys(row.meeting for row in found))
