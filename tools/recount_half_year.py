#!/usr/bin/env python3
"""Half a year of a province with its communes, played through the operations from a fixed seed; then every
figure on the pages of its people is set beside an independent recount (`tools/half_year`).

    recount_half_year.py [--communes 100] [--until 2026-06-30] [--a-week 6] [--below 0.5]
                         [--looked-at 6]
    with_postgres.py python tools/recount_half_year.py

Prints how many figures were compared and every difference; exit code 1 where there is one.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ |= {
    "SAURO_DATA": tempfile.mkdtemp(prefix="sauro-recount-"),
    "SAURO_DEMO": "true",
    "DJANGO_SETTINGS_MODULE": "sauro_web.settings",
}

SEED = 226
DAYS = 182


def found_offices(communes: int) -> list[Any]:
    """A province with departments and communes, each with two divisions, and somebody in every one of them;
    the province first."""
    from django.db import transaction

    from sauro_web.accounts.models import Membership, Role, Unit, UnitKind, User
    from sauro_web.accounts.operations.planting import plant
    from sauro_web.accounts.organisation import Body

    divisions = (Body(UnitKind.DIVISION, "Phòng Kinh tế"), Body(UnitKind.DIVISION, "Phòng Văn hóa - Xã hội"))
    inside = (
        *(Body(UnitKind.DEPARTMENT, f"Sở Số {number}") for number in range(1, 6)),
        *(
            Body(UnitKind.COMMUNE, f"Ủy ban nhân dân xã Số {number}", inside=divisions)
            for number in range(communes)
        ),
    )
    with transaction.atomic():
        body = Body(UnitKind.PROVINCE, "Ủy ban nhân dân tỉnh Thử", inside=inside)
        province = plant(None, [body], valid_from=date(2025, 7, 1))[0]
        province.refresh_from_db()
        for unit in Unit.objects.filter(path__startswith=province.path).order_by("path"):
            office = unit.kind in (UnitKind.PROVINCE, UnitKind.COMMUNE)
            for role in (Role.LEADER, Role.COORDINATOR) if office else (Role.HEAD, Role.OFFICER):
                user = User.objects.create(
                    username=f"{role.value}{unit.pk}", full_name=f"Người {role.value} {unit.pk}"
                )
                Membership.objects.create(user=user, unit=unit, role=role, valid_from=date(2025, 7, 1))
    return [province, *Unit.objects.filter(province=province, kind=UnitKind.COMMUNE).order_by("path")]


def play(offices: list[Any], until: date, a_week: float, below: float) -> Any:
    """The half year: the province gives `a_week` tasks a week, each commune `below`."""
    from django.db import transaction

    from sauro_web.pages.half_year import Carrying, Giving, Play, house_of

    rng, begin = Random(SEED), until - timedelta(days=DAYS)  # noqa: S311 (nothing secret)
    houses = [house_of(office, rng, on=begin) for office in offices]
    played = Play(houses, rng, begin=begin, pace=30)
    carrying = Carrying(played)
    Giving(played, carrying, houses[:1], a_week=a_week)
    Giving(played, carrying, houses[1:], a_week=below)
    day = begin
    while day <= until:
        with transaction.atomic():
            played.day(day)
        day += timedelta(days=1)
    return played


@contextmanager
def clock_at(now: datetime) -> Iterator[None]:
    """The pages ask the clock."""
    from django.utils import timezone

    real = timezone.now
    timezone.now = lambda: now
    try:
        yield
    finally:
        timezone.now = real


def look(offices: list[Any], log: list[Any], until: date, looked_at: int) -> Any:
    """The pages of the province's people, and of those of some communes."""
    from tests.web.organisation import signed_in

    from sauro_web.accounts.models import User
    from tools.half_year.everything import comparison, look_at_all, look_at_unit

    found = comparison(log, until)
    province, *communes = offices
    step = max(1, len(communes) // max(1, looked_at))
    for office in (province, *communes[::step][:looked_at]):
        people = User.objects.filter(memberships__unit__path__startswith=office.path)
        people = people.filter(memberships__unit__depth__lte=office.depth + 1)
        if office == province:
            people = people.exclude(memberships__unit__kind="commune")
        for user in people.order_by("pk")[:4]:
            look_at_all(found, signed_in(user), user, deep=office != province)
    leader = User.objects.get(memberships__unit=province, memberships__role="leader")
    for office in communes:
        look_at_unit(found, signed_in(leader), leader, office.pk)
    return found


def main() -> int:
    """Plays, looks, prints."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--communes", type=int, default=100)
    parser.add_argument("--until", type=date.fromisoformat, default=date(2026, 6, 30))
    parser.add_argument("--a-week", type=float, default=6)
    parser.add_argument("--below", type=float, default=0.5)
    parser.add_argument("--looked-at", type=int, default=6)
    said = parser.parse_args()
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    since = time.perf_counter()
    offices = found_offices(said.communes)
    played = play(offices, said.until, said.a_week, said.below)
    print(f"{connection.vendor}: {len(played.log)} deeds in {time.perf_counter() - since:.0f} s", flush=True)
    with clock_at(timezone.make_aware(datetime.combine(said.until, datetime.min.time().replace(hour=18)))):
        found = look(offices, played.log, said.until, said.looked_at)
    for one in found.differences[:50]:
        print(one[:400])
    parts = len(found.ledger.parts)
    differing = len(found.differences)
    print(f"{said.communes} communes, {parts} parts: {found.number} figures, {differing} differences")
    return 1 if found.differences else 0


if __name__ == "__main__":
    sys.exit(main())
