"""What is known of a unit, else of all that became one with it: bases of a year are summed over those."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sauro_web.accounts.models import Succession, SuccessionKind

__all__ = ["BECAME_ONE", "Merged", "merged"]

Known = TypeVar("Known")
BECAME_ONE = (SuccessionKind.MERGED, SuccessionKind.RENAMED)
"""Kinds of succession by which what was counted of several is counted of one."""
_LONGEST_CHAIN = 8


@dataclass(frozen=True, slots=True)
class Merged(Generic[Known]):
    """What is written down of each unit, and of those that were merged into one of which nothing is. `join`
    makes of the names of these and what is known of them (None of one where nothing is) what is known of
    the whole."""

    join: Callable[[Sequence[str], Sequence[Known | None]], Known | None]
    written: dict[int, Known] = field(default_factory=dict)
    before: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    names: dict[int, str] = field(default_factory=dict)

    def of(self, unit: int) -> Known | None:
        """What is known of it."""
        return self._known(unit, frozenset())

    def lacking(self, unit: int) -> tuple[str, ...]:
        """The names of the units merged into it of which nothing is known; blank where something is written
        down of itself."""
        if unit in self.written:
            return ()
        return tuple(self.names[one] for one in self._before(unit) if self._known(one, {unit}) is None)

    def _before(self, unit: int) -> Sequence[int]:
        return self.before.get(unit, ())

    def _known(self, unit: int, seen: Collection[int]) -> Known | None:
        if unit in self.written or unit in seen or not self._before(unit):
            return self.written.get(unit)
        parts = [self._known(one, {*seen, unit}) for one in self._before(unit)]
        return self.join([self.names[one] for one in self._before(unit)], parts)


def merged(
    units: Collection[int],
    written: Callable[[Collection[int]], Mapping[int, Known]],
    join: Callable[[Sequence[str], Sequence[Known | None]], Known | None],
) -> Merged[Known]:
    """Of all these units at once; `written` gives what is written down of some. As many queries as that
    takes where something is of all, one more and as many again for each link of the longest chain."""
    found = Merged(join)
    asked, known = set(units), set(units)
    for _ in range(_LONGEST_CHAIN):
        found.written.update(written(asked))
        without = asked - found.written.keys()
        if not without:
            break
        rows = Succession.objects.filter(successor__in=without, kind__in=BECAME_ONE)
        for row in rows.select_related("predecessor").order_by("pk"):
            found.before[row.successor_id].append(row.predecessor_id)
            found.names[row.predecessor_id] = row.predecessor.label
        asked = {one for some in found.before.values() for one in some} - known
        known |= asked
        if not asked:
            break
    return found
