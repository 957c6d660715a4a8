"""Figures of the plans of an office, kept by each process of the site until something of that plan changes:
an office of a province has tens of thousands of parts, and between two pages hardly any of them moves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Any, TypeVar

from django.db.models import Count, F, Q, QuerySet, Sum

from sauro_web.accounts.models import Unit
from sauro_web.common.between_pages import kept
from sauro_web.common.prepared import rows_of
from sauro_web.tasks.models import UnitTask

__all__ = ["Edition", "Place", "by_plan", "editions_of", "while_unchanged"]

Found = TypeVar("Found")
Place = tuple[int, int | None]
"""An office and one of its plans; None for what it gave without one."""
Edition = tuple[int, int, int]
"""What no two states of a plan have in common: `editions_of`."""


def editions_of(offices: Collection[Unit]) -> dict[Place, Edition]:
    """For each plan of which the offices gave parts, what changes with any of them: the number of the parts
    and the sums of their numbers and versions, as every change of a part raises its version
    (`models.beside`). One query."""
    numbers = frozenset(office.pk for office in offices)
    rows = rows_of(("editions", numbers), lambda: _sums(numbers))
    return {(office, plan): (n, which, changes) for office, plan, n, which, changes in rows}


def _sums(offices: Collection[int]) -> QuerySet[UnitTask, Any]:
    rows = UnitTask.objects.order_by().filter(office__in=offices).values_list("office", "plan")
    return rows.annotate(n=Count("pk"), which=Sum("pk"), changes=Sum(F("pk") * F("version")))


def by_plan(
    name: str,
    editions: Mapping[Place, Edition],
    read: Callable[[QuerySet[UnitTask]], Mapping[Place, Found]],
    *,
    at: Hashable,
) -> dict[Place, Found]:
    """What `read` gives for the parts of all these plans, plan by plan; it is given those of the plans that
    changed since `name` was asked for last. All that it depends on but the rows of the parts must stand in
    `at`, such as the day. No query but those of `read` where something changed; outside a page that is only
    looked at everything is read."""
    offices = frozenset(office for office, _ in editions)
    held: _Held[Found] = kept(("by plan", name, offices), dict)
    changed = [place for place, edition in editions.items() if _mark(held, place) != (at, edition)]
    if changed:
        parts = UnitTask.objects.filter(office__in=offices)
        found = read(parts.filter(_in(changed)) if len(changed) < len(editions) else parts)
        held |= {place: ((at, editions[place]), found.get(place)) for place in changed}
    now = ((place, held[place][1]) for place in editions)
    return {place: value for place, value in now if value is not None}


def while_unchanged(name: str, place: Place, read: Callable[[], Found], *, at: Hashable) -> Found:
    """The same for one plan, whose edition stands in `at` with all else that `read` depends on."""
    held: dict[Place, tuple[Hashable, Found]] = kept(("one plan", name), dict)
    if place not in held or held[place][0] != at:
        held[place] = at, read()
    return held[place][1]


_Held = dict[Place, tuple[tuple[Hashable, Edition], Found | None]]


def _mark(held: _Held[Found], place: Place) -> tuple[Hashable, Edition] | None:
    return held[place][0] if place in held else None


def _in(places: Collection[Place]) -> Q:
    plans = {plan for _, plan in places if plan is not None}
    of_none = {office for office, plan in places if plan is None}
    return Q(plan__in=plans) | Q(plan=None, office__in=of_none)
