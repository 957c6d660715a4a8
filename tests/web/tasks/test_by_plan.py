"""Figures kept from page to page are those of the rows as they stand."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone
from tests.web.organisation import Organisation, signed_in
from tests.web.tasks.test_figures import leading
from tests.web.tasks.working import work_in_hand

from sauro_web.accounts.models import Unit, User
from sauro_web.common import between_pages
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.models import Extension, Obstacle, Part, Task, TaskState, UnitTask
from sauro_web.tasks.queries.by_plan import Edition, Place, by_plan, editions_of

__all__ = ["leading"]

pytestmark = pytest.mark.django_db


def _counted(parts: QuerySet[UnitTask]) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for part in parts:
        found[part.office_id, part.plan_id] = found.get((part.office_id, part.plan_id), 0) + part.percent
    return found


def test_only_the_plan_that_changed_is_read_again(organised: Organisation, leading: User) -> None:
    work_in_hand(organised, leading, times=2)
    given: list[int] = []

    def read(parts: QuerySet[UnitTask]) -> dict[Any, int]:
        given.append(parts.count())
        return _counted(parts)

    def asked(day: int = 1) -> dict[Any, int]:
        with between_pages.only_looked_at():
            return by_plan("percent", editions_of([organised.commune]), read, at=day)

    first = asked()
    assert given == [UnitTask.objects.filter(office=organised.commune).count()]
    assert asked() == first
    assert len(given) == 1
    part = UnitTask.objects.filter(office=organised.commune).first()
    assert part is not None
    UnitTask.objects.filter(pk=part.pk).update(percent=part.percent + 1)
    again = asked()
    place = (part.office_id, part.plan_id)
    assert again == {**first, place: first.get(place, 0) + 1}
    assert given[1:] == [UnitTask.objects.filter(office=organised.commune, plan=part.plan_id).count()]
    # Another day is another question.
    asked(day=2)
    assert given[2:] == given[:1]


@pytest.mark.parametrize(
    "change",
    [
        {"state": TaskState.FINISHED, "handed_in_on": "2026-06-15"},
        {"ends_on": None, "due_on": None},
        {"goes_on": True},
        {"part": Part.INFORMED, "answers_alone": False},
        {"ended_at": timezone.now()},
    ],
)
def test_no_change_in_any_way_is_missed(
    organised: Organisation, leading: User, change: dict[str, Any]
) -> None:
    work_in_hand(organised, leading, times=1)
    parts = UnitTask.objects.filter(office=organised.commune, series=None)
    before = _editions(organised)
    for way in ("update", "bulk_update", "save"):
        part = parts.filter(ended_at=None).order_by("-pk").first()
        assert part is not None
        for name, value in change.items():
            setattr(part, name, value)
        if way == "update":
            parts.filter(pk=part.pk).update(**change)
        elif way == "bulk_update":
            UnitTask.objects.bulk_update([part], list(change))
        else:
            part.save(update_fields=list(change))
        now = _editions(organised)
        assert _differ(before, now) == {(part.office_id, part.plan_id)}, way
        before = now


def _editions(organised: Organisation) -> dict[Place, Edition]:
    """As a page sees them."""
    with between_pages.only_looked_at():
        return editions_of([organised.commune])


def _differ(before: dict[Place, Edition], now: dict[Place, Edition]) -> set[Place]:
    return {place for place, _ in before.items() ^ now.items()}


def _new_task(organised: Organisation, plan: ImportedPlan | None = None) -> Task:
    given = {"given_at": timezone.now(), "plan": plan}
    return Task.objects.create(
        office=organised.commune, origin="direct", position=9, text="Việc mới", **given
    )


def _plan(organised: Organisation, by: User) -> ImportedPlan:
    return ImportedPlan.objects.create(
        office=organised.commune, uploaded_by=by, uploaded_at=timezone.now(), file="aa/x.txt", size=1,
        file_name="x.txt", digest="1", number="7", symbol="KH-UBND",
    )  # fmt: skip


def test_a_new_part_and_one_taken_away_are_not_missed(organised: Organisation, leading: User) -> None:
    work_in_hand(organised, leading, times=1)
    task, none = _new_task(organised), {(organised.commune.pk, None)}
    units = Unit.objects.filter(path__startswith=organised.commune.path, depth=organised.commune.depth + 1)
    editions = [_editions(organised)]
    part = task.parts.create(unit=units[0], part=Part.LEAD, answers_alone=True)
    editions.append(_editions(organised))
    UnitTask.objects.bulk_create([UnitTask(task=task, unit=units[1], part=Part.COOPERATING)])
    editions.append(_editions(organised))
    part.delete()
    editions.append(_editions(organised))
    task.parts.all()._raw_delete("default")
    editions.append(_editions(organised))
    assert [_differ(*both) for both in pairwise(editions)] == [none] * 4


def test_what_belongs_to_a_part_is_not_missed(organised: Organisation, leading: User) -> None:
    work_in_hand(organised, leading, times=1)
    part = UnitTask.objects.filter(office=organised.commune, extensions=None).earliest("pk")
    Task.objects.filter(pk=part.task_id).update(plan=_plan(organised, leading))
    UnitTask.objects.settle_anew()
    part.refresh_from_db()
    assert part.plan_id is not None
    place, now, day = {(part.office_id, part.plan_id)}, timezone.now(), timezone.localdate()
    editions = [_editions(organised)]
    asked = Extension.objects.create(
        part=part, asked_by=leading, asked_at=now, until=day, reason="Chưa xong", before=day
    )
    editions.append(_editions(organised))
    Extension.objects.filter(pk=asked.pk).update(reason="Chờ")
    editions.append(_editions(organised))
    asked.delete()
    editions.append(_editions(organised))
    held_up = Obstacle(
        part=part, raised_by=leading, raised_at=now, text="Thiếu", to=organised.commune, answer_by=day
    )
    Obstacle.objects.bulk_create([held_up])
    editions.append(_editions(organised))
    Obstacle.objects.filter(part=part).update(closed_at=now)
    editions.append(_editions(organised))
    Task.objects.filter(pk=part.task_id).update(position=99)
    editions.append(_editions(organised))
    assert [_differ(*both) for both in pairwise(editions)] == [place] * 6


def test_a_part_put_elsewhere_is_missed_in_neither_place(organised: Organisation, leading: User) -> None:
    work_in_hand(organised, leading, times=1)
    part = UnitTask.objects.filter(office=organised.commune, series=None).earliest("pk")
    office, plan = organised.commune.pk, _plan(organised, leading)
    task = _new_task(organised, plan)
    before = _editions(organised)
    assert (office, None) in before
    part.task = task
    UnitTask.objects.bulk_update([part], ["task"])
    assert _differ(before, _editions(organised)) == {(office, None), (office, plan.pk)}


def test_where_nothing_changed_nothing_of_it_is_asked(
    organised: Organisation, leading: User, django_assert_num_queries: Any
) -> None:
    work_in_hand(organised, leading, times=1)
    before = _editions(organised)
    with django_assert_num_queries(1):
        assert _editions(organised) == before
    Task.objects.filter(pk=0).update(position=1)
    with django_assert_num_queries(1):
        assert _editions(organised) == before


def test_pages_of_figures_follow_each_change_at_once(organised: Organisation, leading: User) -> None:
    """Each page seen before and after: what is kept is never shown for what stands."""
    work_in_hand(organised, leading, times=2)
    client = signed_in(leading)

    def late() -> tuple[int, int]:
        page = client.get("/dieu-hanh/").context["board"]
        return page.counts.late, sum(one.number for one in page.late)

    client.get("/dieu-hanh/")
    before = late()
    owed = UnitTask.objects.filter(
        office=organised.commune, state=TaskState.WORKING, ends_on__lt=timezone.localdate(), goes_on=False
    ).first()
    assert owed is not None
    assert before[0] == before[1]
    ahead = timezone.localdate() + timedelta(days=30)
    UnitTask.objects.filter(pk=owed.pk).update(due_on=ahead, ends_on=ahead)
    assert late() == (before[0] - 1, before[1] - 1)
    UnitTask.objects.filter(pk=owed.pk).update(due_on=owed.due_on, ends_on=owed.ends_on)
    assert late() == before
