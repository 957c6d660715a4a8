"""Imports of registers into the books of an office."""

from __future__ import annotations

from django.db.models import QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.exchange.models import (
    RegisterImport,
    RegisterSource,
    RunState,
    WatchedFile,
    WatchedFolder,
)

__all__ = ["AT_WORK", "files_seen", "folder_of", "runs_of", "sources_of"]

AT_WORK = (RunState.COUNTING, RunState.WRITING, RunState.UNDOING)
"""States in which a job is at it."""


def runs_of(office: Unit) -> QuerySet[RegisterImport]:
    """The imports of an office, the last first."""
    return RegisterImport.objects.filter(office=office).select_related("source", "by").order_by("-id")


def sources_of(office: Unit) -> list[str]:
    """The systems that it has taken registers from."""
    return list(RegisterSource.objects.filter(office=office).values_list("name", flat=True))


def folder_of(office: Unit) -> WatchedFolder | None:
    """The watched folder of an office, if it ever had one."""
    return WatchedFolder.objects.select_related("source", "person", "office").filter(office=office).first()


def files_seen(folder: WatchedFolder) -> QuerySet[WatchedFile]:
    """The files that were seen in it, the last first."""
    return folder.files.select_related("run").order_by("-since", "-id")
