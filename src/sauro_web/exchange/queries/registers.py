"""Imports of registers into the books of an office."""

from __future__ import annotations

from django.db.models import QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.exchange.models import RegisterImport, RegisterSource, RunState

__all__ = ["AT_WORK", "runs_of", "sources_of"]

AT_WORK = (RunState.COUNTING, RunState.WRITING, RunState.UNDOING)
"""States in which a job is at it."""


def runs_of(office: Unit) -> QuerySet[RegisterImport]:
    """The imports of an office, the last first."""
    return RegisterImport.objects.filter(office=office).select_related("source", "by").order_by("-id")


def sources_of(office: Unit) -> list[str]:
    """The systems that it has taken registers from."""
    return list(RegisterSource.objects.filter(office=office).values_list("name", flat=True))
