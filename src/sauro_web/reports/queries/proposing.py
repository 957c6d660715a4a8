"""Reports that confirmed plans of an office ask for and that nobody follows yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sauro_web.accounts.models import Unit, UnitGroup
from sauro_web.plans.models import (
    ImportedPlan,
    MentionRole,
    PlanState,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from sauro_web.reports.models import DueFrom, Frequency, Regime

__all__ = ["Proposed", "proposed", "receivers_in"]

_BEFORE = re.compile(r"(?<!\w)trước(?!\s+mắt)", re.IGNORECASE)
_KNOWN = frozenset(Frequency.values)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A reporting duty of a plan, with its words and what a regime of it would be."""

    suggestion: Suggestion
    plan: ImportedPlan
    quote: str
    rhythm: Frequency
    due_from: DueFrom
    due_number: int
    due_month: int
    due_before: bool
    units: tuple[Unit, ...]
    groups: tuple[UnitGroup, ...]
    receiver: str

    @property
    def due_words(self) -> str:
        """When it is due, in words."""
        before = "trước " if self.due_before else ""
        match self.due_from:
            case DueFrom.YEARLY:
                return f"{before}ngày {self.due_number:02}/{self.due_month:02}"
            case DueFrom.LAST_MONTH:
                return f"{before}ngày {self.due_number} của tháng cuối kỳ"
        return "kế hoạch không nói; 2 ngày làm việc sau ngày chốt số liệu"

    @property
    def reporters(self) -> str:
        """Who reports, in words."""
        names = [*(unit.name for unit in self.units), *(group.name for group in self.groups)]
        return "; ".join(names)


def proposed(office: Unit, on: date) -> Sequence[Proposed]:
    """Confirmed reporting duties, with a period that a regime can have, of the plans of the office that are
    being carried out; none of which a regime was made. Three queries, and one for the groups."""
    rows = Suggestion.objects.filter(
        Q(plan__units_told_at__isnull=False) | Q(plan__state=PlanState.KEPT),
        plan__office=office, kind=SuggestionKind.REPORT, state=SuggestionState.CONFIRMED, twin_of=None,
    ).exclude(plan__state__in=(PlanState.DISCARDED, PlanState.REPLACED))  # fmt: skip
    rows = rows.exclude(pk__in=Regime.objects.filter(suggestion__isnull=False).values("suggestion"))
    known = rows.select_related("plan").prefetch_related("mentions__unit").order_by("plan_id", "position")
    found = [row for row in known if row.value.get("period") in _KNOWN]
    groups = _groups(found)
    return [_proposal(row, groups, on) for row in found]


def _groups(rows: Sequence[Suggestion]) -> dict[int, UnitGroup]:
    numbers = {number for row in rows for one in row.mentions.all() for number in one.groups}
    return {one.pk: one for one in UnitGroup.objects.filter(pk__in=numbers)}


def _proposal(row: Suggestion, groups: dict[int, UnitGroup], on: date) -> Proposed:
    reporting = [one for one in row.mentions.all() if one.role == MentionRole.REPORTER]
    units = {one.unit.pk: one.unit for one in reporting if one.unit is not None and one.unit.exists_on(on)}
    named = {number: groups[number] for one in reporting for number in one.groups if number in groups}
    due_from, number, month = _due(row)
    words, rhythm = str(row.value.get("raw") or ""), Frequency(row.value["period"])
    return Proposed(
        row, row.plan, str(row.read.get("quote", "")), rhythm, due_from, number, month,
        due_from != DueFrom.AFTER and bool(_BEFORE.search(words)), tuple(units.values()),
        tuple(named.values()), ", ".join(receivers_in(row)),
    )  # fmt: skip


def _due(row: Suggestion) -> tuple[DueFrom, int, int]:
    day_of_year, day_of_month = row.value.get("due_day"), row.value.get("day_of_month")
    if isinstance(day_of_year, str) and re.fullmatch(r"\d\d-\d\d", day_of_year):
        return DueFrom.YEARLY, int(day_of_year[3:]), int(day_of_year[:2])
    if isinstance(day_of_month, int) and 1 <= day_of_month <= 31:
        return DueFrom.LAST_MONTH, day_of_month, 0
    return DueFrom.AFTER, 2, 0


def receivers_in(row: Suggestion) -> Sequence[str]:
    """To whom the duty says that the report goes, as the plan names them."""
    names = [one.text for one in row.mentions.all() if one.role == MentionRole.RECEIVER]
    said = str(row.value.get("receiver") or "")
    return names or ([said] if said else [])
