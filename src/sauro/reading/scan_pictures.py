"""The pictures of pages: rendered from a PDF, or taken from an image file of any kind, at one resolution."""

from __future__ import annotations

import io
import struct
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageOps, UnidentifiedImageError

from sauro.errors import Unreadable
from sauro.reading.scan_ink import Colour

__all__ = ["Pictures", "opened_image", "opened_pages"]

_BROKEN_PAGE = "Trang {page} của tệp PDF bị hỏng; hãy xuất lại tệp PDF rồi nộp lại."
_BROKEN_PDF = "Tệp PDF bị hỏng nên không đọc được; hãy xuất lại tệp PDF rồi nộp lại."
_BROKEN_IMAGE = "Tệp ảnh bị hỏng nên không đọc được; hãy quét hoặc xuất lại tệp ảnh rồi nộp lại."
_TOO_LARGE = "Ảnh có quá nhiều điểm ảnh nên không đọc; hãy quét lại ở độ phân giải 300 dpi."

_A4 = 11.69  # inches, the long side
_LONG_SIDES = (5.0, 24.0)  # inches: a page that claims another size is taken for A4
_MOST_ENLARGED = 3.0
_MOST_PIXELS = 200_000_000  # of an image file: A3 at 1200 dpi
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, TypeError, struct.error, UnidentifiedImageError)

_PDFIUM = threading.Lock()  # PDFium is not thread-safe


class Pictures(Protocol):
    """The pages of one file, each as a picture. May be asked from several threads."""

    @property
    def numbers(self) -> list[int]:
        """The pages' numbers, from 1."""

    def picture(self, index: int, dpi: int) -> Colour:
        """The picture of the page `numbers[index]`; raises Unreadable where it is damaged."""


def _inches(claimed: float) -> float:
    """The long side of a page, believed where it is the size of a sheet of paper."""
    return claimed if _LONG_SIDES[0] <= claimed <= _LONG_SIDES[1] else _A4


class _PdfPages:
    def __init__(self, document: pdfium.PdfDocument, numbers: list[int]) -> None:
        self._document = document
        self.numbers = numbers

    def picture(self, index: int, dpi: int) -> Colour:
        """Rendered with what signatures and stamps show."""
        number = self.numbers[index]
        with _PDFIUM:
            try:
                page = self._document[number - 1]
            except pdfium.PdfiumError:
                raise Unreadable(_BROKEN_PAGE.format(page=number)) from None
            try:
                claimed = max(page.get_size()) / 72
                scale = dpi / 72 * _inches(claimed) / claimed
                picture = page.render(scale=scale, rev_byteorder=True).to_numpy()
            except pdfium.PdfiumError:
                raise Unreadable(_BROKEN_PAGE.format(page=number)) from None
            finally:
                page.close()
        if picture.ndim == 2:
            return np.stack([picture] * 3, axis=2)
        return np.asarray(picture[:, :, :3], np.uint8)


@contextmanager
def opened_pages(data: bytes, numbers: list[int]) -> Iterator[Pictures]:
    """These pages (from 1) of a PDF file."""
    with _PDFIUM:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError:
            raise Unreadable(_BROKEN_PDF) from None
        document.init_forms()
    try:
        yield _PdfPages(document, numbers)
    finally:
        with _PDFIUM:
            document.close()


class _ImageFrames:
    def __init__(self, image: Image.Image) -> None:
        self._image = image
        self._lock = threading.Lock()
        with _quiet():
            self.numbers = list(range(1, getattr(image, "n_frames", 1) + 1))

    def picture(self, index: int, dpi: int) -> Colour:
        """One frame, turned as its camera says, in three channels on white."""
        with self._lock, _quiet():
            try:
                self._image.seek(index)
                if self._image.width * self._image.height > _MOST_PIXELS:
                    raise Unreadable(_TOO_LARGE)
                frame = self._image.copy()
                claimed = _claimed_size(self._image)
            except _BROKEN:
                raise Unreadable(_BROKEN_IMAGE) from None
        try:
            frame = _in_colour(ImageOps.exif_transpose(frame))
        except _BROKEN:
            raise Unreadable(_BROKEN_IMAGE) from None
        factor = min(dpi * _inches(claimed) / max(frame.size), _MOST_ENLARGED)
        if abs(factor - 1) > 0.02:
            size = max(round(frame.width * factor), 1), max(round(frame.height * factor), 1)
            frame = frame.resize(size, Image.Resampling.BICUBIC, reducing_gap=3.0)
        return np.array(frame)


@contextmanager
def opened_image(data: bytes) -> Iterator[Pictures]:
    """The frames of an image file."""
    try:
        with _quiet():
            image = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError:
        raise Unreadable(_TOO_LARGE) from None
    except _BROKEN:
        raise Unreadable(_BROKEN_IMAGE) from None
    with image:
        try:
            frames = _ImageFrames(image)
        except _BROKEN:
            raise Unreadable(_BROKEN_IMAGE) from None
        yield frames


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps Pillow's warnings about damaged or large files off the terminal: what matters is told as an
    error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _claimed_size(image: Image.Image) -> float:
    """The long side in inches as the file says; 0 where it says nothing."""
    found = image.info.get("dpi")
    try:
        across, down = (float(value) for value in found) if found else (0.0, 0.0)
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0
    return max(image.width / across, image.height / down) if across >= 1 and down >= 1 else 0.0


def _in_colour(frame: Image.Image) -> Image.Image:
    """Any kind of picture in red, green and blue, transparency on white."""
    if frame.mode in ("I", "F") or frame.mode.startswith("I;16"):
        values = np.asarray(frame, np.float64)
        most = 65535.0 if values.max(initial=0) > 255 else 255.0
        frame = Image.fromarray(np.clip(values / most * 255, 0, 255).astype(np.uint8))
    if frame.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in frame.info:
        frame = frame.convert("RGBA")
        frame = Image.alpha_composite(Image.new("RGBA", frame.size, "white"), frame)
    return frame.convert("RGB")
