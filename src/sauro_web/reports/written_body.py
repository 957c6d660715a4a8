"""What registers say in a report, as the core writes it to a file: tables with the figures' own keys, and the
list that each was counted from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sauro.indicators.model import Tally
from sauro.reporting.figure_words import Figure, Said, Share
from sauro.reporting.periodic_facts import (
    Compared,
    Held,
    LateItem,
    PeriodicReport,
    Rate,
    Source,
    Turn,
    Turned,
)
from sauro_web.reports.queries.body import Body
from sauro_web.reports.queries.digital_shares import Rated
from sauro_web.reports.queries.meetings_held import Row
from sauro_web.reports.queries.papers_issued import Issued
from sauro_web.reports.queries.work_owed import Column

__all__ = ["newly_late_turns", "with_body"]

_FEW = 15
"""Newly late tasks that the first page names; of more it says how many."""


def with_body(report: PeriodicReport, body: Body, *, site: str) -> PeriodicReport:
    """The report with what registers say, its own sources first. `site` stands before the addresses of the
    lists ("https://sauro.vn")."""
    papers, work = body.papers, body.work
    documents = [*papers.kinds, papers.total] if papers.known else []
    meetings = body.meetings.rows if body.meetings.known else ()
    columns = [*work.columns, work.total] if work.total.now else []
    return replace(
        report,
        documents=tuple(_compared(one) for one in documents),
        meetings=tuple(_held(one) for one in meetings),
        rates=tuple(_rate(one, one.now) for one in body.shares if one.now is not None),
        tasks=tuple(_compared(one) for one in columns),
        late=tuple(
            LateItem(one.part.task.text, one.unit, one.part.due_on, one.days, one.reason) for one in work.late
        ),
        absent=tuple(body.absent),
        sources=(*report.sources, *_sources(body, documents, meetings, columns, site)),
    )


def newly_late_turns(body: Body) -> tuple[Turn, ...]:
    """What was not late yet in the report before, by name."""
    late = body.work.newly_late
    if len(late) > _FEW:
        return (
            Turn(Turned.NEWLY_LATE, (Figure("moi-qua-han", len(late)), " nhiệm vụ, nêu trong danh sách")),
        )
    return tuple(
        Turn(Turned.NEWLY_LATE, (f"{one.part.task.text} ({one.unit}, hạn {one.part.due_on:%d/%m/%Y})",))
        for one in late
    )


def _compared(one: Issued | Column) -> Compared:
    key = f"{one.key}.truoc"
    before = Figure(key, said=Said.NO_DATA) if one.before is None else Figure(key, one.before)
    name = one.name[:1].upper() + one.name[1:]
    return Compared(name, Figure(one.key, one.now, source=one.key), before)


def _held(one: Row) -> Held:
    key = f"{one.key}.truoc"
    in_person, online, hybrid = (
        Figure(f"{one.key}.{number}", figure, source=f"{one.key}.{number}")
        for number, (figure, _) in enumerate(one.cells, 1)
    )
    before = Figure(key, said=Said.NO_DATA) if one.before is None else Figure(key, one.before)
    return Held(one.name, in_person, online, hybrid, before)


def _rate(one: Rated, now: Tally) -> Rate:
    before = None
    if one.before is not None and one.before.against is not None:
        before = Share(f"{one.key}.truoc", one.before.counted, one.before.against)
    return Rate(one.name, _share(one.key, now), before, one.target)


def _share(key: str, now: Tally) -> Share:
    return Share(key, now.counted, now.against or 0, source=key)


def _sources(
    body: Body,
    documents: Sequence[Issued],
    meetings: Sequence[Row],
    columns: Sequence[Column],
    site: str,
) -> Iterator[Source]:
    days, office = body.scope.days_said, body.scope.office.label
    for paper in documents:
        yield _source(
            paper.key,
            f"Sổ văn bản đi của {body.papers.office.label}",
            f"{paper.name}; {days}",
            paper.now,
            paper.address,
            site,
        )
    for row in meetings:
        for number, (figure, address) in enumerate(row.cells, 1):
            mode = ("trực tiếp", "trực tuyến", "kết hợp")[number - 1]
            what = f"{row.name}, {mode}; {days}"
            yield _source(f"{row.key}.{number}", f"Lịch họp của {office}", what, figure, address, site)
    for share in body.shares:
        if share.now is not None:
            what = f"{share.name}; {days}"
            yield _source(share.key, f"Sổ của {office}", what, share.now.counted, share.address, site)
    for column in columns:
        what = f"{column.name}; {days}, tình trạng đến hết {body.scope.last:%d/%m/%Y}"
        register = f"Sổ theo dõi nhiệm vụ của {office if body.scope.whole else body.scope.unit.label}"
        yield _source(column.key, register, what, column.now, column.address, site)


def _source(key: str, register: str, what: str, count: int, address: str, site: str) -> Source:
    return Source(key, register, what, count, f"{site}{address}")
