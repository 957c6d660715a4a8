"""The day by the clock of an office: what is late there, and by how many working days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sauro.dates.workdays import WorkCalendar
from sauro_web.accounts.models import Unit
from sauro_web.common.between_pages import kept
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.standing import chip_of, today_of
from sauro_web.tasks.timing import Timing, Today, days_late, timing_of
from sauro_web.workdays.queries import Calendars

__all__ = ["Days", "days_for"]


@dataclass(frozen=True, slots=True)
class Days:
    """The day that a page asks about, with the calendars of the units whose rows it shows."""

    today: Today
    calendars: Calendars

    @property
    def on(self) -> date:
        """The day itself."""
        return self.today.on

    def calendar(self, unit: Unit) -> WorkCalendar:
        """The working days of a unit."""
        return self.calendars.of(unit)

    def timing(self, part: UnitTask) -> Timing:
        """How a row stands."""
        return timing_of(part, self.today)

    def late(self, part: UnitTask) -> int:
        """By how many working days of its unit a row is late."""
        return days_late(part, self.today, self.calendar(part.unit))

    def chip(self, part: UnitTask) -> tuple[str, str] | None:
        """What is said beside its deadline."""
        return chip_of(part, self.today, self.calendar(part.unit))


def days_for(units: Sequence[Unit], *, on: date) -> Days:
    """For a person of these units, the one in which he acts first: by its calendar what is due soon is told.
    One query, none where an earlier page asked for the same."""
    calendars = kept("calendars", Calendars)
    calendar = calendars.of(units[0]) if units else WorkCalendar()
    return Days(today_of(on, calendar), calendars)
