"""An amended plan: what is different, and what becomes of the work in hand."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import PLAN
from tests.web.tasks.conftest import NOW, review_to_the_end

from sauro_web.accounts.models import Role, User
from sauro_web.audit.models import Entry
from sauro_web.audit.queries import verify
from sauro_web.common.errors import NotReady
from sauro_web.notices.models import Notice
from sauro_web.plans import operations
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.queries.difference import difference
from sauro_web.tasks.models import Part, Task, TaskState, UnitTask
from sauro_web.tasks.operations import issue_plan
from sauro_web.tasks.operations.living import pass_on

pytestmark = pytest.mark.django_db

# Two weeks more for the first duty, the second led by another, the fourth gone, a new one.
AMENDED = (
    PLAN.replace("57/KH-UBND", "60/KH-UBND")
    .replace("Trước ngày 30/7/2026", "Trước ngày 15/8/2026")
    .replace(
        "Đơn vị chủ trì: Phòng Kinh tế; Phòng Văn hóa - Xã hội", "Đơn vị chủ trì: Phòng Văn hóa - Xã hội"
    )
    .replace(
        "4. Niêm yết quy trình tiếp công dân tại trụ sở", "4. Số hóa kết quả giải quyết thủ tục hành chính"
    )
    .replace("Tổ công tác số 3", "Phòng Kinh tế")
)


@pytest.fixture
def in_force(reviewed: ImportedPlan, coordinator: User) -> ImportedPlan:
    """The plan before, under which somebody has begun to work."""
    day = date(2026, 6, 2)
    issue_plan(reviewed, number="57", issued_on=day, by=coordinator, now=NOW, version=reviewed.version)
    UnitTask.objects.filter(part=Part.LEAD).update(state=TaskState.RECEIVED)
    reviewed.refresh_from_db()
    return reviewed


@pytest.fixture
def amended(in_force: ImportedPlan, organised: Organisation, coordinator: User) -> ImportedPlan:
    """The plan that amends it, reviewed and not yet issued."""
    taken = operations.upload_plan(
        AMENDED.encode(), "sua.txt", office=organised.commune, by=coordinator, now=NOW
    )
    plan = review_to_the_end(taken.plan, coordinator, organised)
    return operations.choose_amended(plan, in_force, by=coordinator, now=NOW, version=plan.version)


def _issue(plan: ImportedPlan, by: User) -> None:
    issue_plan(plan, number="60", issued_on=date(2026, 6, 20), by=by, now=NOW, version=plan.version)


def _of(plan: ImportedPlan, beginning: str) -> Task:
    return Task.objects.get(plan=plan, text__startswith=beginning)


def test_the_difference_is_told_field_by_field(in_force: ImportedPlan, amended: ImportedPlan) -> None:
    found = difference(in_force, amended)
    assert [pair.new and pair.new.text[:8] for pair in found.same] == ["Cập nhật", "Các cơ q"]
    changed = {
        pair.new.text[:4]: [change.field for change in pair.changes] for pair in found.changed if pair.new
    }
    assert changed == {"Rà s": ["due"], "Gộp ": ["lead", "cooperating"]}
    assert [pair.new and pair.new.text[:6] for pair in found.new] == ["Số hóa"]
    assert [pair.old and pair.old.text[:8] for pair in found.gone] == ["Niêm yết"]


def test_what_goes_on_keeps_its_rows_and_its_state(
    in_force: ImportedPlan, amended: ImportedPlan, coordinator: User
) -> None:
    before = set(_of(in_force, "Cập nhật").parts.values_list("pk", "unit", "state"))
    _issue(amended, coordinator)
    after = _of(amended, "Cập nhật")
    assert set(after.parts.values_list("pk", "unit", "state")) == before
    assert {state for _, _, state in before} == {TaskState.RECEIVED}
    assert after.continues == _of(in_force, "Cập nhật")


def test_what_changed_keeps_its_rows_under_the_new_time(
    in_force: ImportedPlan, amended: ImportedPlan, coordinator: User
) -> None:
    before = set(_of(in_force, "Rà soát").parts.values_list("pk", flat=True))
    _issue(amended, coordinator)
    after = _of(amended, "Rà soát").parts
    assert set(after.values_list("pk", flat=True)) == before
    assert set(after.values_list("due_on", flat=True)) == {date(2026, 8, 15)}
    # The plan before says what it said.
    assert _of(in_force, "Rà soát").due_on == date(2026, 7, 30)


def test_another_lead_takes_over_and_the_one_before_is_out(
    in_force: ImportedPlan, amended: ImportedPlan, coordinator: User
) -> None:
    _issue(amended, coordinator)
    now = [(part.unit.name, part.part, part.answers_alone) for part in _of(amended, "Gộp").parts.all()]
    assert now == [("Phòng Văn hóa - Xã hội", Part.LEAD, True)]
    ended = _of(in_force, "Gộp").parts.get()
    assert (ended.unit.name, ended.ended_at, ended.state) == ("Phòng Kinh tế", NOW, TaskState.RECEIVED)


def test_what_is_gone_ends_and_stays_as_it_stood(
    in_force: ImportedPlan, amended: ImportedPlan, coordinator: User
) -> None:
    gone = _of(in_force, "Niêm yết").parts.get()
    _issue(amended, coordinator)
    gone.refresh_from_db()
    assert (gone.task.plan, gone.ended_at, gone.state) == (in_force, NOW, TaskState.RECEIVED)
    assert _of(amended, "Số hóa").parts.get().state == TaskState.ASSIGNED


def test_the_plan_before_is_replaced_and_units_hear_what_changed(
    in_force: ImportedPlan, amended: ImportedPlan, coordinator: User
) -> None:
    Notice.objects.all().delete()
    _issue(amended, coordinator)
    in_force.refresh_from_db()
    assert in_force.state == PlanState.REPLACED
    told = {notice.unit.name: notice.text for notice in Notice.objects.select_related("unit")}
    assert told["Thôn 1"] == ("Kế hoạch số 60/KH-UBND thay thế Kế hoạch số 57/KH-UBND: 1 việc có thay đổi.")
    assert "1 việc mới" in told["Phòng Kinh tế"]
    assert "2 việc không phải làm nữa" in told["Phòng Kinh tế"]
    entry = Entry.objects.filter(action="plan.issue").latest("number")
    assert entry.changes["ended"] == [0, 2]
    assert Entry.objects.get(action="plan.replace").object_id == str(in_force.pk)
    assert verify().broken_at is None


def test_no_row_is_lost_and_none_doubled(
    in_force: ImportedPlan, amended: ImportedPlan, coordinator: User
) -> None:
    before = set(UnitTask.objects.values_list("pk", flat=True))
    _issue(amended, coordinator)
    assert before < set(UnitTask.objects.values_list("pk", flat=True))
    # Of every task in force each unit has one part, and one that is over is over for good.
    assert not UnitTask.objects.filter(task__plan=in_force, ended_at=None).exists()
    assert not UnitTask.objects.filter(task__plan=amended).exclude(ended_at=None).exists()


def test_two_amendments_of_one_plan_are_one_too_many(
    in_force: ImportedPlan, amended: ImportedPlan, coordinator: User
) -> None:
    ImportedPlan.objects.filter(pk=in_force.pk).update(state=PlanState.REPLACED)
    with pytest.raises(NotReady, match="không còn hiệu lực"):
        _issue(amended, coordinator)
    assert not Task.objects.filter(plan=amended).exists()


def _pass_on(in_force: ImportedPlan, organised: Organisation, by: User, to: str) -> UnitTask:
    lead = UnitTask.objects.get(task__plan=in_force, task__text__startswith="Rà soát", answers_alone=True)
    return pass_on(
        lead, to=organised.unit(organised.commune, to), by=by, now=NOW, reason="Phân công lại trong xã"
    )


@pytest.mark.parametrize("taker", ["Phòng Kinh tế", "Công an xã"])
def test_what_was_passed_on_stays_with_who_took_it(
    in_force: ImportedPlan, amended: ImportedPlan, organised: Organisation, coordinator: User, taker: str
) -> None:
    row = _pass_on(in_force, organised, coordinator, taker)
    _issue(amended, coordinator)
    task = Task.objects.get(plan=amended, text__startswith="Rà soát")
    row.refresh_from_db()
    assert (row.task, row.part, row.answers_alone, row.ended_at) == (task, Part.LEAD, True, None)
    assert row.due_on == date(2026, 8, 15)
    before = UnitTask.objects.get(passed_to=row)
    assert (before.task, before.state, before.ended_at) == (task, TaskState.PASSED_ON, None)
    assert not task.parts.filter(state=TaskState.ASSIGNED, unit=before.unit).exists()
    assert task.parts.filter(answers_alone=True).count() == 1


def test_passed_on_twice_it_stays_with_the_last(
    in_force: ImportedPlan, amended: ImportedPlan, organised: Organisation, coordinator: User
) -> None:
    first = _pass_on(in_force, organised, coordinator, "Phòng Kinh tế")
    to = organised.unit(organised.commune, "Công an xã")
    last = pass_on(first, to=to, by=coordinator, now=NOW, reason="Đúng chức năng hơn")
    _issue(amended, coordinator)
    last.refresh_from_db()
    assert (last.task.plan, last.answers_alone, last.ended_at) == (amended, True, None)
    assert last.task.parts.filter(state=TaskState.PASSED_ON).count() == 2


def test_passed_on_and_back_it_is_the_first_unit_s_again(
    in_force: ImportedPlan, amended: ImportedPlan, organised: Organisation, coordinator: User
) -> None:
    taken = _pass_on(in_force, organised, coordinator, "Công an xã")
    (giver,) = taken.passed_from.all()
    back = pass_on(taken, to=giver.unit, by=coordinator, now=NOW, reason="Nhầm đơn vị")
    assert back.pk == giver.pk
    _issue(amended, coordinator)
    back.refresh_from_db()
    assert (back.task.plan, back.state, back.answers_alone) == (amended, TaskState.ASSIGNED, True)


def test_the_page_of_a_task_before_leads_to_the_task_now(
    in_force: ImportedPlan, amended: ImportedPlan, coordinator: User
) -> None:
    before, gone = _of(in_force, "Rà soát"), _of(in_force, "Niêm yết")
    _issue(amended, coordinator)
    now = Task.objects.get(continues=before)
    page = signed_in(coordinator).get(f"/nhiem-vu/{before.pk}/").content.decode()
    assert "Kế hoạch số 57/KH-UBND đã được thay thế" in page
    assert f"/nhiem-vu/{now.pk}/" in page
    assert "Thủ trưởng Phòng Văn hóa - Xã hội" in page
    assert "quá hạn" not in page
    page = signed_in(coordinator).get(f"/nhiem-vu/{gone.pk}/").content.decode()
    assert "Kế hoạch mới không còn việc này" in page
    assert "đã được thay thế" not in signed_in(coordinator).get(f"/nhiem-vu/{now.pk}/").content.decode()


def test_a_unit_whose_part_went_over_is_led_there_and_others_are_not(
    in_force: ImportedPlan, amended: ImportedPlan, organised: Organisation, coordinator: User
) -> None:
    division = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    officer = organised.person("chuyentiep", (division, Role.OFFICER))
    outsider = organised.person("ngoai", (organised.province, Role.COORDINATOR))
    before = _of(in_force, "Rà soát")
    _issue(amended, coordinator)
    now = Task.objects.get(continues=before)
    assert signed_in(officer).get(f"/nhiem-vu/{before.pk}/").headers["Location"] == f"/nhiem-vu/{now.pk}/"
    assert signed_in(outsider).get(f"/nhiem-vu/{before.pk}/").status_code == 404


def test_lists_of_a_replaced_plan_count_nothing_that_went_over(
    in_force: ImportedPlan, amended: ImportedPlan, coordinator: User
) -> None:
    client = signed_in(coordinator)
    assert "Số đơn vị" in client.get(f"/ke-hoach/{in_force.pk}/viec/").content.decode()
    _issue(amended, coordinator)
    assert "Số đơn vị" not in client.get(f"/ke-hoach/{in_force.pk}/viec/").content.decode()
    parts = client.get(f"/ke-hoach/{in_force.pk}/viec/?xem=don-vi").content.decode()
    assert "không phải làm nữa" in parts
    assert "không có trong kế hoạch mới" in parts
    assert ">trễ<" not in parts
    assert "những gì đã giao khi ấy" not in parts
