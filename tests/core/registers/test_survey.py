from datetime import date

import pytest
from tests.core.registers.made_registers import INCOMING, OUTGOING, laid_out

from sauro.findings import Severity
from sauro.registers.model import DayOrder, Direction, Field

OUT = ["12/KH-UBND", "15/06/2026", "Kế hoạch họp", "Trần Văn Mẫu", "Các thôn", "VP", 5, "", "", ""]
IN = ["15/06/2026", 101, "Sở Mẫu", "12/SNV-TC", "10/06/2026", "V/v họp", "VP", "", "", ""]
SYSTEM = ["STT", "Số đến", "Ngày đến", "Số ký hiệu", "Ngày VB", "Nơi gửi", "Trích yếu", "Độ khẩn", "Độ mật"]
SYSTEM_ROW = [1, 101, "15/06/2026", "12/SNV-TC", "10/06/2026", "Sở Mẫu", "V/v họp", "Thường", "Thường"]


def fields(layout):
    return [column.field for column in layout.columns]


def fault_codes(layout):
    return [fault.code for fault in layout.faults]


def test_the_register_of_what_leaves():
    layout = laid_out([["UBND XÃ MẪU"], ["SỔ ĐĂNG KÝ VĂN BẢN ĐI"], ["Năm: 2026"], [], OUTGOING, OUT])
    assert (layout.first_heading_row, layout.last_heading_row) == (5, 5)
    assert (layout.direction, layout.year, layout.faults) == (Direction.OUTGOING, 2026, ())
    assert fields(layout) == [
        Field.REFERENCE, Field.DATED, Field.KIND_AND_SUBJECT, Field.SIGNER, Field.RECIPIENTS, Field.KEPT_BY,
        Field.COPIES, Field.FORWARDED, Field.RECEIPT, Field.NOTE,
    ]  # fmt: skip


def test_the_register_of_what_arrives():
    layout = laid_out([INCOMING, IN])
    assert (layout.direction, layout.year) == (Direction.INCOMING, 2026)
    assert fields(layout) == [
        Field.ARRIVED, Field.ARRIVAL_NUMBER, Field.ISSUER, Field.REFERENCE, Field.DATED,
        Field.KIND_AND_SUBJECT, Field.HANDLER, Field.FORWARDED, Field.RECEIPT, Field.NOTE,
    ]  # fmt: skip


def test_the_row_of_numbers_belongs_to_the_heading():
    layout = laid_out([OUTGOING, [f"({number})" for number in range(1, 11)], OUT])
    assert (layout.first_heading_row, layout.last_heading_row) == (1, 2)


TWO_ROWS = [
    ["STT", "Đến", "", "Văn bản", "", "", "Trích yếu"],
    ["", "Số", "Ngày", "Số, ký hiệu", "Ngày", "Nơi gửi", ""],
    [1, 101, "15/06/2026", "12/SNV-TC", "10/06/2026", "Sở Mẫu", "V/v họp"],
]


@pytest.mark.parametrize("merged", [(), ((1, 1, 1, 2), (1, 3, 1, 5), (1, 0, 2, 0), (1, 6, 2, 6))])
def test_a_heading_of_two_rows_merged_or_not(merged):
    layout = laid_out(TWO_ROWS, merged=merged)
    assert (layout.first_heading_row, layout.last_heading_row) == (1, 2)
    assert fields(layout) == [
        Field.ORDINAL, Field.ARRIVAL_NUMBER, Field.ARRIVED, Field.REFERENCE, Field.DATED, Field.ISSUER,
        Field.SUBJECT,
    ]  # fmt: skip
    assert layout.columns[1].heading == "Đến / Số"


def test_a_title_merged_over_all_is_no_heading():
    layout = laid_out([["SỔ VĂN BẢN ĐI NĂM 2026"], OUTGOING, OUT], merged=((1, 0, 1, 9),))
    assert (layout.first_heading_row, layout.year) == (2, 2026)


def test_columns_are_settled_by_what_stands_in_them():
    numbers = laid_out(
        [["Số văn bản", "Ký hiệu", "Ngày ký", "Trích yếu"], [12, "KH-UBND", "15/06/2026", "họp"]]
    )
    assert fields(numbers)[:2] == [Field.NUMBER, Field.SYMBOL]
    whole = laid_out([["STT", "Ký hiệu", "Ngày ký", "Trích yếu"], [1, "12/KH-UBND", "15/06/2026", "họp"]])
    assert fields(whole)[:2] == [Field.ORDINAL, Field.REFERENCE]
    both = laid_out(
        [["Số, ký hiệu", "Trích yếu", "Người ký"], ["12/KH-UBND\n15/06/2026", "họp", "Trần Văn Mẫu"]]
    )
    assert fields(both)[0] is Field.REFERENCE_AND_DATE


def test_a_column_of_days_without_days_is_left_to_a_person():
    layout = laid_out([OUTGOING, ["12/KH-UBND", "chưa rõ", *OUT[2:]]])
    column = layout.columns[1]
    assert (column.field, column.alternatives[0]) == (Field.OTHER, Field.DATED)
    assert fault_codes(layout) == ["register.column_wanting"]


def test_no_field_is_given_twice():
    layout = laid_out(
        [["Số, ký hiệu", "Ngày ký", "Ngày ban hành", "Trích yếu"], ["1/KH-UBND", "1/6/2026", "2/6/2026", "a"]]
    )
    assert fields(layout) == [Field.REFERENCE, Field.DATED, Field.OTHER, Field.SUBJECT]
    assert layout.columns[2].alternatives[0] is Field.DATED


