"""Targets of an office: those in force, all versions, and those of its plans that nobody has taken up yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q, QuerySet

from sauro.indicators.arithmetic import target_on
from sauro.indicators.model import THE_SEVEN, Comparator, Target
from sauro_web.accounts.models import Unit
from sauro_web.indicators.models import SetTarget
from sauro_web.plans.models import ImportedPlan, PlanState, Suggestion, SuggestionKind, SuggestionState

__all__ = ["Proposed", "as_core_has_it", "in_force", "proposed", "versions_of"]

_CODES = frozenset(one.code for one in THE_SEVEN)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A target that a person has confirmed in a plan of the office and that is not followed yet, or
    otherwise: `now` is the one in force."""

    suggestion: Suggestion
    plan: ImportedPlan
    code: str
    name: str
    comparator: str
    wanted: Decimal
    now: SetTarget | None


def as_core_has_it(row: SetTarget) -> Target:
    """The target as the core compares with it."""
    wanted = Fraction(row.wanted or 0) / 100
    return Target(row.indicator, Comparator(row.comparator), wanted, row.since, row.source)


def versions_of(office: Unit, code: str) -> QuerySet[SetTarget]:
    """All that were ever set for one indicator, the last first."""
    rows = SetTarget.objects.filter(office=office, indicator=code).select_related("plan", "set_by")
    return rows.order_by("-since", "-pk")


def in_force(office: Unit, on: date) -> Mapping[str, SetTarget]:
    """By code those that hold on a day; what was set to nothing is none. One query."""
    rows = SetTarget.objects.filter(office=office, since__lte=on).select_related("plan").order_by("pk")
    by_code: dict[str, list[SetTarget]] = {}
    for row in rows:
        by_code.setdefault(row.indicator, []).append(row)
    found: dict[str, SetTarget] = {}
    for code, versions in by_code.items():
        said = [as_core_has_it(row) for row in versions]
        holds = target_on(said, on)
        last = next(row for row, one in zip(versions, said, strict=True) if one is holds)
        if last.wanted is not None:
            found[code] = last
    return found


def proposed(office: Unit, on: date) -> Sequence[Proposed]:
    """Targets in percent of the plans of the office that are being carried out, of indicators that the
    software counts, which differ from what is in force. Two queries."""
    now = in_force(office, on)
    rows = Suggestion.objects.filter(
        Q(plan__units_told_at__isnull=False) | Q(plan__state=PlanState.KEPT),
        plan__office=office,
        kind=SuggestionKind.TARGET,
        state=SuggestionState.CONFIRMED,
        twin_of=None,
    ).exclude(plan__state__in=(PlanState.DISCARDED, PlanState.REPLACED))
    names = {one.code: one.name for one in THE_SEVEN}
    found: dict[tuple[int, str], Proposed] = {}
    for row in rows.select_related("plan").order_by("plan_id", "position"):
        code, unit, value = row.value.get("indicator"), row.value.get("unit"), row.value.get("value")
        if code not in _CODES or unit != "%" or not isinstance(value, int | float) or not 0 <= value <= 100:
            continue
        held, wanted = now.get(code), Decimal(str(value))
        comparator = row.value.get("comparator") or ">="
        is_same = held is not None and (held.wanted, held.comparator) == (wanted, comparator)
        if not is_same:
            one = Proposed(row, row.plan, code, names[code], comparator, wanted, held)
            found.setdefault((row.plan_id, code), one)
    return tuple(found.values())
