from __future__ import annotations

import unicodedata
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from tests.web.organisation import TODAY, Organisation

from sauro_web.accounts.importing.columns import PEOPLE, SHEETS, UNITS
from sauro_web.accounts.importing.template import template
from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.operations.importing import Outcome, import_spreadsheet
from sauro_web.accounts.queries.matching import match
from sauro_web.audit.models import Entry
from sauro_web.common.errors import NotAllowed

Row = tuple[object, ...]
DIVISION, CENTRE = "Phòng, văn phòng", "Trung tâm, đơn vị sự nghiệp"
GOOD: list[Row] = [
    ("T2", "T1", DIVISION, "Tổ Số hóa", "", "TSH"),
    ("T1", "", CENTRE, "Trung tâm Chuyển đổi số", "TT CĐS", "", "", "000.07", "Trung tâm CĐS; TTCĐS"),
]
PEOPLE_GOOD: list[Row] = [
    ("Lê Văn Ba", "balv", "T2", "Công chức, chuyên viên", "Tổ trưởng", "x", "ba@vidu.vn", "0912 000 111"),
    ("Phạm Thị Tư", "tupt", "Phòng Kinh tế", "Thủ trưởng đơn vị"),
]


def book(units: list[Row] = (), people: list[Row] = ()) -> BytesIO:  # type: ignore[assignment]
    made = Workbook()
    made.remove(made.worksheets[0])
    for sheet, rows in ((UNITS, units), (PEOPLE, people)):
        page = made.create_sheet(sheet.title)
        page.append([column.heading for column in sheet.columns])
        for row in rows:
            page.append(row)
    file = BytesIO()
    made.save(file)
    return file


def places(outcome: Outcome) -> list[tuple[str, int, str]]:
    return [(fault.sheet, fault.row, fault.column) for fault in outcome.faults]


def test_the_template_has_all_columns_and_reads_as_empty(organised: Organisation) -> None:
    made = load_workbook(BytesIO(template()))
    for sheet in SHEETS:
        assert [cell.value for cell in made[sheet.title][1]] == [column.heading for column in sheet.columns]
    outcome = import_spreadsheet(organised.commune, by=None, file=BytesIO(template()), on=TODAY)
    assert [fault.sentence for fault in outcome.faults] == ["Tệp chưa có dòng nào được điền."]


def test_a_dry_run_writes_nothing(organised: Organisation, administrator: User) -> None:
    before = Unit.objects.count(), User.objects.count()
    outcome = import_spreadsheet(organised.commune, by=administrator, file=book(GOOD, PEOPLE_GOOD), on=TODAY)
    assert (outcome.units, outcome.people, outcome.faults, outcome.written) == (2, 2, (), False)
    assert (Unit.objects.count(), User.objects.count()) == before
    assert not Entry.objects.exists()


def test_units_and_people_are_written_whatever_the_order_of_rows(
    organised: Organisation, administrator: User
) -> None:
    outcome = import_spreadsheet(
        organised.commune, by=administrator, file=book(GOOD, PEOPLE_GOOD), on=TODAY, dry_run=False
    )
    assert outcome.written
    centre = organised.unit(organised.commune, "Trung tâm Chuyển đổi số")
    team = organised.unit(centre, "Tổ Số hóa")
    assert (centre.identifier, team.commune_id) == ("000.07", organised.commune.pk)
    assert match("TTCĐS", organised.commune, TODAY).unit == centre
    head = team.memberships.get()
    assert (head.user.username, head.is_head, head.user.has_usable_password()) == ("balv", True, False)
    assert Unit.objects.find_problems() == ([], [], [], [], [])
    entry = Entry.objects.get()
    assert (entry.action, entry.changes) == ("unit.import", {"đơn vị": [0, 2], "người dùng": [0, 2]})


def test_one_fault_keeps_the_whole_file_out(organised: Organisation, administrator: User) -> None:
    before = Unit.objects.count(), User.objects.count()
    wrong = [*PEOPLE_GOOD, ("Ai Đó", "aido", "Phòng không có", "Công chức, chuyên viên")]
    outcome = import_spreadsheet(
        organised.commune, by=administrator, file=book(GOOD, wrong), on=TODAY, dry_run=False
    )
    assert (outcome.written, places(outcome)) == (False, [("Người dùng", 4, "C (Đơn vị)")])
    assert (Unit.objects.count(), User.objects.count()) == before


