"""Reads a file of any kind: chooses the reader by the content, refuses what cannot or may not be read."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from sauro.errors import Unreadable
from sauro.folio.model import Folio, SourceKind
from sauro.reading.classified import refuse_if_marked
from sauro.reading.file_kind import NO_TEXT, ONLY_PICTURES, FileKind, kind_of_file
from sauro.reading.limits import DEFAULT_LIMITS, Limits, check_pages, check_scanned_pages, check_size
from sauro.reading.office_convert import convert
from sauro.text.legacy import syllable_share

if TYPE_CHECKING:
    from sauro.folio.setting import Setting
    from sauro.reading.page_paragraphs import PageDrafts

__all__ = ["Progress", "read", "read_bytes", "read_setting", "takes_long"]

Progress = Callable[[int, int], None]
"""Called while pages are recognised: how many are done, how many there are."""

_FOLDER = "Đây là thư mục, không phải tệp; hãy chỉ rõ từng tệp văn bản."
_VANISHED = "Không tìm thấy tệp; có thể tệp đã bị xóa, đổi tên hoặc chuyển chỗ, hãy kiểm tra lại đường dẫn."
_FORBIDDEN = "Không có quyền mở tệp; hãy xin quyền đọc tệp hoặc chép tệp sang thư mục khác."
_FAILED = "Không đọc được tệp từ ổ đĩa; hãy kiểm tra lại đường dẫn và thiết bị lưu trữ."
_NOT_A_FILE = "Đường dẫn không phải là tệp thường; hãy chọn một tệp văn bản."
_NO_TEXT_IN_PICTURE = "Không thấy chữ trong tệp ảnh; hãy kiểm tra lại tệp hoặc quét lại rõ hơn."
_DAMAGED = "Tệp {what} bị hỏng phần đầu nên không đọc được; hãy xin hoặc tải lại tệp từ nơi gửi."
_NOT_WORD = (
    "Tệp có đuôi {suffix} nhưng không phải tệp Word; "
    "hãy kiểm tra nguồn gốc tệp, nếu là văn bản thuần thì đổi đuôi thành .txt rồi đọc lại."
)
_SUFFIXES = {FileKind.DOC: ".doc", FileKind.ODT: ".odt", FileKind.RTF: ".rtf"}
_WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
_OFFICE_SUFFIXES = (*_WORD_SUFFIXES, ".doc", ".dot")
_OTHER_SUFFIXES = (".odt", ".rtf", ".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
_FEWEST_LETTERS = 20  # of what was recognised; a picture with fewer has no text
_LEAST_CONFIDENCE = 60.0  # Tesseract's, 0 to 100: text has over 85, the grain of a photograph 20 to 50
_LEAST_SYLLABLES = 0.3  # share of words that could be Vietnamese


def read(path: str | Path, *, progress: Progress | None = None, limits: Limits = DEFAULT_LIMITS) -> Folio:
    """The Folio of the file at `path`. `progress` is called while scanned pages are recognised.

    Raises Unreadable where the file cannot be read, Classified where it bears a mark of secrecy, Unsupported
    where no reader for its kind exists or is installed.
    """
    place = Path(path)
    # A name that is not UTF-8 can be written nowhere: what is wrong in it is replaced.
    name = os.fsencode(place.name).decode("utf-8", errors="replace")
    return read_bytes(_bytes_of(place, limits), name=name, progress=progress, limits=limits)


def read_bytes(
    data: bytes, *, name: str, progress: Progress | None = None, limits: Limits = DEFAULT_LIMITS
) -> Folio:
    """The Folio of a file's bytes; `name` is kept as the name of the source. Raises as `read` does."""
    check_size(len(data), limits)
    parts: dict[str, bytes] = {}
    kind = kind_of_file(data, limits, parts)
    if kind is FileKind.DOCX:
        from sauro.reading.docx import read_docx

        folio = read_docx(data, name=name, unpacked=parts)
    else:
        folio = _read_kind(kind, data, name, progress, limits)
    refuse_if_marked(folio)
    if not folio.text.strip():
        pictured = any(one.code == "docx.picture" for one in folio.remarks)
        raise Unreadable(ONLY_PICTURES if pictured else NO_TEXT)
    return folio


