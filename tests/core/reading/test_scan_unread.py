"""Print that recognition passed over is found by its ink and read again."""

from __future__ import annotations

import numpy as np
import pytest
from tests.core.reading.scan_drawer import DPI, Sheet

from sauro.reading.scan_unread import Piece, read_again, unread_pieces, with_words
from sauro.reading.tesseract import Gray, Recogniser, Word

LINES = (
    "b) Giao Phòng Kinh tế lập danh sách cây cần thay, hoàn thành trong quý một của năm",
    "2027.",
    "c) Các thôn báo cáo kết quả.",
)


def drawn() -> Gray:
    sheet = Sheet()
    sheet.y = 300
    for line in LINES:
        sheet.line(line)
    return np.array(sheet.image.convert("L"), np.uint8)


def words_of(*rows: int) -> list[Word]:
    """The words of these lines, as if they had been read: each line one word of its width."""
    widths = (1345, 84, 600)
    return [
        Word(LINES[row], 95.0, 236, 300 + 50 * row - 30, 236 + widths[row], 300 + 50 * row + 9, (1, 1, row))
        for row in rows
    ]


def test_a_line_that_was_passed_over() -> None:
    (piece,) = unread_pieces(drawn(), words_of(0, 2), DPI, in_cells=False)
    assert abs(piece.left - 236) < 6
    assert 320 < piece.top < piece.bottom < 356
    assert piece.line is None


def test_nothing_is_found_where_all_is_read() -> None:
    assert unread_pieces(drawn(), words_of(0, 1, 2), DPI, in_cells=False) == []


def test_ink_away_from_the_text_is_no_print() -> None:
    picture = drawn()
    picture[700:724, 900:912] = 0
    picture[1900:1924, 236:260] = 0
    assert unread_pieces(picture, words_of(0, 1, 2), DPI, in_cells=False) == []
    assert len(unread_pieces(picture, words_of(0, 1, 2), DPI, in_cells=True)) == 2


def test_a_part_of_a_word_is_not_read_again() -> None:
    words = words_of(0, 1, 2)
    short = Word("c) Các thôn báo cáo kết", 95.0, 236, 370, 610, 409, (1, 1, 2))
    assert unread_pieces(drawn(), [*words[:2], short], DPI, in_cells=False) == []


def test_words_go_to_their_line_or_make_one() -> None:
    words = [Word("a)", 90.0, 10, 0, 20, 10, (1, 1, 1)), Word("cây", 90.0, 60, 0, 80, 10, (1, 1, 1))]
    other = Word("b)", 90.0, 10, 20, 20, 30, (1, 1, 2))
    added = Word("tưới", 90.0, 30, 0, 50, 10, (1, 1, 1))
    assert with_words([*words, other], Piece(30, 0, 50, 10, (1, 1, 1)), [added], 1) == [
        words[0],
        added,
        words[1],
        other,
    ]
    alone = with_words([*words, other], Piece(10, 40, 50, 50), [added], 3)[-1]
    assert alone.line == (0, 0, -3)


@pytest.mark.ocr
def test_pieces_are_read_again() -> None:
    picture = drawn()
    piece = Piece(234, 325, 314, 354)
    with Recogniser() as recogniser:
        ((word,), nothing) = read_again(
            [(picture, piece), (picture, Piece(900, 700, 930, 720))], recogniser, DPI
        )
        many = read_again([(picture, piece)] * 13, recogniser, DPI)
    assert (word.text, nothing) == ("2027.", ())
    assert abs(word.left - 236) < 6
    assert many == [()] * 13