def test_who_receives_what_arrives_handles_it():
    layout = laid_out([[*SYSTEM, "Nơi nhận"], [*SYSTEM_ROW, "VP"]])
    assert fields(layout)[-1] is Field.HANDLER


def test_the_choice_of_a_person_goes_before():
    layout = laid_out([OUTGOING, OUT], chosen={"ghi chu": Field.CHANNEL, "ngay chuyen": Field.OTHER})
    assert layout.columns[9].field is Field.CHANNEL
    assert layout.columns[9].is_chosen
    assert layout.columns[7].field is Field.OTHER


def test_choosing_takes_the_field_from_other_columns():
    layout = laid_out([OUTGOING, OUT]).choosing({9: Field.DATED})
    assert (layout.columns[1].field, layout.columns[9].field) == (Field.OTHER, Field.DATED)
    assert layout.choices["ghi chu"] is Field.DATED


def test_a_choice_that_is_kept_holds_for_the_next_file_of_the_source():
    first = laid_out([OUTGOING, OUT]).choosing({9: Field.CHANNEL})
    turned = [*reversed(OUTGOING)]
    second = laid_out([turned, [*reversed(OUT)]], chosen=first.choices)
    assert second.columns[0].field is Field.CHANNEL


@pytest.mark.parametrize(
    ("title", "name", "direction"),
    [
        ("SỔ CÔNG VĂN ĐẾN", "", Direction.INCOMING),
        ("", "VB đi", Direction.OUTGOING),
        ("DANH SÁCH VĂN BẢN ĐÃ PHÁT HÀNH", "", Direction.OUTGOING),
        ("", "", None),
        ("SỔ VĂN BẢN ĐI, VĂN BẢN ĐẾN", "", None),
    ],
)
def test_direction_by_the_title(title, name, direction):
    rows = [[title], ["Số, ký hiệu", "Ngày văn bản", "Trích yếu"], ["12/KH-UBND", "15/06/2026", "họp"]]
    layout = laid_out(rows, name=name)
    assert layout.direction is direction
    assert ("register.direction" in fault_codes(layout)) is (direction is None)


@pytest.mark.parametrize(
    ("title", "name", "year"),
    [
        ("Năm 2025", "", 2025),
        ("Từ ngày 01/01/2025 đến ngày 31/12/2025", "", 2025),
        ("Tháng 6/2025", "", 2025),
        ("", "VB đi 2025", 2025),
        ("Năm 2025 và năm 2026", "", 2026),
        ("", "", 2026),
    ],
)
def test_year_by_the_title_or_by_the_days(title, name, year):
    assert laid_out([[title], OUTGOING, OUT], name=name).year == year


def test_last_years_template_is_asked_about():
    layout = laid_out([["SỔ VĂN BẢN ĐI NĂM 2025"], OUTGOING, OUT])
    assert fault_codes(layout) == ["register.other_year"]


def test_months_written_first():
    days = ["6/15/2026", "6/1/2026"]
    layout = laid_out(
        [OUTGOING, *[[f"{number}/KH-UBND", day, *OUT[2:]] for number, day in enumerate(days, 1)]]
    )
    assert layout.of(Field.DATED).day_order is DayOrder.MONTH_FIRST
    assert layout.year == 2026
    assert layout.faults[0].severity is Severity.ASK


def test_one_order_for_all_columns_of_days():
    layout = laid_out([SYSTEM, [1, 1, "6/15/2026", "12/SNV-TC", "6/10/2026", "Sở Mẫu", "a", "", ""]])
    assert layout.of(Field.DATED).day_order is DayOrder.MONTH_FIRST


def test_days_that_a_program_swapped():
    early = [[f"{day}/KH-UBND", date(2026, 5, day), *OUT[2:]] for day in range(1, 8)]
    late = [[f"{day}/KH-UBND", f"{day}/6/2026", *OUT[2:]] for day in range(13, 20)]
    layout = laid_out([OUTGOING, *early, *late])
    assert layout.of(Field.DATED).day_order is DayOrder.SWAPPED
    assert "register.swapped_days" in fault_codes(layout)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["Họ và tên", "Ngày sinh", "Chức vụ"], ["Trần Văn Mẫu", "1/1/1980", "Công chức"]],
        [["STT", "Nội dung", "Số tiền"], [1, "Mua giấy", 500_000]],
        [["a", "b"], ["c", "d"]],
        [[f"dòng {number}"] for number in range(100)],
    ],
)
def test_the_wrong_sheet_is_no_register(rows):
    assert laid_out(rows) is None


def test_a_register_of_classified_documents_is_told():
    assert laid_out([["SỔ ĐĂNG KÝ VĂN BẢN MẬT ĐI"], OUTGOING, OUT]).secret
    assert laid_out([OUTGOING, OUT], name="Sổ văn bản mật").secret
    assert laid_out([["UBND XÃ MẪU", "", "MẬT"], OUTGOING, OUT]).secret


def test_columns_that_are_wanting_are_named():
    layout = laid_out([["Số đến", "Ngày đến", "Tác giả", "Ghi chú"], [1, "1/6/2026", "Sở Mẫu", ""]])
    assert [fault.message for fault in layout.faults] == [
        "Chưa thấy cột số, ký hiệu; hãy chỉ cột trong bảng ghép cột.",
        "Chưa thấy cột trích yếu; hãy chỉ cột trong bảng ghép cột.",
    ]
