"""What is said of a meeting on pages."""

from __future__ import annotations

from datetime import date, datetime

import qrcode
from django import template
from django.utils.safestring import SafeString, mark_safe
from qrcode.image.svg import SvgPathImage

from sauro.dates.intervals import Interval
from sauro.scheduling.settings import MeetingKind
from sauro.scheduling.wording import clock, interval_words, weekday_words
from sauro_web.common.templatetags.look import chip
from sauro_web.meetings.models import Meeting, MeetingState
from sauro_web.meetings.moments import interval_of
from sauro_web.meetings.queries.after import due_inline

__all__ = ["register"]

register = template.Library()
_CHIPS = {
    MeetingState.PENDING: "waiting",
    MeetingState.FIRM: "working",
    MeetingState.HELD: "done",
    MeetingState.CANCELLED: "refused",
}


@register.filter
def lasts(when: Interval | Meeting) -> str:
    """From when to when: "từ 08:00 đến 09:30 ngày 05/03/2026"."""
    return interval_words(interval_of(when.starts, when.ends) if isinstance(when, Meeting) else when)


@register.filter(name="clock")
def clock_of(moment: datetime) -> str:
    """The time of day: "08:05"."""
    return clock(moment)


@register.filter
def weekday(value: date) -> str:
    """ "Thứ Năm"."""
    name = weekday_words(value).partition(",")[0]
    return name[:1].upper() + name[1:]


@register.filter
def stands_so(meeting: Meeting) -> SafeString:
    """Its state as a chip."""
    return chip(_CHIPS[MeetingState(meeting.state)], meeting.get_state_display())


@register.simple_tag
def code_of(address: str) -> SafeString:
    """An address as a code that phones read."""
    drawn = qrcode.make(address, image_factory=SvgPathImage, box_size=8, border=2)
    return mark_safe(drawn.to_string(encoding="unicode"))  # noqa: S308 (drawn here)


register.filter("due_inline", due_inline)


@register.filter
def kinds_in_words(kinds: list[str]) -> str:
    """The kinds of a meeting by their names."""
    known = {kind.value: kind.words for kind in MeetingKind}
    return ", ".join(known[kind] for kind in kinds if kind in known)
