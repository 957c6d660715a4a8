"""Configuration of lịch họp."""

from __future__ import annotations

from django.apps import AppConfig

from sauro_web.common.guards import no_overlap

__all__ = ["MeetingsConfig"]

_SPAN = ("starts", "ends")
_IN_EARNEST = ("live", "required")


class MeetingsConfig(AppConfig):
    """Meetings: nobody and no room in two places at once."""

    name = "sauro_web.meetings"
    label = "meetings"
    verbose_name = "Lịch họp"
    guards = tuple(
        no_overlap("meetings_hold", of=column, span=_SPAN, where=_IN_EARNEST)
        for column in ("room_id", "person_id")
    )
