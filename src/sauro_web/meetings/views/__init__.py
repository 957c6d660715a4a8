"""Pages of rooms and meetings."""

from sauro_web.meetings.views.calendar import calendar
from sauro_web.meetings.views.calling import call, change, checked, found
from sauro_web.meetings.views.deciding import approve, cancel, move, refuse, send
from sauro_web.meetings.views.papers import (
    entry,
    feed,
    feed_address,
    invitation,
    notice_letter,
    paper,
    paper_add,
)
from sauro_web.meetings.views.planning import (
    year_plan,
    year_plan_approve,
    year_plan_before,
    year_plan_remove,
)
from sauro_web.meetings.views.rooms import room, room_end, rooms
from sauro_web.meetings.views.showing import meeting_page
from sauro_web.meetings.views.sitting import (
    attendance,
    check_in,
    conclude,
    minutes,
    minutes_add,
    minutes_confirm,
    notice,
)

__all__ = [
    "approve",
    "attendance",
    "calendar",
    "call",
    "cancel",
    "change",
    "check_in",
    "checked",
    "conclude",
    "entry",
    "feed",
    "feed_address",
    "found",
    "invitation",
    "meeting_page",
    "minutes",
    "minutes_add",
    "minutes_confirm",
    "move",
    "notice",
    "notice_letter",
    "paper",
    "paper_add",
    "refuse",
    "room",
    "room_end",
    "rooms",
    "send",
    "year_plan",
    "year_plan_approve",
    "year_plan_before",
    "year_plan_remove",
]
