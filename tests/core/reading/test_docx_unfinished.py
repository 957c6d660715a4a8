"""Tracked changes and comments that a Word file carries."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from sauro.errors import Unreadable
from sauro.reading.docx_unfinished import Unfinished, read_unfinished


def test_changes_are_counted_by_paragraph_and_comments_one_by_one() -> None:
    document = Document()
    document.add_paragraph("Không sửa gì.")
    changed = document.add_paragraph("Rà soát hộ nghèo ")
    for mark, inner in (("ins", "<w:t>năm nay</w:t>"), ("del", "<w:delText>năm trước</w:delText>")):
        opened = f'<w:{mark} {nsdecls("w")} w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z">'
        changed._p.append(parse_xml(f"{opened}<w:r>{inner}</w:r></w:{mark}>"))
    for words in ("Xem lại", "Bỏ câu này"):
        document.add_comment(changed.runs, text=words, author="B", initials="B")
    assert read_unfinished(_saved(document)) == Unfinished(changed=1, comments=2)


def test_a_clean_file_carries_nothing() -> None:
    document = Document()
    document.add_paragraph("Không sửa gì.")
    assert read_unfinished(_saved(document)) == Unfinished(0, 0)


def test_what_is_no_word_file_is_said() -> None:
    with pytest.raises(Unreadable):
        read_unfinished(b"no archive")


def _saved(document: object) -> bytes:
    made = BytesIO()
    document.save(made)  # type: ignore[attr-defined]
    return made.getvalue()