@pytest.mark.parametrize(
    ("units", "people", "expected"),
    [
        (
            [("A", "B", DIVISION, "Một"), ("B", "A", DIVISION, "Hai")],
            [],
            [(2, "B (Thuộc)"), (3, "B (Thuộc)")],
        ),
        ([("A", "A", DIVISION, "Một")], [], [(2, "B (Thuộc)")]),
        (
            [("A", "", DIVISION, "Một"), ("A", "", DIVISION, "Hai")],
            [],
            [(2, "A (Mã trong tệp)"), (3, "A (Mã trong tệp)")],
        ),
        (
            [("A", "", DIVISION, "Một"), ("B", "", DIVISION, "MỘT")],
            [],
            [(2, "D (Tên đầy đủ)"), (3, "D (Tên đầy đủ)")],
        ),
        ([("A", "", DIVISION, "Phòng Kinh tế")], [], [(2, "D (Tên đầy đủ)")]),
        ([("A", "", "Loại lạ", "Một")], [], [(2, "C (Loại)")]),
        ([("A", "", DIVISION, "")], [], [(2, "D (Tên đầy đủ)")]),
        ([("A", "", DIVISION, "Một", "", "", "01234")], [], [(2, "G (Mã đơn vị hành chính)")]),
        ([("A", "", DIVISION, "Một", "", "", "", "h41/2")], [], [(2, "H (Mã định danh điện tử)")]),
        ([("A", "Nơi nào", DIVISION, "Một")], [], [(2, "B (Thuộc)")]),
        (
            [("A", "B", DIVISION, "Một"), ("B", "A", DIVISION, "Hai"), ("C", "C", DIVISION, "Ba")],
            [],
            [(2, "B (Thuộc)"), (3, "B (Thuộc)"), (4, "B (Thuộc)")],
        ),
        ([("A", "", DIVISION, "Một" * 100)], [], [(2, "D (Tên đầy đủ)")]),
        ([], [("Lê Ba", "Lê Ba", "Phòng Kinh tế", "Văn thư")], [(2, "B (Tên đăng nhập)")]),
        ([], [("Lê Ba", "quantri", "Phòng Kinh tế", "Văn thư")], [(2, "B (Tên đăng nhập)")]),
        ([], [("Lê Ba", "ba", "Phòng Kinh tế", "Vua")], [(2, "D (Vai trò)")]),
        ([], [("Lê Ba", "bale", "Phòng Kinh tế", "Văn thư", "", "", "ở nhà")], [(2, "G (Thư điện tử)")]),
        (
            [],
            [
                ("Lê Ba", "bale", "Phòng Kinh tế", "Thủ trưởng đơn vị", "", "x"),
                ("Lê Tư", "tule", "Phòng Kinh tế", "Thủ trưởng đơn vị", "", "x"),
            ],
            [(3, "F (Người đứng đầu)")],
        ),
        ([("A", "", "UBND xã, phường, đặc khu", "UBND xã Lạc")], [], [(2, "B (Thuộc)")]),
        ([("A", "", DIVISION, "#REF!")], [], [(2, "D (Tên đầy đủ)")]),
        ([("A", "", DIVISION, "Phòng\u202e Ẩn")], [], [(2, "D (Tên đầy đủ)")]),
        ([], [("Lê Ba", "bale", "Phòng Kinh tế", "Quản trị", "", "x")], [(2, "D (Vai trò)")]),
        ([], [("Lê Ba", "bale", "Phòng Kinh tế", "Văn thư", "", "", "", 912000111)], [(2, "H (Điện thoại)")]),
    ],
)
def test_faults_stand_at_their_row_and_column_and_never_repeat_the_cell(
    organised: Organisation,
    administrator: User,
    units: list[Row],
    people: list[Row],
    expected: list[tuple[int, str]],
) -> None:
    outcome = import_spreadsheet(organised.commune, by=administrator, file=book(units, people), on=TODAY)
    assert [place[1:] for place in places(outcome)] == expected
    said = " ".join(fault.sentence for fault in outcome.faults)
    cells = {str(cell) for row in [*units, *people] for cell in row if len(str(cell)) > 3}
    assert not [cell for cell in cells if cell in said]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"%PDF-1.7", b"<html>,</html>"])
def test_a_file_that_is_no_spreadsheet_is_said_to_be_none(organised: Organisation, content: bytes) -> None:
    outcome = import_spreadsheet(organised.commune, by=None, file=BytesIO(content), on=TODAY, dry_run=False)
    assert [fault.sentence for fault in outcome.faults] == ["Đây không phải tệp Excel dạng .xlsx."]


