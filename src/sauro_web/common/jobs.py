"""Background work: one wrapper over django-q2, so that a job is done once however often it was asked for.

A job is a function of identifiers that calls one operation. It is named by its path, handed out again when
its worker was killed, and tried at most three times (`Q_CLUSTER` in settings.py). `python -m sauro_web work`
does them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.utils import timezone
from django_q.models import OrmQ, Schedule
from django_q.tasks import async_task

__all__ = ["asked_for", "at_start", "enqueue", "every_day", "every_minute", "schedule", "start", "waiting"]

_at_start: list[Callable[[], object]] = []
_every_minute: dict[Callable[[], None], bool] = {}
"""Whether also at the start, before any other job."""
_every_day: list[Callable[[], None]] = []
_AT_NIGHT = 2
"""The hour at which the office's day is tidied up."""


def enqueue(job: Callable[..., None], *arguments: int | str, key: str) -> None:
    """Asks for `job(*arguments)`, in the running transaction: the queue is a table of the same database, so
    that the job is asked for if and only if what it is about is committed. `key` names this very piece of
    work: the job must find out by its own record whether it is done already, for it may be handed out
    twice."""
    async_task(_path(job), *arguments, group=key, task_name=key[:100])


def at_start(operation: Callable[[], object]) -> None:
    """From now on `operation()` is done whenever the background work starts, before any job."""
    if operation not in _at_start:
        _at_start.append(operation)


def every_minute(job: Callable[[], None], *, first_of_all: bool = True) -> None:
    """From now on `job()` is done every minute, and when the background work starts: there before any other
    job unless `first_of_all` is false, for what may take long."""
    _every_minute[job] = first_of_all


def every_day(job: Callable[[], None]) -> None:
    """From now on `job()` is done every night; where the machine was off then, as soon as it is on."""
    if job not in _every_day:
        _every_day.append(job)


def start(*, alone: bool) -> None:
    """What is done before the first job. `alone` where no other worker of this site is at work: whatever a
    worker had in hand is then nobody's, and is handed out at once instead of after `retry` seconds."""
    now = timezone.now()
    if alone:
        OrmQ.objects.filter(lock__gt=now).update(lock=now)
    for job in _every_minute:
        schedule(job, every=Schedule.MINUTES, key=_path(job)[-100:], first=now)
    night = timezone.localtime(now).replace(hour=_AT_NIGHT, minute=0, second=0, microsecond=0)
    for job in _every_day:
        schedule(job, every=Schedule.DAILY, key=_path(job)[-100:], first=night + timedelta(days=1))
    for begun in (*_at_start, *(job for job, first_of_all in _every_minute.items() if first_of_all)):
        begun()


def schedule(job: Callable[..., None], *, every: str, key: str, first: datetime) -> None:
    """Runs `job()` by the calendar: `every` is one of django-q2's kinds ("I" every minute, "H" hourly, "D"
    daily, "W" weekly). Said again under the same `key` it is the same schedule."""
    about = {"func": _path(job), "schedule_type": every, "minutes": 1 if every == Schedule.MINUTES else None}
    Schedule.objects.update_or_create(
        name=key, defaults=about, create_defaults=about | {"next_run": first, "repeats": -1}
    )


def waiting() -> int:
    """How many jobs wait or are being done; a figure for the administrator."""
    return OrmQ.objects.count()


def asked_for(keys: Collection[str]) -> set[str]:
    """Which of these pieces of work wait or are being done. What a worker was killed over is among them until
    it is handed out again; what failed is not."""
    return {one.group() for one in OrmQ.objects.all()} & set(keys)


def _path(job: Callable[..., None]) -> str:
    return f"{job.__module__}.{job.__qualname__}"
