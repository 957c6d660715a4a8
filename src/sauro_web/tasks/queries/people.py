"""Who works where."""

from __future__ import annotations

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import QuerySet

from sauro_web.accounts.models import Membership, Unit, User
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.queries.successions import living_successors
from sauro_web.accounts.rules import in_force

__all__ = ["people_of"]


def people_of(unit: Unit, on: date) -> QuerySet[User]:
    """Those who have a position in a unit or below it that day; where it is no more, in those that followed
    it, whose people do its work."""
    units = [unit]
    if unit.ended_since(on) is not None:
        units += living_successors([unit], on)[unit.pk]
    here = reduce(or_, (begins("unit__path", one.path) for one in units))
    held = Membership.objects.filter(in_force(on), here).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("full_name", "pk")
