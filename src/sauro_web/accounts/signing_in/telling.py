"""Who hears of what was done to a person's account: whoever tells him stands above the accounts.

# notices/apps.py, in ready()
telling.on_account_changed(tell_of_account)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sauro_web.accounts.models import User

__all__ = ["on_account_changed", "tell"]

Listener = Callable[[User, str, Mapping[str, Any], int], None]
_listeners: list[Listener] = []


def on_account_changed(listener: Listener) -> None:
    """From now on `listener(person, action, changes, number)` hears of every entry about an account, in the
    transaction in which it is written."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell(person: User, action: str, changes: Mapping[str, Any], number: int) -> None:
    """Lets everybody know who wants to."""
    for listener in _listeners:
        listener(person, action, changes, number)
