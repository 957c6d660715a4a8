from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.dates.parse import FoundDate, read_dates
from sauro.dates.written import find_times


def values(text):
    return [found.value for found in read_dates(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ngày 13 tháng 5 năm 2026", "2026-05-13"),
        ("ngày13 tháng5 năm2026", "2026-05-13"),
        ("ngày 13\ntháng 5\n năm 2026", "2026-05-13"),
        ("NGÀY 13 THÁNG 5 NĂM 2026", "2026-05-13"),
        ("31/3/2026", "2026-03-31"),
        ("ngày 31 / 03 / 2026", "2026-03-31"),
        ("15-5-2026", "2026-05-15"),
        ("15.05.2026", "2026-05-15"),
        ("ngày    tháng 4 năm 2026", "2026-04"),
        ("ngày … tháng 4 năm 2026", "2026-04"),
        ("ngày     tháng     năm 2026", "2026"),
        ("tháng 5/2026", "2026-05"),
        ("tháng 5 năm 2026", "2026-05"),
        ("năm 2026", "2026"),
        ("ngày 12 tháng 3 năm 1998", "1998-03-12"),
    ],
)
def test_dates_as_far_as_written(text, value):
    assert values(f"Bình Lâm, {text}") == [value]


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định số 534/QĐ-TTg",
        "số 09/2019/NĐ-CP",
        "110/2025/TT-BTC",
        "hệ toạ độ VN-2000",
        "2.178.960 đồng",
        "ngày 31/6/2026",
        "không quá 1/2 ngày",
        "năm học 2025-2026",
        "giai đoạn 2021 - 2030",
        "Quý IV/2026",
        "đầu tháng 6/2026",
    ],
)
def test_what_is_no_date(text):
    assert values(text) == []


def test_date_beside_a_document_number():
    assert values("Nghị định số 09/2019/NĐ-CP ngày 24/01/2019 của Chính phủ") == ["2019-01-24"]


def test_offsets_point_into_the_text_as_given():
    text = "Số:  5\n\n ngày 13\n tháng 5   năm 2026."
    (found,) = read_dates(text)
    assert found == FoundDate(9, 36, "2026-05-13")
    assert text[found.start : found.end] == "ngày 13\n tháng 5   năm 2026"


@given(st.dates(date(2000, 1, 1), date(2049, 12, 31)), st.sampled_from(["words", "strokes", "dashes"]))
def test_every_day_can_be_read_back(day, form):
    written = {
        "words": f"ngày {day.day:02} tháng {day.month} năm {day.year}",
        "strokes": f"{day.day}/{day.month:02}/{day.year}",
        "dashes": f"{day.day:02}-{day.month:02}-{day.year}",
    }[form]
    assert values(f"Ký {written}, tại xã") == [day.isoformat()]


@given(st.text(alphabet="ngày tháquýmIV0123456789/.-–,; \n"))
def test_any_text_can_be_read(text):
    for time in find_times(text):
        assert 0 <= time.start < time.end <= len(text)
    for found in read_dates(text):
        assert text[found.start : found.end].strip() == text[found.start : found.end]
