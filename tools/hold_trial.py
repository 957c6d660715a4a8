#!/usr/bin/env python3
"""Sixteen writers at random upon the same few rooms and people for a minute: they call, ask for, approve,
move, extend, rearrange, cancel and repeat meetings, and now and then write a hold past all operations, as
many at a time as the database lets. Then every pair of holds is compared.

    hold_trial.py [--writers 16] [--seconds 60]
    with_postgres.py python tools/hold_trial.py        on PostgreSQL

What may be refused is a clash, and what somebody else changed or decided first. Exit code 1 where two holds
overlap, an approved meeting does not hold what it takes, or anything else was raised.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ |= {
    "SAURO_DATA": tempfile.mkdtemp(prefix="sauro-holds-"),
    "DJANGO_SETTINGS_MODULE": "sauro_web.settings",
}
ROOMS, PEOPLE, DAYS = 3, 8, 5
PAST = "Giữ chỗ không qua thao tác"
REASONS = dict.fromkeys(
    (
        "meeting.late_invitation",
        "meeting.late_papers",
        "meeting.too_long",
        "meeting.crowded",
        "meeting.day_off",
        "meeting.outside_hours",
    ),
    "Thử",
)


@dataclass
class Ledger:
    """What was answered."""

    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


@dataclass(frozen=True)
class Office:
    """The made-up commune in which they meet."""

    commune: Any
    keeper: Any
    """Who arranges the calendar."""
    asker: Any
    people: tuple[Any, ...]
    rooms: tuple[Any, ...]
    monday: datetime


class Writer(threading.Thread):
    """Somebody at work, with a connection of his own."""

    def __init__(self, office: Office, ledger: Ledger, number: int, until: float) -> None:
        super().__init__(daemon=True)
        self.office, self.ledger, self.until = office, ledger, until
        self.rng = random.Random(number)  # noqa: S311 (nothing secret)

    def run(self) -> None:
        """One act after the other until the time is over."""
        from django.db import connection

        acts: list[Callable[[], None]] = [
            *(self.call,) * 4,
            *(self.ask,) * 3,
            *(self.approve,) * 3,
            *(self.move,) * 4,
            *(self.extend,) * 2,
            *(self.rooms,) * 2,
            *(self.cancel,) * 3,
            self.repeat,
            *(self.past,) * 3,
        ]
        try:
            while time.monotonic() < self.until:
                self._try(self.rng.choice(acts))
        finally:
            connection.close()

    def _try(self, act: Callable[[], None]) -> None:
        from django.db import IntegrityError

        from sauro_web.common.errors import Clash, Conflict, NotReady

        name = act.__name__
        try:
            act()
        except (Clash, Conflict, NotReady, IntegrityError) as refused:
            with self.ledger.lock:
                self.ledger.refused[f"{name}: {type(refused).__name__}"] += 1
        except Exception:  # whatever it is, it is a fault
            with self.ledger.lock:
                self.ledger.errors.append(f"{name}: {traceback.format_exc()}")
        else:
            with self.ledger.lock:
                self.ledger.done[name] += 1

    def _new(self) -> Any:
        from sauro_web.meetings.operations.calling import NewMeeting

        chair, *others = self.rng.sample(self.office.people, self.rng.randrange(1, 5))
        room = self.rng.sample(self.office.rooms, self.rng.randrange(0, 3))
        subject = f"Họp {self.rng.randrange(10**9)}"
        return NewMeeting(
            subject, self._when(), chair, required=tuple(others), rooms=tuple(room), reasons=REASONS
        )

    def _when(self) -> Any:
        from sauro.dates.intervals import Interval

        day = self.office.monday + timedelta(days=self.rng.randrange(DAYS))
        start = day + timedelta(minutes=450 + 15 * self.rng.randrange(36))
        return Interval.lasting(start, self.rng.choice((15, 30, 60, 90, 240)))

    def _any(self, *states: str) -> Any:
        from sauro_web.meetings.models import Meeting

        numbers = list(
            Meeting.objects.filter(state__in=states).order_by("-pk").values_list("pk", flat=True)[:40]
        )
        if not numbers:
            return None
        return Meeting.objects.select_related("office").get(pk=self.rng.choice(numbers))

    def _now(self) -> Any:
        from django.utils import timezone

        return timezone.now()

    def call(self) -> None:
        """A meeting is put into the calendar."""
        from sauro_web.meetings.operations.calling import call_meeting

        call_meeting(self.office.commune, self._new(), by=self.office.keeper, now=self._now())

    def ask(self) -> None:
        """A meeting is asked for."""
        from sauro_web.meetings.operations.calling import call_meeting

        call_meeting(self.office.commune, self._new(), by=self.office.asker, now=self._now())

    def approve(self) -> None:
        """One that was asked for is approved."""
        from sauro_web.meetings.operations.deciding import approve_meeting

        if (meeting := self._any("pending")) is not None:
            approve_meeting(meeting, by=self.office.keeper, now=self._now(), reason="Thử")

    def move(self) -> None:
        """A meeting is moved, at times into other rooms."""
        from sauro_web.meetings.operations.changing import move_meeting

        if (meeting := self._any("firm", "pending")) is not None:
            rooms = self.rng.choice((None, tuple(self.rng.sample(self.office.rooms, 1))))
            keeper, reason = self.office.keeper, "Thử"
            move_meeting(meeting, self._when(), by=keeper, now=self._now(), rooms=rooms, reason=reason)

    def extend(self) -> None:
        """A meeting ends a quarter of an hour later."""
        from sauro_web.meetings.moments import local
        from sauro_web.meetings.operations.changing import extend_meeting

        if (meeting := self._any("firm")) is not None:
            until = local(meeting.ends) + timedelta(minutes=15)
            extend_meeting(meeting, until, by=self.office.keeper, now=self._now())

    def rooms(self) -> None:
        """A meeting gets other rooms."""
        from sauro_web.meetings.operations.changing import change_rooms

        if (meeting := self._any("firm")) is not None:
            rooms = self.rng.sample(self.office.rooms, self.rng.randrange(0, 3))
            change_rooms(meeting, rooms, by=self.office.keeper, now=self._now())

    def cancel(self) -> None:
        """A meeting is cancelled."""
        from sauro_web.meetings.operations.deciding import cancel_meeting

        if (meeting := self._any("firm", "pending")) is not None:
            cancel_meeting(meeting, reason="Thử", by=self.office.keeper, now=self._now())

    def repeat(self) -> None:
        """A meeting comes again on each day of the week."""
        from sauro.scheduling.series import Weekly
        from sauro_web.meetings.operations.repeating import call_series

        new, last = self._new(), (self.office.monday + timedelta(days=DAYS)).date()
        call_series(
            self.office.commune, new, Weekly((0, 1, 2, 3, 4)), last, by=self.office.keeper, now=self._now(),
            leave_out_clashing=self.rng.random() < 0.7, on_days_off=True,
        )  # fmt: skip

    def past(self) -> None:
        """A room is held past all operations: only the guard of the database stands in the way."""
        from django.db import transaction

        from sauro_web.meetings.models import Hold, Meeting
        from sauro_web.meetings.moments import stored

        when, office, by = self._when(), self.office.commune, self.office.keeper
        starts, ends = stored(when.start), stored(when.end)
        with transaction.atomic():
            meeting = Meeting.objects.create(
                office=office, subject=PAST, starts=starts, ends=ends, called_by=by, called_at=self._now()
            )
            room = self.rng.choice(self.office.rooms)
            Hold.objects.create(meeting=meeting, room=room, starts=starts, ends=ends, live=True)


def prepare() -> Office:
    """The database and an office with few rooms and people, so that they often meet."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from sauro_web.accounts.models import Membership, Role, Unit, UnitKind, User
    from sauro_web.meetings.models import Room

    call_command("migrate", verbosity=0)
    commune = Unit.objects.add_root(
        {"kind": UnitKind.COMMUNE, "name": "Ủy ban nhân dân xã Suối Ngần", "short_name": "UBND xã Suối Ngần"}
    )
    commune.commune = commune
    commune.save()

    def person(name: str, role: Role) -> User:
        user = User.objects.create(username=name, full_name=f"Người {name}", password="!")  # noqa: S106
        Membership.objects.create(user=user, unit=commune, role=role)
        return user

    names = (f"du{number}" for number in range(PEOPLE))
    monday = timezone.localdate() + timedelta(days=14)
    monday -= timedelta(days=monday.weekday())
    return Office(
        commune,
        person("xeplich", Role.COORDINATOR),
        person("denghi", Role.OFFICER),
        tuple(person(name, Role.OFFICER) for name in names),
        tuple(Room.objects.create(office=commune, name=f"Phòng {number}") for number in range(ROOMS)),
        datetime(monday.year, monday.month, monday.day),
    )


