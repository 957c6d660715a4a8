"""A Word file as PDF, through LibreOffice."""

from __future__ import annotations

from sauro.errors import Unwritable
from sauro.libre_office import Ended, run_libre_office

__all__ = ["write_pdf"]

_WANTED = 'pdf:writer_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"}}'
"""Without form fields: figures stand in content controls, which would become boxes to type into."""
_SECONDS = 60.0
_MESSAGES = {
    Ended.MISSING: "Máy chủ chưa cài LibreOffice nên không tạo được tệp PDF; hãy tải tệp Word, hoặc báo "
    "người quản trị cài gói libreoffice-writer.",
    Ended.SLOW: "LibreOffice tạo tệp PDF quá lâu nên đã dừng; hãy tải tệp Word, hoặc thử lại sau ít phút.",
    Ended.FAILED: "LibreOffice không tạo được tệp PDF; hãy tải tệp Word, hoặc thử lại sau ít phút.",
}


def write_pdf(docx: bytes, *, seconds: float = _SECONDS) -> bytes:
    """The .docx file `docx` as PDF; LibreOffice is ended after `seconds`.

    Raises Unwritable where LibreOffice is not installed, fails or takes too long.
    """
    made = run_libre_office(docx, ".docx", _WANTED, seconds=seconds)
    ended = made.ended
    if ended is Ended.DONE and not made.data.startswith(b"%PDF-"):
        ended = Ended.FAILED
    if ended is not Ended.DONE:
        raise Unwritable(_MESSAGES[ended])
    return made.data
