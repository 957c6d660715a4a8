"""The words of a span become areas on a page: one a printed line, none across columns."""

from __future__ import annotations

from sauro.folio.span import Span
from sauro.folio.word_places import PageArea, WordPlace, WordPlaces


def word(
    start: int, end: int, left: float, top: float = 100, *, page: int = 1, high: float = 20
) -> WordPlace:
    return WordPlace(Span(start, end), page, left, top, left + 10 * (end - start), top + high)


LINES = WordPlaces(
    [
        word(8, 10, 160),
        word(0, 3, 100),
        word(4, 7, 135),
        word(11, 14, 100, 130),
        word(15, 18, 135, 132, high=15),
    ]
)


def test_words_of_one_line_are_one_area() -> None:
    assert LINES.areas(Span(0, 10)) == (PageArea(1, 100, 100, 180, 120),)


def test_a_word_counts_of_which_one_character_is_meant() -> None:
    assert LINES.areas(Span(6, 9)) == (PageArea(1, 135, 100, 180, 120),)
    assert LINES.areas(Span(7, 8)) == ()


def test_each_printed_line_is_an_area_of_its_own() -> None:
    assert LINES.areas(Span(8, 18)) == (PageArea(1, 160, 100, 180, 120), PageArea(1, 100, 130, 165, 150))


def test_nothing_is_joined_across_columns_or_pages() -> None:
    cells = WordPlaces([word(0, 3, 100), word(4, 7, 400), word(8, 10, 200, page=2)])
    assert [(area.page, area.left, area.right) for area in cells.areas(Span(0, 10))] == [
        (1, 100, 130), (1, 400, 430), (2, 200, 220),
    ]  # fmt: skip


def test_a_line_that_begins_again_at_the_left_is_another() -> None:
    raised = WordPlaces([word(0, 3, 200), word(4, 7, 100, 105)])
    assert len(raised.areas(Span(0, 7))) == 2
