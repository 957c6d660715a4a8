"""Figures of the plans of an office, kept by each process of the site until something of that plan changes:
an office of a province has tens of thousands of parts, and between two pages hardly any of them moves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from typing import TypeVar

from django.db.models import Q, QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.common.between_pages import kept, turns_of
from sauro_web.tasks.models import UnitTask

__all__ = ["Edition", "Place", "by_plan", "editions_of", "while_unchanged"]

Found = TypeVar("Found")
Place = tuple[int, int | None]
"""An office and one of its plans; None for what it gave without one."""
Edition = int
"""What no two states of a plan have in common: `editions_of`."""


def editions_of(offices: Collection[Unit]) -> dict[Place, Edition]:
    """For each plan of which the offices gave parts, what changes with any of these, of their tasks, of the
    requests for more time and the obstacles that belong to them. A plan may be among them whose parts are
    all taken away. No query where an earlier page asked, else one."""
    numbers = frozenset(office.pk for office in offices)
    places = kept(("places", numbers), lambda: _places(numbers))
    turns = {office: turns_of("work", office) for office in numbers}
    # What is new since then has changed since then.
    new = {(office, plan) for office, of in turns.items() for plan in of.changed}
    known = sorted(places | new, key=lambda place: (place[0], place[1] or 0))
    return {(office, plan): turns[office].of(plan) for office, plan in known}


def _places(offices: Collection[int]) -> frozenset[Place]:
    rows = UnitTask.objects.order_by().filter(office__in=offices).values_list("office", "plan")
    return frozenset(rows.distinct())


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
    held: dict[Place, tuple[Hashable, Found | None]] = kept(("by plan", name, offices), dict)
    marks = {place: (at, edition) for place, edition in editions.items()}
    now = {place: held[place] for place, mark in marks.items() if held.get(place, _NOTHING)[0] == mark}
    changed = [place for place in marks if place not in now]
    if changed:
        parts = UnitTask.objects.filter(office__in=offices)
        found = read(parts.filter(_in(changed)) if now else parts)
        fresh = {place: (marks[place], found.get(place)) for place in changed}
        held |= fresh
        now |= fresh
    return {place: value for place in marks if (value := now[place][1]) is not None}


def while_unchanged(name: str, place: Place, read: Callable[[], Found], *, at: Hashable) -> Found:
    """The same for one plan, whose edition stands in `at` with all else that `read` depends on."""
    held: dict[Place, tuple[Hashable, Found]] = kept(("one plan", name), dict)
    one = held.get(place)
    if one is None or one[0] != at:
        one = held[place] = at, read()
    return one[1]


_NOTHING = (None, None)


def _in(places: Collection[Place]) -> Q:
    plans = {plan for _, plan in places if plan is not None}
    of_none = {office for office, plan in places if plan is None}
    return Q(plan__in=plans) | Q(plan=None, office__in=of_none)
