"""What a unit owes, as the template for progress has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sauro_web.accounts.models import Unit
from sauro_web.tasks.importing.columns import MOST_LINES
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.timing import RUNNING

__all__ = ["progress_rows"]


def progress_rows(units: Sequence[Unit]) -> Iterator[tuple[str, ...]]:
    """Number, version, words and deadline of each open part, the next due first. One query."""
    rows = UnitTask.objects.filter(unit__in=units, state__in=RUNNING, ended_at=None, goes_on=False)
    columns = ("pk", "version", "task__text", "due_on")
    for pk, version, text, due_on in rows.order_by("ends_on", "pk").values_list(*columns)[:MOST_LINES]:
        yield str(pk), str(version), text[:5_000], f"{due_on:%d/%m/%Y}" if due_on else "", "", ""
