"""Records of rooms and meetings."""

from sauro_web.meetings.models.before import AgendaItem, Objection, Remark, RemarkKind
from sauro_web.meetings.models.limits import LimitRule
from sauro_web.meetings.models.meetings import (
    CALLING,
    STANDING,
    Attendance,
    Attendee,
    AttendeeRole,
    Hold,
    Meeting,
    MeetingMode,
    MeetingScope,
    MeetingState,
    Series,
    kind_choices,
)
from sauro_web.meetings.models.opinions import Opinion, OpinionChoice, OpinionRound
from sauro_web.meetings.models.planning import CalendarFeed, PlannedConference, YearlyMeetingPlan
from sauro_web.meetings.models.rooms import Room
from sauro_web.meetings.models.sitting import Addendum, Conclusion, MeetingPaper, Minutes, PaperRead

__all__ = [
    "CALLING",
    "STANDING",
    "Addendum",
    "AgendaItem",
    "Attendance",
    "Attendee",
    "AttendeeRole",
    "CalendarFeed",
    "Conclusion",
    "Hold",
    "LimitRule",
    "Meeting",
    "MeetingMode",
    "MeetingPaper",
    "MeetingScope",
    "MeetingState",
    "Minutes",
    "Objection",
    "Opinion",
    "OpinionChoice",
    "OpinionRound",
    "PaperRead",
    "PlannedConference",
    "Remark",
    "RemarkKind",
    "Room",
    "Series",
    "YearlyMeetingPlan",
    "kind_choices",
]
