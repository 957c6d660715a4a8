"""Pages of rooms and meetings."""

from sauro_web.meetings.views.calendar import calendar
from sauro_web.meetings.views.calling import call, change, checked, found
from sauro_web.meetings.views.deciding import approve, cancel, move, refuse, send
from sauro_web.meetings.views.rooms import room, room_end, rooms
from sauro_web.meetings.views.showing import meeting_page

__all__ = [
    "approve",
    "calendar",
    "call",
    "cancel",
    "change",
    "checked",
    "found",
    "meeting_page",
    "move",
    "refuse",
    "room",
    "room_end",
    "rooms",
    "send",
]
