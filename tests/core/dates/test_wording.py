from datetime import date

import pytest

from sauro.dates.due import Due, DueKind, Rhythm
from sauro.dates.parse import read_due

BY, ONGOING, PERIODIC, EVENT = DueKind.BY, DueKind.ONGOING, DueKind.PERIODIC, DueKind.EVENT
END_OF_2026 = date(2026, 12, 31)
START_OF_2026 = date(2026, 1, 1)


def read(text, year=2026):
    return read_due(text, year=year)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Trong tháng 5/2026", date(2026, 5, 31)),
        ("Tháng 02/2028", date(2028, 2, 29)),
        ("Quý IV/2026", END_OF_2026),
        ("Quí II-2026", date(2026, 6, 30)),
        ("Quý 3 năm 2026", date(2026, 9, 30)),
        ("Quý II, III năm 2026", date(2026, 9, 30)),
        ("Trong quý II và quý III năm 2026", date(2026, 9, 30)),
        ("Cuối quý II/2026", date(2026, 6, 30)),
        ("Chậm nhất 15/5/2026", date(2026, 5, 15)),
        ("Trước 30/6/2026", date(2026, 6, 30)),
        ("Trước ngày 30 tháng 6 năm 2026", date(2026, 6, 30)),
        ("Tháng 11, 12/2025", date(2025, 12, 31)),
        ("Tháng 11 - 12/2025", date(2025, 12, 31)),
        ("Tháng 5, tháng 10/2026", date(2026, 10, 31)),
        ("6 tháng đầu năm 2026", date(2026, 6, 30)),
        ("9 tháng năm 2026", date(2026, 9, 30)),
        ("Năm 2026", END_OF_2026),
        ("2026", END_OF_2026),
        ("Đến cuối 2026", END_OF_2026),
        ("Đến hết năm 2026", END_OF_2026),
        ("Từ nay đến hết năm 2026", END_OF_2026),
        ("Thực hiện trong năm 2026", END_OF_2026),
        ("Trước ngày 15/12", date(2026, 12, 15)),
        ("Tháng 6 và tháng 12", END_OF_2026),
        ("Trong năm", END_OF_2026),
        ("Cả năm", END_OF_2026),
        ("Trước tháng 8/2026", date(2026, 7, 31)),
        ("Trước khi kết thúc quý III/2026", date(2026, 9, 30)),
        ("Quý II/2026 (trước ngày 15/6/2026)", date(2026, 6, 15)),
        ("Trong vòng 15 ngày kể từ ngày 01/6/2026", date(2026, 6, 16)),
        ("Sau khi có hướng dẫn, chậm nhất 30/6/2026", date(2026, 6, 30)),
    ],
)
def test_one_date(text, last):
    assert read(text) == Due(BY, text, date=last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Từ tháng 01/2026 đến tháng 3/2026", START_OF_2026, date(2026, 3, 31)),
        ("Từ ngày 15/11 đến ngày 15/12/2026", date(2026, 11, 15), date(2026, 12, 15)),
        ("Từ ngày 03 đến ngày 05 tháng 11 năm 2026", date(2026, 11, 3), date(2026, 11, 5)),
        ("Giai đoạn 2026 - 2030", START_OF_2026, date(2030, 12, 31)),
        ("Từ tháng 6 đến tháng 9 năm 2026", date(2026, 6, 1), date(2026, 9, 30)),
        ("Từ quý II đến quý IV/2026", date(2026, 4, 1), END_OF_2026),
        ("2026-2030", START_OF_2026, date(2030, 12, 31)),
        ("Từ năm 2026 đến hết năm 2030", START_OF_2026, date(2030, 12, 31)),
    ],
)
def test_range_keeps_its_start(text, first, last):
    assert read(text) == Due(BY, text, date=last, starts=first)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Thường xuyên", None),
        ("Thường xuyên từ 2026", START_OF_2026),
        ("Từ 2026 và thường xuyên", START_OF_2026),
        ("Làm thường xuyên trong năm 2026 và các năm tiếp theo", START_OF_2026),
        ("Thường xuyên trong năm 2026", START_OF_2026),
        ("Năm 2026 và các năm tiếp theo", START_OF_2026),
        ("Từ năm 2026", START_OF_2026),
        ("Bắt đầu từ quý III/2026", date(2026, 7, 1)),
        ("Thường xuyên đến hết năm 2026", None),
        ("Thường xuyến", None),
        ("Từ tháng 11/2025 đến khi kết thúc kiểm kê", date(2025, 11, 1)),
    ],
)
def test_ongoing(text, starts):
    assert read(text) == Due(ONGOING, text, starts=starts)


