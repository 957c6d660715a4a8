"""Tables of targets. Indicators, offices and figures are made up."""

import pytest

from sauro.extraction.plan import extract_plan
from sauro.folio.notation import notate
from sauro.plan.model import Target
from sauro.reading.plain import read_plain

HEAD = (
    "ỦY BAN NHÂN DÂN XÃ MẪU",
    "Số: 12/KH-UBND",
    "Mẫu, ngày 05 tháng 3 năm 2026",
    "KẾ HOẠCH",
    "Trồng cây xanh năm 2026",
    "PHỤ LỤC",
    "BIỂU CHỈ TIÊU NĂM 2026",
)


def targets(*rows: str) -> tuple[Target, ...]:
    return extract_plan(notate("\n".join((*HEAD, *rows)))).targets


def told(*rows: str) -> list[tuple[str, str, float, str, str | None]]:
    return [(one.indicator, one.comparator, one.value, one.unit, one.by) for one in targets(*rows)]


def test_a_row_is_an_indicator_and_a_bare_figure_the_level_itself() -> None:
    found = targets(
        "| TT | Chỉ tiêu | Đơn vị tính | Kế hoạch năm 2026 | Cơ quan theo dõi |",
        "| (1) | (2) | (3) | (4) | (5) |",
        "| 1 | Tỷ lệ hội nghị trực tuyến | % | ≥ 60 | Văn phòng |",
        "| 2 | Tỷ lệ hộ nghèo | % | Dưới 1,5 | Các xã |",
        "| 3 | Số hộ trồng cây | Hộ | 1.250 | Các xã |",
    )
    assert [(one.indicator, one.comparator, one.value, one.unit, one.by, one.quote) for one in found] == [
        ("online_meetings_share", ">=", 60, "%", "2026", "Tỷ lệ hội nghị trực tuyến % ≥ 60"),
        ("poverty_rate", "<=", 1.5, "%", "2026", "Tỷ lệ hộ nghèo % Dưới 1,5"),
        ("so_ho_trong_cay", "=", 1250, "hộ", "2026", "Số hộ trồng cây Hộ 1.250"),
    ]


def test_a_column_a_year_and_none_for_what_was_reached() -> None:
    assert told(
        "| TT | Chỉ tiêu | ĐVT | Thực hiện năm 2025 | Năm 2026 | Giai đoạn 2027-2030 | So sánh (%) |",
        "| I | Rừng | | | | | |",
        "| 1 | Diện tích trồng cây | ha | 100 | 120 | 150 - 160 | 120 |",
        "| | Trong đó: cây ăn quả | ha | 10 | 20 | | 200 |",
    ) == [
        ("so_dien_tich_trong_cay", "=", 120, "ha", "2026"),
        ("so_dien_tich_trong_cay", ">=", 150, "ha", "2030"),
        ("so_dien_tich_trong_cay_cay_an_qua", "=", 20, "ha", "2026"),
    ]


def test_years_under_one_name() -> None:
    assert told(
        "| TT | Chỉ tiêu | Đơn vị | Kế hoạch | < | Ghi chú |",
        "| ^ | ^ | ^ | 2026 | 2027 | ^ |",
        "| 1 | Tỷ lệ che phủ rừng | % | 40 | 41,5 | |",
    ) == [("forest_cover", "=", 40, "%", "2026"), ("forest_cover", "=", 41.5, "%", "2027")]


def test_levels_in_words_without_a_column_of_units() -> None:
    assert told(
        "| Chỉ tiêu | Mức đạt được |",
        "| Tỷ lệ văn bản gửi nhận điện tử | 100% |",
        "| Tỷ lệ người dân hài lòng | Tối thiểu 95% |",
        "| Tỷ lệ cán bộ làm vườn (%) | 90 |",
        "| Số lớp ghép cành | từ 05 lớp trở lên |",
        "| Ban hành quy chế vườn | Hoàn thành |",
    ) == [
        ("electronic_exchange_share", "=", 100, "%", "2026"),
        ("satisfaction_share", ">=", 95, "%", "2026"),
        ("ty_le_can_bo_lam_vuon", "=", 90, "%", "2026"),
        ("so_lop_ghep_canh", ">=", 5, "lớp", "2026"),
    ]


