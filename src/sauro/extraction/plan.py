"""From a Folio to a Plan: the one door to the rules of this package."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sauro.anatomy.dissect import dissect
from sauro.anatomy.lines import Line
from sauro.anatomy.parts import Anatomy, Item
from sauro.dates.due import DueKind
from sauro.extraction.appendix import AppendixTasks, appendix_tasks
from sauro.extraction.citations import find_citations
from sauro.extraction.duties import closing_duties, task_duties
from sauro.extraction.identity import read_identity
from sauro.extraction.meeting_limits import find_meeting_limits
from sauro.extraction.reconcile import link_tasks
from sauro.extraction.review import review
from sauro.extraction.targets import find_targets
from sauro.extraction.tasks import body_tasks
from sauro.extraction.time_frames import time_frame
from sauro.folio.model import Folio, Part
from sauro.folio.passage import Passage
from sauro.folio.span import Span
from sauro.plan.model import Citation, MeetingLimit, Plan, ReportingDuty, Target, Task
from sauro.text.compare import plain

__all__ = ["VERSION", "distinct_paths", "extract_plan"]

VERSION = "1"
"""Of the rules of extraction; stored with every result, raised when a rule changes what is read."""

_PERCENT_OR_COUNT = re.compile(r"\d")
_LIMIT = re.compile(r"ngày|buổi")


def extract_plan(folio: Folio) -> Plan:
    """What the document says, each value with its quotation; see `sauro.plan.model`. Never raises for a faulty
    document: what is doubtful becomes a finding."""
    anatomy = dissect(folio)
    document = read_identity(folio, anatomy)
    year = int(document.date.value[:4]) if document.date else _year_in(folio)
    tables = appendix_tasks(anatomy, year=year)
    tasks = link_tasks(distinct_paths([*body_tasks(anatomy, year=year), *(task for table in tables for task in table.tasks)]))
    citations = tuple(_citations(folio, document.number.value if document.number else None))
    targets, limits = _measures(folio, anatomy, tables, year)
    reporting = _reporting(folio, anatomy, tasks)
    findings = review(
        folio, anatomy, document=document, tasks=tasks, tables=tables, targets=targets, citations=citations, year=year
    )
    return Plan(folio.source.name, document, citations, targets, limits, tasks, reporting, findings, VERSION)


def distinct_paths(tasks: Sequence[Task]) -> list[Task]:
    """The tasks with a path of their own each: where a plan numbers two sections alike, the later ones are told
    apart by "~2"."""
    taken: Counter[str] = Counter()
    out: list[Task] = []
    for task in tasks:
        taken[task.path] += 1
        again = taken[task.path]
        out.append(task if again == 1 else replace(task, path=f"{task.path}~{again}"))
    return out


def _year_in(folio: Folio) -> int | None:
    """The year of a plan that does not date itself: the latest that its title names."""
    years = [int(year) for year in re.findall(r"năm\s+(20\d\d)", folio.text[:1500])]
    return max(years) if years else None


def _citations(folio: Folio, own_number: str | None) -> Iterator[Citation]:
    text = folio.text
    for cited in find_citations(text, own_number=own_number):
        places = tuple(Span(start, end) for start, end in cited.places)
        first = places[0]
        yield Citation(
            cited.type or "Văn bản", cited.number, cited.date, cited.issuer, cited.mentions,
            " ".join(first.of(text).split()), places,
        )  # fmt: skip


def _measures(
    folio: Folio, anatomy: Anatomy, tables: tuple[AppendixTasks, ...], year: int | None
) -> tuple[tuple[Target, ...], tuple[MeetingLimit, ...]]:
    """Targets and limits of every paragraph but the head's, title's and foot's, each place where it is stated."""
    spared = _spared(anatomy)
    until = _row_years(tables)
    headed = dict(_heading_years(anatomy.body, None))
    targets: list[Target] = []
    limits: list[MeetingLimit] = []
    for paragraph in folio.paragraphs:
        if paragraph.part is not Part.BODY or paragraph.span.start in spared:
            continue
        if not _PERCENT_OR_COUNT.search(paragraph.text):
            continue
        passage = Passage.of(paragraph.text, paragraph.span.start)
        if paragraph.place.row is not None:
            by = until.get((paragraph.place.paragraph, paragraph.place.row))
        else:
            by = headed.get(paragraph.span.start)
        for target in find_targets(passage.text, by=by, year=year):
            targets.append(
                Target(
                    target.indicator, target.comparator, target.value, target.unit, target.basis, target.by,
                    target.quote, passage.span(target.start, target.end),
                )
            )  # fmt: skip
        if _LIMIT.search(passage.text):
            for limit in find_meeting_limits(passage.text):
                limits.append(
                    MeetingLimit(limit.kind, limit.max_days, limit.quote, passage.span(limit.start, limit.end))
                )
    return tuple(targets), tuple(_once(limits))


