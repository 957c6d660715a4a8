"""Numbers of list items, told by the items around them."""

from __future__ import annotations

import pytest

from sauro.folio.model import Box, Run
from sauro.reading.page_paragraphs import Line
from sauro.reading.scan_items import settle_items
from sauro.reading.scan_numbers import Renumbered


def line(text: str, row: int = 0, *, left: float = 80.0) -> Line:
    top = 20.0 * row
    mark, _, rest = text.partition(" ")
    boxes = Box(left, top, left + 10, top + 12), Box(left + 14, top, 500, top + 12)
    runs = [Run(f"{mark} ", confidence=70.0, box=boxes[0]), Run(rest, confidence=95.0, box=boxes[1])]
    return Line("".join(run.text for run in runs), left, top, 500.0, top + 12, runs=runs)


def settled(*texts: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The marks of these lines of a page afterwards, and what was changed."""
    lines = [line(text, row) for row, text in enumerate(texts)]
    (found,) = settle_items([[line("hết tháng.", 40, left=60.0), *lines]])
    return [line.text.split()[0] for line in lines], [(one.read, one.number) for one in found.values()]


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (["1. Thôn Hạ", "2, Thôn Thượng", "3. Thôn Trung"], ["1.", "2.", "3."]),
        (["1. Thôn Hạ", "2. Thôn Thượng", "3, Thôn Trung"], ["1.", "2.", "3."]),
        (["1. Thôn Hạ", "2 Thôn Thượng", "3. Thôn Trung"], ["1.", "2.", "3."]),
        (["1. Chung", "1.1. Thôn Hạ", "1,2. Thôn Thượng", "1.3, Thôn Trung"], ["1.", "1.1.", "1.2.", "1.3."]),
        (["a) trồng cây;", "b) tưới cây;", "€) tỉa cành;", "d) quét lá."], ["a)", "b)", "c)", "d)"]),
        (["ä) trồng cây;", "b) tưới cây."], ["a)", "b)"]),
        (["c) trồng cây;", "d) tưới cây;", "d) tỉa cành;", "e) quét lá."], ["c)", "d)", "đ)", "e)"]),
        (["1. Thôn Hạ", "a) trồng cây;", "2. Thôn Thượng", "a) tưới cây;", "5) tỉa cành;"], None),
    ],
)
def test_a_number_that_the_others_tell(read: list[str], written: list[str] | None) -> None:
    now, changed = settled(*read)
    written = written or [text.split()[0] for text in read]
    assert now == written
    was = [text.split()[0] for text in read]
    assert changed == [(one, other) for one, other in zip(was, written, strict=True) if one != other]


@pytest.mark.parametrize(
    "read",
    [
        ["1. Thôn Hạ", "3, Thôn Trung"],
        ["2, Thôn Thượng"],
        ["1. Thôn Hạ", "2, các thôn khác"],
        ["a) trồng cây;", "€) tỉa cành;", "d) quét lá."],
        ["€) tỉa cành;"],
        ["a) trồng cây;", "(a) tại chợ;", "(b) tại trường;", "1) thôn Hạ;"],
        ["a) trồng cây;", "d) tưới cây;", "e) quét lá."],
        ["1. Thôn Hạ", "5 Thôn Trung", "6. Thôn Đông"],
    ],
)
def test_what_nothing_tells_is_left_as_it_was_read(read: list[str]) -> None:
    assert settled(*read) == ([text.split()[0] for text in read], [])


def test_what_goes_on_a_sentence_is_no_item() -> None:
    lines = [
        line("1. Thôn Hạ trồng cây tại các lô số 1,", 0, left=60.0),
        line("2, Thôn Trung trồng sau.", 1, left=60.0),
    ]
    assert settle_items([lines]) == [{}]


def test_the_order_goes_on_over_pages() -> None:
    pages = [[line("1. Thôn Hạ")], [line("2, Thôn Thượng")]]
    found = settle_items(pages)
    assert [len(own) for own in found] == [0, 1]
    assert list(found[1].values()) == [Renumbered("2,", "2.", True, of_heading=True)]
    assert pages[1][0].text.startswith("2. Thôn")
