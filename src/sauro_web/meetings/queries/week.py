"""The calendar of a week or a month, laid out in lanes: by room, by person, or by level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Prefetch, Q

from sauro.dates.intervals import Interval
from sauro.dates.periods import last_day
from sauro.scheduling.timetable import DayLayout, Entry, MonthLayout, lay_out_month, lay_out_week
from sauro_web.accounts.models import Unit, UnitKind, User
from sauro_web.meetings import rules
from sauro_web.meetings.models import Attendee, AttendeeRole, Hold, Meeting, MeetingState
from sauro_web.meetings.moments import day_around, interval_of, stored
from sauro_web.meetings.queries.rooms import rooms_of
from sauro_web.workdays.queries import calendar_of

__all__ = ["Card", "Cell", "Lane", "Lanes", "Month", "Week", "month_of", "week_of"]

_MOST = 800
_ELSEWHERE = "khac"
_SHOWN = (MeetingState.PENDING, MeetingState.FIRM, MeetingState.HELD)


class Lanes(StrEnum):
    """What a lane is, as the address says it."""

    ROOMS = "phong"
    PEOPLE = "nguoi"
    LEVELS = "cap"


@dataclass(frozen=True, slots=True)
class Card:
    """A meeting on one day of one lane; `goes_back`, `goes_on`: it began before that day, or ends after."""

    meeting: Meeting
    when: Interval
    goes_back: bool
    goes_on: bool
    chair: str
    rooms: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a lane."""

    day: DayLayout
    cards: Sequence[Card]


@dataclass(frozen=True, slots=True)
class Lane:
    """A room, a person or a level; `key` is what a link into the form for a meeting names, blank for none."""

    name: str
    key: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday."""

    days: Sequence[DayLayout]
    lanes: Sequence[Lane]
    number: int
    """Of meetings."""

    @property
    def before(self) -> date:
        """A day of the week before."""
        return self.days[0].day - timedelta(days=7)

    @property
    def after(self) -> date:
        """A day of the week after."""
        return self.days[0].day + timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Month:
    """A month in weeks, each day with its cards."""

    layout: MonthLayout
    weeks: Sequence[Sequence[Cell]]
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.layout.year, self.layout.month, 1)

    @property
    def before(self) -> date:
        """The last day of the month before."""
        return self.first - timedelta(days=1)

    @property
    def after(self) -> date:
        """The first day of the month after."""
        return last_day(self.layout.year, self.layout.month) + timedelta(days=1)


def week_of(office: Unit, day: date, lanes: Lanes, *, seen_by: User, on: date) -> Week:
    """The week in which a day lies, as the person may see it. Six queries besides where he stands."""
    monday = day - timedelta(days=day.weekday())
    meetings = _meetings(office, day_around(monday, 7), lanes is Lanes.LEVELS, seen_by, on)
    keys = _lanes(office, lanes, meetings, on)
    entries = list(_entries(meetings, lanes, office, {key for key, _ in keys}))
    calendar = calendar_of(office)
    bare = lay_out_week((), day, calendar)
    if not keys:
        return Week(bare, (), len(meetings))
    days = lay_out_week(entries, day, calendar, [key for key, _ in keys])
    known = {str(one.pk): one for one in meetings}
    drawn = [
        Lane(name, key if lanes is Lanes.ROOMS and key != _ELSEWHERE else "", _cells(days, number, known))
        for number, (key, name) in enumerate(keys)
    ]
    return Week(bare, drawn, len(meetings))


def month_of(office: Unit, day: date, *, levels: bool, seen_by: User, on: date) -> Month:
    """The month in which a day lies, all in one lane. Five queries."""
    first = day.replace(day=1)
    window = day_around(first - timedelta(days=6), 44)
    meetings = _meetings(office, window, levels, seen_by, on)
    entries = [_entry(one, "") for one in meetings]
    layout = lay_out_month(entries, day.year, day.month, calendar_of(office))
    known = {str(one.pk): one for one in meetings}
    weeks = [[_cells((cell,), 0, known)[0] for cell in week] for week in layout.weeks]
    number = sum(interval_of(one.starts, one.ends).start.date().month == day.month for one in meetings)
    return Month(layout, weeks, number)


def _meetings(office: Unit, window: Interval, levels: bool, seen_by: User, on: date) -> list[Meeting]:
    """What the person may see of the office's calendar; with `levels` of the level above or below as well."""
    of = Q(office=office)
    if levels:
        of |= Q(office__kind=UnitKind.COMMUNE, province=office.pk, conference=True)
        of |= Q(office=office.province_id) if office.province_id != office.pk else Q(pk__in=())
    rows = Meeting.objects.filter(
        of,
        rules.readable(seen_by, on=on),
        state__in=_SHOWN,
        ends__gt=stored(window.start),
        starts__lt=stored(window.end),
    )
    chairs = Attendee.objects.filter(role=AttendeeRole.CHAIR).select_related("person")
    held = Hold.objects.select_related("room", "person")
    along = (Prefetch("attendees", chairs, to_attr="chairs"), Prefetch("holds", held, to_attr="held"))
    return list(
        rows.select_related("office").prefetch_related(*along).order_by("starts", "ends", "pk")[:_MOST]
    )


