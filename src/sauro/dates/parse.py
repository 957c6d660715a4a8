"""Reading of dates and time limits: the names that other packages use."""

from __future__ import annotations

from sauro.dates.wording import read_due
from sauro.dates.written import FoundDate, read_dates

__all__ = ["FoundDate", "read_dates", "read_due"]
