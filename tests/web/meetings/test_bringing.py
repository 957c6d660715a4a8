"""Meetings from a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from tests.web.meetings.conftest import NOW, House, at
from tests.web.organisation import signed_in

from sauro_web.audit.models import Entry
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings.importing import calendar_columns as columns
from sauro_web.meetings.importing.calendar_columns import (
    CALENDAR,
    CALLED,
    CHAIR,
    DAY,
    END,
    EXCEPTIONAL,
    GUESTS,
    KIND,
    LAST_DAY,
    MODE,
    MOST_MEETINGS,
    OPTIONAL,
    REASON,
    ROOM,
    SECRETARY,
    SPEECH,
    START,
    SUBJECT,
    WHY,
    calendar_template,
    recognised,
)
from sauro_web.meetings.importing.cells import day_in, hours_in
from sauro_web.meetings.importing.columns import template
from sauro_web.meetings.models import Hold, Meeting, MeetingState
from sauro_web.meetings.moments import local
from sauro_web.meetings.operations import bringing, calling, planning
from sauro_web.meetings.operations.bringing import Brought, import_meetings
from sauro_web.notices.models import Notice

__all__ = ["book_of", "bytes_of", "row_of"]

pytestmark = pytest.mark.django_db
HEADINGS = [column.heading for column in CALENDAR.columns]
GOOD: dict[str, object] = {
    DAY: "10/06/2026", START: "8h00", END: "09:30", SUBJECT: "Giao ban tuần", ROOM: "hội trường",
    CHAIR: "Đ/c Người chutich", SECRETARY: "chuyenvien", CALLED: "Người truongphong; Phòng Kinh tế",
    GUESTS: "Ông Lò Văn Bình, Sở Nội vụ",
}  # fmt: skip


def row_of(**said: object) -> dict[str, object]:
    """The good row, with other cells by the names of the constants."""
    return GOOD | {getattr(columns, name.upper()): cell for name, cell in said.items()}


def book_of(
    *rows: Mapping[str, object], headings: Sequence[str] = HEADINGS, title: str = "Lịch họp"
) -> Workbook:
    book = Workbook()
    page = book.worksheets[0]
    page.title = title
    page.append(list(headings))
    for row in rows:
        page.append([row.get(heading) for heading in headings])
    return book


def bytes_of(book: Workbook) -> BytesIO:
    written = BytesIO()
    book.save(written)
    written.seek(0)
    return written


def _bring(house: House, *rows: Mapping[str, object], write: bool = True, **said: Any) -> Brought:
    by = said.pop("by", house.coordinator)
    book = said.pop("book", None) or book_of(*rows, **said)
    return import_meetings(house.commune, file=bytes_of(book), by=by, now=NOW, dry_run=not write)


def _told(brought: Brought) -> list[tuple[int, str, str]]:
    return [
        (fault.row, fault.column.partition("(")[2].removesuffix(")"), fault.sentence)
        for fault in brought.faults
    ]


def test_a_file_is_tried_and_then_called_whole(house: House) -> None:
    rows = (row_of(), row_of(day=date(2026, 6, 11), start=time(14), end=time(16), subject="Họp chuyên môn"))
    tried = _bring(house, *rows, write=False)
    assert (tried.rows, tried.faults, tried.written) == (2, (), False)
    assert not Meeting.objects.exists()
    assert not Entry.objects.filter(action__startswith="meeting.").exists()
    assert _bring(house, *rows).written
    first, second = Meeting.objects.order_by("starts")
    assert (first.state, first.subject, first.approved_by) == ("firm", "Giao ban tuần", house.coordinator)
    assert (local(second.starts), local(second.ends)) == (
        datetime(2026, 6, 11, 14),
        datetime(2026, 6, 11, 16),
    )
    assert [str(row) for row in first.attendees.all()] == [
        "Người chutich", "Người chuyenvien", "Người truongphong", "Phòng Kinh tế", GOOD[GUESTS],
    ]  # fmt: skip
    held = set(first.holds.filter(live=True).values_list("room__name", "person__username"))
    assert held == {("Hội trường", None), (None, "chutich"), (None, "chuyenvien"), (None, "truongphong")}
    assert Entry.objects.filter(action="meeting.call").count() == 2
    assert Entry.objects.get(action="meeting.import").changes["meetings"] == [0, 2]
    assert Notice.objects.filter(person=house.leader, key__startswith="meeting.").count() == 2


def test_who_does_not_arrange_the_calendar_only_asks(house: House) -> None:
    brought = _bring(house, row_of(), row_of(day="11/06/2026"), by=house.officer)
    assert (brought.written, brought.waiting) == (True, 2)
    assert not Hold.objects.filter(live=True).exists()
    for by in (house.inspector, house.outsider):
        with pytest.raises(NotAllowed):
            _bring(house, row_of(), by=by)


def test_all_faults_of_all_rows_are_told_at_once(house: House) -> None:
    brought = _bring(
        house,
        row_of(day="31/02/2026", start="sáng", room="Nhà văn hóa", chair="Ai đó"),
        row_of(day="12/06/2026", called="Người truongphong; Phòng Thủy lợi; Ai", mode="thư", subject=""),
        row_of(day="15/06/2026", conference="x"),
        row_of(day="16/06/2026", chair="Phòng Kinh tế", kind="tiệc", guests=""),
    )
    told = [one[:2] for one in _told(brought)]
    assert told == [
        (2, DAY), (2, START), (2, ROOM), (2, CHAIR), (3, SUBJECT), (3, MODE), (3, CALLED), (3, CALLED),
        (4, KIND), (4, WHY), (5, CHAIR), (5, KIND),
    ]  # fmt: skip
    sentences = " ".join(fault.sentence for fault in brought.faults)
    assert "Nhà văn hóa" not in sentences
    assert "Các phòng: Hội trường; Phòng họp số 2." in sentences
    assert not Meeting.objects.exists()


def test_a_clash_with_the_calendar_and_inside_the_file_is_told_with_its_row(house: House) -> None:
    house.call(at(10, 9, 10), "Tiếp đoàn", chair=house.economist)
    rows = (
        row_of(),
        row_of(day="11/06/2026"),
        row_of(day="11/06/2026", start="9h", end="10h", subject="Họp khác", room="Phòng họp số 2"),
    )
    brought = _bring(house, *rows)
    told = _told(brought)
    assert {one[:2] for one in told} == {(2, START), (4, START)}
    assert "Hội trường đã được dùng cho “Tiếp đoàn” từ 09:00 đến 10:00" in told[0][2]
    assert all("“dòng 3 của tệp” từ 08:00 đến 09:30" in one[2] for one in told[1:])
    assert Meeting.objects.count() == 1
    assert Hold.objects.filter(meeting__subject="Tiếp đoàn").count() == Hold.objects.count()
    assert _told(_bring(house, *rows, by=house.officer)) != []


def test_the_database_refuses_what_was_overlooked_and_nothing_is_left(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a meeting is put into the calendar between the look and the writing."""
    house.call(at(11, 8, 9), "Tiếp đoàn", chair=house.economist)
    monkeypatch.setattr(bringing, "clashes_of", lambda takings, **_: tuple(() for _ in takings))
    monkeypatch.setattr(calling, "refuse_taken", lambda taking, **_: None)
    ((row, _, sentence),) = _told(_bring(house, row_of(), row_of(day="11/06/2026")))
    assert (row, "vừa được một cuộc họp khác giữ" in sentence) == (3, True)
    assert list(Meeting.objects.values_list("subject", flat=True)) == ["Tiếp đoàn"]
    assert not Notice.objects.filter(text__contains="Giao ban tuần").exists()