def test_the_time_of_a_row_goes_before_that_of_the_title_and_a_merged_unit_counts_for_each_row() -> None:
    assert told(
        "| TT | Chỉ tiêu | ĐVT | Kế hoạch | Thời gian hoàn thành |",
        "| 1 | Số thôn có vườn ươm | Thôn | 12 | Năm 2027 |",
        "| 2 | Số thôn có giếng | ^ | 10 | |",
    ) == [
        ("so_thon_co_vuon_uom", "=", 12, "thôn", "2027"),
        ("so_thon_co_gieng", "=", 10, "thôn", "2026"),
    ]


def test_a_level_told_in_the_indicator_too_counts_once() -> None:
    assert told(
        "| TT | Chỉ tiêu | Kết quả năm 2025 | Chỉ tiêu năm 2026 |",
        "| 1 | Tỷ lệ người dân hài lòng đạt 95% | 90% | 95% |",
    ) == [("satisfaction_share", "=", 95, "%", "2026")]


def test_a_column_of_levels_beside_duties() -> None:
    plan = extract_plan(
        notate(
            "\n".join(
                (
                    *HEAD,
                    "| TT | Nhiệm vụ | Chỉ tiêu năm 2026 | Cơ quan chủ trì | Thời hạn |",
                    "| 1 | Cấp sổ vườn cho các hộ | 80% | Phòng Cây xanh | Quý IV/2026 |",
                )
            )
        )
    )
    assert [task.path for task in plan.tasks] == ["PL.1"]
    assert [(one.value, one.quote) for one in plan.targets] == [(80, "Cấp sổ vườn cho các hộ 80%")]


@pytest.mark.parametrize(
    "rows",
    [
        ("| TT | Nội dung | ĐVT | Số lượng | Thành tiền |", "| 1 | Mua cuốc | Cái | 10 | 150 |"),
        ("| TT | Nội dung | ĐVT | Kế hoạch vốn năm 2026 |", "| 1 | Lớp học | Lớp | 120 |"),
        ("| TT | Nội dung | ĐVT | Kế hoạch năm 2026 |", "| 1 | Mua cuốc | Triệu đồng | 120 |"),
        ("| TT | Chỉ tiêu | ĐVT | Sở Y tế | Sở Nội vụ |", "| 1 | Biên chế | Người | 12 | 30 |"),
        ("| TT | Chỉ tiêu | ĐVT | Năm 2024 | Năm 2025 |", "| 1 | Số cây | Cây | 12 | 30 |"),
    ],
)
def test_other_tables_hold_no_targets(rows: tuple[str, ...]) -> None:
    assert told(*rows) == []


def test_what_is_expected_stands_beside_what_is_planned() -> None:
    assert told(
        "| TT | Chỉ tiêu | ĐVT | Năm 2026 | < |",
        "| ^ | ^ | ^ | Kế hoạch | Ước thực hiện |",
        "| 1 | Số cây | Cây | 12 | 30 |",
    ) == [("so_cay", "=", 12, "cây", "2026")]


def test_a_header_that_lost_its_merging_tells_no_column() -> None:
    head = "\n".join(HEAD)
    text = (
        f"{head}\nTT\tChỉ tiêu\tĐVT\tNăm 2025\tNăm 2026\tNăm 2027\nKế hoạch\tƯớc thực hiện\n"
        "1\tSố cây\tCây\t10\t20\t30\t40\n2\tSố hoa\tBông\t11\t21\t31\t41\n"
    )
    assert extract_plan(read_plain(text.encode(), name="mau.txt")).targets == ()
