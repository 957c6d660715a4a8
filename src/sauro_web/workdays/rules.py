"""Who may say on which days an office works."""

from __future__ import annotations

from datetime import date

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.accounts.rules import holds

__all__ = ["may_edit_calendar"]


def may_edit_calendar(user: User | None, office: Unit, *, on: date) -> bool:
    """Administrators of the office or above it. The days of the whole country come with the software; an
    office that is told otherwise sets its own row over them."""
    return holds(user, (Role.ADMINISTRATOR,), office, on=on)
