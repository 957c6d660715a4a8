"""How many classified documents there were, month by month."""

from __future__ import annotations

from dataclasses import dataclass

from sauro_web.accounts.models import Unit
from sauro_web.documents.models import ClassifiedCount, Direction

__all__ = ["ClassifiedMonth", "classified_of"]


@dataclass(frozen=True, slots=True)
class ClassifiedMonth:
    """A month with the number in force of each book, and what was written before it."""

    month: int
    left: ClassifiedCount | None
    arrived: ClassifiedCount | None
    earlier: tuple[ClassifiedCount, ...] = ()


def classified_of(office: Unit, year: int, last_month: int) -> list[ClassifiedMonth]:
    """The months of a year up to `last_month`, the latest first. One query."""
    rows = ClassifiedCount.objects.filter(office=office, year=year).select_related("counted_by")
    newest: dict[tuple[int, str], ClassifiedCount] = {}
    earlier: dict[int, list[ClassifiedCount]] = {}
    for row in rows:  # the newest version comes first
        if newest.setdefault((row.month, row.direction), row) is not row:
            earlier.setdefault(row.month, []).append(row)
    return [
        ClassifiedMonth(
            month,
            newest.get((month, Direction.OUTGOING)),
            newest.get((month, Direction.INCOMING)),
            tuple(earlier.get(month, ())),
        )
        for month in range(last_month, 0, -1)
    ]
