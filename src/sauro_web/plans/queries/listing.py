"""Lists of plans."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear, Length
from django.http import Http404

from sauro_web.accounts.models import Role, Unit, UnitKind, User
from sauro_web.accounts.queries.standings import standings
from sauro_web.accounts.rules import offices_above
from sauro_web.plans import rules
from sauro_web.plans.models import ImportedPlan, PlanState, SuggestionState

__all__ = [
    "offices_handled",
    "offices_led",
    "offices_read",
    "plan_of",
    "plans_listed",
    "plans_of",
    "waiting_for_review",
    "years_of",
]


def plans_of(office: Unit) -> QuerySet[ImportedPlan]:
    """Plans of an office, the last uploaded first, with how many suggestions each has and how many are
    decided; the text read stays in the database."""
    counted = Q(suggestions__twin_of=None)
    decided = counted & ~Q(suggestions__state=SuggestionState.OPEN)
    plans = ImportedPlan.objects.filter(office=office).exclude(state=PlanState.DISCARDED)
    return (
        plans.select_related("uploaded_by")
        .annotate(
            suggested=Count("suggestions", filter=counted), decided=Count("suggestions", filter=decided)
        )
        .order_by("-uploaded_at", "-id")
    )


def plans_listed(office: Unit) -> QuerySet[ImportedPlan]:
    """The same with what the list sorts and filters by: `year` of issue, of upload where that is not known
    yet, and the `length_of_number`, so that 9 stands before 57."""
    return plans_of(office).annotate(year=_YEAR, length_of_number=Length("number"))


def years_of(office: Unit) -> list[int]:
    """The years of an office's plans, the last first."""
    plans = ImportedPlan.objects.filter(office=office).exclude(state=PlanState.DISCARDED)
    return list(
        plans.order_by().annotate(year=_YEAR).values_list("year", flat=True).distinct().order_by("-year")
    )


_YEAR = Coalesce(ExtractYear("issued_on"), ExtractYear("uploaded_at"))


def waiting_for_review(office: Unit) -> QuerySet[ImportedPlan]:
    """Plans that somebody has to review."""
    return plans_of(office).filter(state=PlanState.REVIEW)


def plan_of(plan_id: int, *, by: User, on: date) -> ImportedPlan:
    """The plan, for a person who may read it; raises Http404 for everybody else, as for a plan that is not
    there."""
    # Few have a plan above them or one that they amend: those are fetched where they are named.
    plans = ImportedPlan.objects.select_related("office__province", "uploaded_by")
    plan = plans.filter(pk=plan_id).first()
    if plan is None or not rules.may_read_plan(by, plan, on=on):
        raise Http404
    return plan


def offices_handled(user: User, on: date) -> list[Unit]:
    """The offices whose plans a person follows, by his own positions first: the Committee in whose house he
    sits, and his department there where it has units of its own to give work to."""
    return _offices(user, (Role.COORDINATOR,), on)


def offices_read(user: User, on: date) -> list[Unit]:
    """Those, and the offices that the person leads: all of their plans he may read."""
    return _offices(user, (Role.COORDINATOR, Role.LEADER), on)


def _offices(user: User, roles: Collection[Role], on: date) -> list[Unit]:
    offices: dict[int, Unit] = {}
    for standing in standings(user, on):
        if standing.role in roles:
            office = standing.unit.house
            offices.setdefault(office.pk, office)
            for department in _departments_around(standing.unit):
                offices.setdefault(department.pk, department)
    return list(offices.values())


def offices_led(user: User, on: date) -> list[Unit]:
    """The offices that a person leads, by the position in which he acts first."""
    led = [one.unit for one in standings(user, on) if one.role is Role.LEADER]
    offices = (unit.house for unit in led)
    return list({office.pk: office for office in offices}.values())


def _departments_around(unit: Unit) -> Iterable[Unit]:
    """The department that a unit is or belongs to, where that has units of its own; none in a commune."""
    if unit.commune_id is not None or unit.kind == UnitKind.PROVINCE:
        return ()
    return Unit.objects.filter(path__in=offices_above(unit), kind=UnitKind.DEPARTMENT, numchild__gt=0)
