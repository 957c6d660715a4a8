"""Why a meeting cannot start at a moment: no working time, somebody busy, no room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from sauro.dates.explain import day_words
from sauro.dates.intervals import Interval, day_start, moment_of
from sauro.scheduling.clashes import Clash, find_clashes_of_sittings
from sauro.scheduling.diary import Diary
from sauro.scheduling.model import OfficeHours, Party, Wish
from sauro.scheduling.wording import clock, length_words, listed, moment_words
from sauro.scheduling.working_time import WorkingTime

__all__ = ["Obstacle", "ObstacleKind", "fitting_rooms", "intervals_of", "obstacles_at"]


class ObstacleKind(StrEnum):
    """What stands in the way: the day lies outside those asked for, nobody works that day or at that hour,
    the start is not on the grid, a required person is busy, no room is free."""

    OUT_OF_RANGE = "out_of_range"
    DAY_OFF = "day_off"
    OUTSIDE_HOURS = "outside_hours"
    OFF_GRID = "off_grid"
    PERSON = "person"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason: of a busy person or room its clash, else what is `said` of it."""

    kind: ObstacleKind
    said: str = ""
    clash: Clash | None = None

    @property
    def message(self) -> str:
        """The reason as a sentence."""
        return self.clash.message if self.clash else self.said


def fitting_rooms(wish: Wish) -> tuple[Party, ...]:
    """The rooms with enough seats, in order of preference."""
    return tuple(one for one in wish.rooms if one.capacity is None or one.capacity >= wish.least_seats)


def intervals_of(sittings: Iterable[tuple[int, int]]) -> tuple[Interval, ...]:
    """Pairs of minutes as intervals."""
    return tuple(Interval(moment_of(start), moment_of(end)) for start, end in sittings)


def obstacles_at(
    start: int, wish: Wish, time: WorkingTime, diary: Diary, hours: OfficeHours
) -> tuple[Obstacle, ...]:
    """Everything that stands in the way of a start: first the time itself, then people, then rooms, these
    only where none is free."""
    sittings = intervals_of(time.sittings(start))
    busy = find_clashes_of_sittings(wish.needed, sittings, diary)
    people = (Obstacle(ObstacleKind.PERSON, clash=one) for one in busy if one.refuses)
    return (*_of_time(start, wish, time, hours), *people, *_of_rooms(sittings, wish, diary))


def _of_time(start: int, wish: Wish, time: WorkingTime, hours: OfficeHours) -> Iterator[Obstacle]:
    if start in time.all_starts:
        return
    moment = moment_of(start)
    day = moment.date()
    if not wish.earliest <= day <= wish.latest:
        between = f"từ {day_words(wish.earliest)} đến {day_words(wish.latest)}"
        yield Obstacle(ObstacleKind.OUT_OF_RANGE, f"Ngày {day_words(day)} ngoài khoảng {between}.")
    elif not wish.on_days_off and not hours.calendar.is_working(day):
        yield Obstacle(ObstacleKind.DAY_OFF, f"Ngày {day_words(day)} là ngày nghỉ{_name_of(day, hours)}.")
    elif start % hours.grid:
        yield Obstacle(
            ObstacleKind.OFF_GRID, f"Giờ bắt đầu {clock(moment)} không theo bước {hours.grid} phút của lịch."
        )
    else:
        yield Obstacle(ObstacleKind.OUTSIDE_HOURS, _outside(start, wish, time, hours))


def _name_of(day: date, hours: OfficeHours) -> str:
    row = hours.calendar.special(day)
    return f" ({row.name})" if row and row.name else " cuối tuần" if row is None else ""


def _outside(start: int, wish: Wish, time: WorkingTime, hours: OfficeHours) -> str:
    moment, length = moment_words(moment_of(start)), length_words(wish.minutes)
    if time.long:
        return f"Cuộc họp dài {length} phải bắt đầu từ đầu một buổi, trong các ngày làm việc liền nhau."
    within = start - day_start(moment_of(start).date())
    spans = hours.spans
    if not wish.outside_hours:
        for (_, noon), (afternoon, _) in pairwise(spans):
            if within < afternoon and within + wish.minutes > noon and within + wish.minutes <= spans[-1][1]:
                return f"Họp {length} từ {moment} sẽ lấn vào giờ nghỉ trưa."
    return f"Họp {length} từ {moment} sẽ ra ngoài giờ làm việc."


def _of_rooms(sittings: tuple[Interval, ...], wish: Wish, diary: Diary) -> Iterator[Obstacle]:
    if not wish.rooms:
        return
    fitting = fitting_rooms(wish)
    if not fitting:
        names = listed([one.title for one in wish.rooms])
        yield Obstacle(ObstacleKind.ROOM, f"Không phòng nào đủ {wish.least_seats} chỗ: {names}.")
        return
    clashes = [find_clashes_of_sittings((one,), sittings, diary) for one in fitting]
    if all(clashes):
        for found in clashes:
            yield Obstacle(ObstacleKind.ROOM, clash=found[0])
