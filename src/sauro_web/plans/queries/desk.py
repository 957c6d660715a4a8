"""What a person has to do with plans, for the first page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from sauro_web.accounts.models import Unit, User
from sauro_web.common.between_pages import kept
from sauro_web.common.desk import Waiting
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.queries.listing import offices_handled, offices_led, plans_of

__all__ = ["plans_to_review"]

_NOT_DONE = (PlanState.REVIEW, PlanState.UNREAD)


def plans_to_review(person: User, on: date) -> Iterator[Waiting]:
    """Plans that the person follows and that are not decided to the end, or could not be read; then those
    that others review for an office that he leads."""
    handled = offices_handled(person, on)
    waiting = kept("offices with plans to review", _offices)
    for office in handled:
        if office.pk not in waiting:
            continue
        for plan in plans_of(office).filter(state__in=_NOT_DONE):
            action = "Xem" if plan.state == PlanState.UNREAD else "Soát"
            yield _row(plan, office, "Soát kế hoạch", action)
    for office in offices_led(person, on):
        if office not in handled and office.pk in waiting:
            for plan in plans_of(office).filter(state=PlanState.REVIEW):
                yield _row(plan, office, f"{plan.uploaded_by} đang soát kế hoạch", "Xem")


def _offices() -> set[int]:
    """Of whose plans any is not decided to the end."""
    open_ones = ImportedPlan.objects.filter(state__in=_NOT_DONE).order_by()
    return set(open_ones.values_list("office", flat=True).distinct())


def _row(plan: ImportedPlan, office: Unit, what: str, action: str) -> Waiting:
    reason, state = _reason(plan)
    return Waiting(
        title=f"{what}: {plan.subject or plan.file_name}",
        address=reverse("plans:review" if plan.state == PlanState.REVIEW else "plans:plan", args=[plan.pk]),
        reason=reason,
        state=state,
        unit=office.label,
        action=action,
    )


def _reason(plan: ImportedPlan) -> tuple[str, str]:
    if plan.state == PlanState.UNREAD:
        return "không đọc được tệp", "refused"
    left = getattr(plan, "suggested", 0) - getattr(plan, "decided", 0)
    return (f"còn {left} mục chưa soát", "waiting") if left else ("đã soát xong, chờ giao việc", "near")
