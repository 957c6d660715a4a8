from datetime import date

import pytest

from sauro.dates.due import DueKind
from sauro.dates.in_figures import in_figures
from sauro.dates.parse import choose_due, find_dues, read_due


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("trong tháng tư năm 2026", "trong tháng  4 năm 2026"),
        ("tháng mười hai/2026", "tháng       12/2026"),
        ("tháng năm năm 2026", "tháng   5 năm 2026"),
        ("quý hai và quý ba", "quý   2 và quý  3"),
        ("mỗi tháng hai lần", "mỗi tháng hai lần"),
        ("tháng năm 2026", "tháng năm 2026"),
        ("sáu tháng ba đợt", "sáu tháng ba đợt"),
        ("ngày 23 tháng chạp", "¤¤¤¤¤¤¤¤¤¤¤¤¤¤¤¤¤¤"),
        ("10/3 âm lịch năm 2026", "¤¤¤¤¤¤¤¤¤¤¤¤¤¤¤¤¤¤¤¤¤"),
    ],
)
def test_as_long_as_before(text, figures):
    assert in_figures(text) == figures


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Tháng Ba năm 2026", date(2026, 3, 31)),
        ("Trước ngày 15 tháng Tư năm 2026", date(2026, 4, 15)),
        ("Tháng Năm/2026", date(2026, 5, 31)),
        ("Tháng Mười Một", date(2026, 11, 30)),
        ("Trong quý Hai", date(2026, 6, 30)),
        ("Quý Tư năm 2026", date(2026, 12, 31)),
        ("Q.III/2026", date(2026, 9, 30)),
        ("Q. II/2026", date(2026, 6, 30)),
        ("Q2-2026", date(2026, 6, 30)),
        ("Nửa năm đầu 2026", date(2026, 6, 30)),
        ("Tháng Tư - tháng Sáu năm 2026", date(2026, 6, 30)),
    ],
)
def test_numbers_in_words(words, day):
    due = read_due(words, year=2026)
    assert due is not None
    assert (due.kind, due.date, due.raw) == (DueKind.BY, day, words)


@pytest.mark.parametrize(
    "words",
    [
        "Tháng Giêng",
        "Cuối tháng Giêng năm 2027",
        "Trước ngày 23 tháng Chạp",
        "Ngày 10 tháng 3 âm lịch năm 2026",
        "Trước 15/8 (âm lịch)",
        "Trước Rằm tháng Bảy năm 2026",
    ],
)
def test_lunar_days_are_events(words):
    due = read_due(words, year=2026)
    assert due is not None
    assert (due.kind, due.date) == (DueKind.EVENT, None)


def test_words_in_a_sentence():
    text = "Phòng Kế hoạch hoàn thành rà soát trong tháng Tư, nghiệm thu công trình."
    found = choose_due(find_dues(text, year=2026), text)
    assert found is not None
    assert (found.due.raw, found.due.date) == ("trong tháng Tư", date(2026, 4, 30))
