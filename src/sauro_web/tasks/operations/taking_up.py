"""A unit says that it has its part in hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.timezone import localdate

from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed
from sauro_web.tasks import rules
from sauro_web.tasks.models import Part, TaskState, UnitTask

__all__ = ["receive_occurrences", "take_up"]


def take_up(part: UnitTask, *, by: User, now: datetime) -> UnitTask:
    """Marks the part as received, one that is only for information as read; twice is no error.

    Raises NotAllowed.
    """
    with transaction.atomic():
        held = (
            UnitTask.objects.select_for_update(of=("self",), no_key=True)
            .select_related("unit", "task__plan")
            .get(pk=part.pk)
        )
        if not rules.may_take_up(by, held, on=localdate(now)):
            raise NotAllowed("Chỉ người của đơn vị được giao mới xác nhận đã nhận việc.")
        if held.state == TaskState.ASSIGNED and held.ended_at is None:
            informed = held.part == Part.INFORMED
            before, held.state = held.state, TaskState.READ if informed else TaskState.RECEIVED
            held.received_at = now
            held.version += 1
            held.save(update_fields=["state", "received_at", "version"])
            receive_occurrences(held, now)
            behalf = rules.in_whose_name(by, held, on=localdate(now))
            changes = {"state": (before, held.state)}
            record(
                "task.read" if informed else "task.take_up", held, by=by, changes=changes, on_behalf_of=behalf
            )
    return held


def receive_occurrences(series: UnitTask, now: datetime) -> None:
    """A unit that has taken up a duty that comes back has taken up the occurrences there are."""
    if series.goes_on:
        new = UnitTask.objects.filter(series=series, state=TaskState.ASSIGNED, ended_at=None)
        new.update(state=TaskState.RECEIVED, received_at=now, version=F("version") + 1)
