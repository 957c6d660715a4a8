"""Background work: one wrapper over django-q2, so that a job is done once however often it was asked for.

A job is a function of identifiers that calls one operation. It is named by its path, handed out again when
its worker was killed, and tried at most three times (`Q_CLUSTER` in settings.py).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django_q.models import OrmQ, Schedule
from django_q.tasks import async_task

__all__ = ["enqueue", "schedule", "waiting"]


def enqueue(job: Callable[..., None], *arguments: int | str, key: str) -> None:
    """Asks for `job(*arguments)` once the running transaction is committed. `key` names this very piece of
    work: the job must find out by its own record whether it is done already, for it may be handed out
    twice."""
    path = f"{job.__module__}.{job.__qualname__}"
    transaction.on_commit(lambda: async_task(path, *arguments, group=key, task_name=key[:100]))


def schedule(job: Callable[..., None], *, every: str, key: str, first: datetime) -> None:
    """Runs `job()` by the calendar: `every` is one of django-q2's kinds ("H" hourly, "D" daily, "W" weekly).
    Said again under the same `key` it is the same schedule."""
    path = f"{job.__module__}.{job.__qualname__}"
    Schedule.objects.update_or_create(
        name=key, defaults={"func": path, "schedule_type": every}, create_defaults={
            "func": path, "schedule_type": every, "next_run": first, "repeats": -1,
        },
    )  # fmt: skip


def waiting() -> int:
    """How many jobs wait or are being done; a figure for the administrator."""
    return OrmQ.objects.count()
