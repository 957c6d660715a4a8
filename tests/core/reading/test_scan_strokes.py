"""Roman numerals held against the strokes of their picture."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw
from tests.core.reading.scan_drawer import font

from sauro.reading.scan_strokes import (
    Strokes,
    has_roman_form,
    leading_strokes,
    roman_strokes,
    settled_by_strokes,
)
from sauro.reading.tesseract import Gray, Word

pytestmark = pytest.mark.ocr


def drawn(text: str, *, bold: bool = False, points: float = 14, italic: bool = False) -> tuple[Gray, Word]:
    """A picture with one word, and the word as if read with full confidence."""
    image = Image.new("L", (400, 120), 255)
    draw = ImageDraw.Draw(image)
    draw.text((60, 80), text, 0, font(points, bold=bold, italic=italic), anchor="ls")
    left, top, right, bottom = (
        round(edge)
        for edge in draw.textbbox((60, 80), text, font(points, bold=bold, italic=italic), anchor="ls")
    )
    return np.asarray(image), Word(text, 90.0, left, top, right, bottom)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("points", [11, 14])
@pytest.mark.parametrize(("text", "strokes"), [("I", 1), ("II", 2), ("III", 3), ("III.", 3), ("II,", 2)])
def test_strokes_of_roman_numerals(text: str, strokes: int, points: float, bold: bool) -> None:
    assert roman_strokes(*drawn(text, bold=bold, points=points)) == strokes


@pytest.mark.parametrize("text", ["H", "HI", "IH"])
def test_the_bar_of_an_h_is_seen(text: str) -> None:
    assert roman_strokes(*drawn(text)) == 0


def test_an_empty_place_has_no_strokes() -> None:
    assert roman_strokes(np.full((50, 50), 255, np.uint8), Word("II", 90.0, 30, 10, 32, 12)) == 0
    assert roman_strokes(np.full((50, 50), 255, np.uint8), Word("II", 90.0, 5, 5, 40, 40)) == 0
    assert roman_strokes(np.full((50, 50), 255, np.uint8), Word("II", 90.0, 60, 60, 90, 90)) == 0


def test_what_may_be_a_roman_numeral() -> None:
    assert all(map(has_roman_form, ("I", "II.", "III", "(II)", "1I", "HI.", "III,")))
    assert not any(map(has_roman_form, ("IV", "1", "11", "V", "TII", "ll", "")))


@pytest.mark.parametrize("italic", [False, True])
@pytest.mark.parametrize(
    ("text", "strokes"),
    [("I/2026", 1), ("II/2026.", 2), ("III/2027)", 3), ("II,", 2), ("1/2026", 1), ("III", 3), ("II/2021", 2)],
)
def test_strokes_at_the_head_of_a_word(text: str, strokes: int, italic: bool) -> None:
    assert leading_strokes(*drawn(text, points=13, italic=italic)) == strokes


@pytest.mark.parametrize("text", ["2026", "HI/2026", "8/2026"])
def test_no_strokes_at_the_head(text: str) -> None:
    assert leading_strokes(*drawn(text)) == 0


def line(*words: tuple[str, str]) -> tuple[Gray, list[Word]]:
    """A printed line of words, each as it is printed and as it was read."""
    image = Image.new("L", (900, 90), 255)
    draw = ImageDraw.Draw(image)
    face, x, read = font(14), 40, []
    for printed, text in words:
        draw.text((x, 60), printed, 0, face, anchor="ls")
        left, top, right, bottom = (
            round(edge) for edge in draw.textbbox((x, 60), printed, face, anchor="ls")
        )
        read.append(Word(text, 90.0, left, top, right, bottom))
        x = right + 12
    return np.asarray(image), read


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("II/2026", "1/2026"),
        ("II/2026", "11/2026"),
        ("II/2026.", "U2026."),
        ("III/2026", "II/2026"),
        ("III/2026", "112026"),
        ("III/2026;", "IIU/2026;"),
        ("I/2026", "12026"),
        ("III.", "II."),
        ("II", "11"),
        ("I,", "IL,"),
        ("II", "]Ï"),
        ("IV", "TV"),
        ("IV/2026.", "LV/2026."),
    ],
)
def test_the_number_of_a_quarter_is_put_right(printed: str, read: str) -> None:
    picture, words = line(("trong", "trong"), ("quý", "quý"), (printed, read))
    *_, (word, strokes) = settled_by_strokes(picture, words, in_cell=False)
    count = printed.count("I")
    assert word.text == printed
    assert strokes == Strokes(read, printed, count, True)


def test_the_number_of_an_appendix_is_put_right() -> None:
    picture, words = line(("PHỤ", "PHỤ"), ("LỤC", "LỤC"), ("II", "H"))
    *_, (word, strokes) = settled_by_strokes(picture, words, in_cell=False)
    assert (word.text, strokes) == ("II", Strokes("H", "II", 2, True))


def test_the_number_of_a_fourth_quarter_is_left_where_its_picture_shows_no_stroke() -> None:
    picture, words = line(("quý", "quý"), ("8V", "TV"))
    *_, (word, strokes) = settled_by_strokes(picture, words, in_cell=False)
    assert (word.text, strokes) == ("TV", Strokes("TV", "TV", 0, False))


def test_a_numeral_that_was_overlooked() -> None:
    picture, (quarter, year) = line(("Quý", "Quý"), ("II/2026", "2026"))
    late = Word("2026", 90.0, year.left + 50, year.top, year.right, year.bottom)
    *_, (word, strokes) = settled_by_strokes(picture, [quarter, late], in_cell=True)
    assert (word.text, strokes) == ("II/2026", Strokes("2026", "II/2026", 2, True))


@pytest.mark.parametrize(
    "words",
    [
        (("quý", "quý"), ("I/2026", "1/2026")),
        (("quý", "quý"), ("1/2026", "1/2026")),
        (("quý", "quý"), ("III/2026", "III/2026")),
        (("quý", "quý"), ("IV", "1V")),
        (("quý", "quý"), ("2/2026", "2/2026")),
        (("hằng", "hằng"), ("quý.", "quý."), ("11", "11"), ("nhóm", "nhóm")),
        (("quý", "quý"), ("I", "I"), ("và", "và"), ("11", "11"), ("tháng", "tháng")),
    ],
)
def test_what_was_read_well_is_left(words: tuple[tuple[str, str], ...]) -> None:
    picture, read = line(*words)
    settled = list(settled_by_strokes(picture, read, in_cell=False))
    assert settled == [(word, None) for word in read]


def test_the_quarters_of_a_series() -> None:
    picture, read = line(("quý", "quý"), ("I,", "I,"), ("II", "I1"), ("và", "và"), ("III", "II"))
    settled = [word.text for word, _ in settled_by_strokes(picture, read, in_cell=False)]
    assert settled == ["quý", "I,", "II", "và", "III"]


def test_a_quarter_without_a_clear_picture() -> None:
    _, (quarter, number) = line(("quý", "quý"), ("II/2026", "11/2026"))
    white = np.full((90, 900), 255, np.uint8)
    *_, (word, strokes) = settled_by_strokes(white, [quarter, number], in_cell=False)
    assert (word, strokes) == (number, Strokes("11/2026", "11/2026", 0, False))


def test_the_mark_of_an_item_is_no_quarter() -> None:
    picture, (quarter, number, after) = line(("quý", "quý"), ("11.", "11."), ("Tổ", "Tổ"))
    below = [
        Word(one.text, 90.0, one.left, one.top, one.right, one.bottom, (0, 0, 1)) for one in (number, after)
    ]
    settled = list(settled_by_strokes(picture, [quarter, *below], in_cell=False))
    assert [word.text for word, _ in settled] == ["quý", "11.", "Tổ"]