def test_a_clash_with_what_may_not_be_known_names_it_not(house: House) -> None:
    house.call(at(10, 8, 9), "Công tác cán bộ", limited=True)
    (fault, *_) = _bring(house, row_of(), by=house.economist).faults
    assert "một cuộc họp khác" in fault.sentence


def test_the_same_file_again_is_told(house: House) -> None:
    assert _bring(house, row_of()).written
    later = row_of(day="11/06/2026")
    told = _told(_bring(house, row_of(), later, later))
    assert [one[:2] for one in told] == [(2, SUBJECT), (4, SUBJECT)]
    assert "đã có trong lịch" in told[0][2]
    assert "với dòng 3" in told[1][2]
    assert Meeting.objects.count() == 1


def test_limits_that_are_not_kept_want_their_reason_row_by_row(house: House) -> None:
    late, off = row_of(day="02/06/2026"), row_of(day="13/06/2026")
    evening = row_of(day="11/06/2026", start="19h", end="20h")
    told = _told(_bring(house, late, off, evening, row_of()))
    assert {one[:2] for one in told} == {(2, REASON), (3, REASON), (4, REASON)}
    words = " ".join(one[2] for one in told)
    assert "Giấy mời phải gửi trước" in words
    assert "ngày nghỉ: thứ Bảy, 13/06/2026" in words
    assert "ngoài giờ làm việc" in words
    answered = [one | {REASON: "Yêu cầu công việc"} for one in (late, off, evening)]
    assert _bring(house, *answered, row_of()).written
    kept = Meeting.objects.get(starts__date=date(2026, 6, 2)).reasons
    assert kept["meeting.late_invitation"][1] == "Yêu cầu công việc"


