"""What the text alone shows: appendices, quotation marks, syllables, sums."""

import pytest
from tests.core.checks.made_documents import commune_plan, findings_of, letter, quoted

APPENDIX = "PHỤ LỤC\nDANH MỤC VĂN BẢN\n| TT | Tên | Số trang |\n| 1 | Quy chế | 4 |"


def test_an_announced_appendix_is_missing() -> None:
    body = "1. Văn phòng: Rà soát văn bản (có Phụ lục kèm theo)."
    assert quoted("appendix.missing", commune_plan(body)) == [["Phụ lục"]]
    assert quoted("appendix.missing", commune_plan(body, appendix=APPENDIX)) == []


def test_an_appendix_with_a_number_is_missing() -> None:
    body = "1. Văn phòng: Rà soát văn bản (chi tiết tại Phụ lục II kèm theo)."
    assert quoted("appendix.missing", commune_plan(body, appendix=APPENDIX)) == [["Phụ lục II"]]
    second = APPENDIX.replace("PHỤ LỤC", "PHỤ LỤC II")
    assert quoted("appendix.missing", commune_plan(body, appendix=second)) == []


def test_labels_may_be_written_otherwise() -> None:
    body = "1. Văn phòng: Rà soát văn bản (theo Phụ lục 02 đính kèm)."
    second = APPENDIX.replace("PHỤ LỤC", "PHỤ LỤC II")
    assert quoted("appendix.missing", commune_plan(body, appendix=second)) == []


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("Theo nguyên tắc “một việc, một đầu mối”.", 0),
        ("Theo nguyên tắc “một việc, một đầu mối.", 1),
        ("Theo nguyên tắc một việc, một đầu mối”.", 1),
        ('Theo nguyên tắc "một việc, một đầu mối".', 0),
        ('Theo nguyên tắc "một việc, một đầu mối.', 1),
        ("Mốc tại 10°15'20\" kinh đông.", 0),
    ],
)
def test_quotation_marks(line: str, faults: int) -> None:
    assert len(quoted("text.quotes", letter(line))) == faults


def test_what_is_quoted_may_be_several_paragraphs() -> None:
    assert quoted("text.quotes", letter("Sửa như sau: “Điều 1. Họp.", "Điều 2. Mời họp.”")) == []


def test_no_syllable() -> None:
    text = letter("Phòng Kinh tế thưc hiện và quán triểt, rồi lại thưc hiện.")
    assert quoted("text.no_syllable", text) == [["thưc", "thưc"], ["triểt"]]
    clean = letter("Phòng Kinh tế thực hiện tại buôn Đắk Mẫu; thư gửi vpx@anmau.gov.vn.")
    assert quoted("text.no_syllable", clean) == []


def test_what_is_suggested_can_be_put_in_place() -> None:
    text = letter("Khắc phục tình trạng chông chéo; thực hiện Nghị định số 88/2024/NĐCP.")
    edits = [edit.text for finding in findings_of(text) for edit in finding.edits]
    assert edits == ["88/2024/NĐ-CP", "chồng chéo"]


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("Đã nhận 12 hồ sơ, gồm 7 hồ sơ đất đai và 5 hồ sơ hộ tịch.", 0),
        ("Đã nhận 12 hồ sơ, gồm 7 hồ sơ đất đai và 4 hồ sơ hộ tịch.", 1),
        ("Đã nhận 1.200 hồ sơ, trong đó: 700 hồ sơ đất đai, 300 hồ sơ hộ tịch.", 0),
        ("Đã nhận 1.200 hồ sơ, trong đó: 700 hồ sơ đất đai, 600 hồ sơ hộ tịch.", 1),
        ("Kinh phí 1,5 tỷ đồng, gồm 900 triệu đồng ngân sách xã và 600 triệu đồng xã hội hóa.", 0),
        ("Kinh phí 1,5 tỷ đồng, gồm 900 triệu đồng ngân sách xã và 500 triệu đồng xã hội hóa.", 1),
        ("Trong 6 tháng, gồm 3 tháng đầu năm và 2 tháng cuối năm.", 0),
    ],
)
def test_parts_of_a_whole(line: str, faults: int) -> None:
    assert len(quoted("sum.parts", letter(line))) == faults


TABLE = """
| TT | Đơn vị | Số hồ sơ | Tỷ lệ (%) |
| 1 | Thôn Đông | 7 | 58 |
| 2 | Thôn Đoài | 5 | 42 |
| | Tổng cộng | {} | 90 |
"""


def test_the_total_of_a_table() -> None:
    assert quoted("sum.table", letter(TABLE.format("13"))) == [["13"]]
    assert quoted("sum.table", letter(TABLE.format("12"))) == []


def test_years_side_by_side_are_summed_up() -> None:
    table = TABLE.format("13").replace("Số hồ sơ", "Năm 2026").replace("Tỷ lệ (%)", "Năm thành lập")
    assert quoted("sum.table", letter(table)) == [["13"]]


ACROSS = """
| TT | Đơn vị | Năm 2026 | Năm 2027 | Cộng |
| 1 | Thôn Đông | 7 | 3 | 10 |
| 2 | Thôn Đoài | 5 | 2 | {} |
| 3 | Thôn Nam | 4 | 4 | 8 |
"""


def test_the_last_column_sums_up_those_before_it() -> None:
    assert quoted("sum.table", letter(ACROSS.format("9"))) == [["9"]]
    assert quoted("sum.table", letter(ACROSS.format("7"))) == []
    other = ACROSS.format("9").replace("| 10 |", "| 30 |")
    assert quoted("sum.table", letter(other)) == [], "it sums up something else"


def test_a_table_with_groups_is_let_be() -> None:
    table = TABLE.format("13").replace("| 1 |", "| I |")
    assert quoted("sum.table", letter(table)) == []


def test_a_total_on_top() -> None:
    rows = TABLE.format("13").strip().split("\n")
    assert quoted("sum.table", letter("\n".join((rows[0], rows[3], *rows[1:3])))) == [["13"]]
