"""Who counts in working days, and so must count anew when a day changes: later apps say so, in `ready()` of
their configuration."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["register", "tell"]

_followers: list[Callable[[int], None]] = []


def register(follower: Callable[[int], None]) -> None:
    """From now on `follower(office)` is called inside the operation that changes a day of that office (its
    identifier); it asks for a job and does not count itself."""
    if follower not in _followers:
        _followers.append(follower)


def tell(office: int) -> None:
    """A day of the office has changed."""
    for follower in _followers:
        follower(office)
