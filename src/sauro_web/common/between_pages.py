"""What every page asks for and what seldom changes (where somebody stands, the calendar): read once by each
process of the site, until one of the tables behind it changes (`guards.renews_edition`)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db import connection

from sauro_web.common.guards import edition

__all__ = ["forget", "kept", "once", "only_looked_at"]

Found = TypeVar("Found")
_MOST = 5_000
"""Things kept at a time, a few for each person who looks; then it begins anew."""


class _Kept:
    """What was read under one edition."""

    edition: int | None = None
    found: dict[Hashable, Any] = {}  # noqa: RUF012 (never added to: `_of_now` begins one of its own)


class _Page:
    """A page that is being drawn."""

    def __init__(self) -> None:
        self.own: dict[Hashable, Any] = {}
        self.kept: dict[Hashable, Any] | None = None
        """What earlier pages read, once it has been asked for."""


_process = _Kept()
_page: ContextVar[_Page | None] = ContextVar("page", default=None)


@contextmanager
def only_looked_at() -> Iterator[None]:
    """For a request that changes nothing: what `kept` is asked for meanwhile may be from an earlier page."""
    token = _page.set(_Page())
    try:
        yield
    finally:
        _page.reset(token)


def kept(name: Hashable, read: Callable[[], Found]) -> Found:
    """What `read` gives, or gave to an earlier page of the same edition; outside such a page it is read. What
    comes of it is shared and not to be changed. It must be read from tables alone that renew the edition, and
    everything else that it depends on stand in its name. At most one query a page beyond those of `read`."""
    page = _page.get()
    if page is None:
        return read()
    if page.kept is None:
        page.kept = _of_now()
    return _found(page.kept, name, read)


def once(name: Hashable, read: Callable[[], Found]) -> Found:
    """What `read` gives, asked once for a page that is only looked at, whatever it depends on."""
    page = _page.get()
    return read() if page is None else _found(page.own, name, read)


def _found(known: dict[Hashable, Any], name: Hashable, read: Callable[[], Found]) -> Found:
    if name not in known:
        known[name] = read()
    value: Found = known[name]
    return value


def forget() -> None:
    """For a database that is put back to an earlier state, as between tests: what was kept of the later one
    says nothing of it."""
    _process.edition, _process.found = None, {}


def _of_now() -> dict[Hashable, Any]:
    """The number is read first: what is read later is never older."""
    now = edition(connection)
    if _process.edition != now or len(_process.found) > _MOST:
        _process.edition, _process.found = now, {}
    return _process.found
