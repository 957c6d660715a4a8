"""Offices are asked about figures that may need an explanation; they answer; nobody is accused."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from tests.web.indicators.test_indicators import NOW, ON, Office, office
from tests.web.organisation import signed_in

from sauro.indicators.arranged import Window
from sauro_web.accounts.models import Role
from sauro_web.audit.models import Entry
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.documents.models import Recipient
from sauro_web.documents.operations.settling import usual_series
from sauro_web.indicators import closings
from sauro_web.indicators.models import ArrangedAnswer, ArrangedQuestion
from sauro_web.indicators.operations.asking import answer, ask_office, ask_offices
from sauro_web.meetings.models import Meeting, MeetingMode, MeetingState
from sauro_web.notices.models import Notice
from sauro_web.reports.models import Regime, Report, ReportPeriod

__all__ = ["office"]
pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 9)
ACCUSING = ("vi phạm", "gian", "sai phạm", "cố ý", "chẻ", "lách", "đối phó")


def split(office: Office, day: date = DAY, first: int = 1, many: int = 3) -> None:
    for number in range(first, first + many):
        row = office.document(day, number, subject=f"Về việc rà soát hộ nghèo (phần {number})")
        Recipient.objects.create(document=row, name="Trưởng các thôn")


def asked(office: Office, **how: object) -> list[ArrangedQuestion]:
    said = {"on": ON, "now": NOW} | how
    return list(ask_office(office.commune, **said))  # type: ignore[arg-type]


def test_one_document_in_several_is_asked_once_with_its_records(office: Office) -> None:
    split(office)
    (one,) = asked(office)
    assert one.code == "arranged.split"
    assert [(kind, name) for kind, _, name in one.about] == [
        ("document", f"{number}/UBND") for number in (1, 2, 3)
    ]
    assert one.message.endswith("?")
    assert asked(office) == []
    split(office, first=4, many=1)  # a part that is found later asks nothing anew
    assert asked(office) == []
    (notice,) = Notice.objects.filter(key__startswith="indicators.asked")
    assert notice.unit == office.commune


def test_what_is_left_of_a_heap_is_no_new_one(office: Office) -> None:
    """The days that are looked at pass on: the second day of a heap stays behind alone."""
    split(office)
    split(office, day=DAY + timedelta(days=1), first=4)
    assert len(asked(office)) == 1
    later = DAY + timedelta(days=31)
    assert asked(office, on=later, now=NOW + timedelta(days=25)) == []


def test_a_heap_is_asked_about_when_no_further_part_can_come(office: Office) -> None:
    split(office, day=ON)
    assert asked(office) == []
    assert len(asked(office, on=ON + timedelta(days=2))) == 1


def test_a_conference_under_another_name_and_a_link_that_was_not_there(office: Office) -> None:
    meeting = office.conference(DAY, MeetingMode.ONLINE)
    assert [one.code for one in asked(office)] == ["arranged.no_link"]
    Meeting.objects.filter(pk=meeting.pk).update(
        conference=False, mode=MeetingMode.IN_PERSON, subject="Sơ kết 6 tháng"
    )
    (one,) = asked(office)
    assert (one.code, one.about) == ("arranged.renamed", [["meeting", meeting.pk, "Sơ kết 6 tháng"]])


@pytest.mark.parametrize("said", [{"limited": True}, {"state": MeetingState.CANCELLED}])
def test_meetings_that_few_may_know_of_or_that_did_not_take_place(
    office: Office, said: dict[str, object]
) -> None:
    meeting = office.conference(DAY, MeetingMode.ONLINE)
    Meeting.objects.filter(pk=meeting.pk).update(**said)
    assert asked(office) == []


def test_a_link_or_a_virtual_room_answers_by_itself(office: Office) -> None:
    meeting = office.conference(DAY, MeetingMode.ONLINE)
    Meeting.objects.filter(pk=meeting.pk).update(link="https://hop.example.vn/1")
    assert asked(office) == []


def test_entries_after_the_close_of_a_reported_period(office: Office) -> None:
    regime = Regime.objects.create(
        office=office.commune, name="Báo cáo tháng", consolidator=office.commune, rhythm="monthly",
        valid_from=date(2026, 1, 1), basis="x", set_by=office.coordinator, set_at=NOW,
    )  # fmt: skip
    period = ReportPeriod.objects.create(
        regime=regime, year=2026, number=5, first=date(2026, 5, 1), last=date(2026, 5, 31),
        due=date(2026, 6, 3), opened_at=NOW,
    )  # fmt: skip
    sent = datetime(2026, 6, 2, 9, tzinfo=NOW.tzinfo)
    Report.objects.create(
        period=period, unit=office.commune, state="submitted", first_sent_at=sent, sent_at=sent,
        sent_by=office.coordinator,
    )  # fmt: skip
    book = usual_series(office.commune, by=office.leader, now=NOW)[0]
    in_time, after = (datetime(2026, 6, day, 9, tzinfo=NOW.tzinfo) for day in (1, 5))
    office.document(date(2026, 5, 20), 1, registered_at=in_time, series=book)
    assert asked(office) == []
    # What is brought over from a book kept elsewhere stood there in time: it is of no series.
    office.document(date(2026, 5, 20), 9, registered_at=after, subject="Về việc khác")
    assert asked(office) == []
    late = office.document(date(2026, 5, 20), 2, registered_at=after, series=book)
    (one,) = asked(office)
    assert (one.code, one.about) == ("arranged.after_close", [["document", late.pk, "2/UBND"]])
    assert asked(office) == []
    entered = datetime(2026, 6, 8, 9, tzinfo=NOW.tzinfo)
    more = office.document(
        date(2026, 5, 21), 3, subject="Về việc trực hè", registered_at=entered, series=book
    )
    (two,) = asked(office)  # of the further one alone
    assert two.about == [["document", more.pk, "3/UBND"]]
    # When the first has passed out of the days that are looked at, the second is not asked about again.
    assert asked(office, on=date(2026, 7, 7), now=datetime(2026, 7, 7, 9, tzinfo=NOW.tzinfo)) == []
    assert closings.closed_windows(office.commune, ON - timedelta(days=30)) == [
        Window(date(2026, 5, 1), date(2026, 5, 31), date(2026, 6, 2))
    ]


def test_ordinary_work_raises_no_question(office: Office) -> None:
    for number in range(1, 6):
        office.document(DAY, number, subject=f"Về việc số {number * 37}")
    meeting = office.conference(DAY, MeetingMode.IN_PERSON)
    Meeting.objects.filter(pk=meeting.pk).update(conference=False, subject="Giao ban tuần 23")
    assert asked(office) == []
    assert not Notice.objects.filter(key__startswith="indicators.asked").exists()


def test_every_office_with_something_new_is_asked_at_night(office: Office) -> None:
    split(office)
    assert ask_offices(now=NOW) == 1
    assert ask_offices(now=NOW + timedelta(days=1)) == 0


def test_an_answer_ends_a_question_and_stays(office: Office) -> None:
    split(office)
    (one,) = asked(office)
    with pytest.raises(NotReady):
        answer(one, "explained", "  ", by=office.leader, now=NOW)
    with pytest.raises(NotReady):
        answer(one, "guilty", "x", by=office.leader, now=NOW)
    row = answer(one, "explained", "Mỗi thôn có danh sách riêng.", by=office.leader, now=NOW)
    with pytest.raises(Conflict):
        answer(one, "aside", "Trùng", by=office.coordinator, now=NOW)
    assert ArrangedAnswer.objects.get() == row
    assert Entry.objects.filter(action="indicators.answer").count() == 1
    for rows in (ArrangedQuestion, ArrangedAnswer):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.objects.all().delete()


def test_who_is_asked(office: Office) -> None:
    split(office)
    (one,) = asked(office)
    above = office.organised.person("daumoitinh", (office.commune.province, Role.COORDINATOR))
    for person in (office.officer, office.province, above):
        with pytest.raises(NotAllowed):
            answer(one, "explained", "x", by=person, now=NOW)
        client = signed_in(person)
        assert client.get(f"/chi-tieu/can-hoi/{one.pk}/").status_code == 403
        assert client.get(f"/chi-tieu/can-hoi/?co-quan={office.commune.pk}").status_code == 403
    for person in (office.leader, office.coordinator):
        assert signed_in(person).get(f"/chi-tieu/can-hoi/{one.pk}/").status_code == 200


def test_the_pages_ask_and_accuse_nobody(office: Office) -> None:
    split(office)
    (one,) = asked(office)
    client = signed_in(office.leader)
    assert "Nội dung cần xem lại (1)" in client.get("/chi-tieu/").content.decode()
    page = client.get("/chi-tieu/can-hoi/").content.decode()
    assert f"/van-ban/{one.about[0][1]}/" in page
    assert "không phải kết luận có sai phạm" in page
    assert not any(word in one.message.lower() for word in ACCUSING)
    address = f"/chi-tieu/can-hoi/{one.pk}/"
    assert client.post(address, {"kind": "aside", "text": ""}).status_code == 422
    assert client.post(address, {"kind": "aside", "text": "Văn bản khác nhau."}).status_code == 302
    assert client.post(address, {"kind": "aside", "text": "Lần nữa."}).status_code == 409
    assert "Văn bản khác nhau." not in client.get("/chi-tieu/can-hoi/").content.decode()
    assert "Văn bản khác nhau." in client.get("/chi-tieu/can-hoi/?xem=da-tra-loi").content.decode()
    assert "Văn bản khác nhau." in client.get(address).content.decode()
