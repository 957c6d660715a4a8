"""How an office keeps its gate."""

from __future__ import annotations

from collections.abc import Collection

from sauro_web.accounts.models import Unit
from sauro_web.drafts.models import GateRule

__all__ = ["gate_of", "gate_rules", "off_in"]


def gate_of(office: Unit) -> GateRule | None:
    """The rule that holds; None where nobody has set one: then all checks are run. One query."""
    rows = GateRule.objects.filter(office=office).select_related("appraiser", "form_checker")
    return rows.order_by("-pk").first()


def off_in(gate: GateRule | None) -> Collection[str]:
    """The codes of the checks that are not run."""
    return frozenset(gate.off) if gate is not None else frozenset()


def gate_rules(office: Unit, *, limit: int = 20) -> list[GateRule]:
    """What was set when and by whom, the last first."""
    rows = GateRule.objects.filter(office=office).select_related("set_by", "appraiser", "form_checker")
    return list(rows.order_by("-pk")[:limit])
