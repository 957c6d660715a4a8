"""Kinds of files that hold scans: pictures of every make, PDF files, and pictures that are none."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter
from tests.core.reading.pdf_builder import Sheet as PdfSheet
from tests.core.reading.scan_drawer import A4, TABLE_ROWS, Sheet, appendix, as_pdf, page, plan, saved

from sauro.errors import Unreadable, Unsupported
from sauro.folio.layout import ParagraphDraft
from sauro.folio.model import Folio, SourceKind
from sauro.reading.open import read_bytes
from sauro.reading.scan import read_image, read_scanned_pages

pytestmark = pytest.mark.ocr

TABLE = [[cell.replace("\n", " ") for cell in row] for row in TABLE_ROWS]


def cells(folio: Folio) -> list[list[str]]:
    (table,) = folio.tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def _sixteen_bits(image: Image.Image) -> Image.Image:
    return Image.fromarray(np.asarray(image.convert("L"), np.uint16) * 257)


def _transparent(image: Image.Image) -> Image.Image:
    clear = Image.new("RGBA", image.size, (0, 0, 0, 0))
    clear.putalpha(image.convert("L").point(lambda value: 255 - value))
    return clear


KINDS: dict[str, Callable[[Image.Image], bytes]] = {
    "colour": saved,
    "one bit": lambda image: saved(
        image.convert("1", dither=Image.Dither.NONE), "TIFF", compression="group4"
    ),
    "grey jpeg": lambda image: saved(image.convert("L"), "JPEG", quality=80),
    "sixteen bits": lambda image: saved(_sixteen_bits(image)),
    "cmyk": lambda image: saved(image.convert("CMYK"), "JPEG", quality=90),
    "palette": lambda image: saved(image.quantize(16)),
    "alpha": lambda image: saved(_transparent(image)),
    "no resolution": lambda image: saved(image.resize((1240, 1754)), dpi=(1, 1)),
}


@pytest.mark.parametrize("make", KINDS.values(), ids=KINDS.keys())
def test_kinds_of_pictures(make: Callable[[Image.Image], bytes]) -> None:
    assert cells(read_image(make(appendix()), name="anh")) == TABLE


def test_the_camera_says_which_way_is_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = appendix().transpose(Image.Transpose.ROTATE_90)
    assert cells(read_image(saved(turned, "JPEG", exif=exif), name="anh.jpg")) == TABLE


def test_a_table_goes_on_over_the_pages_of_a_tiff() -> None:
    following = Sheet()
    following.table(
        [236, 330, 900, 1240, 1536],
        [TABLE_ROWS[0], ["4", "Khen thưởng", "Hội Nông dân", "Cuối năm"]],
    )
    seen: list[tuple[int, int]] = []
    data = saved(appendix(), "TIFF", save_all=True, append_images=[following.image], compression="tiff_lzw")
    folio = read_image(data, name="hai_trang.tif", progress=lambda done, of: seen.append((done, of)))
    assert [row[0] for row in cells(folio)] == ["TT", "1", "2", "3", "4"]
    assert folio.source.pages == 2
    assert seen == [(1, 2), (2, 2)]


def test_scanned_pages_of_a_pdf() -> None:
    heading = Sheet()
    heading.centred("PHỤ LỤC")
    data = saved(
        plan(), "PDF", save_all=True, append_images=[Image.new("RGB", A4, "white"), heading.image, appendix()]
    )
    blank, alone, last = read_scanned_pages(data, [2, 3, 4])
    assert (blank.page, blank.blocks) == (2, [])
    assert [block.text for block in alone.blocks if isinstance(block, ParagraphDraft)] == ["PHỤ LỤC"]
    assert (last.page, len(last.blocks)) == (4, 2)
    assert (last.width, last.height) == (pytest.approx(595, abs=1.5), pytest.approx(842, abs=1.5))


def test_text_pages_with_a_scanned_one_among_them() -> None:
    sheet = PdfSheet().page().text(70, 100, "Trang một là chữ, dài hơn hai mươi ký tự.")
    sheet.page().picture(0, 0, 595, 842, page())
    sheet.page().text(70, 100, "Trang ba cũng là chữ, dài hơn hai mươi ký tự.")
    folio = read_bytes(sheet.data(), name="tron.pdf")
    text = folio.text
    places = [text.find(words) for words in ("Trang một", "Thực hiện chỉ đạo", "Trang ba")]
    assert -1 not in places
    assert places == sorted(places)
    assert folio.source.kind is SourceKind.PDF


def test_progress_is_told_for_each_page() -> None:
    told: list[tuple[int, int]] = []
    blank = Image.new("RGB", (800, 600), "white")
    read_bytes(
        as_pdf([page(), blank, blank]), name="quet.pdf", progress=lambda done, of: told.append((done, of))
    )
    assert told == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize("keep", [0, 8, 40, 5000])
def test_a_damaged_picture(keep: int) -> None:
    with pytest.raises(Unreadable, match="bị hỏng"):
        read_image(saved(appendix())[:keep], name="hong.png")


def test_a_white_picture() -> None:
    with pytest.raises(Unreadable, match="Không đọc được chữ nào trong ảnh"):
        read_image(saved(Image.new("RGB", A4, "white")), name="trang.png")


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


def test_without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Unsupported, match="tesseract-ocr-vie"):
        read_image(saved(appendix()), name="phu_luc.png")


def test_breaking_off_ends_the_reading() -> None:
    def stop(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    data = saved(appendix(), "TIFF", save_all=True, append_images=[appendix()] * 3)
    with pytest.raises(KeyboardInterrupt):
        read_image(data, name="nhieu.tif", progress=stop)


def test_cells_whose_table_is_not_found_are_told() -> None:
    sheet = Sheet()
    for number, row in enumerate(TABLE_ROWS * 2):
        for x, text in zip((236, 420, 980, 1320), row, strict=True):
            sheet.text(x, 300 + 60 * number, text.split("\n")[0], points=12)
    folio = read_image(saved(sheet.image), name="quet.png")
    assert list(folio.tables) == []
    assert "ocr.table_unread" in [remark.code for remark in folio.remarks]
    whole = read_image(saved(appendix()), name="quet.png")
    assert "ocr.table_unread" not in [remark.code for remark in whole.remarks]


def test_a_stamp_over_a_table_joins_no_rows() -> None:
    """Where the stamp crosses the rule between two rows, only pieces of it are left."""
    picture = appendix()
    draw = ImageDraw.Draw(picture)
    for x in range(905, 1238, 36):
        for y in (420, 530):
            draw.rectangle((x, y - 60, x + 20, y + 30), fill=(206, 32, 41))
    folio = read_image(saved(picture), name="dau.png")
    assert [len(row) for row in cells(folio)] == [4, 4, 4, 4]
