"""PDFium asked without checks of the arguments answers what it answers with them."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from tests.core.reading.pdf_builder import FONTS, Sheet

from sauro.reading import pdf_calls

pytestmark = pytest.mark.skipif(not FONTS.exists(), reason="needs fonts-liberation2")

Answer = tuple[Any, list[float]]


@pytest.fixture
def page() -> Iterator[pdfium.PdfPage]:
    sheet = Sheet().page().text(90, 100, "Điều 1. ", make="Bold").text(150, 100, "Phạm vi áp dụng")
    document = pdfium.PdfDocument(sheet.rule(90, 120, 400, 120).data())
    yield document[0]
    document.close()


@pytest.fixture
def words(page: pdfium.PdfPage) -> pdfium.PdfTextPage:
    return page.get_textpage()


def answer(function: Callable[..., Any], *arguments: Any, kind: type[Any], count: int) -> Answer:
    """What a function gives back, and what it writes."""
    values = [kind() for _ in range(count)]
    return function(*arguments, *map(ctypes.byref, values)), [value.value for value in values]


@pytest.mark.parametrize("index", [0, 7, 12, 20])
def test_characters(words: pdfium.PdfTextPage, index: int) -> None:
    text = words.raw
    assert pdf_calls.font_size(text, index) == raw.FPDFText_GetFontSize(text, index) == 14
    quick, slow = (
        answer(function, text, index, kind=ctypes.c_double, count=2)
        for function in (pdf_calls.char_origin, raw.FPDFText_GetCharOrigin)
    )
    assert quick == slow
    boxes = raw.FS_RECTF(), raw.FS_RECTF()
    assert pdf_calls.loose_char_box(text, index, ctypes.byref(boxes[0])) == 1
    assert raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(boxes[1])) == 1
    assert bytes(boxes[0]) == bytes(boxes[1])


@pytest.mark.parametrize("index", [0, 12, 999])
def test_text_objects_and_fonts_as_addresses(words: pdfium.PdfTextPage, index: int) -> None:
    text = words.raw
    item = raw.FPDFText_GetTextObject(text, index)
    address = pdf_calls.text_object(text, index)
    assert address == ctypes.cast(item, ctypes.c_void_p).value
    assert (address is None) == (index == 999)
    if address is not None:
        font = raw.FPDFTextObj_GetFont(item)
        assert pdf_calls.font_of(address) == ctypes.cast(font, ctypes.c_void_p).value


def test_rectangles_of_a_line(words: pdfium.PdfTextPage) -> None:
    text = words.raw
    count = pdf_calls.count_rects(text, 0, 20)
    assert count == raw.FPDFText_CountRects(text, 0, 20) == 2
    for index in range(count):
        assert answer(pdf_calls.rect, text, index, kind=ctypes.c_double, count=4) == answer(
            raw.FPDFText_GetRect, text, index, kind=ctypes.c_double, count=4
        )


def test_objects_of_a_page(page: pdfium.PdfPage) -> None:
    items = [pdf_calls.page_object(page.raw, index) for index in range(3)]
    kinds = [raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH]
    assert [pdf_calls.kind_of_object(item) for item in items] == kinds
    for item in items:
        assert answer(pdf_calls.bounds_of, item, kind=ctypes.c_float, count=4) == answer(
            raw.FPDFPageObj_GetBounds, item, kind=ctypes.c_float, count=4
        )
    assert answer(pdf_calls.fill_colour_of, items[2], kind=ctypes.c_uint, count=4) == (1, [0, 0, 0, 255])
    assert answer(pdf_calls.draw_mode_of, items[2], kind=ctypes.c_int, count=2) == (
        1,
        [raw.FPDF_FILLMODE_WINDING, 0],
    )
