"""What plans make of the plan above, and which offices have issued theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from django.db.models import Q, QuerySet
from django.http import Http404

import sauro
from sauro.checks.coverage import Coverage, Verdict
from sauro.checks.coverage.compare import VERSION
from sauro.checks.coverage.names import is_owed
from sauro.checks.coverage.own_plan import own_plan_duty
from sauro.checks.coverage.serial import from_json
from sauro.checks.gathering import gathered
from sauro.findings import Finding, Severity
from sauro.folio.serial import from_json as folio_from_json
from sauro.plan.model import Plan
from sauro.text.compare import unit_key
from sauro_web.accounts.models import Unit, UnitKind, User
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.rules import in_force
from sauro_web.plans import rules
from sauro_web.plans.models import (
    ImportedPlan,
    Origin,
    PlanCoverage,
    PlanState,
    Reading,
)
from sauro_web.plans.queries.confirmed import marks_of, plan_as_confirmed

__all__ = [
    "Below",
    "Carried",
    "compared_plan",
    "counts_of",
    "coverage_of",
    "Compared",
    "Figures",
    "mark_of",
    "out_of_date",
    "plans_below",
    "told_of",
    "with_parent",
]

_UNKNOWN = (PlanState.QUEUED, PlanState.READING, PlanState.UNREAD, PlanState.DISCARDED)
_BENEATH = {
    UnitKind.PROVINCE: (UnitKind.DEPARTMENT, UnitKind.COMMUNE),
    UnitKind.COMMUNE: (UnitKind.DIVISION, UnitKind.CENTRE),
}
"""The offices beneath that issue plans of their own."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a list shows of a comparison: how many duties and targets the plan above asks of this office and
    how many are met, missing, not met in full; rows of a wrong level; other findings, grave and doubtful;
    whether what it was made of has changed since."""

    owed: int
    met: int
    missing: int
    weakened: int
    wrong_level: int
    grave: int
    doubtful: int
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with all its rows."""

    coverage: Coverage
    figures: Figures
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Carried:
    """An office beneath, its plan where it has issued one, what that makes of the plan above, and whether the
    person may open it."""

    name: str
    unit: Unit | None = None
    plan: ImportedPlan | None = None
    figures: Figures | None = None
    opens: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Below:
    """A plan and the offices beneath that carry it out; `due` is the day by which they have to issue theirs,
    None where the plan does not say."""

    plan: ImportedPlan
    rows: Sequence[Carried]
    due: date | None

    @property
    def issued(self) -> int:
        """How many have issued theirs."""
        return sum(row.plan is not None for row in self.rows)

    @property
    def waiting(self) -> list[Carried]:
        """Those that have not."""
        return [row for row in self.rows if row.plan is None]


def with_parent() -> QuerySet[ImportedPlan]:
    """Plans that may be compared: read, and tied to a plan above."""
    return ImportedPlan.objects.exclude(state__in=_UNKNOWN).exclude(parent=None)


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
    figures = _figures(kept, marks_of({plan.pk, plan.parent_id}))
    return Compared(from_json(kept.found), figures, kept.made_at)


def told_of(plan: ImportedPlan) -> tuple[Plan, Coverage, Plan] | None:
    """What a letter on a plan tells: the plan with all findings, what it makes of the plan above, and that
    one; None until they have been compared. Four queries."""
    compared = coverage_of(plan)
    if compared is None or plan.parent is None:
        return None
    read = plan_as_confirmed(plan.reading)
    findings = gathered(read.findings, sauro.check(folio_from_json(plan.reading.folio)))
    return replace(read, findings=findings), compared.coverage, plan_as_confirmed(plan.parent.reading)


def counts_of(coverage: Coverage, findings: Iterable[Finding]) -> dict[str, int]:
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
    }


def _figures(kept: PlanCoverage, known: Mapping[int, str]) -> Figures:
    return Figures(**kept.counts, is_stale=kept.made_of != mark_of(kept.plan_id, kept.parent_id, known))


def plans_below(plan: ImportedPlan, *, by: User, on: date) -> Below:
    """Which offices beneath that of `plan` have issued theirs: those of whom it asks a plan, or all where it
    asks one of nobody, and others that carry it out. Eight queries, however many offices there are."""
    reading = Reading.objects.filter(plan=plan).first()
    read = plan_as_confirmed(reading) if reading else None
    offices = _offices_beneath(plan.office, on)
    duties = {office.pk: own_plan_duty(read, office.name) if read else None for office in offices}
    asked = [office for office in offices if duties[office.pk]] or offices
    days = {duty.due.value.date for duty in duties.values() if duty and duty.due and duty.due.value.date}
    due = min(days, default=None)
    children = list(_children(plan))
    known = marks_of({plan.pk, *(child.pk for child in children)})
    coverages = PlanCoverage.objects.filter(plan__in=children, parent=plan).defer("found")
    kept = {one.plan_id: one for one in coverages}
    open_to = set(
        ImportedPlan.objects.filter(
            rules.readable(by, on=on), pk__in=[child.pk for child in children]
        ).values_list("pk", flat=True)
    )
    rows, matched = [], set[int]()
    for office in asked:
        child = next((one for one in children if _is_of(one, office, plan)), None)
        if child is None:
            rows.append(Carried(office.name, office, is_late=due is not None and on > due))
            continue
        matched.add(child.pk)
        rows.append(_carried(office.name, office, child, kept, known, open_to, due))
    for child in (one for one in children if one.pk not in matched):
        name = child.issuer or child.office.name
        if unit_key(name) != unit_key(plan.office.name):
            rows.append(_carried(name, None, child, kept, known, open_to, due))
    return Below(plan, rows, due)


def _carried(
    name: str,
    unit: Unit | None,
    child: ImportedPlan,
    kept: Mapping[int, PlanCoverage],
    known: Mapping[int, str],
    open_to: Collection[int],
    due: date | None,
) -> Carried:
    figures = _figures(kept[child.pk], known) if child.pk in kept else None
    late = due is not None and child.issued_on is not None and child.issued_on > due
    return Carried(name, unit, child, figures, child.pk in open_to, late)


def _offices_beneath(office: Unit, on: date) -> list[Unit]:
    kinds = _BENEATH.get(UnitKind(office.kind), ())
    units = Unit.objects.filter(begins("path", office.path), kind__in=kinds, depth=office.depth + 1)
    listed = units.filter(in_force(on)).order_by("position", "path")
    return sorted(listed, key=lambda unit: kinds.index(UnitKind(unit.kind)))


def _children(plan: ImportedPlan) -> QuerySet[ImportedPlan]:
    """Plans that carry it out and that its office knows of: its own and those that were sent to it at once,
    those of other offices once they are in force. The latest first."""
    known = Q(office=plan.office_id) | Q(units_told_at__isnull=False) | Q(state=PlanState.KEPT)
    children = plan.carried_out_by.filter(known).exclude(state__in=(*_UNKNOWN, PlanState.REPLACED))
    return children.select_related("office").order_by("-issued_on", "-id")


def _same_house(child: ImportedPlan, plan: ImportedPlan) -> bool:
    return child.office_id == plan.office_id


def _is_of(child: ImportedPlan, office: Unit, plan: ImportedPlan) -> bool:
    """Whether a plan is that of an office: issued there, or sent by it to the office above."""
    if not _same_house(child, plan):
        return child.office_id == office.pk and child.origin != Origin.RECEIVED
    return unit_key(child.issuer) == unit_key(office.name)
