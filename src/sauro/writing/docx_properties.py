"""Custom properties of a Word file (ECMA-376 Part 1, 22.3), which python-docx does not write: what the file
says of itself, seen in Word under Tệp, Thông tin, Thuộc tính."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part

__all__ = ["FIGURE_DIGEST", "add_property", "drop_properties"]

FIGURE_DIGEST = "SauRoFigureDigest"
"""The property with `sauro.writing.runs.figure_digest` of the file's figures."""
_PART = PackURI("/docProps/custom.xml")
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that a user defines, by the name that the standard gives it."""


def add_property(document: WordDocument, name: str, text: str) -> None:
    """Adds the one custom property of a new file."""
    written = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f'<property fmtid="{_FORMAT}" pid="2" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(text)}</vt:lpwstr></property></Properties>"
    )
    package = document.part.package
    package.relate_to(Part(_PART, _TYPE, written.encode(), package), _RELATIONSHIP)


def drop_properties(document: WordDocument) -> None:
    """Takes away the custom properties that a file brought with it."""
    rels = document.part.package.rels
    for number in [number for number, one in rels.items() if one.reltype == _RELATIONSHIP]:
        del rels[number]
