"""Findings on the documents that a plan cites. Documents and offices are made up."""

import pytest
from tests.core.extraction.plan_findings import HEAD, found, plan

DUTY = "1. Phòng Kinh tế: Rà soát văn bản theo {}; thực hiện nghiêm {}."


def told(code: str, first: str, other: str) -> list[list[str]]:
    return [quotes for _, quotes in found(code, plan(DUTY.format(first, other)))]


def test_date_differs() -> None:
    first = "Nghị định số 88/2024/NĐ-CP ngày 05/3/2024 của Chính phủ"
    other = "Nghị định số 88/2024/NĐ-CP ngày 06/3/2024"
    assert told("citation.date_differs", first, other) == [
        ["88/2024/NĐ-CP ngày 05/3/2024 của Chính phủ", "88/2024/NĐ-CP ngày 06/3/2024"]
    ]
    assert told("citation.date_differs", first, other.replace("06/3", "05 tháng 3 năm ")) == []


@pytest.mark.parametrize(
    ("first", "other"),
    [
        ("Quyết định số 412/QĐ-TTg ngày 05/3/2025", "Quyết định số 412/QĐ-TTg ngày 05/3/2026"),
        ("Kế hoạch số 12/KH-UBND ngày 05/3/2026", "Kế hoạch số 12/KH-UBND ngày 09/3/2026"),
    ],
    ids=["the numbers begin anew each year", "whose is not said"],
)
def test_two_dates(first: str, other: str) -> None:
    assert told("citation.date_differs", first, other) == []
    assert len(told("citation.two_dates", first, other)) == 1


def test_two_offices_may_use_one_number() -> None:
    first = "Kế hoạch số 12/KH-UBND ngày 05/3/2026 của UBND tỉnh Đồi Chè"
    other = "Kế hoạch số 12/KH-UBND ngày 09/3/2026 của UBND xã Suối Mơ"
    for code in ("citation.date_differs", "citation.two_dates", "citation.issuer_differs"):
        assert told(code, first, other) == []


def test_issuer_differs() -> None:
    first = "Nghị định số 88/2024/NĐ-CP ngày 05/3/2024 của Chính phủ"
    other = "Nghị định số 88/2024/NĐ-CP ngày 05/3/2024 của Thủ tướng Chính phủ"
    assert len(told("citation.issuer_differs", first, other)) == 1
    assert told("citation.issuer_differs", first, first) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bộ trưởng Bộ Y tế", "Bộ Y tế"),
        ("BỘ TRƯỞNG", "Bộ trưởng Bộ Y tế"),
    ],
)
def test_the_head_of_an_office_issues_for_it(one: str, other: str) -> None:
    cited = "Thông tư số 31/2025/TT-BYT ngày 14/10/2025 của {}"
    assert told("citation.issuer_differs", cited.format(one), cited.format(other)) == []


def test_symbol_misspelt() -> None:
    text = plan(DUTY.format("Nghị định số 88/2024/NĐCP", "Nghị định số 99/2024/NĐ - CP"))
    assert found("citation.symbol_misspelt", text) == [
        ("Số, ký hiệu ghi là “88/2024/NĐCP”, đúng ra là “88/2024/NĐ-CP”.", ["88/2024/NĐCP"])
    ]


def test_a_sentence_that_begins_with_its_day_dates_no_document() -> None:
    head = HEAD + "Họp về Nghị quyết số 66-NQ/TW\nNgày 28 tháng 11 năm 2025, tại trụ sở, xã họp."
    text = plan("1. Phòng Kinh tế: Thực hiện Nghị quyết số 66-NQ/TW ngày 30/4/2025.", head=head)
    assert found("citation.two_dates", text) == found("citation.date_differs", text) == []
