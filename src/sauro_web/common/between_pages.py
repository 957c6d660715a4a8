"""What every page asks for and what seldom changes (where somebody stands, the calendar): read once by each
process of the site, until one of the tables behind it changes (`guards.notes_changes`); and for figures of a
plan, whether anything of it changed (`guards.notes_places`)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any, TypeVar

from django.db import connection

from sauro_web.common.change_log import State, Turns, state_now

__all__ = ["before_acting", "forget", "kept", "once", "only_looked_at", "turns_of"]

Found = TypeVar("Found")
_MOST = 5_000
"""Things kept at a time, a few for each person who looks; then it begins anew."""


class _Process:
    """What this process knows, and keeps."""

    state = State()
    reading = Lock()
    """One thread after the other, so that no look at the log is older than what is known already."""


@dataclass(slots=True)
class _Page:
    """A page that is being drawn."""

    depth: int
    """Of transactions around it, as tests have."""
    own: dict[Hashable, Any] = field(default_factory=dict)
    state: State | None = None
    """What earlier pages read, once it has been asked for."""


_page: ContextVar[_Page | None] = ContextVar("page", default=None)


@contextmanager
def only_looked_at() -> Iterator[None]:
    """For a request that changes nothing: what `kept` is asked for meanwhile may be from an earlier page."""
    token = _page.set(_Page(len(connection.atomic_blocks)))
    try:
        yield
    finally:
        _page.reset(token)


@contextmanager
def before_acting() -> Iterator[None]:
    """For what an operation asks before its transaction begins: `kept` gives what holds now, as for a page,
    for one query in the place of many. Inside a transaction of somebody else's it is read."""
    if connection.in_atomic_block:
        yield
        return
    with only_looked_at():
        yield


def kept(name: Hashable, read: Callable[[], Found]) -> Found:
    """What `read` gives, or gave to an earlier page since when the frame has not changed; outside such a page
    it is read. What comes of it is shared and not to be changed. It must be read from tables alone whose
    changes are noted, and everything else that it depends on stand in its name. At most one query a page
    beyond those of `read`."""
    state = _state()
    return read() if state is None else _found(state.found, name, read)


def turns_of(kind: str, office: int) -> Turns:
    """For the plans of an office, whether they changed since an earlier page: what was read under the same
    turn still stands there. Outside a page that is only looked at no turn comes twice. At most the same one
    query a page."""
    state = _state()
    return Turns() if state is None else state.turns_of(kind, office)


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
    _Process.state = State()


def _state() -> State | None:
    """The log is read first: what is read later is never older. Nothing is kept inside a transaction that
    the page itself began, for it may be taken back."""
    page = _page.get()
    if page is None or len(connection.atomic_blocks) > page.depth:
        return None
    if page.state is None:
        with _Process.reading:
            state = state_now(_Process.state, connection)
            _Process.state = replace(state, found={}) if len(state.found) > _MOST else state
            page.state = _Process.state
    return page.state
