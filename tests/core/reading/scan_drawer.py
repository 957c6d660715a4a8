"""Draws pages as a scanner would deliver them: black type on white, 200 dots an inch, everything invented."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

DPI = 200
A4 = (1654, 2339)
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

    def table(self, xs: list[int], rows: list[list[str]], *, height: int = 110) -> None:
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

    def stamp(self, x: int, y: int, radius: int = 130) -> None:
        """A round red stamp around a place."""
        self.draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=(205, 40, 50), width=7)
        self.draw.ellipse((x - 84, y - 84, x + 84, y + 84), outline=(205, 40, 50), width=3)
        self.draw.text((x, y), "MẪU THỬ", (205, 40, 50), font(11, bold=True), anchor="mm")

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
    sheet.stamp(1050, y + 145)
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
