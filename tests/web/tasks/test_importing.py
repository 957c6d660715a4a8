"""Tasks and progress from a spreadsheet: the whole file or nothing, faults that repeat no cell."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from tests.web.organisation import Organisation, signed_in
from tests.web.tasks.conftest import NOW

from sauro_web.accounts.models import User
from sauro_web.audit.models import Entry
from sauro_web.audit.queries import verify
from sauro_web.common.errors import NotAllowed
from sauro_web.notices.models import Notice
from sauro_web.tasks.importing.columns import MOST_LINES, NAMED_ON, PROGRESS, TASKS, Template
from sauro_web.tasks.importing.workbooks import workbook_of
from sauro_web.tasks.models import Origin, ProgressNote, Task, TaskState, UnitTask
from sauro_web.tasks.operations.importing import Imported, import_progress, import_tasks
from sauro_web.workdays.queries import calendar_of

ROW = {
    "Nội dung nhiệm vụ": "Lập danh mục thủ tục",
    "Sản phẩm": "Danh mục",
    "Đơn vị chủ trì": "phòng văn hóa - xã hội",
    "Đơn vị phối hợp": "Phòng Kinh tế; Thôn 1",
    "Thời hạn": "29/08/2026",
    "Văn bản nguồn": "Thông báo số 45/TB-UBND ngày 12/6/2026",
}


def book(template: Template, *rows: dict[str, Any], name: str | None = None) -> BytesIO:
    """The template with rows filled in by heading."""
    made = load_workbook(BytesIO(workbook_of(template)))
    page = made[template.sheet.title]
    headings = [cell.value for cell in page[1]]
    for number, row in enumerate(rows, 2):
        for heading, value in row.items():
            page.cell(number, headings.index(heading) + 1, value)
    if name is not None:
        made[NAMED_ON].cell(1, 1, name)
    written = BytesIO()
    made.save(written)
    return written


def give(organised: Organisation, by: User, *rows: dict[str, Any], **about: Any) -> Imported:
    settings = {"by": by, "now": NOW, "dry_run": False} | about
    return import_tasks(organised.commune, file=book(TASKS, *rows), **settings)


def test_work_from_a_file(organised, coordinator):
    tried = give(organised, coordinator, ROW, dry_run=True)
    assert (tried.rows, tried.fault_count, tried.written) == (1, 0, False)
    assert not Task.objects.exists()
    second = {
        "Nội dung nhiệm vụ": "Việc thường xuyên",
        "Sản phẩm": "Sổ theo dõi",
        "Đơn vị chủ trì": "Phòng Kinh tế",
        "Thời hạn": "Thường xuyên",
    }
    assert give(organised, coordinator, ROW, second).written
    first, other = Task.objects.order_by("position")
    assert (first.origin, first.source) == (Origin.DOCUMENT, ROW["Văn bản nguồn"])
    assert (other.origin, other.due_on, first.given_by) == (Origin.DIRECT, None, coordinator)
    parts = first.parts.order_by("pk")
    assert [(one.unit.name, one.part, one.answers_alone) for one in parts] == [
        ("Phòng Văn hóa - Xã hội", "lead", True),
        ("Phòng Kinh tế", "cooperating", False),
        ("Thôn 1", "cooperating", False),
    ]
    # A Saturday before the holidays of the second of September.
    assert (parts[0].due_on, parts[0].ends_on) == (date(2026, 8, 29), date(2026, 9, 3))
    assert Notice.objects.filter(text__endswith="giao đơn vị 2 việc.").count() == 1
    of_office = Entry.objects.get(action="task.import", object_type="accounts.unit")
    assert of_office.changes == {"tasks": [0, 2], "file": ["", ""]}
    assert Entry.objects.filter(action="task.import", object_type="tasks.task").count() == 2


def test_the_same_file_gives_no_work_twice(organised, coordinator):
    assert give(organised, coordinator, ROW).written
    again = give(organised, coordinator, ROW)
    assert not again.written
    assert "tệp này đã được ghi" in again.faults[0].sentence
    assert "cùng nội dung" in again.faults[1].sentence
    assert Task.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "column", "sentence"),
    [
        ({"Nội dung nhiệm vụ": None}, "A (Nội dung nhiệm vụ)", "Chưa điền"),
        ({"Đơn vị chủ trì": None}, "C (Đơn vị chủ trì)", "Chưa điền"),
        ({"Đơn vị chủ trì": "Phòng Bí Mật"}, "C (Đơn vị chủ trì)", "Không có đơn vị"),
        ({"Đơn vị phối hợp": "Thôn 1; Thôn 9"}, "D (Đơn vị phối hợp)", "Không có đơn vị"),
        ({"Thời hạn": "31/02/2026"}, "E (Thời hạn)", "Chưa hiểu thời hạn này"),
        ({"Thời hạn": "càng sớm càng tốt"}, "E (Thời hạn)", "Chưa hiểu thời hạn này"),
        ({"Thời hạn": None}, "E (Thời hạn)", "Chưa điền"),
        ({"Thời hạn": "1/6/2026"}, "E (Thời hạn)", "Thời hạn 01/06/2026 đã qua"),
        ({"Sản phẩm": None}, "B (Sản phẩm)", "Chưa điền"),
        ({"Đơn vị phối hợp": "Thôn 1; Phòng Văn hóa - Xã hội"}, "D (Đơn vị phối hợp)", "Tên thứ 2 trong ô"),
        ({"Đơn vị chủ trì": "Phòng Kinh tế; Thôn 1"}, "C (Đơn vị chủ trì)", "Chỉ ghi một đơn vị chủ trì"),
        ({"Đơn vị chủ trì": "Phòng Kinh tế, Thôn 1"}, "C (Đơn vị chủ trì)", "Chỉ ghi một đơn vị chủ trì"),
        ({"Thời hạn": "01/01/2062"}, "E (Thời hạn)", "kiểm tra lại năm"),
        ({"Sản phẩm": "x" * 1_001}, "B (Sản phẩm)", "Dài quá"),
        ({"Sản phẩm": "#REF!"}, "B (Sản phẩm)", "bị lỗi"),
    ],
)
def test_one_fault_and_nothing_is_written(organised, coordinator, changes, column, sentence):
    found = give(organised, coordinator, ROW | {"Nội dung nhiệm vụ": "Việc khác"}, ROW | changes)
    assert not found.written
    fault = found.faults[0]
    assert (fault.row, fault.column) == (3, column)
    assert sentence in fault.sentence
    typed = next(iter(changes.values()))
    assert not typed or str(typed) not in "".join(one.sentence for one in found.faults)
    assert not Task.objects.exists()


def test_dates_as_excel_keeps_them_and_29_february(organised, coordinator):
    rows = [
        ROW | {"Nội dung nhiệm vụ": "Một", "Thời hạn": date(2026, 7, 30)},
        ROW | {"Nội dung nhiệm vụ": "Hai", "Thời hạn": "29/02/2028"},
    ]
    assert give(organised, coordinator, *rows).written
    assert [task.due_on for task in Task.objects.order_by("position")] == [
        date(2026, 7, 30),
        date(2028, 2, 29),
    ]


def test_the_deadline_is_read_as_in_the_form(organised, coordinator):
    written = ["Quý IV/2026", "05 ngày làm việc", "2026-11-25", "hằng tháng"]
    rows = [ROW | {"Nội dung nhiệm vụ": f"Việc {one}", "Thời hạn": one} for one in written]
    tried = give(organised, coordinator, *rows, dry_run=True)
    assert [(one.row, one.sentence[:9]) for one in tried.remarks if "(Thời hạn)" in one.column] == [
        (2, "Thời hạn:"), (3, "Thời hạn:"), (5, "Việc định"),
    ]  # fmt: skip
    assert give(organised, coordinator, *rows).written
    *dated, monthly = Task.objects.order_by("position")
    counted = calendar_of(organised.commune).add(NOW.date(), 5)
    assert [task.due_on for task in dated] == [date(2026, 12, 31), counted, date(2026, 11, 25)]
    assert [task.due_text for task in (*dated, monthly)] == [*written[:2], "25/11/2026", "hằng tháng"]
    lead = monthly.parts.get(part="lead", series=None)
    assert (monthly.due_on, lead.goes_on, lead.check_on) == (None, True, date(2026, 6, 30))
    assert [one.due_on for one in monthly.parts.filter(series=lead)] == [date(2026, 6, 30)]


def test_two_rows_of_the_same_work(organised, coordinator):
    found = give(organised, coordinator, ROW, ROW | {"Thời hạn": "30/8/2026"})
    assert [one.row for one in found.faults] == [2, 3]


def test_an_old_template_is_refused_by_its_name(organised, coordinator):
    old = TASKS.former[0]
    file = book(TASKS, ROW, name=old)
    found = import_tasks(organised.commune, file=file, by=coordinator, now=NOW, dry_run=False)
    assert (found.written, found.faults[0].sentence) == (
        False,
        f"Tệp theo mẫu cũ “{old}”; hãy tải mẫu “{TASKS.name}” và chép sang.",
    )
    for file in (book(TASKS, ROW, name="=HYPERLINK()"), book(PROGRESS), _plain()):
        found = import_tasks(organised.commune, file=file, by=coordinator, now=NOW, dry_run=False)
        assert not found.written
        assert "HYPERLINK" not in found.faults[0].sentence


def _plain() -> BytesIO:
    made, written = Workbook(), BytesIO()
    made.save(written)
    return written


def test_more_than_two_thousand_rows(organised, coordinator):
    rows = [ROW | {"Nội dung nhiệm vụ": f"Việc {number}"} for number in range(MOST_LINES + 1)]
    found = give(organised, coordinator, *rows)
    assert not found.written
    assert "2.001" in found.faults[0].sentence


def test_who_gives_work_from_a_file(organised, officer, cooperator, neighbour, leader):
    for person in (officer, cooperator, neighbour):
        with pytest.raises(NotAllowed):
            give(organised, person, ROW)
    assert give(organised, leader, ROW).written


@pytest.fixture
def owed(part: UnitTask) -> UnitTask:
    UnitTask.objects.filter(task=part.task).update(state=TaskState.RECEIVED)
    part.refresh_from_db()
    return part


def news(part: UnitTask, **changes: Any) -> dict[str, Any]:
    row = {"Mã phần việc": str(part.pk), "Lần sửa": str(part.version)}
    return row | {"Mức độ (%)": "40", "Nội dung cập nhật": "Đã gửi phiếu"} | changes


def say(by: User, *rows: dict[str, Any], dry_run: bool = False) -> Imported:
    return import_progress(by=by, file=book(PROGRESS, *rows), now=NOW, dry_run=dry_run)


def test_progress_from_a_file(owed, officer):
    assert say(officer, news(owed), dry_run=True).rows == 1
    assert not ProgressNote.objects.exists()
    assert say(officer, news(owed)).written
    owed.refresh_from_db()
    assert (owed.state, owed.percent, owed.version, owed.started_at) == (TaskState.WORKING, 40, 1, NOW)
    note = ProgressNote.objects.get()
    assert (note.text, note.percent, note.by) == ("Đã gửi phiếu", 40, officer)
    # The file is out of date now: somebody, here he himself, has changed the part since.
    owed.version = 0
    again = say(officer, news(owed))
    assert "tải tệp mới" in again.faults[0].sentence


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"Mức độ (%)": "100"}, "từ 0 đến 99"),
        ({"Mức độ (%)": "4,5"}, "từ 0 đến 99"),
        ({"Mức độ (%)": "²"}, "từ 0 đến 99"),
        ({"Nội dung cập nhật": None}, "Chưa điền"),
        ({"Mã phần việc": "999999999"}, "Không có phần việc"),
        ({"Mã phần việc": "x"}, "Không có phần việc"),
        ({"Lần sửa": "7"}, "tải tệp mới"),
    ],
)
def test_progress_that_makes_no_sense(owed, officer, changes, sentence):
    found = say(officer, news(owed, **changes))
    assert not found.written
    assert sentence in " ".join(one.sentence for one in found.faults)
    assert not ProgressNote.objects.exists()


def test_progress_is_said_by_the_unit_alone(owed, helping, cooperator, neighbour, leader):
    for person in (cooperator, neighbour, leader):
        assert "Không có phần việc" in say(person, news(owed)).faults[0].sentence
    # A file with one row of another unit writes none of its rows.
    assert not say(cooperator, news(helping), news(owed)).written
    assert not ProgressNote.objects.exists()


@pytest.mark.parametrize("state", [TaskState.SUBMITTED, TaskState.FINISHED, TaskState.CANCELLED])
def test_progress_of_what_is_handed_in_or_over(owed, officer, state):
    UnitTask.objects.filter(pk=owed.pk).update(state=state, handed_in_on=date(2026, 6, 15))
    assert not say(officer, news(owed)).written


def test_rows_without_news_are_left_alone(owed, officer):
    found = say(officer, news(owed, **{"Mức độ (%)": None, "Nội dung cập nhật": None}))
    assert "chưa có dòng nào được cập nhật" in found.faults[0].sentence


def test_the_pages(owed, officer, coordinator):
    UnitTask.objects.filter(pk=owed.pk).update(version=3)
    Task.objects.filter(pk=owed.task_id).update(text='=HYPERLINK("http://x")')
    browser = signed_in(officer)
    template = load_workbook(BytesIO(browser.get("/nhiem-vu/tien-do/mau/").content))
    row = template["Tiến độ"][2]
    assert [cell.value for cell in row[:4]] == [str(owed.pk), "3", '=HYPERLINK("http://x")', "30/07/2026"]
    assert row[2].data_type == "s"
    assert row[2].quotePrefix
    assert browser.get("/nhiem-vu/nhap/").status_code == 403
    follower = signed_in(coordinator)
    assert follower.get("/nhiem-vu/nhap/").status_code == 200
    row_now = ROW | {"Thời hạn": "10 ngày"}
    file = SimpleUploadedFile("viec.xlsx", book(TASKS, row_now).getvalue())
    page = follower.post("/nhiem-vu/nhap/", {"file": file}).content.decode()
    assert "Tệp không có lỗi: 1 việc" in page
    file = SimpleUploadedFile("viec.xlsx", book(TASKS, ROW | {"Thời hạn": "sớm"}).getvalue())
    answer = follower.post("/nhiem-vu/nhap/", {"file": file, "write": "on"})
    assert answer.status_code == 422
    assert "E (Thời hạn)" in answer.content.decode()
    for broken in (b"PK nothing", b"", b"<html>"):
        file = SimpleUploadedFile("viec.xlsx", broken)
        assert follower.post("/nhiem-vu/nhap/", {"file": file, "write": "on"}).status_code == 422
    file = SimpleUploadedFile("viec.xlsx", book(TASKS, row_now).getvalue())
    assert follower.post("/nhiem-vu/nhap/", {"file": file, "write": "on"}).status_code == 302


def test_the_history_of_each_task_names_the_file(organised, coordinator, owed, officer):
    give(organised, coordinator, ROW, name="viec-thang-7.xlsx")
    task = Task.objects.get(text=ROW["Nội dung nhiệm vụ"])
    page = signed_in(coordinator).get(f"/nhiem-vu/{task.pk}/lich-su/").content.decode()
    assert "Giao việc từ tệp Excel" in page
    assert "tệp: viec-thang-7.xlsx" in page
    file = book(PROGRESS, news(owed))
    assert import_progress(by=officer, file=file, now=NOW, dry_run=False, name="tien-do.xlsx").written
    page = signed_in(officer).get(f"/nhiem-vu/{owed.task_id}/lich-su/").content.decode()
    assert "Cập nhật tiến độ từ tệp Excel" in page
    assert "tệp: tien-do.xlsx" in page
    assert verify().broken_at is None
