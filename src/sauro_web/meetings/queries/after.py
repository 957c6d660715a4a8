"""What the page of a meeting shows of its papers, its minutes and its conclusions, and of those of the
meeting before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from sauro.dates.workdays import WorkCalendar
from sauro_web.accounts.models import User
from sauro_web.meetings import rules
from sauro_web.meetings.models import (
    STANDING,
    Attendee,
    AttendeeRole,
    Conclusion,
    Meeting,
    MeetingPaper,
    MeetingState,
    Minutes,
    PaperRead,
)
from sauro_web.meetings.moments import last_day_of
from sauro_web.tasks.models import Part, TaskState, UnitTask
from sauro_web.workdays.queries import calendar_of

__all__ = [
    "After",
    "Ended",
    "after_of",
    "carried_over",
    "due_inline",
    "ended_of",
    "notice_due",
    "papers_seen_by",
    "previous_of",
]

_NOTICE_DAYS = 5


@dataclass(frozen=True, slots=True)
class Ended:
    """A conclusion with what became of it: the state of who leads it, blank for what nobody carries out."""

    row: Conclusion
    state: str
    done: bool


@dataclass(frozen=True, slots=True)
class After:
    """`papers` bear `readers`, how many opened them, and `mine`, whether the person did; `unread` are those
    called who have not opened every paper, for who runs the meeting. `before` are the conclusions of the
    meeting before it in its series; `notice_by` the last day for the notice, where conclusions are there.
    `withdrawn` are papers that were taken back, `withdrawable` the numbers of those that the person may take
    back."""

    papers: Sequence[MeetingPaper]
    withdrawn: Sequence[MeetingPaper]
    withdrawable: frozenset[int]
    unread: Sequence[str]
    minutes: Minutes | None
    conclusions: Sequence[Ended]
    previous: Meeting | None
    before: Sequence[Ended]
    notice_by: date | None
    runs: bool
    confirms: bool


def after_of(meeting: Meeting, person: User, attendees: Sequence[Attendee], *, now: datetime) -> After:
    """For who may see inside; `attendees` are those called. Nine queries at most."""
    on = timezone.localdate(now)
    runs = rules.may_run(person, meeting, on=on) and meeting.state != MeetingState.CANCELLED
    papers = papers_seen_by(meeting.papers.filter(withdrawn_at=None), person)
    running = any(row.person_id == person.pk and row.role == AttendeeRole.SECRETARY for row in attendees)
    own = (one.pk for one in papers if now < meeting.ends and (running or one.added_by_id == person.pk))
    minutes = Minutes.objects.select_related("first_by", "second_by", "written_by").filter(meeting=meeting)
    row = minutes.prefetch_related("addenda__by").first()
    conclusions = ended_of(meeting.conclusions.all())
    previous = previous_of(meeting)
    late = notice_due(last_day_of(meeting.ends), calendar_of(meeting.office)) if conclusions else None
    open_to_confirm = row is not None and row.second_by_id is None and row.first_by_id != person.pk
    return After(
        papers,
        list(meeting.papers.filter(withdrawn_at__isnull=False).select_related("withdrawn_by")),
        frozenset(own),
        _unread(meeting, len(papers)) if runs and papers else (),
        row,
        conclusions,
        previous,
        ended_of(previous.conclusions.all()) if previous else (),
        late,
        runs,
        runs and open_to_confirm,
    )


def notice_due(day: date, calendar: WorkCalendar) -> date:
    """The last day for the notice of what a meeting concluded of which that is the last day (Quyết định số
    45/2018/QĐ-TTg)."""
    return calendar.add(day, _NOTICE_DAYS)


def papers_seen_by(papers: QuerySet[MeetingPaper], person: User) -> list[MeetingPaper]:
    """Each with how many have opened it and whether the person has (`readers`, `mine`). One query."""
    mine = PaperRead.objects.filter(paper=OuterRef("pk"), person=person)
    return list(papers.annotate(readers=Count("readings"), mine=Exists(mine)))


def _unread(meeting: Meeting, papers: int) -> list[str]:
    """Who of those called has not opened every paper."""
    called = meeting.attendees.filter(person__isnull=False).select_related("person")
    read = (
        PaperRead.objects.filter(paper__meeting=meeting, paper__withdrawn_at=None).order_by().values("person")
    )
    counted = dict(read.annotate(number=Count("pk")).values_list("person", "number"))
    return [str(row.person) for row in called if counted.get(row.person_id or 0, 0) < papers]


def previous_of(meeting: Meeting) -> Meeting | None:
    """The last meeting of the same series before it that concluded something. One query, none where it is of
    no series."""
    if meeting.series_id is None:
        return None
    rows = Meeting.objects.filter(series=meeting.series_id, state__in=STANDING, starts__lt=meeting.starts)
    return rows.filter(conclusions__isnull=False).order_by("-starts").first()


def carried_over(meeting: Meeting) -> tuple[Meeting, list[str]] | None:
    """ "Việc từ cuộc họp trước", with which the next agenda opens: that meeting, and for each of its
    conclusions a line with who carries it out, by when, and what became of it. None where there is none.
    Three queries."""
    previous = previous_of(meeting)
    if previous is None:
        return None
    return previous, [_carried(one) for one in ended_of(previous.conclusions.all())]


def _carried(one: Ended) -> str:
    row = one.row
    if row.lead is None:
        return row.text
    parts = (row.lead.name, f"thời hạn {due_inline(row.due_text)}" if row.due_text else "", one.state)
    return f"{row.text} ({'; '.join(part for part in parts if part)})"


def due_inline(text: str) -> str:
    """A time limit as it stands within a sentence: "trước ngày 10/07/2026"."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def ended_of(conclusions: QuerySet[Conclusion]) -> list[Ended]:
    """With what became of each. Two queries."""
    rows = list(conclusions.select_related("lead"))
    tasks = [row.task_id for row in rows if row.task_id is not None]
    parts = UnitTask.objects.filter(task__in=tasks, part=Part.LEAD, ended_at=None) if tasks else []
    states = {part.task_id: part for part in parts}
    found = []
    for row in rows:
        part = states.get(row.task_id) if row.task_id else None
        state = part.get_state_display() if part else ""
        found.append(Ended(row, state, part is not None and part.state == TaskState.FINISHED))
    return found
