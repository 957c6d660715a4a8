"""The nearest free times for 30 people and five rooms over three months in a calendar of 5,000 meetings,
against a plain scan that tries start after start and looks at every hold of theirs; how long the calendar
takes to be put in order, and the times with the fewest missing where nobody could all come."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.timing import Comparison, alternate, options, report
from sauro.dates.intervals import Interval, moment_of
from sauro.dates.workdays import DayKind, SpecialDay, WorkCalendar
from sauro.scheduling.diary import Diary
from sauro.scheduling.model import Hold, OfficeHours, Party, Wish, person, room
from sauro.scheduling.propose import propose
from sauro.scheduling.working_time import WorkingTime

MEETINGS, PEOPLE, ROOMS, ATTENDEES = 5_000, 2_000, 60, 10
FIRST, LAST = date(2026, 2, 2), date(2026, 4, 30)
ASKED = 20
"""Wishes, for as many moments all over the three months."""
LIMIT = 0.001
"""Seconds in the core; the query around it has twenty times as much."""
TET = WorkCalendar(SpecialDay(date(2026, 2, day), DayKind.OFF, "Tết Bính Ngọ") for day in range(16, 21))
HOURS = OfficeHours(calendar=TET)


def made_calendar(attendees: int = ATTENDEES) -> list[Hold]:
    """Meetings of the three months on working days, of an hour to half a day, each with people and a room."""
    dice = random.Random(7)  # noqa: S311
    days = [FIRST + timedelta(days=step) for step in range((LAST - FIRST).days + 1)]
    days = [day for day in days if TET.is_working(day)]
    holds = []
    for number in range(MEETINGS):
        start = datetime.combine(dice.choice(days), datetime.min.time()) + timedelta(
            minutes=dice.choice((450, 480, 510, 540, 600, 810, 840, 870, 900, 960))
        )
        when = Interval.lasting(start, dice.choice((60, 90, 120, 180)))
        meeting = f"m{number}"
        for one in dice.sample(range(PEOPLE), attendees):
            holds.append(Hold(_person(one), when, meeting, f"cuộc họp {number}", dice.random() < 0.9))
        holds.append(Hold(_room(dice.randrange(ROOMS)), when, meeting, f"cuộc họp {number}"))
    return holds


def _person(number: int) -> Party:
    return person(f"p{number}", f"Cán bộ {number}")


def _room(number: int) -> Party:
    return room(f"r{number}", f"Phòng họp {number}", 20 + number)


def scan(wish: Wish, holds: Sequence[Hold]) -> list[datetime]:
    """Start after start, nearest first, asked of every hold of those wanted; the first five that do not
    overlap."""
    working = WorkingTime(wish, HOURS)
    starts = working.starts(working.windows).all()
    wanted = wish.wanted or moment_of(starts[0])
    moments = sorted((moment_of(start) for start in starts), key=lambda at: (abs(at - wanted), at))
    needed = set(wish.needed)
    theirs = [hold for hold in holds if hold.firm and (hold.party in needed or hold.party in wish.rooms)]
    found: list[datetime] = []
    for at in moments:
        when = Interval.lasting(at, wish.minutes)
        if any(when.overlaps(Interval.lasting(one, wish.minutes)) for one in found):
            continue
        hindering = {hold.party for hold in theirs if hold.when.overlaps(when)}
        if not needed & hindering and not set(wish.rooms) <= hindering:
            found.append(at)
            if len(found) == 5:
                break
    return found


def main() -> None:
    """Prints all figures beside their limit."""
    asked = options(__doc__)
    holds = made_calendar()
    people = tuple(_person(number) for number in range(30))
    rooms = tuple(_room(number) for number in range(20, 25))
    wish = Wish(90, FIRST, LAST, people, rooms=rooms)
    wishes = [
        replace(wish, wanted=datetime(2026, 2, 4, 9) + timedelta(days=4 * step)) for step in range(ASKED)
    ]
    diary = Diary(holds)
    for one in wishes:
        quick = [found.when.start for found in propose(one, diary, HOURS).free]
        if not quick or quick != scan(one, holds):
            raise RuntimeError(f"both have to find the same: {quick}")
    together = alternate(
        lambda: [propose(one, diary, HOURS) for one in wishes],
        lambda: [scan(one, holds) for one in wishes],
        asked.rounds,
    )
    result = Comparison(together.own / ASKED, together.other / ASKED)
    against = f"plain scan {result.other * 1000:.0f} ms: {result.other / result.own:.0f} times as quick"
    what = f"30 people, 3 months, {MEETINGS} meetings"
    report(what, f"{result.own * 1000:.2f} ms", against, f"{LIMIT * 1000:.0f} ms", result.own <= LIMIT)
    theirs = [hold for hold in holds if hold.party in {*people, *rooms}]
    ordering, first = _ms(lambda: Diary(holds)), _ms(lambda: propose(wish, Diary(theirs), HOURS))
    print(f"  {len(holds)} holds sorted by party {ordering:.1f} ms")
    print(f"  the {len(theirs)} holds of those asked for alone, sorted and answered {first:.1f} ms")
    crowded = Diary(made_calendar(60))
    propose(wish, crowded, HOURS)
    print(f"  nobody free together: fewest missing {_ms(lambda: propose(wish, crowded, HOURS)):.1f} ms")


def _ms(run: object) -> float:
    started = time.perf_counter()
    run()  # type: ignore[operator]
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
