"""Dirt that copiers add to a page."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw
from tests.core.reading.scan_drawer import DPI, TABLE_ROWS, Sheet, appendix, plan, saved

from sauro.reading.scan import read_image
from sauro.reading.scan_dirt import without_dirt
from sauro.reading.tesseract import Gray


def grey(image: Image.Image) -> Gray:
    return np.asarray(image.convert("L"), np.uint8)


def specked(image: Image.Image, count: int = 700) -> Image.Image:
    """The page with specks all over."""
    chance = np.random.default_rng(5)
    dirty = image.convert("L")
    draw = ImageDraw.Draw(dirty)
    for x, y in zip(
        chance.integers(0, image.width, count), chance.integers(0, image.height, count), strict=True
    ):
        draw.rectangle((int(x), int(y), int(x) + 2, int(y) + 2), 0)
    return dirty


def test_a_clean_page_is_left_as_it_is() -> None:
    picture = grey(plan())
    cleaned, dirty = without_dirt(picture, DPI)
    assert cleaned is picture
    assert not dirty


def test_specks_away_from_letters_are_wiped() -> None:
    clean = grey(plan())
    picture, dirty = without_dirt(grey(specked(plan())), DPI)
    assert dirty
    assert (picture[clean < 128] < 128).mean() > 0.995
    left = (picture < 128) & (clean >= 128)
    before = (grey(specked(plan())) < 128) & (clean >= 128)
    assert left.sum() < 0.3 * before.sum()


def test_dotted_lines_are_no_dirt() -> None:
    sheet = Sheet()
    for y in (400, 460, 520):
        for x in range(240, 1500, 12):
            sheet.draw.rectangle((x, y, x + 2, y + 2), "black")
    picture = grey(sheet.image)
    cleaned, dirty = without_dirt(picture, DPI)
    assert cleaned is picture
    assert not dirty


def test_black_edges_and_punch_holes_are_wiped() -> None:
    sheet = Sheet()
    sheet.line("Các thôn trồng cây bên đường làng.")
    clean = grey(sheet.image)
    sheet.draw.rectangle((0, 0, 30, 2338), "black")
    sheet.draw.rectangle((0, 2320, 1653, 2338), "black")
    for y in (800, 1500):
        sheet.draw.ellipse((70, y, 118, y + 48), "black")
    picture, dirty = without_dirt(grey(sheet.image), DPI)
    assert not dirty
    assert np.array_equal(picture, clean)


@pytest.mark.ocr
def test_a_dirty_copy_of_a_table_with_broken_rules() -> None:
    page = specked(appendix(), 400)
    pixels = np.array(page)
    ruled = np.asarray(appendix().convert("L"))
    for at in np.flatnonzero((ruled < 128).mean(axis=1) > 0.6):
        pixels[at, 240::18] = 255
        pixels[at, 241::18] = 255
    for at in np.flatnonzero((ruled < 128).mean(axis=0) > 0.15):
        pixels[250:660:18, at] = 255
        pixels[251:660:18, at] = 255
    folio = read_image(saved(Image.fromarray(pixels)), name="sao_chup.png")
    (table,) = folio.tables
    assert [cell.text for cell in table.rows[0].cells] == TABLE_ROWS[0]
    assert [row.cells[0].text for row in table.rows] == ["TT", "1", "2", "3"]
    assert "ocr.dirty_page" in [remark.code for remark in folio.remarks]
