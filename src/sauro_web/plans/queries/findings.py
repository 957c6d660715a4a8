"""All that there is to say of a plan by itself, as the list, the page and the letter tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import sauro
from sauro.checks.gathering import gathered, of_many_duties
from sauro.findings import Finding
from sauro.folio.serial import from_json as folio_from_json
from sauro.plan.model import Plan
from sauro.plan.serial import from_json as plan_from_json
from sauro_web.plans.models import Reading

__all__ = ["findings_on"]

_HEAD = {
    "document.no_number": "number",
    "document.number_unread": "number",
    "document.date_incomplete": "date",
    "document.no_such_day": "date",
    "document.no_issuer": "issuer",
}
"""What a person answers by a value of the card of the document."""
_LEADS = frozenset({"task.no_lead", "task.several_leads"})
_MOST_NAMED = 5
"""Duties that one sentence names."""


def findings_on(reading: Reading, plan: Plan) -> tuple[Finding, ...]:
    """What the reading and the checks have to say of a plan, the gravest first, without what people have
    answered since: `plan` is what stands after them. The same said of many duties is one finding."""
    found = gathered(plan.findings, sauro.check(folio_from_json(reading.folio)))
    return tuple(of_many_duties(_left(found, reading, plan), named=_MOST_NAMED))


def _left(found: Iterable[Finding], reading: Reading, plan: Plan) -> Iterator[Finding]:
    head = {"number": plan.document.number, "date": plan.document.date, "issuer": plan.document.issuer}
    numbered = {"number", "date"} if reading.plan.number and reading.plan.issued_on else set[str]()
    numbered |= {"date"} if head["date"] and len(head["date"].value) == len("2026-01-31") else set()
    numbered |= {name for name in ("number", "issuer") if head[name]}
    paths = {
        value.span: task.path
        for task in plan_from_json(reading.found).tasks
        for value in (task.text, *task.lead)
    }
    leads = {task.path: len(task.lead) for task in plan.tasks}
    for one in found:
        if _HEAD.get(one.code) in numbered:
            continue
        path = paths.get(one.spans[0]) if one.code in _LEADS and one.spans else None
        if path is not None and leads.get(path, 1) == 1:
            continue  # It has its one lead now, or is no duty at all.
        yield one