@pytest.mark.parametrize(
    ("text", "every", "starts"),
    [
        ("Hằng năm", (Rhythm.YEAR,), None),
        ("Định kỳ hằng năm", (Rhythm.YEAR,), None),
        ("Hàng năm, bắt đầu từ 2026", (Rhythm.YEAR,), START_OF_2026),
        ("Năm 2026, hằng năm", (Rhythm.YEAR,), START_OF_2026),
        ("Hằng năm, giai đoạn 2026-2030", (Rhythm.YEAR,), START_OF_2026),
        ("Hằng quý, 6 tháng, năm", (Rhythm.QUARTER, Rhythm.HALF_YEAR, Rhythm.YEAR), None),
        (
            "Quý, 6 tháng, 9 tháng và năm",
            (Rhythm.QUARTER, Rhythm.HALF_YEAR, Rhythm.NINE_MONTHS, Rhythm.YEAR),
            None,
        ),
        ("Hằng tháng", (Rhythm.MONTH,), None),
        ("Hãng năm", (Rhythm.YEAR,), None),
        ("hang nầm", (Rhythm.YEAR,), None),
        ("Hàng tuần", (Rhythm.WEEK,), None),
        ("Hằng ngày", (Rhythm.DAY,), None),
        ("Mỗi quý", (Rhythm.QUARTER,), None),
        ("06 tháng/lần", (Rhythm.HALF_YEAR,), None),
        ("02 lần/năm", (Rhythm.HALF_YEAR,), None),
        ("Trước ngày 15/12 hằng năm", (Rhythm.YEAR,), None),
        ("Tháng 12 hằng năm", (Rhythm.YEAR,), None),
        ("Từ tháng 3 đến tháng 11 hằng năm", (Rhythm.YEAR,), None),
        ("Quý I hằng năm", (Rhythm.YEAR,), None),
        ("Ngày 15 và 30 hằng tháng", (Rhythm.MONTH,), None),
        ("Trước ngày 20 của tháng cuối quý", (Rhythm.QUARTER,), None),
        ("Hàng năm hoặc khi có yêu cầu", (Rhythm.YEAR,), None),
        ("Thường xuyên, hằng năm", (Rhythm.YEAR,), None),
        ("Định kỳ", (), None),
    ],
)
def test_periodic(text, every, starts):
    assert read(text) == Due(PERIODIC, text, every=every, starts=starts)


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Sau khi có hướng dẫn của Bộ", None),
        ("Khi Luật có hiệu lực", None),
        ("Ngay sau khi Kế hoạch được ban hành", None),
        ("Trong vòng 15 ngày kể từ ngày nhận Kế hoạch", None),
        ("Trong 5 ngày làm việc", None),
        ("Đột xuất", None),
        ("Trong vòng 15 ngày làm việc kể từ ngày 01/6/2026", date(2026, 6, 1)),
        ("Trước mùa mưa bão năm 2026", None),
        ("Trước Tết Nguyên đán 2026", None),
        ("Sau Đại hội nhiệm kỳ 2026 - 2031", None),
        ("Trình Hội đồng nhân dân tại kỳ họp thường lệ giữa năm 2026", None),
    ],
)
def test_event_never_gets_a_date(text, starts):
    assert read(text) == Due(EVENT, text, starts=starts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " . ",
        "Khẩn trương",
        "Kịp thời",
        "Theo quy định",
        "Theo kế hoạch",
        "Theo kế hoạch năm 2026",
        "Theo Kế hoạch số 12/KH-UBND ngày 05/3/2026",
        "Năm học 2025-2026",
        "6 tháng",
    ],
)
def test_no_time_given(text):
    assert read(text) is None


