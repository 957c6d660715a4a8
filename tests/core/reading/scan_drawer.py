"""Draws pages as a scanner would deliver them, 200 dots an inch: printed text, tables, stamps, seals, pens;
everything invented."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

DPI = 200
A4 = (1654, 2339)
RED, BLUE, BLACK = (206, 32, 41), (38, 52, 148), (0, 0, 0)
HEAD = ("ỦY BAN NHÂN DÂN", "XÃ SUỐI NGẦN", "Số: 38/KH-UBND")
BODY = (
    "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về đổi mới lề lối",
    "làm việc, Ủy ban nhân dân xã Suối Ngần xây dựng kế hoạch triển",
    "khai với những nội dung sau đây để các thôn cùng thực hiện.",
)
_FONTS = Path("/usr/share/fonts/truetype/liberation2")


@cache
def font(points: float, *, bold: bool = False, italic: bool = False) -> ImageFont.FreeTypeFont:
    """Liberation Serif, which has all Vietnamese letters."""
    name = f"LiberationSerif-{'Bold' if bold else 'Italic' if italic else 'Regular'}.ttf"
    return ImageFont.truetype(str(_FONTS / name), round(points * DPI / 72))


class Sheet:
    """A page to draw on; `y` is where the next line goes. Places are pixels."""

    def __init__(self, size: tuple[int, int] = A4) -> None:
        self.image = Image.new("RGB", size, "white")
        self.draw = ImageDraw.Draw(self.image)
        self.y = 160

    def text(
        self, x: int, y: int, text: str, *, bold: bool = False, points: float = 14, anchor: str = "ls"
    ) -> None:
        """One line at a place."""
        self.draw.text((x, y), text, "black", font(points, bold=bold), anchor=anchor)

    def line(self, text: str, *, indent: bool = False, bold: bool = False) -> None:
        """The next line of running text."""
        self.text(236 + (100 if indent else 0), self.y, text, bold=bold)
        self.y += 50

    def centred(self, text: str, *, bold: bool = True) -> None:
        """The next line, in the middle."""
        self.text((236 + self.image.width - 118) // 2, self.y, text, bold=bold, anchor="ms")
        self.y += 50

    def table(self, xs: list[int], rows: Sequence[Sequence[str]], *, height: int = 110) -> None:
        """A ruled table; a line feed in a cell begins a new line."""
        top = self.y
        for number, row in enumerate(rows):
            for x, cell in zip(xs, row, strict=False):
                for place, part in enumerate(cell.split("\n")):
                    self.text(x + 14, top + number * height + 42 + 44 * place, part, points=12)
        bottom = top + len(rows) * height
        for x in xs:
            self.draw.line((x, top, x, bottom), "black", 2)
        for number in range(len(rows) + 1):
            self.draw.line((xs[0], top + number * height, xs[-1], top + number * height), "black", 2)
        self.y = bottom + 60

    def pen(self, x: int, y: int) -> None:
        """A signature in blue ink."""
        points = [(x + 9 * step, y + (40 if step % 2 else -40) + 2 * step) for step in range(24)]
        self.draw.line(points, (30, 50, 170), 4)


def saved(image: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    """The picture as a file."""
    stream = io.BytesIO()
    image.save(stream, kind, **{"dpi": (DPI, DPI), **options})
    return stream.getvalue()


def plan() -> Image.Image:
    """One page with head, sections, list items, and foot with stamp and signature."""
    sheet = Sheet()
    for y, left, right in (
        (170, "ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (220, "XÃ ĐỒNG MỚI", "Độc lập - Tự do - Hạnh phúc"),
    ):
        sheet.text(420, y, left, bold=True, points=13, anchor="ms")
        sheet.text(1110, y, right, bold=True, points=12.5, anchor="ms")
    sheet.text(420, 290, "Số: 27/KH-UBND", points=13, anchor="ms")
    sheet.text(1110, 290, "Đồng Mới, ngày 12 tháng 3 năm 2026", points=13, anchor="ms")
    sheet.y = 390
    sheet.centred("KẾ HOẠCH")
    sheet.centred("Chăm sóc vườn cây công cộng năm 2026")
    sheet.y += 30
    sheet.line("I. MỤC ĐÍCH", indent=True, bold=True)
    sheet.line("Giữ cho vườn cây của xã luôn xanh tốt, đường làng sạch đẹp; mỗi", indent=True)
    sheet.line("thôn có ít nhất một hàng cây do người dân tự tay trồng và chăm sóc.")
    sheet.line("II. NHIỆM VỤ", indent=True, bold=True)
    sheet.line("1. Phòng Kinh tế lập danh sách cây cần thay, xong trước ngày 15", indent=True)
    sheet.line("tháng 4 năm 2026.")
    sheet.line("2. Trạm Y tế kiểm tra nguồn nước tưới trong quý III năm 2026.", indent=True)
    sheet.line("III. TỔ CHỨC THỰC HIỆN", indent=True, bold=True)
    sheet.line("Các thôn báo cáo kết quả về Văn phòng xã vào cuối năm./.", indent=True)
    y = sheet.y + 60
    sheet.text(236, y, "Nơi nhận:", bold=True, points=12)
    for number, name in enumerate(("- Các thôn;", "- Trạm Y tế;", "- Lưu: VT.")):
        sheet.text(236, y + 46 * (number + 1), name, points=11)
    sheet.text(1180, y, "CHỦ TỊCH", bold=True, anchor="ms")
    put(sheet.image, seal(), (908, y + 3))
    sheet.pen(1070, y + 130)
    sheet.text(1180, y + 260, "Hoàng Văn Thử", bold=True, anchor="ms")
    return sheet.image


TABLE_ROWS = [
    ["TT", "Nội dung công việc", "Chủ trì", "Hạn xong"],
    ["1", "Đếm số cây còn sống ở\ntừng thôn", "Phòng Kinh tế", "Tháng 4"],
    ["2", "Thay cây chết, tưới nước", "Các thôn", "Quý IV"],
    ["3", "Báo cáo kết quả", "Hội Nông dân", "Cuối năm"],
]


def appendix() -> Image.Image:
    """One page with a heading and a ruled table."""
    sheet = Sheet()
    sheet.y = 200
    sheet.centred("PHỤ LỤC")
    sheet.table([236, 330, 900, 1240, 1536], TABLE_ROWS)
    return sheet.image


def page(
    lines: Sequence[str] = BODY, *, head: Sequence[str] = HEAD, size: tuple[int, int] = A4
) -> Image.Image:
    """A page with a head at the left and lines of text below it."""
    picture = Image.new("RGB", size, (250, 248, 244))
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(head):
        draw.text((420, 180 + 44 * number), line, BLACK, font(13, bold=number < 2), anchor="ma")
    for number, line in enumerate(lines):
        draw.text((236, 560 + 56 * number), line, BLACK, font(13.7))
    return picture


def stamp(words: str, colour: tuple[int, int, int] = RED, *, skew: float = 3.0) -> Image.Image:
    """A framed stamp, letters 5 mm high in a frame 8 mm high, askew, on nothing."""
    high = round(8 / 25.4 * DPI)
    face = font(0.8 * high * 72 / DPI, bold=True)
    wide = round(face.getlength(words)) + round(high * 0.8)
    picture = Image.new("RGBA", (wide + 20, high + 60), (*colour, 0))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((10, 30, 10 + wide, 30 + high), outline=(*colour, 255), width=5)
    draw.text((10 + wide / 2, 30 + high / 2), words, (*colour, 255), face, anchor="mm")
    return picture.rotate(skew, Image.Resampling.BICUBIC, expand=True)


def seal(words: str = "MẪU THỬ NGHIỆM KHÔNG CÓ GIÁ TRỊ") -> Image.Image:
    """A round red seal, 36 mm across, words around a star; it says that it is none."""
    size = round(36 / 25.4 * DPI)
    picture = Image.new("RGBA", (size, size), (*RED, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((4, 4, size - 4, size - 4), outline=(*RED, 255), width=6)
    inner = size * 0.17
    draw.ellipse((inner, inner, size - inner, size - inner), outline=(*RED, 255), width=3)
    for number, letter in enumerate(words):
        angle = 360 * number / (len(words) + 1)
        tile = Image.new("RGBA", (60, 60), (*RED, 0))
        ImageDraw.Draw(tile).text((30, 30), letter, (*RED, 255), font(8.6, bold=True), anchor="mm")
        turned = tile.rotate(-angle, Image.Resampling.BICUBIC)
        x = size / 2 + 0.41 * size * math.sin(math.radians(angle)) - 30
        y = size / 2 - 0.41 * size * math.cos(math.radians(angle)) - 30
        picture.alpha_composite(turned, (max(round(x), 0), max(round(y), 0)))
    star = [
        (
            size / 2 + size * (0.13 if point % 2 == 0 else 0.055) * math.sin(math.radians(36 * point)),
            size / 2 - size * (0.13 if point % 2 == 0 else 0.055) * math.cos(math.radians(36 * point)),
        )
        for point in range(10)
    ]
    draw.polygon(star, fill=(*RED, 255))
    return picture


def put(picture: Image.Image, what: Image.Image, place: tuple[int, int]) -> None:
    """Lays a stamp or a seal on a page."""
    picture.paste(what, place, what)


def as_pdf(pictures: Sequence[Image.Image]) -> bytes:
    """A PDF whose pages are these pictures."""
    return saved(pictures[0], "PDF", resolution=DPI, save_all=True, append_images=pictures[1:], quality=80)
