"""Meetings as calendar programs read them (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import Prefetch
from icalendar import Calendar, Event

from sauro_web.accounts.models import User
from sauro_web.meetings.models import STANDING, CalendarFeed, Hold, Meeting, MeetingState

__all__ = ["as_icalendar", "feed_of", "person_behind"]

_BACK, _AHEAD = timedelta(days=60), timedelta(days=400)
_MOST = 2_000
_LIMITED = "Họp (nội dung hạn chế)"


def as_icalendar(meetings: Iterable[Meeting], *, now: datetime, public: bool) -> bytes:
    """The calendar of these meetings. What leaves the house by an address that others may read (`public`)
    does not say what limited meetings are about, nor by which link one takes part."""
    calendar = Calendar()
    calendar.add("prodid", "-//Sau Ro//Lich hop//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Lịch họp")
    for meeting in meetings:
        calendar.add_component(_event(meeting, now, public=public))
    return bytes(calendar.to_ical())


def _event(meeting: Meeting, now: datetime, *, public: bool) -> Event:
    event = Event()
    host = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "localhost"
    event.add("uid", f"meeting-{meeting.pk}@{host}")
    event.add("sequence", meeting.version)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", meeting.starts.astimezone(UTC))
    event.add("dtend", meeting.ends.astimezone(UTC))
    hidden = public and meeting.limited
    event.add("summary", _LIMITED if hidden else meeting.subject)
    rooms = dict.fromkeys(
        f"{hold.room.name}, {hold.room.place}".rstrip(", ") for hold in meeting.holds.all() if hold.room
    )
    if rooms:
        event.add("location", "; ".join(rooms))
    if meeting.agenda and not hidden:
        event.add("description", meeting.agenda)
    if meeting.link and not public:
        event.add("url", meeting.link)
    event.add("status", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    return event


def person_behind(digest: str) -> User | None:
    """Whose feed it is; None for none, and for an account that is closed."""
    feed = CalendarFeed.objects.filter(digest=digest, person__is_active=True).select_related("person").first()
    return feed.person if feed else None


def feed_of(person: User, *, now: datetime) -> list[Meeting]:
    """The meetings that the person is called to, of the last two months and the year to come. Two queries."""
    rows = Meeting.objects.filter(
        state__in=STANDING,
        attendees__person=person,
        ends__gt=now - _BACK,
        starts__lt=now + _AHEAD,
    )
    held = Prefetch("holds", Hold.objects.filter(room__isnull=False).select_related("room"))
    return list(rows.prefetch_related(held).order_by("starts", "pk")[:_MOST])
