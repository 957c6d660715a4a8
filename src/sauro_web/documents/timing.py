"""The terms of registers on the working calendar (NĐ 30/2020, Điều 14 to 22): issuing and registering on the
same day, on the next working day at the latest."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from sauro.dates.workdays import WorkCalendar

if TYPE_CHECKING:
    from sauro_web.documents.models import Document

__all__ = ["last_day", "late_by", "overdue", "registered_late", "there_since"]

_OPEN = ("arrived", "assigned")
"""States of an incoming document that somebody has still to work on."""


def last_day(begun: date, calendar: WorkCalendar, *, urgent: bool = False) -> date:
    """The last day on which what was signed, or arrived, on `begun` is issued or registered in time: the next
    working day; urgent documents at once, on the day itself."""
    return begun if urgent else calendar.add(begun, 1)


def late_by(begun: date, done: date, calendar: WorkCalendar, *, urgent: bool = False) -> int:
    """How many working days beyond that last day it was done; nought in time. The one function for both
    terms, on pages, lists and in reports."""
    last = last_day(begun, calendar, urgent=urgent)
    return max(0, calendar.between(last, done)) if done > last else 0


def registered_late(document: Document, calendar: WorkCalendar, *, came_on: date | None = None) -> int:
    """How many working days beyond the term an incoming document was registered; of one from an older book
    that is not known. `came_on` is the day on which another office of the site sent it here: it was there
    from then on, whatever day the register writes."""
    if document.series_id is None:
        return 0
    begun = there_since(document.dated, came_on)
    return late_by(begun, localdate(document.registered_at), calendar, urgent=bool(document.urgency))


def there_since(arrived: date, came_on: date | None) -> date:
    """Since when what arrived was there: by its day of arrival, and that on which it was sent through the
    site."""
    return arrived if came_on is None else min(came_on, arrived)


def overdue(document: Document, on: date, calendar: WorkCalendar) -> int:
    """How many working days beyond its own term an incoming document is, or was when it was done; nought
    without a term, and where it was ended on a day that nobody knows (an older book)."""
    ended = document.ended_on or (on if document.state in _OPEN else None)
    if document.due_on is None or ended is None:
        return 0
    return max(0, calendar.between(document.due_on, ended))
