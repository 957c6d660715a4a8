"""The half year behind the made-up office: tasks of every kind, and its plans on the days on which they were
issued, all of it done by its own people."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import made_up_at
from sauro_web.notices.operations import mark_seen
from sauro_web.notices.queries import notices_for
from sauro_web.pages.demo_meetings import DemoMeetings
from sauro_web.pages.demo_plans import bring_in
from sauro_web.pages.half_year import Carrying, Deed, Giving, House, Play, facts_of, house_of
from sauro_web.tasks.models import Task

__all__ = ["play_demo", "read_older_notices"]

DATA = Path(__file__).resolve().parents[1] / "data"
_SEED = 226
_READ_AFTER = timedelta(days=3)
"""Notices older than this have been read."""
_DAYS = 182
_A_WEEK = {"province": 0.4, "commune": 1.6}
"""Tasks that an office gives directly."""


def play_demo(
    about: Mapping[str, Any], offices: Mapping[str, Unit], *, now: datetime, a_week: float = 1.0
) -> Play:
    """Plays the half year that ends today, and gives what was done. `a_week`: how much busier the offices
    are."""
    today = localdate(now)
    begin = today - timedelta(days=_DAYS)
    rng = Random(_SEED)  # noqa: S311 (nothing secret)
    houses = {name: house_of(offices[name], rng, on=begin) for name in _A_WEEK}
    play = Play(list(houses.values()), rng, begin=begin, end=now)
    carrying = Carrying(play)
    giving = {
        name: Giving(play, carrying, [house], a_week=_A_WEEK[name] * a_week) for name, house in houses.items()
    }
    for plan in about["plans"]:
        bring = partial(_bring, play, carrying, plan, houses, today)
        house = houses[plan["office"]]
        play.on(play.calendar(house.office).last_working(today + timedelta(days=plan["dated"])), bring)
    DemoMeetings(offices, play, today=today).put_down()
    play.run(today)
    # What somebody who tries the site can take up himself.
    giving["commune"].give_each_division(houses["commune"])
    read_older_notices(now)
    return play


def read_older_notices(now: datetime) -> None:
    """Everybody has read what he was told some days ago."""
    for person in User.objects.order_by("pk"):
        read = notices_for(person, on=localdate(now)).filter(told_at__lt=now - _READ_AFTER)
        mark_seen(read, by=person, now=now)


def _bring(
    play: Play, carrying: Carrying, about: Mapping[str, Any], houses: Mapping[str, House], today: date
) -> None:
    """A plan comes in; issued, its parts begin their fates."""
    house, by = houses[about["office"]], User.objects.get(username=about["by"])
    file = (DATA / about["file"]).read_bytes()
    with made_up_at(play.now):
        plan = bring_in(about, file, office=house.office, by=by, now=play.now, on=today)
    for task in Task.objects.filter(plan=plan).order_by("position", "pk"):
        play.log.append(Deed(play.today, "issue", by.pk, about=facts_of(task)))
        carrying.take(house, task)
