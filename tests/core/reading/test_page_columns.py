"""Reading order of a page."""

from sauro.reading.page_columns import in_order, whole_lines
from sauro.reading.page_paragraphs import Line, Setting

SETTING = Setting(85, 540, 36, 18)


def line(text: str, left: float, right: float, bottom: float) -> Line:
    return Line(text, left, bottom - 15, right, bottom)


def order(lines: list[Line], *, at_head: bool = False) -> list[list[str]]:
    return [[one.text for one in stretch.lines] for stretch in in_order(lines, SETTING, at_head=at_head)]


HEAD = [
    line("ỦY BAN NHÂN DÂN", 110, 230, 70),
    line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 270, 540, 70),
    line("XÃ ĐỒNG MỚI", 125, 215, 86),
    line("Độc lập - Tự do - Hạnh phúc", 320, 490, 87),
    line("Số: 12/KH-UBND", 120, 220, 114),
    line("Đồng Mới, ngày 3 tháng 4 năm 2026", 300, 510, 115),
    line("V/v chuyển đổi số", 118, 222, 132),
    line("KẾ HOẠCH", 272, 353, 160),
    line("Thực hiện chương trình của tỉnh, xã xây dựng kế hoạch.", 121, 540, 190),
]


def test_the_head_comes_column_by_column() -> None:
    expected = [
        ["ỦY BAN NHÂN DÂN", "XÃ ĐỒNG MỚI", "Số: 12/KH-UBND", "V/v chuyển đổi số"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Đồng Mới, ngày 3 tháng 4 năm 2026",
        ],
        ["KẾ HOẠCH", "Thực hiện chương trình của tỉnh, xã xây dựng kế hoạch."],
    ]
    assert order(HEAD, at_head=True) == expected
    assert order(HEAD[::-1], at_head=True) == expected


def test_the_number_stays_in_its_column_below_a_drawn_rule() -> None:
    head = [
        line("ỦY BAN NHÂN DÂN", 110, 230, 70),
        line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 270, 540, 70),
        line("XÃ ĐỒNG MỚI", 125, 215, 86),
        line("Độc lập - Tự do - Hạnh phúc", 320, 490, 88),
        line("Số: /KH-UBND", 120, 220, 124),
        line("Đồng Mới, ngày tháng 4 năm 2026", 300, 510, 138),
        line("KẾ HOẠCH", 85, 160, 180),
    ]
    assert order(head, at_head=True) == [
        ["ỦY BAN NHÂN DÂN", "XÃ ĐỒNG MỚI", "Số: /KH-UBND"],
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Đồng Mới, ngày tháng 4 năm 2026",
        ],
        ["KẾ HOẠCH"],
    ]


def test_the_foot_comes_column_by_column_down_to_the_name() -> None:
    lines = [
        line("để xem xét, giải quyết./.", 85, 230, 90),
        line("Nơi nhận:", 85, 140, 120),
        line("TM. ỦY BAN NHÂN DÂN", 350, 500, 122),
        line("- Như trên;", 85, 145, 136),
        line("CHỦ TỊCH", 390, 460, 138),
        line("- Lưu: VT.", 85, 140, 150),
        line("Trần Văn Bình", 380, 470, 230),
    ]
    assert order(lines) == [
        ["để xem xét, giải quyết./."],
        ["Nơi nhận:", "- Như trên;", "- Lưu: VT."],
        ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn Bình"],
    ]


def test_a_single_line_with_a_gap_stays_one_line() -> None:
    lines = [
        line("Họ và tên: Trần Văn Bình", 85, 250, 90),
        line("Chức vụ: Trưởng phòng", 330, 480, 90),
        line("Đơn vị công tác và số điện thoại liên hệ của người lập biểu này:", 85, 540, 110),
    ]
    (stretch,) = in_order(lines, SETTING, at_head=False)
    assert stretch.flowing
    assert stretch.lines[0].text == "Họ và tên: Trần Văn Bình Chức vụ: Trưởng phòng"


def test_lines_in_any_order_come_from_top_to_bottom() -> None:
    lines = [line("hai", 85, 540, 120), line("một", 85, 540, 100), line("ba", 85, 540, 140)]
    assert order(lines) == [["một", "hai", "ba"]]


def test_pieces_of_a_line_are_put_together() -> None:
    pieces = [line("Số:", 85, 105, 100), line("/KH-UBND", 140, 200, 100), line("12", 110, 125, 101)]
    assert [one.text for one in whole_lines(pieces)] == ["Số: 12 /KH-UBND"]


def test_nothing_has_no_order() -> None:
    assert order([]) == []


def test_the_last_line_of_a_paragraph_stays_above_the_foot_that_follows_it() -> None:
    page = [
        line("KẾ HOẠCH", 85, 160, 70),
        line("1. Văn phòng chủ trì, phối hợp với các thôn báo cáo kết quả về Ủy ban", 85, 535, 90),
        line("nhân dân xã.", 85, 150, 108),
        line("Nơi nhận:", 91, 140, 126),
        line("CHỦ TỊCH", 320, 390, 126),
        line("- Các thôn;", 91, 150, 142),
        line("Lò Văn Mẫn", 320, 390, 160),
    ]
    assert order(page, at_head=True) == [
        [
            "KẾ HOẠCH",
            "1. Văn phòng chủ trì, phối hợp với các thôn báo cáo kết quả về Ủy ban",
            "nhân dân xã.",
        ],
        ["Nơi nhận:", "- Các thôn;"],
        ["CHỦ TỊCH", "Lò Văn Mẫn"],
    ]
