"""Holds ordered by whom they hold, so that a question about one person does not look at anybody else's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate

from sauro.dates.intervals import Interval, last_minute, merge_pairs, minute_of
from sauro.scheduling.model import Hold, Party

__all__ = ["Diary"]


class _Page:
    """The holds of one party in order of time; what is firm of them also merged, in minutes, once asked
    for."""

    __slots__ = ("_busy", "_ends", "holds", "reach", "starts")

    def __init__(self, holds: Iterable[Hold]) -> None:
        self.holds = sorted(holds, key=lambda hold: (hold.when, hold.meeting))
        self.starts = [hold.when.start for hold in self.holds]
        # The latest end up to each hold: no earlier one reaches further, so a search backwards may stop.
        self.reach = list(accumulate((hold.when.end for hold in self.holds), max))
        self._busy: list[tuple[int, int]] | None = None
        self._ends: list[int] = []

    def busy(self, first: int, last: int) -> Sequence[tuple[int, int]]:
        if self._busy is None:
            self._busy = merge_pairs(
                (minute_of(hold.when.start), last_minute(hold.when.end)) for hold in self.holds if hold.firm
            )
            self._ends = [end for _, end in self._busy]
        low = bisect_right(self._ends, first)
        return self._busy[low : bisect_left(self._busy, (last, last), low)]


class Diary:
    """All the holds there are; it never changes. A question costs the logarithm of the holds of the party
    asked for, and what it finds."""

    __slots__ = ("_of", "_pages")

    def __init__(self, holds: Iterable[Hold] = ()) -> None:
        of: defaultdict[str, list[Hold]] = defaultdict(list)
        for hold in holds:
            of[_key(hold.party)].append(hold)
        self._of: dict[str, list[Hold]] = dict(of)
        self._pages: dict[str, _Page] = {}

    def overlapping(self, party: Party, when: Interval) -> tuple[Hold, ...]:
        """What holds the party at some moment of that time, in order."""
        page = self._pages.get(party.kind + ":" + party.key) or self._page(party)
        if page is None:
            return ()
        place = bisect_left(page.starts, when.end) - 1
        start = when.start
        found = []
        while place >= 0 and page.reach[place] > start:
            if page.holds[place].when.end > start:
                found.append(page.holds[place])
            place -= 1
        return tuple(found[::-1]) if found else ()

    def busy(self, party: Party, first: int, last: int) -> Sequence[tuple[int, int]]:
        """When the party can be nowhere else, from minute `first` to minute `last`: pairs in order, of
        which the outermost may reach beyond. Holds that do not require a person are left out."""
        page = self._page(party)
        return page.busy(first, last) if page else ()

    def without(self, meeting: str) -> Diary:
        """The same but for one meeting: for moving it, which its own holds must not hinder."""
        left = Diary()
        left._of = {
            key: [hold for hold in holds if hold.meeting != meeting] for key, holds in self._of.items()
        }
        return left

    def _page(self, party: Party) -> _Page | None:
        key = _key(party)
        page = self._pages.get(key)
        if page is None and key in self._of:
            page = self._pages[key] = _Page(self._of[key])
        return page


def _key(party: Party) -> str:
    """One string for kind and key, which is quicker to look up than the record."""
    return party.kind + ":" + party.key
