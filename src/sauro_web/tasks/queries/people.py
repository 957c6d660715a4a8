"""Who works where."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import reduce
from itertools import chain
from operator import or_

from django.db.models import QuerySet

from sauro_web.accounts.models import Membership, Unit, User
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.queries.successions import living_successors
from sauro_web.accounts.rules import in_force

__all__ = ["people_of", "people_of_any"]


def people_of(unit: Unit, on: date) -> QuerySet[User]:
    """Those who have a position in a unit or below it that day; where it is no more, in those that followed
    it, whose people do its work."""
    return people_of_any([unit], on)


def people_of_any(units: Collection[Unit], on: date) -> QuerySet[User]:
    """The same for several units; nobody for none."""
    gone = [unit for unit in units if unit.ended_since(on) is not None]
    followed = living_successors(gone, on).values() if gone else ()
    paths = {unit.path for unit in (*units, *chain.from_iterable(followed))}
    if not paths:
        return User.objects.none()
    here = reduce(or_, (begins("unit__path", path) for path in sorted(paths)))
    held = Membership.objects.filter(in_force(on), here).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("full_name", "pk")
