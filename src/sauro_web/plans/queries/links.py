"""Which other plan a plan speaks of: the one above that it carries out, the one in force that it amends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.matching import Matcher
from sauro_web.accounts.rules import offices_above
from sauro_web.plans.models import ImportedPlan, PlanState

__all__ = ["amendable", "cited_parent", "parents_for", "reference_of"]

_PLAN = "Kế hoạch"
_LONGEST_REFERENCE = 100


def parents_for(office: Unit) -> QuerySet[ImportedPlan]:
    """Plans in force that an office may carry out: its own and those of the offices above it."""
    seen = ImportedPlan.objects.filter(office__path__in=offices_above(office), state=PlanState.ISSUED)
    return seen.select_related("office").order_by("-issued_on", "-id")


def amendable(plan: ImportedPlan) -> QuerySet[ImportedPlan]:
    """Plans in force of the same office that `plan` may amend, the latest first."""
    own = ImportedPlan.objects.filter(office_id=plan.office_id, state=PlanState.ISSUED)
    return own.exclude(pk=plan.pk).order_by("-issued_on", "-id")


def cited_parent(found: Mapping[str, Any], office: Unit, matcher: Matcher) -> ImportedPlan | None:
    """The plan that is cited by reference, date and issuer, and is there; None where it is none, or more than
    one: a person then says which."""
    cited = {
        plan.pk: plan
        for citation in _plans_cited(found)
        for plan in _with_reference(citation, office)
        if _is_by(citation["issuer"], plan, matcher)
    }
    return next(iter(cited.values())) if len(cited) == 1 else None


def reference_of(found: Mapping[str, Any]) -> str:
    """The one plan cited, in words; "" where none is cited, or several."""
    cited = list(_plans_cited(found))
    if len(cited) != 1:
        return ""
    citation = cited[0]
    words = [citation["number"]]
    if citation["date"]:
        words.append(f"ngày {date.fromisoformat(citation['date']):%d/%m/%Y}")
    if citation["issuer"]:
        words.append(f"của {citation['issuer']}")
    return " ".join(words)[:_LONGEST_REFERENCE]


def _plans_cited(found: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    own = found["document"]["number"]
    for citation in found["citations"]:
        if citation["type"] == _PLAN and citation["number"] and citation["number"] != own:
            yield citation


def _with_reference(citation: Mapping[str, Any], office: Unit) -> Iterator[ImportedPlan]:
    number, _, symbol = citation["number"].partition("/")
    if not citation["date"] or len(citation["date"]) < len("2026-01-01"):
        return
    day = date.fromisoformat(citation["date"])
    for plan in parents_for(office).filter(number__iexact=number, issued_on=day):
        if plan.symbol.casefold() == symbol.casefold():
            yield plan


def _is_by(issuer: str | None, plan: ImportedPlan, matcher: Matcher) -> bool:
    return bool(issuer) and matcher.match(str(issuer)).unit == plan.office
