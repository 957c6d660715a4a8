"""Marks of secrecy on scans are seen in red and in black; seals are left alone."""

from __future__ import annotations

import pytest
from tests.core.reading.pdf_builder import Sheet
from tests.core.reading.scan_drawer import BLACK, as_pdf, page, put, saved, seal, stamp

from sauro.errors import Classified
from sauro.folio.model import Part
from sauro.reading.open import read_bytes
from sauro.reading.scan import read_image
from sauro.text.compare import plain

pytestmark = pytest.mark.ocr


@pytest.mark.parametrize("words", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
@pytest.mark.parametrize("skew", [3.0, -2.0])
def test_red_stamp_in_a_frame_is_refused(words: str, skew: float) -> None:
    picture = page()
    put(picture, stamp(words, skew=skew), (300, 330))
    with pytest.raises(Classified):
        read_bytes(saved(picture), name="quet.png")


def test_stamp_beside_a_seal_is_refused() -> None:
    picture = page()
    put(picture, stamp("MẬT"), (300, 330))
    put(picture, seal(), (480, 300))
    with pytest.raises(Classified):
        read_bytes(saved(picture), name="quet.png")


@pytest.mark.parametrize("skew", [0.0, 3.0])
def test_black_stamp_is_refused(skew: float) -> None:
    picture = page()
    put(picture, stamp("TỐI MẬT", BLACK, skew=skew), (300, 330))
    with pytest.raises(Classified):
        read_bytes(saved(picture), name="quet.png")


def test_stamp_on_a_page_on_its_head_is_refused() -> None:
    picture = page()
    put(picture, stamp("MẬT"), (300, 330))
    with pytest.raises(Classified):
        read_bytes(saved(picture.rotate(180)), name="quet.png")


def test_stamp_on_a_later_page_is_refused() -> None:
    later = page()
    put(later, stamp("MẬT"), (300, 330))
    with pytest.raises(Classified):
        read_bytes(as_pdf([page(), later]), name="quet.pdf")


def test_seal_alone_is_no_mark() -> None:
    picture = page()
    put(picture, seal(), (900, 900))
    folio = read_bytes(saved(picture), name="quet.png")
    assert "Ủy ban nhân dân xã Suối Ngần" in folio.text
    assert [paragraph for paragraph in folio.paragraphs if paragraph.part is Part.TEXT_BOX] == []


def test_other_stamps_are_handed_over() -> None:
    picture = page()
    put(picture, stamp("HỎA TỐC", skew=1.0), (300, 330))
    folio = read_image(saved(picture), name="quet.png")
    boxes = [paragraph.text for paragraph in folio.paragraphs if paragraph.part is Part.TEXT_BOX]
    assert [plain(text) for text in boxes] == ["hoa toc"]


def test_stamp_that_is_an_image_in_a_text_pdf_is_refused() -> None:
    sheet = Sheet().page().text(70, 200, "Kế hoạch này là chữ, dài hơn hai mươi ký tự.")
    sheet.picture(100, 110, 185, 155, stamp("TỐI MẬT", skew=1.0))
    with pytest.raises(Classified):
        read_bytes(sheet.data(), name="ke-hoach.pdf")


def test_other_images_in_a_text_pdf_say_nothing() -> None:
    sheet = Sheet().page().text(70, 200, "Kế hoạch này là chữ, dài hơn hai mươi ký tự.")
    sheet.picture(300, 300, 400, 400, seal())
    folio = read_bytes(sheet.data(), name="ke-hoach.pdf")
    assert folio.text.strip() == "Kế hoạch này là chữ, dài hơn hai mươi ký tự."
    assert folio.remarks == ()


def test_stamp_in_a_text_pdf_is_remarked_without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet().page().text(70, 200, "Kế hoạch này là chữ, dài hơn hai mươi ký tự.")
    sheet.picture(100, 110, 185, 155, stamp("TỐI MẬT"))
    monkeypatch.setenv("PATH", "")
    folio = read_bytes(sheet.data(), name="ke-hoach.pdf")
    assert [remark.code for remark in folio.remarks] == ["pdf.stamp_not_read"]
