"""Recording training and publicity, and what is counted of them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.web.organisation import Organisation
from tests.web.outreach.conftest import DAY, NOW, Reaching

from sauro_web.accounts.models import Membership, Role
from sauro_web.accounts.queries.reach import reach_of
from sauro_web.audit.models import Entry
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.outreach.models import Attendance, PublicityItem, TrainingSession
from sauro_web.outreach.operations import (
    ItemSaid,
    SessionSaid,
    mark_attendance,
    save_item,
    save_session,
    withdraw_item,
    withdraw_session,
)
from sauro_web.outreach.queries.counting import by_channel, by_commune, held
from sauro_web.outreach.queries.staff import staff_of, trained

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def shares(
    reaching: Reaching, who: str = "coordinator", year: int = 2026, subject: str = ""
) -> dict[str, str]:
    reach = reach_of(getattr(reaching, who), on=TODAY)
    lines, whole = trained(reaching.commune, reach, year, subject=subject, on=TODAY)
    found = {line.unit.label: f"{line.part}/{line.whole}" for line in lines}
    return found | ({"": f"{whole.part}/{whole.whole}"} if whole else {})


def test_a_person_counts_once_however_often_he_attends(reaching: Reaching) -> None:
    for day in (DAY, DAY + timedelta(days=7)):
        reaching.mark(reaching.hold(starts_on=day), reaching.officer, guests=4)
    said = shares(reaching)
    assert said[reaching.economy.label] == "1/2"
    assert said[reaching.culture.label] == "1/2"
    assert said[""] == "1/5"
    reach = reach_of(reaching.coordinator, on=TODAY)
    counted = held(reaching.commune, reach, 2026)
    assert (counted.sessions, counted.online, counted.attended, counted.guests) == (2, 2, 2, 8)


def test_only_the_subject_and_year_that_are_asked_for(reaching: Reaching) -> None:
    reaching.mark(reaching.hold(subject="law"), reaching.officer)
    assert shares(reaching, subject="digital")[""] == "0/5"
    assert shares(reaching, subject="law")[""] == "1/5"
    assert shares(reaching, year=2025)[""] == "0/5"


def test_who_left_is_in_neither_part_nor_whole(reaching: Reaching) -> None:
    reaching.mark(reaching.hold(), reaching.second)
    Membership.objects.filter(user=reaching.second).update(valid_to=date(2026, 6, 1))
    assert shares(reaching)[reaching.economy.label] == "0/1"


def test_staff_is_that_of_the_day(reaching: Reaching) -> None:
    late = reaching.organised.person("moi", (reaching.economy, Role.OFFICER))
    Membership.objects.filter(user=late).update(valid_from=date(2026, 6, 1))
    assert late.pk not in {row.user_id for row in staff_of(reaching.commune, DAY)}
    about = {"guests": 0, "by": reaching.coordinator, "now": NOW, "version": 1}
    with pytest.raises(NotReady, match="không công tác"):
        mark_attendance(reaching.hold(), [late.pk], among=[late.pk], **about)
    assert not Attendance.objects.exists()


def test_attendance_is_changed_among_those_shown_alone(reaching: Reaching) -> None:
    session = reaching.hold()
    reaching.mark(session, reaching.officer, reaching.second)
    reaching.mark(session, reaching.second, guests=3)
    assert [one.person for one in Attendance.objects.all()] == [reaching.second]
    entry = Entry.objects.filter(action="outreach.attendance").latest("number")
    assert entry.changes == {"attended": [2, 1], "guests": [0, 3]}


def test_attendance_waits_for_the_day(reaching: Reaching) -> None:
    with pytest.raises(NotReady, match="chưa bắt đầu"):
        reaching.mark(reaching.hold(starts_on=TODAY + timedelta(days=1)), reaching.officer)


def test_days_and_plans_that_cannot_be(reaching: Reaching) -> None:
    with pytest.raises(NotReady, match="trước ngày bắt đầu"):
        reaching.hold(ends_on=DAY - timedelta(days=1))
    with pytest.raises(NotReady, match="quá một năm"):
        reaching.hold(ends_on=DAY + timedelta(days=500))
    with pytest.raises(NotReady, match="chưa tới"):
        reaching.tell(on=TODAY + timedelta(days=1))
    session = reaching.hold()
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainingSession.objects.filter(pk=session.pk).update(ends_on=DAY - timedelta(days=1))


def test_a_change_over_another_is_refused_and_one_is_recorded(reaching: Reaching) -> None:
    session, item = reaching.hold(), reaching.tell()
    said = SessionSaid("Ký số", "digital", DAY, DAY, "online")
    save_session(reaching.culture, said, by=reaching.coordinator, now=NOW, session=session, version=1)
    entry = Entry.objects.get(action="outreach.change_session")
    assert entry.changes["title"] == ["Kỹ năng số", "Ký số"]
    with pytest.raises(Conflict):
        save_session(reaching.economy, said, by=reaching.coordinator, now=NOW, session=session, version=1)
    with pytest.raises(Conflict):
        save_item(
            reaching.economy,
            ItemSaid("press", "x", DAY),
            by=reaching.coordinator,
            now=NOW,
            item=item,
            version=7,
        )


def test_what_is_taken_back_counts_no_more(reaching: Reaching) -> None:
    session, item = reaching.hold(), reaching.tell()
    reaching.mark(session, reaching.officer)
    session.refresh_from_db()
    by = {"by": reaching.coordinator, "now": NOW}
    with pytest.raises(NotReady, match="lý do"):
        withdraw_session(session, reason=" ", version=session.version, **by)
    withdraw_session(session, reason="Ghi trùng", version=session.version, **by)
    withdraw_item(item, reason="Ghi trùng", version=1, **by)
    assert shares(reaching)[""] == "0/5"
    reach = reach_of(reaching.coordinator, on=TODAY)
    assert held(reaching.commune, reach, 2026).sessions == 0
    assert by_channel(reaching.commune, reach, 2026)[-1].total == 0
    item.refresh_from_db()
    with pytest.raises(NotReady, match="đã hủy"):
        withdraw_item(item, reason="Nữa", version=item.version, **by)


def test_items_by_channel_and_month_beside_last_year(reaching: Reaching) -> None:
    for on in (DAY, DAY, date(2026, 1, 2), date(2025, 5, 1)):
        reaching.tell(on=on)
    reaching.tell(channel="press", on=DAY)
    lines = by_channel(reaching.commune, reach_of(reaching.coordinator, on=TODAY), 2026)
    zalo = next(line for line in lines if line.channel == "zalo")
    assert (zalo.months[0], zalo.months[4], zalo.total, zalo.before) == (1, 2, 3, 1)
    assert (lines[-1].label, lines[-1].total) == ("Tổng số", 4)


@pytest.mark.parametrize("who", ["leader", "province", "outsider", "other"])
def test_who_does_not_record_for_a_unit(reaching: Reaching, who: str) -> None:
    person = getattr(reaching, who)
    with pytest.raises(NotAllowed):
        reaching.hold(by=person)
    with pytest.raises(NotAllowed):
        reaching.tell(by=person)
    assert not PublicityItem.objects.exists()


def test_what_each_sees(reaching: Reaching) -> None:
    reaching.tell()
    reaching.tell(reaching.culture, by=reaching.other)
    reaching.mark(reaching.hold(), reaching.second)
    seen = {
        who: PublicityItem.objects.filter(reach_of(getattr(reaching, who), on=TODAY).readable).count()
        for who in ("second", "other", "leader", "province", "outsider")
    }
    assert seen == {"second": 1, "other": 1, "leader": 2, "province": 0, "outsider": 0}
    assert shares(reaching, "second") == {reaching.economy.label: "1/2", "": "1/2"}
    assert shares(reaching, "outsider") == {}
    assert shares(reaching, "province") == {reaching.commune.label: "1/5", "": "1/5"}
    above = reach_of(reaching.province, on=TODAY)
    lines = {
        unit: (sessions, items)
        for unit, sessions, items in by_commune(reaching.organised.province, above, 2026)
    }
    assert lines == {reaching.commune: (1, 2), reaching.organised.ward: (0, 0)}
    assert not by_commune(reaching.commune, reach_of(reaching.leader, on=TODAY), 2026)


def test_a_province_counts_each_commune_in_one_line(reaching: Reaching) -> None:
    reaching.mark(reaching.hold(), reaching.officer)
    province = reaching.organised.province
    lines, whole = trained(province, reach_of(reaching.province, on=TODAY), 2026, on=TODAY)
    said = {line.unit: (line.part, line.whole) for line in lines}
    assert said[reaching.commune] == (1, 5)
    assert whole is not None
    assert (whole.part, whole.whole) == (1, 7)


def test_as_many_queries_however_many_people(reaching: Reaching, organised: Organisation) -> None:
    counted = []
    for number in (0, 1):
        organised.person(f"them{number}", (reaching.culture, Role.OFFICER))
        with CaptureQueriesContext(connection) as queries:
            trained(reaching.commune, reach_of(reaching.leader, on=TODAY), 2026, on=TODAY)
        counted.append(len(queries))
    assert counted[0] == counted[1] <= 4
