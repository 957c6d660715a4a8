"""Reads scans: image files, and the pages of a PDF that are pictures.

Each page goes through one worker from picture to words, as many pages at once as there are cores; all that is dear
runs outside Python (OpenCV, Tesseract), so threads are enough. The layout is settled when all pages are there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field

from sauro.errors import Unreadable
from sauro.folio.layout import DraftRemark, ParagraphDraft, TableDraft, compose
from sauro.folio.model import Folio, Source, SourceKind
from sauro.reading.page_breaks import join_over_pages
from sauro.reading.page_paragraphs import PageDrafts
from sauro.reading.scan_layout import drafts_of
from sauro.reading.scan_page import DPI, ReadPage, read_page
from sauro.reading.scan_pictures import Pictures, opened_image, opened_pages
from sauro.reading.scan_remarks import page_remarks, stroke_remarks, suspect_remarks
from sauro.reading.split_tables import join_split_tables
from sauro.reading.tesseract import Recogniser

__all__ = ["Progress", "ScannedPage", "read_image", "read_scanned_pages", "remarks_on_scan"]

Progress = Callable[[int, int], None]
"""Called in the caller's thread after each page: pages done, pages in all."""

_NOTHING = (
    "Không đọc được chữ nào trong ảnh; hãy kiểm tra lại tệp hoặc quét lại thẳng trang, đủ sáng rồi đọc lại."
)


@dataclass(slots=True)
class ScannedPage(PageDrafts):
    """A page that was read from its picture. `reading` is what `remarks_on_scan` needs."""

    reading: ReadPage | None = field(default=None)


def read_image(data: bytes, *, name: str, progress: Progress | None = None) -> Folio:
    """The Folio of an image file: PNG, JPEG, or TIFF of any number of pages.

    Raises Unreadable where the file is damaged or shows no word, Unsupported where Tesseract is not installed.
    """
    with opened_image(data) as pictures:
        pages = _read_all(pictures, progress)
    if all(page.confidence is None for page in pages):
        raise Unreadable(_NOTHING)
    drafts = _scanned(pages)
    blocks = join_split_tables(join_over_pages(drafts))
    source = Source(name, SourceKind.SCAN, hashlib.sha256(data).hexdigest(), len(data), len(pages))
    return compose(blocks, source=source, remarks=remarks_on_scan(drafts, blocks))


def read_scanned_pages(
    data: bytes, pages: list[int], *, progress: Progress | None = None
) -> list[PageDrafts]:
    """These pages (from 1) of a PDF, read from their pictures, in their order. A page without words has no blocks.

    Raises Unreadable where the file or one of these pages is damaged, Unsupported where Tesseract is not installed.
    """
    with opened_pages(data, pages) as pictures:
        return list(_scanned(_read_all(pictures, progress)))


def remarks_on_scan(
    pages: Sequence[PageDrafts], blocks: Sequence[ParagraphDraft | TableDraft]
) -> list[DraftRemark]:
    """Remarks on scanned pages, to be asked for when the blocks of all pages are joined: pages hardly read, words
    probably misread, roman numerals put right. Pages that were not scanned are passed over."""
    read = [page.reading for page in pages if isinstance(page, ScannedPage) and page.reading is not None]
    return [*page_remarks(read), *stroke_remarks(blocks, read), *suspect_remarks(blocks)]


def _scanned(pages: Sequence[ReadPage]) -> list[ScannedPage]:
    drafts = drafts_of([page.sheet for page in pages])
    return [
        ScannedPage(draft.page, draft.blocks, draft.width, draft.height, page)
        for draft, page in zip(drafts, pages, strict=True)
    ]


def _workers() -> int:
    """As many as there are cores for this process."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _read_all(pictures: Pictures, progress: Progress | None) -> list[ReadPage]:
    """Reads all pages, several at once. Where one of them cannot be read, or `progress` raises, the others are
    broken off, and nothing goes on running."""
    numbers = pictures.numbers

    def read(index: int) -> ReadPage:
        return read_page(pictures.picture(index, DPI), numbers[index], recogniser)

    with Recogniser() as recogniser, ThreadPoolExecutor(min(_workers(), len(numbers)) or 1) as pool:
        futures = [pool.submit(read, index) for index in range(len(numbers))]
        try:
            for done, future in enumerate(as_completed(futures), 1):
                future.result()
                if progress is not None:
                    progress(done, len(futures))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            recogniser.close()
            raise
        return [future.result() for future in futures]
