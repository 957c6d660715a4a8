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
        ("Định kỳ", "Thực hiện định kỳ, văn bản không ghi rõ kỳ nào."),
        ("Khi có yêu cầu", "Thời hạn phụ thuộc sự kiện “Khi có yêu cầu”, chưa xác định được ngày cụ thể."),
        ("Đầu tháng 6/2026", "Phải xong theo thời hạn “Đầu tháng 6/2026”, chưa xác định được ngày cụ thể."),
    ],
)
def test_explain(text, sentence):
    due = read_due(text, year=2026)
    assert due is not None
    assert explain(due) == sentence
