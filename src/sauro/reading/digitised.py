"""What NĐ 30/2020 (Phụ lục I, Phần II) asks of a digitised copy, measured in the file: the version of the
format, how finely each page was scanned, in colour or not, at the size of the paper."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from sauro.errors import Unreadable, Unsupported
from sauro.reading.pdf_page import Frame, frame_of

__all__ = ["DigitisedPages", "measure_pages"]

_HEADER = re.compile(rb"%PDF-(\d)\.(\d)")
_BEGINNING = 1_024  # bytes among which the header stands
_MOST_PAGES = 2_000
_DEPTH = 4  # forms within forms in which scanners put their pictures
_PAGE = 0.5  # a picture over more than this part of a page is the page
_POINTS = 72  # an inch
_SLACK = 14.2  # points, 5 mm: scanners cut a little off
_SHEETS = ((841.9, 1190.6), (595.3, 841.9), (419.5, 595.3), (612.0, 1008.0))
"""A3, A4, A5 and the long sheet of older papers, in points."""
_GREY = frozenset({raw.FPDF_COLORSPACE_DEVICEGRAY, raw.FPDF_COLORSPACE_CALGRAY})
_COLOURED = 24  # bits to the dot from which on there are three channels
_UNTOLD = frozenset({raw.FPDF_COLORSPACE_UNKNOWN, raw.FPDF_COLORSPACE_PATTERN, raw.FPDF_COLORSPACE_INDEXED})


@dataclass(frozen=True, slots=True)
class DigitisedPages:
    """What was measured. `version` is that of PDF as (1, 4); `scanned` are pages that are pictures,
    `least_dpi` the coarsest of them, None where none is. `is_colour` is false where one picture is grey or
    black and white, None where the file does not tell; `is_true_size` whether each has the size of a
    sheet."""

    version: tuple[int, int]
    pages: int
    scanned: int
    least_dpi: int | None
    is_colour: bool | None
    is_true_size: bool | None


@dataclass(frozen=True, slots=True)
class _Picture:
    """The picture that is a page: dots to the inch, colour as far as it tells."""

    dpi: int
    is_colour: bool | None
    is_true_size: bool


def measure_pages(data: bytes) -> DigitisedPages:
    """Measures the pages of a PDF file.

    Raises Unsupported for what is no PDF, Unreadable where the file is damaged or locked by a password.
    """
    header = _HEADER.search(data[:_BEGINNING])
    if header is None:
        raise Unsupported("Bản số hóa phải là tệp PDF.")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as fault:
        raise Unreadable("Tệp PDF bị hỏng hoặc có mật khẩu nên không kiểm tra được.") from fault
    try:
        count = len(document)
        found = [_picture(document, number) for number in range(min(count, _MOST_PAGES))]
    finally:
        document.close()
    pictures = [one for one in found if one is not None]
    return DigitisedPages(
        version=_version(data, (int(header[1]), int(header[2]))),
        pages=count,
        scanned=len(pictures),
        least_dpi=min((one.dpi for one in pictures), default=None),
        is_colour=_all([one.is_colour for one in pictures]),
        is_true_size=_all([one.is_true_size for one in pictures]),
    )


def _version(data: bytes, header: tuple[int, int]) -> tuple[int, int]:
    """That of the header, or the later one that the catalogue names."""
    named = re.findall(rb"/Version\s*/(\d)\.(\d)", data)
    return max([header, *((int(major), int(minor)) for major, minor in named)])


def _picture(document: pdfium.PdfDocument, number: int) -> _Picture | None:
    """The largest picture of a page that is most of it; None for a page of text."""
    page = document[number]
    try:
        frame = frame_of(page)
        area = frame.width * frame.height
        largest, share = None, _PAGE
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH):
            left, bottom, right, top = one.get_bounds()
            covered = (right - left) * (top - bottom) / area if area else 0.0
            if covered > share:
                largest, share = one, covered
        return None if largest is None else _measured(largest, frame)
    finally:
        page.close()


def _measured(image: pdfium.PdfImage, frame: Frame) -> _Picture:
    left, bottom, right, top = image.get_bounds()
    across, up = image.get_px_size()
    wide, high = (right - left) / _POINTS, (top - bottom) / _POINTS
    turned = (across > up) != (wide > high)
    if turned:
        across, up = up, across
    dpi = min(round(across / wide), round(up / high))
    return _Picture(dpi, _is_colour(image), _is_sheet(frame.width, frame.height))


def _is_colour(image: pdfium.PdfImage) -> bool | None:
    told = image.get_metadata()
    if told.colorspace in _UNTOLD:
        return None
    if told.colorspace == raw.FPDF_COLORSPACE_ICCBASED:  # a profile of one channel or of several
        return bool(told.bits_per_pixel >= _COLOURED)
    return told.colorspace not in _GREY


def _is_sheet(width: float, height: float) -> bool:
    short, long = sorted((width, height))
    return any(abs(short - one) <= _SLACK and abs(long - other) <= _SLACK for one, other in _SHEETS)


def _all(said: list[bool] | list[bool | None]) -> bool | None:
    """False where one is; None where nothing or not all is known."""
    if False in said:
        return False
    return None if not said or None in said else True
