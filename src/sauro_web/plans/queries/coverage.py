"""What plans make of the plan above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from django.db.models import QuerySet
from django.http import Http404

from sauro.checks.coverage import Coverage, Verdict
from sauro.checks.coverage.compare import VERSION
from sauro.checks.coverage.names import is_owed
from sauro.checks.coverage.serial import from_json
from sauro.findings import Finding, Severity
from sauro.folio.model import Folio
from sauro.folio.serial import from_json as folio_from_json
from sauro.plan.model import Plan
from sauro_web.accounts.models import User
from sauro_web.plans import rules
from sauro_web.plans.models import (
    ImportedPlan,
    PlanCoverage,
    PlanState,
)
from sauro_web.plans.queries.confirmed import marks_of, plan_as_confirmed
from sauro_web.plans.queries.findings import findings_on

__all__ = [
    "UNKNOWN",
    "Compared",
    "Figures",
    "compared_plan",
    "counts_of",
    "coverage_of",
    "figures_of",
    "mark_of",
    "out_of_date",
    "told_of",
    "with_parent",
]

UNKNOWN = (PlanState.QUEUED, PlanState.READING, PlanState.UNREAD, PlanState.DISCARDED)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a list shows of a comparison: how many duties and targets the plan above asks of this office and
    how many are met, missing, not met in full; rows of a wrong level; other findings, grave and doubtful;
    whether what it was made of has changed since; whether the plan names the one above by its number."""

    owed: int
    met: int
    missing: int
    weakened: int
    wrong_level: int
    grave: int
    doubtful: int
    is_stale: bool
    cites: bool = True


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with all its rows."""

    coverage: Coverage
    figures: Figures
    made_at: datetime


def with_parent() -> QuerySet[ImportedPlan]:
    """Plans that may be compared: read, and tied to a plan above."""
    return ImportedPlan.objects.exclude(state__in=UNKNOWN).exclude(parent=None)


def mark_of(plan_id: int, parent_id: int, known: Mapping[int, str]) -> str:
    """The mark of a comparison of two plans as they stand; "" where one has not been read."""
    if plan_id not in known or parent_id not in known:
        return ""
    parts = (str(plan_id), known[plan_id], str(parent_id), known[parent_id], VERSION)
    return sha256("|".join(parts).encode()).hexdigest()


def out_of_date(plans: Iterable[ImportedPlan]) -> list[ImportedPlan]:
    """Those of the plans, each tied to one above, whose comparison is missing or no longer holds. Three
    queries."""
    plans = list(plans)
    numbers = {plan.pk for plan in plans} | {plan.parent_id for plan in plans if plan.parent_id}
    known = marks_of(numbers)
    kept = dict(PlanCoverage.objects.filter(plan__in=plans).values_list("plan_id", "made_of"))
    marks = {plan.pk: mark_of(plan.pk, plan.parent_id or 0, known) for plan in plans}
    return [plan for plan in plans if marks[plan.pk] and kept.get(plan.pk) != marks[plan.pk]]


def compared_plan(plan_id: int, *, by: User, on: date) -> ImportedPlan:
    """A plan whose comparison the person may see, with the plan above. Raises Http404 for everybody else, as
    for a plan that is tied to none."""
    plans = ImportedPlan.objects.select_related("office__province", "parent__office__province")
    plan = plans.filter(pk=plan_id).exclude(parent=None).first()
    if plan is None or not rules.may_read_coverage(by, plan, on=on):
        raise Http404
    return plan


def coverage_of(plan: ImportedPlan) -> Compared | None:
    """What a plan makes of the plan above; None until that has been worked out. Three queries."""
    kept = PlanCoverage.objects.filter(plan=plan, parent=plan.parent_id).first()
    if kept is None or plan.parent_id is None:
        return None
    figures = figures_of(kept, marks_of({plan.pk, plan.parent_id}))
    return Compared(from_json(kept.found), figures, kept.made_at)


def told_of(plan: ImportedPlan) -> tuple[Plan, Coverage, Plan, Folio] | None:
    """What a letter on a plan tells: the plan with all findings, what it makes of the plan above, that one,
    and the text that was read; None until they have been compared. Four queries."""
    compared = coverage_of(plan)
    if compared is None or plan.parent is None:
        return None
    read = plan_as_confirmed(plan.reading)
    return (
        replace(read, findings=findings_on(plan.reading, read)),
        compared.coverage,
        plan_as_confirmed(plan.parent.reading),
        folio_from_json(plan.reading.folio),
    )


def counts_of(coverage: Coverage, findings: Iterable[Finding]) -> dict[str, int | bool]:
    """The figures of a list, but whether they still hold."""
    counts, severities = coverage.counts(), Counter(finding.severity for finding in findings)
    owed = [row for row in coverage.rows if is_owed(row)]
    return {
        "owed": len(owed),
        "met": sum(row.verdict in (Verdict.COVERED, Verdict.TIGHTENED) for row in owed),
        "missing": counts[Verdict.MISSING],
        "weakened": counts[Verdict.WEAKENED],
        "wrong_level": counts[Verdict.WRONG_LEVEL],
        "grave": severities[Severity.STOP] + severities[Severity.ERROR],
        "doubtful": severities[Severity.WARN] + severities[Severity.ASK],
        "cites": coverage.cites_parent,
    }


def figures_of(kept: PlanCoverage, known: Mapping[int, str]) -> Figures:
    """The figures of a kept comparison; `known` are the marks of both plans as they stand."""
    return Figures(**kept.counts, is_stale=kept.made_of != mark_of(kept.plan_id, kept.parent_id, known))
