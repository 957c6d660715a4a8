"""Numbers and days written by pen in coloured ink."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from tests.core.reading.scan_drawer import Sheet, saved

from sauro.folio.model import Folio
from sauro.reading.scan import read_image
from sauro.reading.scan_pen import penned
from sauro.reading.tesseract import Gray, Word

BLUE, BLACK = (38, 52, 148), (24, 24, 24)


def row(*words: tuple[str, int, int]) -> list[Word]:
    return [Word(text, 90.0, left, 100, right, 126) for text, left, right in words]


def layer(*spots: tuple[int, int]) -> Gray:
    """A layer of coloured ink with ink from one column to another."""
    ink = np.full((200, 900), 255, np.uint8)
    for left, right in spots:
        ink[96:120, left:right] = 60
    return ink


def test_ink_between_a_word_and_the_next() -> None:
    words = row(("Số:", 50, 90), ("/KH-UBND", 180, 300), ("Mới,ngày", 500, 580), ("tháng", 640, 700))
    words += row(("năm", 760, 800))
    assert penned(words, layer((110, 150), (590, 620), (710, 740)), 200) == ("số", "ngày", "tháng")
    assert penned(words, layer((110, 150), (310, 480)), 200) == ("số",)
    assert penned(words, layer(), 200) == ()


def test_words_of_running_text() -> None:
    assert penned(row(("số", 50, 90), ("cây", 180, 230)), layer((110, 150)), 200) == ()
    assert penned(row(("ngày", 50, 90), ("hội", 180, 230)), layer((110, 150)), 200) == ()


def head(ink: tuple[int, int, int] | None) -> Image.Image:
    """A page whose number is written by hand."""
    sheet = Sheet()
    sheet.text(420, 170, "ỦY BAN NHÂN DÂN", bold=True, points=13, anchor="ms")
    sheet.text(420, 220, "XÃ BÃI SẬY", bold=True, points=13, anchor="ms")
    sheet.text(1110, 170, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, points=11, anchor="ms")
    sheet.text(1110, 220, "Độc lập - Tự do - Hạnh phúc", bold=True, points=12, anchor="ms")
    sheet.text(270, 290, "Số:", points=13)
    sheet.text(440, 290, "/KH-UBND", points=13)
    for x in (335, 380):
        if ink is not None:
            points = [(x, 250), (x + 22, 245), (x + 8, 270), (x + 25, 278), (x + 5, 295)]
            sheet.draw.line(points, ink, 4)
    sheet.text(1110, 290, "Bãi Sậy, ngày 12 tháng 3 năm 2026", points=13, anchor="ms")
    sheet.y = 420
    sheet.centred("KẾ HOẠCH")
    sheet.centred("Nạo vét mương nội đồng năm 2026")
    sheet.line("Các thôn nạo vét mương trước mùa mưa, giữ cho dòng nước thông.", indent=True)
    return sheet.image


def handwritten(folio: Folio) -> list[str]:
    return [remark.message for remark in folio.remarks if remark.code == "ocr.handwritten"]


@pytest.mark.ocr
def test_a_number_in_blue_ink_is_told_and_the_symbol_stays_with_its_line() -> None:
    folio = read_image(saved(head(BLUE)), name="quet.png")
    assert "Số: /KH-UBND" in [paragraph.text for paragraph in folio.paragraphs]
    (message,) = handwritten(folio)
    assert message.startswith("Trang 1: số ghi bằng bút mực màu")


@pytest.mark.ocr
def test_a_number_left_blank_or_in_black_ink_is_no_coloured_one() -> None:
    assert not handwritten(read_image(saved(head(None)), name="quet.png"))
    assert not handwritten(read_image(saved(head(BLACK)), name="quet.png"))
