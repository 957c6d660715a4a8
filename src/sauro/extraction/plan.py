"""From a Folio to a Plan: the one door to the rules of this package."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sauro.anatomy.dissect import dissect
from sauro.anatomy.parts import Anatomy
from sauro.extraction.appendix import AppendixTasks, appendix_tasks
from sauro.extraction.citations import Mention, cited_in, find_mentions
from sauro.extraction.duties import closing_duties, task_duties
from sauro.extraction.identity import read_identity
from sauro.extraction.measures import find_measures
from sauro.extraction.own_captions import other_captions
from sauro.extraction.reconcile import link_tasks
from sauro.extraction.review import review
from sauro.extraction.tasks import body_tasks, task_at
from sauro.extraction.values import quoted
from sauro.folio.model import Folio
from sauro.folio.passage import Passage
from sauro.folio.span import Span
from sauro.plan.model import Citation, DocumentFacts, Plan, ReportingDuty, Task

__all__ = ["VERSION", "extract_plan", "extract_task"]

VERSION = "1"
"""Of the rules of extraction; stored with every result, raised when a rule changes what is read."""

_YEAR = re.compile(r"năm\s+(20\d\d)")
_LENGTH_OF_HEAD = 1500
"""Characters in which head and title stand."""
_UNNAMED = "Văn bản"
"""The type of a document that is cited by number only."""


def extract_plan(folio: Folio) -> Plan:
    """What the document says, each value with its quotation; see `sauro.plan.model`. Never raises for a
    faulty document: what is doubtful becomes a finding."""
    anatomy = dissect(folio)
    document = read_identity(folio, anatomy)
    issued = _issued_in(document)
    year = issued or _year_in(folio)
    tables = appendix_tasks(anatomy, year=year)
    rows = (task for table in tables for task in table.tasks)
    found = [quoted(task, folio.text) for task in (*body_tasks(anatomy, year=year), *rows)]
    tasks = link_tasks(_distinct_paths(found))
    mentions = _mentions(folio, document)
    citations = tuple(_citations(folio, anatomy, document, mentions))
    targets, limits = find_measures(folio, anatomy, tables, tasks, year=year, issued=issued)
    reporting = _reporting(folio, anatomy, tasks, tables)
    findings = review(
        folio, anatomy, document=document, tasks=tasks, tables=tables, targets=targets, mentions=mentions
    )
    return Plan(folio.source.name, document, citations, targets, limits, tasks, reporting, findings, VERSION)


def extract_task(folio: Folio, start: int) -> Task | None:
    """The paragraph that holds character `start` as a task, with lead, time limit and product as far as they
    stand there: for a duty that a person found and the rules did not. None where no words stand there."""
    held = (paragraph for paragraph in folio.paragraphs if paragraph.span.holds(start))
    paragraph = next(held, None)
    if paragraph is None or not paragraph.text.strip():
        return None
    anatomy = dissect(folio)
    year = _issued_in(read_identity(folio, anatomy)) or _year_in(folio)
    return quoted(task_at(anatomy, paragraph, year=year), folio.text)


def _distinct_paths(tasks: Sequence[Task]) -> list[Task]:
    """The tasks with a path of their own each: where a plan numbers two sections alike, the later ones are
    told apart by "~2"."""
    taken: Counter[str] = Counter()
    out: list[Task] = []
    for task in tasks:
        taken[task.path] += 1
        again = taken[task.path]
        out.append(task if again == 1 else replace(task, path=f"{task.path}~{again}"))
    return out


def _issued_in(document: DocumentFacts) -> int | None:
    return int(document.date.value[:4]) if document.date else None


def _year_in(folio: Folio) -> int | None:
    """The year of a plan that does not date itself: the latest that its title names."""
    years = map(int, _YEAR.findall(folio.text, 0, _LENGTH_OF_HEAD))
    return max(years, default=None)


def _mentions(folio: Folio, document: DocumentFacts) -> tuple[Mention, ...]:
    """The places where other documents are cited by number."""
    number = document.number.value if document.number else None
    issuer = document.issuer.value if document.issuer else None
    day = document.date.value if document.date else None
    return find_mentions(folio.text, own_number=number, own_issuer=issuer, own_date=day)


def _citations(
    folio: Folio, anatomy: Anatomy, document: DocumentFacts, mentions: Sequence[Mention]
) -> Iterator[Citation]:
    """The documents cited; the plan itself under a wrong number, named in a caption alone, is none."""
    captions = {other.number_span for other in other_captions(anatomy, document)}
    for cited in cited_in(folio.text, mentions):
        places = tuple(Span(start, end) for start, end in cited.places)
        if captions.issuperset(places):
            continue
        quote = " ".join(places[0].of(folio.text).split())
        kind = cited.type or _UNNAMED
        yield Citation(kind, cited.number, cited.date, cited.issuer, cited.mentions, quote, places)


def _reporting(
    folio: Folio, anatomy: Anatomy, tasks: Sequence[Task], tables: Sequence[AppendixTasks]
) -> tuple[ReportingDuty, ...]:
    """Reports owed, in the order of the plan; one said twice in the same place counts once. The rows of
    `tables` are the last of `tasks`."""
    rows = [words for table in tables for words in table.passages]
    body = tasks[: len(tasks) - len(rows)]
    passages = {task.path: _words(task, folio.text) for task in body}
    passages |= {task.path: words for task, words in zip(tasks[len(body) :], rows, strict=True)}
    distinct: dict[tuple[object, ...], ReportingDuty] = {}
    for duty in (*task_duties(tasks, passages), *closing_duties(anatomy)):
        distinct.setdefault((duty.span, duty.period, duty.due_day), duty)
    return tuple(distinct.values())


def _words(task: Task, text: str) -> tuple[Passage, ...]:
    """The passages in which a duty of the body tells its work and its product."""
    values = (task.text, task.product) if task.product else (task.text,)
    return tuple(Passage.of(value.span.of(text), value.span.start) for value in values)
