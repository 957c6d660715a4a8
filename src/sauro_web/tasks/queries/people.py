"""Who works where."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from sauro_web.accounts.models import Membership, Unit, User
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.rules import in_force

__all__ = ["people_of"]


def people_of(unit: Unit, on: date) -> QuerySet[User]:
    """Those who have a position in a unit or below it that day."""
    held = Membership.objects.filter(in_force(on), begins("unit__path", unit.path)).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("full_name", "pk")
