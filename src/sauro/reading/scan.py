"""Reads scans: pictures, and the pages of a PDF that are pictures.

Each page goes through one worker from picture to words, as many pages at once as there are cores; all that is dear
runs outside Python (OpenCV, Tesseract), so threads are enough. The layout is settled when all pages are there.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium

from sauro.errors import Unreadable
from sauro.folio.layout import DraftRemark, compose
from sauro.folio.model import Folio, Source, SourceKind
from sauro.reading.page_breaks import join_over_pages
from sauro.reading.page_paragraphs import PageDrafts
from sauro.reading.scan_image import Colour
from sauro.reading.scan_layout import drafts_of
from sauro.reading.scan_page import ReadPage, read_page
from sauro.reading.scan_pictures import pictures_of, resolution
from sauro.reading.scan_remarks import page_remarks, roman_remarks, suspect_remarks
from sauro.reading.split_tables import join_split_tables
from sauro.reading.tesseract import Recogniser

__all__ = ["Progress", "read_image", "read_scanned_pages"]

Progress = Callable[[int, int], None]
"""Called after each page with the pages done and the pages in all."""

_NOTHING = (
    "Không đọc được chữ nào trong ảnh; hãy kiểm tra lại tệp hoặc quét lại rõ hơn, thẳng trang và đủ sáng."
)
_PDFIUM = threading.Lock()  # PDFium is not thread-safe
