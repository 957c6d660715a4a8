"""What is wrong with the rows of a calendar, each by itself: all faults of all rows at once. No fault repeats
what was typed in a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from sauro.dates.intervals import Interval
from sauro.scheduling.settings import MeetingKind, MeetingMode, MeetingScope
from sauro_web.accounts.importing.reading import Fault, Line
from sauro_web.accounts.importing.recognised import Rows
from sauro_web.accounts.models import Unit, User
from sauro_web.meetings.conferences import lacking
from sauro_web.meetings.importing.calendar_columns import (
    CALLED,
    CHAIR,
    CONFERENCE,
    COST,
    DAY,
    DOCUMENT,
    END,
    EXCEPTIONAL,
    GUESTS,
    GUIDANCE,
    KIND,
    LAST_DAY,
    LIMITED,
    LINK,
    MODE,
    OPTIONAL,
    REASON,
    ROOM,
    SCOPE,
    SECRETARY,
    SPEECH,
    START,
    SUBJECT,
    URGENT,
    WHY,
)
from sauro_web.meetings.importing.cells import (
    KINDS,
    MODES,
    SCOPES,
    cost_in,
    day_in,
    heard,
    hours_in,
    minutes_in,
)
from sauro_web.meetings.models import MeetingMode as ModeChoices
from sauro_web.meetings.models import MeetingScope as ScopeChoices
from sauro_web.meetings.models import Room

__all__ = ["Known", "Said", "check_row", "names_in", "names_of_cell"]

_NO_UNIT = "Hãy ghi tên người, không ghi tên đơn vị."
_ONE_PERSON = "Chỉ ghi một người."
_NO_END = "Chưa có giờ kết thúc; ghi ở cột “Giờ kết thúc”, hoặc “08:00 - 09:30” ở cột giờ bắt đầu."
_NO_HOUR = "Hãy ghi giờ như 08:00 hoặc 8h00."
_ENDS_EARLY = "Giờ kết thúc phải sau giờ bắt đầu; họp qua nửa đêm thì ghi thêm cột “Đến ngày”."
_MARKED = {"": False, "x": True}


@dataclass(frozen=True, slots=True)
class Known:
    """Whom and what the names of the file mean: a person, a unit or a sentence why it is not known; rooms by
    their words."""

    meant: Mapping[str, User | Unit | str]
    rooms: Mapping[tuple[str, ...], Room]


@dataclass(frozen=True, slots=True)
class Said:
    """A row of which all is understood."""

    line: Line
    subject: str
    when: Interval
    chair: User
    secretary: User | None
    people: tuple[User, ...]
    units: tuple[Unit, ...]
    optional: tuple[User, ...]
    guests: tuple[str, ...]
    rooms: tuple[Room, ...]
    kinds: tuple[MeetingKind, ...]
    conference: bool
    scope: MeetingScope
    mode: MeetingMode
    link: str
    why: str
    document: str
    guidance: str
    speech_minutes: int
    cost: int | None
    urgent: bool
    limited: bool
    exceptional: str
    reason: str


def names_of_cell(text: str) -> list[str]:
    """The names in a cell."""
    return [name for one in text.split(";") if (name := one.strip())]


def names_in(rows: Rows) -> list[str]:
    """Every name of people and units in the file, once."""
    found = (
        name
        for line in rows.lines
        for column in (CHAIR, SECRETARY, CALLED, OPTIONAL)
        for name in names_of_cell(rows.cell(line, column))
    )
    return list(dict.fromkeys(found))


@dataclass(slots=True)
class _Row:
    """A row while it is looked through."""

    rows: Rows
    line: Line
    known: Known
    faults: list[Fault] = field(default_factory=list)

    def cell(self, name: str) -> str:
        return self.rows.cell(self.line, name)

    def wrong(self, name: str, sentence: str) -> None:
        fault = self.rows.fault(self.line, name, sentence)
        if fault not in self.faults:
            self.faults.append(fault)

    def day(self, name: str) -> date | None:
        text = self.cell(name)
        found = day_in(text) if text else None
        if isinstance(found, str):
            self.wrong(name, found)
            return None
        return found

    def when(self) -> Interval | None:
        day, last = self.day(DAY), self.day(LAST_DAY)
        hours = self._hours()
        if day is None or hours is None or (self.cell(LAST_DAY) and last is None):
            return None
        start, end = datetime.combine(day, hours[0]), datetime.combine(last or day, hours[1])
        if end <= start:
            self.wrong(END, _ENDS_EARLY)
            return None
        return Interval(start, end)

    def _hours(self) -> tuple[time, time] | None:
        text, until = self.cell(START), self.cell(END)
        if not text:
            return None
        begin, end = hours_in(text), hours_in(until) if until else None
        if begin is None:
            self.wrong(START, _NO_HOUR)
        if until and (end is None or end[1] is not None):
            self.wrong(END, _NO_HOUR)
            return None
        if begin is None:
            return None
        last = end[0] if end is not None else begin[1]
        if last is None:
            self.wrong(END, _NO_END)
            return None
        return begin[0], last

    def person(self, name: str) -> User | None:
        names = names_of_cell(self.cell(name))
        if len(names) > 1:
            self.wrong(name, _ONE_PERSON)
            return None
        found = self.known.meant.get(names[0]) if names else None
        if isinstance(found, User):
            return found
        if names:
            self.wrong(name, found if isinstance(found, str) else _NO_UNIT)
        return None

    def called(self, column: str) -> tuple[tuple[User, ...], tuple[Unit, ...]]:
        names = names_of_cell(self.cell(column))
        people, units = [], []
        for place, name in enumerate(names, 1):
            found = self.known.meant.get(name, "")
            if isinstance(found, User):
                people.append(found)
            elif isinstance(found, Unit) and column == CALLED:
                units.append(found)
            else:
                which = f"Tên thứ {place} trong ô: " if len(names) > 1 else ""
                self.wrong(column, f"{which}{found if isinstance(found, str) else _NO_UNIT}")
        return tuple(people), tuple(units)

    def rooms_named(self) -> tuple[Room, ...]:
        names = names_of_cell(self.cell(ROOM))
        found = [self.known.rooms.get(heard(name)) for name in names]
        for place, room in enumerate(found, 1):
            if room is None:
                which = f"Tên thứ {place} trong ô: " if len(names) > 1 else ""
                offered = "; ".join(sorted({one.name for one in self.known.rooms.values()})[:8])
                hint = f" Các phòng: {offered}." if offered else ""
                self.wrong(ROOM, f"{which}Không có phòng họp này trong phần mềm.{hint}")
        return tuple(room for room in found if room is not None)

    def kinds(self) -> tuple[MeetingKind, ...]:
        found = [KINDS.get(heard(name)) for name in names_of_cell(self.cell(KIND))]
        if None in found:
            words = "; ".join(one.words for one in MeetingKind)
            self.wrong(KIND, f"Hãy ghi trong các loại: {words}.")
        return tuple(one for one in found if one is not None)

    def chosen(self, name: str, known: Mapping[tuple[str, ...], str], offered: Sequence[str]) -> str:
        text = self.cell(name)
        found = known.get(heard(text), "") if text else ""
        if text and not found:
            self.wrong(name, f"Hãy ghi một trong: {'; '.join(map(str, offered))}.")
        return found

    def ticked(self, name: str) -> bool:
        found = _MARKED.get(self.cell(name).casefold())
        if found is None:
            self.wrong(name, "Chỉ ghi x, hoặc để trống.")
        return bool(found)

    def cost(self) -> int | None:
        text = self.cell(COST)
        found = cost_in(text) if text else None
        if text and found is None:
            self.wrong(COST, "Hãy ghi số đồng là một số nguyên, ví dụ 15.000.000.")
        return found

    def speech(self) -> int:
        text = self.cell(SPEECH)
        found = minutes_in(text) if text else 0
        if found is None:
            self.wrong(SPEECH, "Hãy ghi số phút là một số nguyên, ví dụ 30.")
        return found or 0


def check_row(rows: Rows, line: Line, known: Known) -> tuple[Said | None, list[Fault]]:
    """What the row says, where nothing is wrong with it; and its faults."""
    row = _Row(rows, line, known)
    said = _said(row)
    if said is not None:
        lacks = lacking(conference=said.conference, kinds=said.kinds, why=said.why)
        for name, sentence in lacks.items():
            row.wrong(KIND if name == "kinds" else WHY, sentence)
    return (said if not row.faults else None), row.faults


def _said(row: _Row) -> Said | None:
    when, chair = row.when(), row.person(CHAIR)
    secretary, (people, units) = row.person(SECRETARY), row.called(CALLED)
    mode = row.chosen(MODE, MODES, ModeChoices.labels)
    scope = row.chosen(SCOPE, SCOPES, ScopeChoices.labels)
    optional, speech_minutes = row.called(OPTIONAL)[0], row.speech()
    rooms, kinds, cost = row.rooms_named(), row.kinds(), row.cost()
    conference, urgent, limited = (row.ticked(name) for name in (CONFERENCE, URGENT, LIMITED))
    subject = " ".join(row.cell(SUBJECT).split())
    if when is None or chair is None or not subject:
        return None
    return Said(
        line=row.line,
        subject=subject,
        when=when,
        chair=chair,
        secretary=secretary,
        people=people,
        units=units,
        optional=optional,
        guests=tuple(names_of_cell(row.cell(GUESTS))),
        rooms=rooms,
        kinds=kinds,
        conference=conference,
        scope=MeetingScope(scope or ScopeChoices.INTERNAL.value),
        mode=MeetingMode(mode or ModeChoices.IN_PERSON.value),
        link=row.cell(LINK),
        why=row.cell(WHY),
        document=row.cell(DOCUMENT),
        guidance=row.cell(GUIDANCE),
        speech_minutes=speech_minutes,
        cost=cost,
        urgent=urgent,
        limited=limited,
        exceptional=row.cell(EXCEPTIONAL),
        reason=row.cell(REASON),
    )
