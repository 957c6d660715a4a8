"""Who may do what with a plan."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from sauro.text.compare import unit_key
from sauro_web.accounts.models import Role, Unit, User
from sauro_web.accounts.queries.standings import standings
from sauro_web.accounts.rules import holds_in_house, houses_of, offices_above
from sauro_web.plans.models import ImportedPlan, Origin, PlanState

__all__ = [
    "may_follow_plans_below",
    "may_handle_plans",
    "may_read_coverage",
    "may_read_drafts",
    "may_read_plan",
    "may_send_back",
    "readable",
]

_BEFORE_ISSUE = (Role.COORDINATOR, Role.LEADER, Role.ADMINISTRATOR)


def may_handle_plans(user: User, office: Unit, *, on: date) -> bool:
    """Upload, review, confirm and issue plans of `office`: who follows plans in it, not in the office
    above."""
    return holds_in_house(user, (Role.COORDINATOR,), office, on=on)


def may_read_drafts(user: User, office: Unit, *, on: date) -> bool:
    """See plans of `office` that are not in force yet: who follows them, its leaders and administrators."""
    return holds_in_house(user, _BEFORE_ISSUE, office, on=on)


def may_read_plan(user: User, plan: ImportedPlan, *, on: date) -> bool:
    """Before it is in force: who may read the office's drafts. After: everybody with a position in the office
    or beneath it."""
    if plan.units_told_at is None and plan.state != PlanState.KEPT:
        return may_read_drafts(user, plan.office, on=on)
    return any(one.unit.path.startswith(plan.office.path) for one in standings(user, on))


def may_follow_plans_below(user: User, plan: ImportedPlan, *, on: date) -> bool:
    """See which offices beneath have issued a plan of theirs to carry `plan` out, what theirs make of it, and
    write to those that have not: who follows plans in its office, its leaders and administrators, once it is
    in force."""
    in_force = plan.units_told_at is not None or plan.state == PlanState.KEPT
    return in_force and may_read_drafts(user, plan.office, on=on)


def may_read_coverage(user: User, plan: ImportedPlan, *, on: date) -> bool:
    """See what `plan` makes of the plan above: who may read it, and once it is in force who follows plans
    below the one above."""
    if may_read_plan(user, plan, on=on):
        return True
    in_force = plan.units_told_at is not None or plan.state == PlanState.KEPT
    return in_force and plan.parent is not None and may_follow_plans_below(user, plan.parent, on=on)


def may_send_back(user: User, plan: ImportedPlan, *, on: date) -> bool:
    """Write to the office that issued `plan` what it has to mend: who follows plans below the one above. What
    an office carries out by another plan of its own it does not write to itself about."""
    above = plan.parent
    if above is None or not may_follow_plans_below(user, above, on=on):
        return False
    own = plan.origin == Origin.OWN or unit_key(plan.issuer) == unit_key(above.office.name)
    return plan.office_id != above.office_id or not own


def readable(user: User, *, on: date) -> Q:
    """The condition on a plan that the person may read it, as `may_read_plan` has it; what was put aside is
    none of them. Two queries, however many plans there are."""
    held = standings(user, on)
    above = {path for one in held for path in offices_above(one.unit)}
    in_force = Q(units_told_at__isnull=False) | Q(state=PlanState.KEPT)
    given = in_force & Q(office__path__in=above)
    preparing = [one.unit for one in held if one.role in _BEFORE_ISSUE]
    before = ~in_force & houses_of(preparing, "office__")
    return (given | before) & ~Q(state=PlanState.DISCARDED)