def overlapping() -> int:
    """Pairs of live holds of one room or required person that overlap."""
    from sauro_web.meetings.models import Hold

    held: dict[tuple[int | None, int | None], list[tuple[datetime, datetime]]] = {}
    for row in Hold.objects.filter(live=True, required=True).order_by("starts"):
        held.setdefault((row.room_id, row.person_id), []).append((row.starts, row.ends))
    pairs = 0
    for several in held.values():
        for number, (_, ends) in enumerate(several):
            pairs += sum(starts < ends for starts, _ in several[number + 1 :])
    return pairs


def unheld() -> int:
    """Meetings of which holds and state do not say the same."""
    from sauro_web.meetings.models import Hold, Meeting
    from sauro_web.meetings.operations.holding import people_called

    faults = 0
    for meeting in Meeting.objects.exclude(subject=PAST):
        live = list(Hold.objects.filter(meeting=meeting, live=True))
        if meeting.state != "firm":
            faults += bool(live)
            continue
        wanted = people_called(meeting)
        there = {row.person_id for row in live if row.person_id}
        right = {(row.starts, row.ends) for row in live} <= {(meeting.starts, meeting.ends)}
        faults += not right or there != {one.pk for one in (*wanted.required, *wanted.optional)}
    return faults


def main() -> int:
    """Prints what was done and refused, and every fault."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--writers", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=60.0)
    said = parser.parse_args()
    office, ledger = prepare(), Ledger()
    from django.db import connection

    vendor = connection.vendor
    connection.close()
    until = time.monotonic() + said.seconds
    writers = [Writer(office, ledger, number, until) for number in range(said.writers)]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    pairs, wrong = overlapping(), unheld()
    figures = {
        "database": vendor,
        "writers": said.writers,
        "seconds": said.seconds,
        "done": dict(sorted(ledger.done.items())),
        "refused": dict(sorted(ledger.refused.items())),
        "overlapping": pairs,
        "holds and state apart": wrong,
        "errors": len(ledger.errors),
    }
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    for error in ledger.errors[:5]:
        print(error)
    return 1 if pairs or wrong or ledger.errors else 0


if __name__ == "__main__":
    sys.exit(main())
