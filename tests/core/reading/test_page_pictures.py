"""The picture of a page and the places of its words belong together, however the page lay."""

from __future__ import annotations

import io
import json
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image
from tests.core.reading import pdf_builder
from tests.core.reading.scan_drawer import appendix, as_pdf, font, page, plan, put, saved, seal

from sauro.errors import Unreadable
from sauro.folio.model import Folio
from sauro.folio.notation import notate
from sauro.folio.serial import from_json, to_json
from sauro.folio.span import Span
from sauro.folio.word_places import WordPlace, WordPlaces
from sauro.reading import page_pictures as module
from sauro.reading.open import read_bytes
from sauro.reading.page_pictures import PagePicture, has_pictures, page_pictures

LINES = (
    "Rà soát các loại báo cáo đang yêu cầu thôn gửi về xã,",
    "bãi bỏ báo cáo trùng nhau trước ngày 30 tháng 7 năm 2026;",
    "gộp các cuộc họp giao ban trong tuần thành một cuộc họp.",
)


def shown(data: bytes, name: str = "mau.pdf") -> tuple[Folio, list[PagePicture]]:
    """The file as it was read, written, read back, and its pages."""
    folio = from_json(json.loads(json.dumps(to_json(read_bytes(data, name=name)))))
    return folio, list(page_pictures(data, folio))


def ink(picture: PagePicture) -> np.ndarray:
    """Where the picture is dark."""
    return np.asarray(Image.open(io.BytesIO(picture.data)).convert("L")) < 140


def pixels(picture: PagePicture, word: WordPlace) -> tuple[int, int, int, int]:
    """The edges of a word in pixels."""
    left, right = round(word.left * picture.width), round(word.right * picture.width)
    return left, round(word.top * picture.height), right, round(word.bottom * picture.height)


def misplaced(folio: Folio, picture: PagePicture) -> list[str]:
    """The words in whose box there is no ink, or between which and the next there is some."""
    dark = ink(picture)
    wrong = []
    for word, after in pairwise([*picture.words, *picture.words[-1:]]):
        left, top, right, bottom = pixels(picture, word)
        if not dark[top:bottom, left:right].any():
            wrong.append(word.span.of(folio.text))
        beside = pixels(picture, after)
        if beside[1] < bottom and top < beside[3] and 3 < beside[0] - right < 20:
            gap = dark[top + 6 : bottom - 6, right + 1 : beside[0] - 1]
            if gap.size and gap.mean() > 0.05:
                wrong.append(f"{word.span.of(folio.text)} |")
    return wrong


def words(folio: Folio, picture: PagePicture) -> list[str]:
    return [word.span.of(folio.text) for word in sorted(picture.words, key=lambda word: word.span.start)]


def test_words_of_a_printed_page_stand_where_they_were_set() -> None:
    sheet = pdf_builder.Sheet().page()
    for number, line in enumerate(LINES):
        sheet.words(85, 120 + 20 * number, 540, line)
    folio, (picture,) = shown(sheet.data())
    assert (picture.width, picture.height) == (990, 1400)
    assert words(folio, picture) == " ".join(LINES).split()
    assert misplaced(folio, picture) == []
    first = picture.words[0]
    assert first.left * 595 == pytest.approx(85, abs=1.5)
    assert first.top * 842 < 120 - 9 < 120 < first.bottom * 842
    last_of_line = picture.words[len(LINES[0].split()) - 1]
    assert last_of_line.right * 595 == pytest.approx(540, abs=2)


@pytest.mark.parametrize("rotation", [90, 270])
def test_a_page_that_the_file_turns_is_shown_as_it_is_read(rotation: int) -> None:
    sheet = pdf_builder.Sheet().page((842, 595), rotation=rotation)
    for number, line in enumerate(LINES):
        sheet.words(85, 120 + 20 * number, 540, line)
    folio, (picture,) = shown(sheet.data())
    assert words(folio, picture) == " ".join(LINES).split()
    assert misplaced(folio, picture) == []
    assert picture.words[0].left < picture.words[1].left


