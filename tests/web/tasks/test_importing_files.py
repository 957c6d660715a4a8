"""Files of work and of progress as offices really send them: all faults at once, names written freely, cells
that are not what they look like, files that are none."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.web.organisation import Organisation, signed_in
from tests.web.tasks.conftest import NOW
from tests.web.tasks.test_importing import ROW, book, give, news, owed, say

from sauro_web.accounts.models import Unit, UnitKind, User
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.tasks.importing.columns import MOST_LINES, NAMED_ON, PROGRESS, TASKS
from sauro_web.tasks.models import ProgressNote, Task, TaskState, UnitTask
from sauro_web.tasks.operations.importing import Imported, import_progress, import_tasks

__all__ = ["owed"]
CULTURE = "Phòng Văn hóa - Xã hội"
TEXT, LEAD, WITH, DUE = "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"


def works(count: int, **changes: Any) -> list[dict[str, Any]]:
    """So many different works."""
    return [ROW | {TEXT: f"Việc thứ {number}"} | changes for number in range(count)]


def changed(change: Callable[[Worksheet], object], *rows: dict[str, Any], template: Any = TASKS) -> BytesIO:
    """The template filled in, then changed on its sheet."""
    file = book(template, *rows)
    file.seek(0)
    made, written = load_workbook(file), BytesIO()
    change(made[template.sheet.title])
    made.save(written)
    return written


def sent(organised: Organisation, by: User, file: BytesIO, *, dry_run: bool = True) -> Imported:
    return import_tasks(organised.commune, by=by, file=file, now=NOW, dry_run=dry_run)


def places(found: Imported) -> list[tuple[int, str]]:
    return [(fault.row, fault.column[:1]) for fault in found.faults]


def test_all_faults_of_all_rows_are_told_at_once(organised, coordinator):
    wrong = [
        ROW | {TEXT: None},
        ROW | {TEXT: "Hai", LEAD: "Phòng Bí Mật"},
        ROW | {TEXT: "Ba", DUE: "sớm nhất", WITH: "Thôn 1; Thôn 77", "Sản phẩm": "x" * 1_001},
        ROW | {TEXT: "Bốn", "Văn bản nguồn": "=A1"},
        ROW | {TEXT: "Năm", LEAD: None, DUE: "31/02/2026"},
    ]
    found = give(organised, coordinator, *wrong)
    assert places(found) == [
        (2, "A"), (3, "C"), (4, "B"), (4, "D"), (4, "E"), (5, "F"), (6, "C"), (6, "E"),
    ]  # fmt: skip
    assert not Task.objects.exists()


def test_faults_are_told_although_the_file_is_not_after_the_template(organised, coordinator):
    file = book(TASKS, ROW | {DUE: "sớm"}, name="")
    found = sent(organised, coordinator, file, dry_run=False)
    assert not found.written
    assert "không theo mẫu" in found.faults[0].sentence
    assert places(found)[1:] == [(2, "E")]


def test_two_hundred_faults_are_shown_and_the_rest_counted(organised, coordinator):
    file = SimpleUploadedFile("viec.xlsx", book(TASKS, *works(250, **{DUE: "sớm"})).getvalue())
    page = signed_in(coordinator).post("/nhiem-vu/nhap/", {"file": file}).content.decode()
    assert "tệp có 250 chỗ cần sửa" in page
    assert "Còn 50 chỗ nữa" in page
    assert page.count("Chưa hiểu thời hạn này") == 200


def test_all_faults_of_progress_are_told_at_once(owed, helping, officer):
    rows = [
        news(owed, **{"Mức độ (%)": "120", "Nội dung cập nhật": "x" * 5_001}),
        news(helping),
        {"Mã phần việc": None, "Lần sửa": "1", "Mức độ (%)": "40", "Nội dung cập nhật": "Xong"},
    ]
    found = say(officer, *rows)
    assert places(found) == [(2, "E"), (2, "F"), (3, "A"), (4, "A")]


@pytest.mark.parametrize(
    "name",
    [
        "phong van hoa - xa hoi",
        "PHÒNG VĂN HÓA - XÃ HỘI",
        "Phong VHXH",
        "Phòng VH-XH",
        "phòng văn hoá xã hội",
        "Phòng\u00a0Văn hóa – Xã hội ",
    ],
)
def test_units_are_understood_as_elsewhere_and_said_so(organised, coordinator, name):
    found = give(organised, coordinator, ROW | {LEAD: name, WITH: None}, dry_run=True)
    assert found.faults == ()
    understood = [one.sentence for one in found.remarks]
    assert understood in ([], [f"Hiểu là “{CULTURE}”."])
    assert give(organised, coordinator, ROW | {LEAD: name, WITH: None}).written
    assert UnitTask.objects.get().unit.name == CULTURE


def test_a_name_that_is_not_certain_is_asked_about(organised, coordinator):
    rows = works(6)
    rows[0][LEAD] = "Phòng Văn hóa và Thể thao xã hội"
    rows[1][LEAD] = "thon 1"
    rows[2][LEAD] = "Sở Nội vụ"
    rows[3][LEAD] = "các thôn"
    rows[4][WITH] = "Phòng Kinh tế, Thôn 1"
    rows[5][WITH] = "Phòng Kinh tế; Phòng Xa Lạ"
    found = give(organised, coordinator, *rows)
    assert not found.written
    said = {fault.row: fault.sentence for fault in found.faults}
    assert f"có phải là “{CULTURE}”" in said[2]
    assert "có phải là “Thôn 1”" in said[3]
    assert "Không có đơn vị này trong cơ quan" in said[4]
    assert "từng đơn vị" in said[5]
    assert "dấu chấm phẩy" in said[6]
    assert said[7] == "Tên thứ 2 trong ô: Không có đơn vị này trong cơ quan."
    assert not Task.objects.exists()


def test_nothing_is_guessed_between_two_of_one_name(organised, coordinator):
    plant(organised.commune, [Body(UnitKind.VILLAGE, "Thôn 1")], valid_from=date(2026, 1, 1))
    for name in ("Thôn 1", "thon 1"):
        found = give(organised, coordinator, ROW | {LEAD: name, WITH: None})
        assert ("Có nhiều đơn vị mang tên này" in found.faults[0].sentence, found.written) == (True, False)


def test_the_same_work_under_two_names_of_its_unit(organised, coordinator):
    found = give(organised, coordinator, ROW, *works(1), ROW | {LEAD: "Phong VHXH"})
    assert [(one.row, one.sentence) for one in found.faults] == [
        (2, "Trùng nội dung và đơn vị chủ trì với dòng 4."),
        (4, "Trùng nội dung và đơn vị chủ trì với dòng 2."),
    ]


def test_a_formula_without_result_is_a_fault_that_names_the_cell(organised, coordinator):
    def change(page: Worksheet) -> None:
        page["C2"], page["D3"], page["E4"] = "=VLOOKUP(A2,B:C,2)", "=D2", "=TODAY()+30"
        page["B9"] = "=B8"

    found = sent(organised, coordinator, changed(change, *works(3)))
    assert [(one.row, one.sentence) for one in found.faults if "công thức" in one.sentence] == [
        (row, f"Ô {cell} là công thức chưa có kết quả; hãy dán thành giá trị.")
        for row, cell in ((2, "C2"), (3, "D3"), (4, "E4"), (9, "B9"))
    ]


def test_a_formula_with_its_result_is_read(organised, coordinator):
    file = changed(lambda page: page.__setitem__("G2", "=A9"), ROW)
    for result, expected in ((b"<v>Danh s\xc3\xa1ch</v>", "Danh sách"), (b"<v></v>", "")):
        out = BytesIO()
        with ZipFile(file) as source, ZipFile(out, "w") as target:
            for name in source.namelist():
                content = source.read(name)
                if name.endswith("sheet1.xml"):
                    assert b"<f>A9</f>" in content
                    start = content.index(b'<c r="G2"')
                    end = content.index(b"</c>", start)
                    cell = b'<c r="G2" t="str"><f>A9</f>' + result
                    content = content[:start] + cell + content[end:]
                target.writestr(name, content)
        assert sent(organised, coordinator, out, dry_run=False).written
        task = Task.objects.get()
        assert task.authority == expected
        UnitTask.objects.all().delete()
        Task.objects.all().delete()


@pytest.mark.parametrize("value", ["#REF!", "#N/A", "#DIV/0!", "#NAME?", "#SPILL!", "#VALUE!"])
def test_an_error_in_a_cell_is_a_fault_that_names_it(organised, coordinator, value):
    found = give(organised, coordinator, ROW | {LEAD: value})
    assert [one.sentence for one in found.faults] == [
        "Công thức trong ô C2 bị lỗi; hãy sửa rồi dán thành giá trị."
    ]


@pytest.mark.parametrize(
    "written",
    ["1/8/2026", "01-08-2026", "01.08.2026", " 01/08/2026\u00a0", "2026-08-01", date(2026, 8, 1),
     datetime(2026, 8, 1, 17, 0)],
)  # fmt: skip
def test_days_as_people_write_them(organised, coordinator, written):
    assert give(organised, coordinator, ROW | {DUE: written}).written
    assert Task.objects.get().due_on == date(2026, 8, 1)


@pytest.mark.parametrize("written", [46235, "1/8/26", "2026-13-45", "31/9/2026"])
def test_what_is_no_day_is_said_to_be_none(organised, coordinator, written):
    found = give(organised, coordinator, ROW | {DUE: written})
    assert ["Chưa hiểu thời hạn này" in one.sentence for one in found.faults] == [True]


def test_a_day_that_has_passed_is_a_fault(organised, coordinator):
    found = give(organised, coordinator, ROW | {DUE: "01/08/2025"}, dry_run=True)
    assert [one.sentence for one in found.faults] == ["Thời hạn 01/08/2025 đã qua; hãy kiểm tra lại."]
    file = SimpleUploadedFile("viec.xlsx", book(TASKS, ROW | {DUE: "10 ngày"}).getvalue())
    page = signed_in(coordinator).post("/nhiem-vu/nhap/", {"file": file}).content.decode()
    assert "Nên xem lại" in page
    assert "Thời hạn: " in page


@pytest.mark.parametrize(
    ("value", "shown_as", "percent"),
    [("50%", "@", 50), ("50 %", "@", 50), (0.5, "0%", 50), (0.07, "0.00%", 7), (50.0, "General", 50),
     (50, '0"%"', 50), ("50,0", "@", 50)],
)  # fmt: skip
def test_percents_as_people_write_them(owed, officer, value, shown_as, percent):
    def change(page: Worksheet) -> None:
        page["E2"].number_format = shown_as

    file = changed(change, news(owed, **{"Mức độ (%)": value}), template=PROGRESS)
    assert import_progress(by=officer, file=file, now=NOW, dry_run=False).written
    owed.refresh_from_db()
    assert owed.percent == percent


def test_half_of_one_is_asked_about_and_one_shown_as_a_hundred_refused(owed, officer):
    assert "ghi 50" in say(officer, news(owed, **{"Mức độ (%)": 0.5})).faults[0].sentence
    assert "ghi 50" in say(officer, news(owed, **{"Mức độ (%)": "0,5"})).faults[0].sentence

    def change(page: Worksheet) -> None:
        page["E2"].number_format = "0%"

    file = changed(change, news(owed, **{"Mức độ (%)": 1}), template=PROGRESS)
    found = import_progress(by=officer, file=file, now=NOW, dry_run=False)
    assert "từ 0 đến 99" in found.faults[0].sentence


def test_numbers_kept_as_numbers_name_the_part(owed, officer):
    row = news(owed) | {"Mã phần việc": owed.pk, "Lần sửa": owed.version, "Mức độ (%)": 40}
    assert say(officer, row).written


def test_cells_under_a_merged_one_are_named(organised, coordinator):
    file = changed(lambda page: page.merge_cells("E2:E4"), *works(3))
    found = sent(organised, coordinator, file)
    assert [(one.row, one.sentence) for one in found.faults] == [
        (row, f"Ô E{row} nằm trong ô gộp E2:E4; hãy bỏ gộp và điền từng dòng.") for row in (3, 4)
    ]


def test_a_title_above_the_headings(organised, coordinator):
    def change(page: Worksheet) -> None:
        page.insert_rows(1, 4)
        page.merge_cells("A1:G1")
        page["A1"] = "DANH MỤC NHIỆM VỤ QUÝ III"
        page["A5"] = "NỘI DUNG  NHIỆM VỤ (*)"

    file = changed(change, ROW, ROW | {TEXT: "Hai", DUE: "sớm"})
    assert places(sent(organised, coordinator, file)) == [(7, "E")]
    assert sent(organised, coordinator, changed(change, ROW), dry_run=False).written


def test_rows_that_only_look_filled_at_the_end(organised, coordinator):
    def change(page: Worksheet) -> None:
        for row in range(3, MOST_LINES + 400):
            page.cell(row, 1).number_format = "@"
            page.cell(row, 2, "\u00a0")
            page.cell(row, 9, row)

    found = sent(organised, coordinator, changed(change, ROW), dry_run=False)
    assert (found.rows, found.faults, found.written) == (1, (), True)


def test_hidden_rows_and_a_hidden_sheet_are_not_written_unseen(organised, coordinator, owed, officer):
    def hide(page: Worksheet) -> None:
        page.row_dimensions[3].hidden = True

    found = sent(organised, coordinator, changed(hide, *works(2)))
    assert [(one.row, "đang bị ẩn" in one.sentence) for one in found.faults] == [(3, True)]
    silent = news(owed) | {"Mức độ (%)": None, "Nội dung cập nhật": None, "Mã phần việc": "999"}
    file = changed(hide, news(owed), silent, template=PROGRESS)
    assert import_progress(by=officer, file=file, now=NOW, dry_run=False).written

    def hide_sheet(page: Worksheet) -> None:
        page.parent[NAMED_ON].sheet_state = "visible"
        page.sheet_state = "hidden"
        page.parent.active = 1

    found = sent(organised, coordinator, changed(hide_sheet, ROW))
    assert "Trang này đang bị ẩn" in found.faults[0].sentence


def test_blanks_and_signs_that_nobody_sees(organised, coordinator):
    row = {
        TEXT: "\ufeffLập  danh\u00a0mục_x000D_\nthủ tục\u200b ",
        LEAD: f" {CULTURE}\u200b",
        DUE: "30/9/2026",
    }
    row["Sản phẩm"] = "Danh mục"
    assert give(organised, coordinator, row).written
    assert Task.objects.get().text == "Lập danh mục thủ tục"


def test_the_title_of_the_sheet_in_other_letters(organised, coordinator):
    def change(page: Worksheet) -> None:
        page.title = "nhiệm vụ "

    assert sent(organised, coordinator, changed(change, ROW), dry_run=False).written


def _zipped(name: str, content: bytes = b"x") -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as packed:
        packed.writestr(name, content)
    return file.getvalue()


_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_OLD, ".xls"),
        (_OLD + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        ("Nội dung;Đơn vị\nMột;Hai".encode(), ".csv"),
        ("Nội dung\tĐơn vị".encode("utf-16"), ".csv"),
        (_zipped("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
        (_zipped("xl/workbook.bin"), ".xlsb"),
        (_zipped("word/document.xml"), "Word"),
        (b"<html><table>", "không phải tệp Excel"),
    ],
)
def test_what_is_given_instead_is_called_by_its_name(organised, coordinator, content, words):
    found = sent(organised, coordinator, BytesIO(content))
    assert [words in one.sentence for one in found.faults] == [True]


def _has_calc() -> bool:
    program = shutil.which("soffice")
    return program is not None and (Path(program).resolve().parent / "libsclo.so").exists()


@pytest.mark.libreoffice
@pytest.mark.skipif(not _has_calc(), reason="LibreOffice Calc is not there")
@pytest.mark.parametrize("kind", ["xls", "ods", "csv"])
def test_files_that_another_program_made(organised, coordinator, tmp_path: Path, kind):
    (tmp_path / "viec.xlsx").write_bytes(book(TASKS, ROW).getvalue())
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/p", "--headless", "--convert-to", kind]
    subprocess.run([*command, "viec.xlsx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    found = sent(organised, coordinator, BytesIO((tmp_path / f"viec.{kind}").read_bytes()))
    assert f".{kind}" in found.faults[0].sentence


def test_the_same_file_is_noticed_when_its_work_is_done(organised, coordinator):
    assert give(organised, coordinator, *works(2)).written
    UnitTask.objects.update(state=TaskState.FINISHED, ended_at=NOW, handed_in_on=date(2026, 6, 15))
    again = give(organised, coordinator, *works(2))
    assert "đã được ghi" in again.faults[0].sentence
    # The report of another month, and what was called off and is given anew.
    assert give(organised, coordinator, *works(2, **{DUE: "30/10/2026"})).written
    UnitTask.objects.update(state=TaskState.CANCELLED)
    assert give(organised, coordinator, *works(2)).written


def test_the_same_file_of_remarks_is_not_written_twice(owed, officer):
    row = news(owed, **{"Mức độ (%)": None})
    assert say(officer, row).written
    assert "tệp đã được ghi" in say(officer, row).faults[0].sentence
    assert ProgressNote.objects.count() == 1
    owed.refresh_from_db()
    assert (owed.state, owed.percent) == (TaskState.RECEIVED, 0)


def test_what_pauses_takes_remarks_alone(owed, officer):
    UnitTask.objects.filter(pk=owed.pk).update(state=TaskState.PAUSED)
    assert "tạm dừng" in say(officer, news(owed)).faults[0].sentence
    assert say(officer, news(owed, **{"Mức độ (%)": None})).written


def test_names_are_matched_in_as_many_queries_however_many(
    organised, coordinator, django_assert_max_num_queries
):
    Unit.objects.update(symbol="")
    with django_assert_max_num_queries(25):
        found = give(organised, coordinator, *works(40, **{LEAD: "phong van hoa xa hoi"}), dry_run=True)
    assert found.rows == 40
