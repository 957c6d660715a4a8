"""What the reader has to say about its reading of scanned pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sauro.folio.layout import DraftRemark, ParagraphDraft, TableDraft
from sauro.reading.scan_page import ReadPage, Strokes
from sauro.text.ocr import Reason, suspect_words

__all__ = ["page_remarks", "stroke_remarks", "suspect_remarks"]

Block = ParagraphDraft | TableDraft

_LOW = 75.0  # mean confidence below which a page is to be compared with the original
