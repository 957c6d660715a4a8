"""How often a duty comes back, as sentences say it, and when a day counts before a rhythm."""

from datetime import date

import pytest

from sauro.dates.due import Due, DueKind, Rhythm
from sauro.dates.parse import choose_due, earlier_dues, find_dues

BY, ONGOING, PERIODIC, EVENT = DueKind.BY, DueKind.ONGOING, DueKind.PERIODIC, DueKind.EVENT


def dues(text, year=2026):
    return [found.due for found in find_dues(text, year=year)]


def chosen(text, year=2026):
    found = choose_due(find_dues(text, year=year))
    return found.due if found else None


@pytest.mark.parametrize(
    ("text", "raw", "every"),
    [
        ("Kiểm tra mỗi quý ít nhất 01 lần.", "mỗi quý ít nhất 01 lần", (Rhythm.QUARTER,)),
        ("Đối thoại ít nhất 02 lần/năm.", "ít nhất 02 lần/năm", (Rhythm.HALF_YEAR,)),
        ("Đối thoại 4 lần/năm, công khai kết quả.", "4 lần/năm", (Rhythm.QUARTER,)),
        ("Tuần tra mỗi tuần 02 buổi.", "mỗi tuần 02 buổi", (Rhythm.WEEK,)),
        ("Trực hướng dẫn 03 buổi/tuần.", "03 buổi/tuần", (Rhythm.WEEK,)),
        ("Diễn tập mỗi năm từ 01 đến 02 cuộc.", "mỗi năm từ 01 đến 02 cuộc", (Rhythm.YEAR,)),
        ("Rà soát vào tháng cuối mỗi quý.", "vào tháng cuối mỗi quý", (Rhythm.QUARTER,)),
        ("Rà soát vào cuối mỗi tháng.", "cuối mỗi tháng", (Rhythm.MONTH,)),
    ],
)
def test_how_often_in_each_period(text, raw, every):
    found = choose_due(find_dues(text, year=2026), text)
    assert found is not None
    assert (found.due.kind, found.due.raw, found.due.every) == (DueKind.PERIODIC, raw, every)


@pytest.mark.parametrize(
    "text",
    [
        "Kiểm tra không quá 01 lần/năm đối với một cơ sở.",
        "Sản lượng tăng 2 lần/năm.",
        "Báo cáo 02 lần/ngày.",
        "Đánh giá nhiệm vụ 6 tháng cuối năm 2026.",
    ],
)
def test_bounds_and_figures_are_no_rhythm(text):
    assert find_dues(text, year=2026) == ()


@pytest.mark.parametrize(
    ("text", "raw", "starts"),
    [
        ("Vận hành từ tháng 3/2026 và những năm tiếp theo.", "từ tháng 3/2026 và những năm tiếp theo", 3),
        ("Cập nhật sổ theo dõi từ năm 2026 trở đi.", "từ năm 2026 trở đi", 1),
        ("Từ năm 2026 trở đi, Văn phòng cập nhật sổ theo dõi.", "Từ năm 2026 trở đi", 1),
    ],
)
def test_from_then_on(text, raw, starts):
    found = choose_due(find_dues(text, year=2026), text)
    assert found is not None
    assert found.due == Due(DueKind.ONGOING, raw, starts=date(2026, starts, 1))


def test_half_a_year_that_closes_a_duty():
    text = "Rà soát hộ nghèo 6 tháng cuối năm 2026."
    found = choose_due(find_dues(text, year=2026), text)
    assert found is not None
    assert (found.due.raw, found.due.date) == ("6 tháng cuối năm 2026", date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "every", "others"),
    [
        ("Trạm Thủy nông kiểm tra cống hằng tuần; báo cáo kết quả đợt 1 trước ngày 10/6.",
         (Rhythm.WEEK,), ["trước ngày 10/6"]),
        ("Trạm Thủy nông báo cáo hằng tuần; báo cáo đầu vụ trước ngày 10/6, báo cáo năm trước ngày 05/12.",
         (Rhythm.WEEK, Rhythm.YEAR), []),
    ],
)  # fmt: skip
def test_a_rhythm_counts_before_the_day_of_a_report_without_a_year(text, every, others):
    dues = find_dues(text, year=2026)
    found = choose_due(dues, text)
    assert found is not None
    assert (found.due.kind, found.due.every) == (DueKind.PERIODIC, every)
    assert [other.due.raw for other in earlier_dues(dues, found)] == others


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Trạm Thủy nông báo cáo hằng quý; báo cáo tổng kết trước ngày 10/12/2026.", date(2026, 12, 10)),
        ("Hằng tuần kiểm tra cống; hoàn thành trước ngày 10/6.", date(2026, 6, 10)),
    ],
)
def test_a_day_with_its_year_or_of_the_work_itself_counts_before_a_rhythm(text, last):
    found = choose_due(find_dues(text, year=2026), text)
    assert found is not None
    assert found.due.date == last


@pytest.mark.parametrize(
    ("text", "raw", "every"),
    [
        ("Các tổ đò đổi mới sinh hoạt, mỗi quý mở hội đua ít nhất 01 lần.",
         "mỗi quý mở hội đua ít nhất 01 lần", Rhythm.QUARTER),
        ("Mỗi tháng tổ chức soi cống tối thiểu 02 buổi.",
         "Mỗi tháng tổ chức soi cống tối thiểu 02 buổi", Rhythm.MONTH),
        ("Trạm Thủy nông báo cáo vào ngày cuối cùng của quý về UBND xã.",
         "vào ngày cuối cùng của quý", Rhythm.QUARTER),
        ("Trạm Thủy nông nộp sổ trước ngày làm việc cuối cùng của tháng.",
         "trước ngày làm việc cuối cùng của tháng", Rhythm.MONTH),
    ],
)  # fmt: skip
def test_rhythms_told_by_at_least_and_by_a_last_day(text, raw, every):
    found = choose_due(find_dues(text, year=2026), text)
    assert found is not None
    assert found.due == Due(DueKind.PERIODIC, raw, every=(every,))


@pytest.mark.parametrize(
    "text",
    [
        "Nộp sổ đò vào ngày cuối cùng của quý II/2026.",
        "Mỗi năm thu phí đò tăng ít nhất 02 lần.",
        "Xem lại kết quả sơ kết năm 2028.",
    ],
)
def test_what_names_one_period_or_a_figure_is_no_rhythm(text):
    found = choose_due(find_dues(text, year=2026), text)
    assert found is None or found.due.kind is not DueKind.PERIODIC


def test_reviews_of_later_years():
    text = "Trạm Thủy nông tổ chức sơ kết vào năm 2028, tổng kết vào cuối năm 2030."
    found = choose_due(find_dues(text, year=2026), text)
    assert found is not None
    assert (found.due.raw, found.due.date) == ("vào năm 2028", date(2028, 12, 31))
    assert found.due.then == Due(DueKind.BY, "vào cuối năm 2030", date=date(2030, 12, 31))
