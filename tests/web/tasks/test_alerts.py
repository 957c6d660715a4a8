"""What must not be overlooked stands on the first page and in the notebook; what is needed no more goes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.web.organisation import Organisation, signed_in

from sauro_web.accounts.models import Membership, Role, Succession, Unit, User
from sauro_web.audit.models import Entry
from sauro_web.tasks.models import NudgeKind, Reminder, TaskState, UnitTask
from sauro_web.tasks.operations.forgetting import forget_reminders
from sauro_web.tasks.operations.nudges import mark_nudge_seen, send_nudge
from sauro_web.tasks.operations.releasing import release_parts

pytestmark = pytest.mark.django_db
LACKING = "Việc đã nhận chưa có người thụ lý"


def first_page(person: User) -> str:
    return signed_in(person).get("/").content.decode()


def test_a_nudge_waits_until_somebody_has_seen_it(part: UnitTask, leader: User, officer: User) -> None:
    now = timezone.now()
    kind = NudgeKind.CRITICISM
    nudge = send_nudge(
        part.task.office, part.unit, parts=[part], kind=kind, text="Gửi ngay", by=leader, now=now
    )
    page = first_page(officer)
    assert f"Đôn đốc số {nudge.number}/{nudge.year}: Gửi ngay" in page
    assert "phê bình, 1 việc, chưa xác nhận đã xem" in page
    mark_nudge_seen(nudge, by=officer, now=now)
    assert "Đôn đốc số" not in first_page(officer)


def test_the_head_hears_that_nobody_is_named_and_the_chairperson_sees_how_many(
    part: UnitTask, officer: User, leader: User, organised: Organisation
) -> None:
    head = organised.person("truong", (part.unit, Role.HEAD))
    assert LACKING not in first_page(head)
    UnitTask.objects.filter(pk=part.pk).update(state=TaskState.RECEIVED)
    page = first_page(head)
    assert LACKING in page
    assert "1 phần việc cần phân công" in page
    assert LACKING not in first_page(officer)
    rows = signed_in(head).get(f"/nhiem-vu/?don-vi={part.unit_id}&nguoi=thieu&dang=in").context["rows"]
    assert len(rows) == 1
    assert "Chưa có người thụ lý" in first_page(leader)
    UnitTask.objects.filter(pk=part.pk).update(officer=officer)
    assert LACKING not in first_page(head)


def test_reminders_go_only_when_nothing_counts_them(part: UnitTask, helping: UnitTask, officer: User) -> None:
    day = date(2026, 7, 30)
    for one, ends_on in ((part, day), (part, day - timedelta(days=9)), (helping, day)):
        Reminder.objects.create(part=one, person=officer, stage=1, ends_on=ends_on, days=1, on=day)
    UnitTask.objects.filter(pk=helping.pk).update(state=TaskState.FINISHED, handed_in_on=day)
    assert forget_reminders(on=day + timedelta(days=400), days=400) == 0
    assert forget_reminders(on=day + timedelta(days=401), days=400) == 2
    left = Reminder.objects.get()
    assert (left.part, left.ends_on) == (part, day)


def test_the_list_leads_to_both_imports(part: UnitTask, officer: User, leader: User) -> None:
    for person, gives in ((officer, False), (leader, True)):
        page = signed_in(person).get("/nhiem-vu/").content.decode()
        assert 'href="/nhiem-vu/tien-do/"' in page
        assert ('href="/nhiem-vu/nhap/"' in page) is gives


def test_who_has_left_is_named_for_nothing_any_more(
    part: UnitTask, helping: UnitTask, officer: User, cooperator: User, leader: User
) -> None:
    today = timezone.localdate()
    UnitTask.objects.filter(pk=part.pk).update(state=TaskState.WORKING, officer=officer)
    UnitTask.objects.filter(pk=helping.pk).update(state=TaskState.WORKING, officer=cooperator)
    assert release_parts(on=today) == 0
    Membership.objects.filter(user=officer).update(valid_to=today - timedelta(days=1))
    User.objects.filter(pk=cooperator.pk).update(is_active=False)
    assert release_parts(on=today) == 2
    assert release_parts(on=today) == 0
    part.refresh_from_db()
    assert (part.officer, part.state, part.version) == (None, TaskState.WORKING, 1)
    said = signed_in(leader).get(f"/nhiem-vu/{part.task_id}/lich-su/").content.decode()
    assert "Người thụ lý không còn công tác tại đơn vị." in said
    reasons = Entry.objects.filter(action="task.name_officer", object_id=str(helping.pk))
    assert reasons.get().reason == "Tài khoản của người thụ lý đã khóa."


def test_who_went_on_in_the_unit_that_followed_keeps_the_work(
    part: UnitTask, officer: User, organised: Organisation
) -> None:
    today = timezone.localdate()
    UnitTask.objects.filter(pk=part.pk).update(state=TaskState.WORKING, officer=officer)
    later = organised.unit(organised.commune, "Phòng Kinh tế")
    Succession.objects.create(predecessor=part.unit, successor=later, on=today, kind="merge", basis="QĐ 1")
    Membership.objects.filter(user=officer).update(unit=later)
    assert release_parts(on=today) == 0


def test_a_unit_that_is_no_more_and_that_none_followed_leaves_its_work_to_be_passed_on(
    part: UnitTask, leader: User, officer: User, organised: Organisation
) -> None:
    today = timezone.localdate()
    lost = "Đơn vị đã kết thúc hoạt động còn giữ việc"
    assert lost not in first_page(leader)
    Unit.objects.filter(pk=part.unit_id).update(valid_to=today - timedelta(days=1))
    assert lost in first_page(leader)
    assert "1 phần việc cần chuyển đơn vị khác hoặc thu hồi" in first_page(leader)
    assert lost not in first_page(officer)
    later = organised.unit(organised.commune, "Phòng Kinh tế")
    Succession.objects.create(predecessor=part.unit, successor=later, on=today, kind="merge", basis="QĐ 1")
    assert lost not in first_page(leader)
