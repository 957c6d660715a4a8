"""How an incoming document becomes a task as it is assigned. Tasks stand above documents: they say, in
`ready()` of their configuration, how that is done, who may, and where a task is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sauro_web.accounts.models import Unit, User
    from sauro_web.documents.models import Document

__all__ = ["TaskMaking", "register", "task_making"]


@dataclass(frozen=True, slots=True)
class TaskMaking:
    """`give` makes the task of a document that has its lead, helpers and term, inside the caller's
    transaction, and gives its number; `may` says whether the person gives tasks of the office; `address` is
    that of a task's page, `leads` are the units that still have to lead it."""

    give: Callable[[Document, User, datetime], int]
    may: Callable[[User, Unit, date], bool]
    address: Callable[[int], str]
    leads: Callable[[int], list[Unit]]


_known: list[TaskMaking] = []


def register(making: TaskMaking) -> None:
    """From now on documents become tasks in this way."""
    _known[:] = [making]


def task_making() -> TaskMaking | None:
    """None where no app makes tasks."""
    return _known[0] if _known else None
