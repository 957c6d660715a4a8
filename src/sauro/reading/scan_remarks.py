"""What the reader has to say about its reading of scanned pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sauro.folio.layout import DraftRemark, ParagraphDraft, TableDraft
from sauro.reading.scan_numbers import Renumbered
from sauro.reading.scan_page import ReadPage
from sauro.reading.scan_strokes import Strokes
from sauro.text.ocr import Reason, suspect_words

__all__ = ["page_remarks", "paragraphs_in", "suspect_remarks", "word_remarks"]

Block = ParagraphDraft | TableDraft

_LOW = 75.0  # mean confidence below which a page is to be compared with the original
_REASONS = {
    Reason.LOW_CONFIDENCE: "Từ này đọc không chắc; hãy đối chiếu với bản gốc.",
    Reason.NO_SYLLABLE: "Từ này không phải âm tiết tiếng Việt; hãy đối chiếu với bản gốc.",
    Reason.CONFUSED: "Từ này có thể bị đọc nhầm dấu; hãy đối chiếu với bản gốc.",
}


def paragraphs_in(blocks: Iterable[Block]) -> Iterator[ParagraphDraft]:
    """All paragraphs of these blocks, those in cells too."""
    for block in blocks:
        if isinstance(block, ParagraphDraft):
            yield block
        else:
            for cell in block.cells:
                yield from cell.paragraphs


def page_remarks(pages: Sequence[ReadPage]) -> Iterator[DraftRemark]:
    """Remarks on whole pages: not read, without a word, read with little confidence."""
    for page in pages:
        number = page.sheet.number
        if page.failed:
            yield DraftRemark(
                "ocr.page_failed", f"Trang {number} không nhận dạng được; hãy quét lại trang này rồi đọc lại."
            )
            continue
        if page.confidence is None:
            yield DraftRemark(
                "ocr.blank_page", f"Trang {number} không đọc được chữ nào; hãy xem lại bản quét."
            )
            continue
        if page.dropped:
            yield DraftRemark(
                "ocr.under_seal",
                f"Trang {number}: {page.dropped} mảnh chữ dưới con dấu hoặc chữ ký bị bỏ qua; "
                "hãy đối chiếu với bản gốc.",
            )
        if page.dirty:
            yield DraftRemark(
                "ocr.dirty_page",
                f"Trang {number} có nhiều chấm bẩn, đã xóa bớt trước khi đọc; hãy đối chiếu với bản gốc.",
            )
        if page.unread:
            yield DraftRemark(
                "ocr.unread_print",
                f"Trang {number}: {page.unread} chỗ có nét chữ in mà không đọc được; "
                "hãy đối chiếu với bản gốc.",
            )
        if page.lost_table:
            yield DraftRemark(
                "ocr.table_unread",
                f"Trang {number} có dấu hiệu của một bảng nhưng không nhận ra được các ô; "
                "hãy đối chiếu với bản gốc.",
            )
        if page.penned:
            yield DraftRemark(
                "ocr.handwritten",
                f"Trang {number}: {' và '.join(page.penned)} ghi bằng bút mực màu nên không đọc được; "
                "hãy xem bản gốc.",
            )
        if page.confidence < _LOW:
            yield DraftRemark(
                "ocr.low_confidence",
                f"Trang {number} quét không rõ (độ tin cậy trung bình {page.confidence:.0f} %); "
                "hãy đối chiếu với bản gốc.",
            )


def word_remarks(blocks: Iterable[Block], pages: Sequence[ReadPage]) -> Iterator[DraftRemark]:
    """Remarks on roman numerals whose picture has another number of strokes than the program read, and on
    running numbers that break the order of their column."""
    noted = {(page.sheet.number, box): found for page in pages for box, found in page.strokes.items()}
    numbers = {(page.sheet.number, box): found for page in pages for box, found in page.numbers.items()}
    if not noted and not numbers:
        return
    for paragraph in paragraphs_in(blocks):
        offset = 0
        for run in paragraph.runs:
            page = paragraph.page if run.page is None else run.page
            end = offset + len(run.text.rstrip())
            if page is not None and run.box is not None:
                if strokes := noted.get((page, run.box)):
                    yield _on_strokes(strokes, paragraph, offset, end)
                if number := numbers.get((page, run.box)):
                    yield _on_number(number, paragraph, offset, end)
            offset += len(run.text)


def _on_strokes(found: Strokes, paragraph: ParagraphDraft, start: int, end: int) -> DraftRemark:
    if not found.count:
        message = (
            f"Số quý đọc là “{found.read}” nhưng hình chữ không rõ có mấy nét sổ; hãy đối chiếu với bản gốc."
        )
        return DraftRemark("ocr.suspect_word", message, paragraph, start, end)
    message = f"Chương trình nhận dạng đọc là “{found.read}” nhưng hình chữ có {found.count} nét sổ"
    if found.applied:
        message += f" nên ghi “{found.written}”; hãy đối chiếu."
        return DraftRemark("ocr.roman_strokes", message, paragraph, start, end)
    message += f", có thể là “{found.written}”; hãy đối chiếu."
    return DraftRemark("ocr.roman_strokes", message, paragraph, start, end, found.written)


def _on_number(found: Renumbered, paragraph: ParagraphDraft, start: int, end: int) -> DraftRemark:
    kind, others = ("mục", "mục khác") if found.of_heading else ("thứ tự", "dòng khác của bảng")
    message = f"Số {kind} đọc là “{found.read}” nhưng theo các {others} thì là “{found.number}”"
    message += (
        " nên ghi như thế; hãy đối chiếu với bản gốc." if found.applied else "; hãy đối chiếu với bản gốc."
    )
    suggestion = None if found.applied else found.number
    return DraftRemark("ocr.suspect_word", message, paragraph, start, end, suggestion)


def suspect_remarks(blocks: Iterable[Block]) -> Iterator[DraftRemark]:
    """Remarks on words that were probably misread, in paragraphs that came from recognition."""
    for paragraph in paragraphs_in(blocks):
        words: list[tuple[str, float | None]] = []
        places: list[int] = []
        offset = 0
        for run in paragraph.runs:
            if run.confidence is not None and run.text.strip():
                words.append((run.text.strip(), run.confidence))
                places.append(offset)
            offset += len(run.text)
        for suspect in suspect_words(words):
            start = places[suspect.index] + max(words[suspect.index][0].find(suspect.word), 0)
            yield DraftRemark(
                "ocr.suspect_word",
                _REASONS[suspect.reason],
                paragraph,
                start,
                start + len(suspect.word),
                suspect.suggestion,
            )
