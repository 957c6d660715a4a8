"""Roman numbers of headings, told by the headings around them."""

from __future__ import annotations

import pytest

from sauro.folio.layout import ParagraphDraft
from sauro.folio.model import Box, Run
from sauro.reading.scan_heads import settle_heads
from sauro.reading.scan_numbers import Renumbered


def paragraph(text: str, row: int = 0) -> ParagraphDraft:
    mark, rest = text.split(" ", 1)
    runs = [Run(f"{mark} ", confidence=70.0, box=Box(20, row, 30, row + 12)), Run(rest, confidence=95.0)]
    return ParagraphDraft(runs, 1)


@pytest.mark.parametrize(
    ("read", "settled"),
    [
        (["L MỤC ĐÍCH", "II. NHIỆM VỤ"], ["I.", "II."]),
        (["IL MỤC ĐÍCH", "1. Giảm giấy.", "II NHIỆM VỤ", "III. TỔ CHỨC"], ["I.", "1.", "II.", "III."]),
        (["l. MỤC ĐÍCH", "1. MỤC ĐÍCH", "2. YÊU CẦU", "II. NHIỆM VỤ"], ["I.", "1.", "2.", "II."]),
        (["1. MỤC ĐÍCH", "II. NHIỆM VỤ"], ["I.", "II."]),
        (["I. MỤC ĐÍCH", "II, NHIỆM VỤ", "IIL TỔ CHỨC"], ["I.", "II.", "III."]),
        (["I. MỤC ĐÍCH", "II. NHIỆM VỤ", "TIII TỔ CHỨC"], ["I.", "II.", "III."]),
        (["I. MỤC ĐÍCH", "TI. NHIỆM VỤ", "TH. TỔ CHỨC", "TV. BÁO CÁO"], ["I.", "II.", "III.", "IV."]),
    ],
)
def test_a_number_that_the_others_tell(read: list[str], settled: list[str]) -> None:
    drafts = [paragraph(text, 20 * row) for row, text in enumerate(read)]
    (found,) = settle_heads([drafts])
    assert [draft.text.split()[0] for draft in drafts] == settled
    changed = [(text.split()[0], now) for text, now in zip(read, settled, strict=True)]
    assert list(found.values()) == [
        Renumbered(was, now, True, of_heading=True) for was, now in changed if was != now
    ]


@pytest.mark.parametrize(
    "read",
    [
        ["1. MỤC ĐÍCH", "2. YÊU CẦU"],
        ["I. MỤC ĐÍCH", "1. CHUNG", "II. NHIỆM VỤ"],
        ["1. MỤC ĐÍCH", "2. YÊU CẦU", "II. NHIỆM VỤ"],
        ["L MỤC ĐÍCH", "Các thôn trồng cây."],
        ["L Mục đích", "II. NHIỆM VỤ"],
        ["XL NHIỆM VỤ", "I. MỤC ĐÍCH"],
        ["I. MỤC ĐÍCH", "TT HĐND XÃ", "THI. ĐUA"],
    ],
)
def test_what_nothing_tells_is_left_as_it_was_read(read: list[str]) -> None:
    drafts = [paragraph(text, 20 * row) for row, text in enumerate(read)]
    assert settle_heads([drafts]) == [{}]
    assert [draft.text for draft in drafts] == read


def test_the_order_goes_on_over_pages() -> None:
    first, second = [paragraph("L MỤC ĐÍCH")], [paragraph("II NHIỆM VỤ")]
    found = settle_heads([first, second])
    assert [len(own) for own in found] == [1, 1]
    assert second[0].text == "II. NHIỆM VỤ"
