"""What stands on scanned pages: head, running text, tables and foot, turned any way."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from PIL import Image, ImageDraw
from tests.core.reading.scan_drawer import (
    BLACK,
    BLUE,
    BODY,
    TABLE_ROWS,
    Sheet,
    appendix,
    font,
    page,
    plan,
    put,
    saved,
    seal,
)

from sauro.folio.model import Folio, Paragraph, Part, SourceKind
from sauro.reading.scan import read_image

pytestmark = pytest.mark.ocr

SENTENCE = "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về đổi mới lề lối làm việc"
ROWS = (
    ("TT", "Nội dung công việc", "Cơ quan chủ trì", "Thời hạn"),
    ("1", "Rà soát mẫu báo cáo nội bộ", "Trạm y tế", "Quý II/2026"),
    ("2", "Mở lớp kỹ năng số", "Phòng Văn hóa", "Hằng quý"),
    ("3", "Hỏi ý kiến nhân dân", "Công an xã", "Quý III/2026"),
    ("4", "Công khai lịch họp", "Trạm y tế", "Hằng tháng"),
)
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


def texts(folio: Folio) -> list[str]:
    return [block.text for block in folio.blocks if isinstance(block, Paragraph)]


def cells(folio: Folio) -> list[list[str]]:
    (table,) = folio.tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def ruled_page(rows: Sequence[Sequence[str]] = ROWS) -> Image.Image:
    """A landscape page with a ruled table."""
    sheet = Sheet((2339, 1654))
    sheet.y = 200
    sheet.centred("PHỤ LỤC")
    sheet.table([200, 320, 1100, 1600, 2100], rows, height=90)
    return sheet.image


@pytest.fixture(scope="module")
def read_plan() -> Folio:
    return read_image(saved(plan()), name="vuon.png")


def test_head_body_and_foot_in_reading_order(read_plan: Folio) -> None:
    assert texts(read_plan)[: len(PLAN)] == PLAN


def test_source(read_plan: Folio) -> None:
    assert (read_plan.source.kind, read_plan.source.pages, read_plan.source.name) == (
        SourceKind.SCAN,
        1,
        "vuon.png",
    )


def test_every_word_keeps_its_confidence_and_its_place(read_plan: Folio) -> None:
    title = next(paragraph for paragraph in read_plan.paragraphs if paragraph.text == "KẾ HOẠCH")
    first, second = (run for run in title.runs if run.text.strip())
    assert (first.text.strip(), second.text.strip()) == ("KẾ", "HOẠCH")
    assert first.confidence is not None
    assert first.confidence > 60
    assert first.box is not None
    assert second.box is not None
    assert 250 < first.box.left < first.box.right < second.box.left < second.box.right < 400
    assert 115 < first.box.top < first.box.bottom < 150


def test_headings_are_bold(read_plan: Folio) -> None:
    bold = {paragraph.text for paragraph in read_plan.paragraphs if paragraph.is_bold}
    assert {"I. MỤC ĐÍCH", "III. TỔ CHỨC THỰC HIỆN", "KẾ HOẠCH"} <= bold
    assert not any(text.startswith(("1. ", "2. ", "Giữ ")) for text in bold)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_turned_any_way(turn: int) -> None:
    picture = page().rotate(turn, expand=True)
    folio = read_image(saved(picture), name="quet.png")
    assert SENTENCE in folio.text.replace("\n", " ")
    assert folio.source.kind is SourceKind.SCAN


@pytest.mark.parametrize("turn", [0, 90, 180])
def test_a_table_turned_any_way(turn: int) -> None:
    picture = ruled_page().rotate(turn, expand=True)
    folio = read_image(saved(picture), name="quet.png")
    assert cells(folio) == [list(row) for row in ROWS]


@pytest.mark.parametrize("lines", [BODY * 8, ("Lò Văn Ngần",)], ids=["full", "three words"])
def test_a_page_upside_down_with_much_or_little_on_it(lines: tuple[str, ...]) -> None:
    picture = page(lines, head=()).rotate(180)
    folio = read_image(saved(picture), name="quet.png")
    assert folio.text.replace("\n", " ").strip().startswith(lines[0])


def test_a_long_table_loses_no_row() -> None:
    rows = (ROWS[0], *((str(number), *ROWS[1][1:]) for number in range(1, 14)))
    folio = read_image(saved(ruled_page(rows)), name="quet.png")
    assert [row[0] for row in cells(folio)] == ["TT", *(str(number) for number in range(1, 14))]


@pytest.mark.parametrize("angle", [-1.3, 0.8])
def test_a_skew_and_grainy_table(angle: float) -> None:
    skew = appendix().rotate(angle, Image.Resampling.BICUBIC, fillcolor="white")
    grain = np.random.default_rng(5).normal(0, 9, (skew.height, skew.width, 1))
    grainy = Image.fromarray(np.clip(np.asarray(skew, np.float64) * 0.93 + grain, 0, 255).astype(np.uint8))
    folio = read_image(saved(grainy, "JPEG", quality=70), name="lech.jpg")
    assert texts(folio) == ["PHỤ LỤC"]
    assert cells(folio) == [[cell.replace("\n", " ") for cell in row] for row in TABLE_ROWS]


def test_recipients_and_signature_stand_apart_and_the_seal_says_nothing() -> None:
    picture = page(head=())
    draw = ImageDraw.Draw(picture)
    draw.text((236, 900), "Nơi nhận:", BLACK, font(12.25, bold=True))
    recipients = ("- TT. Đảng ủy xã;", "- Các thôn;", "- Công an xã;", "- Lưu: VT, VHXH.")
    for number, line in enumerate(recipients):
        draw.text((236, 945 + 36 * number), line, BLACK, font(11.2))
    draw.text((1200, 895), "CHỦ TỊCH", BLACK, font(13.7, bold=True), anchor="ma")
    draw.text((1200, 1210), "Lò Văn Ngần", BLACK, font(13.7, bold=True), anchor="ma")
    put(picture, seal(), (900, 920))
    draw.line([(1050, 1100), (1150, 1000), (1180, 1150), (1300, 1040), (1420, 1080)], fill=BLUE, width=6)
    folio = read_image(saved(picture), name="quet.png")
    found = [block.text for block in folio.paragraphs if block.part is Part.BODY]
    assert found[-7:] == ["Nơi nhận:", *recipients, "CHỦ TỊCH", "Lò Văn Ngần"]


def test_fragments_under_ink_are_counted() -> None:
    picture = page(head=())
    draw = ImageDraw.Draw(picture)
    put(picture, seal(), (900, 920))
    for x in range(940, 1150, 34):  # strokes that a pen left where it crossed the seal, black as print
        draw.line((x, 1040 + x % 50, x + 12, 1075 + x % 30), fill=(20, 20, 24), width=5)
    folio = read_image(saved(picture), name="quet.png")
    assert folio.text.rstrip().endswith("để các thôn cùng thực hiện.")
    counted = [remark.message for remark in folio.remarks if remark.code == "ocr.under_seal"]
    assert len(counted) == 1
    assert "mảnh chữ dưới con dấu" in counted[0]
