"""Until when something holds."""

import pytest

from sauro.extraction.time_frames import time_frame
from sauro.text.compare import plain


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("ngay trong năm 2031:", "2031"),
        ("đến năm 2030", "2030"),
        ("đến hết năm 2031", "2031"),
        ("đến cuối 2031", "2031"),
        ("giai đoạn 2031 - 2035", "2035"),
        ("đến ngày 30/6/2031", "2031-06-30"),
        ("trước 30/6/2031", "2031-06-30"),
        ("đến hết tháng 2/2031", "2031-02-28"),
        ("quý II năm 2031", "2031-06-30"),
        ("từ năm 2031 trở đi", None),
        ("so với năm 2030", None),
        ("từ năm 2031", None),
        ("mỗi năm", None),
        ("Quyết định ngày 05/3/2031", None),
        ("đến ngày 31/02/2031", None),
        ("tháng 13/2031", None),
        ("trước tháng 9/2031", "2031-08-31"),
        ("trước tháng 01/2031", "2030-12-31"),
        ("trước quý III/2031", "2031-06-30"),
        ("trước năm 2031", "2030"),
        ("trước hết tháng 9/2031", "2031-09-30"),
    ],
)
def test_the_last_year_or_day(text: str, end: str | None) -> None:
    assert time_frame(plain(text)) == end
