"""The terms of registers on the working calendar (NĐ 30/2020, Điều 14 to 22): issuing and registering on the
same day, on the next working day at the latest; and of sending (QĐ 28/2018, Điều 7), on its morning at the
latest."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate, localtime

from sauro.dates.workdays import WorkCalendar

if TYPE_CHECKING:
    from sauro_web.documents.models import Document

__all__ = ["last_day", "late_by", "late_to_send", "overdue", "registered_late", "there_since"]

_OPEN = ("arrived", "assigned")
"""States of an incoming document that somebody has still to work on."""
_NOON = 12
"""The hour at which a morning is over."""


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


def late_to_send(document: Document, calendar: WorkCalendar, now: datetime) -> date | None:
    """The day until whose noon an outgoing document should have been sent, where it was sent later or is
    still here after it; an urgent one until the end of its own day. None in time, for what does not hold and
    was never sent, and for an older book, of which it is not known."""
    if document.direction != "out" or document.series_id is None or document.issued_on is None:
        return None
    last = last_day(document.dated, calendar, urgent=bool(document.urgency))
    if document.sent_on is not None:
        return last if document.sent_on > last else None  # of the hour nothing is written down
    if document.state != "issued":
        return None
    on = localdate(now)
    noon_is_over = not document.urgency and on == last and localtime(now).hour >= _NOON
    return last if on > last or noon_is_over else None
