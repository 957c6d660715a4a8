"""Records as the interface gives them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from sauro_web.accounts.models import Unit, User
from sauro_web.common.desk import Waiting
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.life import Step
from sauro_web.tasks.models import Extension, Nudge, NudgedPart, Obstacle, ProgressNote, Task, UnitTask
from sauro_web.tasks.queries.days import Days
from sauro_web.tasks.queries.stream import Happened
from sauro_web.tasks.standing import Counts
from sauro_web.tasks.timing import Timing

__all__ = [
    "counts",
    "extension",
    "happened",
    "note",
    "nudge",
    "obstacle",
    "part",
    "person",
    "plan",
    "step",
    "task",
    "unit",
    "waiting",
]


def unit(one: Unit) -> dict[str, Any]:
    """Its names and codes."""
    return {
        "id": one.pk,
        "name": one.name,
        "short_name": one.short_name,
        "kind": one.kind,
        "area_code": one.area_code,
        "identifier": one.identifier,
    }


def person(one: User | None) -> dict[str, Any] | None:
    """Number and name."""
    return {"id": one.pk, "name": str(one)} if one is not None else None


def _plan_ref(one: ImportedPlan | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"id": one.pk, "reference": one.reference, "issued_on": one.issued_on}


def part(one: UnitTask, days: Days) -> dict[str, Any]:
    """A part with how it stands to its deadline; its task, unit and officer are fetched before."""
    stands = days.timing(one)
    whole = one.task
    return {
        "id": one.pk,
        "version": one.version,
        "task_id": one.task_id,
        "text": whole.text,
        "product": whole.product,
        "due_text": whole.due_text,
        "plan": _plan_ref(whole.plan),
        "source": whole.source_name,
        "unit": unit(one.unit),
        "part": one.part,
        "answers_alone": one.answers_alone,
        "state": one.state,
        "state_name": str(one.get_state_display()),
        "percent": one.percent,
        "officer": person(one.officer),
        "due_on": one.due_on,
        "ends_on": one.ends_on,
        "first_due_on": one.first_due_on,
        "timing": stands.value,
        "timing_name": str(stands.label),
        "days_late": days.late(one),
        "handed_in": one.product,
        "handed_in_on": one.handed_in_on,
        "received_at": one.received_at,
        "started_at": one.started_at,
        "finished_at": one.finished_at,
        "recognised_at": one.recognised_at,
        "ended": one.ended_at is not None,
        "goes_on": one.goes_on,
        "series_id": one.series_id,
        "page": reverse("tasks:task", args=(one.task_id,)),
    }


def task(one: Task) -> dict[str, Any]:
    """A task as it was given."""
    return {
        "id": one.pk,
        "text": one.text,
        "product": one.product,
        "authority": one.authority,
        "due_text": one.due_text,
        "due_on": one.due_on,
        "origin": one.origin,
        "plan": _plan_ref(one.plan),
        "source": one.source_name,
        "office": unit(one.office),
        "parent_id": one.parent_id,
        "group_name": one.group_name,
        "given_at": one.given_at,
        "page": reverse("tasks:task", args=(one.pk,)),
    }


def step(one: Step) -> dict[str, Any]:
    """How it is asked for."""
    return {"slug": one.slug, "label": one.label, "needs_reason": one.reason}


def extension(one: Extension) -> dict[str, Any]:
    """More time that was asked for."""
    return {
        "id": one.pk,
        "part_id": one.part_id,
        "until": one.until,
        "reason": one.reason,
        "asked_by": str(one.asked_by),
        "asked_at": one.asked_at,
        "granted": one.granted,
        "granted_until": one.granted_until,
        "answer": one.answer,
    }


def obstacle(one: Obstacle) -> dict[str, Any]:
    """An obstacle with its answer."""
    return {
        "id": one.pk,
        "part_id": one.part_id,
        "text": one.text,
        "proposal": one.proposal,
        "to": unit(one.to),
        "answer_by": one.answer_by,
        "raised_by": str(one.raised_by),
        "raised_at": one.raised_at,
        "answer": one.answer,
        "answered_at": one.answered_at,
        "closed_at": one.closed_at,
    }


def note(one: ProgressNote) -> dict[str, Any]:
    """A note."""
    return {
        "id": one.pk,
        "part_id": one.part_id,
        "at": one.at,
        "by": str(one.by),
        "text": one.text,
        "percent": one.percent,
        "interim": one.interim,
    }


def happened(one: Happened) -> dict[str, Any]:
    """What happened with a task."""
    return {
        "at": one.at,
        "who": one.who,
        "what": one.what,
        "unit": one.unit,
        "words": one.words,
        "changes": list(one.changes),
    }


def counts(one: Counts) -> dict[str, int]:
    """The six columns, and what is made of them."""
    return {
        "finished_in_time": one.of(Timing.IN_TIME),
        "finished_late": one.of(Timing.FINISHED_LATE),
        "in_term": one.of(Timing.IN_TERM, Timing.SOON),
        "late_started": one.of(Timing.LATE_STARTED),
        "late_not_started": one.of(Timing.LATE_NOT_STARTED),
        "no_deadline": one.of(Timing.NO_DEADLINE),
        "total": one.total,
        "late": one.late,
        "soon": one.soon,
        "finished": one.finished,
        "in_time_at_first": one.in_time_at_first,
        "extended": one.extended,
    }


def plan(one: ImportedPlan) -> dict[str, Any]:
    """A plan."""
    return {
        "id": one.pk,
        "reference": one.reference,
        "subject": one.subject,
        "issuer": one.issuer,
        "issued_on": one.issued_on,
        "state": one.state,
        "state_name": str(one.get_state_display()),
        "office": unit(one.office),
        "given_at": one.units_told_at,
    }


def waiting(one: Waiting) -> dict[str, Any]:
    """A line of what waits for a person."""
    return {
        "title": one.title,
        "reason": one.reason,
        "state": one.state,
        "due": one.due,
        "unit": one.unit,
        "page": one.address,
    }


def nudge(one: Nudge, parts: Iterable[NudgedPart] = ()) -> dict[str, Any]:
    """A nudge, with what it is about where that is asked for."""
    return {
        "id": one.pk,
        "number": one.number,
        "year": one.year,
        "kind": one.kind,
        "kind_name": str(one.get_kind_display()),
        "office": unit(one.office),
        "unit": unit(one.unit),
        "text": one.text,
        "at": one.at,
        "by": str(one.by),
        "seen_at": one.seen_at,
        "parts": [
            {
                "part_id": row.part_id,
                "task_id": row.part.task_id,
                "text": row.part.task.text,
                "days_late": row.days_late,
            }
            for row in parts
        ],
    }
