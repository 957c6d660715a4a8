"""Reading of dates and time limits: the names that other packages use.

`read_due` for a text that is nothing but a time limit, `find_dues` and `choose_due` for the sentences of a
duty, `read_report_periods` for the sentences that order regular reports, `read_dates` for any written date.
Texts are NFC; blanks and line breaks inside are allowed everywhere.
"""

from __future__ import annotations

from sauro.dates.choosing import choose_due, earlier_dues, settle_due
from sauro.dates.finding import FoundDue, find_dues
from sauro.dates.reports import ReportPeriod, read_report_periods
from sauro.dates.wording import read_due
from sauro.dates.written import FoundDate, read_dates

__all__ = [
    "FoundDate",
    "FoundDue",
    "ReportPeriod",
    "choose_due",
    "earlier_dues",
    "find_dues",
    "read_dates",
    "read_due",
    "read_report_periods",
    "settle_due",
]
