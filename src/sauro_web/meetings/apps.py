"""Configuration of lịch họp."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig

from sauro_web.common import desk, marked_files, navigation
from sauro_web.common.guards import append_only, closed_with, fixed_once, no_overlap, notes_changes
from sauro_web.common.navigation import Entry, Group

__all__ = ["MeetingsConfig"]

_SPAN = ("starts", "ends")
_IN_EARNEST = ("live", "required")


class MeetingsConfig(AppConfig):
    """Meetings: nobody and no room in two places at once."""

    name = "sauro_web.meetings"
    label = "meetings"
    verbose_name = "Lịch họp"
    guards = (
        notes_changes("meetings_limitrule"),
        notes_changes("meetings_yearlymeetingplan"),
        *(
            no_overlap("meetings_hold", of=column, span=_SPAN, where=_IN_EARNEST)
            for column in ("room_id", "person_id")
        ),
        fixed_once("meetings_minutes", column="second_by_id", unique=("id", "meeting_id")),
        append_only("meetings_addendum", unique=("id",)),
        fixed_once("meetings_opinionround", column="closed_by_id", unique=("id",)),
        fixed_once("meetings_opinion", column="fixed_at", unique=("id",)),
        closed_with(
            "meetings_opinion", of="opinion_round_id", parent="meetings_opinionround", column="closed_by_id"
        ),
    )

    def ready(self) -> None:
        """Puts the calendar into the navigation, and on the desk what waits to be approved, units that have
        to say whom they send, and the meetings of these days; every day whose opinion is missing is
        reminded, and meetings over several days hold anew."""
        navigation.register(
            Entry("Lịch họp", "meetings:calendar", icon="calendar-event", group=Group.OFFICE, order=30)
        )
        desk.register(import_module("sauro_web.meetings.queries.desk").meetings_waiting)
        marked_files.name_files(import_module("sauro_web.meetings.operations.papers").forget_papers)
        background = import_module("sauro_web.meetings.jobs")
        every_day = import_module("sauro_web.common.jobs").every_day
        every_day(background.remind_of_opinions)
        every_day(background.hold_by_the_calendar)
