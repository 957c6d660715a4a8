"""Configuration of lịch làm việc."""

from __future__ import annotations

from django.apps import AppConfig

from sauro_web.common import navigation
from sauro_web.common.guards import notes_changes
from sauro_web.common.navigation import Entry, Group

__all__ = ["WorkdaysConfig"]


class WorkdaysConfig(AppConfig):
    """The calendar by which working days are counted."""

    name = "sauro_web.workdays"
    label = "workdays"
    verbose_name = "Lịch làm việc"
    guards = (notes_changes("workdays_calendarday"),)

    def ready(self) -> None:
        """Puts the calendar into the navigation."""
        navigation.register(
            Entry("Lịch làm việc", "workdays:year", icon="calendar", group=Group.ADMINISTRATION, order=40)
        )
