"""The table on the terminal."""

import pytest

import sauro
from sauro.cli.table import Canvas, table_text
from sauro.folio.notation import notate

PLAN = """
    ỦY BAN NHÂN DÂN
    XÃ ĐỒI CHÈ
    Số: 7/KH-UBND
    Đồi Chè, ngày 03 tháng 02 năm 2026
    ~**KẾ HOẠCH**
    ~**Sửa đường liên thôn**
    I. NHIỆM VỤ
    1. Phòng Kinh tế: Khảo sát các tuyến đường liên thôn [bold]đã hỏng[/bold], lập danh mục đoạn cần sửa ngay
    """
LONG = " và những đoạn có thể để sang năm sau" * 8
REST = """
    2. Văn phòng: Hội nghị chuyên đề không quá 1/2 ngày; giảm ít nhất 12,5% số lượng hội nghị.
    """


def drawn(width: int, colours: str | None = None) -> str:
    folio = notate(PLAN.rstrip() + LONG + " trước ngày 30/4/2026.\n" + REST)
    return table_text(folio, sauro.extract_plan(folio), Canvas(width, colours))


@pytest.mark.parametrize("width", [40, 80, 120, 140, 200])
def test_no_line_is_wider_than_asked(width):
    assert max(map(len, drawn(width).splitlines())) <= width


def test_what_is_due_again_shows_its_day_and_what_was_not_understood_its_words():
    duties = "3. Trạm Y tế: Tập huấn.\n- Thời gian: Theo lũ\n4. Trạm Y tế: Khám trước 31/12 hằng năm."
    folio = notate(PLAN + "\n" + duties)
    out = table_text(folio, sauro.extract_plan(folio), Canvas(200, None))
    assert "“Theo lũ”" in out
    assert "Hằng năm," in out
    assert "trước 31/12" in out


def test_long_duties_are_cut_between_words():
    out = drawn(80)
    assert "…" in out
    assert out.count("sang năm sau") < 8


def test_words_of_the_plan_are_no_markup():
    assert "[bold]" in drawn(200).replace("\n", "")


def test_figures_and_dates_are_vietnamese():
    out = drawn(140)
    assert "30/04/2026" in out
    assert "≥ 12,5%" in out
    assert "0,5 ngày" in out
    assert "Giảm hội nghị, cuộc họp" in out


def test_what_is_missing_is_a_dash():
    assert "VIỆN DẪN: —" in drawn(80)


def test_colours_only_where_asked_for():
    assert "\x1b[" in drawn(80, "standard")
    assert "\x1b[" not in drawn(80)


def test_control_characters_of_a_document_do_not_reach_the_terminal():
    folio = notate("KẾ HOẠCH\nI. NHIỆM VỤ\n1. Phòng Kinh tế: Rà soát\x1b]0;x\x07 hồ sơ \u202etốt.")
    out = table_text(folio, sauro.extract_plan(folio), Canvas(120, None))
    assert "Rà soát]0;x hồ sơ tốt." in out


CARRIED = """
    ỦY BAN NHÂN DÂN
    XÃ ĐỒI CHÈ
    Số: 71/QĐ-UBND
    Đồi Chè, ngày    tháng 3 năm 2026
    ~**QUYẾT ĐỊNH**
    ~**Về việc ban hành Kế hoạch sửa đường**
    Điều 1. Ban hành kèm theo Quyết định này Kế hoạch sửa đường.
    Nơi nhận:
    - Lưu: VT.
    TM. ỦY BAN NHÂN DÂN
    KT. CHỦ TỊCH
    PHÓ CHỦ TỊCH
    Lò Văn Đồi
    ~**KẾ HOẠCH**
    ~**Sửa đường liên thôn**
    I. NHIỆM VỤ
    1. Phòng Kinh tế: Khảo sát các tuyến đường liên thôn.
    """


def test_head_of_a_plan_that_a_decision_carries():
    folio = notate(CARRIED)
    lines = table_text(folio, sauro.extract_plan(folio), Canvas(140, None)).splitlines()
    shown = {line[:18].strip(): line[18:] for line in lines[:7]}
    assert shown["Văn bản"] == "Kế hoạch ban hành kèm theo Quyết định số 71/QĐ-UBND tháng 03/2026"
    assert shown["Nơi, ngày"] == "Đồi Chè, tháng 03/2026"
    assert shown["Người ký"] == "Lò Văn Đồi, TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"


GROUPS = """
    PHỤ LỤC
    DANH MỤC VIỆC
    | TT | Nội dung | Chủ trì | Thời hạn |
    | I. Về giấy tờ | < | < | < |
    | 1 | Bỏ mẫu trùng | Phòng Kinh tế | Quý II/2026 |
    | 2 | Bỏ mẫu cũ | Phòng Kinh tế | Quý II/2026 |
    | II | Về họp | | |
    | 1 | Lập lịch họp | Văn phòng | Quý II/2026 |
    """


@pytest.mark.parametrize("width", [80, 140])
def test_groups_of_a_table_stand_above_their_rows(width):
    folio = notate(GROUPS)
    lines = table_text(folio, sauro.extract_plan(folio), Canvas(width, None)).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("────"))
    assert [line.split("  ")[0] or line.strip() for line in lines[start + 1 : start + 6]] == [
        "I. Về giấy tờ", "PL.I.1", "PL.I.2", "II. Về họp", "PL.II.1",
    ]  # fmt: skip
