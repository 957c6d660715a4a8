"""Who may do what with a plan."""

from __future__ import annotations

from datetime import date

from sauro_web.accounts.models import Membership, Role, Unit, User
from sauro_web.accounts.rules import holds_in_house, positions_of
from sauro_web.plans.models import ImportedPlan, PlanState

__all__ = ["may_handle_plans", "may_read_drafts", "may_read_plan"]


def may_handle_plans(user: User, office: Unit, *, on: date) -> bool:
    """Upload, review, confirm and issue plans of `office`: who follows plans in it, not in the office
    above."""
    return holds_in_house(user, (Role.COORDINATOR,), office, on=on)


def may_read_drafts(user: User, office: Unit, *, on: date) -> bool:
    """See plans of `office` that are not in force yet: who follows them, its leaders and administrators."""
    return holds_in_house(user, (Role.COORDINATOR, Role.LEADER, Role.ADMINISTRATOR), office, on=on)


def may_read_plan(user: User, plan: ImportedPlan, *, on: date) -> bool:
    """Before it is in force: who may read the office's drafts. After: everybody with a position in the office
    or beneath it."""
    if plan.units_told_at is None and plan.state != PlanState.KEPT:
        return may_read_drafts(user, plan.office, on=on)
    if not user.is_authenticated or not user.is_active:
        return False
    beneath = Membership.objects.filter(unit__path__startswith=plan.office.path)
    return beneath.filter(positions_of(user, on)).exists()
