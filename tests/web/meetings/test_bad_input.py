"""What people and programs send that makes no sense, or that meets with something: refused with a sentence,
and nothing is written."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from tests.web.meetings.conftest import NOW, House, at
from tests.web.organisation import signed_in

from sauro.dates.intervals import Interval
from sauro.scheduling.series import Weekly
from sauro_web.common.errors import Clash
from sauro_web.meetings.models import (
    AgendaItem,
    Hold,
    Meeting,
    MeetingState,
    Opinion,
    OpinionRound,
    Remark,
)
from sauro_web.meetings.moments import local
from sauro_web.meetings.operations.calling import NewMeeting, call_meeting
from sauro_web.meetings.operations.changing import move_meeting
from sauro_web.meetings.operations.opinions import NewRound, ask_opinions
from sauro_web.meetings.operations.repeating import planned_series
from sauro_web.workdays.queries import calendar_of

pytestmark = pytest.mark.django_db
CODES = (
    "meeting.late_invitation", "meeting.late_papers", "meeting.crowded", "meeting.too_long",
    "meeting.day_off", "meeting.outside_hours",
)  # fmt: skip
REASONS = dict.fromkeys(CODES, "Yêu cầu công việc")
NUL, LONG = "a\0b", "dài" * 40_000


@pytest.fixture
def day() -> date:
    """A working day well ahead, whose day after works too."""
    calendar = calendar_of(None)
    day = timezone.localdate() + timedelta(days=20)
    while not (calendar.is_working(day) and calendar.is_working(day + timedelta(days=1))):
        day += timedelta(days=1)
    return day


def _call(house: House, when: Interval, subject: str = "Giao ban", **said: object) -> Meeting:
    about: dict[str, object] = {"chair": house.leader, "rooms": (house.hall,), "reasons": REASONS} | said
    new = NewMeeting(subject, when, **about)  # type: ignore[arg-type]
    return call_meeting(house.commune, new, by=house.coordinator, now=timezone.now())


def _on(day: date, start: int, minutes: int = 60) -> Interval:
    return Interval.lasting(datetime(day.year, day.month, day.day, start), minutes)


def _moved(house: House, meeting: Meeting, day: date, starts: str, ends: str, **said: str) -> str:
    about = {"day": f"{day:%d/%m/%Y}", "starts": starts, "ends": ends, "rooms": house.hall.pk}
    sent = about | {"version": meeting.version, "reason": "Theo lịch tỉnh"} | said
    answer = signed_in(house.coordinator).post(f"/lich-hop/{meeting.pk}/doi-lich/", sent)
    return f"{answer.status_code} {answer.content.decode()}"


def test_moved_into_a_clash_it_stays_and_free_times_are_offered(house: House, day: date) -> None:
    _call(house, _on(day, 10), "Tiếp đoàn")
    meeting = _call(house, _on(day, 8))
    page = _moved(house, meeting, day, "09:30", "10:30")
    assert page.startswith("409")
    assert "“Tiếp đoàn” từ 10:00 đến 11:00" in page
    assert 'name="take"' in page
    meeting.refresh_from_db()
    assert local(meeting.starts).hour == 8


def test_a_meeting_across_midnight_wants_its_last_day(house: House, day: date) -> None:
    meeting = _call(house, _on(day, 14))
    refused = _moved(house, meeting, day, "22:00", "01:00")
    assert refused.startswith("422")
    assert "qua nửa đêm" in refused
    after = day + timedelta(days=1)
    assert _moved(house, meeting, day, "22:00", "01:00", last_day=f"{after:%d/%m/%Y}").startswith("302")
    hold = Hold.objects.get(meeting=meeting, room=house.hall)
    assert (local(hold.starts).day, local(hold.ends).day) == (day.day, after.day)
    with pytest.raises(Clash):
        _call(house, _on(after, 0, 30), "Trực đêm")


def test_over_tet_the_days_off_are_told_and_hold_nobody(house: House) -> None:
    """30 Tết of the year Đinh Mùi is 5/2/2027."""
    tet = Interval(datetime(2027, 2, 4, 8), datetime(2027, 2, 12, 17))
    new = house.new(tet, required=(house.head,), reasons=REASONS)
    meeting = call_meeting(house.commune, new, by=house.leader, now=NOW)
    calendar = calendar_of(house.commune)
    assert all(calendar.is_working(local(one.starts).date()) for one in meeting.holds.all())
    weekly = planned_series(
        house.commune, house.new(at(3, 8, 9, 2)), Weekly((0,)), date(2026, 3, 2), by=house.leader, now=NOW
    )
    off = [one.occurrence for one in weekly if one.occurrence.on_day_off]
    assert [one.planned for one in off] == [date(2026, 2, 16)]


def test_a_swapped_working_day_is_a_day_like_others(house: House) -> None:
    """Saturday 22/8/2026 is worked in place of Monday 31/8."""
    calendar = calendar_of(house.commune)
    assert calendar.is_working(date(2026, 8, 22))
    planned = planned_series(
        house.commune, house.new(at(22, 8, 9, 8)), Weekly((5,)), date(2026, 8, 29), by=house.leader, now=NOW
    )
    assert [one.occurrence.on_day_off for one in planned] == [False, True]
    meeting = house.call(at(21, 8, 9, 8), rooms=())
    moved = move_meeting(meeting, at(22, 8, 9, 8), by=house.coordinator, now=NOW)
    assert local(moved.starts).date() == date(2026, 8, 22)


def test_of_two_requests_for_one_room_the_second_is_refused_on_its_page(house: House, day: date) -> None:
    now = timezone.now()

    def ask(subject: str) -> Meeting:
        new = NewMeeting(subject, _on(day, 8), house.head, rooms=(house.hall,), reasons=REASONS)
        return call_meeting(house.commune, new, by=house.officer, now=now)

    first, second = ask("Một"), ask("Hai")
    client = signed_in(house.leader)
    assert "Cũng đang chờ duyệt" in client.get(f"/lich-hop/{second.pk}/").content.decode()
    for meeting, status in ((first, 302), (second, 409), (first, 409)):
        sent = {"version": meeting.version}
        assert client.post(f"/lich-hop/{meeting.pk}/duyet/", sent).status_code == status
    second.refresh_from_db()
    assert second.state == MeetingState.PENDING
    assert Hold.objects.filter(room=house.hall, live=True).count() == 1


# What no keyboard writes


def _round(house: House) -> OpinionRound:
    now = timezone.now()
    new = NewRound("Quy chế", "Đồng ý?", now + timedelta(days=2), (house.leader,))
    return ask_opinions(house.commune, new, by=house.officer, now=now)


@pytest.mark.parametrize("words", [NUL, LONG], ids=["nul", "long"])
def test_nul_and_very_long_words_are_refused(house: House, day: date, words: str) -> None:
    meeting = _call(house, _on(day, 8), secretary=house.officer, required=(house.head,))
    row = _round(house)
    secretary, head, leader = (signed_in(one) for one in (house.officer, house.head, house.leader))
    due, slip = f"{day:%d/%m/%Y}", row.opinions.get().pk
    sent = (
        (secretary, f"/lich-hop/{meeting.pk}/chuong-trinh/", {"text": words}),
        (head, f"/lich-hop/{meeting.pk}/y-kien/", {"kind": "question", "text": words}),
        (leader, f"/lich-hop/phieu/{row.pk}/tra-loi/{slip}/", {"choice": "other", "reason": words}),
        (secretary, "/lich-hop/phieu/moi/", {
            "subject": words, "question": words, "asked": house.head.pk, "due_day": due, "due_time": "17:00",
        }),
    )  # fmt: skip
    for client, address, typed in sent:
        assert client.post(address, typed).status_code == 422
    carried = {"carry": "1", "subject": words, "agenda": words, "chair": house.leader.pk}
    assert secretary.post("/lich-hop/phieu/moi/", carried).status_code == 200
    looked = {"find": "asked", "asked_words": words, "subject": words}
    assert secretary.post("/lich-hop/phieu/moi/", looked).status_code == 200
    assert not AgendaItem.objects.exists()
    assert not Remark.objects.exists()
    assert not Opinion.objects.exclude(choice="").exists()
    assert OpinionRound.objects.count() == 1


@pytest.mark.parametrize("number", ["0", "-1", "٩٩٩٩٩", "1e3", "9" * 30, "x", ""])
def test_forged_numbers_are_nobodys(house: House, day: date, number: str) -> None:
    meeting = _call(house, _on(day, 8), secretary=house.officer)
    client = signed_in(house.officer)
    typed = {"text": "Báo cáo", "reporter": number, "minutes": number}
    if number:
        assert client.post(f"/lich-hop/{meeting.pk}/chuong-trinh/", typed).status_code == 422
    due = {"due_day": f"{day:%d/%m/%Y}", "due_time": "17:00", "subject": "Quy chế", "question": "Đồng ý?"}
    for name in ("asked", "asked_units"):
        assert client.post("/lich-hop/phieu/moi/", due | {name: number}).status_code in (404, 422)
    assert client.get("/lich-hop/phieu/moi/", {"cuoc-hop": number}).status_code in (200, 404)
    assert not OpinionRound.objects.exists()


def test_what_is_anothers_is_not_named(house: House, day: date) -> None:
    """An item, a paper, a person of another meeting or office, sent by hand."""
    own = _call(house, _on(day, 8), secretary=house.officer)
    other = _call(house, _on(day, 10), "Công tác cán bộ", limited=True)
    foreign = AgendaItem.objects.create(meeting=other, text="Nhân sự")
    client = signed_in(house.officer)
    sent = {"kind": "question", "text": "Gì?", "about": f"muc-{foreign.pk}"}
    assert client.post(f"/lich-hop/{own.pk}/y-kien/", sent).status_code in (302, 422)
    assert not Remark.objects.filter(item=foreign).exists()
    row = str(other.attendees.get().pk)
    typed = {"text": "Báo cáo", "reporter": row}
    assert client.post(f"/lich-hop/{own.pk}/chuong-trinh/", typed).status_code == 422
    for address in (
        f"chuong-trinh/{foreign.pk}/", f"chuong-trinh/{foreign.pk}/y-kien-khac/", f"{other.pk}/y-kien/",
    ):  # fmt: skip
        assert client.get(f"/lich-hop/{address}").status_code == 404
    assert "Công tác cán bộ" not in client.get(f"/lich-hop/phieu/moi/?cuoc-hop={own.pk}").content.decode()
    assert client.get(f"/lich-hop/phieu/moi/?cuoc-hop={other.pk}").status_code == 404