def test_days_of_every_kind(house: House) -> None:
    """Across midnight, over Tết, on a Saturday that is worked in place of another day; what is over."""
    night = row_of(start="22:00", end="02:00", reason="Trực bão")
    assert _told(_bring(house, night))[0][:2] == (2, END)
    rows = (
        night | {LAST_DAY: "11/06/2026"},
        row_of(day="Thứ Bảy, 22/08/2026", subject="Họp ngày làm bù"),
        row_of(
            day="04/02/2027", last_day="12/02/2027", end="17h", subject="Tập huấn qua Tết", reason="Theo tỉnh"
        ),
    )
    assert _bring(house, *rows).written
    assert Hold.objects.filter(meeting__subject="Giao ban tuần", room=house.hall).count() == 1
    assert not Meeting.objects.get(subject="Họp ngày làm bù").reasons
    tet = Meeting.objects.get(subject="Tập huấn qua Tết")
    assert 0 < tet.holds.filter(room=house.hall).count() < 5
    ((row, _, sentence),) = _told(_bring(house, row_of(day="10/06/2025")))
    assert (row, "đã qua" in sentence) == (2, True)


@pytest.mark.parametrize(
    ("said", "column", "words"),
    [
        ({"last_day": "10/06/9999"}, LAST_DAY, "dài hơn 10 ngày"),
        ({"day": "10/06/2036"}, DAY, "kiểm tra lại năm"),
    ],
)
def test_a_slip_of_the_year_is_told_before_anything_is_held(
    house: House, monkeypatch: pytest.MonkeyPatch, said: dict[str, object], column: str, words: str
) -> None:
    """What clashes in the other rows is told all the same."""
    asked = list[object]()
    monkeypatch.setattr(bringing, "sittings_of", lambda when, hours: asked.append(when) or (when,))
    brought = _bring(house, row_of(**said), row_of(day="11/06/2026"), row_of(day="11/06/2026", subject="B"))
    told = _told(brought)
    assert [one[:2] for one in told][:2] == [(2, column), (4, START)]
    assert words in told[0][2]
    assert len(asked) == 2


def test_a_conference_in_the_plan_stands_for_its_line(house: House) -> None:
    for month in (6, 7):
        line = planning.Line(
            subject="Hội nghị sơ kết", month=month, scope="commune", mode="online", cost=None
        )
        planning.add_line(house.commune, 2026, line, by=house.coordinator, now=NOW)
    planning.approve_plan(house.commune, 2026, by=house.leader, now=NOW)
    conference = row_of(
        subject="HỘI NGHỊ sơ kết", conference="X", kind="sơ kết", why="Nửa năm",
        room="", link="https://hop.example.gov.vn/1", mode="trực tuyến",
    )  # fmt: skip
    other = conference | {DAY: "11/06/2026"}
    brought = _bring(house, conference, other)
    assert (brought.written, brought.waiting) == (True, 1)
    on, off = Meeting.objects.order_by("starts")
    assert (on.line.month, on.off_plan, on.state) == (6, False, MeetingState.FIRM)
    assert (off.line, off.off_plan, off.state) == (None, True, MeetingState.PENDING)


def test_a_row_that_takes_another_units_line_waits_for_a_leader(house: House) -> None:
    unit = house.organised.unit(house.commune, "Phòng Kinh tế")
    line = planning.Line(
        subject="Hội nghị sơ kết", month=6, scope="commune", mode="online", cost=None, unit=unit
    )
    planning.add_line(house.commune, 2026, line, by=house.coordinator, now=NOW)
    planning.approve_plan(house.commune, 2026, by=house.leader, now=NOW)
    conference = row_of(
        subject="Hội nghị sơ kết", conference="x", kind="sơ kết", why="Nửa năm", reason="Theo lịch",
        room="", link="https://hop.example.gov.vn/1", mode="trực tuyến",
    )  # fmt: skip
    assert _bring(house, conference).waiting == 1
    meeting = Meeting.objects.get()
    assert (meeting.line.unit, meeting.off_plan) == (unit, True)


