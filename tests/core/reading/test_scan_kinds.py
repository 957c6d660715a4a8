"""Scans of every kind, from the file to the Folio. The pages are drawn here; all on them is invented."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from tests.core.reading.scan_drawer import A4, TABLE_ROWS, Sheet, appendix, plan, saved

from sauro.errors import Unreadable, Unsupported
from sauro.folio.layout import ParagraphDraft
from sauro.folio.model import Folio, Paragraph, SourceKind
from sauro.reading.scan import read_image, read_scanned_pages

pytestmark = pytest.mark.ocr


def texts(folio: Folio) -> list[str]:
    return [block.text for block in folio.blocks if isinstance(block, Paragraph)]


def cells(folio: Folio) -> list[list[str]]:
    (table,) = folio.tables
    return [[cell.text for cell in row.cells] for row in table.rows]


PLAN = [
    "ỦY BAN NHÂN DÂN",
    "XÃ ĐỒNG MỚI",
    "Số: 27/KH-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Đồng Mới, ngày 12 tháng 3 năm 2026",
    "KẾ HOẠCH",
    "Chăm sóc vườn cây công cộng năm 2026",
    "I. MỤC ĐÍCH",
    "Giữ cho vườn cây của xã luôn xanh tốt, đường làng sạch đẹp; mỗi thôn có ít nhất một hàng cây "
    "do người dân tự tay trồng và chăm sóc.",
    "II. NHIỆM VỤ",
    "1. Phòng Kinh tế lập danh sách cây cần thay, xong trước ngày 15 tháng 4 năm 2026.",
    "2. Trạm Y tế kiểm tra nguồn nước tưới trong quý III năm 2026.",
    "III. TỔ CHỨC THỰC HIỆN",
    "Các thôn báo cáo kết quả về Văn phòng xã vào cuối năm./.",
    "Nơi nhận:",
    "- Các thôn;",
    "- Trạm Y tế;",
    "- Lưu: VT.",
    "CHỦ TỊCH",
    "Hoàng Văn Thử",
]
TABLE = [[cell.replace("\n", " ") for cell in row] for row in TABLE_ROWS]


@pytest.fixture(scope="module")
def page() -> Folio:
    return read_image(saved(plan()), name="vuon.png")


def test_head_body_and_foot_in_reading_order(page: Folio) -> None:
    assert texts(page)[: len(PLAN)] == PLAN


def test_source(page: Folio) -> None:
    assert (page.source.kind, page.source.pages, page.source.name) == (SourceKind.SCAN, 1, "vuon.png")


def test_every_word_keeps_its_confidence_and_its_place(page: Folio) -> None:
    title = next(paragraph for paragraph in page.paragraphs if paragraph.text == "KẾ HOẠCH")
    first, second = (run for run in title.runs if run.text.strip())
    assert (first.text.strip(), second.text.strip()) == ("KẾ", "HOẠCH")
    assert first.confidence is not None
    assert first.confidence > 60
    assert first.box is not None
    assert second.box is not None
    assert 250 < first.box.left < first.box.right < second.box.left < second.box.right < 400
    assert 115 < first.box.top < first.box.bottom < 150


def test_headings_are_bold(page: Folio) -> None:
    bold = {paragraph.text for paragraph in page.paragraphs if paragraph.is_bold}
    assert {"I. MỤC ĐÍCH", "III. TỔ CHỨC THỰC HIỆN", "KẾ HOẠCH"} <= bold
    assert not any(text.startswith(("1. ", "2. ", "Giữ ")) for text in bold)


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


@pytest.mark.parametrize("angle", [-1.3, 0.8])
def test_a_skew_and_grainy_table(angle: float) -> None:
    skew = appendix().rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
    grain = np.random.default_rng(5).normal(0, 9, (skew.height, skew.width, 1))
    grainy = Image.fromarray(np.clip(np.asarray(skew, np.float64) * 0.93 + grain, 0, 255).astype(np.uint8))
    folio = read_image(saved(grainy, "JPEG", quality=70), name="lech.jpg")
    assert texts(folio) == ["PHỤ LỤC"]
    assert cells(folio) == TABLE


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


@pytest.mark.parametrize("keep", [0, 8, 40, 5000])
def test_a_damaged_picture(keep: int) -> None:
    with pytest.raises(Unreadable, match="bị hỏng"):
        read_image(saved(appendix())[:keep], name="hong.png")


def test_a_white_picture() -> None:
    with pytest.raises(Unreadable, match="Không đọc được chữ nào trong ảnh"):
        read_image(saved(Image.new("RGB", A4, "white")), name="trang.png")


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
