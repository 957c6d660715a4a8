"""Recording training and publicity."""

from sauro_web.outreach.operations.publicity import ItemSaid, save_item, withdraw_item
from sauro_web.outreach.operations.training import (
    SessionSaid,
    mark_attendance,
    save_session,
    withdraw_session,
)

__all__ = [
    "ItemSaid",
    "SessionSaid",
    "mark_attendance",
    "save_item",
    "save_session",
    "withdraw_item",
    "withdraw_session",
]
