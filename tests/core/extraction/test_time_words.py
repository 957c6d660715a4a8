import pytest

from sauro.extraction.time_words import (
    begins_with_time,
    ends_with_rhythm,
    is_time_heading,
    is_time_only,
    opening_time,
    sets_no_time,
)
from sauro.folio.passage import Passage


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Hoàn thành trước ngày 15/4/2026.", True),
        ("Xong trong quý II", True),
        ("Thực hiện thường xuyên, hằng năm", False),
        ("Thực hiện rà soát trước ngày 15/4", False),
    ],
)
def test_a_line_that_only_tells_when(text: str, only: bool) -> None:
    assert is_time_only(text) is only


def test_what_begins_and_ends_with_a_time() -> None:
    assert begins_with_time("Quý III/2026")
    assert not begins_with_time("Sở Y tế")
    assert ends_with_rhythm("và hằng năm (trước", 12)
    assert not ends_with_rhythm("Lập danh mục (Quý I)", 13)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Giai đoạn 2026 - 2027", True),
        ("Thời gian: 2026", True),
        ("Năm nay", False),
        ("Họp quý I/2026", False),
    ],
)
def test_headings_that_name_a_time(text: str, heading: bool) -> None:
    assert is_time_heading(text) is heading


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Tháng 6/2026: Văn phòng họp.", "Tháng 6/2026"),
        ("Trước ngày 05/6 hằng năm: Báo cáo.", "Trước ngày 05/6 hằng năm"),
        ("Tháng 6/2026 họp.", None),
        ("Từ nay: Văn phòng họp.", None),
    ],
)
def test_the_time_that_opens_a_duty(text: str, time: str | None) -> None:
    found = opening_time(Passage(text, 0))
    assert (found.text if found else None) == time


@pytest.mark.parametrize(
    "text",
    [
        "",
        "—",
        "…",
        "Kịp thời",
        "Khẩn trương, kịp thời",
        "Theo quy định của pháp luật.",
        "Theo yêu cầu của tỉnh",
        "Đúng thời hạn được giao",
        "Thực hiện ngay",
        "01 ngày/lớp học",
        "02 buổi",
    ],
)
def test_words_that_set_no_time(text):
    assert sets_no_time(text)


@pytest.mark.parametrize(
    "text", ["Theo tiến độ của tỉnh", "Theo lịch", "Mùa khô", "30 ngày", "Theo yêu cầu, trước 32/5/2026"]
)
def test_words_that_mean_a_time(text):
    assert not sets_no_time(text)
