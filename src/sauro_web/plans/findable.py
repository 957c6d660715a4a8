"""By what a plan is found (number and symbol first, then subject, issuer, the name of its file, what it
carries out), and what it demands by itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sauro_web.common.words import folded

if TYPE_CHECKING:
    from sauro_web.plans.models import ImportedPlan, Suggestion

__all__ = ["DEMANDS", "words_of_demand", "words_of_plan"]

DEMANDS = ("target", "limit", "report")
"""The kinds of cards that are found by themselves."""


def words_of_plan(plan: ImportedPlan, document: Mapping[str, Any] | None = None) -> str:
    """The words of a plan, folded; `document` is what holds of it while it is under review. Whatever is not
    read yet may turn out to be secret and is found by nothing."""
    if plan.state in ("queued", "reading"):
        return ""
    document = document or {}
    number, symbol = plan.number or document.get("number"), plan.symbol or document.get("symbol")
    return folded(
        f"{number}/{symbol or ''}" if number else symbol or "",
        document.get("subject") or plan.subject,
        document.get("issuer") or plan.issuer,
        plan.file_name,
        plan.parent_reference,
    )


def words_of_demand(card: Suggestion) -> str:
    """The words of a target, a limit of meetings or a report owed: those of the plan that say it, and who
    reports to whom; nothing for other cards."""
    if card.kind not in DEMANDS:
        return ""
    value = card.value
    return folded(card.read["quote"], str(value.get("kind") or ""), str(value.get("receiver") or ""))
