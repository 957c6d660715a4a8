"""Whose registers a report rests on, and of which days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse

from sauro.reporting.periods import Window
from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.reports.models import Report

__all__ = ["Scope", "scope_of", "scope_of_unit"]


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted of `unit`, up to the day `on`. `whole`: all that its office has, else what the unit
    itself drafted and owes. `known_at` is an earlier moment of that day, where it is asked what was known
    then."""

    unit: Unit
    whole: bool
    window: Window
    on: date
    known_at: datetime | None = None

    @property
    def stopped_at(self) -> datetime | None:
        """The moment up to which things were known, where the days still ran then: registers and work have
        gone on since, and nothing was corrected. None where they were over: what differs there was
        changed."""
        return self.known_at if self.on <= self.window.last else None

    @property
    def office(self) -> Unit:
        """Whose registers they are: a department keeps its own, unless it sums up for the whole of its
        province."""
        return self.unit if self.unit.kind == UnitKind.DEPARTMENT and not self.whole else self.unit.house

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day that are counted: none that is yet to come."""
        return self.window.first, max(self.window.first, min(self.window.last, self.on))

    @property
    def last(self) -> date:
        """The last of them."""
        return self.days[1]

    @property
    def year_earlier(self) -> Scope:
        """The same days of the year before: they are over, so that what stood on their last is asked of the
        trail and not of today's rows."""
        return Scope(self.unit, self.whole, Window(*self.days).year_earlier, self.on)

    @property
    def has_begun(self) -> bool:
        """Whether a day of it has come."""
        return self.window.first <= self.on

    def records(self, what: str) -> str:
        """Where the very records behind a figure are listed."""
        first, last = self.days
        asked = {
            "don-vi": self.unit.pk, "tu": f"{first:%d/%m/%Y}", "den": f"{last:%d/%m/%Y}", "muc": what,
        }  # fmt: skip
        if self.whole and self.unit.pk != self.office.pk:
            asked["ca"] = "co-quan"
        return f"{reverse('reports:records')}?{urlencode(asked)}"

    @property
    def days_said(self) -> str:
        """In words."""
        first, last = self.days
        return f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}"


def scope_of(report: Report, on: date, known_at: datetime | None = None) -> Scope:
    """Of an office, and of the unit that sums up for the whole of one, all that the office has."""
    unit, regime = report.unit, report.period.regime
    sums_up = unit.pk == regime.consolidator_id and unit.house.pk == regime.office_id
    return Scope(unit, sums_up or unit.pk == unit.house.pk, report.period.window, on, known_at)


def scope_of_unit(unit: Unit, window: Window, on: date) -> Scope:
    """Of a unit by itself."""
    return Scope(unit, unit.pk == unit.house.pk, window, on)
