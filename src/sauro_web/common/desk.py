"""What waits for a person, gathered from the apps for "Việc của tôi": each app registers one source.

    # plans/apps.py, in ready()
    desk.register(plans_to_confirm)

A source is a function of the person and the day that gives what waits for that person in its app.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
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
    act: str = ""
    """What can be done with it on the row itself ("Nhận việc"), and by which address it is sent."""
    act_address: str = ""
    done: bool = False
    """It was just done, on this row."""


@dataclass(frozen=True, slots=True)
class Span:
    """The things of one day, under its heading."""

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
    """What waits for `person`, the next thing first, day by day; what an app gives first stands first of the
    same day, and days with nothing are left out."""
    things = [thing for source in _sources for thing in source(person, on)]
    things.sort(key=lambda thing: (thing.due is None, thing.due or date.max))
    headed = groupby(things, key=lambda thing: _heading(thing.due, on))
    return [Span(heading, state, tuple(under)) for (heading, state), under in headed]


_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_DAYS_AHEAD = 14


def _heading(due: date | None, on: date) -> tuple[str, str]:
    """The day in words, and the kind of the chip beside it."""
    if due is None:
        return "Chưa có hạn", "plain"
    if due < on:
        return "Đã quá hạn", "late"
    ahead = (due - on).days
    if ahead > _DAYS_AHEAD:
        return "Sau đó", "plain"
    day = f"{_WEEKDAYS[due.weekday()]} {due:%d/%m/%Y}"
    near = {0: f"Hôm nay, {day}", 1: f"Ngày mai, {day}"}
    return near.get(ahead, day[0].upper() + day[1:]), "near" if ahead == 0 else "plain"
