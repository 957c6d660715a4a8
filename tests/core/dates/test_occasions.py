import pytest

from sauro.dates.due import DueKind
from sauro.dates.parse import choose_due, find_dues, read_due


def limit(text):
    found = choose_due(find_dues(text, year=2026), text)
    return (found.due.kind, found.due.raw) if found else None


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Nạo vét kênh tiêu xong trước mùa mưa, lũ.", "xong trước mùa mưa, lũ"),
        ("Gia cố mái nhà trước mùa bão.", "trước mùa bão"),
        ("Hoàn thành trao quà trước Tết Nguyên đán Bính Ngọ.", "trước Tết Nguyên đán Bính Ngọ"),
        ("Hoàn thành hồ sơ trước kỳ họp HĐND giữa năm.", "trước kỳ họp HĐND giữa năm"),
        ("Xong trước kỳ họp thứ 5, báo cáo UBND xã.", "Xong trước kỳ họp thứ 5"),
        ("Trình HĐND xã tại kỳ họp thường lệ cuối năm.", "tại kỳ họp thường lệ cuối năm"),
        ("Sửa phòng học, xong trước khi khai giảng năm học mới.", "xong trước khi khai giảng năm học mới"),
        ("Dạy bơi cho học sinh trong năm học 2026 - 2027.", "trong năm học 2026 - 2027"),
        ("Tu bổ đình làng xong trước ngày 23 tháng Chạp.", "xong trước ngày 23 tháng Chạp"),
        ("Tổ chức lễ hội từ mùng 6 đến ngày 10 tháng Giêng.", "từ mùng 6 đến ngày 10 tháng Giêng"),
        (
            "Hoàn thành nạo vét trước mùa mưa bão năm 2026 để bảo đảm tiêu thoát nước.",
            "trước mùa mưa bão năm 2026",
        ),
    ],
)
def test_occasions(text, raw):
    assert limit(text) == (DueKind.EVENT, raw)


@pytest.mark.parametrize(
    "text",
    [
        "Tổng hợp ý kiến cử tri trước kỳ họp và gửi về Văn phòng.",
        "Chăm lo đời sống người dân trong mùa mưa bão.",
        "Quy định học phí của năm học 2026 - 2027.",
        "Tổ chức tốt Tết trồng cây.",
        "Dự thảo được thảo luận tại kỳ họp.",
    ],
)
def test_what_is_told_is_no_limit(text):
    assert limit(text) is None


def test_a_date_goes_before():
    text = "Hoàn thành trước mùa mưa bão, chậm nhất ngày 30/4/2026."
    assert limit(text) == (DueKind.BY, "chậm nhất ngày 30/4/2026")


@pytest.mark.parametrize("words", ["Trong năm học 2026 - 2027", "Hè 2026", "Trong kỳ nghỉ hè"])
def test_alone(words):
    due = read_due(words, year=2026)
    assert due is not None
    assert due.kind is DueKind.EVENT
