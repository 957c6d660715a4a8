"""Pages of rooms and meetings."""

from sauro_web.meetings.views.before import (
    agenda_item,
    agenda_item_add,
    agenda_item_object,
    agenda_item_remove,
    remark_add,
    remark_answer,
    remark_withdraw,
)
from sauro_web.meetings.views.bringing import bring, bring_template
from sauro_web.meetings.views.calendar import calendar
from sauro_web.meetings.views.calling import call, change, checked, found
from sauro_web.meetings.views.concluding import conclude, notice, opinion_conclude
from sauro_web.meetings.views.counted import counted
from sauro_web.meetings.views.deciding import approve, cancel, move, occurrence_add, refuse, send
from sauro_web.meetings.views.opinions import (
    opinion_answer,
    opinion_ask,
    opinion_close,
    opinion_letter,
    opinion_paper_add,
    opinion_remind,
    opinion_round,
    opinion_rounds,
)
from sauro_web.meetings.views.papers import (
    entry,
    feed,
    feed_address,
    invitation,
    notice_letter,
    paper,
    paper_add,
    paper_withdraw,
)
from sauro_web.meetings.views.planning import (
    limits_set,
    year_plan,
    year_plan_approve,
    year_plan_before,
    year_plan_import,
    year_plan_remove,
    year_plan_template,
)
from sauro_web.meetings.views.rooms import room, room_end, rooms
from sauro_web.meetings.views.showing import meeting_page
from sauro_web.meetings.views.sitting import (
    attendance,
    check_in,
    minutes,
    minutes_add,
    minutes_confirm,
)

__all__ = [
    "agenda_item",
    "agenda_item_add",
    "agenda_item_object",
    "agenda_item_remove",
    "approve",
    "attendance",
    "bring",
    "bring_template",
    "calendar",
    "call",
    "cancel",
    "change",
    "check_in",
    "checked",
    "conclude",
    "counted",
    "entry",
    "feed",
    "feed_address",
    "found",
    "invitation",
    "limits_set",
    "meeting_page",
    "minutes",
    "minutes_add",
    "minutes_confirm",
    "move",
    "notice",
    "notice_letter",
    "occurrence_add",
    "opinion_answer",
    "opinion_ask",
    "opinion_close",
    "opinion_conclude",
    "opinion_letter",
    "opinion_paper_add",
    "opinion_remind",
    "opinion_round",
    "opinion_rounds",
    "paper",
    "paper_add",
    "paper_withdraw",
    "refuse",
    "remark_add",
    "remark_answer",
    "remark_withdraw",
    "room",
    "room_end",
    "rooms",
    "send",
    "year_plan",
    "year_plan_approve",
    "year_plan_before",
    "year_plan_import",
    "year_plan_remove",
    "year_plan_template",
]
