"""Figures of a form that are cells of the tables which every register can fill: documents by kind, meetings
by the way in which they were held, work in the six columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sauro.indicators.model import Tally
from sauro_web.accounts.models import UnitKind
from sauro_web.reports.queries.meetings_held import meetings_of
from sauro_web.reports.queries.papers_issued import (
    NAMED_KINDS,
    OTHER_KINDS,
    kind_key,
    papers_of,
    register_of,
)
from sauro_web.reports.queries.scopes import Scope
from sauro_web.reports.queries.work_owed import work_of

__all__ = ["DOCUMENTS", "MEETINGS", "WORK", "counted_in_tables", "is_of_table"]

DOCUMENTS, MEETINGS, WORK = "vb.", "hop.", "viec."
"""Begin the codes of the cells of each table."""


def is_of_table(code: str) -> bool:
    """Whether the figure is a cell of one of them."""
    return code.startswith((DOCUMENTS, MEETINGS, WORK))


def counted_in_tables(scope: Scope, codes: Collection[str]) -> Mapping[str, Tally]:
    """By code; documents with those of the same days of the year before. What a register knows nothing of is
    left out. Only the tables that are asked for are counted."""
    found: dict[str, Tally] = {}
    if any(code.startswith(DOCUMENTS) for code in codes):
        found |= _documents(scope)
    if any(code.startswith(MEETINGS) for code in codes):
        found |= _meetings(scope)
    if any(code.startswith(WORK) for code in codes):
        found |= _work(scope)
    return {code: tally for code, tally in found.items() if code in codes}


def _documents(scope: Scope) -> Mapping[str, Tally]:
    if scope.unit.kind == UnitKind.DEPARTMENT and register_of(scope).pk != scope.unit.pk and not scope.whole:
        return {}  # they stand in the register of its province, which counts them
    papers = papers_of(scope)
    # Whoever was no more by then issued none: his register is silent, his year before is a base all the same.
    gone = scope.unit.valid_to is not None and scope.unit.valid_to < scope.window.first
    if not papers.known and not (gone and papers.total.before is not None):
        return {}
    is_known = papers.total.before is not None
    found = {kind_key(name): Tally(0, 0 if is_known else None) for name in NAMED_KINDS}
    others = Tally(0, 0 if is_known else None)
    for one in papers.kinds:
        tally = Tally(one.now, one.before)
        if one.key in found:
            found[one.key] = tally
        else:
            others += tally
    return found | {OTHER_KINDS: others, papers.total.key: Tally(papers.total.now, papers.total.before)}


def _meetings(scope: Scope) -> Mapping[str, Tally]:
    meetings = meetings_of(scope)
    if not meetings.known:
        return {}
    return {
        code: Tally(number)
        for row in meetings.rows
        for code, (number, _) in zip(row.codes, row.cells, strict=True)
    }


def _work(scope: Scope) -> Mapping[str, Tally]:
    work = work_of(scope)
    return {one.key: Tally(one.now) for one in (*work.columns, work.total)}
