"""Page numbers that were misread."""

from __future__ import annotations

import pytest

from sauro.reading.page_paragraphs import Line
from sauro.reading.scan_layout import ScannedSheet
from sauro.reading.scan_page_numbers import drop_misread_numbers


def sheet(number: int, head: str, *, top: float = 40.0, centre: float = 297.0) -> ScannedSheet:
    lines = [
        Line(head, centre - 5, top, centre + 5, top + 12),
        Line("Các thôn trồng cây.", 85.0, 90.0, 400.0, 104.0),
    ]
    return ScannedSheet(number, 595.0, 842.0, lines)


def test_what_stands_where_the_numbers_stand_is_dropped() -> None:
    sheets = [sheet(2, "2"), sheet(3, "b)"), sheet(4, "4")]
    drop_misread_numbers(sheets)
    assert [page.lines[0].text for page in sheets] == ["2", "Các thôn trồng cây.", "4"]


@pytest.mark.parametrize(
    "other", [sheet(3, "b)", top=60.0), sheet(3, "b)", centre=120.0), sheet(3, "b) Thôn"), sheet(3, "3")]
)
def test_anything_else_is_left(other: ScannedSheet) -> None:
    sheets = [sheet(2, "2"), other]
    drop_misread_numbers(sheets)
    assert len(other.lines) == 2


def test_without_numbers_on_other_pages_nothing_is_dropped() -> None:
    sheets = [sheet(1, "A"), sheet(2, "b)")]
    drop_misread_numbers(sheets)
    assert [len(page.lines) for page in sheets] == [2, 2]
