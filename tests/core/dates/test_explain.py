import pytest

from sauro.dates.explain import explain
from sauro.dates.parse import read_due


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Quý III/2026", "Phải xong chậm nhất ngày 30/09/2026."),
        (
            "Quý III/2026; thường xuyên hằng năm",
            "Phải xong chậm nhất ngày 30/09/2026, sau đó thực hiện thường xuyên.",
        ),
        (
            "Từ tháng 01/2026 đến tháng 3/2026",
            "Thực hiện từ ngày 01/01/2026, phải xong chậm nhất ngày 31/03/2026.",
        ),
        ("Thường xuyên từ 2026", "Thực hiện thường xuyên từ ngày 01/01/2026."),
        ("Hằng quý, 6 tháng, năm", "Thực hiện định kỳ hằng quý, 6 tháng và hằng năm."),
        ("Hằng năm, từ 2026", "Thực hiện định kỳ hằng năm từ ngày 01/01/2026."),
        ("Trước 31/12 hằng năm", "Thực hiện định kỳ hằng năm, trước 31/12."),
        (
            "Hằng quý, trước ngày 20 của tháng cuối quý",
            "Thực hiện định kỳ hằng quý, trước ngày 20 của tháng cuối quý.",
        ),
        (
            "Hằng tháng, trước ngày 05 của tháng sau",
            "Thực hiện định kỳ hằng tháng, trước ngày 05 của tháng sau.",
        ),
        (
            "Định kỳ 06 tháng (trước ngày 03/6) và hằng năm (trước ngày 03/12)",
            "Thực hiện định kỳ 06 tháng (trước ngày 03/6) và hằng năm (trước ngày 03/12).",
        ),
        (
            "Trước ngày 12/6 và 12/12 hằng năm",
            "Thực hiện định kỳ 6 tháng và hằng năm, trước ngày 12/6 và 12/12.",
        ),
        (
            "Năm 2026 và hằng năm, trước ngày 30/11",
            "Thực hiện định kỳ hằng năm từ ngày 01/01/2026, trước ngày 30/11.",
        ),
        ("Vào thứ Hai hằng tuần", "Thực hiện định kỳ hằng tuần, vào thứ Hai."),
        ("Trước 17 giờ ngày 25 hằng tháng", "Thực hiện định kỳ hằng tháng, trước 17 giờ ngày 25."),
        ("Cuối mỗi quý", "Thực hiện định kỳ cuối mỗi quý."),
        ("Định kỳ 02 lần/tháng", "Thực hiện định kỳ 02 lần/tháng."),
        ("Hằng năm, bắt đầu từ tháng 3/2026", "Thực hiện định kỳ hằng năm từ ngày 01/03/2026."),
        ("Định kỳ hai năm một lần", "Thực hiện định kỳ hai năm một lần."),
        ("Sau khi kết thúc quý 10 ngày", "Thực hiện định kỳ sau khi kết thúc quý 10 ngày."),
        (
            "Định kỳ: quý (ngày 15 tháng cuối quý), năm (trước 15/12)",
            "Thực hiện định kỳ quý (ngày 15 tháng cuối quý), năm (trước 15/12).",
        ),
        ("1 lần/3 năm", "Thực hiện định kỳ 1 lần/3 năm."),
        ("Định kỳ", "Thực hiện định kỳ, văn bản không ghi rõ kỳ nào."),
        ("Khi có yêu cầu", "Thời hạn phụ thuộc sự kiện “Khi có yêu cầu”, chưa xác định được ngày cụ thể."),
        ("Đầu tháng 6/2026", "Phải xong theo thời hạn “Đầu tháng 6/2026”, chưa xác định được ngày cụ thể."),
    ],
)
def test_explain(text, sentence):
    due = read_due(text, year=2026)
    assert due is not None
    assert explain(due) == sentence
