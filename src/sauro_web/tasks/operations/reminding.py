"""The reminders of a day: all that is owed is looked over once, then each person gets one digest.

Made for a million parts: rows are read by keyset along the index on (state, ends_on) as far as the ladder
reaches, and written in bulk. Every row has a key that the database takes once, so that a run that was killed
is simply done again; a mark says that it is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sauro_web.notices.following import FollowUps
from sauro_web.tasks.ladder import Ladder, Step
from sauro_web.tasks.models import Reminder, ReminderRun, UnitTask
from sauro_web.tasks.operations.digests import send_digests
from sauro_web.tasks.queries.reminding import Hearers
from sauro_web.tasks.timing import RUNNING
from sauro_web.workdays.queries import Calendars, calendar_of

__all__ = ["look_over", "remind"]

_BATCH = 5_000
_PATIENCE = timedelta(minutes=3)
"""Without a sign of life for so long a run counts as killed."""
_LOOK_OVER = "ladder"
_DAYS_MORE = 14

Row = tuple[int, date, int, int | None, int]
"""Number, last day, unit, officer, office that gave it."""


def remind(*, now: datetime, patience: timedelta = _PATIENCE) -> int:
    """Does what of the day's reminders is due by the hour and not done yet; how many were reminded. Two
    queries where nothing is."""
    here = timezone.localtime(now)
    follow_ups = FollowUps()
    due = [hour for hour in follow_ups.hours if hour <= here.hour]
    what = [f"digests.{hour:02}" for hour in due]
    done = ReminderRun.objects.filter(on=here.date(), done_at__isnull=False).values_list("what", flat=True)
    if not set(what) - set(done):
        return 0
    if _LOOK_OVER not in done:

        def look(alive: Callable[[], None]) -> int:
            return look_over(on=here.date(), follow_ups=follow_ups, alive=alive)

        if _run(here.date(), _LOOK_OVER, look, patience) is None:
            return 0

    def send(alive: Callable[[], None]) -> int:
        return send_digests(on=here.date(), hour=due[-1], follow_ups=follow_ups, now=now, alive=alive)

    told = _run(here.date(), what[-1], send, patience)
    if told is not None:
        earlier = [ReminderRun(on=here.date(), what=one, alive_at=now, done_at=now) for one in what[:-1]]
        ReminderRun.objects.bulk_create(earlier, ignore_conflicts=True)
    return told or 0


def _run(on: date, what: str, work: Callable[[Callable[[], None]], int], patience: timedelta) -> int | None:
    """Does the work unless another is at it; None where one is."""
    run, made = ReminderRun.objects.get_or_create(on=on, what=what, defaults={"alive_at": timezone.now()})
    if not made:
        stale = ReminderRun.objects.filter(pk=run.pk, done_at=None, alive_at__lte=timezone.now() - patience)
        if not stale.update(alive_at=timezone.now()):
            return None

    def alive() -> None:
        ReminderRun.objects.filter(pk=run.pk).update(alive_at=timezone.now())

    found = work(alive)
    ReminderRun.objects.filter(pk=run.pk).update(done_at=timezone.now())
    return found


def look_over(*, on: date, follow_ups: FollowUps, alive: Callable[[], None] = lambda: None) -> int:
    """Keeps a reminder for everybody who is to hear of a part that has reached a step of its ladder and has
    not been told so; how many. Done twice it keeps none."""
    scales = _Scales(on, follow_ups)
    kept = 0
    for rows in _owed(scales.horizon):
        kept += _keep(rows, on, scales)
        alive()
    return kept


class _Scales:
    """Ladders and calendars of the day, each worked out once."""

    def __init__(self, on: date, follow_ups: FollowUps) -> None:
        self.on, self.hearers = on, Hearers(on)
        self.told_before = Reminder.objects.exists()
        """Nobody was reminded of anything yet on the first day of all, when there is the most to be told."""
        self._follow_ups, self._calendars = follow_ups, Calendars()
        self._ladders: dict[int, Ladder] = {}
        self._steps: dict[tuple[Ladder, int, date], Step | None] = {}
        # An office may have a few days off that the country has not.
        reach = calendar_of(None).add(on, follow_ups.longest_before)
        self.horizon = reach + timedelta(days=_DAYS_MORE)

    def step(self, unit: int, office: int, ends_on: date) -> Step | None:
        """Where a part of the unit, given by the office, stands."""
        ladder = self._ladders.get(office) or self._ladder(office)
        calendar = self._calendars.of(self.hearers.units[unit])
        key = ladder, id(calendar), ends_on
        if key not in self._steps:
            self._steps[key] = ladder.step(ends_on, on=self.on, calendar=calendar)
        return self._steps[key]

    def _ladder(self, office: int) -> Ladder:
        row = self._follow_ups.of(self.hearers.units[office])
        made = Ladder(row.days_before, row.on_the_day, row.head_after, row.chair_after, row.again_after)
        self._ladders[office] = made
        return made


def _owed(horizon: date) -> Iterator[list[Row]]:
    """Open parts that have a last day up to the horizon, state by state along the index."""
    columns = ("pk", "ends_on", "unit_id", "officer_id", "office_id")
    for state in RUNNING:
        rows = UnitTask.objects.filter(state=state, ends_on__lte=horizon, goes_on=False, ended_at=None)
        rows = rows.order_by("ends_on", "pk")
        last: tuple[date, int] | None = None
        while True:
            further = rows
            if last is not None:
                behind = Q(ends_on__gt=last[0]) | Q(ends_on=last[0], pk__gt=last[1])
                further = rows.filter(behind, ends_on__gte=last[0])
            batch: list[Row] = list(further.values_list(*columns)[:_BATCH])
            if not batch:
                break
            last = batch[-1][1], batch[-1][0]
            yield batch


def _keep(rows: list[Row], on: date, scales: _Scales) -> int:
    hearers = scales.hearers
    units = {row[2] for row in rows} | {row[4] for row in rows}
    hearers.look_up(units, {row[3] for row in rows if row[3] is not None})
    reached: dict[int, list[tuple[Row, Step]]] = {}
    for row in rows:
        step = scales.step(row[2], row[4], row[1])
        if step is not None:
            reached.setdefault(step.stage, []).append((row, step))
    told = _told(reached) if scales.told_before else set()
    new = [
        Reminder(part_id=row[0], person_id=person, stage=stage, ends_on=row[1], days=step.days, on=on)
        for stage, held in reached.items()
        for row, step in held
        for person in _who(row, step, hearers)
        if (row[0], stage, row[1], person) not in told
    ]
    if new:
        with transaction.atomic():
            Reminder.objects.bulk_create(new, batch_size=2_000, ignore_conflicts=True)
    return len(new)


def _told(reached: dict[int, list[tuple[Row, Step]]]) -> set[tuple[int, int, date, int]]:
    """What of it was told before."""
    told: set[tuple[int, int, date, int]] = set()
    for stage, held in reached.items():
        before = Reminder.objects.filter(part__in=[row[0] for row, _ in held], stage=stage)
        told.update(before.values_list("part_id", "stage", "ends_on", "person_id"))
    return told


def _who(row: Row, step: Step, hearers: Hearers) -> set[int]:
    _, _, unit, officer, office = row
    people = set(hearers.in_charge(unit, officer))
    if step.head:
        people.update(hearers.heads(unit))
    if step.chair:
        people.update(hearers.heads(office))
    return people or set(hearers.heads(office))