def test_a_row_says_what_the_form_says_of_the_limits(house: House) -> None:
    """Optional people hold nothing that others lack; the speech has its limit; beyond the yearly number."""
    house.call(at(10, 8, 9), "Tiếp đoàn", chair=house.economist, rooms=())
    row = row_of(optional="Người kinhte", speech="60", guidance="12/HD-UBND", called="", guests="")
    told = _told(_bring(house, row))
    assert {one[:2] for one in told} == {(2, REASON)}
    assert any("60 phút" in one[2] for one in told)
    assert _bring(house, row | {REASON: "Nghị quyết dài"}).written
    meeting = Meeting.objects.get(subject="Giao ban tuần")
    assert (meeting.speech_minutes, meeting.guidance) == (60, "12/HD-UBND")
    assert meeting.attendees.get(role="optional").person == house.economist
    wrong = row_of(optional="Phòng Kinh tế; Ai đó", speech="nửa giờ", subject="Khác", day="11/06/2026")
    assert {one[:2] for one in _told(_bring(house, wrong))} == {(2, OPTIONAL), (2, SPEECH)}


def test_a_row_beyond_the_yearly_number_says_why(house: House) -> None:
    conference = row_of(
        conference="x", kind="sơ kết", why="Nửa năm", scope="toàn xã", room="", mode="trực tuyến",
        link="https://hop.example.gov.vn/1",
    )  # fmt: skip
    rows = [conference | {DAY: f"{day:02}/06/2026", SUBJECT: f"Hội nghị {day}"} for day in (8, 9, 10, 11)]
    assert any("hội nghị thứ 4" in one[2] for one in _told(_bring(house, *rows)))
    rows[3] |= {EXCEPTIONAL: "Phòng chống bão số 3"}
    assert _bring(house, *rows).written
    assert Meeting.objects.get(subject="Hội nghị 11").exceptional == "Phòng chống bão số 3"


def test_columns_are_known_by_name_wherever_they_stand(house: House) -> None:
    """As offices keep their weeks: a title above, other words, other columns."""
    headings = ["TT", "Thứ, ngày", "Thời gian", "Nội dung công việc", "Địa điểm", "Lãnh đạo chủ trì",
                "Thành phần tham dự", "Chuẩn bị xe"]  # fmt: skip
    book = book_of(headings=["LỊCH CÔNG TÁC TUẦN 24"])
    page = book.worksheets[0]
    page.append(headings)
    page.append([1, "Thứ Tư\n10/06/2026", "8h00 - 9h30", "Giao ban", "Hội trường", "Người chutich", "", "x"])
    brought = _bring(house, book=book)
    assert (brought.written, dict(brought.columns)[ROOM]) == (True, "Địa điểm")
    meeting = Meeting.objects.get()
    assert (local(meeting.starts).hour, local(meeting.ends).minute) == (8, 30)
    assert recognised(["Ngày họp", "Ngày"]) == {DAY: "Ngày"}


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("10/06/2026, 11/06/2026", "nhiều ngày"),
        ("10/06/2026-11/06/2026", "nhiều ngày"),
        ("Thứ Năm, 10/06/2026", "Thứ và ngày không khớp"),
        ("10/06", "đủ ngày/tháng/năm"),
        ("30/02/2026", "Không có ngày này"),
        ("", "Chưa điền"),
        ("=A1", "công thức"),
        ("#REF!", "Công thức"),
    ],
)
def test_a_cell_that_is_no_day_says_why(house: House, cell: str, words: str) -> None:
    ((row, column, sentence),) = _told(_bring(house, row_of(day=cell)))
    assert (row, column) == (2, DAY)
    assert words in sentence


@pytest.mark.parametrize("cell", ["8:00", "08:00:00", "8h", "8h00", "8.00", "8 giờ", "08 giờ 00 phút"])
def test_hours_however_they_are_written(cell: str) -> None:
    assert hours_in(cell) == (time(8), None)
    assert hours_in(f"{cell} đến 9h30") == (time(8), time(9, 30))


