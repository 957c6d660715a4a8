"""Reads PDF files: pages with text here, scanned pages through the reader that is handed in.

PDFium (by pypdfium2) is not thread-safe: one process reads one file at a time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from sauro.errors import Unreadable, Unsupported
from sauro.folio.layout import DraftRemark, ParagraphDraft, TableDraft, compose
from sauro.folio.model import Folio, Part, Source, SourceKind
from sauro.reading.page_blocks import blocks_of
from sauro.reading.page_breaks import join_over_pages
from sauro.reading.page_notes import take_notes
from sauro.reading.page_numbers import take_margins, take_signatures
from sauro.reading.page_paragraphs import (
    Line,
    PageDrafts,
    paragraphs_of,
)
from sauro.reading.page_settings import PageFace, settings_of
from sauro.reading.pdf_kind import PageKind, kind_of
from sauro.reading.pdf_lines import PageText
from sauro.reading.pdf_page import Frame, frame_of, merge_annotations, turned
from sauro.reading.pdf_rules import rules_in, survey
from sauro.reading.pdf_stamps import Share, stamps_among
from sauro.reading.pdf_tables import PageTable, table_draft, take_cells
from sauro.reading.ruled_grid import Rule, find_grids

__all__ = ["ScannedPages", "page_kinds", "read_pdf"]

ScannedPages = Callable[[bytes, list[int]], list[PageDrafts]]
"""Reads the pages of these numbers (from 1) of a PDF from their images; one PageDrafts for each, in order."""


@dataclass(slots=True)
class _Page:
    """One page on its way: its lines outside tables, its tables, what stands aside. `turns` is the number of
    anticlockwise quarter turns by which the page as the file shows it was turned to stand upright."""

    number: int
    kind: PageKind
    frame: Frame
    lines: list[Line] = field(default_factory=list)
    tables: list[PageTable] = field(default_factory=list)
    aside: list[tuple[list[Line], Part]] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    images: list[Share] = field(default_factory=list)
    turns: int = 0


def read_pdf(data: bytes, *, name: str, read_scanned_pages: ScannedPages | None = None) -> Folio:
    """The Folio of a PDF file.

    Raises Unreadable where the file is damaged, has no page or asks for a password, and Unsupported
    where all of it is scanned and no reader of scans was handed in.
    """
    with _opened(data) as document:
        pages = list(_text_pages(document))
    scanned = [page.number for page in pages if page.kind.is_scan]
    drafts = {page.page: page for page in _drafts_of([page for page in pages if not page.kind.is_scan])}
    stamps, unread = _stamps(data, pages[0])
    if 1 in drafts:
        drafts[1].blocks.extend(stamps)
    read: list[PageDrafts] = []
    if scanned and read_scanned_pages is not None:
        read = read_scanned_pages(data, scanned)
        drafts.update((page.page, page) for page in read)
    elif len(scanned) == len(pages):
        raise Unsupported("Tệp PDF chỉ có ảnh quét; hãy cài bộ nhận dạng chữ Tesseract rồi đọc lại.")
    blocks = join_over_pages([drafts[number] for number in sorted(drafts)])
    mostly = SourceKind.SCAN if 2 * len(scanned) > len(pages) else SourceKind.PDF
    source = Source(name, mostly, hashlib.sha256(data).hexdigest(), len(data), len(pages))
    remarks = [*_remarks(pages, set(drafts)), *unread, *_remarks_on_scan(read, blocks)]
    sheets = [drafts[number].sheet(scanned=number in scanned) for number in sorted(drafts)]
    return compose(blocks, source=source, remarks=remarks, sheets=sheets)


def page_kinds(data: bytes) -> tuple[PageKind, ...]:
    """The kind of each page of a PDF file; raises Unreadable as `read_pdf` does."""
    with _opened(data) as document:
        return tuple(page.kind for page in _text_pages(document, kinds_only=True))


@contextmanager
def _opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise Unreadable(
                "Tệp PDF đặt mật khẩu nên không đọc được; hãy gỡ mật khẩu rồi nộp lại."
            ) from None
        raise Unreadable("Tệp PDF bị hỏng nên không đọc được; hãy xuất lại tệp PDF rồi nộp lại.") from None
    try:
        if len(document) == 0:
            raise Unreadable("Tệp PDF không có trang nào; hãy xuất lại tệp PDF rồi nộp lại.")
        yield document
    finally:
        document.close()


def _text_pages(document: pdfium.PdfDocument, *, kinds_only: bool = False) -> Iterator[_Page]:
    fonts: dict[int, tuple[bool, bool]] = {}
    for index in range(len(document)):
        try:
            page = merge_annotations(document, document[index], index)
            yield _text_page(page, index + 1, fonts, kinds_only)
        except pdfium.PdfiumError:
            message = f"Trang {index + 1} của tệp PDF bị hỏng; hãy xuất lại tệp PDF rồi nộp lại."
            raise Unreadable(message) from None
        page.close()


def _text_page(
    page: pdfium.PdfPage, number: int, fonts: dict[int, tuple[bool, bool]], kinds_only: bool
) -> _Page:
    frame = frame_of(page)
    found = survey(page.raw, frame.width * frame.height)
    text = PageText(page, frame, fonts)
    result = _Page(number, kind_of(text.text, found), frame)
    if result.kind is PageKind.TEXT and not kinds_only:
        result.frame = text.frame = turned(frame, text.angle())
        result.turns = (frame.turns - result.frame.turns) % 4
        lying, standing = rules_in(found.strokes, text.frame)
        result.tables = [PageTable(grid) for grid in find_grids(lying, standing)]
        result.rules = lying
        if number == 1:
            result.images = stamps_among(found.images, frame)
        for start, end in text.spans:
            if not (result.tables and take_cells(text, start, end, result.tables)):
                result.lines += text.lines(start, end)
        result.aside = [([line], Part.TEXT_BOX) for line in take_signatures(result.lines)]
    text.close()
    return result


def _drafts_of(pages: list[_Page]) -> Iterator[PageDrafts]:
    """The drafts of the pages with text."""
    for index, line, part in take_margins([(page.lines, page.frame.height) for page in pages]):
        pages[index].aside.append(([line], part))
    for page in pages:
        page.aside.extend((note, Part.FOOTNOTE) for note in take_notes(page.lines, page.rules))
    settings = settings_of([_face(page) for page in pages])
    for page in pages:
        number = page.number
        tables = ((table.grid.top, table_draft(table, number)) for table in page.tables)
        blocks = list(blocks_of(page.lines, tables, settings[number], page=number, at_head=number == 1))
        for lines, part in page.aside:
            blocks.extend(paragraphs_of(lines, settings[page.number], page=page.number, part=part))
        yield PageDrafts(page.number, blocks, page.frame.width, page.frame.height, page.turns)


def _face(page: _Page) -> PageFace:
    tables = [(table.grid.left, table.grid.right) for table in page.tables]
    return PageFace(page.number, page.frame.width, page.frame.height, page.lines, tables)


def _remarks(pages: list[_Page], read: set[int]) -> Iterator[DraftRemark]:
    garbled = [page.number for page in pages if page.kind is PageKind.GARBLED]
    if garbled:
        yield DraftRemark(
            "pdf.garbled_text",
            f"{_named(garbled)} dùng phông chữ không giải mã được nên được đọc từ ảnh; hãy đối chiếu lại.",
        )
    missing = [page.number for page in pages if page.number not in read]
    if missing:
        yield DraftRemark(
            "pdf.page_not_read",
            f"{_named(missing)} là ảnh quét và chưa được đọc; hãy cài bộ nhận dạng chữ Tesseract.",
        )


def _remarks_on_scan(pages: list[PageDrafts], blocks: list[ParagraphDraft | TableDraft]) -> list[DraftRemark]:
    if not pages:
        return []
    from sauro.reading.scan import remarks_on_scan  # only a scan pays for OpenCV

    return remarks_on_scan(pages, blocks)


def _stamps(data: bytes, first: _Page) -> tuple[list[ParagraphDraft], list[DraftRemark]]:
    """What images of the size of a stamp say on the first page: one of them may be a mark of secrecy."""
    if not first.images:
        return [], []
    from sauro.reading.scan import RecognitionError, read_stamps  # only an image pays for OpenCV

    try:
        return read_stamps(data, first.number, first.images), []
    except (Unsupported, RecognitionError):
        message = (
            "Trang 1 có ảnh giống con dấu nhưng chưa đọc được; hãy tự xem đó có phải dấu chỉ độ mật không, "
            "hoặc cài bộ nhận dạng chữ Tesseract rồi đọc lại."
        )
        return [], [DraftRemark("pdf.stamp_not_read", message)]


def _named(numbers: list[int]) -> str:
    return f"Trang {', '.join(map(str, numbers))}"
