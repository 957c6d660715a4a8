"""The coverage of a plan: all that the plan above asks, and what is said of it below."""

from __future__ import annotations

from sauro.checks.coverage.addressees import is_given_to
from sauro.checks.coverage.demands import limit_rows, target_rows
from sauro.checks.coverage.duties import duty_rows
from sauro.checks.coverage.model import Coverage
from sauro.plan.model import Plan, Target

__all__ = ["VERSION", "cover"]

VERSION = "2"


def cover(plan: Plan, parent: Plan) -> Coverage:
    """What `plan` makes of `parent`, the plan of the office above. Spans of parents are places in the text of
    the plan above. Raises nothing for faulty plans: one without duties covers none."""
    office = plan.document.issuer.value if plan.document.issuer else None

    def binds(target: Target) -> bool:
        within = [
            task
            for task in parent.tasks
            if task.text.span.covers(target.span)
            or (task.product is not None and task.product.span.covers(target.span))
        ]
        return not within or any(
            is_given_to(office, tuple(lead.value for lead in task.lead)) for task in within
        )

    targets = tuple(target_rows(parent, plan, binds=binds))
    rows = (*targets, *limit_rows(parent, plan), *duty_rows(parent, plan, targets))
    return Coverage(_called(parent), _cites(plan, parent), rows, VERSION)


def _cites(plan: Plan, parent: Plan) -> bool:
    number = parent.document.number
    return number is not None and any(one.number == number.value for one in plan.citations)


def _called(plan: Plan) -> str:
    """ "Kế hoạch số 12/KH-UBND ngày 05/05/2026 của Ủy ban nhân dân tỉnh …"; the file's name for none."""
    facts = plan.document
    if facts.number is None and facts.issuer is None:
        return plan.file
    words = facts.type.value if facts.type else "Kế hoạch"
    if facts.number:
        words += f" số {facts.number.value}"
    if facts.date and len(facts.date.value) == 10:
        words += f" ngày {'/'.join(reversed(facts.date.value.split('-')))}"
    return f"{words} của {facts.issuer.value}" if facts.issuer else words
