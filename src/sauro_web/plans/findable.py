"""By what a plan is found: number and symbol first, then subject, issuer, the name of its file, what it
carries out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sauro_web.common.words import folded

if TYPE_CHECKING:
    from sauro_web.plans.models import ImportedPlan

__all__ = ["words_of_plan"]


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
