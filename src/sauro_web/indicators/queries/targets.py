"""Targets of an office: those in force, all versions, and those of its plans that nobody has taken up yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Q, QuerySet

from sauro.indicators.arithmetic import target_on
from sauro.indicators.model import THE_SEVEN, Comparator, Shape, Target
from sauro_web.accounts.models import Unit
from sauro_web.common.words import words_of
from sauro_web.indicators.models import OwnIndicator, SetTarget
from sauro_web.plans.models import ImportedPlan, PlanState, Suggestion, SuggestionKind, SuggestionState
from sauro_web.plans.queries.wording import target_words

__all__ = ["NewTarget", "Proposed", "as_core_has_it", "in_force", "new_targets", "proposed", "versions_of"]

_NAMES = {one.code: one.name for one in THE_SEVEN}
_LONGEST_CODE = 60
_MOST = 10**11
"""Above it a figure is a slip of the finger, and no column holds it."""


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


@dataclass(frozen=True, slots=True)
class NewTarget:
    """A confirmed target of an indicator that the office does not follow yet and that is none of the seven.
    `shape` is what its unit and its code let one think of it."""

    suggestion: Suggestion
    plan: ImportedPlan
    code: str
    name: str
    comparator: str
    wanted: Decimal
    unit: str
    shape: Shape


def as_core_has_it(row: SetTarget) -> Target:
    """The target as the core compares with it."""
    wanted = Fraction(row.wanted or 0) / (100 if row.in_percent else 1)
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
    """Targets of the plans of the office that are being carried out, of indicators that it follows, which
    differ from what is in force. Three queries."""
    now = in_force(office, on)
    own = {one.code: one for one in OwnIndicator.objects.filter(office=office)}
    found: dict[tuple[int, str], Proposed] = {}
    for row, wanted in _confirmed(office):
        code = _code(row)
        one = own.get(code)
        in_percent = one is None or one.shape != Shape.COUNT
        if (one is None and code not in _NAMES) or in_percent != (row.value.get("unit") == "%"):
            continue
        if in_percent and wanted > 100:
            continue
        held, name = now.get(code), one.name if one else _NAMES[code]
        comparator = row.value.get("comparator") or ">="
        if held is None or (held.wanted, held.comparator) != (wanted, comparator):
            told = Proposed(row, row.plan, code, name, comparator, wanted, held)
            found.setdefault((row.plan_id, code), told)
    return tuple(found.values())


def new_targets(office: Unit, on: date) -> Sequence[NewTarget]:
    """Those of indicators that nobody follows yet, the first place of each. Two queries."""
    known = {*_NAMES, *OwnIndicator.objects.filter(office=office).values_list("code", flat=True)}
    found: dict[str, NewTarget] = {}
    for row, wanted in _confirmed(office):
        code, unit = _code(row), str(row.value.get("unit") or "")
        if code in known or not code or (unit == "%" and wanted > 100):
            continue
        words = target_words(row.value, row.read)["indicator"]
        shape = Shape.COUNT if unit != "%" else Shape.CUT if code.endswith("_reduction") else Shape.SHARE
        name = f"{words[:1].upper()}{words[1:]}"[:200]
        one = NewTarget(row, row.plan, code, name, row.value.get("comparator") or ">=", wanted, unit, shape)
        found.setdefault(code, one)
    return tuple(found.values())


def _confirmed(office: Unit) -> Iterator[tuple[Suggestion, Decimal]]:
    """What a person has confirmed in plans that are being carried out, with its level."""
    rows = Suggestion.objects.filter(
        Q(plan__units_told_at__isnull=False) | Q(plan__state=PlanState.KEPT),
        plan__office=office,
        kind=SuggestionKind.TARGET,
        state=SuggestionState.CONFIRMED,
        twin_of=None,
    ).exclude(plan__state__in=(PlanState.DISCARDED, PlanState.REPLACED))
    for row in rows.select_related("plan").order_by("plan_id", "position"):
        value = row.value.get("value")
        if isinstance(value, int | float) and 0 <= value < _MOST:
            yield row, round(Decimal(str(value)), 2)


def _code(row: Suggestion) -> str:
    """As the plan's target has it; of one that an officer wrote in words the same words without accents."""
    said = str(row.value.get("indicator") or "")
    code = said if said.replace("_", "").isalnum() and said.isascii() else "_".join(words_of(said))
    return code[:_LONGEST_CODE].strip("_").lower()
