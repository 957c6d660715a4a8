"""The nearest times at which a meeting can be, each with the reason for it; where there is none, the times
with the fewest missing.

A start is on the grid of the office and inside its working time. The nearer to the moment wished for the
better, of two equally near the earlier; of several rooms the one that stands first. Proposals never overlap
one another: five of them are five choices, not one moved by quarters of an hour.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from sauro.dates.intervals import DAY_MINUTES, Interval, day_start, left_over, merge_pairs, minute_of
from sauro.scheduling.clashes import Clash, find_clashes_of_sittings
from sauro.scheduling.diary import Diary
from sauro.scheduling.model import Hold, OfficeHours, Party, Wish
from sauro.scheduling.obstacles import Obstacle, fitting_rooms, intervals_of, obstacles_at
from sauro.scheduling.reasons import TOLD_OF_NEARER, reasons_for
from sauro.scheduling.working_time import Starts, WorkingTime

__all__ = ["Proposal", "Proposals", "propose"]

_NEAR_DAYS = 21
"""Days on either side of the wish that are searched first."""
_SURE = (_NEAR_DAYS - 1) * DAY_MINUTES
"""Minutes from the wish within which those days leave out no start."""
_Opening = tuple[Party | None, Starts]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A time for the meeting. `sittings` are one, or several where it is longer than a session. `room`:
    None where none was asked for, or none is free. `missing`: what keeps required people away; empty but
    in proposals without some. `told`: what optional people are busy with, and to what required people are
    invited without having to come. `minutes_away` from the moment wished for, negative for earlier.
    `avoids`: what stands in the way of the next start `nearer` to it. Words are made when they are asked
    for: until then nobody needs to know what the meetings are called that they speak of."""

    wish: Wish
    sittings: tuple[Interval, ...]
    room: Party | None
    minutes_away: int
    missing: tuple[Clash, ...] = ()
    told: tuple[Clash, ...] = ()
    avoids: tuple[Obstacle, ...] = ()
    nearer: int | None = None

    @property
    def when(self) -> Interval:
        """From the first minute to the last."""
        return Interval(self.sittings[0].start, self.sittings[-1].end)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Parts of a sentence, the weightiest first."""
        return reasons_for(
            self.wish, self.room, self.minutes_away, self.missing, self.told, self.nearer, self.avoids
        )

    @property
    def message(self) -> str:
        """The reasons as one sentence."""
        words = "; ".join(self.reasons)
        return words[:1].upper() + words[1:] + "."


@dataclass(frozen=True, slots=True)
class Proposals:
    """The answer to a wish, each row nearest first. `free`: everybody needed and a room. Only where that
    is empty, `without_room`: everybody, but no room; `without_some`: with the fewest missing first.
    `at_wish`: what stands in the way of the very moment wished for."""

    free: tuple[Proposal, ...] = ()
    without_room: tuple[Proposal, ...] = ()
    without_some: tuple[Proposal, ...] = ()
    at_wish: tuple[Obstacle, ...] = ()

    @property
    def spoken_of(self) -> tuple[Hold, ...]:
        """The holds whose meetings the words speak of by name."""
        told = [one.avoids for one in (*self.free, *self.without_room, *self.without_some)]
        several = (*self.at_wish, *(one for avoids in told for one in avoids[:TOLD_OF_NEARER]))
        return tuple(one.clash.hold for one in several if one.clash)


def propose(wish: Wish, diary: Diary, hours: OfficeHours | None = None, *, count: int = 5) -> Proposals:
    """At most `count` proposals of each sort. To move a meeting, pass `diary.without(meeting)`."""
    hours = hours or OfficeHours()
    near = _Search(wish, diary, hours, _around(wish))
    found = near.free_with_room(count)
    if len(found) == count and all(_is_sure(near, start) for start, _ in found):
        return near.answer(found)
    search = _Search(wish, diary, hours, wish)
    if not search.time.windows:
        return Proposals(at_wish=search.at_wish())
    found = search.free_with_room(count)
    if found:
        return search.answer(found)
    everybody, rooms = search.free_of(wish.needed), fitting_rooms(wish)
    bare = search.nearest(search.openings(everybody, (None,)), count) if wish.rooms else []
    some = search.fewest_missing(rooms or (None,), count)
    return Proposals(
        without_room=tuple(search.proposal(*one) for one in bare),
        without_some=tuple(search.proposal(*one) for one in some),
        at_wish=search.at_wish(),
    )


def _around(wish: Wish) -> Wish:
    """The same wish for the days around the moment wished for: most are met there, and the rest of the months
    need not be looked at."""
    day = wish.wanted.date().toordinal() if wish.wanted else wish.earliest.toordinal()
    first = max(wish.earliest.toordinal(), day - _NEAR_DAYS)
    last = min(wish.latest.toordinal(), day + _NEAR_DAYS)
    if first > last:
        return wish
    return replace(wish, earliest=date.fromordinal(first), latest=date.fromordinal(last))


def _is_sure(near: _Search, start: int) -> bool:
    """Whether no start outside the days around the wish is nearer. One longer than a session can be there,
    its later sittings outside."""
    return abs(start - near.wanted) <= _SURE and not near.time.long


class _Search:
    """One wish and what is needed over and over to answer it; `days` is the wish for the days to be
    searched."""

    __slots__ = ("diary", "hours", "time", "wanted", "wish")

    def __init__(self, wish: Wish, diary: Diary, hours: OfficeHours, days: Wish) -> None:
        self.wish, self.diary, self.hours = wish, diary, hours
        self.time = WorkingTime(days, hours)
        first = self.time.all_starts.first_from(day_start(wish.earliest)) or day_start(wish.earliest)
        self.wanted = minute_of(wish.wanted) if wish.wanted else first

    def answer(self, found: list[tuple[int, Party | None]]) -> Proposals:
        """What there is where everybody can come."""
        return Proposals(tuple(self.proposal(*one) for one in found), at_wish=self.at_wish())

    def free_with_room(self, count: int) -> list[tuple[int, Party | None]]:
        """The nearest starts with everybody needed, and a room where one is asked for."""
        if not self.time.windows:
            return []
        rooms = fitting_rooms(self.wish) if self.wish.rooms else (None,)
        return self.nearest(self.openings(self.free_of(self.wish.needed), rooms), count)

    def free_of(self, parties: Iterable[Party]) -> list[tuple[int, int]]:
        """When none of them is busy, inside the windows."""
        first, last = self.time.windows[0][0], self.time.windows[-1][1]
        taken: list[tuple[int, int]] = []
        for party in parties:
            taken += self.diary.busy(party, first, last)
        return self.time.free(merge_pairs(taken))

    def openings(self, free: Sequence[tuple[int, int]], rooms: Sequence[Party | None]) -> list[_Opening]:
        """For each room the starts that people and room leave."""
        first, last = self.time.windows[0][0], self.time.windows[-1][1]
        found = []
        for room in rooms:
            busy = self.diary.busy(room, first, last) if room else ()
            found.append((room, self.time.starts(left_over(free, busy) if busy else free)))
        return found

    def nearest(self, openings: list[_Opening], count: int) -> list[tuple[int, Party | None]]:
        """The nearest starts that do not overlap, with the room for each."""
        chosen: list[tuple[int, Party | None]] = []
        wanted = self.wanted
        while len(chosen) < count:
            best: tuple[int, int] | None = None
            for room, starts in openings:
                start = starts.nearest(wanted)
                if start is not None and (best is None or (abs(start - wanted), start) < best):
                    best, its_room = (abs(start - wanted), start), room
            if best is None:
                break
            chosen.append((best[1], its_room))
            clear = self.time.clear_of(best[1])
            openings = [(room, starts.apart_from(*clear)) for room, starts in openings]
        return chosen

    def fewest_missing(self, rooms: Sequence[Party | None], count: int) -> list[tuple[int, Party | None]]:
        """The starts at which the fewest required people are missing, the chair never; those at which
        nobody is left but the chair are none."""
        chair = self.wish.chair
        openings = self.openings(self.free_of((chair,) if chair else ()), rooms)
        points = sorted({start for _, starts in openings for start in starts.all()})
        people = [one for one in self.wish.needed if one != chair]
        present = self._present(points, people)
        order = sorted(
            (-there, abs(point - self.wanted), point)
            for point, there in zip(points, present, strict=True)
            if 0 < there < len(people)
        )
        chosen: list[tuple[int, Party | None]] = []
        taken: list[tuple[int, int]] = []
        for _, _, point in order:
            if len(chosen) == count:
                break
            if all(point <= after or point >= before for after, before in taken):
                chosen.append((point, next(room for room, starts in openings if point in starts)))
                taken.append(self.time.clear_of(point))
        return chosen

    def _present(self, points: Sequence[int], people: Sequence[Party]) -> list[int]:
        """How many of the people are free at each start."""
        change = [0] * (len(points) + 1)
        for one in people:
            for first, last in self.time.starts(self.free_of((one,))).ranges:
                change[bisect_left(points, first)] += 1
                change[bisect_right(points, last)] -= 1
        return list(accumulate(change[:-1]))

    def proposal(self, start: int, room: Party | None) -> Proposal:
        """The whole of it for a start that was chosen."""
        sittings = intervals_of(self.time.sittings(start))
        needed = find_clashes_of_sittings(self.wish.needed, sittings, self.diary)
        others = find_clashes_of_sittings(self.wish.others, sittings, self.diary, needed=False)
        missing = tuple(one for one in needed if one.refuses)
        told = (*(one for one in needed if not one.refuses), *others)
        away = start - self.wanted
        nearer = self._next_nearer(start)
        avoids = () if nearer is None else self._obstacles(nearer)
        return Proposal(self.wish, sittings, room, away, missing, told, avoids, nearer)

    def at_wish(self) -> tuple[Obstacle, ...]:
        """What stands in the way of the moment wished for; nothing where none was."""
        return self._obstacles(self.wanted) if self.wish.wanted or not self.time.windows else ()

    def _obstacles(self, start: int) -> tuple[Obstacle, ...]:
        return obstacles_at(start, self.wish, self.time, self.diary, self.hours)

    def _next_nearer(self, start: int) -> int | None:
        """The start of working time next to one on the side of the wish, not beyond it."""
        if start > self.wanted:
            found = self.time.all_starts.last_up_to(start - 1)
            return found if found is not None and found >= self.wanted else None
        if start < self.wanted:
            found = self.time.all_starts.first_from(start + 1)
            return found if found is not None and found <= self.wanted else None
        return None
