"""The very records behind a figure that was counted for a unit and its days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from sauro_web.accounts.models import User
from sauro_web.documents import rules as documents_rules
from sauro_web.documents.models import Document
from sauro_web.meetings import rules as meetings_rules
from sauro_web.meetings.models import Meeting
from sauro_web.meetings.moments import local
from sauro_web.reports.queries.digital_shares import SHARES, meetings_of_share, papers_of_share
from sauro_web.reports.queries.meetings_held import meetings_behind
from sauro_web.reports.queries.papers_issued import (
    ALL,
    NAMED_KINDS,
    OTHER_KINDS,
    kind_key,
    papers_counted,
    register_of,
)
from sauro_web.reports.queries.scopes import Scope
from sauro_web.reports.queries.work_owed import parts_behind
from sauro_web.tasks import rules as tasks_rules
from sauro_web.tasks.addresses import page_of_task
from sauro_web.tasks.models import UnitTask

__all__ = ["Record", "Records", "records_behind"]

_MOST = 500
_DOCUMENTS, _MEETINGS, _TASKS = "vb", "hop", "viec"


@dataclass(frozen=True, slots=True)
class Record:
    """One of them: its day, what it is, whose, and its page."""

    day: date | None
    title: str
    whose: str
    address: str


@dataclass(frozen=True, slots=True)
class Records:
    """Those that the person may read, at most five hundred, of `total` that were counted."""

    rows: Sequence[Record]
    total: int

    @property
    def hidden(self) -> int:
        """Counted and not shown."""
        return self.total - len(self.rows)


def records_behind(scope: Scope, what: str, *, person: User, on: date) -> Records:
    """Raises KeyError for a figure that there is none of."""
    sort, _, which = what.partition(".")
    if sort == SHARES:
        return _of_share(scope, what, person, on)
    if sort == _TASKS:
        return _tasks(scope, which, person, on)
    if sort == _MEETINGS:
        return _meetings(meetings_behind(scope, what), person, on)
    if sort != _DOCUMENTS:
        raise KeyError(what)
    return _of_kind(scope, what, person, on)


def _of_share(scope: Scope, what: str, person: User, on: date) -> Records:
    """The part of a share of a unit inside an office; documents of an office have a list of their own."""
    if (papers := papers_of_share(scope, what)) is not None:
        return _documents(scope, papers, person, on)
    if (meetings := meetings_of_share(scope, what)) is not None:
        return _meetings(meetings.order_by("starts", "pk"), person, on)
    raise KeyError(what)


def _of_kind(scope: Scope, what: str, person: User, on: date) -> Records:
    rows = papers_counted(scope)
    if what == OTHER_KINDS:
        rows = rows.exclude(kind__in=NAMED_KINDS)
    elif what != ALL:
        kinds = rows.values_list("kind", flat=True).distinct()
        rows = rows.filter(kind__in=[kind for kind in kinds if kind_key(kind) == what])
    return _documents(scope, rows, person, on)


def _documents(scope: Scope, rows: QuerySet[Document], person: User, on: date) -> Records:
    total = rows.count()
    if not documents_rules.may_read(person, register_of(scope), on=on):
        return Records((), total)
    shown = rows.select_related("drafting_unit").order_by("dated", "pk")[:_MOST]
    return Records([_document(one) for one in shown], total)


def _document(one: Document) -> Record:
    title = ", ".join(part for part in (one.reference, one.subject) if part)
    whose = one.drafting_unit.label if one.drafting_unit else ""
    return Record(one.dated, title, whose, reverse("documents:document", args=[one.pk]))


def _meetings(rows: QuerySet[Meeting], person: User, on: date) -> Records:
    seen = Meeting.objects.filter(meetings_rules.readable(person, on=on)).values("pk")
    shown = rows.filter(pk__in=seen)[:_MOST]
    found = [
        Record(
            local(one.starts).date(), one.subject, one.get_mode_display(),
            reverse("meetings:meeting", args=[one.pk]),
        )
        for one in shown
    ]  # fmt: skip
    return Records(found, rows.count())


def _tasks(scope: Scope, which: str, person: User, on: date) -> Records:
    parts = parts_behind(scope, [which])
    seen = UnitTask.objects.filter(
        tasks_rules.readable_parts(person, on=on), pk__in=[one.pk for one in parts[:_MOST]]
    )
    readable = set(seen.values_list("pk", flat=True))
    shown = [one for one in parts[:_MOST] if one.pk in readable]
    return Records([_part(one) for one in shown], len(parts))


def _part(one: UnitTask) -> Record:
    whose = f"{one.unit.label}, {one.get_part_display()}"
    return Record(one.due_on, one.task.text, whose, page_of_task(one.task_id))
