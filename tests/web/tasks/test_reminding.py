"""Reminders of a day: who is told, once, and what happens to a run that is broken off."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from tests.web.organisation import Organisation

from sauro_web.accounts.models import Delegation, Membership, Role, User
from sauro_web.notices.following import FollowUps
from sauro_web.notices.models import Delivery, FollowUp, MailChoice, MailKind, Notice
from sauro_web.tasks.models import Reminder, ReminderRun, TaskState, UnitTask
from sauro_web.tasks.operations import reminding
from sauro_web.tasks.operations.reminding import look_over, remind

HERE = timezone.get_default_timezone()


def at(day: int, month: int, hour: int = 8) -> datetime:
    return datetime(2026, month, day, hour, 5, tzinfo=HERE)


@pytest.fixture
def heads(organised: Organisation, part: UnitTask) -> dict[str, User]:
    """Of the lead unit, of the one that helps, of the commune; the other units have none."""
    people = {}
    for name, unit, role in (
        ("truong", part.unit, Role.HEAD),
        ("truong2", organised.unit(organised.commune, "Phòng Kinh tế"), Role.HEAD),
        ("chutich", organised.commune, Role.LEADER),
    ):
        people[name] = organised.person(name, (unit, role))
        people[name].memberships.update(is_head=True)
        people[name].email = f"{name}@xa.gov.vn"
        people[name].save()
    return people


def reminded(on: date) -> set[tuple[str, int]]:
    rows = Reminder.objects.filter(on=on).values_list("person__username", "stage")
    return set(rows)


def test_the_head_hears_for_a_part_without_an_officer(part, heads, coordinator):
    assert remind(now=at(27, 7)) == 3
    # Nobody heads the village: whoever follows the plans hears of it.
    assert reminded(date(2026, 7, 27)) == {("truong", -3), ("truong2", -3), (coordinator.username, -3)}
    notice = Notice.objects.get(person=heads["truong"])
    assert notice.text == "Nhắc việc hôm nay: 1 việc sắp đến hạn."
    assert notice.link == "/nhiem-vu/"


def test_the_officer_hears_first_then_the_head_then_the_chairperson(part, heads, officer):
    UnitTask.objects.exclude(pk=part.pk).update(state=TaskState.CANCELLED)
    UnitTask.objects.filter(pk=part.pk).update(officer=officer)
    told = {}
    for day, month in ((27, 7), (30, 7), (31, 7), (3, 8), (4, 8), (6, 8), (7, 8), (13, 8)):
        remind(now=at(day, month))
        told[day, month] = reminded(date(2026, month, day))
    name = officer.username
    assert told == {
        (27, 7): {(name, -3)},
        (30, 7): {(name, 0)},
        (31, 7): {(name, 1)},
        (3, 8): {(name, 2), ("truong", 2)},
        (4, 8): set(),
        (6, 8): {(name, 5), ("truong", 5), ("chutich", 5)},
        (7, 8): set(),
        (13, 8): {(name, 10), ("truong", 10), ("chutich", 10)},
    }
    assert Notice.objects.filter(person=heads["chutich"]).first().text.endswith("1 việc quá hạn.")


def test_an_officer_who_left_is_not_waited_for(part, heads, officer):
    UnitTask.objects.filter(pk=part.pk).update(officer=officer)
    Membership.objects.filter(user=officer).update(valid_to=date(2026, 7, 1))
    remind(now=at(27, 7))
    assert ("truong", -3) in reminded(date(2026, 7, 27))
    assert (officer.username, -3) not in reminded(date(2026, 7, 27))


def test_who_stands_in_hears_too(part, heads, officer):
    Delegation.objects.create(
        membership=heads["truong"].memberships.get(),
        receiver=officer,
        valid_from=date(2026, 7, 20),
        valid_to=date(2026, 7, 28),
    )
    remind(now=at(27, 7))
    assert {("truong", -3), (officer.username, -3)} <= reminded(date(2026, 7, 27))


@pytest.mark.parametrize(
    "change",
    [
        {"state": TaskState.SUBMITTED, "handed_in_on": date(2026, 7, 20)},
        {"state": TaskState.FINISHED, "handed_in_on": date(2026, 7, 20)},
        {"state": TaskState.PAUSED},
        {"state": TaskState.RECALLED},
        {"ended_at": at(1, 7)},
        {"goes_on": True},
        {"due_on": None, "ends_on": None},
    ],
)
def test_what_is_not_owed_now_reminds_nobody(part, heads, change):
    UnitTask.objects.update(**change)
    assert remind(now=at(31, 7)) == 0
    assert not Reminder.objects.exists()


def test_nothing_on_days_off_nor_before_the_hour(part, heads):
    assert remind(now=at(1, 8)) == 0  # a Saturday
    assert remind(now=at(27, 7, hour=6)) == 0
    assert not Reminder.objects.exists()
    assert remind(now=at(27, 7, hour=15)) > 0  # the machine was off in the morning


def test_again_on_the_same_day_nothing_is_told(part, heads, django_assert_num_queries):
    remind(now=at(27, 7))
    before = Notice.objects.count(), Delivery.objects.count(), Reminder.objects.count()
    with django_assert_num_queries(2):
        assert remind(now=at(27, 7, hour=9)) == 0
    ReminderRun.objects.all().delete()
    assert remind(now=at(27, 7, hour=10)) == 0
    assert (Notice.objects.count(), Delivery.objects.count(), Reminder.objects.count()) == before


def test_a_run_that_broke_off_is_finished_by_the_next(part, heads, monkeypatch):
    """Broken off after the first batch, between looking over and telling, and half-way through telling."""
    monkeypatch.setattr(reminding, "_BATCH", 1)
    calls = 0

    def dies() -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        look_over(on=date(2026, 7, 27), follow_ups=FollowUps(), alive=dies)
    assert Reminder.objects.count() == 2
    ReminderRun.objects.create(on=date(2026, 7, 27), what="ladder", alive_at=at(27, 7))
    # Nobody heads the village nor follows the plans: whoever gave the work hears of it.
    assert remind(now=at(27, 7)) == 3
    assert Reminder.objects.count() == 3
    assert Notice.objects.filter(key="digest.2026-07-27").count() == 3


def test_another_at_work_is_left_to_it(part, heads):
    ReminderRun.objects.create(on=date(2026, 7, 27), what="ladder", alive_at=timezone.now())
    assert remind(now=at(27, 7)) == 0
    assert remind(now=at(27, 7), patience=timedelta(0)) > 0


def test_a_new_deadline_begins_the_ladder_anew(part, heads):
    remind(now=at(27, 7))
    UnitTask.objects.filter(pk=part.pk).update(due_on=date(2026, 8, 6), ends_on=date(2026, 8, 6))
    remind(now=at(3, 8))
    assert ("truong", -3) in reminded(date(2026, 8, 3))


def test_offices_follow_up_as_they_have_said(part, heads, organised):
    FollowUp.objects.create(
        office=organised.commune, before="10", on_the_day=False, head_after=1, chair_after=2, hour=14
    )
    UnitTask.objects.exclude(pk=part.pk).update(state=TaskState.CANCELLED)
    assert remind(now=at(22, 7)) == 0
    assert remind(now=at(22, 7, hour=14)) == 1
    assert reminded(date(2026, 7, 22)) == {("truong", -10)}
    assert remind(now=at(30, 7, hour=14)) == 0
    assert remind(now=at(3, 8, hour=14)) == 2
    assert reminded(date(2026, 8, 3)) == {("truong", 2), ("chutich", 2)}


def test_mail_is_kept_for_who_wants_it(part, heads, organised):
    MailChoice.objects.create(person=heads["truong2"], kind=MailKind.NONE, since=at(1, 7))
    remind(now=at(27, 7))
    assert set(Delivery.objects.values_list("channel", "person__username")) == {
        ("mail", "truong"),
        ("mail", "chutich"),
    }
    mail = Delivery.objects.get(person=heads["truong"])
    row = mail.content["groups"][0]["rows"][0]
    assert row[0].startswith("Rà soát các loại báo cáo (Phòng Văn hóa - Xã hội; hạn 30/07/2026, còn 3 ngày")
    assert row[1] == f"/nhiem-vu/{part.task_id}/"
    FollowUp.objects.create(office=organised.commune, by_mail=False)
    remind(now=at(30, 7))
    assert Delivery.objects.count() == 2


def test_work_of_a_unit_that_is_gone_is_that_of_who_followed_it(part, heads, organised):
    from sauro_web.accounts.models import Succession

    economy = organised.unit(organised.commune, "Phòng Kinh tế")
    Succession.objects.create(predecessor=part.unit, successor=economy, kind="merged", on=date(2026, 7, 1))
    part.unit.valid_to = date(2026, 6, 30)
    part.unit.save()
    remind(now=at(27, 7))
    assert Reminder.objects.get(part=part).person == heads["truong2"]


def test_queries_do_not_grow_with_the_parts(part, heads, django_assert_max_num_queries):
    for number in range(20):
        task = part.task
        task.pk, task.position = None, number + 2
        task.save(force_insert=True)
        UnitTask.objects.create(
            task=task, unit=part.unit, part="lead", due_on=date(2026, 7, 30), ends_on=date(2026, 7, 30)
        )
    with django_assert_max_num_queries(45):
        remind(now=at(27, 7))
    assert Notice.objects.get(person=heads["truong"]).text == "Nhắc việc hôm nay: 21 việc sắp đến hạn."
    content = Delivery.objects.get(person=heads["truong"]).content
    assert (len(content["groups"][0]["rows"]), content["groups"][0]["more"]) == (20, 1)
