"""Who may do what with a plan."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from sauro_web.accounts.models import Membership, Role, Unit, UnitKind, User
from sauro_web.accounts.rules import positions_of
from sauro_web.plans.models import ImportedPlan

__all__ = ["may_handle_plans", "may_read_plan", "own_house"]


def own_house(office: Unit) -> Q:
    """The condition on a position that it is in the office itself or a unit of its own: a department belongs
    to the house of its province, a commune does not."""
    if office.kind == UnitKind.COMMUNE:
        return Q(unit__commune=office)
    if office.kind == UnitKind.PROVINCE:
        return Q(unit__province=office, unit__commune=None)
    return Q(unit__path__startswith=office.path)


def may_handle_plans(user: User, office: Unit, *, on: date) -> bool:
    """Upload, review, confirm and issue plans of `office`: who follows plans in it, not in the office
    above."""
    return _has_position(user, own_house(office), on, Role.COORDINATOR)


def may_read_plan(user: User, plan: ImportedPlan, *, on: date) -> bool:
    """Before it gives work: who follows plans of the office, its leaders and administrators. After: everybody
    with a position in the office or beneath it."""
    if plan.units_told_at is not None:
        return _has_position(user, Q(unit__path__startswith=plan.office.path), on, *Role)
    return _has_position(user, own_house(plan.office), on, Role.COORDINATOR, Role.LEADER, Role.ADMINISTRATOR)


def _has_position(user: User, where: Q, on: date, *roles: Role) -> bool:
    if not user.is_authenticated or not user.is_active:
        return False
    return Membership.objects.filter(where, role__in=roles).filter(positions_of(user, on)).exists()
