"""Pages: the calendar, the form that says what stands in the way before it is sent, a meeting."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.meetings.conftest import House
from tests.web.organisation import signed_in

from sauro.dates.intervals import Interval
from sauro.dates.workdays import WorkCalendar
from sauro_web.accounts.models import User
from sauro_web.meetings.models import Meeting, MeetingState, Room
from sauro_web.meetings.operations.calling import NewMeeting, call_meeting
from sauro_web.meetings.operations.papers import add_paper
from sauro_web.workdays.queries import calendar_of

pytestmark = pytest.mark.django_db
REASONS = {
    f"reason-{code}": "Yêu cầu công việc"
    for code in (
        "meeting.late_invitation",
        "meeting.late_papers",
        "meeting.crowded",
        "meeting.day_off",
        "meeting.outside_hours",
    )
}


@pytest.fixture
def day() -> date:
    """A working day well ahead."""
    calendar: WorkCalendar = calendar_of(None)
    return calendar.next_working(timezone.localdate() + timedelta(days=20))


def _when(day: date, start: int, end: int) -> Interval:
    midnight = datetime(day.year, day.month, day.day)
    return Interval(midnight + timedelta(hours=start), midnight + timedelta(hours=end))


def _call(house: House, day: date, start: int, end: int, subject: str, **said: object) -> Meeting:
    about: dict[str, object] = {"chair": house.leader, "rooms": (house.hall,)} | said
    reasons = {code.removeprefix("reason-"): words for code, words in REASONS.items()}
    new = NewMeeting(subject, _when(day, start, end), reasons=reasons, **about)  # type: ignore[arg-type]
    return call_meeting(house.commune, new, by=house.coordinator, now=timezone.now())


def _typed(house: House, day: date, start: str, end: str, **said: object) -> dict[str, object]:
    about = {"subject": "Họp bàn", "chair": house.head.pk, "scope": "internal", "mode": "in_person"}
    when = {"day": f"{day:%d/%m/%Y}", "starts": start, "ends": end, "rooms": [house.hall.pk]}
    return about | when | REASONS | said


def _page(client: Client, address: str, **asked: str) -> str:
    return client.get(address, asked).content.decode()


def test_the_week_has_rooms_as_lanes(house: House, day: date) -> None:
    _call(house, day, 8, 9, "Giao ban tuần")
    _call(house, day, 10, 11, "Họp trực tuyến", rooms=(), chair=house.head)
    page = _page(signed_in(house.officer), "/lich-hop/", ngay=day.isoformat())
    assert page.count("Giao ban tuần") == 1
    assert "<b>08:00–09:00</b> Giao ban tuần" in page
    assert re.findall(r'<th scope="row">([^<]+)</th>', page) == [
        "Hội trường",
        "Phòng họp số 2",
        "Không dùng phòng",
    ]


def test_the_week_has_people_as_lanes(house: House, day: date) -> None:
    _call(house, day, 8, 9, "Giao ban tuần", required=(house.officer,))
    page = _page(signed_in(house.officer), "/lich-hop/", ngay=day.isoformat(), theo="nguoi")
    assert page.count("Giao ban tuần") == 2
    assert 'scope="row">Người chuyenvien<' in page


def test_both_levels_together(house: House, day: date) -> None:
    province, commune = house.organised.province, house.commune
    hall = Room.objects.create(office=province, name="Hội trường tỉnh")
    chair = house.organised.person("pct", (province, "leader"))
    reasons = {code.removeprefix("reason-"): words for code, words in REASONS.items()}
    about = {"chair": chair, "rooms": (hall,), "units": (commune,), "reasons": reasons}
    new = NewMeeting("Hội nghị trực tuyến toàn tỉnh", _when(day, 8, 11), **about)  # type: ignore[arg-type]
    call_meeting(province, new, by=chair, now=timezone.now())
    _call(house, day, 14, 15, "Giao ban tuần")
    page = _page(signed_in(house.leader), "/lich-hop/", ngay=day.isoformat(), theo="cap")
    assert "Hội nghị trực tuyến toàn tỉnh" in page
    assert "Giao ban tuần" in page
    other = _page(signed_in(house.officer), "/lich-hop/", ngay=day.isoformat(), theo="cap")
    assert "Hội nghị trực tuyến toàn tỉnh" not in other
    above = _page(signed_in(chair), "/lich-hop/", ngay=day.isoformat(), theo="cap")
    assert "Giao ban tuần" not in above


def test_what_is_limited_is_seen_by_those_called(house: House, day: date) -> None:
    meeting = _call(house, day, 8, 9, "Công tác cán bộ", limited=True)
    asked = {"ngay": day.isoformat()}
    assert "Công tác cán bộ" in _page(signed_in(house.leader), "/lich-hop/", **asked)
    assert "Công tác cán bộ" not in _page(signed_in(house.officer), "/lich-hop/", **asked)
    assert signed_in(house.officer).get(f"/lich-hop/{meeting.pk}/").status_code == 404
    assert signed_in(house.outsider).get(f"/lich-hop/{meeting.pk}/").status_code == 404


def test_the_month(house: House, day: date) -> None:
    _call(house, day, 8, 9, "Giao ban tuần")
    page = _page(signed_in(house.officer), "/lich-hop/", ngay=day.isoformat(), xem="thang")
    assert "1 cuộc họp trong tháng" in page
    assert "Giao ban tuần" in page


@pytest.mark.parametrize("nonsense", ["", "x", "2026-13-99", "0001-01-01", "9999-12-31", "2026-02-30"])
def test_nonsense_in_the_address_shows_this_week(house: House, nonsense: str) -> None:
    client = signed_in(house.officer)
    for view in ("", "thang"):
        page = client.get(
            "/lich-hop/", {"ngay": nonsense, "theo": nonsense, "xem": view, "co-quan": nonsense}
        )
        assert page.status_code == 200


def test_a_clash_is_named_with_three_proposals(house: House, day: date) -> None:
    _call(house, day, 8, 9, "Giao ban tuần")
    client = signed_in(house.officer)
    sent = _typed(house, day, "08:30", "09:30", check="1")
    page = client.post("/lich-hop/moi/", sent).content.decode()
    assert "Hội trường đã được dùng cho “Giao ban tuần” từ 08:00 đến 09:00" in page
    offers = re.findall(r'name="take" value="([^"]+)"', page)
    assert len(offers) == 3
    assert "đúng lịch mong muốn" in page  # in the other room
    taken = client.post(
        "/lich-hop/moi/", _typed(house, day, "08:30", "09:30", take=offers[0])
    ).content.decode()
    assert "Phòng và người bắt buộc dự đều trống" in taken
    begins, _, room = offers[0].split("/")
    assert f'value="{begins[11:]}"' in taken
    assert re.search(rf'name="rooms" value="{room}"[^>]* checked', taken)
    assert 'value="Họp bàn"' in taken
    assert not Meeting.objects.filter(subject="Họp bàn").exists()


def test_htmx_gets_the_answer_alone(house: House, day: date) -> None:
    _call(house, day, 8, 9, "Giao ban tuần")
    client = signed_in(house.officer)
    headers = {"HX-Request": "true"}
    sent = _typed(house, day, "08:30", "09:30")
    page = client.post("/lich-hop/kiem-tra/", sent, headers=headers).content.decode()
    assert "<html" not in page
    assert "Giờ trống gần nhất" in page
    found = client.get("/lich-hop/chon/", {"ten": "chair", "chair_words": "chutich"}, headers=headers)
    assert "Người chutich" in found.content.decode()
    units = client.get("/lich-hop/chon/", {"ten": "units", "units_words": "kinh te"}, headers=headers)
    assert "Phòng Kinh tế" in units.content.decode()


def test_what_is_sent_into_a_clash_comes_back(house: House, day: date) -> None:
    _call(house, day, 8, 9, "Giao ban tuần")
    answer = signed_in(house.officer).post("/lich-hop/moi/", _typed(house, day, "08:30", "09:30"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Trùng lịch: Hội trường" in page
    assert 'value="Họp bàn"' in page
    assert len(re.findall(r'name="take"', page)) == 3


def test_a_slip_of_the_last_day_is_told_at_once(house: House, day: date) -> None:
    sent = _typed(house, day, "08:00", "09:00", last_day="01/01/2199", check="1")
    answer = signed_in(house.officer).post("/lich-hop/moi/", sent)
    assert answer.status_code == 200
    assert "Ghi đủ ngày, giờ và người chủ trì" in answer.content.decode()
    sent.pop("check")
    told = signed_in(house.officer).post("/lich-hop/moi/", sent)
    assert (told.status_code, "dài hơn 10 ngày" in told.content.decode()) == (422, True)


def test_asked_for_and_approved(house: House, day: date) -> None:
    sent = _typed(house, day, "08:30", "09:30", required=[house.economist.pk], guests="Ông A\n\nBà B")
    answer = signed_in(house.officer).post("/lich-hop/moi/", sent)
    meeting = Meeting.objects.get(subject="Họp bàn")
    assert answer["Location"] == f"/lich-hop/{meeting.pk}/"
    assert meeting.state == MeetingState.PENDING
    leader = signed_in(house.leader)
    assert "Duyệt lịch họp: Họp bàn" in _page(leader, "/")
    page = _page(leader, f"/lich-hop/{meeting.pk}/")
    assert "Duyệt, xếp lịch" in page
    assert "Bà B" in page
    approved = leader.post(f"/lich-hop/{meeting.pk}/duyet/", {"version": meeting.version})
    assert approved.status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.FIRM
    assert "Duyệt lịch họp: Họp bàn" not in _page(leader, "/")


def test_a_limit_is_shown_with_its_alternatives_and_wants_a_reason(house: House) -> None:
    calendar = calendar_of(None)
    soon = calendar.next_working(timezone.localdate() + timedelta(days=1))
    sent = {key: value for key, value in _typed(house, soon, "08:00", "09:00").items() if key not in REASONS}
    client = signed_in(house.coordinator)
    page = client.post("/lich-hop/moi/", sent | {"check": "1"}).content.decode()
    assert "Giấy mời phải gửi trước ít nhất 3 ngày làm việc" in page
    assert 'name="reason-meeting.late_invitation"' in page
    answer = client.post("/lich-hop/moi/", sent)
    assert answer.status_code == 409
    assert "Hãy ghi lý do vẫn cần họp" in answer.content.decode()
    assert client.post("/lich-hop/moi/", sent | REASONS).status_code == 302


def test_a_series_shows_its_days_first(house: House, day: date) -> None:
    _call(house, day + timedelta(days=7), 8, 9, "Tiếp đoàn")
    until = f"{day + timedelta(days=21):%d/%m/%Y}"
    sent = _typed(house, day, "08:00", "09:00", again="weekly", again_until=until)
    client = signed_in(house.coordinator)
    page = client.post("/lich-hop/moi/", sent | {"check": "1"}).content.decode()
    assert "4 buổi" in page
    assert "trùng lịch" in page
    assert "Tiếp đoàn" in page
    assert client.post("/lich-hop/moi/", sent).status_code == 409
    left_out = sent | {"leave_out_clashing": "on", "on_days_off": "on"}
    assert client.post("/lich-hop/moi/", left_out).status_code == 302
    assert Meeting.objects.filter(subject="Họp bàn").count() == 3


def test_moved_by_a_proposal(house: House, day: date) -> None:
    _call(house, day, 8, 9, "Giao ban tuần")
    meeting = _call(house, day, 10, 11, "Họp khác")
    client, address = signed_in(house.coordinator), f"/lich-hop/{meeting.pk}/doi-lich/"
    typed = {"day": f"{day:%d/%m/%Y}", "starts": "08:00", "ends": "09:00", "rooms": [house.hall.pk]}
    typed |= {"version": meeting.version, "reason": "Đổi giờ"}
    refused = client.post(address, typed)
    assert refused.status_code == 409
    assert "Giao ban tuần" in refused.content.decode()
    offer = re.findall(r'name="take" value="([^"]+)"', refused.content.decode())[0]
    begins, ends, room = offer.split("/")
    looked = client.post(address, typed | {"take": offer})
    assert "đều trống trong giờ này" in looked.content.decode()
    moved = {"starts": begins[11:], "ends": ends[11:], "rooms": [room]}
    moved["day"] = f"{date.fromisoformat(begins[:10]):%d/%m/%Y}"
    assert client.post(address, typed | moved).status_code == 302


def test_written_anew_by_its_form(house: House, day: date) -> None:
    meeting = _call(house, day, 10, 11, "Họp khác", required=(house.officer,), guests=("Ông A",))
    client, address = signed_in(house.coordinator), f"/lich-hop/{meeting.pk}/sua/"
    page = _page(client, address)
    assert 'value="Họp khác"' in page
    assert re.search(rf'name="required" value="{house.officer.pk}" checked', page)
    assert "Ông A" in page
    typed = _typed(house, day, "10:00", "11:30", subject="Họp đã sửa", version=meeting.version)
    assert client.post(address, typed).status_code == 302
    meeting.refresh_from_db()
    assert meeting.subject == "Họp đã sửa"
    stale = client.post(address, typed | {"subject": "Của người khác"})
    assert stale.status_code == 409
    assert "Của người khác" in stale.content.decode()


def test_a_unit_names_who_goes(house: House, day: date) -> None:
    economy = house.organised.unit(house.commune, "Phòng Kinh tế")
    meeting = _call(house, day, 8, 9, "Giao ban", units=(economy,))
    row = meeting.attendees.get(unit=economy)
    client = signed_in(house.economist)
    assert "Cử người dự họp: Giao ban" in _page(client, "/")
    address = f"/lich-hop/thanh-phan/{row.pk}/cu-nguoi/"
    found = client.post(address, {"find": "person", "person_words": "kinhte"}).content.decode()
    assert "Người kinhte" in found
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"person": house.economist.pk}).status_code == 302
    assert "Phòng Kinh tế: Người kinhte" in _page(client, f"/lich-hop/{meeting.pk}/")
    assert signed_in(house.officer).get(address).status_code == 403


def test_nobody_is_picked_who_may_not_be(house: House, day: date) -> None:
    answer = signed_in(house.officer).post(
        "/lich-hop/moi/", _typed(house, day, "08:00", "09:00", chair=house.outsider.pk)
    )
    assert answer.status_code == 404
    assert not Meeting.objects.exists()


def test_rooms_are_kept(house: House) -> None:
    client = signed_in(house.coordinator)
    answer = client.post("/lich-hop/phong/", {"name": "Phòng trực tuyến", "virtual": "on"})
    assert answer.status_code == 302
    room = Room.objects.get(name="Phòng trực tuyến")
    assert client.post("/lich-hop/phong/", {"name": "Phòng trực tuyến"}).status_code == 409
    assert client.post(f"/lich-hop/phong/{room.pk}/", {"name": "Phòng TT", "seats": "x"}).status_code == 422
    assert (
        client.post(f"/lich-hop/phong/{room.pk}/", {"name": "Phòng TT", "position": "9"}).status_code == 302
    )
    assert client.post(f"/lich-hop/phong/{room.pk}/thoi-dung/").status_code == 302
    room.refresh_from_db()
    assert (room.name, room.valid_to) == ("Phòng TT", timezone.localdate())


def test_a_room_that_is_held_later_does_not_end(house: House, day: date) -> None:
    _call(house, day, 8, 9, "Giao ban")
    answer = signed_in(house.coordinator).post(f"/lich-hop/phong/{house.hall.pk}/thoi-dung/")
    assert answer.status_code == 409
    assert "còn được giữ" in answer.content.decode()


def _queries(person: User, address: str) -> int:
    client = signed_in(person)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("view", ["theo=phong", "theo=nguoi", "theo=cap", "xem=thang"])
def test_the_calendar_costs_as_many_queries_however_full(house: House, day: date, view: str) -> None:
    address = f"/lich-hop/?ngay={day}&{view}"
    _call(house, day, 8, 9, "Cuộc 1", required=(house.officer,))
    one = _queries(house.officer, address)
    for hour in (9, 10, 14):
        _call(house, day, hour, hour + 1, f"Cuộc {hour}", required=(house.officer, house.head))
    assert _queries(house.officer, address) == one


def test_the_page_of_a_meeting_costs_as_many_queries_however_many_are_called(house: House, day: date) -> None:
    few = _call(house, day, 8, 9, "Ít người")
    many = _call(house, day, 10, 11, "Nhiều người", required=(house.officer, house.head, house.economist))
    numbers = {_queries(house.coordinator, f"/lich-hop/{one.pk}/") for one in (few, many)}
    assert len(numbers) == 1


def test_the_form_of_a_conference_names_what_is_missing(house: House, day: date) -> None:
    typed = _typed(house, day, "08:00", "09:00", conference="on")
    answer = signed_in(house.coordinator).post("/lich-hop/moi/", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Hội nghị phải ghi loại" in page
    assert "Hội nghị phải ghi vì sao cần họp" in page
    assert not Meeting.objects.exists()


def test_a_wrong_paper_is_taken_back_on_its_page(house: House, day: date) -> None:
    meeting = _call(house, day, 8, 9, "Giao ban", secretary=house.officer, required=(house.head,))
    paper = add_paper(meeting, name="Nham.txt", data=b"Nham", by=house.coordinator, now=timezone.now())
    page, address = f"/lich-hop/{meeting.pk}/", f"/lich-hop/tai-lieu/{paper.pk}/rut/"
    assert address in _page(signed_in(house.officer), page)
    assert address not in _page(signed_in(house.head), page)
    assert signed_in(house.head).get(address).status_code == 403
    assert signed_in(house.economist).get(address).status_code == 404
    assert signed_in(house.officer).post(address, {"reason": ""}).status_code == 422
    assert signed_in(house.officer).post(address, {"reason": "Nhầm bản"}).status_code == 302
    assert "Nhầm bản" in _page(signed_in(house.head), page)
