"""The pages of a file that was read, as pictures, and where on them each word of its Folio stands.

Reading keeps no more than it needs: of a printed line its edges and where it begins in the page's own text,
of a recognised word its edges. The places of single words of a PDF are asked for here, and the picture of a
page is turned as it was turned to be read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
from PIL import Image

from sauro.errors import Unreadable
from sauro.folio.model import Folio, Run, Sheet
from sauro.folio.span import Span
from sauro.folio.word_places import WordPlace
from sauro.reading.file_kind import FileKind, kind_of_file
from sauro.reading.pdf_page import frame_of, merge_annotations
from sauro.reading.pdf_words import PrintedRun, printed_words

if TYPE_CHECKING:
    from sauro.reading.scan_pictures import Pictures

__all__ = ["MOST_PAGES", "PagePicture", "has_pictures", "page_pictures"]

MOST_PAGES = 300
"""A longer document gets no pictures: as many pages are read as scans at most."""

_LONG_SIDE = 1400  # pixels of the longer side of a picture: 120 to an inch of A4
_QUALITY = 60
_SMALLER = 0.99  # a picture that is hardly too large is left as it was drawn
_BROKEN = "Trang {page} của tệp PDF bị hỏng; hãy xuất lại tệp PDF rồi nộp lại."


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: a WebP picture of `width` and `height` pixels, and its words, their edges as parts of the
    page's width and height."""

    page: int
    width: int
    height: int
    data: bytes
    words: tuple[WordPlace, ...]


def has_pictures(folio: Folio) -> bool:
    """Whether the pages of the file it was read from can be shown."""
    return 0 < len(folio.sheets) <= MOST_PAGES


def page_pictures(data: bytes, folio: Folio) -> Iterator[PagePicture]:
    """The pages of the file `data` from which `folio` was read, one after the other; none where its kind has
    no pages, or too many.

    Raises Unreadable where a page cannot be drawn.
    """
    if not has_pictures(folio):
        return
    kind = kind_of_file(data)
    runs = _runs_by_page(folio)
    with ExitStack() as stack:
        scans = _scans(data, kind, folio.sheets, stack)
        document = _document(data, stack) if kind is FileKind.PDF else None
        for sheet in folio.sheets:
            own = runs.get(sheet.page, [])
            if sheet.scanned and sheet.page in scans:
                yield _scanned(scans[sheet.page], sheet, own)
            elif document is not None:
                yield _printed(document, sheet, own)


def _runs_by_page(folio: Folio) -> dict[int, list[tuple[int, Run]]]:
    """The runs of each page that have a place, each with where it begins in the Folio's text."""
    found: dict[int, list[tuple[int, Run]]] = {}
    for paragraph in folio.paragraphs:
        start = paragraph.span.start
        for run in paragraph.runs:
            page = run.page if run.page is not None else paragraph.place.page
            if page is not None and run.box is not None:
                found.setdefault(page, []).append((start, run))
            start += len(run.text)
    return found


def _scans(
    data: bytes, kind: FileKind, sheets: Sequence[Sheet], stack: ExitStack
) -> dict[int, tuple[Pictures, int]]:
    """For each scanned page its pictures and its place among them."""
    numbers = [sheet.page for sheet in sheets if sheet.scanned]
    if not numbers:
        return {}
    from sauro.reading.scan_pictures import opened_image, opened_pages  # only a scan pays for OpenCV

    opened = opened_pages(data, numbers) if kind is FileKind.PDF else opened_image(data)
    pictures = stack.enter_context(opened)
    return {number: (pictures, index) for index, number in enumerate(pictures.numbers)}


def _document(data: bytes, stack: ExitStack) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        raise Unreadable(_BROKEN.format(page=1)) from None
    stack.callback(document.close)
    document.init_forms()
    return document


def _scanned(place: tuple[Pictures, int], sheet: Sheet, runs: Sequence[tuple[int, Run]]) -> PagePicture:
    """A scanned page, turned as it was when it was read."""
    from sauro.reading.scan_image import Pose, posed
    from sauro.reading.scan_page import DPI
    from sauro.reading.scan_paper import cut_out

    pictures, index = place
    picture = cut_out(pictures.picture(index, DPI), DPI)
    height, width = picture.shape[:2]
    upright = posed(picture, Pose(width, height, sheet.turns, sheet.angle))
    words = tuple(word for start, run in runs for word in _recognised(start, run, sheet))
    return _kept(Image.fromarray(upright), sheet, words)


def _recognised(start: int, run: Run, sheet: Sheet) -> Iterator[WordPlace]:
    text = run.text.strip()
    if not text or run.box is None:
        return
    start += len(run.text) - len(run.text.lstrip())
    edges = (run.box.left, run.box.top, run.box.right, run.box.bottom)
    yield _placed(Span(start, start + len(text)), edges, sheet, run.confidence)


def _printed(document: pdfium.PdfDocument, sheet: Sheet, runs: Sequence[tuple[int, Run]]) -> PagePicture:
    """A page of a PDF with text."""
    try:
        page = merge_annotations(document, document[sheet.page - 1], sheet.page - 1)
        try:
            frame = frame_of(page)
            frame = replace(frame, turns=(frame.turns - sheet.turns) % 4)
            scale = _LONG_SIDE / max(page.get_size())
            picture: Any = page.render(scale=scale, rotation=-90 * sheet.turns % 360, rev_byteorder=True)
            printed = [PrintedRun(start, run) for start, run in runs if run.origin is not None]
            words = tuple(
                _placed(span, edges, sheet, None) for span, edges in printed_words(page, frame, printed)
            )
            return _kept(picture.to_pil(), sheet, words)
        finally:
            page.close()
    except pdfium.PdfiumError:
        raise Unreadable(_BROKEN.format(page=sheet.page)) from None


def _placed(
    span: Span, edges: tuple[float, float, float, float], sheet: Sheet, confidence: float | None
) -> WordPlace:
    """A word whose edges (left, top, right, bottom) are given in points of the page as read."""
    left, top, right, bottom = edges
    across = (min(max(edge / sheet.width, 0.0), 1.0) for edge in (left, right))
    down = (min(max(edge / sheet.height, 0.0), 1.0) for edge in (top, bottom))
    (left, right), (top, bottom) = across, down
    return WordPlace(span, sheet.page, left, top, right, bottom, confidence)


def _kept(picture: Image.Image, sheet: Sheet, words: tuple[WordPlace, ...]) -> PagePicture:
    picture = picture.convert("RGB")
    factor = _LONG_SIDE / max(picture.size)
    if factor < _SMALLER:
        size = max(round(picture.width * factor), 1), max(round(picture.height * factor), 1)
        picture = picture.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    written = io.BytesIO()
    picture.save(written, "WEBP", quality=_QUALITY, method=2)
    return PagePicture(sheet.page, picture.width, picture.height, written.getvalue(), words)
