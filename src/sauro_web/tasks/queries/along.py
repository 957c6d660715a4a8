"""Units, plans and officers that come along with rows of parts: taken from what the process keeps of earlier
pages, not joined to every row and made anew from each; a page of a list names a few of each forty times."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from django.db.models import Model

from sauro_web.accounts.models import Unit, User
from sauro_web.common.between_pages import kept
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.models import UnitTask

__all__ = ["DRAWN_OF_PLANS", "put_along"]

Record = TypeVar("Record", bound=Model)
DRAWN_OF_PLANS = ("number", "symbol", "subject", "state", "file_name", "issuer", "issued_on", "origin")
"""What of a plan stands beside its work. A change of these is told (`plans.apps`), as it is of whatever
there is of units and of the names of people."""
_OF_OFFICERS = ("username", "full_name", "is_active")
_MOST = 2_000
"""Records of a kind that are kept: about two megabytes."""


def put_along(parts: Sequence[UnitTask]) -> None:
    """Gives the parts their units and officers, and their tasks, which must be at hand, their plans. A query
    for each kind of which one is not kept yet."""
    units = _known(Unit, {part.unit_id for part in parts})
    plans = _known(ImportedPlan, _numbers(part.task.plan_id for part in parts), DRAWN_OF_PLANS)
    people = _known(User, _numbers(part.officer_id for part in parts), _OF_OFFICERS)
    for part in parts:
        part.unit = units[part.unit_id]
        part.task.plan = plans[part.task.plan_id] if part.task.plan_id else None
        part.officer = people[part.officer_id] if part.officer_id else None


def _numbers(found: Iterable[int | None]) -> set[int]:
    return {number for number in found if number}


def _known(model: type[Record], numbers: Collection[int], drawn: Sequence[str] = ()) -> Mapping[int, Record]:
    """Records of a kind, with these columns alone where some are named."""
    if not numbers:
        return {}
    held: dict[int, Record] = kept(("along", model), dict)
    # Another page may empty what is held meanwhile: what this one names it holds itself.
    found = {number: one for number in numbers if (one := held.get(number)) is not None}
    if missing := set(numbers) - found.keys():
        rows = model._default_manager.all()
        fresh: dict[int, Record] = (rows.only(*drawn) if drawn else rows).in_bulk(missing)
        if len(held) + len(fresh) > _MOST:
            held.clear()
        held.update(fresh)
        found |= fresh
    return found
