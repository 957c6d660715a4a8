"""Who followed a unit that is gone, and whom a unit followed: work of the one is the other's concern."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sauro_web.accounts.models import Succession, Unit

__all__ = ["living_successors", "numbers_followed"]

_LONGEST_CHAIN = 8


def living_successors(units: Iterable[Unit], on: date) -> Mapping[int, Sequence[Unit]]:
    """For each unit those that followed it and exist on that day, through all that came between. One query
    for each link of the longest chain."""
    rows: dict[int, list[Unit]] = {}
    starts = {unit.pk for unit in units}
    waiting = set(starts)
    for _ in range(_LONGEST_CHAIN):
        if not waiting:
            break
        found = Succession.objects.filter(predecessor__in=waiting).select_related("successor").order_by("pk")
        for row in found:
            rows.setdefault(row.predecessor_id, []).append(row.successor)
        waiting = {row.successor_id for row in found if not row.successor.exists_on(on)} - rows.keys()
    return {start: list(_living(start, rows, on, set())) for start in starts}


def _living(start: int, rows: Mapping[int, Sequence[Unit]], on: date, seen: set[int]) -> Iterable[Unit]:
    for unit in rows.get(start, ()):
        if unit.pk in seen:
            continue
        seen.add(unit.pk)
        if unit.exists_on(on):
            yield unit
        else:
            yield from _living(unit.pk, rows, on, seen)


def numbers_followed(units: Collection[int], *, seen: dict[int, set[int]] | None = None) -> set[int]:
    """Of the units that these followed, and of those whom these followed in turn. One query where there are
    none, as mostly; none for units of which `seen` knows it, which is added to."""
    known = {} if seen is None else seen
    before = _directly(set(units), known)
    return before | _directly(before, known)


def _directly(units: set[int], known: dict[int, set[int]]) -> set[int]:
    if unknown := units - known.keys():
        found: dict[int, set[int]] = {unit: set() for unit in unknown}
        rows = Succession.objects.filter(successor__in=unknown)
        for successor, predecessor in rows.values_list("successor", "predecessor"):
            found[successor].add(predecessor)
        known |= found
    return {before for unit in units for before in known[unit]}
