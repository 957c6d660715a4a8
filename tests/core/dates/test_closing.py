"""Times that only their place at the end of a duty makes limits. Offices and duties are made up."""

from datetime import date

import pytest

from sauro.dates.due import Due, DueKind, Rhythm
from sauro.dates.parse import choose_due, find_dues

BY, ONGOING, PERIODIC, EVENT = DueKind.BY, DueKind.ONGOING, DueKind.PERIODIC, DueKind.EVENT


def chosen(text: str) -> Due | None:
    found = choose_due(find_dues(text, year=2026))
    return found.due if found else None


@pytest.mark.parametrize(
    ("text", "raw", "last"),
    [
        ("Duy trì tổ trực đò đến hết năm 2027.", "đến hết năm 2027", date(2027, 12, 31)),
        ("Duy trì tổ trực đò cho đến hết tháng 9/2026;", "cho đến hết tháng 9/2026", date(2026, 9, 30)),
        ("Vớt bèo trên hồ, đến cuối năm 2026.", "đến cuối năm 2026", date(2026, 12, 31)),
        ("Vớt bèo trên hồ từ nay đến 30/6/2026.", "từ nay đến 30/6/2026", date(2026, 6, 30)),
        ("Phun thuốc muỗi cuối tháng 5/2026.", "cuối tháng 5/2026", date(2026, 5, 31)),
        ("Phun thuốc muỗi tuần cuối tháng 5/2026.", "tuần cuối tháng 5/2026", date(2026, 5, 31)),
        ("Vớt bèo trên hồ, tháng 9/2026.", "tháng 9/2026", date(2026, 9, 30)),
        ("Vớt bèo trên hồ Quý 4/2026.", "Quý 4/2026", date(2026, 12, 31)),
        ("Nộp thuyền trước 16 giờ 30 ngày 05/5/2026.", "trước 16 giờ 30 ngày 05/5/2026", date(2026, 5, 5)),
    ],
)
def test_a_time_at_the_end_with_a_last_day(text, raw, last):
    assert chosen(text) == Due(BY, raw, date=last)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Phun thuốc muỗi trong tuần đầu tháng 4/2026.", "trong tuần đầu tháng 4/2026"),
        ("Phun thuốc muỗi đầu quý II/2026.", "đầu quý II/2026"),
        ("Mở hội đua thuyền vào giữa tháng 6 năm 2026.", "vào giữa tháng 6 năm 2026"),
        ("Sửa cầu tre xong trước ngày 31/6/2026.", "xong trước ngày 31/6/2026"),
        ("Sửa cầu tre từ ngày 28/5 đến ngày 31/6/2026.", "từ ngày 28/5 đến ngày 31/6/2026"),
    ],
)
def test_a_day_that_cannot_be_told_is_not_invented(text, raw):
    due = chosen(text)
    assert due is not None
    assert (due.kind, due.raw, due.date) == (BY, raw, None)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Thu phí bến đò khi Luật Bến bãi (sửa đổi) có hiệu lực.", "khi Luật Bến bãi (sửa đổi) có hiệu lực"),
        (
            "Niêm yết giá vé ngay sau khi Nghị quyết được Hội đồng nhân dân xã thông qua.",
            "ngay sau khi Nghị quyết được Hội đồng nhân dân xã thông qua",
        ),
        ("Niêm yết giá vé sau khi Kế hoạch được ban hành.", "sau khi Kế hoạch được ban hành"),
        ("Niêm yết giá vé sau khi Chính phủ ban hành Nghị định.", "sau khi Chính phủ ban hành Nghị định"),
    ],
)
def test_an_event_at_the_end(text, raw):
    assert chosen(text) == Due(EVENT, raw)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Các thôn tự vớt bèo thường xuyên.", Due(ONGOING, "thường xuyên")),
        ("Các thôn tự vớt bèo thường xuyên, liên tục.", Due(ONGOING, "thường xuyên, liên tục")),
        (
            "Dạy bơi cho học sinh năm 2026 và các năm tiếp theo.",
            Due(ONGOING, "năm 2026 và các năm tiếp theo", starts=date(2026, 1, 1)),
        ),
        ("Kiểm định cầu phao hai năm một lần.", Due(PERIODIC, "hai năm một lần")),
        ("Trực bến vào thứ Hai hằng tuần.", Due(PERIODIC, "vào thứ Hai hằng tuần", every=(Rhythm.WEEK,))),
        ("Trực bến hằng tuần, vào thứ Sáu.", Due(PERIODIC, "hằng tuần, vào thứ Sáu", every=(Rhythm.WEEK,))),
        (
            "Báo số khách trước 19 giờ hằng ngày.",
            Due(PERIODIC, "trước 19 giờ hằng ngày", every=(Rhythm.DAY,)),
        ),
    ],
)
def test_what_goes_on_or_comes_back(text, due):
    assert chosen(text) == due


@pytest.mark.parametrize(
    "text",
    [
        "Tổng hợp báo cáo quý IV/2026.",
        "Công bố kết quả tháng 5/2026.",
        "Chuẩn bị nội dung phiên họp cuối tháng 5/2026.",
        "Triển khai chương trình bến sạch giai đoạn 2026 - 2030.",
        "Thống kê số liệu đến hết quý III/2026.",
        "Phấn đấu đạt 90% đến hết năm 2027.",
        "Giấy phép có hiệu lực đến hết ngày 30/6/2027.",
        "Cân đối chi thường xuyên.",
        "Sắp xếp nhiệm vụ thường xuyên.",
        "Lập dự toán năm 2026 và các năm tiếp theo.",
        "Lưu hồ sơ đến khi Quyết định được ban hành.",
        "Lấy ý kiến người dân trước khi Kế hoạch được ban hành.",
        "Mở thêm quầy vé khi có yêu cầu.",
        "Phối hợp tổ chức lần thứ hai hằng",
    ],
)
def test_what_is_a_name_a_fact_or_a_condition(text):
    assert chosen(text) is None


def test_a_date_counts_before_a_day_that_cannot_be_told():
    text = "Sửa cầu tre trước ngày 31/6/2026; hoàn thành lan can trước ngày 15/7/2026."
    assert chosen(text) == Due(BY, "trước ngày 15/7/2026", date=date(2026, 7, 15))