def test_text_that_runs_up_the_page_is_set_upright() -> None:
    sheet = pdf_builder.Sheet().page()
    for number, line in enumerate(LINES):
        sheet.text(120 + 20 * number, 700, line, turned=True)
    folio, (picture,) = shown(sheet.data())
    assert picture.width > picture.height
    assert folio.sheets[0].turns
    assert words(folio, picture) == " ".join(LINES).split()
    assert misplaced(folio, picture) == []


def test_the_words_of_a_cell_stand_in_it() -> None:
    sheet = pdf_builder.Sheet().page().lines(85, 90, *LINES)
    sheet.grid([85, 125, 360, 540], [180, 220, 260])
    for row, cells in enumerate((("TT", "Nội dung", "Chủ trì"), ("1", "Rà soát báo cáo", "Phòng Kinh tế"))):
        for x, cell in zip((90, 130, 365), cells, strict=True):
            sheet.text(x, 203 + 40 * row, cell)
    folio, (picture,) = shown(sheet.data())
    assert misplaced(folio, picture) == []
    start = folio.text.index("Phòng Kinh tế")
    (area,) = WordPlaces(picture.words).areas(Span(start, start + len("Phòng Kinh tế")))
    assert 360 < area.left * 595 < area.right * 595 < 540
    assert 220 < area.top * 842 < area.bottom * 842 < 260


def test_a_file_without_pages_has_no_pictures() -> None:
    folio = notate("KẾ HOẠCH")
    assert not has_pictures(folio)
    assert list(page_pictures(b"KE HOACH", folio)) == []


def test_a_long_document_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = pdf_builder.Sheet().page().lines(85, 90, *LINES).page().lines(85, 90, *LINES)
    monkeypatch.setattr(module, "MOST_PAGES", 1)
    assert shown(sheet.data())[1] == []


def test_a_page_that_cannot_be_drawn_is_told() -> None:
    data = pdf_builder.Sheet().page().lines(85, 90, *LINES).data()
    folio = read_bytes(data, name="mau.pdf")
    with pytest.raises(Unreadable):
        list(page_pictures(data[: len(data) // 3], folio))


@pytest.mark.ocr
@pytest.mark.parametrize(
    ("turn", "skew"), [(0, 0.0), (0, 2.4), (0, -3.1), (90, 1.2), (180, 0.0), (270, -0.8)]
)
def test_words_of_a_scan_stand_where_they_are_seen(turn: int, skew: float) -> None:
    drawn = plan()
    lying = drawn.rotate(skew, Image.Resampling.BICUBIC, fillcolor="white").rotate(turn, expand=True)
    folio, (picture,) = shown(as_pdf([lying]))
    assert picture.height > picture.width
    assert len(picture.words) > 120
    assert len(misplaced(folio, picture)) <= 2
    # The pose takes back how the page lay: the words stand where they were drawn.
    start = folio.text.index("KẾ HOẠCH\n")
    (area,) = WordPlaces(picture.words).areas(Span(start, start + 8))
    wide = font(14, bold=True).getlength("KẾ HOẠCH")
    middle = (236 + drawn.width - 118) / 2
    assert area.left * drawn.width == pytest.approx(middle - wide / 2, abs=12)
    assert area.right * drawn.width == pytest.approx(middle + wide / 2, abs=12)
    assert area.bottom * drawn.height == pytest.approx(390, abs=12)


@pytest.mark.ocr
def test_a_table_a_seal_and_a_second_frame_of_an_image() -> None:
    first = page()
    put(first, seal(), (900, 1500))
    data = saved(first, "TIFF", save_all=True, append_images=[appendix()])
    folio, pictures = shown(data, "quet.tif")
    assert [picture.page for picture in pictures] == [1, 2]
    assert [picture.height for picture in pictures] == [1400, 1400]
    for picture in pictures:
        assert misplaced(folio, picture) == []
    start = folio.text.index("Hội Nông dân")
    (area,) = WordPlaces(pictures[1].words).areas(Span(start, start + 12))
    assert 900 < area.left * 1654 < area.right * 1654 < 1240
    assert all(word.confidence is not None for word in pictures[0].words)
