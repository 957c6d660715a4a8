"""The life of a part: every step from every state, who may take it, and what is left behind."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest
from tests.web.tasks.conftest import NOW

from sauro_web.accounts.models import Role
from sauro_web.audit.queries import entries_of, verify
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.notices.models import Notice
from sauro_web.tasks.life import STEPS, Actor, StepKind, steps_from
from sauro_web.tasks.models import OPEN, Part, Task, TaskState, UnitTask
from sauro_web.tasks.operations.deadlines import recount_last_days
from sauro_web.tasks.operations.living import cancel_task, pass_on, recognise, take_step
from sauro_web.tasks.rules import may_step
from sauro_web.workdays.models import CalendarDay, DayKind

LATER = NOW + timedelta(days=3)


def in_state(part: UnitTask, state: TaskState) -> UnitTask:
    handed = date(2026, 6, 15) if state in (TaskState.SUBMITTED, TaskState.FINISHED) else None
    received = None if state in (TaskState.ASSIGNED, TaskState.RETURNED) else NOW
    UnitTask.objects.filter(pk=part.pk).update(state=state, handed_in_on=handed, received_at=received)
    part.refresh_from_db()
    return part


def given(kind: StepKind) -> dict[str, str]:
    return {"reason": "vì trùng việc" if STEPS[kind].reason else "", "product": "Danh mục số 3"}


@pytest.mark.parametrize("kind", [kind for kind in STEPS if kind is not StepKind.PASS_ON])
def test_every_step_from_every_state(part: UnitTask, kind: StepKind):
    for state in TaskState:
        before = in_state(part, state).version
        if state in STEPS[kind].before:
            after = take_step(part, kind, by=None, now=LATER, version=before, **given(kind))
            assert (after.state, after.version) == (STEPS[kind].after, before + 1)
            assert entries_of(after)[0].action == f"task.{kind.value}"
        else:
            with pytest.raises(NotReady):
                take_step(part, kind, by=None, now=LATER, version=before, **given(kind))


@pytest.mark.parametrize("kind", [kind for kind in STEPS if kind is not StepKind.PASS_ON])
def test_who_may_take_a_step(part, officer, cooperator, coordinator, neighbour, leader, kind):
    """Lead officer, cooperating officer, outsider, who follows the plan, leader."""
    step = STEPS[kind]
    allowed = {officer} if step.actor is Actor.UNIT else {coordinator, leader}
    if step.actor is Actor.UNIT:
        allowed.add(coordinator)  # works in the very unit
    for person in (officer, cooperator, coordinator, neighbour, leader):
        in_state(part, step.before[0])
        if person in allowed:
            take_step(part, kind, by=person, now=LATER, **given(kind))
        else:
            with pytest.raises(NotAllowed):
                take_step(part, kind, by=person, now=LATER, **given(kind))


def test_from_given_to_finished_and_recognised(part, officer, leader):
    for kind in (StepKind.TAKE_UP, StepKind.BEGIN, StepKind.SUBMIT):
        take_step(part, kind, by=officer, now=LATER, product="Danh mục số 3/DM-VHXH")
    done = take_step(part, StepKind.APPROVE, by=leader, now=LATER + timedelta(days=9))
    assert (done.state, done.product, done.percent) == ("finished", "Danh mục số 3/DM-VHXH", 100)
    assert done.handed_in_on == date(2026, 6, 18)
    assert done.recognised_at is None
    assert recognise(part, by=leader, now=LATER).recognised_at == LATER
    assert recognise(part, by=leader, now=LATER + timedelta(days=1)).recognised_at == LATER
    assert verify().broken_at is None


def test_nobody_approves_what_he_handed_in(part, coordinator, leader):
    take_step(part, StepKind.TAKE_UP, by=coordinator, now=NOW)
    take_step(part, StepKind.SUBMIT, by=coordinator, now=NOW, product="Danh mục")
    for kind in (StepKind.APPROVE, StepKind.SEND_BACK):
        with pytest.raises(NotAllowed):
            take_step(part, kind, by=coordinator, now=NOW, reason="x")
    take_step(part, StepKind.APPROVE, by=leader, now=NOW)


def test_the_lead_takes_in_what_cooperating_units_owe(helping, cooperator, officer, part):
    take_step(helping, StepKind.TAKE_UP, by=cooperator, now=NOW)
    take_step(helping, StepKind.SUBMIT, by=cooperator, now=NOW)
    assert take_step(helping, StepKind.APPROVE, by=officer, now=NOW).state == TaskState.FINISHED
    in_state(part, TaskState.SUBMITTED)
    with pytest.raises(NotAllowed):
        take_step(part, StepKind.APPROVE, by=cooperator, now=NOW)


_TAKEN_IN_BY_THE_LEAD = (StepKind.APPROVE, StepKind.SEND_BACK, StepKind.REOPEN)


@pytest.mark.parametrize("kind", list(STEPS))
def test_who_may_take_a_step_of_a_cooperating_part(
    helping, officer, cooperator, coordinator, neighbour, leader, organised, kind
):
    """Who leads takes in what is owed to him; what the office gave, the office alone takes back, pauses or
    passes on."""
    step, other = STEPS[kind], organised.unit(organised.commune, "Thôn 2")
    allowed = {cooperator} if step.actor is Actor.UNIT else {coordinator, leader}
    if kind in _TAKEN_IN_BY_THE_LEAD:
        allowed.add(officer)
    for person in (officer, cooperator, coordinator, neighbour, leader):
        in_state(helping, step.before[0])
        UnitTask.objects.filter(pk=helping.pk).update(taken_in_by_lead=True)
        if kind is StepKind.PASS_ON:
            UnitTask.objects.filter(task=helping.task, unit=other).update(state=TaskState.RECALLED)
            take = partial(pass_on, helping, to=other, by=person, now=LATER, reason="đúng chức năng hơn")
        else:
            take = partial(take_step, helping, kind, by=person, now=LATER, **given(kind))
        if person in allowed:
            take()
        else:
            with pytest.raises(NotAllowed):
                take()


def reopens(part, by):
    part.refresh_from_db()
    return take_step(part, StepKind.REOPEN, by=by, now=LATER, reason="sai số liệu")


def test_who_leads_opens_again_only_what_he_approved(helping, officer, leader, cooperator):
    reopen = STEPS[StepKind.REOPEN]
    in_state(helping, TaskState.SUBMITTED)
    take_step(helping, StepKind.APPROVE, by=leader, now=NOW)
    helping.refresh_from_db()
    assert not may_step(officer, helping, reopen, on=NOW.date())
    with pytest.raises(NotAllowed):
        reopens(helping, officer)
    assert reopens(helping, leader).state == TaskState.REDO
    in_state(helping, TaskState.SUBMITTED)
    assert take_step(helping, StepKind.APPROVE, by=officer, now=NOW).taken_in_by_lead
    back = reopens(helping, officer)
    assert (back.state, back.taken_in_by_lead) == (TaskState.REDO, False)
    in_state(helping, TaskState.SUBMITTED)
    take_step(helping, StepKind.APPROVE, by=officer, now=NOW)
    recognise(helping, by=leader, now=NOW)
    with pytest.raises(NotAllowed):
        reopens(helping, officer)
    assert reopens(helping, leader).recognised_at is None


@pytest.mark.parametrize("kind", [StepKind.PAUSE, StepKind.RECALL, StepKind.APPROVE])
def test_who_leads_the_whole_gives_its_steps(part, officer, cooperator, neighbour, organised, kind):
    about = {"office": part.task.office, "origin": "direct", "position": 1, "given_at": NOW}
    child = Task.objects.create(parent=part.task, text="Lập mẫu phiếu", **about)
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    step = UnitTask.objects.create(task=child, unit=unit, part=Part.LEAD, answers_alone=True)
    in_state(step, STEPS[kind].before[0])
    for person in (cooperator, neighbour):
        with pytest.raises(NotAllowed):
            take_step(step, kind, by=person, now=LATER, **given(kind))
    assert take_step(step, kind, by=officer, now=LATER, **given(kind)).state == STEPS[kind].after


def test_that_the_lead_has_finished_finishes_nobody_else(part, helping):
    in_state(part, TaskState.SUBMITTED)
    take_step(part, StepKind.APPROVE, by=None, now=NOW)
    helping.refresh_from_db()
    assert helping.state == TaskState.ASSIGNED


@pytest.mark.parametrize("product", ["", "   "])
def test_a_lead_hands_something_in(part, officer, product):
    in_state(part, TaskState.WORKING)
    with pytest.raises(NotReady, match="sản phẩm"):
        take_step(part, StepKind.SUBMIT, by=officer, now=NOW, product=product)


@pytest.mark.parametrize("kind", [kind for kind, step in STEPS.items() if step.reason])
def test_a_reason_is_asked_for(part, leader, officer, kind, organised):
    in_state(part, STEPS[kind].before[0])
    by = officer if STEPS[kind].actor is Actor.UNIT else leader
    about: dict[str, object] = {"by": by, "now": NOW, "reason": " "}
    if kind is StepKind.PASS_ON:
        take = partial(pass_on, part, to=organised.unit(organised.commune, "Thôn 2"), **about)
    else:
        take = partial(take_step, part, kind, **about)
    with pytest.raises(NotReady, match="lý do"):
        take()


def test_two_people_at_once(part, officer, coordinator):
    take_step(part, StepKind.TAKE_UP, by=officer, now=NOW, version=0)
    assert take_step(part, StepKind.TAKE_UP, by=officer, now=NOW, version=0).version == 1
    with pytest.raises(Conflict):
        take_step(part, StepKind.RETURN, by=coordinator, now=NOW, version=0, reason="nhầm đơn vị")


def test_what_was_sent_back_is_handed_in_anew(part, officer, leader):
    in_state(part, TaskState.WORKING)
    take_step(part, StepKind.SUBMIT, by=officer, now=NOW, product="Bản 1")
    back = take_step(part, StepKind.SEND_BACK, by=leader, now=NOW, reason="thiếu phụ lục")
    assert (back.state, back.handed_in_on) == (TaskState.REDO, None)
    again = take_step(part, StepKind.SUBMIT, by=officer, now=LATER, product="Bản 2")
    assert (again.product, again.handed_in_on) == ("Bản 2", date(2026, 6, 18))


def test_what_is_sent_back_is_due_by_the_calendar_of_now(part, officer, leader):
    in_state(part, TaskState.WORKING)
    take_step(part, StepKind.SUBMIT, by=officer, now=NOW, product="Bản 1")
    CalendarDay.objects.create(office=part.task.office, day=part.due_on, kind=DayKind.OFF, name="Bão")
    recount_last_days(part.task.office_id)
    part.refresh_from_db()
    assert part.ends_on == part.due_on == date(2026, 7, 30)
    back = take_step(part, StepKind.SEND_BACK, by=leader, now=NOW, reason="thiếu phụ lục")
    assert (back.ends_on, back.first_ends_on) == (date(2026, 7, 31), date(2026, 7, 31))


def test_what_is_resumed_goes_on_where_it_was(part, leader, officer):
    take_step(part, StepKind.TAKE_UP, by=officer, now=NOW)
    take_step(part, StepKind.BEGIN, by=officer, now=NOW)
    take_step(part, StepKind.PAUSE, by=leader, now=NOW, reason="chờ hướng dẫn")
    assert take_step(part, StepKind.RESUME, by=leader, now=NOW).state == TaskState.WORKING


def test_what_nobody_had_taken_up_is_taken_up_after_it_is_resumed(part, leader):
    take_step(part, StepKind.PAUSE, by=leader, now=NOW, reason="chờ hướng dẫn")
    resumed = take_step(part, StepKind.RESUME, by=leader, now=NOW, version=1)
    assert resumed.state == TaskState.ASSIGNED
    assert take_step(part, StepKind.RESUME, by=leader, now=NOW, version=1).version == resumed.version


def test_a_task_finishes_after_its_steps(part, officer, organised):
    child = Task.objects.create(
        office=part.task.office,
        origin="direct",
        parent=part.task,
        position=1,
        text="Lập mẫu phiếu",
        given_at=NOW,
    )
    step = UnitTask.objects.create(
        task=child,
        unit=organised.unit(organised.commune, "Phòng Kinh tế"),
        part=Part.LEAD,
        answers_alone=True,
    )
    in_state(part, TaskState.WORKING)
    with pytest.raises(NotReady, match="Còn 1 việc thành phần"):
        take_step(part, StepKind.SUBMIT, by=officer, now=NOW, product="Danh mục")
    in_state(step, TaskState.FINISHED)
    take_step(part, StepKind.SUBMIT, by=officer, now=NOW, product="Danh mục")


def test_passed_on_it_is_the_other_units_with_the_same_days(part, leader, organised):
    other = organised.unit(organised.commune, "Thôn 2")
    row = pass_on(part, to=other, by=leader, now=NOW, reason="đúng chức năng hơn")
    part.refresh_from_db()
    assert (part.state, part.answers_alone) == (TaskState.PASSED_ON, False)
    assert (row.unit, row.answers_alone, row.state) == (other, True, TaskState.ASSIGNED)
    assert (row.due_on, row.first_due_on) == (part.due_on, part.first_due_on)
    assert Notice.objects.filter(unit=other, text__contains="Được chuyển đến").exists()


def test_passed_on_to_who_cooperates_already_it_is_led_by_him(part, helping, leader):
    row = pass_on(part, to=helping.unit, by=leader, now=NOW, reason="đúng chức năng hơn")
    assert row.pk == helping.pk
    assert (row.part, row.answers_alone) == (Part.LEAD, True)


def test_what_cooperated_begins_anew_as_the_lead(part, helping, leader):
    in_state(helping, TaskState.FINISHED)
    UnitTask.objects.filter(pk=helping.pk).update(
        percent=100, product="Số liệu", finished_at=NOW, recognised_at=NOW, taken_in_by_lead=True
    )
    row = pass_on(part, to=helping.unit, by=leader, now=NOW, reason="đúng chức năng hơn")
    assert (row.part, row.state, row.percent, row.product) == (Part.LEAD, TaskState.ASSIGNED, 0, "")
    assert (row.handed_in_on, row.finished_at, row.recognised_at) == (None, None, None)
    assert not row.taken_in_by_lead


@pytest.mark.parametrize("state", [TaskState.WORKING, TaskState.FINISHED])
def test_who_leads_does_not_come_to_cooperate_instead(part, helping, leader, state):
    in_state(part, state)
    with pytest.raises(NotReady, match="đã có phần việc này"):
        pass_on(helping, to=part.unit, by=leader, now=NOW, reason="đúng chức năng hơn")
    part.refresh_from_db()
    assert (part.part, part.state, part.answers_alone) == (Part.LEAD, state, True)


def test_what_a_member_of_a_group_has_finished_stays_finished(part, helping, leader):
    in_state(part, TaskState.FINISHED)
    UnitTask.objects.filter(task=part.task).update(part=Part.LEAD, answers_alone=False)
    with pytest.raises(NotReady, match="đã có phần việc này"):
        pass_on(helping, to=part.unit, by=leader, now=NOW, reason="đúng chức năng hơn")
    part.refresh_from_db()
    assert part.state == TaskState.FINISHED


def test_who_was_only_told_may_come_to_cooperate(part, helping, leader):
    told = part.task.parts.get(unit__name="Thôn 1")
    UnitTask.objects.filter(pk=told.pk).update(part=Part.INFORMED)
    row = pass_on(helping, to=told.unit, by=leader, now=NOW, reason="đúng chức năng hơn")
    assert (row.pk, row.part) == (told.pk, Part.COOPERATING)


def test_passed_on_to_a_unit_that_is_no_more(part, leader, helping):
    helping.unit.valid_to = date(2026, 6, 1)
    helping.unit.save()
    with pytest.raises(NotReady, match="không còn hoạt động"):
        pass_on(part, to=helping.unit, by=leader, now=NOW, reason="x")


def test_a_task_is_cancelled_for_everybody_but_who_has_finished(part, helping, leader, officer):
    in_state(helping, TaskState.FINISHED)
    with pytest.raises(NotAllowed):
        cancel_task(part.task, by=officer, now=NOW, reason="không cần nữa")
    with pytest.raises(NotReady, match="lý do"):
        cancel_task(part.task, by=leader, now=NOW, reason="")
    number = cancel_task(part.task, by=leader, now=NOW, reason="không cần nữa")
    states = list(part.task.parts.values_list("state", flat=True))
    assert number == states.count("cancelled") == len(states) - 1
    assert part.task.parts.filter(state__in=OPEN).count() == 0


def test_with_a_task_its_steps_are_cancelled(part, leader, organised):
    office, unit = part.task.office, organised.unit(organised.commune, "Phòng Kinh tế")
    about = {"office": office, "origin": "direct", "position": 1, "given_at": NOW}
    child = Task.objects.create(parent=part.task, text="Lập mẫu phiếu", **about)
    below = Task.objects.create(parent=child, text="In mẫu phiếu", **about)
    rows = [UnitTask.objects.create(task=one, unit=unit, part=Part.LEAD) for one in (child, below)]
    owed = part.task.parts.filter(state__in=OPEN).count()
    assert cancel_task(part.task, by=leader, now=NOW, reason="không cần nữa") == owed + 2
    for row in rows:
        row.refresh_from_db()
        assert row.state == TaskState.CANCELLED
    assert entries_of(child)[0].action == "task.cancel"
    assert Notice.objects.filter(unit=unit, key__startswith=f"task.{below.pk}.cancelled").exists()


def test_the_other_side_is_told(part, officer, leader):
    take_step(part, StepKind.RETURN, by=officer, now=NOW, reason="không đúng chức năng")
    told = Notice.objects.get(unit=part.task.office, key__startswith=f"part.{part.pk}.return")
    assert "Lý do: không đúng chức năng" in told.text
    take_step(part, StepKind.INSIST, by=leader, now=NOW, reason="theo Quyết định phân công")
    assert Notice.objects.filter(unit=part.unit, text__startswith="Giữ nguyên việc đã giao").exists()


def test_inspectors_and_the_other_commune_take_no_step(part, organised, neighbour):
    inspector = organised.person("thanhtra", (organised.commune, Role.INSPECTOR))
    for person in (inspector, neighbour):
        for kind, step in STEPS.items():
            if kind is StepKind.PASS_ON:
                continue
            in_state(part, step.before[0])
            with pytest.raises(NotAllowed):
                take_step(part, kind, by=person, now=NOW, **given(kind))


def test_every_open_state_leads_on():
    for state in OPEN:
        assert steps_from(state)
    assert steps_from(TaskState.CANCELLED) == ()


def test_passed_on_only_to_whom_the_office_gives_work(part, leader, organised):
    elsewhere = organised.unit(organised.ward, "Phòng Văn hóa - Xã hội")
    with pytest.raises(NotReady, match="phạm vi giao việc"):
        pass_on(part, to=elsewhere, by=leader, now=NOW, reason="đúng chức năng hơn")
    UnitTask.objects.create(task=part.task, unit=elsewhere, part=Part.COOPERATING)
    assert pass_on(part, to=elsewhere, by=leader, now=NOW, reason="đúng chức năng hơn").unit == elsewhere


def test_a_reason_longer_than_the_trail_keeps_is_refused(part, leader, officer):
    long = "vì " * 200
    with pytest.raises(NotReady, match="500 ký tự"):
        take_step(part, StepKind.RETURN, by=officer, now=NOW, reason=long)
    with pytest.raises(NotReady, match="500 ký tự"):
        cancel_task(part.task, by=leader, now=NOW, reason=long)
