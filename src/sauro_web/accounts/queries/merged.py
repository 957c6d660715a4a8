"""Units that became one: whose records count for a unit, and what is known of it, else of all that became one
with it. A unit of which parts went to several is nobody's: its records would count twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from sauro_web.accounts.models import Succession, SuccessionKind, Unit
from sauro_web.accounts.queries.successions import living_successors
from sauro_web.common.between_pages import kept

__all__ = ["BECAME_ONE", "Merged", "became", "merged", "taken_over", "whose_records"]

Known = TypeVar("Known")
BECAME_ONE = (SuccessionKind.MERGED, SuccessionKind.RENAMED)
"""Kinds of succession by which what was counted of several is counted of one."""
_LONGEST_CHAIN = 8


def _became_one(
    units: Collection[int], since: date, by: date, *, joined: Collection[int] = ()
) -> Sequence[Succession]:
    """How others went over into these, whole, later than the first day and by the other; into those that are
    `joined` alone where they stood before. One query, none where no unit changed since an earlier page."""
    name = ("became one", frozenset(units), frozenset(joined), since, by)
    return kept(name, lambda: tuple(_rows(units, since, by, joined)))


def _rows(units: Collection[int], since: date, by: date, joined: Collection[int]) -> QuerySet[Succession]:
    into = Q(successor__in=units)
    if joined:
        into |= Q(successor__in=joined, successor__valid_from__lt=F("on"))
    elsewhere = Succession.objects.filter(predecessor=OuterRef("predecessor")).exclude(pk=OuterRef("pk"))
    rows = Succession.objects.filter(~Exists(elsewhere), into, kind__in=BECAME_ONE, on__gt=since, on__lte=by)
    return rows.select_related("predecessor", "successor").order_by("pk")


def taken_over(units: Collection[int], since: date, by: date) -> Mapping[int, Sequence[Unit]]:
    """By the number of a unit those that still stood on their own after `since` and have become one with it
    by the other day, through all that came between: what they recorded from `since` on counts for it. One
    that is among the units counts for itself. One query where there are none, as mostly, and one more for
    each link of the longest chain."""
    heirs, asked = {one: one for one in units}, set(units)
    # Of one unit the very rows that its base is asked by (`merged`), which were then read already; for this
    # year and for the last they are the same.
    begin = min(since, date(by.year - 1, 1, 1)) if len(heirs) == 1 else since
    found: dict[int, list[Unit]] = defaultdict(list)
    for _ in range(_LONGEST_CHAIN):
        rows = [
            row for row in _became_one(asked, begin, by) if row.on > since and row.predecessor_id not in heirs
        ]
        heirs |= {row.predecessor_id: heirs[row.successor_id] for row in rows}
        for row in rows:
            found[heirs[row.predecessor_id]].append(row.predecessor)
        asked = {row.predecessor_id for row in rows}
        if not asked:
            break
    return found


def whose_records(unit: Unit, since: date, by: date) -> tuple[Unit, ...]:
    """The units whose records of the days from `since` on count for this one as it stands on the other day:
    itself first, then those that have become one with it. As `taken_over`."""
    return (unit, *taken_over((unit.pk,), since, by).get(unit.pk, ()))


def became(unit: Unit, on: date) -> Unit | None:
    """The unit for which the records of this one, which is gone, count on a day; None where there is none."""
    after = living_successors((unit,), on)[unit.pk]
    if len(after) != 1 or unit not in whose_records(after[0], unit.valid_from, on):
        return None
    return after[0]


@dataclass(frozen=True, slots=True)
class _Before:
    """A unit that became one with another on a day; `joined`: the other one stood already."""

    unit: int
    on: date
    joined: bool


@dataclass(frozen=True, slots=True)
class Merged(Generic[Known]):
    """What is written down of each unit for a year, and of those that have become one with it since. `join`
    makes of the names of these and what is known of them (None of one where nothing is) what is known of the
    whole; `begins` is the first day that something written covers.

    What is written down of a unit that was made of others stands for all of them. Of one that others joined
    it is its own: theirs come to it, and where nothing is known of one of them nothing is of the whole."""

    join: Callable[[Sequence[str], Sequence[Known | None]], Known | None]
    begins: Callable[[Known], date]
    written: dict[int, Known] = field(default_factory=dict)
    before: dict[int, list[_Before]] = field(default_factory=lambda: defaultdict(list))
    names: dict[int, str] = field(default_factory=dict)

    def of(self, unit: int) -> Known | None:
        """What is known of it."""
        return self._known(unit, frozenset())

    def lacking(self, unit: int) -> tuple[str, ...]:
        """The names of the units of which nothing is known though the whole is made of them; blank where
        nobody became one with the unit, and where all is known."""
        parts = self._parts(unit)
        return tuple(self.names[one] for one, known in parts if known(frozenset()) is None)

    def _parts(self, unit: int) -> Sequence[tuple[int, Callable[[Collection[int]], Known | None]]]:
        """The units that its number is summed over, each with how to ask for what is known of it."""
        own, before = self.written.get(unit), self.before.get(unit, ())
        if own is not None:
            before = [one for one in before if one.joined and one.on > self.begins(own)]
        if not before:
            return ()
        others = [(one.unit, self._asking(one.unit, unit)) for one in before]
        # Nothing is missing of a unit itself where those that it was made of are known.
        stands = own is not None or all(one.joined for one in before)
        return [(unit, lambda _: own), *others] if stands else others

    def _asking(self, one: int, heir: int) -> Callable[[Collection[int]], Known | None]:
        return lambda seen: self._known(one, {*seen, heir})

    def _known(self, unit: int, seen: Collection[int]) -> Known | None:
        parts = () if unit in seen else self._parts(unit)
        if not parts:
            return self.written.get(unit)
        return self.join([self.names[one] for one, _ in parts], [known(seen) for _, known in parts])


def merged(
    units: Collection[int],
    year: int,
    by: date,
    written: Callable[[Collection[int]], Mapping[int, Known]],
    join: Callable[[Sequence[str], Sequence[Known | None]], Known | None],
    begins: Callable[[Known], date],
) -> Merged[Known]:
    """Of all these units at once as they stand on the day `by`; `written` gives what is written down of some
    for the year. Units that were gone before it are asked for nothing. As many queries as that takes and one
    more; as many again for each link of the longest chain."""
    found = Merged(join, begins)
    asked, known = set(units), set(units)
    for _ in range(_LONGEST_CHAIN):
        found.written.update(written(asked))
        # What is written of a unit that was made of others stands for them: no need to look for them.
        own = asked & found.written.keys()
        for row in _became_one(asked - own, date(year, 1, 1), by, joined=own):
            stood = row.successor.valid_from < row.on and row.successor.valid_from.year <= year
            found.before[row.successor_id].append(_Before(row.predecessor_id, row.on, stood))
            found.names[row.predecessor_id] = row.predecessor.label
            found.names[row.successor_id] = row.successor.label
        asked = {one.unit for some in found.before.values() for one in some} - known
        known |= asked
        if not asked:
            break
    return found
