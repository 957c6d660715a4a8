"""The six clarities asked of every duty: what it has no time limit and no product for (QĐ 534/QĐ-TTg)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from sauro.checks.model import Examined, Fault
from sauro.folio.span import Span
from sauro.plan.model import Task

__all__ = ["ORDERING_KINDS", "gives_duties", "without_product", "without_time"]

ORDERING_KINDS = frozenset(("Kế hoạch", "Chương trình", "Phương án", "Đề án"))
"""Kinds of documents that give duties to single units, each with its time and product."""
_ORGANISING = re.compile(r"\s*(?:tổ chức thực hiện|tổ chức triển khai)", re.IGNORECASE)
_SHOWN = 5
"""Paths named in the message; the places are all told."""


def gives_duties(examined: Examined) -> bool:
    """Whether the document is a plan or one of its likes."""
    told = examined.plan.document.type
    kind = examined.kind.name if examined.kind else told.value if told else ""
    return kind in ORDERING_KINDS


def without_time(examined: Examined) -> Iterator[Fault]:
    """The duties that name no time limit, in one sentence."""
    said = "không nêu thời hạn hoặc chế độ thực hiện"
    return _lacking(examined, said, lambda task: task.due is not None or task.unread_due is not None)


def without_product(examined: Examined) -> Iterator[Fault]:
    """The duties that name no product, in one sentence."""
    return _lacking(examined, "không nêu sản phẩm, kết quả", lambda task: task.product is not None)


def _lacking(examined: Examined, said: str, has: Callable[[Task], bool]) -> Iterator[Fault]:
    """A duty told in body and appendix has what one of both says; a regular report is its own product, and
    its period its time."""
    if not gives_duties(examined):
        return
    clear = {task.path for task in examined.plan.tasks if has(task)}
    clear |= {duty.task for duty in examined.plan.reporting if duty.task and duty.period}
    standing = _organising(examined)
    lacking = [
        task
        for task in examined.plan.tasks
        if task.path not in clear
        and clear.isdisjoint(task.same_as)
        and not any(span.holds(task.text.span.start) for span in standing)
    ]
    if lacking:
        first, *others = (task.text.span for task in lacking)
        yield Fault(f"{_named(lacking)} {said}.", first, others=tuple(others))


def _organising(examined: Examined) -> list[Span]:
    """The sections on how the plan is carried out ("Tổ chức thực hiện"): to follow it up and to report on it
    lasts as long as the plan."""
    sections = examined.anatomy.body.children
    if not sections:
        return []
    ends = [section.content.start for section in sections[1:]] + [len(examined.folio.text)]
    appendix = next((one.caption for one in examined.anatomy.appendices if one.caption), None)
    last = appendix.passage.start if appendix else ends[-1]
    return [
        Span(section.content.start, max(section.content.start, min(end, last)))
        for section, end in zip(sections, ends, strict=True)
        if _ORGANISING.match(section.content.text)
    ]


def _named(tasks: Sequence[Task]) -> str:
    paths = ", ".join(task.path for task in tasks[:_SHOWN])
    if len(tasks) == 1:
        return f"Nhiệm vụ {paths}"
    more = "" if len(tasks) <= _SHOWN else ", …"
    return f"{len(tasks)} nhiệm vụ ({paths}{more})"
