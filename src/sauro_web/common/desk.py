"""What waits for a person, gathered from the apps for "Việc của tôi": each app registers one source.

    # plans/apps.py, in ready()
    desk.register(plans_to_confirm)

A source is a function of the person and the day that gives what waits for that person in its app.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sauro_web.accounts.models import User

__all__ = ["Span", "Waiting", "register", "waiting_for"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: what it is, where it is done, why it stands here ("3 việc chưa rõ đơn vị")."""

    title: str
    address: str
    reason: str
    state: str = "plain"
    """Kind of the chip around `reason`: late, near, working, waiting, done, doubt, refused or plain."""
    due: date | None = None
    unit: str = ""
    action: str = "Mở"


@dataclass(frozen=True, slots=True)
class Span:
    """The things of one stretch of time, under its heading."""

    heading: str
    state: str
    things: Sequence[Waiting] = field(default_factory=tuple)


Source = Callable[["User", date], Iterable[Waiting]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Adds a source, once."""
    if source not in _sources:
        _sources.append(source)


def waiting_for(person: User, *, on: date) -> Sequence[Span]:
    """What waits for `person`, the next thing first, by the stretch of time it is due in; stretches with
    nothing are left out."""
    things = [thing for source in _sources for thing in source(person, on)]
    things.sort(key=lambda thing: (thing.due is None, thing.due or date.max, thing.title))
    sunday = on + timedelta(days=6 - on.weekday())
    spans = (
        ("Đã quá hạn", "late", lambda due: due is not None and due < on),
        ("Hôm nay", "near", lambda due: due == on),
        ("Trong tuần này", "plain", lambda due: due is not None and on < due <= sunday),
        ("Sau tuần này", "plain", lambda due: due is not None and due > sunday),
        ("Chưa có hạn", "plain", lambda due: due is None),
    )
    found = [
        Span(heading, state, tuple(thing for thing in things if within(thing.due)))
        for heading, state, within in spans
    ]
    return [span for span in found if span.things]
