"""What the units of the made-up office have recorded: figures of procedures by month, training, publicity.

Entered today by the people who follow the offices, as one does who begins to use the site: this year and the
year before, as far back as the offices exist."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import made_up_at
from sauro_web.outreach.operations import (
    ItemSaid,
    SessionSaid,
    mark_attendance,
    save_item,
    save_session,
)
from sauro_web.outreach.queries.staff import staff_of
from sauro_web.procedures.months import ended_before, months_between
from sauro_web.procedures.operations import (
    Entered,
    close_month,
    define_share,
    save_figures,
    set_reporting,
)

__all__ = ["enter_records"]

DATA = Path(__file__).resolve().parents[1] / "data"
_SEED = 118
_FIRST = date(2025, 7, 1)
_MOST_MONTHS = 24
_A_MONTH = 3
"""Publicity items at most."""


def enter_records(offices: Mapping[str, Unit], *, now: datetime) -> None:
    """Through the operations, all of it as of `now`."""
    about = json.loads((DATA / "demo_records.json").read_text(encoding="utf-8"))
    rng = Random(_SEED)  # noqa: S311 (nothing secret)
    months = list(months_between(_FIRST, ended_before(localdate(now))))[-_MOST_MONTHS:]
    with made_up_at(now):
        for name, said in about["offices"].items():
            office, by = offices[name], User.objects.get(username=said["by"])
            if months:
                _figures(office, said, about["definition"], months, rng, by, now)
            _training(office, about["sessions"], months, rng, by, now)
            _publicity(office, about["items"], months, rng, by, now)


def _figures(
    office: Unit,
    about: Mapping[str, Any],
    definition: Mapping[str, Any],
    months: Sequence[date],
    rng: Random,
    by: User,
    now: datetime,
) -> None:
    """Better from month to month; of the last month one unit is still missing, and one had nothing once."""
    units = [Unit.objects.get(name=name, path__startswith=office.path) for name in about["units"]]
    set_reporting(office, units, first_month=months[0], by=by, now=now)
    define_share(office, **definition, first_month=months[0], by=by, now=now)
    for place, month in enumerate(months):
        there = units[:-1] if place == len(months) - 1 else units
        entries = [
            Entered(unit, month, {}, nothing=True)
            if unit == units[-1] and place % 5 == 3
            else Entered(unit, month, _counted(rng, about["base"], place))
            for unit in there
        ]
        save_figures(office, entries, by=by, now=now)
    for month in months[:-2]:
        close_month(office, month, by=by, now=now)


def _counted(rng: Random, base: int, place: int) -> dict[str, int]:
    received = rng.randint(base // 2, base)
    online = received * min(92, 48 + 2 * place + rng.randint(0, 8)) // 100
    paper = received - online
    digital = paper * min(90, 30 + 3 * place) // 100
    resolved = received * rng.randint(88, 99) // 100
    feedback = rng.randint(0, 5)
    return {
        "received": received,
        "online": online,
        "digitised": min(received, online * 9 // 10 + digital),
        "paper_digital": digital,
        "reused": received * rng.randint(5, 30) // 100,
        "resolved": resolved,
        "results_digitised": resolved * min(98, 60 + 2 * place) // 100,
        "on_time": resolved * rng.randint(95, 100) // 100,
        "feedback": feedback,
        "feedback_on_time": max(0, feedback - rng.randint(0, 1)),
    }


def _training(
    office: Unit,
    sessions: Sequence[Mapping[str, Any]],
    months: Sequence[date],
    rng: Random,
    by: User,
    now: datetime,
) -> None:
    """One session every third month, and who of the staff attended."""
    for place, month in enumerate(months[1::3]):
        said = sessions[place % len(sessions)]
        day = month + timedelta(days=rng.randint(7, 20))
        names = ("title", "subject", "mode", "trainer")
        one = SessionSaid(starts_on=day, ends_on=day, **{name: said[name] for name in names})
        session = save_session(office, one, by=by, now=now)
        staff = [row.user_id for row in staff_of(office, day)]
        present = [person for person in staff if rng.randint(1, 100) <= said["share"]]
        mark_attendance(
            session, present, among=staff, guests=said["guests"], by=by, now=now, version=session.version
        )


def _publicity(
    office: Unit,
    items: Sequence[Mapping[str, Any]],
    months: Sequence[date],
    rng: Random,
    by: User,
    now: datetime,
) -> None:
    for month in months:
        for _ in range(rng.randint(1, _A_MONTH)):
            day = month + timedelta(days=rng.randint(0, 27))
            save_item(office, ItemSaid(on=day, **rng.choice(items)), by=by, now=now)