def read_setting(path: str | Path, *, limits: Limits = DEFAULT_LIMITS) -> Setting | None:
    """How the Word file at `path` is set; None where it is of another kind, also one that LibreOffice would
    have to convert. Raises Unreadable where it cannot be read."""
    data = _bytes_of(Path(path), limits)
    check_size(len(data), limits)
    if kind_of_file(data, limits) is not FileKind.DOCX:
        return None
    from sauro.reading.docx_setting import read_setting as read_how_set

    return read_how_set(data, limits)


def takes_long(data: bytes, *, limits: Limits = DEFAULT_LIMITS) -> bool:
    """Whether reading the file takes seconds, because a page has to be read as an image or LibreOffice has to
    convert it: a caller who may not keep somebody waiting then reads it in the background. Raises as `read`
    does for what no reader would take."""
    check_size(len(data), limits)
    kind = kind_of_file(data, limits)
    if kind is FileKind.PDF:
        from sauro.reading.pdf import page_kinds

        check_pages(_page_count(data), limits)
        return any(page.is_scan for page in page_kinds(data))
    return kind is FileKind.IMAGE or kind in _SUFFIXES


def _read_kind(kind: FileKind, data: bytes, name: str, progress: Progress | None, limits: Limits) -> Folio:
    """Readers are imported where they are needed: a text does not pay for OpenCV."""
    if kind is FileKind.PDF:
        return _read_pdf(data, name, progress, limits)
    if kind is FileKind.IMAGE:
        from sauro.reading.scan import read_image

        return _with_words(read_image(data, name=name, progress=progress, limits=limits))
    if kind is FileKind.TEXT:
        return _read_text(data, name)
    from sauro.reading.docx import read_docx

    converted = convert(data, _SUFFIXES[kind], limits)
    folio = read_docx(converted, name=name)
    source = replace(folio.source, digest=sha256(data).hexdigest(), size=len(data))
    return replace(folio, source=source)


def _read_text(data: bytes, name: str) -> Folio:
    """A file that is of no other kind. Its name says only what to advise where it is no text either."""
    from sauro.reading.plain import read_plain

    suffix = Path(name).suffix.lower()
    try:
        folio = read_plain(data, name=name)
    except Unreadable:
        if suffix in _OFFICE_SUFFIXES:
            raise Unreadable(_DAMAGED.format(what="Word")) from None
        if suffix in _OTHER_SUFFIXES:
            raise Unreadable(_DAMAGED.format(what=suffix)) from None
        raise
    if suffix in _WORD_SUFFIXES:
        refuse_if_marked(folio)
        raise Unreadable(_NOT_WORD.format(suffix=suffix))
    return folio


def _read_pdf(data: bytes, name: str, progress: Progress | None, limits: Limits) -> Folio:
    from sauro.reading.pdf import read_pdf

    check_pages(_page_count(data), limits)

    def read_scans(pdf: bytes, pages: list[int]) -> list[PageDrafts]:
        check_scanned_pages(len(pages), limits)
        from sauro.reading.scan import read_scanned_pages

        return read_scanned_pages(pdf, pages, progress=progress)

    folio = read_pdf(data, name=name, read_scanned_pages=read_scans)
    return _with_words(folio) if folio.source.kind is SourceKind.SCAN else folio


def _page_count(data: bytes) -> int:
    """The number of pages, 0 where PDFium cannot open the file (its reader then says why)."""
    import pypdfium2 as pdfium

    try:
        with pdfium.PdfDocument(data) as document:
            return len(document)
    except pdfium.PdfiumError:
        return 0


def _with_words(folio: Folio) -> Folio:
    """`folio` itself; raises Unreadable where what was recognised is no text (a photograph)."""
    letters = sum(map(str.isalpha, folio.text))
    scores = [
        run.confidence
        for paragraph in folio.paragraphs
        for run in paragraph.runs
        if run.confidence is not None
    ]
    doubtful = bool(scores) and sum(scores) / len(scores) < _LEAST_CONFIDENCE
    if letters < _FEWEST_LETTERS or (doubtful and syllable_share(folio.text) < _LEAST_SYLLABLES):
        raise Unreadable(_NO_TEXT_IN_PICTURE)
    return folio


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable(_FOLDER)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(_NOT_A_FILE)
        check_size(status.st_size, limits)
        with path.open("rb") as file:
            return file.read(limits.file_bytes + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise Unreadable(_VANISHED) from None
    except PermissionError:
        raise Unreadable(_FORBIDDEN) from None
    except (OSError, ValueError):
        raise Unreadable(_FAILED) from None
