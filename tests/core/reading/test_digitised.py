"""Digitised copies: version of PDF, fineness and colour of the pictures, size of the paper."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image
from tests.core.reading.signing import blank, locked

from sauro.errors import Unreadable, Unsupported
from sauro.reading.digitised import DigitisedPages, measure_pages


def scanned(
    *, dpi: int = 200, mode: str = "RGB", size: tuple[float, float] = (8.27, 11.69), version: str = "1.7"
) -> bytes:
    """A page that is one picture."""
    picture = Image.new(mode, (round(size[0] * dpi), round(size[1] * dpi)), 1 if mode == "1" else "white")
    document, packed = pikepdf.new(), io.BytesIO()
    picture.convert("L" if mode == "1" else mode).save(packed, "JPEG")
    page = document.add_blank_page(page_size=(size[0] * 72, size[1] * 72))
    space = pikepdf.Name.DeviceRGB if mode == "RGB" else pikepdf.Name.DeviceGray
    about = {
        "/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": picture.width,
        "/Height": picture.height, "/BitsPerComponent": 8, "/Filter": pikepdf.Name.DCTDecode,
        "/ColorSpace": space,
    }  # fmt: skip
    image = document.make_stream(packed.getvalue(), about)
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image))
    matrix = f"q {size[0] * 72} 0 0 {size[1] * 72} 0 0 cm /Im0 Do Q"
    page.Contents = document.make_stream(matrix.encode())
    out = io.BytesIO()
    document.save(out, force_version=version)
    return out.getvalue()


def test_a_good_copy() -> None:
    assert measure_pages(scanned()) == DigitisedPages((1, 7), 1, 1, 200, True, True)


def test_what_falls_short() -> None:
    grey = measure_pages(scanned(dpi=150, mode="L", version="1.3"))
    assert (grey.version, grey.least_dpi, grey.is_colour) == ((1, 3), 150, False)
    assert measure_pages(scanned(size=(5.0, 5.0))).is_true_size is False


def test_pages_of_text_have_no_picture() -> None:
    found = measure_pages(blank(pages=3))
    assert (found.pages, found.scanned, found.least_dpi, found.is_colour, found.is_true_size) == (
        3,
        0,
        None,
        None,
        None,
    )


def test_what_cannot_be_measured() -> None:
    with pytest.raises(Unsupported):
        measure_pages(b"\x89PNG")
    for data in (locked(blank()), blank()[:60]):
        with pytest.raises(Unreadable):
            measure_pages(data)
