"""The rule of a series as it is kept with it, there and back."""

from __future__ import annotations

from datetime import date
from typing import Any

from sauro.scheduling.series import Listed, Monthly, MonthlyOnWeekday, Rule, Weekly

__all__ = ["rule_from", "rule_kept"]


def rule_kept(rule: Rule) -> dict[str, Any]:
    """As JSON."""
    match rule:
        case Weekly():
            return {"kind": "weekly", "weekdays": list(rule.weekdays), "every": rule.every}
        case Monthly():
            return {"kind": "monthly", "day": rule.day, "every": rule.every}
        case MonthlyOnWeekday():
            return {"kind": "weekday", "nth": rule.nth, "weekday": rule.weekday, "every": rule.every}
        case Listed():
            return {"kind": "listed", "days": [day.isoformat() for day in rule.days]}


def rule_from(kept: dict[str, Any]) -> Rule:
    """The way back. Raises ValueError, KeyError for what never was a rule."""
    match kept["kind"]:
        case "weekly":
            return Weekly(tuple(kept["weekdays"]), kept["every"])
        case "monthly":
            return Monthly(kept["day"], kept["every"])
        case "weekday":
            return MonthlyOnWeekday(kept["nth"], kept["weekday"], kept["every"])
        case "listed":
            return Listed(tuple(date.fromisoformat(day) for day in kept["days"]))
    raise ValueError(f"no rule of a series: {kept['kind']}")
