"""The year's plan of conferences by unit, and what it is measured by."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from tests.web.meetings.conftest import NOW, House, at, now_at
from tests.web.organisation import signed_in

from sauro.scheduling.settings import MeetingMode
from sauro_web.accounts.models import Role, Unit
from sauro_web.accounts.operations.delegations import delegate
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings.models import Meeting, MeetingState, PlannedConference, YearlyMeetingPlan
from sauro_web.meetings.operations import planning
from sauro_web.meetings.operations.calling import call_meeting
from sauro_web.meetings.operations.changing import change_meeting, move_meeting
from sauro_web.meetings.operations.deciding import approve_meeting
from sauro_web.meetings.operations.limiting import set_limits
from sauro_web.meetings.queries.last_year import LastYear, last_year_of
from sauro_web.meetings.queries.limits import default_limits
from sauro_web.meetings.queries.year import open_lines
from sauro_web.meetings.queries.yearly import YearlySheet, yearly_sheet

pytestmark = pytest.mark.django_db
ONLINE = {"conference": True, "mode": MeetingMode.ONLINE, "rooms": (), "link": "https://hop.example.gov.vn/1"}


def _unit(house: House, name: str = "Phòng Kinh tế") -> Unit:
    return house.organised.unit(house.commune, name)


def _line(subject: str = "Hội nghị sơ kết", month: int = 6, unit: Unit | None = None) -> planning.Line:
    return planning.Line(subject=subject, month=month, scope="internal", mode="online", cost=None, unit=unit)


def _sheet(house: House, year: int = 2026) -> YearlySheet:
    return yearly_sheet(house.commune, year, seen_by=house.coordinator, on=NOW.date())


def _held(house: House, year: int, month: int, *, by: Unit | None = None, conference: bool = True) -> None:
    """A conference of the register, as it was held."""
    starts = timezone.make_aware(datetime(year, month, 10, 8))
    Meeting.objects.create(
        office=house.commune, province=house.organised.province, commune=house.commune, prepared_by=by,
        subject=f"Hội nghị {month}", conference=conference, starts=starts, called_at=starts,
        ends=starts + timedelta(hours=1), state=MeetingState.HELD, called_by=house.coordinator,
        approved_by=house.coordinator, approved_at=starts,
    )  # fmt: skip


def test_who_heads_a_unit_adds_and_removes_its_own_lines(house: House) -> None:
    own, other = _unit(house), _unit(house, "Phòng Văn hóa - Xã hội")
    line = planning.add_line(house.commune, 2026, _line(unit=own), by=house.economist, now=NOW)
    assert line.unit == own
    for unit in (other, None):
        with pytest.raises(NotAllowed):
            planning.add_line(house.commune, 2026, _line(unit=unit), by=house.economist, now=NOW)
    with pytest.raises(NotAllowed):
        planning.remove_line(line, by=house.head, now=NOW)
    ward = Unit.objects.filter(path__startswith=house.organised.ward.path, depth__gt=2).first()
    with pytest.raises(NotReady, match="không thuộc cơ quan"):
        planning.add_line(house.commune, 2026, _line(unit=ward), by=house.coordinator, now=NOW)
    planning.remove_line(line, by=house.economist, now=NOW)
    planning.add_line(house.commune, 2026, _line(unit=other), by=house.leader, now=NOW)
    planning.approve_plan(house.commune, 2026, by=house.leader, now=NOW)
    with pytest.raises(NotReady, match="đã được duyệt"):
        planning.add_line(house.commune, 2026, _line(unit=own), by=house.economist, now=NOW)


def test_who_acts_for_the_head_does_so_too(house: House) -> None:
    head = house.economist.memberships.get()
    day = NOW.date()
    delegate(head, by=house.economist, receiver=house.officer, valid_from=day, valid_to=day, on=day)
    planning.add_line(house.commune, 2026, _line(unit=_unit(house)), by=house.officer, now=NOW)
    with pytest.raises(NotAllowed):
        planning.add_line(house.commune, 2026, _line(unit=_unit(house)), by=house.officer, now=now_at(2))


def test_a_meeting_meets_the_lines_of_its_unit_first(house: House) -> None:
    """And a conference of a unit without any line is off the plan as others are."""
    own, other = _unit(house), _unit(house, "Phòng Văn hóa - Xã hội")
    for unit in (other, None, own):
        planning.add_line(house.commune, 2026, _line(unit=unit), by=house.coordinator, now=NOW)
    planning.approve_plan(house.commune, 2026, by=house.leader, now=NOW)
    lines = open_lines(house.commune, 2026, first=own)
    assert [one.unit for one in lines] == [own, None, other]
    client = signed_in(house.economist)
    page = client.post("/lich-hop/moi/", {"check": "1", "day": "10/06/2026"}).content.decode()
    assert page.index(f"sơ kết ({own.label})") < page.index(f"sơ kết ({other.label})")
    centre = house.organised.person("hcc", (_unit(house, "Trung tâm Phục vụ hành chính công"), Role.HEAD))
    meeting = house.call(at(10, 8, 9), prepared_by=centre.memberships.get().unit, **ONLINE)
    assert (meeting.off_plan, meeting.state) == (True, MeetingState.PENDING)


def _approved(house: House, *units: Unit | None) -> list[PlannedConference]:
    for unit in units:
        planning.add_line(house.commune, 2026, _line(unit=unit), by=house.coordinator, now=NOW)
    planning.approve_plan(house.commune, 2026, by=house.leader, now=NOW)
    return open_lines(house.commune, 2026)


def test_another_units_line_is_a_leaders_to_give(house: House) -> None:
    own, other = _unit(house), _unit(house, "Phòng Văn hóa - Xã hội")
    committees, owns, others = _approved(house, None, own, other)
    for day, line in ((9, committees), (10, owns)):
        meeting = house.call(at(day, 8, 9), f"Hội nghị {day}", line=line, prepared_by=own, **ONLINE)
        assert (meeting.off_plan, meeting.state) == (False, MeetingState.FIRM)
    asked = house.call(at(11, 8, 9), line=others, prepared_by=own, **ONLINE)
    assert (asked.off_plan, asked.state) == (True, MeetingState.PENDING)
    with pytest.raises(NotAllowed, match="chỉ lãnh đạo cơ quan"):
        approve_meeting(asked, by=house.coordinator, now=NOW)
    assert approve_meeting(asked, by=house.leader, now=NOW).line == others


def test_the_committee_itself_holds_the_conference_of_a_unit(house: House) -> None:
    (line,) = _approved(house, _unit(house))
    meeting = house.call(at(11, 8, 9), line=line, prepared_by=None, **ONLINE)
    assert (meeting.off_plan, meeting.state) == (False, MeetingState.FIRM)


def test_a_line_that_a_leader_gave_away_stays_given(house: House) -> None:
    own, other = _unit(house), _unit(house, "Phòng Văn hóa - Xã hội")
    (line,) = _approved(house, other)
    new = house.new(at(10, 8, 9), line=line, prepared_by=own, **ONLINE)
    meeting = call_meeting(house.commune, new, by=house.leader, now=NOW)
    moved = move_meeting(meeting, at(11, 8, 9), by=house.coordinator, now=NOW, reason="Đổi ngày")
    words = house.new(at(11, 8, 9), "Hội nghị giao ban", line=line, prepared_by=own, **ONLINE)
    changed = change_meeting(meeting, words, by=house.coordinator, now=NOW)
    for one in (meeting, moved, changed):
        assert (one.off_plan, one.state, one.line) == (False, MeetingState.FIRM, line)


def test_only_a_conference_stands_for_a_line(house: House) -> None:
    line = planning.add_line(house.commune, 2026, _line(), by=house.coordinator, now=NOW)
    planning.approve_plan(house.commune, 2026, by=house.leader, now=NOW)
    with pytest.raises(NotReady, match="hãy đánh dấu “Là hội nghị” hoặc bỏ dòng"):
        house.call(at(10, 8, 9), line=line)
    assert open_lines(house.commune, 2026) == [line]
    sent = {"subject": "Họp", "day": "10/06/2026", "starts": "08:00", "ends": "09:00", "line": str(line.pk)}
    page = signed_in(house.coordinator).post("/lich-hop/moi/", sent)
    assert page.status_code == 422
    assert "Dòng kế hoạch là của hội nghị" in page.content.decode()


def test_the_page_is_grouped_by_unit_with_last_year_and_the_target(house: House) -> None:
    own = _unit(house)
    for month in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10):
        _held(house, 2025, month, by=own if month < 6 else None)
    _held(house, 2024, 12)
    for month in (3, 4, 5, 6, 9):
        planning.add_line(house.commune, 2026, _line(month=month, unit=own), by=house.economist, now=NOW)
    committee, economy = _sheet(house).groups
    assert (committee.unit, committee.before, committee.most, committee.is_over) == (None, 5, 4, False)
    assert (economy.unit, economy.before, economy.most, economy.is_over) == (own, 5, 4, True)
    assert _sheet(house).lines == 5
    assert _sheet(house).before == LastYear(10)
    page = signed_in(house.economist).get("/lich-hop/ke-hoach-nam/?nam=2026").content.decode()
    assert "5 hội nghị theo kế hoạch; năm trước 5, giảm 10 % là không quá 4" in page
    assert "quá mức" in page
    assert page.count(">Bỏ<") == 5
    assert '<option value=""' not in page.partition('name="unit"')[2].partition("</select>")[0]


def test_a_head_adds_on_the_page(house: House) -> None:
    client, own = signed_in(house.economist), _unit(house)
    typed = {"subject": "Hội nghị tập huấn", "month": "8", "scope": "internal", "mode": "online"}
    address = "/lich-hop/ke-hoach-nam/?nam=2026"
    assert client.post(address, typed).status_code == 422
    assert client.post(address, typed | {"unit": own.pk}).status_code == 302
    assert PlannedConference.objects.get().unit == own
    assert signed_in(house.officer).post(address, typed | {"unit": own.pk}).status_code == 403


def test_a_register_that_begins_within_last_year_covers_only_its_months(house: House) -> None:
    """The same months are compared, and it is said."""
    for month in (7, 8, 9, 10, 11, 12):
        _held(house, 2025, month)
    _held(house, 2026, 1)
    assert last_year_of(house.commune, 2026) == LastYear(6, 7, 12)
    assert last_year_of(house.commune, 2027) == LastYear(1)
    assert _sheet(house).compared == 0
    page = signed_in(house.coordinator).get("/lich-hop/ke-hoach-nam/?nam=2026").content.decode()
    assert "từ tháng 7 đến tháng 12; cùng kỳ năm nay 0" in page
    assert "lịch năm trước chỉ có từ tháng 7 đến tháng 12" in page
    meeting = house.call(at(10, 8, 9), **ONLINE)
    assert "năm 2025 chỉ có số từ tháng 7 đến tháng 12" in meeting.reasons["meeting.no_last_year"][0]


def test_a_typed_number_may_be_of_some_months(house: House) -> None:
    client = signed_in(house.coordinator)
    typed = {"last_year": "2", "last_year_source": "Báo cáo 05/BC-UBND"}
    months = {"last_year_first_month": "7", "last_year_last_month": "12"}
    address = "/lich-hop/ke-hoach-nam/nam-truoc/?nam=2026"
    client.post(address, typed | months)
    plan = YearlyMeetingPlan.objects.get()
    assert last_year_of(house.commune, 2026) == LastYear(2, 7, 12, "Báo cáo 05/BC-UBND")
    assert plan.last_year_at is not None
    house.call(at(8, 8, 9, 7), **ONLINE)
    with pytest.raises(NotReady, match=r"từ tháng 7 đến tháng 12\), tức không quá 1.*có 2 cùng kỳ"):
        house.call(at(9, 8, 9, 7), "Hội nghị nữa", **ONLINE)
    with pytest.raises(NotReady, match="Tháng đầu"):
        planning.set_last_year(
            house.commune, 2026, 2, "Báo cáo", by=house.coordinator, now=NOW, months=(8, 7)
        )
    client.post(address, typed)
    assert last_year_of(house.commune, 2026) == LastYear(2, source="Báo cáo 05/BC-UBND")


def test_a_change_of_the_limits_is_marked_where_figures_are_shown(house: House) -> None:
    usual = default_limits(house.commune, date(2026, 1, 1))
    names = (
        "hybrid_counts_online", "invitation_days", "papers_days", "speech_minutes", "province_wide",
        "commune_wide", "cut", "online_share", "crowded_from", "merge_days", "source",
    )  # fmt: skip
    said = {name: getattr(usual, name) for name in names}
    client = signed_in(house.coordinator)
    assert "Quy định đổi" not in client.get("/lich-hop/ke-hoach-nam/?nam=2026").content.decode()
    set_limits(house.commune, said, reason="Quy chế", by=house.leader, now=now_at(12, month=3))  # type: ignore[arg-type]
    assert "Quy định đổi từ 12/03/2026." in client.get("/lich-hop/ke-hoach-nam/?nam=2026").content.decode()
    assert "Quy định đổi" not in client.get("/lich-hop/ke-hoach-nam/?nam=2027").content.decode()
