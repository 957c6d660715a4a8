"""A confirmed plan gives work: each unit has exactly what it owes, all or nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.web.organisation import Organisation
from tests.web.plans.conftest import PLAN
from tests.web.tasks.conftest import NOW, review_to_the_end

from sauro_web.accounts.models import GroupRule, Unit, UnitGroup, UnitKind, User
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.audit.models import Entry
from sauro_web.audit.queries import verify
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.notices.models import Notice
from sauro_web.plans import operations as plans
from sauro_web.plans.models import ImportedPlan, PlanState, SuggestionState
from sauro_web.tasks.models import Part, Task, UnitTask
from sauro_web.tasks.operations import Issued, issue_plan
from sauro_web.tasks.queries.outlook import outlook_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 2)


def _issue(plan: ImportedPlan, by: User, **changes: Any) -> Issued:
    asked = {"number": "57", "issued_on": DAY, "by": by, "now": NOW, "version": plan.version} | changes
    return issue_plan(plan, **asked)


def _parts(beginning: str) -> list[tuple[str, str, bool]]:
    task = Task.objects.get(text__startswith=beginning)
    return [(part.unit.name, part.part, part.answers_alone) for part in task.parts.order_by("pk")]


def test_every_unit_has_exactly_its_parts(reviewed: ImportedPlan, coordinator: User) -> None:
    _issue(reviewed, coordinator)
    assert _parts("Rà soát") == [
        ("Phòng Văn hóa - Xã hội", Part.LEAD, True),
        ("Phòng Kinh tế", Part.COOPERATING, False),
        ("Thôn 1", Part.COOPERATING, False),
        ("Thôn 2", Part.COOPERATING, False),
    ]
    assert [who for who in _parts("Gộp") if who[2]] == [("Phòng Kinh tế", Part.LEAD, True)]


def test_a_group_that_leads_is_one_part_a_member(reviewed: ImportedPlan, coordinator: User) -> None:
    _issue(reviewed, coordinator)
    task = Task.objects.get(text__startswith="Cập nhật")
    parts = _parts("Cập nhật")
    assert task.group_name == "Các phòng, đơn vị thuộc xã"
    assert task.group_size == len(parts) > 1
    assert {part[1:] for part in parts} == {(Part.LEAD, False)}


def test_a_unit_founded_later_is_in_no_group_of_yesterday(
    reviewed: ImportedPlan, coordinator: User, organised: Organisation
) -> None:
    _issue(reviewed, coordinator)
    task = Task.objects.get(text__startswith="Cập nhật")
    plant(organised.commune, [Body(UnitKind.DIVISION, "Phòng Mới lập")], valid_from=FIRST_DAY)
    assert task.parts.count() == task.group_size


def test_only_a_due_of_one_date_has_a_day(reviewed: ImportedPlan, coordinator: User) -> None:
    _issue(reviewed, coordinator)
    days = {task.text[:4]: task.due_on for task in Task.objects.all()}
    assert days["Rà s"] == date(2026, 7, 30)
    assert days["Gộp "] == date(2026, 9, 30)
    assert days["Cập "] is None
    assert UnitTask.objects.filter(task__text__startswith="Rà", due_on=date(2026, 7, 30)).count() == 4


def test_units_are_told_once_each(reviewed: ImportedPlan, coordinator: User) -> None:
    issued = _issue(reviewed, coordinator)
    told = {notice.unit.name: notice.text for notice in Notice.objects.select_related("unit")}
    assert len(told) == issued.units == UnitTask.objects.values("unit").distinct().count()
    assert told["Thôn 1"] == "Kế hoạch số 57/KH-UBND: đơn vị phối hợp 1 việc."


def test_the_plan_bears_its_number_and_is_in_force(reviewed: ImportedPlan, coordinator: User) -> None:
    _issue(reviewed, coordinator)
    reviewed.refresh_from_db()
    assert (reviewed.state, reviewed.reference, reviewed.issued_on) == (
        PlanState.ISSUED,
        "57/KH-UBND",
        DAY,
    )
    assert reviewed.units_told_at == NOW
    entry = Entry.objects.get(action="plan.issue")
    assert (entry.actor, entry.changes["tasks"]) == (coordinator, [0, Task.objects.count()])
    assert verify().broken_at is None


@pytest.mark.parametrize(("number", "day"), [("", DAY), ("  ", DAY), ("57", None)])
def test_number_and_date_are_required(
    reviewed: ImportedPlan, coordinator: User, number: str, day: date | None
) -> None:
    with pytest.raises(NotReady, match="số hoặc ngày"):
        _issue(reviewed, coordinator, number=number, issued_on=day)
    assert not Task.objects.exists()


def test_nothing_is_issued_while_a_card_is_open(reviewed: ImportedPlan, coordinator: User) -> None:
    card = reviewed.suggestions.filter(twin_of=None).first()
    plans.decide(card, SuggestionState.OPEN, by=coordinator, now=NOW, version=card.version)
    with pytest.raises(NotReady, match="Còn 1 mục"):
        _issue(reviewed, coordinator)
    assert not Task.objects.exists()


def test_a_rejected_duty_gives_no_work(reviewed: ImportedPlan, coordinator: User) -> None:
    card = reviewed.suggestions.get(value__text__startswith="Niêm yết")
    card = plans.decide(card, SuggestionState.OPEN, by=coordinator, now=NOW, version=card.version)
    plans.decide(card, SuggestionState.REJECTED, by=coordinator, now=NOW, version=card.version)
    _issue(reviewed, coordinator)
    assert not Task.objects.filter(text__startswith="Niêm yết").exists()


def test_an_empty_group_stops_everything(
    reviewed: ImportedPlan, coordinator: User, organised: Organisation
) -> None:
    Unit.objects.filter(commune=organised.commune, kind=UnitKind.VILLAGE).update(valid_to=date(2026, 1, 1))
    with pytest.raises(NotReady, match="không có đơn vị nào"):
        _issue(reviewed, coordinator)
    assert not Task.objects.exists()
    reviewed.refresh_from_db()
    assert reviewed.state == PlanState.REVIEW


def test_twice_is_a_conflict(reviewed: ImportedPlan, coordinator: User) -> None:
    _issue(reviewed, coordinator)
    with pytest.raises(Conflict):
        _issue(reviewed, coordinator, version=0)
    reviewed.refresh_from_db()
    with pytest.raises(NotReady):
        _issue(reviewed, coordinator)


def test_only_what_was_seen_is_issued(
    reviewed: ImportedPlan, coordinator: User, organised: Organisation
) -> None:
    seen = outlook_of(reviewed, on=NOW.date()).seen
    card = reviewed.suggestions.get(value__text__startswith="Niêm yết")
    card = plans.decide(card, SuggestionState.OPEN, by=coordinator, now=NOW, version=card.version)
    plans.decide(card, SuggestionState.REJECTED, by=coordinator, now=NOW, version=card.version)
    with pytest.raises(Conflict, match="xem lại số nhiệm vụ"):
        _issue(reviewed, coordinator, seen=seen)
    seen = outlook_of(reviewed, on=NOW.date()).seen
    plant(organised.commune, [Body(UnitKind.VILLAGE, "Thôn 3")], valid_from=FIRST_DAY)
    with pytest.raises(Conflict):
        _issue(reviewed, coordinator, seen=seen)
    outlook = outlook_of(reviewed, on=NOW.date())
    issued = _issue(reviewed, coordinator, seen=outlook.seen)
    assert (issued.tasks, issued.parts, issued.units) == (outlook.tasks, outlook.parts, outlook.units)
    assert UnitTask.objects.count() == outlook.parts


def test_a_unit_of_two_groups_has_one_part_and_one_left_out_has_none(
    reviewed: ImportedPlan, coordinator: User, organised: Organisation
) -> None:
    task = reviewed.suggestions.get(value__text__startswith="Cập nhật")
    lead = task.mentions.get(role="lead")
    every, divisions = (
        UnitGroup.objects.get(office=organised.commune, rule=rule)
        for rule in (GroupRule.OWN_UNITS, GroupRule.DIVISIONS)
    )
    left_out = organised.unit(organised.commune, "Phòng Kinh tế")
    for group in (every, divisions):
        group.excluded.add(left_out)
    task.mentions.filter(pk=lead.pk).update(groups=[every.pk, divisions.pk])
    outlook = outlook_of(reviewed, on=NOW.date())
    issued = _issue(reviewed, coordinator, seen=outlook.seen)
    assert (issued.parts, issued.units) == (outlook.parts, outlook.units)
    given = Task.objects.get(text__startswith="Cập nhật")
    names = [name for name, *_ in _parts("Cập nhật")]
    assert len(names) == len(set(names)) == given.group_size
    assert "Phòng Kinh tế" not in names


@pytest.mark.parametrize("who", ["neighbour", "outsider", "administrator"])
def test_nobody_else_issues(reviewed: ImportedPlan, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        _issue(reviewed, request.getfixturevalue(who))
    assert not Task.objects.exists()


def test_the_database_holds_one_lead(reviewed: ImportedPlan, coordinator: User) -> None:
    _issue(reviewed, coordinator)
    cooperating = UnitTask.objects.filter(part=Part.COOPERATING).first()
    cooperating.part, cooperating.answers_alone = Part.LEAD, True
    with pytest.raises(IntegrityError), transaction.atomic():
        cooperating.save()


def test_the_same_paper_in_another_file_gives_no_work_twice(
    reviewed: ImportedPlan, organised: Organisation, coordinator: User
) -> None:
    issue_plan(reviewed, number="57", issued_on=DAY, by=coordinator, now=NOW, version=reviewed.version)
    data = (PLAN + " \n").encode()
    taken = plans.upload_plan(data, "ban-quet.txt", office=organised.commune, by=coordinator, now=NOW)
    again = review_to_the_end(taken.plan, coordinator, organised)
    parts = UnitTask.objects.count()
    with pytest.raises(NotReady, match="đã giao việc ngày 15/06/2026 từ một tệp khác"):
        issue_plan(again, number="57", issued_on=DAY, by=coordinator, now=NOW, version=again.version)
    assert UnitTask.objects.count() == parts
