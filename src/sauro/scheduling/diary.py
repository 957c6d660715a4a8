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
        self.holds = sorted(holds, key=lambda hold: (hold.when.start, hold.when.end, hold.meeting))
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
            of[hold.party.handle].append(hold)
        self._of: dict[str, list[Hold]] = dict(of)
        self._pages: dict[str, _Page] = {}

    def overlapping(self, party: Party, when: Interval) -> tuple[Hold, ...]:
        """What holds the party at some moment of that time, in order."""
        return tuple(hold for _, hold in self.all_overlapping((party,), when))

    def all_overlapping(self, parties: Iterable[Party], when: Interval) -> list[tuple[Party, Hold]]:
        """The same for several, in their order. One loop, for a search asks some hundreds of times."""
        found: list[tuple[Party, Hold]] = []
        start, end, pages = when.start, when.end, self._pages
        for party in parties:
            page = pages.get(party.handle) or self._page(party)
            if page is None:
                continue
            place = bisect_left(page.starts, end) - 1
            if place < 0 or page.reach[place] <= start:
                continue
            first = place
            while first and page.reach[first - 1] > start:
                first -= 1
            found += [(party, hold) for hold in page.holds[first : place + 1] if hold.when.end > start]
        return found

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
        key = party.handle
        page = self._pages.get(key)
        if page is None and key in self._of:
            page = self._pages[key] = _Page(self._of[key])
        return page
