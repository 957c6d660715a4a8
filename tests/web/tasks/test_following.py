"""Notes, officers, more time, obstacles, nudges: who may, what is refused, what is left behind."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.web.organisation import Organisation
from tests.web.tasks.conftest import NOW

from sauro_web.accounts.models import Role, User
from sauro_web.accounts.operations.successions import merge_units
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.notices.models import Notice
from sauro_web.tasks.models import Extension, Nudge, NudgeKind, Obstacle, TaskState, UnitTask
from sauro_web.tasks.operations.extensions import ask_extension, decide_extension
from sauro_web.tasks.operations.nudges import mark_nudge_seen, send_nudge
from sauro_web.tasks.operations.obstacles import answer_obstacle, close_obstacle, raise_obstacle
from sauro_web.tasks.operations.progress import Attached, add_note, name_officer
from sauro_web.tasks.operations.releasing import release_parts
from sauro_web.tasks.queries.people import people_of, people_of_any
from sauro_web.tasks.rules import may_read_task
from sauro_web.workdays.models import CalendarDay, DayKind
from sauro_web.workdays.queries import calendar_of

TODAY = date(2026, 6, 15)


@pytest.fixture
def received(part: UnitTask) -> UnitTask:
    UnitTask.objects.filter(pk=part.pk).update(state=TaskState.RECEIVED)
    part.refresh_from_db()
    return part


def test_progress_begins_the_work_and_keeps_its_files(received, officer):
    files = [Attached("../biểu mẫu.docx", b"PK"), Attached("ảnh.PNG", b"png")]
    note = add_note(received, text="Đã gửi phiếu", percent=30, by=officer, now=NOW, files=files, version=0)
    received.refresh_from_db()
    assert (received.state, received.percent, received.started_at) == (TaskState.WORKING, 30, NOW)
    assert [one.name for one in note.files.order_by("pk")] == ["../biểu mẫu.docx", "ảnh.PNG"]
    for one in note.files.all():
        assert one.digest in one.file.name
        assert ".." not in one.file.name


def test_progress_is_said_by_the_unit_and_remarks_by_all_concerned(
    received, officer, cooperator, leader, neighbour
):
    for person in (cooperator, leader):
        add_note(received, text="Đề nghị gửi sớm", by=person, now=NOW)
        with pytest.raises(NotAllowed):
            add_note(received, text="Đã xong một nửa", percent=50, by=person, now=NOW)
    with pytest.raises(NotAllowed):
        add_note(received, text="Người ngoài", by=neighbour, now=NOW)
    assert received.notes.count() == 2


@pytest.mark.parametrize(
    ("about", "sentence"),
    [
        ({"text": " ", "percent": 10}, "nội dung"),
        ({"text": "x", "percent": 100}, "trình kết quả"),
        ({"text": "x", "percent": -1}, "từ 0 đến 99"),
    ],
)
def test_progress_that_makes_no_sense(received, officer, about: dict[str, Any], sentence):
    with pytest.raises(NotReady, match=sentence):
        add_note(received, by=officer, now=NOW, **about)


def test_two_officers_do_not_overwrite_each_other(received, officer):
    add_note(received, text="Một", percent=10, by=officer, now=NOW, version=0)
    with pytest.raises(Conflict):
        add_note(received, text="Hai", percent=20, by=officer, now=NOW, version=0)
    assert received.notes.count() == 1


@pytest.mark.parametrize("state", [TaskState.SUBMITTED, TaskState.FINISHED, TaskState.CANCELLED])
def test_no_progress_on_what_is_handed_in_or_over(received, officer, state):
    UnitTask.objects.filter(pk=received.pk).update(state=state, handed_in_on=TODAY)
    with pytest.raises(NotReady):
        add_note(received, text="x", percent=10, by=officer, now=NOW)


def test_an_officer_is_of_the_unit(received, officer, cooperator, leader):
    assert name_officer(received, officer=officer, by=officer, now=NOW).officer == officer
    with pytest.raises(NotReady, match="không công tác"):
        name_officer(received, officer=cooperator, by=officer, now=NOW)
    with pytest.raises(NotAllowed):
        name_officer(received, officer=officer, by=cooperator, now=NOW)
    assert name_officer(received, officer=None, by=officer, now=NOW).officer is None


def test_who_followed_a_unit_names_its_own_people(received, organised, officer, cooperator):
    follower = organised.unit(organised.commune, "Phòng Kinh tế")
    merge_units([received.unit], by=None, into=follower, first_day=TODAY, on=TODAY)
    held = UnitTask.objects.select_related("unit").get(pk=received.pk)
    assert cooperator in people_of(held.unit, TODAY)
    assert cooperator in people_of_any([organised.unit(organised.commune, "Thôn 1"), held.unit], TODAY)
    assert not people_of_any([], TODAY)
    assert name_officer(held, officer=cooperator, by=cooperator, now=NOW).officer == cooperator
    assert release_parts(on=TODAY) == 0
    stranger = organised.person("thon2", (organised.unit(organised.commune, "Thôn 2"), Role.OFFICER))
    with pytest.raises(NotReady, match="không công tác"):
        name_officer(held, officer=stranger, by=cooperator, now=NOW)


def asked(part: UnitTask, by: User, **changes: Any) -> Extension:
    about = {"until": date(2026, 8, 29), "reason": "chờ hướng dẫn của Sở", "by": by, "now": NOW} | changes
    return ask_extension(part, **about)


def test_more_time_is_granted_and_the_first_deadline_stays(received, officer, leader):
    extension = asked(received, officer)
    decided = decide_extension(extension, granted=True, answer="", by=leader, now=NOW)
    received.refresh_from_db()
    assert (decided.granted, decided.before) == (True, date(2026, 7, 30))
    assert received.due_on == date(2026, 8, 29)
    assert received.ends_on == date(2026, 9, 3)  # a Saturday before the holidays of the second of September
    assert received.first_due_on == received.first_ends_on == date(2026, 7, 30)
    assert Notice.objects.filter(unit=received.unit, text__startswith="Đồng ý gia hạn").exists()


def test_the_giver_may_grant_another_day_or_refuse(received, officer, leader):
    first = asked(received, officer)
    with pytest.raises(NotReady, match="lý do"):
        decide_extension(first, granted=False, answer="", by=leader, now=NOW)
    decide_extension(first, granted=False, answer="đủ thời gian", by=leader, now=NOW)
    decide_extension(first, granted=False, answer="đủ thời gian", by=leader, now=NOW)
    with pytest.raises(NotReady, match="đã được quyết định"):
        decide_extension(first, granted=True, answer="", by=leader, now=NOW)
    second = asked(received, officer)
    decide_extension(second, granted=True, answer="", by=leader, now=NOW, until=date(2026, 8, 14))
    received.refresh_from_db()
    assert received.due_on == date(2026, 8, 14)


def test_more_time_that_gains_no_working_day_is_refused(received, officer, leader):
    saturday, sunday, monday = date(2026, 8, 1), date(2026, 8, 2), date(2026, 8, 3)
    UnitTask.objects.filter(pk=received.pk).update(due_on=saturday, ends_on=monday)
    for until in (sunday, monday):
        with pytest.raises(NotReady, match=r"hết 03/08/2026; hãy chọn từ 04/08/2026"):
            ask_extension(received, until=until, reason="chờ số liệu", by=officer, now=NOW)
    extension = ask_extension(received, until=date(2026, 8, 10), reason="chờ số liệu", by=officer, now=NOW)
    with pytest.raises(NotReady, match="không thêm được ngày làm việc"):
        decide_extension(extension, granted=True, answer="", by=leader, now=NOW, until=sunday)


def test_over_the_new_year_more_time_is_gained_only_behind_it(received, officer):
    """Tết Đinh Mùi: the last working day before it is Thursday 4 February 2027."""
    calendar = calendar_of(received.unit)
    tet = date(2027, 2, 6)
    ends = calendar.next_working(tet)
    assert ends > tet + timedelta(days=3)
    UnitTask.objects.filter(pk=received.pk).update(due_on=tet, ends_on=ends)
    with pytest.raises(NotReady, match="không thêm được ngày làm việc"):
        ask_extension(received, until=ends - timedelta(days=1), reason="nghỉ Tết", by=officer, now=NOW)
    behind = calendar.next_working(ends + timedelta(days=1))
    assert ask_extension(received, until=behind, reason="nghỉ Tết", by=officer, now=NOW).until == behind


def test_who_leads_gives_no_more_time_to_who_cooperates(helping, cooperator, officer, leader):
    extension = asked(helping, cooperator)
    with pytest.raises(NotAllowed, match="người theo dõi"):
        decide_extension(extension, granted=True, answer="", by=officer, now=NOW)
    assert decide_extension(extension, granted=True, answer="", by=leader, now=NOW).granted


def test_nobody_decides_on_what_he_asked_for(received, coordinator):
    extension = asked(received, coordinator)
    with pytest.raises(NotAllowed, match="không tự quyết định"):
        decide_extension(extension, granted=True, answer="", by=coordinator, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.filter(pk=extension.pk).update(decided_by=coordinator)


def test_who_asks_and_who_decides(received, officer, cooperator, neighbour, leader):
    for person in (cooperator, neighbour, leader):
        with pytest.raises(NotAllowed):
            asked(received, person)
    extension = asked(received, officer)
    for person in (officer, cooperator, neighbour):
        with pytest.raises(NotAllowed):
            decide_extension(extension, granted=True, answer="", by=person, now=NOW)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"until": date(2026, 7, 30)}, "sau thời hạn"),
        ({"until": date(2025, 8, 29)}, "sau thời hạn"),
        ({"reason": ""}, "lý do"),
    ],
)
def test_more_time_that_makes_no_sense(received, officer, changes, sentence):
    with pytest.raises(NotReady, match=sentence):
        asked(received, officer, **changes)


def test_one_request_at_a_time(received, officer):
    asked(received, officer)
    with pytest.raises(NotReady, match="đang chờ"):
        asked(received, officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Extension.objects.create(
            part=received, asked_by=officer, asked_at=NOW, until=date(2026, 9, 30), reason="x"
        )


def test_without_a_deadline_there_is_nothing_to_extend(received, officer):
    UnitTask.objects.filter(pk=received.pk).update(due_on=None, ends_on=None)
    with pytest.raises(NotReady, match="không có thời hạn"):
        asked(received, officer)


def hindered(part: UnitTask, organised: Organisation, by: User, **changes: Any) -> Obstacle:
    about = {
        "text": "Chưa có mẫu thống nhất",
        "to": organised.unit(organised.commune, "Phòng Kinh tế"),
        "answer_by": TODAY + timedelta(days=4),
        "by": by,
        "now": NOW,
    } | changes
    return raise_obstacle(part, **about)


def test_what_is_paused_takes_remarks_and_no_progress(received, officer):
    UnitTask.objects.filter(pk=received.pk).update(state=TaskState.PAUSED)
    with pytest.raises(NotReady, match="đang tạm dừng"):
        add_note(received, text="Làm tiếp", percent=50, by=officer, now=NOW)
    assert add_note(received, text="Chờ hướng dẫn", percent=None, by=officer, now=NOW).pk


def test_an_obstacle_is_raised_answered_and_closed(received, organised, officer, cooperator):
    raised = hindered(received, organised, officer)
    assert Notice.objects.filter(unit=raised.to, text__contains="chờ trả lời trước ngày 19/06/2026").exists()
    answered = answer_obstacle(raised, answer="Dùng mẫu số 2", by=cooperator, now=NOW + timedelta(days=2))
    assert answered.answered_at == NOW + timedelta(days=2)
    with pytest.raises(NotReady, match="đã được trả lời"):
        answer_obstacle(raised, answer="Khác", by=cooperator, now=NOW)
    assert close_obstacle(raised, by=officer, now=NOW).closed_at == NOW
    assert close_obstacle(raised, by=officer, now=NOW + timedelta(days=9)).closed_at == NOW


def test_who_raises_answers_and_closes(received, organised, officer, cooperator, neighbour, leader):
    for person in (cooperator, neighbour, leader):
        with pytest.raises(NotAllowed):
            hindered(received, organised, person)
    raised = hindered(received, organised, officer)
    for person in (officer, neighbour):
        with pytest.raises(NotAllowed):
            answer_obstacle(raised, answer="x", by=person, now=NOW)
    for person in (cooperator, neighbour):
        with pytest.raises(NotAllowed):
            close_obstacle(raised, by=person, now=NOW)


def test_what_is_asked_of_the_whole_office_is_answered_by_who_leads_or_follows_it(
    received, organised, officer, cooperator, leader
):
    UnitTask.objects.filter(task=received.task).exclude(pk=received.pk).delete()
    raised = hindered(received, organised, officer, to=organised.commune)
    assert not may_read_task(cooperator, received.task, on=TODAY)
    with pytest.raises(NotAllowed):
        answer_obstacle(raised, answer="x", by=cooperator, now=NOW)
    assert answer_obstacle(raised, answer="Dùng mẫu số 2", by=leader, now=NOW).answered_at == NOW


def test_obstacles_that_make_no_sense(received, organised, officer):
    for changes in ({"text": " "}, {"answer_by": date(2026, 6, 14)}, {"to": received.unit}):
        with pytest.raises(NotReady):
            hindered(received, organised, officer, **changes)


def urged(part: UnitTask, by: User, **changes: Any):
    about = {
        "parts": [part],
        "kind": NudgeKind.REMINDER,
        "text": "Khẩn trương hoàn thành",
        "by": by,
        "now": NOW,
    } | changes
    return send_nudge(part.task.office, part.unit, **about)


def test_a_nudge_is_numbered_and_keeps_how_late_it_was(received, helping, leader, officer):
    UnitTask.objects.filter(pk=received.pk).update(ends_on=date(2026, 6, 10), due_on=date(2026, 6, 10))
    nudge = urged(received, leader)
    assert (nudge.number, nudge.year, nudge.parts.get().days_late) == (1, 2026, 3)
    assert urged(helping, leader, kind=NudgeKind.CRITICISM).number == 2
    assert mark_nudge_seen(nudge, by=officer, now=NOW).seen_by == officer


def test_the_same_work_is_not_urged_every_day(received, leader, organised):
    CalendarDay.objects.create(
        office=organised.commune, day=date(2026, 6, 17), kind=DayKind.OFF, name="Nghỉ của xã"
    )
    urged(received, leader)
    with pytest.raises(NotReady, match="vừa được đôn đốc"):
        urged(received, leader, now=NOW + timedelta(days=3))
    assert urged(received, leader, now=NOW + timedelta(days=4)).number == 2


def test_who_urges_and_who_says_that_it_was_seen(received, officer, cooperator, neighbour, leader):
    for person in (officer, cooperator, neighbour):
        with pytest.raises(NotAllowed):
            urged(received, person)
    nudge = urged(received, leader)
    for person in (cooperator, neighbour):
        with pytest.raises(NotAllowed):
            mark_nudge_seen(nudge, by=person, now=NOW)


def test_nobody_is_urged_about_what_is_not_his_or_is_done(received, helping, leader):
    for changes in ({"parts": [helping]}, {"parts": []}, {"text": ""}):
        with pytest.raises(NotReady):
            urged(received, leader, **changes)
    UnitTask.objects.filter(pk=received.pk).update(state=TaskState.FINISHED, handed_in_on=TODAY)
    with pytest.raises(NotReady, match="đã xong"):
        urged(received, leader)


def test_inspectors_change_nothing(received, organised):
    inspector = organised.person("thanhtra", (organised.commune, Role.INSPECTOR))
    with pytest.raises(NotAllowed):
        add_note(received, text="x", percent=10, by=inspector, now=NOW)
    with pytest.raises(NotAllowed):
        asked(received, inspector)
    with pytest.raises(NotAllowed):
        hindered(received, organised, inspector)
    with pytest.raises(NotAllowed):
        urged(received, inspector)


def test_at_the_year_s_end_numbers_begin_anew_and_days_go_on(received, leader):
    """The first of January is a holiday: what was due on the thirty-first is late from the second on which
    somebody works."""
    last = date(2026, 12, 31)
    UnitTask.objects.filter(pk=received.pk).update(due_on=last, ends_on=last, first_ends_on=last)
    before = datetime(2026, 12, 30, 9, tzinfo=timezone.get_default_timezone())
    assert (urged(received, leader, now=before).number, Nudge.objects.latest("pk").year) == (1, 2026)
    after = datetime(2027, 1, 8, 9, tzinfo=timezone.get_default_timezone())
    nudge = urged(received, leader, now=after)
    assert (nudge.number, nudge.year) == (1, 2027)
    calendar = calendar_of(received.unit)
    assert not calendar.is_working(date(2027, 1, 1))
    assert nudge.parts.get().days_late == calendar.between(last, date(2027, 1, 8)) == 5
