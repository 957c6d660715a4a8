"""A made-up country at work: offices, people and unit-tasks in any number, written in bulk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any

__all__ = ["MADE_ON", "make_work"]

MADE_ON = date(2026, 7, 27)
"""The day on which the work is looked at, a Monday."""
_BATCH = 5_000
_UNITS_A_COMMUNE = 8
_AWAY = 120
"""Days before and behind the day over which deadlines are spread."""


def make_work(parts: int, *, communes: int) -> dict[str, int]:
    """An office of a province with that many communes, each with divisions that have a head and an officer,
    and that many parts of units, with last days spread evenly over eight months around `MADE_ON`: of those
    that lie behind it one in five is still open and late, of the others one in five is finished. How many
    there are of what."""
    from sauro_web.accounts.models import Unit

    province, offices = _offices(communes)
    units = list(Unit.objects.filter(province=province, depth=3).order_by("path"))
    people = _people([province, *offices], units)
    tasks = _tasks(province, offices, parts)
    _parts(units, tasks, people, parts)
    return {"communes": len(offices), "units": len(units), "people": len(people) * 2, "parts": parts}


def _offices(communes: int) -> tuple[Any, list[Any]]:
    from django.db import transaction

    from sauro_web.accounts.models import Unit, UnitKind
    from sauro_web.accounts.operations.planting import plant
    from sauro_web.accounts.organisation import Body

    divisions = tuple(
        Body(UnitKind.DIVISION, f"Phòng Số {number}") for number in range(1, _UNITS_A_COMMUNE + 1)
    )
    inside = tuple(
        Body(UnitKind.COMMUNE, f"Ủy ban nhân dân xã Số {number}", inside=divisions)
        for number in range(communes)
    )
    body = Body(UnitKind.PROVINCE, f"Ủy ban nhân dân tỉnh {communes} xã", inside=inside)
    with transaction.atomic():
        province = plant(None, [body], valid_from=date(2025, 7, 1))[0]
    province.refresh_from_db()
    return province, list(Unit.objects.filter(province=province, kind=UnitKind.COMMUNE).order_by("path"))


def _people(offices: list[Any], units: list[Any]) -> dict[int, int]:
    """A head for each office and unit, and an officer for each; the officer by the number of his unit."""
    from sauro_web.accounts.models import Membership, Role, User

    places = [*offices, *units]
    mark = offices[0].pk
    users = [
        User(
            username=f"{role}{mark}.{place.pk}",
            full_name=f"Người {role} {place.pk}",
            email=f"{role}{place.pk}@xa.gov.vn",
            password="!",  # noqa: S106 (nobody signs in)
        )
        for place in places
        for role in ("truong", "canbo")
    ]
    User.objects.bulk_create(users, batch_size=_BATCH)
    memberships = []
    for number, place in enumerate(places):
        head = Role.HEAD if place.commune_id and place.commune_id != place.pk else Role.LEADER
        memberships.append(Membership(user=users[2 * number], unit=place, role=head, is_head=True))
        memberships.append(Membership(user=users[2 * number + 1], unit=place, role=Role.OFFICER))
    Membership.objects.bulk_create(memberships, batch_size=_BATCH)
    return {place.pk: users[2 * number + 1].pk for number, place in enumerate(places)}


def _tasks(province: Any, offices: list[Any], parts: int) -> list[int]:
    """One for ten parts, half of the province's, half of the communes'."""
    from django.utils import timezone

    from sauro_web.tasks.models import Origin, Task

    given = timezone.make_aware(datetime(2026, 1, 5, 8))
    made: list[Any] = []
    for number in range(max(1, parts // 10)):
        office = province if number % 2 else offices[number % len(offices)]
        text = f"Rà soát, cập nhật danh mục số {number} và báo cáo kết quả thực hiện theo phân công"
        made.append(Task(office=office, origin=Origin.DIRECT, position=number + 1, text=text, given_at=given))
    Task.objects.bulk_create(made, batch_size=_BATCH)
    return [task.pk for task in made]


def _parts(units: list[Any], tasks: list[int], people: dict[int, int], count: int) -> None:
    from sauro_web.tasks.models import UnitTask

    made = _rows(units, tasks, people, count)
    while batch := list(islice(made, _BATCH)):
        UnitTask.objects.bulk_create(batch, batch_size=_BATCH)


def _rows(units: list[Any], tasks: list[int], people: dict[int, int], count: int) -> Iterator[Any]:
    from sauro_web.tasks.models import Part, TaskState, UnitTask

    running = (TaskState.ASSIGNED, TaskState.WORKING, TaskState.RECEIVED, TaskState.WORKING)
    for number in range(count):
        unit = units[(number * 7) % len(units)]
        last = MADE_ON + timedelta(days=(number // 5 * 13) % (2 * _AWAY) - _AWAY)
        last += timedelta(days=max(0, 7 - last.isoweekday()) if last.isoweekday() > 5 else 0)
        if last.isoweekday() > 5:
            last += timedelta(days=1)
        finished = (number % 5 != 0) == (last < MADE_ON)
        state = TaskState.FINISHED if finished else running[number // 5 % len(running)]
        yield UnitTask(
            task_id=tasks[number // 10 % len(tasks)],
            unit=unit,
            part=Part.COOPERATING,
            state=state,
            officer_id=people[unit.pk] if number % 3 else None,
            due_on=last,
            ends_on=last,
            first_due_on=last,
            first_ends_on=last,
            handed_in_on=last if state == TaskState.FINISHED else None,
            province_id=unit.province_id,
            commune_id=unit.commune_id,
        )