def test_another_spreadsheet_is_refused_in_a_sentence(organised: Organisation) -> None:
    made, file = Workbook(), BytesIO()
    made.save(file)
    outcome = import_spreadsheet(organised.commune, by=None, file=file, on=TODAY)
    assert outcome.faults[0].sentence == "Tệp không có trang “Đơn vị” và “Người dùng”; hãy dùng tệp mẫu."


def changed(units: list[Row], change: Callable[[Workbook], object]) -> BytesIO:
    """The template filled in, then changed."""
    made, file = load_workbook(book(units)), BytesIO()
    change(made)
    made.save(file)
    return file


def _rename(made: Workbook) -> None:
    made["Người dùng"].title = "Cán bộ"


def _double(made: Workbook) -> None:
    made["Đơn vị"].cell(1, 20, "Tên đầy đủ")


def _far(made: Workbook) -> None:
    made["Đơn vị"].cell(1_048_576, 4, "Phòng Xa")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (_rename, "thiếu trang “Người dùng”"),
        (_double, "Cột “Tên đầy đủ” có hai lần"),
        (_far, "Có dòng sau dòng 20.001"),
    ],
)
def test_nothing_of_a_file_is_left_out_in_silence(
    organised: Organisation, change: Callable[[Workbook], object], sentence: str
) -> None:
    file = changed([("A", "", DIVISION, "Một")], change)
    outcome = import_spreadsheet(organised.commune, by=None, file=file, on=TODAY, dry_run=False)
    assert not outcome.written
    assert [sentence in fault.sentence for fault in outcome.faults] == [True]


def test_faults_stand_in_the_columns_of_the_file(organised: Organisation) -> None:
    made = Workbook()
    page = made.worksheets[0]
    page.title = UNITS.title
    page.append(["STT", *(column.heading for column in UNITS.columns)])
    page.append([1, "T1", "Không có ở đâu", DIVISION, "Tổ Số hóa"])
    file = BytesIO()
    made.save(file)
    outcome = import_spreadsheet(organised.commune, by=None, file=file, on=TODAY)
    assert [fault.column for fault in outcome.faults] == ["C (Thuộc)"]


def test_accents_written_apart_are_the_same_word(organised: Organisation) -> None:
    rows: list[Row] = [("A", "", unicodedata.normalize("NFD", DIVISION), "Một")]
    assert import_spreadsheet(organised.commune, by=None, file=book(rows), on=TODAY).faults == ()


def test_the_neighbour_is_refused(organised: Organisation, outsider: User) -> None:
    with pytest.raises(NotAllowed):
        import_spreadsheet(organised.commune, by=outsider, file=book(GOOD), on=TODAY, dry_run=False)


def packed(**parts: bytes) -> BytesIO:
    """A zip file of these parts."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (packed(sheet=b"\0" * 100_000_001), "Tệp giải nén ra quá lớn, không đọc."),
        (packed(vbaProject=b"x"), "Tệp có chứa mã lệnh (macro); hãy lưu lại dạng .xlsx không có macro."),
        (packed(other=b"x"), "Không đọc được tệp; hãy mở bằng Excel và lưu lại dạng .xlsx."),
        (BytesIO(b"\0" * 5_000_001), "Tệp lớn hơn 5 MB; hãy chia thành nhiều tệp."),
    ],
)
def test_what_is_too_large_or_dangerous_is_not_opened(
    organised: Organisation, file: BytesIO, sentence: str
) -> None:
    outcome = import_spreadsheet(organised.commune, by=None, file=file, on=TODAY)
    assert [fault.sentence for fault in outcome.faults] == [sentence]


def test_an_entity_bomb_inside_a_sheet_is_not_expanded(organised: Organisation) -> None:
    file, bomb = BytesIO(), BytesIO(template())
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    with ZipFile(bomb) as source, ZipFile(file, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                head = f'<!DOCTYPE x [<!ENTITY a0 "ha">{lines}]>'.encode()
                content = content.replace(b"<worksheet", head + b"<worksheet", 1).replace(
                    b"</sheetData>", b'<row r="2"><c r="A2" t="str"><v>&a8;</v></c></row></sheetData>'
                )
            target.writestr(name, content)
    outcome = import_spreadsheet(organised.commune, by=None, file=file, on=TODAY, dry_run=False)
    assert not outcome.written
    assert outcome.fault_count > 0
