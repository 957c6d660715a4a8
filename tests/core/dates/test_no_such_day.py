import pytest

from sauro.dates.no_such_day import find_no_such_days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("trước 31/02/2026", ["31/02/2026"]),
        ("30 tháng 2 năm 2026", ["30 tháng 2 năm 2026"]),
        ("ngày 31 tháng 6", ["31 tháng 6"]),
        ("Ngày 31/6.", ["31/6"]),
        ("15/13/2026 và 32.5.2026", ["15/13/2026", "32.5.2026"]),
        ("từ ngày 28\nđến ngày 31/ 6/2026", ["31/ 6/2026"]),
        ("29/2/2026", ["29/2/2026"]),
        ("29/2/2028", []),
        ("ngày 29/02", []),
        ("31-12-2026", []),
        ("36 tháng 2 lần", []),
        ("đạt 31/6 chỉ tiêu", []),
        ("số 31/06/2026/NĐ-CP", []),
        ("trong quý 5/2026 và Quý 11 năm 2026", ["quý 5/2026", "Quý 11 năm 2026"]),
        ("Quý 11-12/2026; quý II-V năm 2026", ["Quý 11-12/2026", "quý II-V năm 2026"]),
        ("Quý III-IV/2026; quý 11, 12/5/2026", []),
        ("quý 4/2026, quý 15/3/2026, báo cáo quý 5", []),
        ("", []),
    ],
)
def test_days_that_no_calendar_has(text, days):
    assert [text[start:end] for start, end in find_no_such_days(text)] == days
