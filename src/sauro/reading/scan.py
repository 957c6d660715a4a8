"""Reads scans: image files, and the pages of a PDF that are pictures.

Pages are prepared one after the other and recognised as many at once as there are cores; all that is dear
runs outside Python (OpenCV, Tesseract), so threads are enough. The layout is settled when all pages are
there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field

import numpy as np

from sauro.errors import Unreadable
from sauro.folio.layout import DraftRemark, ParagraphDraft, TableDraft, compose
from sauro.folio.model import Folio, Part, Run, Source, SourceKind
from sauro.reading.limits import DEFAULT_LIMITS, Limits, check_scanned_pages
from sauro.reading.page_breaks import join_over_pages
from sauro.reading.page_paragraphs import PageDrafts
from sauro.reading.scan_heads import settle_heads
from sauro.reading.scan_ink import inks_of
from sauro.reading.scan_items import settle_items
from sauro.reading.scan_layout import drafts_of
from sauro.reading.scan_memory import free_unused
from sauro.reading.scan_numbers import settle_numbers
from sauro.reading.scan_page import DPI, ReadPage, prepare_page, read_page
from sauro.reading.scan_page_numbers import drop_misread_numbers
from sauro.reading.scan_pictures import Pictures, opened_image, opened_pages
from sauro.reading.scan_remarks import page_remarks, suspect_remarks, word_remarks
from sauro.reading.scan_stamps import StampWords, stamp_pieces, words_of_stamps
from sauro.reading.split_tables import join_split_tables
from sauro.reading.tesseract import Recogniser, RecognitionError

__all__ = [
    "Progress",
    "RecognitionError",
    "ScannedPage",
    "read_image",
    "read_scanned_pages",
    "read_stamps",
    "remarks_on_scan",
]

Progress = Callable[[int, int], None]
"""Called in the caller's thread after each page: pages done, pages in all."""

_MOST_AT_ONCE = 3  # this process takes 150 MB with a page in hand, each Tesseract 45 to 50

_NOTHING = (
    "Không đọc được chữ nào trong ảnh; hãy kiểm tra lại tệp hoặc quét lại thẳng trang, đủ sáng rồi đọc lại."
)


@dataclass(slots=True)
class ScannedPage(PageDrafts):
    """A page that was read from its picture. `reading` is what `remarks_on_scan` needs."""

    reading: ReadPage | None = field(default=None)


def read_image(
    data: bytes, *, name: str, progress: Progress | None = None, limits: Limits = DEFAULT_LIMITS
) -> Folio:
    """The Folio of an image file: PNG, JPEG, or TIFF of as many pages as `limits` allow.

    Raises Unreadable where the file is damaged, has too many pages or shows no word, Unsupported where
    Tesseract is not installed.
    """
    with opened_image(data) as pictures:
        check_scanned_pages(len(pictures.numbers), limits)
        pages = _read_all(pictures, progress)
    if all(page.confidence is None and not page.stamps for page in pages):
        raise Unreadable(_NOTHING)
    drafts = _scanned(pages)
    blocks = join_split_tables(join_over_pages(drafts))
    source = Source(name, SourceKind.SCAN, hashlib.sha256(data).hexdigest(), len(data), len(pages))
    sheets = [draft.sheet(scanned=True) for draft in drafts]
    return compose(blocks, source=source, remarks=remarks_on_scan(drafts, blocks), sheets=sheets)


def read_scanned_pages(
    data: bytes, pages: list[int], *, progress: Progress | None = None
) -> list[PageDrafts]:
    """These pages (from 1) of a PDF, read from their pictures, in their order. A page without words has no
    blocks.

    Raises Unreadable where the file or one of these pages is damaged, Unsupported where Tesseract is not
    installed.
    """
    with opened_pages(data, pages) as pictures:
        return list(_scanned(_read_all(pictures, progress)))


