"""Sheets of paper cut out of photographs of them."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image
from tests.core.reading.scan_drawer import DPI, TABLE_ROWS, appendix, plan, saved

from sauro.reading.scan import read_image
from sauro.reading.scan_ink import Colour
from sauro.reading.scan_paper import cut_out


def photograph(sheet: Image.Image, ground: tuple[int, int, int]) -> Colour:
    """The sheet as a telephone shows it: lying askew on a table, seen aslant, in light from one side."""
    page = np.asarray(sheet, np.uint8)
    high, wide = page.shape[:2]
    shape = (round(1.1 * wide), round(1.1 * high))
    corners = [
        (0.07 * wide, 0.03 * high),
        (1.02 * wide, 0.05 * high),
        (1.05 * wide, 1.04 * high),
        (0.03 * wide, 1.06 * high),
    ]
    flat = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    turn = cv2.getPerspectiveTransform(flat, np.array(corners, np.float32))
    seen = cv2.warpPerspective(page, turn, shape, flags=cv2.INTER_AREA)
    mask = cv2.warpPerspective(np.ones((high, wide), np.float32), turn, shape)[..., np.newaxis]
    grain = np.random.default_rng(3).normal(0, 6, (*shape[::-1], 1))
    light = np.linspace(1.0, 0.6, shape[0])[np.newaxis, :, np.newaxis]
    mixed = (seen * mask + (np.array(ground) + grain) * (1 - mask)) * light
    return np.clip(mixed + 0.5 * grain, 0, 255).astype(np.uint8)


def test_a_sheet_on_a_table_is_set_square() -> None:
    cut = cut_out(photograph(plan(), (96, 74, 58)), DPI)
    assert cut.shape == (2338, 1654, 3)
    shown = cv2.cvtColor(cut, cv2.COLOR_RGB2GRAY) < 90
    meant = np.asarray(plan().convert("L"))[:2338] < 90
    shown, meant = shown[:1000], meant[:1000]  # above the stamp, which the light has darkened
    near = cv2.dilate(meant.astype(np.uint8), np.ones((41, 41), np.uint8)) > 0
    assert near[shown].mean() > 0.98


def test_a_scanned_page_is_left_as_it_is() -> None:
    page = np.asarray(plan(), np.uint8)
    assert cut_out(page, DPI) is page


def shaded(page: Image.Image, across: float, down: float) -> Colour:
    """The page in light that falls off to its left and lower edge, to these parts of the paper's white."""
    grey = np.asarray(page, np.float32) * 0.93
    grey *= np.clip(np.linspace(across, across + 3 * (1 - across), page.width), 0, 1)[
        np.newaxis, :, np.newaxis
    ]
    grey *= np.linspace(1.0, down, page.height)[:, np.newaxis, np.newaxis]
    return np.clip(grey + 12, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(("across", "down"), [(0.68, 1.0), (0.68, 0.85), (0.55, 0.9)])
def test_a_page_in_shadow_is_left_as_it_is(across: float, down: float) -> None:
    picture = shaded(plan(), across, down)
    assert cut_out(picture, DPI) is picture


@pytest.mark.ocr
def test_a_ruled_table_in_shadow_is_read() -> None:
    folio = read_image(
        saved(Image.fromarray(shaded(appendix(), 0.66, 0.88)), "JPEG", quality=80), name="gay.jpg"
    )
    (table,) = folio.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        [cell.replace("\n", " ") for cell in row] for row in TABLE_ROWS
    ]


def test_a_sheet_that_is_no_a4_is_left_as_it_is() -> None:
    picture = photograph(plan().crop((0, 0, 1654, 1500)), (96, 74, 58))
    assert cut_out(picture, DPI) is picture


def test_print_beside_the_sheet_keeps_the_picture_whole() -> None:
    ground = np.full((520, 1819, 3), 150, np.uint8)
    for y in range(60, 500, 48):
        cv2.putText(
            ground, "cac thon trong cay ben duong lang", (60, y), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 6
        )
    picture = np.vstack([ground, photograph(plan(), (150, 150, 150))])
    assert cut_out(picture, DPI) is picture
    assert cut_out(np.vstack([np.full_like(ground, 150), picture[520:]]), DPI).shape == (2338, 1654, 3)


@pytest.mark.parametrize("size", [(1, 1, 3), (300, 40, 3)])
def test_tiny_pictures(size: tuple[int, int, int]) -> None:
    picture = np.zeros(size, np.uint8)
    assert cut_out(picture, DPI) is picture


@pytest.mark.ocr
def test_a_photograph_of_a_page_is_read() -> None:
    picture = Image.fromarray(photograph(plan(), (70, 62, 52)))
    folio = read_image(saved(picture, "JPEG", quality=80, dpi=(72, 72)), name="anh_chup.jpg")
    texts = [paragraph.text for paragraph in folio.paragraphs]
    assert texts[:2] == ["ỦY BAN NHÂN DÂN", "XÃ ĐỒNG MỚI"]
    assert "1. Phòng Kinh tế lập danh sách cây cần thay, xong trước ngày 15 tháng 4 năm 2026." in texts
