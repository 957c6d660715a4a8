import pytest

from sauro.dates.due import Rhythm
from sauro.dates.parse import ReportPeriod, read_report_periods

QUARTER, HALF, NINE, YEAR, MONTH = (
    Rhythm.QUARTER,
    Rhythm.HALF_YEAR,
    Rhythm.NINE_MONTHS,
    Rhythm.YEAR,
    Rhythm.MONTH,
)


def read(text):
    return [(one.rhythm, one.due_day, one.day) for one in read_report_periods(text)]


def test_each_period_with_its_own_day_and_words():
    text = (
        "a) Định kỳ quý I (trước ngày 08 tháng 3); 6 tháng (trước ngày 08/6) "
        "và hằng năm (trước ngày 8 tháng 12) gửi."
    )
    assert read_report_periods(text) == (
        ReportPeriod(3, 40, "Định kỳ quý I (trước ngày 08 tháng 3)", QUARTER, "03-08"),
        ReportPeriod(42, 67, "6 tháng (trước ngày 08/6)", HALF, "06-08"),
        ReportPeriod(71, 103, "hằng năm (trước ngày 8 tháng 12)", YEAR, "12-08"),
    )


def test_undated_periods_share_the_words_of_the_run():
    assert read_report_periods("Định kỳ 06 tháng, hằng năm tổng hợp") == (
        ReportPeriod(0, 26, "Định kỳ 06 tháng, hằng năm", HALF),
        ReportPeriod(0, 26, "Định kỳ 06 tháng, hằng năm", YEAR),
    )


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Báo cáo trước ngày 15/6 và 15/12 hằng năm", [(HALF, "06-15", None), (YEAR, "12-15", None)]),
        ("định kỳ trước ngày 02/6 và 16/11 hằng năm báo cáo", [(YEAR, "06-02", None), (YEAR, "11-16", None)]),
        ("trước ngày 05/6 và 05/12 hằng năm báo cáo", [(HALF, "06-05", None), (YEAR, "12-05", None)]),
        (
            "Báo cáo quý I trước ngày 15/3, quý II gửi trước ngày 15/6 và báo cáo năm trước ngày 15/12.",
            [(QUARTER, "03-15", None), (QUARTER, "06-15", None), (YEAR, "12-15", None)],
        ),
        (
            "Báo cáo 6 tháng đầu năm 2026 trước ngày 15/6/2026 và báo cáo năm 2026 trước ngày 10/12/2026.",
            [(HALF, "06-15", None), (YEAR, "12-10", None)],
        ),
        (
            "Gửi báo cáo quý I, 6 tháng, 9 tháng và năm về Sở Cây xanh.",
            [(QUARTER, None, None), (HALF, None, None), (NINE, None, None), (YEAR, None, None)],
        ),
        (
            "Báo cáo trước ngày 25 hằng tháng, báo cáo quý trước ngày 25 tháng cuối quý.",
            [(MONTH, None, 25), (QUARTER, None, 25)],
        ),
        (
            "báo cáo UBND thành phố quý, 6 tháng và năm.",
            [(QUARTER, None, None), (HALF, None, None), (YEAR, None, None)],
        ),
        (
            "lồng ghép trong báo cáo CCHC quý, 6 tháng, 9 tháng, năm",
            [(QUARTER, None, None), (HALF, None, None), (NINE, None, None), (YEAR, None, None)],
        ),
        (
            "báo cáo sơ kết 6 tháng trước ngày 15/7, báo cáo tổng kết năm trước ngày 15/12",
            [(HALF, "07-15", None), (YEAR, "12-15", None)],
        ),
        (
            "báo cáo kết quả nửa năm trước ngày 15/6, báo cáo kết quả cả năm trước ngày 15/12",
            [(HALF, "06-15", None), (YEAR, "12-15", None)],
        ),
        ("báo cáo tình hình nửa năm đầu và cả năm", [(HALF, None, None), (YEAR, None, None)]),
        (
            "báo cáo quý Một trước ngày 15/3, quý Hai trước ngày 15/6",
            [(QUARTER, "03-15", None), (QUARTER, "06-15", None)],
        ),
        ("báo cáo sơ kết 6 tháng, tổng kết năm", [(HALF, None, None), (YEAR, None, None)]),
        ("gửi báo cáo về xã trước ngày 05/6 và 05/12", [(HALF, "06-05", None), (YEAR, "12-05", None)]),
        ("báo cáo vào ngày 20 tháng 6 và 20 tháng 12", [(HALF, "06-20", None), (YEAR, "12-20", None)]),
        ("báo cáo mỗi năm 02 lần (trước 15/6 và 15/12)", [(HALF, "06-15", None), (YEAR, "12-15", None)]),
        ("báo cáo kết quả 9 tháng trước ngày 05 tháng 9", [(NINE, "09-05", None)]),
        (
            "báo cáo (6 tháng trước ngày 08/6; năm trước ngày 08/12)",
            [(HALF, "06-08", None), (YEAR, "12-08", None)],
        ),
        (
            "xây dựng báo cáo định kỳ gửi Sở Nội vụ (6 tháng trước ngày 08/6; năm trước ngày 08/12)",
            [(HALF, "06-08", None), (YEAR, "12-08", None)],
        ),
        ("báo cáo quý I (10/3), 6 tháng (10/6)", [(QUARTER, "03-10", None), (HALF, "06-10", None)]),
        ("Báo cáo 6 tháng: trước ngày 15 tháng 6;", [(HALF, "06-15", None)]),
        (
            "báo cáo trước ngày 15 tháng 6 (báo cáo 6 tháng) và trước ngày 15 tháng 12 (báo cáo năm)",
            [(HALF, "06-15", None), (YEAR, "12-15", None)],
        ),
        ("báo cáo quý trước ngày 10 của tháng cuối quý", [(QUARTER, None, 10)]),
        ("báo cáo hãng năm trước 15/12", [(YEAR, "12-15", None)]),
        ("báo cáo kết quả 6 tháng đầu năm và phương hướng 6 tháng cuối năm", []),
        ("báo cáo tình hình thực hiện năm 2031", []),
        (
            "trước ngày 15/3, 15/6, 15/9, 15/12 hằng năm",
            [(QUARTER, "03-15", None), (HALF, "06-15", None), (NINE, "09-15", None), (YEAR, "12-15", None)],
        ),
        ("Báo cáo trước ngày 25 hằng tháng", [(MONTH, None, 25)]),
        ("Báo cáo trước ngày 20 của tháng cuối quý", [(QUARTER, None, 20)]),
        ("Định kỳ hằng năm (trước ngày 30 tháng 11)", [(YEAR, "11-30", None)]),
        ("Định kỳ (trước ngày 30 tháng 6 hằng năm), Ủy ban nhân dân xã rà soát", [(YEAR, "06-30", None)]),
        (
            "Định kỳ 6 tháng, hằng năm gửi báo cáo trước ngày 10/6 và 10/12",
            [(HALF, "06-10", None), (YEAR, "12-10", None)],
        ),
        ("Định kỳ báo cáo kết quả trước ngày 20/11", [(YEAR, "11-20", None)]),
        (
            "Trước ngày 05 tháng 6 (đối với báo cáo 6 tháng) và trước ngày 05 tháng 12 (đối với báo cáo năm)",
            [(HALF, "06-05", None), (YEAR, "12-05", None)],
        ),
        (
            "báo cáo quý trước ngày 20 tháng cuối quý; báo cáo 6 tháng trước ngày 10/6",
            [(QUARTER, None, 20), (HALF, "06-10", None)],
        ),
        ("từ ngày 16 đến ngày 31 tháng 12 hằng năm", [(YEAR, "12-31", None)]),
        (
            "báo cáo 02 lần/năm: lần 1 trước ngày 15/6, lần 2 trước ngày 15/12",
            [(HALF, "06-15", None), (YEAR, "12-15", None)],
        ),
        ("báo cáo mỗi năm hai lần (trước 15/6 và 15/12)", [(HALF, "06-15", None), (YEAR, "12-15", None)]),
        (
            "báo cáo tháng gửi trước ngày 18, báo cáo quý gửi trước ngày 18 tháng cuối quý, "
            "báo cáo năm gửi trước ngày 18/12",
            [(MONTH, None, 18), (QUARTER, None, 18), (YEAR, "12-18", None)],
        ),
        ("báo cáo Hội đồng sau khi kết thúc quý 10 ngày", [(QUARTER, None, None)]),
        ("báo cáo sau ngày kết thúc mỗi tháng", [(MONTH, None, None)]),
        ("báo cáo sau khi kết thúc năm học 2025 - 2026", []),
        ("Hằng tháng, trước ngày 05 của tháng sau, báo cáo", [(MONTH, None, 5)]),
        ("định kỳ hằng quý tổng hợp báo cáo xã trước ngày 25 tháng cuối quý", [(QUARTER, None, 25)]),
        ("báo cáo kết quả hàng tháng về xã (vào ngày 18 hàng tháng)", [(MONTH, None, 18)]),
        ("báo cáo hằng tháng về xã vào ngày 25", [(MONTH, None, 25)]),
        (
            "theo định kỳ: quý (ngày 15 tháng cuối quý), 6 tháng (trước 15/6), năm (trước 15/12)",
            [(QUARTER, None, 15), (HALF, "06-15", None), (YEAR, "12-15", None)],
        ),
        ("Định kỳ 03 năm một lần", []),
        ("Định kỳ tổng hợp, báo cáo", []),
        ("Báo cáo theo quy định", []),
    ],
)
def test_periods_and_days(text, periods):
    assert read(text) == periods


def test_offsets_point_into_the_text_as_given():
    text = "Báo  cáo:\n hằng\n  quý."
    assert read_report_periods(text) == (ReportPeriod(11, 21, "hằng quý", QUARTER),)
    assert text[11:21] == "hằng\n  quý"