def _once(limits: list[MeetingLimit]) -> Iterator[MeetingLimit]:
    """A limit said again in the same terms is the same limit."""
    seen: set[tuple[str, float]] = set()
    for limit in limits:
        if (limit.kind.lower(), limit.max_days) not in seen:
            seen.add((limit.kind.lower(), limit.max_days))
            yield limit


def _spared(anatomy: Anatomy) -> set[int]:
    """Where the paragraphs of title, number and foot begin: figures there are no targets."""
    heading = anatomy.heading
    lines = [*heading.issuer, *(line for line in (heading.number, heading.date, heading.carried_by) if line)]
    starts = {line.paragraph.span.start for line in lines}
    starts.update(passage.start for passage in (*heading.subject, *anatomy.ending.recipients))
    starts.update(appendix.attached_to.paragraph.span.start for appendix in anatomy.appendices if appendix.attached_to)
    return starts


def _heading_years(item: Item, by: str | None) -> Iterator[tuple[int, str | None]]:
    """For each paragraph under a heading that names a time ("a) Đến năm 2030:"), that time."""
    if item.line is not None and item.members:
        by = time_frame(plain(item.content.text)) or by
    for member in item.members:
        if isinstance(member, Item) and member.line is not None:
            if by is not None:
                yield member.line.paragraph.span.start, by
            yield from _heading_years(member, by)
        elif isinstance(member, Line) and by is not None:
            yield member.paragraph.span.start, by


def _row_years(tables: tuple[AppendixTasks, ...]) -> dict[tuple[int, int | None], str]:
    """For each row of a table of duties, the year by which it must be done."""
    years: dict[tuple[int, int | None], str] = {}
    for table in tables:
        rows = {row.span.start: index for index, row in enumerate(table.table.rows)}
        starts = sorted(rows)
        for task in table.tasks:
            due = task.due.value if task.due else None
            if due is None or due.kind is not DueKind.BY or due.date is None:
                continue
            at = max((start for start in starts if start <= task.text.span.start), default=None)
            if at is not None:
                years[table.table.place.paragraph, rows[at]] = str(due.date.year)
    return years


def _reporting(folio: Folio, anatomy: Anatomy, tasks: tuple[Task, ...]) -> tuple[ReportingDuty, ...]:
    """Reports owed, in the order of the plan; one said twice in the same place counts once."""
    passages: dict[str, tuple[Passage, ...]] = {}
    for task in tasks:
        values = [task.text, *([task.product] if task.product else [])]
        passages[task.path] = tuple(Passage.of(value.span.of(folio.text), value.span.start) for value in values)
    duties = [*task_duties(tasks, passages), *closing_duties(anatomy)]
    seen: set[tuple[object, ...]] = set()
    out: list[ReportingDuty] = []
    for duty in duties:
        same = (duty.span, duty.period, duty.due_day)
        if same not in seen:
            seen.add(same)
            out.append(duty)
    return tuple(out)
