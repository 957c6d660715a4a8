"""A Word file as PDF, through LibreOffice."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_STORED, BadZipFile, ZipFile

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml.etree import _Element, tostring

from sauro.errors import Unwritable
from sauro.libre_office import Ended, run_libre_office

__all__ = ["write_pdf"]

_WANTED = 'pdf:writer_pdf_Export:{"ExportFormFields":{"type":"boolean","value":"false"}}'
"""Without form fields: figures stand in content controls, which would become boxes to type into."""
_SECONDS = 60.0
_TEXT = "word/document.xml"
_WRAPPING = (qn("w:sdt"), qn("w:hyperlink"))
_LINE = (
    f"<w:p {nsdecls('w')}>{{breaks}}<w:r><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="28"/>'
    '</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
)
_MESSAGES = {
    Ended.MISSING: "Máy chủ chưa cài LibreOffice nên không tạo được tệp PDF; hãy tải tệp Word, hoặc báo "
    "người quản trị cài gói libreoffice-writer.",
    Ended.SLOW: "LibreOffice tạo tệp PDF quá lâu nên đã dừng; hãy tải tệp Word, hoặc thử lại sau ít phút.",
    Ended.FAILED: "LibreOffice không tạo được tệp PDF; hãy tải tệp Word, hoặc thử lại sau ít phút.",
}


def write_pdf(docx: bytes, *, seconds: float = _SECONDS, attached: Sequence[str] = ()) -> bytes:
    """The .docx file `docx` as PDF; LibreOffice is ended after `seconds`. `attached` are the names of files
    that belong to it and stand in no PDF (sheets, other Word files): the last page lists them.

    Raises Unwritable where LibreOffice is not installed, fails or takes too long.
    """
    made = run_libre_office(_for_paper(docx, attached), ".docx", _WANTED, seconds=seconds)
    ended = made.ended
    if ended is Ended.DONE and not made.data.startswith(b"%PDF-"):
        ended = Ended.FAILED
    if ended is not Ended.DONE:
        raise Unwritable(_MESSAGES[ended])
    return made.data


def _for_paper(docx: bytes, attached: Sequence[str]) -> bytes:
    """The same pages without the locks and links around figures: no PDF shows them, and LibreOffice takes a
    fifth of its time over them. What is no Word file is left to LibreOffice."""
    made = BytesIO()
    try:
        _write_unwrapped(docx, made, attached)
    except (BadZipFile, LookupError, SyntaxError):
        return docx
    return made.getvalue()


def _write_unwrapped(docx: bytes, made: BytesIO, attached: Sequence[str]) -> None:
    with ZipFile(BytesIO(docx)) as old, ZipFile(made, "w", ZIP_STORED) as new:
        for entry in old.infolist():
            held = old.read(entry)
            is_text = entry.filename == _TEXT
            new.writestr(entry.filename, _unwrapped(held, attached) if is_text else held)


def _unwrapped(xml: bytes, attached: Sequence[str]) -> bytes:
    root = parse_xml(xml)
    for wrapping in [*root.iter(*_WRAPPING)]:
        parent = wrapping.getparent()
        if parent is None:
            continue
        place = parent.index(wrapping)
        for child in _inside(wrapping):
            parent.insert(place, child)
            place += 1
        parent.remove(wrapping)
    _list(root, attached)
    written: bytes = tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _list(root: _Element, attached: Sequence[str]) -> None:
    """The names, on a page of their own behind all else."""
    body = root.find(qn("w:body"))
    if body is None or not attached:
        return
    lines = ["Tệp kèm theo:", *(f"{number}. {name}" for number, name in enumerate(attached, 1))]
    ends = body.findall(qn("w:sectPr"))
    place = body.index(ends[-1]) if ends else len(body)
    for number, words in enumerate(lines):
        breaks = "" if number else "<w:pPr><w:pageBreakBefore/></w:pPr>"
        body.insert(place + number, parse_xml(_LINE.format(breaks=breaks, words=escape(words))))


def _inside(wrapping: _Element) -> list[_Element]:
    if wrapping.tag != _WRAPPING[0]:
        return [*wrapping]
    content = wrapping.find(qn("w:sdtContent"))
    return [] if content is None else [*content]
