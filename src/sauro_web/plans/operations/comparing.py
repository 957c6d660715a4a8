"""Lays plans beside the plan above, in the background: when one is read or tied, after every step of a person
on one of the two, and at night where something has changed since."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from sauro.checks.coverage import cover
from sauro.checks.coverage.serial import to_json
from sauro_web.common.jobs import enqueue
from sauro_web.plans.models import ImportedPlan, PlanCoverage, Reading
from sauro_web.plans.queries.confirmed import marks_of, plan_as_confirmed
from sauro_web.plans.queries.coverage import counts_of, mark_of, out_of_date, with_parent
from sauro_web.plans.queries.findings import findings_on

__all__ = ["ask_for_comparison", "compare_again", "compare_beneath", "compare_plan"]


def ask_for_comparison(plan: ImportedPlan) -> None:
    """Asks for the comparison of a plan with the one above, and of those that carry it out; in the caller's
    transaction. Asked for at every step of a review it is done as often as the background work has time."""
    if plan.parent_id:
        _ask_for(plan.pk)
    if with_parent().filter(parent=plan).exists():
        enqueue(compare_beneath, plan.pk, key=f"plan.compare.beneath.{plan.pk}")


def compare_beneath(plan_id: int) -> None:
    """The job that asks for the comparisons of those that carry a plan out, as far as they no longer hold."""
    _ask_for(*(plan.pk for plan in out_of_date(with_parent().filter(parent=plan_id))))


def compare_again() -> int:
    """Asks for the comparisons that no longer hold, or were never made. How many there were."""
    plans = out_of_date(with_parent())
    _ask_for(*(plan.pk for plan in plans))
    return len(plans)


def _ask_for(*plans: int) -> None:
    for plan_id in plans:
        enqueue(compare_plan, plan_id, key=f"plan.compare.{plan_id}")


def compare_plan(plan_id: int) -> None:
    """The job that compares a plan with the one above. Handed out twice it does nothing the second time; tied
    to no plan any more, the comparison goes."""
    plan = with_parent().filter(pk=plan_id).first()
    if plan is None or plan.parent_id is None:
        PlanCoverage.objects.filter(plan=plan_id).delete()
        return
    mark = mark_of(plan.pk, plan.parent_id, marks_of({plan.pk, plan.parent_id}))
    if not mark or PlanCoverage.objects.filter(plan=plan_id, made_of=mark).exists():
        return
    readings = Reading.objects.select_related("plan").in_bulk([plan.pk, plan.parent_id])
    reading = readings[plan.pk]
    read = plan_as_confirmed(reading)
    coverage = cover(read, plan_as_confirmed(readings[plan.parent_id]))
    findings = findings_on(reading, read)
    values = {
        "parent_id": plan.parent_id,
        "found": to_json(coverage),
        "counts": counts_of(coverage, findings),
        "made_of": mark,
        "made_at": timezone.now(),
    }
    with transaction.atomic():
        held = ImportedPlan.objects.select_for_update(no_key=True).filter(pk=plan_id).first()
        if held is not None and held.parent_id == plan.parent_id:
            PlanCoverage.objects.update_or_create(plan=held, defaults=values)
