"""Records of rooms and meetings."""

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
from sauro_web.meetings.models.rooms import Room

__all__ = [
    "CALLING",
    "STANDING",
    "Attendance",
    "Attendee",
    "AttendeeRole",
    "Hold",
    "Meeting",
    "MeetingMode",
    "MeetingScope",
    "MeetingState",
    "Room",
    "Series",
    "kind_choices",
]
