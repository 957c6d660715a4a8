"""Who followed a unit that is gone, and whom a unit followed: work of the one is the other's concern."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from sauro_web.accounts.models import Succession, Unit

__all__ = ["followed", "living_successors"]

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


def followed(units: Collection[int] | QuerySet[Any]) -> QuerySet[Succession, Any]:
    """Numbers of the units that these followed, and of those whom these followed in turn; for `unit__in`."""
    links = Q(successor__in=units) | Q(successor__followed_by__successor__in=units)
    return Succession.objects.filter(links).values("predecessor")
