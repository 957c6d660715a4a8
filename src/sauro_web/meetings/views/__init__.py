"""Pages of rooms and meetings."""

from sauro_web.meetings.views.showing import meeting_page

__all__ = ["meeting_page"]
