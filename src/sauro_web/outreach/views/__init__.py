"""Pages of training and publicity."""

from sauro_web.outreach.views.items import item, item_list, item_new, item_withdraw
from sauro_web.outreach.views.overview import overview
from sauro_web.outreach.views.sessions import (
    attendance,
    session,
    session_change,
    session_list,
    session_new,
    session_withdraw,
)

__all__ = [
    "attendance",
    "item",
    "item_list",
    "item_new",
    "item_withdraw",
    "overview",
    "session",
    "session_change",
    "session_list",
    "session_new",
    "session_withdraw",
]
