"""Remarks on the reading of scanned pages."""

from __future__ import annotations

from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft
from sauro.folio.model import Box, Run
from sauro.reading.scan_layout import ScannedSheet
from sauro.reading.scan_numbers import Renumbered
from sauro.reading.scan_page import ReadPage
from sauro.reading.scan_remarks import page_remarks, suspect_remarks, word_remarks
from sauro.reading.scan_strokes import Strokes


def paragraph(*words: tuple[str, float], page: int = 1) -> ParagraphDraft:
    return ParagraphDraft([Run(f"{word} ", confidence=confidence) for word, confidence in words], page)


def read(number: int, confidence: float | None = 95.0, *, failed: bool = False) -> ReadPage:
    return ReadPage(ScannedSheet(number, 595, 842), confidence, failed=failed)


def test_pages() -> None:
    pages = [read(1), read(2, 61.4), read(3, None), read(4, None, failed=True)]
    assert [remark.code for remark in page_remarks(pages)] == [
        "ocr.low_confidence",
        "ocr.blank_page",
        "ocr.page_failed",
    ]
    assert "Trang 2" in next(page_remarks(pages)).message
    assert "61 %" in next(page_remarks(pages)).message


def test_what_was_passed_over_is_told() -> None:
    page = read(5)
    page.unread, page.lost_table = 2, True
    unread, table = page_remarks([page])
    assert (unread.code, table.code) == ("ocr.unread_print", "ocr.table_unread")
    assert unread.message.startswith("Trang 5: 2 chỗ có nét chữ in")
    assert table.message.startswith("Trang 5 có dấu hiệu của một bảng")


def test_suspect_words_are_marked_where_they_stand() -> None:
    draft = paragraph(("Các", 96.0), ("tố", 90.0), ("chức", 96.0), ("“thanh", 40.0), ("niên”", 95.0))
    first, second = suspect_remarks([draft])
    assert draft.text[first.start : first.end] == "tố"
    assert (first.code, first.suggestion, first.paragraph) == ("ocr.suspect_word", "tổ", draft)
    assert draft.text[second.start : second.end] == "thanh"
    assert second.suggestion is None


def test_suspect_words_in_a_cell() -> None:
    draft = paragraph(("chỉ", 90.0), ("phí", 90.0))
    (remark,) = suspect_remarks([TableDraft([CellDraft(0, 0, [draft])], 1, 1, 1)])
    assert remark.paragraph is draft
    assert remark.suggestion == "chi"


def test_text_that_was_not_recognised_is_passed_over() -> None:
    assert list(suspect_remarks([ParagraphDraft([Run("Các tố chức")], 1)])) == []


def test_roman_numerals_with_more_strokes_than_were_read() -> None:
    head, quarter = Box(10, 10, 30, 22), Box(90, 40, 100, 52)
    page = read(3)
    page.strokes = {head: Strokes("II.", "III.", 3, True), quarter: Strokes("II", "III", 3, False)}
    heading = ParagraphDraft([Run("III. ", box=head), Run("KINH PHÍ")], 3)
    due = ParagraphDraft([Run("Trong quý "), Run("II ", box=quarter), Run("năm nay")], 3)
    first, second = word_remarks([heading, due], [page])
    assert (first.code, first.suggestion, first.start, first.end) == ("ocr.roman_strokes", None, 0, 4)
    assert "“II.”" in first.message
    assert "“III.”" in first.message
    assert (second.suggestion, due.text[second.start : second.end]) == ("III", "II")


def test_the_page_of_a_run_that_came_over_a_page_break() -> None:
    box = Box(10, 10, 30, 22)
    page = read(4)
    page.strokes = {box: Strokes("II", "III", 3, False)}
    joined = ParagraphDraft([Run("hết quý "), Run("II", page=4, box=box)], 3)
    assert len(list(word_remarks([joined], [page]))) == 1
    assert list(word_remarks([ParagraphDraft([Run("II", box=box)], 3)], [page])) == []


def test_the_number_of_a_quarter_that_is_not_clear() -> None:
    box = Box(10, 10, 30, 22)
    page = read(2)
    page.strokes = {box: Strokes("11/2026", "11/2026", 0, False)}
    due = ParagraphDraft([Run("Quý "), Run("11/2026", box=box)], 2)
    (remark,) = word_remarks([due], [page])
    assert (remark.code, remark.suggestion, remark.start, remark.end) == ("ocr.suspect_word", None, 4, 11)
    assert "“11/2026”" in remark.message


def test_running_numbers_told_by_their_order() -> None:
    box, other = Box(10, 10, 30, 22), Box(10, 40, 30, 52)
    page = read(1)
    page.numbers = {box: Renumbered("K)", "3", True), other: Renumbered("s", "5", False)}
    drafts = [ParagraphDraft([Run("3", box=box)], 1), ParagraphDraft([Run("s", box=other)], 1)]
    first, second = word_remarks(drafts, [page])
    assert (first.code, first.paragraph, first.suggestion) == ("ocr.suspect_word", drafts[0], None)
    assert "“K)”" in first.message
    assert (second.paragraph, second.suggestion) == (drafts[1], "5")