def read_stamps(
    data: bytes, number: int, places: Sequence[tuple[float, float, float, float]]
) -> list[ParagraphDraft]:
    """What stamps say that stand as images on page `number` of a PDF with text; `places` are their edges
    (left, top, right, bottom) as parts of the page's width and height.

    Raises Unreadable where the file is damaged, Unsupported where Tesseract is not installed,
    RecognitionError.
    """
    with opened_pages(data, [number]) as pictures:
        picture = pictures.picture(0, DPI)
    height, width = picture.shape[:2]
    shown = np.full_like(picture, 255)
    for left, top, right, bottom in places:
        area = np.s_[
            max(round(top * height), 0) : round(bottom * height),
            max(round(left * width), 0) : round(right * width),
        ]
        shown[area] = picture[area]
    pieces = stamp_pieces(inks_of(shown), DPI, first=True)
    if not pieces:
        return []
    with Recogniser() as recogniser:
        return _paragraphs(words_of_stamps(pieces, recogniser, DPI), number)


def remarks_on_scan(
    pages: Sequence[PageDrafts], blocks: Sequence[ParagraphDraft | TableDraft]
) -> list[DraftRemark]:
    """Remarks on scanned pages, to be asked for when the blocks of all pages are joined: pages hardly read,
    words probably misread, numerals put right. Pages that were not scanned are passed over."""
    read = [page.reading for page in pages if isinstance(page, ScannedPage) and page.reading is not None]
    on_words = list(word_remarks(blocks, read))
    told = {(id(remark.paragraph), remark.start) for remark in on_words}
    suspect = (
        remark for remark in suspect_remarks(blocks) if (id(remark.paragraph), remark.start) not in told
    )
    return [*page_remarks(read), *on_words, *suspect]


def _scanned(pages: Sequence[ReadPage]) -> list[ScannedPage]:
    drop_misread_numbers([page.sheet for page in pages])
    items = settle_items([page.sheet.lines for page in pages])
    drafts = drafts_of([page.sheet for page in pages])
    heads = settle_heads([draft.blocks for draft in drafts])
    for draft, page, of_items, of_heads in zip(drafts, pages, items, heads, strict=True):
        page.numbers = settle_numbers(draft.blocks) | of_items | of_heads
    return [
        ScannedPage(
            draft.page,
            [*draft.blocks, *_paragraphs(page.stamps, draft.page)],
            draft.width,
            draft.height,
            page.sheet.turns,
            page.sheet.angle,
            page,
        )
        for draft, page in zip(drafts, pages, strict=True)
    ]


def _paragraphs(stamps: Sequence[StampWords], number: int) -> list[ParagraphDraft]:
    """What stamps on a page say, each line a paragraph beside the text."""
    return [
        ParagraphDraft([Run(stamp.text, confidence=stamp.confidence)], number, Part.TEXT_BOX)
        for stamp in stamps
    ]


def _workers() -> int:
    """As many as there are cores for this process, but no more than fit into 300 MB with it."""
    affinity = getattr(os, "sched_getaffinity", None)
    return min(len(affinity(0)) if affinity else os.cpu_count() or 1, _MOST_AT_ONCE)


def _read_all(pictures: Pictures, progress: Progress | None) -> list[ReadPage]:
    """Reads all pages: prepares them here, one after the other (which takes a tenth of the time, but most of
    the memory), and has several recognised at once, with one more waiting. Where one of them cannot be read,
    or `progress` raises, the others are broken off, and nothing goes on running."""
    numbers = pictures.numbers
    workers = min(_workers(), len(numbers)) or 1
    futures: list[Future[ReadPage]] = []
    under_way: set[Future[ReadPage]] = set()

    def wait_for(most_left: int) -> None:
        """Until no more than so many pages are under way; tells of those that are done."""
        nonlocal under_way
        while len(under_way) > most_left:
            done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            for place, future in enumerate(done, len(futures) - len(under_way) - len(done) + 1):
                future.result()
                if progress is not None:
                    progress(place, len(numbers))

    with Recogniser() as recogniser, ThreadPoolExecutor(workers) as pool:
        try:
            for index, number in enumerate(numbers):
                wait_for(workers)
                free_unused()
                page = prepare_page(pictures.picture(index, DPI), number)
                futures.append(pool.submit(read_page, page, recogniser))
                under_way.add(futures[-1])
                del page
            wait_for(0)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            recogniser.close()
            raise
    return [future.result() for future in futures]
