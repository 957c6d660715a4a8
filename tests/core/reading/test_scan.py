"""Scans of every kind: image files, turned pages, mixed PDF files, and pictures that are none."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter
from tests.core.reading.pdf_builder import Sheet
from tests.core.reading.scan_builder import (
    BLACK,
    BLUE,
    BODY,
    DPI,
    as_pdf,
    as_png,
    font,
    page,
    put,
    seal,
)

from sauro.errors import Unreadable
from sauro.folio.model import Part, SourceKind, Table
from sauro.reading.open import read_bytes
from sauro.reading.scan import read_image

pytestmark = pytest.mark.ocr

SENTENCE = "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về đổi mới lề lối làm việc"
ROWS = (
    ("TT", "Nội dung công việc", "Cơ quan chủ trì", "Thời hạn"),
    ("1", "Rà soát mẫu báo cáo nội bộ", "Trạm y tế", "Quý II/2026"),
    ("2", "Mở lớp kỹ năng số", "Phòng Văn hóa", "Hằng quý"),
    ("3", "Lấy ý kiến hài lòng", "Công an xã", "Quý III/2026"),
    ("4", "Công khai lịch họp", "Trạm y tế", "Hằng tháng"),
)


def ruled_page(*, rows: tuple[tuple[str, ...], ...] = ROWS) -> Image.Image:
    """A landscape page with a ruled table."""
    picture = Image.new("RGB", (2339, 1654), "white")
    draw = ImageDraw.Draw(picture)
    draw.text((1170, 200), "PHỤ LỤC", BLACK, font(40, bold=True), anchor="ma")
    edges = (200, 320, 1100, 1600, 2100)
    for row, cells in enumerate(rows):
        top = 320 + 90 * row
        for column, text in enumerate(cells):
            draw.rectangle((edges[column], top, edges[column + 1], top + 90), outline=BLACK, width=3)
            draw.text((edges[column] + 20, top + 20), text, BLACK, font(36))
    return picture


def cells_of(table: Table) -> list[str]:
    return [cell.text for cell in table.cells]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_turned_any_way(turn: int) -> None:
    picture = page().rotate(turn, expand=True)
    folio = read_image(as_png(picture), name="quet.png")
    assert SENTENCE in folio.text.replace("\n", " ")
    assert folio.source.kind is SourceKind.SCAN


@pytest.mark.parametrize("turn", [0, 90, 180])
def test_a_table_turned_any_way(turn: int) -> None:
    picture = ruled_page().rotate(turn, expand=True)
    folio = read_image(as_png(picture), name="quet.png")
    (table,) = (block for block in folio.blocks if isinstance(block, Table))
    assert cells_of(table) == [text for row in ROWS for text in row]


@pytest.mark.parametrize("lines", [BODY * 8, ("Lò Văn Ngần",)], ids=["full", "three words"])
def test_a_page_upside_down_with_much_or_little_on_it(lines: tuple[str, ...]) -> None:
    picture = page(lines, head=()).rotate(180)
    folio = read_image(as_png(picture), name="quet.png")
    assert folio.text.replace("\n", " ").strip().startswith(lines[0])


def test_a_long_table_loses_no_row() -> None:
    rows = (ROWS[0], *((str(number), *ROWS[1][1:]) for number in range(1, 14)))
    folio = read_image(as_png(ruled_page(rows=rows)), name="quet.png")
    (table,) = (block for block in folio.blocks if isinstance(block, Table))
    numbers = [cell.text for cell in table.cells if cell.column == 0]
    assert numbers == ["TT", *(str(number) for number in range(1, 14))]


def test_a_fax_of_several_pages() -> None:
    second = page(lines=["Trang thứ hai có một dòng chữ dài như thế này."])
    pages = [
        sheet.convert("L").point(lambda shade: 255 * (shade > 128)).convert("1") for sheet in (page(), second)
    ]
    file = io.BytesIO()
    pages[0].save(file, "TIFF", compression="group4", dpi=(DPI, DPI), save_all=True, append_images=pages[1:])
    folio = read_image(file.getvalue(), name="fax.tif")
    assert folio.source.pages == 2
    assert SENTENCE in folio.text.replace("\n", " ")
    assert "Trang thứ hai có một dòng chữ" in folio.text


def test_text_pages_with_a_scanned_one_among_them() -> None:
    sheet = Sheet().page().text(70, 100, "Trang một là chữ, dài hơn hai mươi ký tự.")
    sheet.page().picture(0, 0, 595, 842, page())
    sheet.page().text(70, 100, "Trang ba cũng là chữ, dài hơn hai mươi ký tự.")
    folio = read_bytes(sheet.data(), name="tron.pdf")
    text = folio.text.replace("\n", " ")
    places = [text.find(words) for words in ("Trang một", SENTENCE, "Trang ba")]
    assert -1 not in places
    assert places == sorted(places)
    assert folio.source.kind is SourceKind.PDF


def test_recipients_and_signature_stand_apart_and_the_seal_says_nothing() -> None:
    picture = page(head=())
    draw = ImageDraw.Draw(picture)
    draw.text((236, 900), "Nơi nhận:", BLACK, font(34, bold=True))
    recipients = ("- TT. Đảng ủy xã;", "- Các thôn;", "- Công an xã;", "- Lưu: VT, VHXH.")
    for number, line in enumerate(recipients):
        draw.text((236, 945 + 36 * number), line, BLACK, font(31))
    draw.text((1200, 895), "CHỦ TỊCH", BLACK, font(38, bold=True), anchor="ma")
    draw.text((1200, 1210), "Lò Văn Ngần", BLACK, font(38, bold=True), anchor="ma")
    put(picture, seal(), (900, 920))
    draw.line([(1050, 1100), (1150, 1000), (1180, 1150), (1300, 1040), (1420, 1080)], fill=BLUE, width=6)
    folio = read_image(as_png(picture), name="quet.png")
    found = [block.text for block in folio.paragraphs if block.part is Part.BODY]
    assert found[-7:] == ["Nơi nhận:", *recipients, "CHỦ TỊCH", "Lò Văn Ngần"]


def test_a_picture_of_a_cat() -> None:
    down, across = np.mgrid[0:1200, 0:1600]
    fur = (
        120
        + 60 * np.sin(across / 90) * np.cos(down / 70)
        + np.random.default_rng(7).normal(0, 9, (1200, 1600))
    )
    picture = Image.fromarray(np.clip(np.stack([fur + 30, fur, fur - 30], axis=2), 0, 255).astype(np.uint8))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((500, 350, 1100, 900), fill=(90, 70, 50))
    draw.polygon([(520, 450), (560, 220), (700, 380)], fill=(80, 60, 45))
    draw.polygon([(1080, 450), (1040, 220), (900, 380)], fill=(80, 60, 45))
    for left in (650, 880):
        draw.ellipse((left, 520, left + 80, 580), fill=(190, 200, 60))
    for slope in (-40, 0, 40):
        draw.line((760, 700, 420, 700 + slope), fill=(230, 230, 220), width=3)
        draw.line((840, 700, 1180, 700 + slope), fill=(230, 230, 220), width=3)
    file = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(2)).save(file, "JPEG", quality=85)
    with pytest.raises(Unreadable) as refused:
        read_bytes(file.getvalue(), name="meo.jpg")
    assert "\n" not in str(refused.value)


def test_fragments_under_ink_are_counted() -> None:
    picture = page(head=())
    draw = ImageDraw.Draw(picture)
    put(picture, seal(), (900, 920))
    for x in range(940, 1150, 34):  # strokes that a pen left where it crossed the seal, black as print
        draw.line((x, 1040 + x % 50, x + 12, 1075 + x % 30), fill=(20, 20, 24), width=5)
    folio = read_image(as_png(picture), name="quet.png")
    assert folio.text.rstrip().endswith("để các thôn cùng thực hiện.")
    counted = [remark.message for remark in folio.remarks if remark.code == "ocr.under_seal"]
    assert len(counted) == 1
    assert "mảnh chữ dưới con dấu" in counted[0]


def test_progress_is_told_for_each_page() -> None:
    told: list[tuple[int, int]] = []
    blank = Image.new("RGB", (800, 600), "white")
    read_bytes(
        as_pdf([page(), blank, blank]), name="quet.pdf", progress=lambda done, of: told.append((done, of))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]
