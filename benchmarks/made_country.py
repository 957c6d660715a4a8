"""The country of the site's own data file at work: 34 provinces, 3,321 communes, their usual units, people
who lead and follow, plans and tasks, and unit-tasks in any number, written in bulk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

__all__ = ["Country", "House", "make_country", "make_work"]

_BATCH = 5_000
_AWAY = 90
"""Days before and behind the day over which deadlines are spread."""
_A_PLAN = 24
"""Tasks of one plan."""
_OF_PROVINCES = 2
"""One part in so many is of what provinces gave to their departments and communes; the others are of what
communes gave to their own units."""
_WORDS = (
    "Rà soát, cập nhật danh mục thủ tục hành chính và niêm yết công khai tại trụ sở",
    "Xây dựng kế hoạch chuyển đổi số của đơn vị, phân công người chịu trách nhiệm từng việc",
    "Báo cáo kết quả thực hiện các nhiệm vụ được giao trong kỳ, nêu rõ việc chậm và lý do",
    "Tổ chức tiếp công dân, giải quyết kiến nghị của cử tri sau kỳ họp",
    "Hoàn thiện hồ sơ, số hóa kết quả giải quyết còn hiệu lực và cập nhật vào kho dữ liệu",
)


@dataclass
class House:
    """An office with the units that it gives work to, who leads it, and its parts so far."""

    office: Any
    units: list[Any] = field(default_factory=list)
    leader: int = 0
    tasks: list[Any] = field(default_factory=list)


@dataclass
class Country:
    """What was made: the houses of provinces and of communes, and who works in each unit."""

    provinces: list[House]
    communes: list[House]
    officers: dict[int, int] = field(default_factory=dict)

    @property
    def houses(self) -> list[House]:
        """All of them."""
        return [*self.provinces, *self.communes]


def make_country() -> Country:
    """All offices and units, with a leader and a coordinator in every office and a head in every unit. No
    work."""
    country = _country()
    _people(country)
    return country


def make_work(country: Country, houses: Sequence[House], parts: int, *, on: date) -> None:
    """That many parts of units around that day, of what these houses gave: half of them of provinces where
    there are any, the larger of them more; the others of communes."""
    from sauro_web.tasks.models import UnitTask

    made = list(_shares(houses, parts))
    _tasks(made, on)
    rows = _rows(made, country.officers, on)
    while batch := list(islice(rows, _BATCH)):
        UnitTask.objects.bulk_create(batch, batch_size=_BATCH)
    _waiting(on)


def _waiting(on: date) -> None:
    """For some of what is in work more time is asked for, for others an obstacle is raised."""
    from django.utils import timezone

    from sauro_web.tasks.models import Extension, Obstacle, TaskState, UnitTask

    asked, raised, now = [], [], timezone.now()
    fresh = UnitTask.objects.filter(state=TaskState.WORKING, extensions=None, obstacles=None)
    rows = fresh.exclude(officer=None).values_list("pk", "officer_id", "office_id").order_by("pk")
    for number, (part, officer, office) in enumerate(rows.iterator(chunk_size=5_000)):
        if number % 60 == 7:
            later = on + timedelta(days=60)
            one = Extension(part_id=part, asked_by_id=officer, asked_at=now, until=later, reason="Chờ")
            asked.append(one)
        elif number % 60 == 31:
            held = Obstacle(part_id=part, raised_by_id=officer, raised_at=now, to_id=office, answer_by=on)
            held.text = "Thiếu số liệu"
            raised.append(held)
    Extension.objects.bulk_create(asked, batch_size=_BATCH)
    Obstacle.objects.bulk_create(raised, batch_size=_BATCH)


def _country() -> Country:
    from sauro_web.accounts.models import Unit, UnitKind
    from sauro_web.accounts.operations.founding import found_country

    before = set(Unit.objects.values_list("pk", flat=True))
    found_country()
    houses: dict[int, House] = {}
    for unit in Unit.objects.exclude(pk__in=before).order_by("path"):
        if unit.kind in (UnitKind.PROVINCE, UnitKind.COMMUNE):
            houses[unit.pk] = House(unit)
        if unit.province_id in houses and (unit.kind == UnitKind.COMMUNE or unit.commune_id is None):
            if unit.depth == 2:
                houses[unit.province_id].units.append(unit)
        elif unit.commune_id in houses:
            houses[unit.commune_id].units.append(unit)
    of_provinces = [one for one in houses.values() if one.office.kind == UnitKind.PROVINCE]
    of_communes = [one for one in houses.values() if one.office.kind == UnitKind.COMMUNE]
    return Country(sorted(of_provinces, key=lambda one: -len(one.units)), of_communes)


def _people(country: Country) -> None:
    """For each office a leader and a coordinator; for each unit an officer, who is its head."""
    from sauro_web.accounts.models import Membership, Role, User

    posts = [(house.office, role) for house in country.houses for role in (Role.LEADER, Role.COORDINATOR)]
    units = {unit.pk: unit for house in country.houses for unit in house.units}
    posts += [(unit, Role.HEAD) for unit in units.values() if unit.depth > 2 or unit.commune_id is None]
    users = [
        User(
            username=f"{role}.{unit.pk}",
            full_name=f"Nguyễn Văn {unit.pk}",
            email=f"{role}.{unit.pk}@made.gov.vn",
            password="!",  # noqa: S106 (nobody signs in)
        )
        for unit, role in posts
    ]
    User.objects.bulk_create(users, batch_size=_BATCH)
    Membership.objects.bulk_create(
        [
            Membership(user=user, unit=unit, role=role, is_head=role != Role.COORDINATOR)
            for user, (unit, role) in zip(users, posts, strict=True)
        ],
        batch_size=_BATCH,
    )
    houses = {house.office.pk: house for house in country.houses}
    for user, (unit, role) in zip(users, posts, strict=True):
        if role == Role.LEADER:
            houses[unit.pk].leader = user.pk
        if role != Role.COORDINATOR:
            country.officers[unit.pk] = user.pk


def _shares(houses: Sequence[House], parts: int) -> Iterator[tuple[House, int]]:
    """How many parts are of what each house gave; those of provinces by how many units they have."""
    provinces = [house for house in houses if house.office.depth == 1]
    communes = [house for house in houses if house.office.depth > 1]
    above = parts // _OF_PROVINCES if provinces and communes else parts if provinces else 0
    weight = sum(len(house.units) for house in provinces)
    for house in provinces:
        yield house, above * len(house.units) // weight
    if communes:
        each, more = divmod(parts - above, len(communes))
        for place, house in enumerate(communes):
            yield house, each + (place < more)


def _tasks(made: Sequence[tuple[House, int]], on: date) -> None:
    """Plans of two dozen tasks each, and every third task given directly; a task of a province is shared by
    some twenty units, one of a commune by four."""
    from sauro_web.plans.models import ImportedPlan, Suggestion
    from sauro_web.tasks.models import Task

    plans: list[Any] = []
    for house, count in made:
        begun = len(house.tasks)
        house.tasks = []
        plan = None
        for number in range(-(-count // _sharing(house))):
            if number % (3 * _A_PLAN // 2) == 0:
                plan = _plan(house, begun, number, _told(number, on))
                plans.append(plan)
            house.tasks.append(_task(house, plan if number % 3 != 2 else None, number, _told(number, on)))
    tasks = [task for house, _ in made for task in house.tasks]
    ImportedPlan.objects.bulk_create(plans, batch_size=2_000)
    for task in tasks:  # those above have their numbers only now
        if task.suggestion is not None:
            task.plan = task.suggestion.plan = task.plan
    Suggestion.objects.bulk_create(
        [task.suggestion for task in tasks if task.suggestion is not None], batch_size=2_000
    )
    for task in tasks:
        task.suggestion = task.suggestion
    Task.objects.bulk_create(tasks, batch_size=2_000)


def _told(number: int, on: date) -> datetime:
    from django.utils import timezone

    return timezone.make_aware(datetime.combine(on, datetime.min.time())) - timedelta(days=170 - number % 160)


def _plan(house: House, begun: int, number: int, told: datetime) -> Any:
    from sauro_web.plans.models import ImportedPlan, PlanState

    digest = sha256(f"{house.office.pk}.{begun}.{number}".encode()).hexdigest()
    return ImportedPlan(
        office=house.office, uploaded_by_id=house.leader, uploaded_at=told, size=1, file_name="ke-hoach.docx",
        digest=digest, state=PlanState.ISSUED, number=f"{begun}.{number}", symbol="KH-UBND",
        issued_on=told.date(), units_told_at=told, subject=f"Triển khai nhiệm vụ đợt {number}",
    )  # fmt: skip


def _task(house: House, plan: Any, number: int, told: datetime) -> Any:
    from sauro_web.plans.models import Suggestion, SuggestionKind
    from sauro_web.tasks.models import Origin, Task

    read = {"path": f"{number % 5 + 1}.1"}
    duty = Suggestion(plan=plan, kind=SuggestionKind.TASK, position=number, read=read, value={})
    return Task(
        office=house.office, origin=Origin.PLAN if plan else Origin.DIRECT, plan=plan,
        suggestion=duty if plan else None, position=number, product="Báo cáo kết quả", given_at=told,
        text=f"{_WORDS[number % len(_WORDS)]} ({number})", given_by_id=None if plan else house.leader,
    )  # fmt: skip


def _sharing(house: House) -> int:
    return min(len(house.units), 20 if house.office.depth == 1 else 4)


def _rows(made: Sequence[tuple[House, int]], officers: dict[int, int], on: date) -> Iterator[Any]:
    """Nine in ten of what was due are finished, one in six of those late; of what is due later one in four
    is."""
    from sauro_web.tasks.models import Part, TaskState, UnitTask

    running = [
        *(TaskState.ASSIGNED, TaskState.WORKING, TaskState.RECEIVED, TaskState.WORKING, TaskState.SUBMITTED)
    ]
    for house, count in made:
        shared = _sharing(house)
        for number in range(count):
            task, place = house.tasks[number // shared], number % shared
            unit = house.units[(number // shared * 7 + place) % len(house.units)]
            last = on + timedelta(days=(number // shared * 13) % (2 * _AWAY) - _AWAY)
            last += timedelta(days=max(0, 8 - last.isoweekday()) if last.isoweekday() > 5 else 0)
            mark = (number * 31) % 60
            state = TaskState.FINISHED if (mark >= 6 if last < on else mark < 15) else running[mark % 5]
            if mark == 5 and last < on:
                state = TaskState.RETURNED
            handed = None
            if state in (TaskState.FINISHED, TaskState.SUBMITTED):
                late = mark % 6 == 0
                handed = min(on, last + timedelta(days=4)) if late else min(on, last) - timedelta(days=3)
            moved = last - timedelta(days=14) if mark % 20 == 0 else last
            yield UnitTask(
                task=task, unit=unit, part=Part.COOPERATING if place else Part.LEAD, answers_alone=not place,
                state=state, officer_id=officers[unit.pk] if mark % 3 else None, due_on=last, ends_on=last,
                first_due_on=moved, first_ends_on=moved, handed_in_on=handed,
                percent=100 if state == TaskState.FINISHED else mark,
            )  # fmt: skip