def _lanes(office: Unit, lanes: Lanes, meetings: Sequence[Meeting], on: date) -> list[tuple[str, str]]:
    """Keys and names of the lanes, in order."""
    if lanes is Lanes.LEVELS:
        if office.kind == UnitKind.PROVINCE:
            return [(str(office.pk), office.label), (_ELSEWHERE, "Hội nghị của các xã, phường")]
        above = [(str(office.province_id), office.province.label)] if office.province else []
        return [*above, (str(office.pk), office.label)]
    if lanes is Lanes.PEOPLE:
        names: dict[str, str] = {}
        counted: defaultdict[str, int] = defaultdict(int)
        for one in meetings:
            for row in _held(one):
                if row.person is not None:
                    names[str(row.person_id)] = str(row.person)
                    counted[str(row.person_id)] += row.required
        return sorted(names.items(), key=lambda pair: (-counted[pair[0]], pair[1]))
    rooms = {str(room.pk): room.name for room in rooms_of(office, on=on)}
    for one in meetings:
        rooms |= {str(row.room_id): str(row.room) for row in _held(one) if row.room is not None}
    return [*rooms.items(), (_ELSEWHERE, "Không dùng phòng")]


def _entries(
    meetings: Iterable[Meeting], lanes: Lanes, office: Unit, keys: Collection[str]
) -> Iterator[Entry]:
    for one in meetings:
        if lanes is Lanes.LEVELS:
            own = str(one.office_id)
            yield _entry(one, own if own in keys else _ELSEWHERE)
            continue
        column = "room_id" if lanes is Lanes.ROOMS else "person_id"
        held = dict.fromkeys(str(number) for row in _held(one) if (number := getattr(row, column)))
        for key in held or ([_ELSEWHERE] if lanes is Lanes.ROOMS else []):
            yield _entry(one, key)


def _entry(one: Meeting, lane: str) -> Entry:
    return Entry(str(one.pk), interval_of(one.starts, one.ends), one.subject, lane)


def _cells(days: Sequence[DayLayout], lane: int, known: dict[str, Meeting]) -> list[Cell]:
    return [
        Cell(day, [_card(known[block.entry.meeting], block.entry.when, block.goes_back, block.goes_on)
                   for block in day.blocks if block.lane == lane])
        for day in days
    ]  # fmt: skip


def _card(meeting: Meeting, when: Interval, goes_back: bool, goes_on: bool) -> Card:
    chairs: list[Attendee] = getattr(meeting, "chairs", [])
    rooms = dict.fromkeys(row.room.name for row in _held(meeting) if row.room is not None)
    chair = str(chairs[0].person) if chairs else ""
    return Card(meeting, when, goes_back, goes_on, chair, ", ".join(rooms))


def _held(meeting: Meeting) -> list[Hold]:
    held: list[Hold] = getattr(meeting, "held", [])
    return held
