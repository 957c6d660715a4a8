"""Draws pages as a scanner would deliver them: printed text, stamps, seals, tables."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

DPI = 200
A4 = (1654, 2339)
RED, BLUE, BLACK = (206, 32, 41), (38, 52, 148), (0, 0, 0)
FOLDERS = ("/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation")
HEAD = ("ỦY BAN NHÂN DÂN", "XÃ SUỐI NGẦN", "Số: 38/KH-UBND")
BODY = (
    "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh về đổi mới lề lối",
    "làm việc, Ủy ban nhân dân xã Suối Ngần xây dựng kế hoạch triển",
    "khai với những nội dung sau đây để các thôn cùng thực hiện.",
)


def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """A serif face with all Vietnamese letters."""
    name = f"LiberationSerif-{'Bold' if bold else 'Regular'}.ttf"
    path = next(path for folder in FOLDERS if (path := Path(folder) / name).is_file())
    return ImageFont.truetype(str(path), size)


def page(
    lines: Sequence[str] = BODY, *, head: Sequence[str] = HEAD, size: tuple[int, int] = A4
) -> Image.Image:
    """A page with a head at the left and lines of text below it."""
    picture = Image.new("RGB", size, (250, 248, 244))
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(head):
        draw.text((420, 180 + 44 * number), line, BLACK, font(36, bold=number < 2), anchor="ma")
    for number, line in enumerate(lines):
        draw.text((236, 560 + 56 * number), line, BLACK, font(38))
    return picture


def stamp(words: str, colour: tuple[int, int, int] = RED, *, skew: float = 3.0) -> Image.Image:
    """A framed stamp, letters 5 mm high in a frame 8 mm high, askew, on nothing."""
    high = round(8 / 25.4 * DPI)
    face = font(round(high * 0.8), bold=True)
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
        ImageDraw.Draw(tile).text((30, 30), letter, (*RED, 255), font(24, bold=True), anchor="mm")
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


def as_png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", dpi=(DPI, DPI), compress_level=1)
    return file.getvalue()


def as_pdf(pictures: Sequence[Image.Image]) -> bytes:
    """A PDF whose pages are these pictures."""
    file = io.BytesIO()
    pictures[0].save(file, "PDF", resolution=DPI, save_all=True, append_images=list(pictures[1:]), quality=80)
    return file.getvalue()
