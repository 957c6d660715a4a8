"""The nearest free times for 30 people and five rooms over three months, from the database: with the query,
among 5,000 meetings; against reading the same holds as records and trying start after start. In an empty site
of its own on SQLite, on PostgreSQL with `tools/with_postgres.py`."""

from __future__ import annotations

import gc
import random
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from benchmarks.bench_scheduling import (  # noqa: E402
    ASKED,
    ATTENDEES,
    FIRST,
    HOURS,
    LAST,
    MEETINGS,
    PEOPLE,
    ROOMS,
    TET,
    scan,
)
from benchmarks.made_site import open_site  # noqa: E402
from benchmarks.timing import options, report  # noqa: E402
from sauro.dates.intervals import Interval  # noqa: E402
from sauro.scheduling.model import Hold as CoreHold  # noqa: E402
from sauro.scheduling.model import Wish  # noqa: E402

LIMIT = 0.020
"""Seconds for the query and the search together."""
ON = FIRST - timedelta(days=1)
_STARTS = (450, 480, 510, 540, 600, 810, 840, 870, 900, 960)


@dataclass(frozen=True)
class Made:
    """Who asks, and whom there is."""

    asker: Any
    people: list[Any]
    rooms: list[Any]


def made() -> Made:
    """5,000 meetings, each of ten of 2,000 people in one of 60 rooms, none of which clashes."""
    from django.utils import timezone

    from sauro_web.accounts.models import Membership, Role, Unit, UnitKind, User
    from sauro_web.meetings.models import Hold, Meeting, Room
    from sauro_web.meetings.moments import stored

    commune = Unit.objects.add_root({"kind": UnitKind.COMMUNE, "name": "Ủy ban nhân dân xã Đo Lường"})
    commune.commune = commune
    commune.save()
    users = (
        User(username=f"can-bo-{number}", full_name=f"Cán bộ {number}", password="!")  # noqa: S106
        for number in range(PEOPLE)
    )
    people = User.objects.bulk_create(users)
    Membership.objects.create(user=people[-1], unit=commune, role=Role.COORDINATOR)
    rooms = Room.objects.bulk_create(
        Room(office=commune, name=f"Phòng họp {number}", seats=20 + number) for number in range(ROOMS)
    )
    times = _times()
    meetings = Meeting.objects.bulk_create(
        (
            Meeting(
                office=commune, commune=commune, subject=f"cuộc họp {number}", called_by=people[-1],
                called_at=timezone.now(), starts=stored(when.start), ends=stored(when.end),
                state="firm", approved_by=people[-1],
            )
            for number, (when, _, _) in enumerate(times)
        ),
        batch_size=500,
    )  # fmt: skip
    holds = []
    for meeting, (_, who, where) in zip(meetings, times, strict=True):
        about = {"meeting": meeting, "starts": meeting.starts, "ends": meeting.ends, "live": True}
        holds.append(Hold(room=rooms[where], **about))
        holds += [Hold(person=people[number], required=needed, **about) for number, needed in who]
    Hold.objects.bulk_create(holds, batch_size=2_000)
    return Made(people[-1], people, rooms)


def _times() -> list[tuple[Interval, list[tuple[int, bool]], int]]:
    dice = random.Random(7)  # noqa: S311
    days = [FIRST + timedelta(days=step) for step in range((LAST - FIRST).days + 1)]
    days = [day for day in days if TET.is_working(day)]
    busy: defaultdict[tuple[str, int], list[Interval]] = defaultdict(list)
    found: list[tuple[Interval, list[tuple[int, bool]], int]] = []
    while len(found) < MEETINGS:
        start = datetime.combine(dice.choice(days), datetime.min.time())
        when = Interval.lasting(
            start + timedelta(minutes=dice.choice(_STARTS)), dice.choice((60, 90, 120, 180))
        )
        who = [(one, dice.random() < 0.9) for one in dice.sample(range(PEOPLE - 1), ATTENDEES)]
        parties = [("room", dice.randrange(ROOMS)), *(("person", one) for one, _ in who)]
        if any(when.overlaps(other) for party in parties for other in busy[party]):
            continue
        for party in parties:
            busy[party].append(when)
        found.append((when, who, parties[0][1]))
    return found


def main() -> None:
    """Prints the figure beside its bound."""
    asked = options(__doc__)
    open_site()
    there = made()
    gc.collect()
    gc.freeze()  # as the site does when it is there (wsgi.py)
    _measure(there, asked.rounds)


def _measure(there: Made, rounds: int) -> None:
    from django.db import connection

    from sauro_web.accounts.models import User
    from sauro_web.common.between_pages import before_acting
    from sauro_web.meetings.queries.holds import Wanted
    from sauro_web.meetings.queries.proposals import free_times

    wanted = Wanted(tuple(there.rooms[20:25]), tuple(there.people[:30]))
    moments = [datetime(2026, 2, 4, 9) + timedelta(days=4 * step) for step in range(ASKED)]
    own: list[float] = []
    other: list[float] = []
    for lap in range(rounds + 1):
        for at in moments:
            # Each request asks anew where the person stands.
            asker = User.objects.get(pk=there.asker.pk)
            begun = time.perf_counter()
            with before_acting():  # as the page asks
                found = free_times(wanted, 90, HOURS, at=at, seen_by=asker, on=ON, count=5)
                words = [one.message for one in (*found.at_wish, *found.free)]
            own.append(time.perf_counter() - begun)
            if lap == 0 and at == moments[3]:
                begun = time.perf_counter()
                plain = _plain(wanted, at)
                other.append(time.perf_counter() - begun)
                if [one.when.start for one in found.free] != plain or not all(words):
                    raise RuntimeError("both have to find the same")
        if lap == 0:
            own.clear()
    middle = statistics.median(own)
    p95 = sorted(own)[int(len(own) * 0.95)]
    against = f"plain scan {other[0] * 1000:.0f} ms, p95 {p95 * 1000:.1f} ms, {connection.vendor}"
    what = f"30 people, 3 months, {MEETINGS} meetings"
    report(what, f"{middle * 1000:.1f} ms", against, f"{LIMIT * 1000:.0f} ms", middle <= LIMIT)


def _plain(wanted: Any, at: datetime) -> list[datetime]:
    """The same answer from records, every hold looked at for every start."""
    from sauro_web.meetings.models import Hold
    from sauro_web.meetings.moments import interval_of
    from sauro_web.meetings.queries.holds import person_party, room_party

    rows = Hold.objects.filter(live=True).select_related("room", "person", "meeting")
    holds = [
        CoreHold(
            room_party(row.room) if row.room else person_party(row.person),
            interval_of(row.starts, row.ends),
            str(row.meeting_id),
            row.meeting.subject,
            row.required,
        )
        for row in rows
    ]
    last: date = at.date() + timedelta(days=92)
    people = tuple(person_party(one) for one in wanted.required)
    wish = Wish(90, FIRST, last, people, rooms=tuple(room_party(one) for one in wanted.rooms))
    return scan(replace(wish, wanted=at), holds)


if __name__ == "__main__":
    main()
