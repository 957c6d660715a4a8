"""Text PDF → what a flat-bed scanner would have made of the sheets: pictures only, at 300 dpi.

Each page is skewed by 0.4° to 0.9°, blurred a little, laid on tinted paper, given noise and compressed as
JPEG. The page with the signature is in colour, with a scribble in blue ink and a round red stamp over it;
its words "MẪU THỬ NGHIỆM – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" say that nothing is in force. All chance comes from
the seed.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFont

__all__ = ["write_scan"]

DPI = 300
SKEW_DEGREES = (0.4, 0.9)
NOISE_LEVEL = 7.0
BLUR_SIGMA = 0.7
JPEG_QUALITY = 75
PAPER_RGB = (249, 246, 238)
STAMP_RED, INK_BLUE = (206, 32, 41), (38, 52, 148)
STAMP_DIAMETER_MM = 36
STAMP_WORDS = "MẪU THỬ NGHIỆM – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
FONT_FILES = ("LiberationSans-Bold.ttf", "DejaVuSans-Bold.ttf")


def write_scan(pdf: Path, path: Path, signature: Sequence[str], seed: int) -> None:
    """Writes the scan of `pdf` to `path`. `signature`: the printed lines of the signature block, the
    signer's name last; where they are found on a page, that page is stamped and stays in colour."""
    chance = np.random.default_rng(seed)
    pages: list[Image.Image] = []
    document = pdfium.PdfDocument(pdf)
    try:
        place = _signature_place(document, signature)
        for number in range(len(document)):
            picture = document[number].render(scale=DPI / 72).to_pil().convert("RGB")
            stamped = place is not None and place[0] == number
            if place is not None and stamped:
                _sign_and_stamp(picture, (place[1], place[2]), chance)
            pages.append(_scanned(picture, chance, colour=stamped))
    finally:
        document.close()
    path.parent.mkdir(parents=True, exist_ok=True)
    epoch = time.gmtime(0)
    pages[0].save(
        path,
        "PDF",
        resolution=DPI,
        save_all=True,
        append_images=pages[1:],
        quality=JPEG_QUALITY,
        creationDate=epoch,
        modDate=epoch,
    )


def _signature_place(
    document: pdfium.PdfDocument, signature: Sequence[str]
) -> tuple[int, float, float] | None:
    """Page and pixel position of the middle between the last title and the signer's name; None where not
    found.

    Looked for from the last page back: a name may also stand in the text.
    """
    if len(signature) < 2:
        return None
    for number in range(len(document) - 1, -1, -1):
        page = document[number]
        text = page.get_textpage()
        title, name = _box_of(text, signature[-2]), _box_of(text, signature[-1])
        if title is None or name is None:
            continue
        scale = DPI / 72
        middle_x = (name[0] + name[2]) / 2 * scale
        middle_y = (page.get_height() - (title[1] + name[3]) / 2) * scale
        return number, middle_x, middle_y
    return None


def _box_of(text: pdfium.PdfTextPage, line: str) -> tuple[float, float, float, float] | None:
    """The box (left, bottom, right, top, in points) of the last occurrence of `line` on a page."""
    found = None
    searcher = text.search(line, match_case=True)
    while (hit := searcher.get_next()) is not None:
        found = hit
    if found is None:
        return None
    boxes = [text.get_charbox(index) for index in range(found[0], found[0] + found[1])]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _sign_and_stamp(picture: Image.Image, middle: tuple[float, float], chance: np.random.Generator) -> None:
    """A scribble over the place of the signature; the stamp covers its left third, as the decree has it."""
    x, y = middle
    draw = ImageDraw.Draw(picture)
    steps = np.linspace(0, 1, 160)
    wave, height = chance.uniform(5, 8), chance.uniform(60, 85)
    across = x - 260 + 520 * steps
    down = y + height * np.sin(2 * math.pi * wave * steps) * (1 - 0.6 * steps) - 60 * steps
    draw.line(list(zip(across.tolist(), down.tolist(), strict=True)), fill=INK_BLUE, width=7, joint="curve")
    size = round(STAMP_DIAMETER_MM / 25.4 * DPI)
    stamp = _stamp(size).rotate(chance.uniform(-12, 12), Image.Resampling.BICUBIC)
    corner = (round(x - 0.45 * size - size / 2), round(y - size / 2))
    area = picture.crop((*corner, corner[0] + size, corner[1] + size))
    ink = Image.new("RGB", (size, size), (255, 255, 255))
    ink.paste(STAMP_RED, mask=stamp)
    inked = np.minimum(np.asarray(area), np.asarray(ink))
    picture.paste(Image.fromarray(inked), corner)


def _stamp(size: int) -> Image.Image:
    """The stamp as a mask: two rings, the words around, a star in the middle."""
    mask = Image.new("L", (size, size), 0)
    draw = ImageDraw.Draw(mask)
    draw.ellipse((6, 6, size - 6, size - 6), outline=255, width=9)
    inner = size * 0.17
    draw.ellipse((inner, inner, size - inner, size - inner), outline=255, width=4)
    font = _font(round(size * 0.085))
    radius = size * 0.405
    for number, letter in enumerate(STAMP_WORDS):
        angle = 360 * number / (len(STAMP_WORDS) + 1)
        tile = Image.new("L", (80, 80), 0)
        ImageDraw.Draw(tile).text((40, 40), letter, fill=255, font=font, anchor="mm")
        turned = tile.rotate(-angle, Image.Resampling.BICUBIC)
        at_x = size / 2 + radius * math.sin(math.radians(angle)) - 40
        at_y = size / 2 - radius * math.cos(math.radians(angle)) - 40
        mask.paste(255, (round(at_x), round(at_y)), turned)
    corners = []
    for number in range(10):
        reach = size * (0.13 if number % 2 == 0 else 0.055)
        angle = math.radians(36 * number)
        corners.append((size / 2 + reach * math.sin(angle), size / 2 - reach * math.cos(angle)))
    draw.polygon(corners, fill=255)
    return mask


def _font(size: int) -> ImageFont.FreeTypeFont:
    for name in FONT_FILES:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    raise FileNotFoundError(f"none of the fonts {', '.join(FONT_FILES)}: apt-get install fonts-liberation2")


def _scanned(picture: Image.Image, chance: np.random.Generator, *, colour: bool) -> Image.Image:
    """The picture as scanned: skew, blur, paper, uneven light, noise."""
    pixels = np.asarray(picture if colour else picture.convert("L"))
    height, width = pixels.shape[:2]
    angle = chance.uniform(*SKEW_DEGREES) * chance.choice((-1, 1))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    white = (255, 255, 255) if colour else 255
    pixels = cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=white)
    pixels = cv2.GaussianBlur(pixels, (0, 0), BLUR_SIGMA)
    paper = np.array(PAPER_RGB if colour else sum(PAPER_RGB) / 3, dtype=np.float32)
    light = np.linspace(1.0, chance.uniform(0.94, 0.98), width, dtype=np.float32)
    tone = light[None, :, None] if colour else light[None, :]
    noise = chance.standard_normal(pixels.shape, dtype=np.float32) * NOISE_LEVEL
    scanned = pixels.astype(np.float32) * (paper / 255) * tone + noise
    return Image.fromarray(np.clip(scanned, 0, 255).astype(np.uint8))
