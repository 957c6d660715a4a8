"""The workbook: sheets, real dates, and texts that stay texts."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

import sauro
from sauro.cli.workbook import workbook
from sauro.cli.workbook_rows import SHEETS, FileRows, rows_of
from sauro.folio.notation import notate

FOLIO = notate(
    """
    ỦY BAN NHÂN DÂN
    XÃ ĐỒI CHÈ
    Số: 7/KH-UBND
    Đồi Chè, ngày 03 tháng 02 năm 2026
    ~**KẾ HOẠCH**
    I. NHIỆM VỤ
    1. Phòng Kinh tế: Khảo sát các tuyến đường theo Kết luận số 5-KL/HU ngày 02/01/2026 trước ngày 30/4/2026.
    2. Văn phòng: Giảm ít nhất 10% số lượng hội nghị, báo cáo UBND huyện hằng quý.
    """
)
ROWS = rows_of("a.txt", FOLIO, sauro.extract_plan(FOLIO))


def opened(files: list[FileRows], *, with_file: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook(files, with_file=with_file)))


def table(book: openpyxl.Workbook, name: str) -> list[dict[str, object]]:
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_sheets_in_their_order():
    assert opened([ROWS]).sheetnames == [
        "Nhiệm vụ", "Chỉ tiêu", "Báo cáo", "Viện dẫn", "Văn bản", "Phát hiện",
    ]  # fmt: skip


def test_a_duty_stands_in_one_row_with_its_quotations_and_a_real_date():
    task = table(opened([ROWS]), "Nhiệm vụ")[0]
    assert task["Mục"] == "I.1"
    assert task["Chủ trì"] == "Phòng Kinh tế"
    assert task["Trích dẫn chủ trì"] == "Phòng Kinh tế"
    assert task["Hạn"].date() == date(2026, 4, 30)
    assert task["Vị trí"] == "đoạn 7"


def test_other_sheets():
    book = opened([ROWS])
    assert table(book, "Chỉ tiêu")[0]["Giá trị"] == 10
    assert table(book, "Viện dẫn")[0]["Ngày"].date() == date(2026, 1, 2)
    assert table(book, "Báo cáo")[0]["Kỳ báo cáo"] == "Hằng quý"
    facts = {row["Mục"]: row["Giá trị"] for row in table(book, "Văn bản")}
    assert facts["Số"] == "7/KH-UBND"
    assert facts["Văn bản"] == "Kế hoạch số 7/KH-UBND ngày 03/02/2026"
    assert facts["Ngày ban hành"].date() == date(2026, 2, 3)


def test_sheets_are_made_to_be_filtered_and_printed():
    for sheet in opened([ROWS]):
        assert sheet.freeze_panes in ("A2", "B2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.print_title_rows == "$1:$1"
        assert sheet["A2"].alignment.wrap_text or sheet.max_row == 1


def test_several_files_are_told_apart_by_the_first_column():
    other = FileRows("b.txt", ROWS.sheets)
    rows = table(opened([ROWS, other], with_file=True), "Nhiệm vụ")
    assert [row["Tệp"] for row in rows] == ["a.txt", "a.txt", "b.txt", "b.txt"]


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@SUM(A1)", "=HYPERLINK(1)", "http://a.b", "0123"])
def test_texts_never_become_formulas_links_or_numbers(text):
    width = len(SHEETS[0].columns)
    sheets = (((text,) * width,), *((),) * (len(SHEETS) - 1))
    data = workbook([FileRows("a", sheets)], with_file=False)
    cell = openpyxl.load_workbook(io.BytesIO(data))["Nhiệm vụ"]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet


def test_a_text_too_long_for_a_cell_is_cut_not_lost():
    sheets = ((("a" * 40_000,),), *((),) * (len(SHEETS) - 1))
    cell = opened([FileRows("a", sheets)])["Nhiệm vụ"]["A2"].value
    assert len(cell) == 32_767
    assert cell.endswith("…")


def test_the_group_of_a_row_stands_beside_the_title_of_its_appendix():
    folio = notate(
        """
        PHỤ LỤC
        DANH MỤC VIỆC
        | TT | Nội dung | Chủ trì |
        | I. Về giấy tờ | < | < |
        | 1 | Bỏ mẫu trùng | Phòng Kinh tế |
        """
    )
    task = table(opened([rows_of("a.txt", folio, sauro.extract_plan(folio))]), "Nhiệm vụ")[0]
    assert (task["Đề mục"], task["Nhóm"]) == ("DANH MỤC VIỆC", "I. Về giấy tờ")


def test_the_row_of_titles_is_as_high_as_its_longest_title():
    page = opened([ROWS])["Nhiệm vụ"]
    title = next(cell for cell in page[1] if cell.value == "Trích dẫn thời hạn")
    width = page.column_dimensions[title.column_letter].width
    assert page.row_dimensions[1].height * width / 13.2 >= len(str(title.value))
