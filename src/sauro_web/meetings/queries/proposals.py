"""The nearest times at which a meeting can be, from what people and rooms hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from sauro.dates.intervals import DAY_MINUTES, Interval
from sauro.scheduling.model import OfficeHours, Wish
from sauro.scheduling.propose import Proposals, propose
from sauro_web.accounts.models import User
from sauro_web.meetings.moments import day_around
from sauro_web.meetings.queries.holds import (
    Wanted,
    diary_of,
    person_party,
    read_subjects,
    room_party,
)

__all__ = ["free_times"]

_AHEAD = timedelta(days=92)
_NEAR = timedelta(days=14)
_FEW = 8
"""People who are mostly free together within the weeks around the wish; more are seldom."""
_SURE = 13 * DAY_MINUTES
"""Minutes from the wish within which the weeks around it leave out nothing."""


def free_times(
    wanted: Wanted,
    minutes: int,
    hours: OfficeHours,
    *,
    at: datetime | None,
    seen_by: User | None,
    on: date,
    chair: User | None = None,
    besides: Iterable[int] = (),
    seats: int | None = None,
    count: int = 3,
    outside_hours: bool = False,
) -> Proposals:
    """At most `count` times from tomorrow on, within three months of the moment wished for, nearest first;
    of `wanted.rooms` any one that has the seats will do. Three queries beside where the person stands, six
    where the weeks around the wish have too few."""
    first = on + timedelta(days=1)
    wish = Wish(
        max(minutes, 1),
        earliest=first,
        latest=max(first, at.date() if at else first) + _AHEAD,
        required=tuple(person_party(one) for one in wanted.required),
        optional=tuple(person_party(one) for one in wanted.optional),
        rooms=tuple(room_party(one) for one in wanted.rooms),
        chair=person_party(chair) if chair else None,
        wanted=at if at is not None and at.date() >= first else None,
        seats=seats,
        outside_hours=outside_hours,
    )
    if at is not None and at.date() > first + _AHEAD:
        wish = replace(wish, earliest=at.date() - _AHEAD)
    found = _asked(wish, wanted, hours, seen_by, on, frozenset(besides), count)
    read_subjects(found.spoken_of)
    return found


def _asked(
    wish: Wish,
    wanted: Wanted,
    hours: OfficeHours,
    seen_by: User | None,
    on: date,
    besides: frozenset[int],
    count: int,
) -> Proposals:
    """First among the holds of the weeks around the moment wished for: where these have enough, nothing
    further away is nearer, and the other months need not be read."""

    def answer(days: Wish) -> Proposals:
        within = Interval(day_around(days.earliest).start, day_around(days.latest, 3).end)
        diary = diary_of(wanted.parties, within, seen_by=seen_by, on=on, besides=besides)
        return propose(days, diary, hours, count=count)

    if wish.wanted is not None and len(wish.needed) <= _FEW:
        day = wish.wanted.date()
        near = replace(wish, earliest=max(wish.earliest, day - _NEAR), latest=min(wish.latest, day + _NEAR))
        found = answer(near)
        if len(found.free) == count and all(abs(one.minutes_away) <= _SURE for one in found.free):
            return found
    return answer(wish)
