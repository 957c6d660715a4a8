"""Folio → files: the form of Nghị định 30/2020/NĐ-CP, written as .docx."""

from sauro.writing.body import Item, clause, heading, section, table, text
from sauro.writing.docx import write_docx
from sauro.writing.frame import Frame, lay_out

__all__ = ["Frame", "Item", "clause", "heading", "lay_out", "section", "table", "text", "write_docx"]
