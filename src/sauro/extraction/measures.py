"""Targets and limits of meetings, wherever a plan states them, with the time that governs the place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from sauro.anatomy.lines import Line
from sauro.anatomy.parts import Anatomy, Item
from sauro.dates.due import DueKind
from sauro.extraction.appendix import AppendixTasks
from sauro.extraction.meeting_limits import find_meeting_limits
from sauro.extraction.target_tables import table_targets
from sauro.extraction.targets import find_targets, may_state_target
from sauro.extraction.time_frames import time_frame
from sauro.folio.model import Folio, Paragraph, Part
from sauro.folio.passage import Passage
from sauro.folio.span import Span
from sauro.plan.model import MeetingLimit, Source, Target, Task
from sauro.text.compare import plain
from sauro.text.numbers import holds_figure

__all__ = ["find_measures"]

_AIMS = re.compile(
    r"(?<!\w)(?:(?<!chương trình )mục tiêu(?! quốc gia| chương trình)|chỉ tiêu)(?!\w)", re.IGNORECASE
)
_LONGEST_HEADING = 120
"""Characters of the longest heading of aims."""
_LONGEST_SUBJECT = 400
"""Characters of the longest subject; a longer one holds the whole document."""
_UNITS_OF_LIMITS = ("ngày", "buổi", "giờ", "phút")


def find_measures(
    folio: Folio,
    anatomy: Anatomy,
    tables: Sequence[AppendixTasks],
    tasks: Sequence[Task],
    *,
    year: int | None,
    issued: int | None,
) -> tuple[tuple[Target, ...], tuple[MeetingLimit, ...]]:
    """Targets and limits of every paragraph but the head's, title's and foot's, each place where it is
    stated; a limit said again in the same terms is the same limit. `year` is the plan's own, `issued` that of
    its date where it has one."""
    spared, named = _spared(anatomy)
    by_row = _row_years(tables)
    by_place = dict(_task_years(folio, tasks))
    _add_heading_years(anatomy.body, None, by_place)
    aims = set(_aims(anatomy.body, among=False))
    tabled = table_targets(folio, year=issued)
    targets = list(tabled.targets)
    limits: dict[tuple[str, float], MeetingLimit] = {}
    for paragraph in folio.paragraphs:
        start, place = paragraph.span.start, paragraph.place
        if start in spared or not _may_state(paragraph):
            continue
        states_targets = start not in tabled.read and may_state_target(paragraph.text, aims=start in aims)
        states_limits = any(unit in paragraph.text for unit in _UNITS_OF_LIMITS)
        if not (states_targets or states_limits):
            continue
        passage = Passage.of(paragraph.text, start)
        if states_targets:
            by = by_place.get(start) if place.row is None else by_row.get((place.paragraph, place.row))
            found = _targets(passage, by, year, aims=start in aims)
            targets += [target for target in found if not _lies_in(named, target.span)]
        for limit in _limits(passage) if states_limits else ():
            if not _lies_in(named, limit.span):
                limits.setdefault((limit.kind.lower(), limit.max_days), limit)
    if tabled.targets:
        targets.sort(key=attrgetter("span.start"))
    return tuple(targets), tuple(limits.values())


def _may_state(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return paragraph.part is Part.BODY and (holds_figure(text) or "nửa" in text)


def _targets(passage: Passage, by: str | None, year: int | None, *, aims: bool) -> Iterator[Target]:
    for found in find_targets(passage.text, by=by, year=year, aims=aims):
        yield Target(
            found.indicator,
            found.comparator,
            found.value,
            found.unit,
            found.basis,
            found.by,
            found.quote,
            passage.span(found.start, found.end),
        )


def _limits(passage: Passage) -> Iterator[MeetingLimit]:
    for found in find_meeting_limits(passage.text):
        span = passage.span(found.start, found.end)
        yield MeetingLimit(found.kind, found.max_days, found.quote, span)


def _spared(anatomy: Anatomy) -> tuple[set[int], list[Span]]:
    """Where figures are no targets: the paragraphs of number, date, subject and captions by where they begin;
    subject and recipients, which may share a paragraph with others, by their spans too, unless a whole
    document was run together on the line of its subject."""
    heading = anatomy.heading
    attached = (appendix.attached_to for appendix in anatomy.appendices)
    lines = (*heading.issuer, heading.number, heading.date, heading.carried_by, *attached)
    starts = {line.paragraph.span.start for line in lines if line is not None}
    subject = [passage for passage in heading.subject if len(passage.text) <= _LONGEST_SUBJECT]
    starts.update(passage.start for passage in heading.subject)
    return starts, [passage.span() for passage in (*subject, *anatomy.ending.recipients)]


def _lies_in(places: Sequence[Span], span: Span) -> bool:
    return any(place.start < span.end and span.start < place.end for place in places)


def _add_heading_years(item: Item, by: str | None, years: dict[int, str]) -> None:
    """Adds, for each paragraph under a heading that names a time ("a) Đến năm 2030:"), that time."""
    text = item.content.text
    if item.line is not None and item.members and "20" in text:
        by = time_frame(plain(text)) or by
    for member in item.members:
        line = member.line if isinstance(member, Item) else member
        if by is not None and isinstance(line, Line):
            years[line.paragraph.span.start] = by
        if isinstance(member, Item) and member.members:
            _add_heading_years(member, by, years)


def _aims(item: Item, *, among: bool) -> list[int]:
    """Where the paragraphs begin that stand under a heading of aims ("MỤC TIÊU, CHỈ TIÊU")."""
    text = item.content.text
    if not among and item.line is not None and item.members and len(text) <= _LONGEST_HEADING:
        among = ("iêu" in text or "IÊU" in text) and _AIMS.search(text) is not None
    starts: list[int] = []
    for member in item.members:
        if isinstance(member, Item):
            if among and member.line is not None:
                starts.append(member.line.paragraph.span.start)
            if member.members:
                starts += _aims(member, among=among)
        elif among and isinstance(member, Line):
            starts.append(member.paragraph.span.start)
    return starts


def _task_years(folio: Folio, tasks: Sequence[Task]) -> Iterator[tuple[int, str]]:
    """For the paragraph in which a duty of the body begins, the year by which it must be done."""
    starts = [paragraph.span.start for paragraph in folio.paragraphs]
    for task in tasks:
        if task.source is Source.BODY and (year := _year_of(task)):
            yield starts[bisect_right(starts, task.text.span.start) - 1], year


def _year_of(task: Task) -> str | None:
    due = task.due.value if task.due else None
    return str(due.date.year) if due is not None and due.kind is DueKind.BY and due.date else None


def _row_years(tables: Sequence[AppendixTasks]) -> dict[tuple[int, int | None], str]:
    """For each row of a table of duties, by the number of the table among the blocks and its own, the year by
    which it must be done."""
    years: dict[tuple[int, int | None], str] = {}
    for table in tables:
        starts = [row.span.start for row in table.table.rows]
        for task in table.tasks:
            row = bisect_right(starts, task.text.span.start) - 1
            if row >= 0 and (year := _year_of(task)):
                years[table.table.place.paragraph, row] = year
    return years
