"""Where in the days a meeting may lie: the sessions of working days, and the starts at which one of a given
length fits. All in minutes as `sauro.dates.intervals.minute_of` counts them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date

from sauro.dates.intervals import DAY_MINUTES, left_over, merge_pairs
from sauro.scheduling.model import OfficeHours, Wish

__all__ = ["Starts", "WorkingTime"]

Pairs = Sequence[tuple[int, int]]


class Starts:
    """Minutes at which a meeting may start, as ranges of first and last, on a grid."""

    __slots__ = ("_firsts", "grid", "ranges")

    def __init__(self, ranges: list[tuple[int, int]], grid: int) -> None:
        self.ranges = ranges
        self.grid = grid
        self._firsts = [first for first, _ in ranges]

    def __bool__(self) -> bool:
        return bool(self.ranges)

    def __contains__(self, start: int) -> bool:
        place = bisect_right(self._firsts, start) - 1
        return place >= 0 and start <= self.ranges[place][1] and not (start - self._firsts[place]) % self.grid

    def nearest(self, wanted: int) -> int | None:
        """The start nearest to a minute, of two equally near the earlier; None where there is none."""
        before, after = self.last_up_to(wanted), self.first_from(wanted)
        if before is None or after is None:
            return after if before is None else before
        return before if wanted - before <= after - wanted else after

    def last_up_to(self, minute: int) -> int | None:
        """The last start not after a minute; None where there is none."""
        place = bisect_right(self._firsts, minute) - 1
        if place < 0:
            return None
        first, last = self.ranges[place]
        return min(last, first + (minute - first) // self.grid * self.grid)

    def first_from(self, minute: int) -> int | None:
        """The first start not before a minute; None where there is none."""
        place = bisect_left(self._firsts, minute)
        if place:
            first, last = self.ranges[place - 1]
            if last >= minute:
                return first - (first - minute) // self.grid * self.grid
        return self._firsts[place] if place < len(self._firsts) else None

    def apart_from(self, after: int, before: int) -> Starts:
        """Without the starts that lie between both, the two themselves kept."""
        low = max(0, bisect_right(self._firsts, after) - 1)
        high = bisect_left(self._firsts, before, low)
        kept = self.ranges[:low]
        for first, last in self.ranges[low:high]:
            if first <= after:
                kept.append((first, min(last, first + (after - first) // self.grid * self.grid)))
            if last >= before:
                kept.append((last - (last - before) // self.grid * self.grid, last))
        return Starts(kept + self.ranges[high:], self.grid)

    def all(self) -> list[int]:
        """Every start, in order."""
        return [start for first, last in self.ranges for start in range(first, last + 1, self.grid)]


class WorkingTime:
    """The windows in which a wish may be met, and how long meetings lie in them.

    A wish that fits into the longest window lies in one of them. A longer one starts with a window and goes
    on in the next ones until its minutes are full; a day off may not lie between them. `all_starts` are those
    at which nobody need be asked.
    """

    __slots__ = ("_long", "all_starts", "grid", "minutes", "windows")

    def __init__(self, wish: Wish, hours: OfficeHours) -> None:
        self.minutes, self.grid = wish.minutes, hours.grid
        self.windows = _windows(wish, hours)
        longest = max((end - start for start, end in self.windows), default=wish.minutes)
        self._long = _sittings_of_long(self.windows, wish.minutes) if wish.minutes > longest else None
        self.all_starts = self.starts(self.windows)

    @property
    def long(self) -> bool:
        """Whether the wish goes over several windows."""
        return self._long is not None

    def sittings(self, start: int) -> tuple[tuple[int, int], ...]:
        """When one sits in a meeting that starts then."""
        if self._long is not None and start in self._long:
            return self._long[start]
        return ((start, start + self.minutes),)

    def free(self, busy: Pairs) -> list[tuple[int, int]]:
        """What is left of the windows without what is busy, merged and in order."""
        return left_over(self.windows, busy)

    def starts(self, free: Pairs) -> Starts:
        """The starts at which every sitting lies in what is free, merged and in order."""
        if self._long is None:
            grid, minutes = self.grid, self.minutes
            ranges = []
            for start, end in free:
                first, last = -(-start // grid) * grid, (end - minutes) // grid * grid
                if first <= last:
                    ranges.append((first, last))
            return Starts(ranges, grid)
        begins = [begin for begin, _ in free]
        fitting = (
            start
            for start, sittings in self._long.items()
            if all(_inside(one, free, begins) for one in sittings)
        )
        return Starts([(start, start) for start in fitting], 1)

    def clear_of(self, start: int) -> tuple[int, int]:
        """The last start before and the first after one, so that both meetings do not overlap it."""
        end = self.sittings(start)[-1][1]
        if self._long is None:
            return start - self.minutes, end
        earlier = [one for one, sittings in self._long.items() if sittings[-1][1] <= start]
        return max(earlier, default=0), end


def _windows(wish: Wish, hours: OfficeHours) -> list[tuple[int, int]]:
    """From the first minute of the earliest day to the last of the latest, what may be used."""
    sessions = ((0, DAY_MINUTES),) if wish.outside_hours else hours.spans
    working = hours.calendar.is_working
    pairs = []
    for ordinal in range(wish.earliest.toordinal(), wish.latest.toordinal() + 1):
        if wish.on_days_off or working(date.fromordinal(ordinal)):
            midnight = ordinal * DAY_MINUTES
            pairs += [(midnight + start, midnight + end) for start, end in sessions]
    return merge_pairs(pairs)


def _sittings_of_long(windows: Pairs, minutes: int) -> dict[int, tuple[tuple[int, int], ...]]:
    """By start, the sittings of a meeting that goes over several windows."""
    found = {}
    for place, (start, _) in enumerate(windows):
        left = minutes
        sittings: list[tuple[int, int]] = []
        for begin, end in windows[place:]:
            if sittings and begin // DAY_MINUTES - sittings[-1][0] // DAY_MINUTES > 1:
                break
            sittings.append((begin, min(end, begin + left)))
            left -= sittings[-1][1] - begin
            if not left:
                found[start] = tuple(sittings)
                break
    return found


def _inside(pair: tuple[int, int], free: Pairs, begins: Sequence[int]) -> bool:
    place = bisect_right(begins, pair[0]) - 1
    return place >= 0 and pair[1] <= free[place][1]