def test_date_then_ongoing():
    text = "Kiểm kê xong trong quý III/2026; làm thường xuyên hằng năm"
    after = Due(ONGOING, "làm thường xuyên hằng năm")
    assert read(text) == Due(BY, text, date=date(2026, 9, 30), then=after)


def test_year_of_a_deliverable_then_rhythm():
    text = "Hoàn thành trong năm 2026; sau đó hằng năm"
    after = Due(PERIODIC, "sau đó hằng năm", every=(Rhythm.YEAR,))
    assert read(text) == Due(BY, text, date=END_OF_2026, then=after)


def test_ongoing_with_its_reports():
    text = "Thường xuyên, định kỳ hằng quý báo cáo"
    after = Due(PERIODIC, "định kỳ hằng quý", every=(Rhythm.QUARTER,))
    assert read(text) == Due(ONGOING, text, then=after)


def test_two_dates_of_two_deliverables():
    text = "Trình dự thảo trong quý II/2026; ban hành trong quý III/2026"
    after = Due(BY, "ban hành trong quý III/2026", date=date(2026, 9, 30))
    assert read(text) == Due(BY, text, date=date(2026, 6, 30), then=after)


def test_raw_has_single_spaces_and_no_closing_punctuation():
    assert read("- Trong\n tháng  5/2026 .") == Due(BY, "Trong tháng 5/2026", date=date(2026, 5, 31))


@pytest.mark.parametrize("text", ["Trước ngày 15/12", "Quý IV", "Cuối năm"])
def test_without_a_year_no_date_is_made_up(text):
    assert read(text, year=None) == Due(BY, text)


@pytest.mark.parametrize(
    "text", ["Đầu tháng 6/2026", "Giữa năm 2026", "31/6/2026", "Tuần thứ 2 tháng 8/2026"]
)
def test_no_last_day_in_the_wording(text):
    assert read(text) == Due(BY, text)


def test_a_whole_page_is_no_time_limit():
    assert read("Hằng năm, " * 200) is None


@pytest.mark.parametrize(
    "text", ["Quý 11/2026", "Trong quý 5/2026", "Quý 5 năm 2026", "Quý V/2026", "Tháng 13 năm 2026"]
)
def test_a_quarter_or_month_that_is_none_gives_no_day(text):
    assert read(text) is None


def test_a_day_and_month_behind_the_word_quarter_are_read():
    assert read("Hằng quý, 5/2026") == Due(
        PERIODIC, "Hằng quý, 5/2026", every=(Rhythm.QUARTER,), starts=date(2026, 5, 1)
    )
    assert read("Quý III/2026; quý 11/2026") == Due(BY, "Quý III/2026; quý 11/2026", date=date(2026, 9, 30))


@pytest.mark.parametrize(
    "text",
    [
        "Quý 11-12/2026",
        "Quý 11, 12/2026",
        "Quý 11 và 12 năm 2026",
        "Quý 4-5/2026",
        "Quý II-V/2026",
        "Quý III-12/2026",
    ],
)
def test_a_run_of_quarters_of_which_one_is_none_tells_no_time(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Quý III-IV/2026", date(2026, 12, 31)),
        ("Quý I, 30/6/2026", date(2026, 6, 30)),
        ("Quý 1-2 năm 2026", date(2026, 6, 30)),
    ],
)
def test_quarters_beside_other_times(text, last):
    due = read(text)
    assert due is not None
    assert due.date == last
