"""All pages of one person, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from tools.half_year import pages
from tools.half_year.comparing import Comparison
from tools.half_year.seeing import Looker, looker

__all__ = ["comparison", "look_at_all", "look_at_unit"]

_LATER = (1, 8, 15, 22, 29)
"""Days after its issue on which a plan is looked at again."""


def comparison(log: Sequence[Any], on: date) -> Comparison:
    """With the names of units and people, which the pages have and the log has not."""
    from sauro_web.accounts.models import Unit, User

    units = {unit.pk: unit.label for unit in Unit.objects.all()}
    return Comparison(log, on, units, dict(User.objects.values_list("pk", "full_name")))


def look_at_all(found: Comparison, client: Any, user: Any, *, deep: bool = True) -> None:
    """Desk, leader's page, lists, plans, units, nudges; `deep`: boards, calendars and plans on earlier
    days too."""
    who = looker(user, user.username)
    found.desk(client, who)
    if who.office:
        found.dashboard(client, who)
    found.lists(client, who, deep=deep)
    for plan, issued in _plans(found, who).items():
        earlier = [issued + timedelta(days=days) for days in _LATER if deep]
        pages.plan_page(found, client, who, plan, [day for day in earlier if day < found.on])
        pages.plan_rows(found, client, who, plan)
    pages.nudges(found, client, who)
    for unit, area in _areas(who.units):
        pages.unit_page(found, client, who, unit, area)


def look_at_unit(found: Comparison, client: Any, user: Any, unit: int) -> None:
    """The page of a unit below one's office."""
    for number, area in _areas([unit]):
        pages.unit_page(found, client, looker(user, user.username), number, area)


def _plans(found: Comparison, who: Looker) -> dict[int, date]:
    """The plans that the person sees, with the day of issue."""
    return {
        part.task["plan"]: part.given
        for part in found.ledger.parts.values()
        if part.task["plan"] and (part.unit in who.units or part.task["office"] == who.office)
    }


def _areas(units: Sequence[int] | frozenset[int]) -> Any:
    """Each with the units that stand in its house."""
    from sauro_web.accounts.models import Unit

    below: Callable[[Any], Any] = lambda unit: Unit.objects.filter(path__startswith=unit.path)  # noqa: E731
    for unit in Unit.objects.filter(pk__in=units):
        inside = [unit]
        if unit.kind == "commune":
            inside = below(unit)
        elif unit.kind == "province":
            inside = below(unit).filter(commune=None)
        yield unit.pk, frozenset(one.pk for one in inside)
