"""What the picture says about single words."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw
from tests.core.reading.scan_drawer import font

from sauro.reading.scan_words import Weights, without_specks
from sauro.reading.tesseract import Gray, Word


def drawn(text: str, *, bold: bool = False, points: float = 14) -> tuple[Gray, Word]:
    """A picture with one word, and the word as if read with its first two letters."""
    image = Image.new("L", (400, 120), 255)
    draw = ImageDraw.Draw(image)
    draw.text((60, 80), text, 0, font(points, bold=bold), anchor="ls")
    left, top, right, bottom = (
        round(edge) for edge in draw.textbbox((60, 80), text, font(points, bold=bold), anchor="ls")
    )
    return np.asarray(image), Word(text, 90.0, left, top, right, bottom)


@pytest.mark.ocr
def test_bold_words() -> None:
    plain, word = drawn("thôn")
    heavy, bold = drawn("thôn", bold=True)
    weights = Weights.of(np.hstack([plain, plain, heavy]), [word, word])
    shifted = Word("thôn", 90.0, bold.left + 800, bold.top, bold.right + 800, bold.bottom)
    assert weights.is_bold(shifted)
    assert not weights.is_bold(word)


def test_specks_are_left_out() -> None:
    def word(text: str, confidence: float, line: int, left: int) -> Word:
        return Word(text, confidence, left, 10, left + 9, 30, (1, 1, line))

    found = [
        word(".", 30, 1, 0),
        word("-", 50, 2, 0),
        word("Sửa", 96, 2, 20),
        word(":", 40, 2, 40),
        word("cầu", 96, 2, 60),
        word("A", 20, 3, 0),
        word("B", 90, 4, 0),
    ]
    assert [kept.text for kept in without_specks(found)] == ["-", "Sửa", "cầu", "B"]
