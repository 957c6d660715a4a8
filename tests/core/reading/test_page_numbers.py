"""Page numbers, running lines and signature appearances."""

import pytest

from sauro.folio.model import Part
from sauro.reading.page_numbers import is_page_number, is_signature_line, take_margins, take_signatures
from sauro.reading.page_paragraphs import Line


def line(text: str, bottom: float, left: float = 85) -> Line:
    return Line(text, left, bottom - 12, left + 100, bottom)


@pytest.mark.parametrize("text", ["3", "- 3 -", "Trang 3/11", "trang 3", "3/11", "Trang 3 / 11", "12."[:2]])
def test_page_numbers(text: str) -> None:
    assert is_page_number(text)


@pytest.mark.parametrize("text", ["3.", "Năm 2026", "12 tháng", "a)", "Trang thiết bị"])
def test_other_short_lines_are_none(text: str) -> None:
    assert not is_page_number(text)


def test_numbers_go_from_the_margins_only() -> None:
    lines = [line("2", 50), line("Nội dung", 100), line("15", 400), line("Hết", 780)]
    assert take_margins([(lines, 842)]) == []
    assert [one.text for one in lines] == ["Nội dung", "15", "Hết"]


def test_of_running_lines_the_first_is_kept_aside() -> None:
    pages = [
        ([line("KẾ HOẠCH NĂM 2026", 40), line(f"Nội dung trang {n}", 300), line(f"Trang {n}", 820)], 842.0)
        for n in (1, 2, 3)
    ]
    ((page, found, part),) = take_margins(pages)
    assert (page, found.text, part) == (0, "KẾ HOẠCH NĂM 2026", Part.HEADER)
    assert [[one.text for one in lines] for lines, _ in pages] == [[f"Nội dung trang {n}"] for n in (1, 2, 3)]


def test_signature_lines_go_only_beside_a_signer() -> None:
    lines = [
        line("Cơ quan: Ủy ban nhân dân xã Đồng Mới", 100),
        line("Người ký: Trần Văn Bình", 600, 350),
        line("Email: binh@dongmoi.example", 610, 350),
        line("Thời gian ký: 03/04/2026 09:12:44 +07:00", 620, 350),
    ]
    assert len(take_signatures(lines)) == 3
    assert [one.text for one in lines] == ["Cơ quan: Ủy ban nhân dân xã Đồng Mới"]


def test_signature_wordings() -> None:
    assert is_signature_line("Được ký bởi: Trần Văn Bình")
    assert is_signature_line("Signature Not Verified")
    assert not is_signature_line("Người ký văn bản chịu trách nhiệm")