@pytest.mark.parametrize("cell", ["", "sáng", "25h", "8h70", "8", "0.333", "0.25", "8h-9h-10h"])
def test_what_is_no_hour(cell: str) -> None:
    assert hours_in(cell) is None


def test_days_with_their_weekday() -> None:
    for text in ("Thứ Tư 10/6/2026", "thứ tư, ngày 10/06/2026", "T4 - 10.06.2026", "2026-06-10"):
        assert day_in(text) == date(2026, 6, 10)


def _merged() -> Workbook:
    book = book_of(row_of(), row_of(day=None, start="14h", end="15h"))
    book.worksheets[0].merge_cells("A2:A3")
    return book


def _two_sheets() -> Workbook:
    book = book_of(row_of())
    page = book.create_sheet("Tuần sau")
    page.append(HEADINGS)
    return book


def _old_template() -> Workbook:
    book = load_workbook(BytesIO(calendar_template()))
    book["Tên mẫu"].cell(1, 1).value = "Sáu Rõ - lịch họp - 2025.1"
    return book


@pytest.mark.parametrize(
    ("book", "words"),
    [
        (book_of(row_of(), headings=["Việc", *HEADINGS[1:]]), "đủ các cột “Ngày”"),
        (Workbook(), "đủ các cột “Ngày”"),
        (book_of(), "chưa có dòng nào"),
        (_merged(), "bỏ gộp và điền từng dòng"),
        (_two_sheets(), "2 trang lịch họp"),
        (_old_template(), "mẫu cũ"),
        (load_workbook(BytesIO(template(2026))), "mẫu khác"),
        (book_of(*[row_of()] * (MOST_MEETINGS + 1)), "Có dòng sau dòng"),
    ],
    ids=["no-heading", "empty", "no-rows", "merged", "two-sheets", "old", "plan", "too-many"],
)
def test_a_file_that_will_not_do_says_why(house: House, book: Workbook, words: str) -> None:
    brought = _bring(house, book=book)
    assert not brought.written
    assert any(words in fault.sentence for fault in brought.faults)
    assert not Meeting.objects.exists()


def test_a_million_empty_rows_are_no_rows(house: House) -> None:
    book = book_of(row_of())
    book.worksheets[0].cell(1_000_000, 1).number_format = "@"
    assert _bring(house, book=book).written


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04 none", b"a;b\n1;2\n"])
def test_what_is_no_spreadsheet_is_refused(house: House, data: bytes) -> None:
    brought = import_meetings(house.commune, file=BytesIO(data), by=house.coordinator, now=NOW, dry_run=False)
    assert brought.fault_count
    assert not brought.written


def test_a_file_marked_secret_is_refused(house: House) -> None:
    book = book_of(headings=["MẬT"])
    page = book.worksheets[0]
    page.append(HEADINGS)
    page.append([GOOD.get(heading) for heading in HEADINGS])
    with pytest.raises(NotReady):
        _bring(house, book=book)
    assert Entry.objects.filter(action="meeting.refuse_classified").count() == 1
    assert not Meeting.objects.exists()


def test_on_its_page(house: House) -> None:
    client = signed_in(house.officer)
    page = client.get("/lich-hop/nhap/tep-mau.xlsx")
    assert load_workbook(BytesIO(page.content)).sheetnames == ["Lịch họp", "Tên mẫu"]
    assert "Nhập lịch từ tệp Excel" in client.get("/lich-hop/").content.decode()
    assert signed_in(house.inspector).get("/lich-hop/nhap/").status_code == 403

    def send(*rows: Mapping[str, object], **said: str) -> str:
        file = SimpleUploadedFile("lich.xlsx", bytes_of(book_of(*rows)).getvalue())
        answer = client.post("/lich-hop/nhap/", {"file": file} | said)
        return f"{answer.status_code} {answer.content.decode()}"

    year = datetime.now().year + 1
    good = row_of(day=f"10/06/{year}", reason="Theo lịch công tác")
    assert "Tệp không có lỗi: 1 cuộc họp" in send(good)
    assert send(good | {START: "sáng"}, write="on").startswith("422")
    assert send(good, write="on").startswith("302")
    assert Meeting.objects.get().state == MeetingState.PENDING
