"""Damaged, unsafe and strange .docx files: refused in one line, never with a traceback."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.reading.docx_builder import (
    cell,
    docx,
    level,
    numbered,
    numbering,
    package,
    paragraph,
    row,
    run,
    style,
    table,
)

from sauro.errors import Unreadable
from sauro.reading.docx import read_docx

WHOLE = docx(
    paragraph("KẾ HOẠCH", '<w:pStyle w:val="De"/>'),
    *(numbered("Việc") for _ in range(3)),
    table(row("1", cell("a", '<w:gridSpan w:val="2"/>')), row("2", "b", "c")),
    paragraph(run("Chú") + '<w:r><w:footnoteReference w:id="1"/></w:r>'),
    parts={
        "styles": style("De", "<w:rPr><w:b/></w:rPr>"),
        "numbering": numbering(level(0, "decimal", "%1.")),
        "footnotes": f'<w:footnote w:id="1">{paragraph("Thích")}</w:footnote>',
    },
)


def outcome(data: bytes) -> str:
    """The text, or the line that says why there is none; any other error is one."""
    try:
        return read_docx(data, name="x").text
    except Unreadable as error:
        return str(error)


def refuses(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_docx(data, name="x.docx")
    message = str(caught.value)
    assert "\n" not in message
    assert message.endswith(".")
    return message


@pytest.mark.parametrize(
    "data", [b"", b"PK\x03\x04", b"MZ\x90\x00" * 50, WHOLE[: len(WHOLE) // 2], WHOLE[:-30]]
)
def test_no_whole_archive(data: bytes) -> None:
    refuses(data)


def test_archive_without_a_main_part() -> None:
    assert "văn bản Word" in refuses(package({"xl/workbook.xml": "<workbook/>"}))


def test_main_part_that_is_no_document() -> None:
    refuses(package({"word/document.xml": "<html><body/></html>"}))


@pytest.mark.parametrize("content", ["", "<w:document", "<a>\x00</a>", "<a>" * 300 + "</a>" * 300])
def test_main_part_that_is_no_xml(content: str) -> None:
    refuses(package({"word/document.xml": content}))


ENTITY = '<!DOCTYPE x [<!ENTITY a "A"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_document_type_declarations_are_refused(encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?>{ENTITY}<w t="&b;">&b;</w>'.encode(encoding)
    assert "DTD" in refuses(package({"word/document.xml": content}))


def test_declaration_in_another_part_is_refused_too() -> None:
    data = docx(numbered("x"), parts={"numbering": ""})
    assert "DTD" in refuses(rewritten(data, "word/numbering.xml", f"{ENTITY}<w/>".encode()))


def rewritten(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files: dict[str, str | bytes] = {entry: archive.read(entry) for entry in archive.namelist()}
    return package({**files, name: content})


def test_main_part_found_by_content_type_or_by_its_usual_name() -> None:
    data = docx(paragraph("Chữ"), main="noi/dung.xml")
    assert read_docx(rewritten(data, "_rels/.rels", b"<Relationships/>"), name="x").text == "Chữ\n"
    plain = docx(paragraph("Chữ"))
    bare = rewritten(rewritten(plain, "_rels/.rels", b"<R/>"), "[Content_Types].xml", b"<T/>")
    assert read_docx(bare, name="x").text == "Chữ\n"


def test_references_that_lead_nowhere() -> None:
    data = docx(
        paragraph("Chữ"),
        '<w:sectPr><w:headerReference w:type="default" r:id="rId99"/><w:footerReference/></w:sectPr>',
        parts={"styles": "", "footnotes": ""},
    )
    assert read_docx(data, name="x").text == "Chữ\n"


def test_nested_tables_up_to_the_depth_of_the_parser() -> None:
    body = paragraph("đáy")
    for _ in range(80):
        body = table(row(f"<w:tc>{paragraph('x')}{body}</w:tc>"))
    assert outcome(docx(body)).endswith(("đáy\n", "rồi thử lại."))


def main_part(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml")


PLACES = st.floats(0, 1, exclude_max=True)
MARKUP = st.sampled_from(
    (b"", b"<", b'"', b"<w:p>", b"</w:r>", b"<w:tc/>", b"<w:ins>", b"9" * 20, b"-1", b"\xff")
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.lists(st.tuples(PLACES, st.integers(0, 9), MARKUP), min_size=1, max_size=6))
def test_document_part_changed_anywhere(changes: list[tuple[float, int, bytes]]) -> None:
    damaged = bytearray(main_part(WHOLE))
    for place, length, markup in changes:
        start = int(place * len(damaged))
        damaged[start : start + length] = markup
    assert isinstance(outcome(rewritten(WHOLE, "word/document.xml", bytes(damaged))), str)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.tuples(PLACES, st.integers(0, 255)), min_size=1, max_size=4))
def test_archive_changed_anywhere(changes: list[tuple[float, int]]) -> None:
    damaged = bytearray(WHOLE)
    for place, byte in changes:
        damaged[int(place * len(damaged))] = byte
    assert isinstance(outcome(bytes(damaged)), str)


TREES = st.recursive(
    st.sampled_from(
        (
            run("chữ"),
            "<w:tab/>",
            "<w:br w:type='page'/>",
            "<w:numPr><w:numId w:val='1'/></w:numPr>",
            "<w:vMerge/>",
            "<w:fldChar w:fldCharType='begin'/>",
            "<w:fldChar w:fldCharType='end'/>",
            "<w:footnoteReference w:id='1'/>",
            "<w:sectPr/>",
            "<w:lastRenderedPageBreak/>",
        )
    ),
    lambda inner: st.builds(
        lambda name, entries: f"<w:{name}>{''.join(entries)}</w:{name}>",
        st.sampled_from(
            (
                "p",
                "r",
                "tbl",
                "tr",
                "tc",
                "pPr",
                "rPr",
                "sdt",
                "sdtContent",
                "ins",
                "del",
                "txbxContent",
                "pict",
                "ruby",
            )
        ),
        st.lists(inner, max_size=4),
    ),
    max_leaves=30,
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(TREES, max_size=4))
def test_elements_in_any_order_and_depth(body: list[str]) -> None:
    numbers = numbering(level(0, "decimal", "%1."))
    notes = f'<w:footnote w:id="1">{paragraph("Thích")}</w:footnote>'
    found = read_docx(docx(*body, parts={"numbering": numbers, "footnotes": notes}), name="x")
    assert all(entry.span.of(found.text) == entry.text for entry in found.paragraphs)
