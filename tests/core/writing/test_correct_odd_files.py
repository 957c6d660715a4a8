"""The corrected copy of files that hold more than words: nothing but what was asked for changes."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO

import pytest
from lxml import etree
from tests.core.reading.docx_builder import cell, docx, field, paragraph, row, run, table

import sauro
from sauro.findings import Edit, Finding, Severity
from sauro.folio.span import Span
from sauro.reading.docx_setting import read_setting
from sauro.reading.open import read_bytes

ON = datetime(2026, 5, 4, 8, 30)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMULA = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
PICTURE = '<w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r>'
OBJECT = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
COMMENT = (
    '<w:commentRangeStart w:id="0"/>'
    + run("thị trấn")
    + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
)
DATE = (
    field("begin")
    + "<w:r><w:instrText> DATE </w:instrText></w:r>"
    + field("separate")
    + run("05/6/2026")
    + field("end")
)
ODD = {
    "formula": FORMULA,
    "picture": PICTURE,
    "embedded object": OBJECT,
    "comment": COMMENT,
    "field": DATE,
    "note": '<w:r><w:footnoteReference w:id="2"/></w:r>',
    "bookmark": '<w:bookmarkStart w:id="5" w:name="a"/>' + run(" xem ") + '<w:bookmarkEnd w:id="5"/>',
}


def replaced(data: bytes, old: str, new: str) -> bytes:
    folio = read_bytes(data, name="a.docx")
    start = folio.text.index(old)
    finding = Finding("F00.x", Severity.WARN, "Sai.", edits=(Edit(Span(start, start + len(old)), new),))
    made = sauro.correct(data, folio, [finding], on=ON)
    assert made.mended == (finding,)
    return made.data


def tree(data: bytes) -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_what_stands_beside_a_change_stays(odd):
    data = docx(
        paragraph(run("Ủy ban ") + odd + run(" của họp nhất xã")), table(row(cell(paragraph(odd)), "Sau"))
    )
    made = replaced(data, "họp nhất", "hợp nhất")
    assert read_bytes(made, name="a.docx").text == read_bytes(data, name="a.docx").text.replace("họp", "hợp")
    written = (W + "r", W + "t", W + "rPr", W + "ins", W + "del", W + "delText")
    old, new = ([one.tag for one in tree(each).iter() if one.tag not in written] for each in (data, made))
    assert old == new


@pytest.mark.parametrize(
    "body",
    [
        paragraph(PICTURE) + paragraph("Trang 1"),
        paragraph("Dear Sir, the meeting will be held on 5 June 2026."),
        "".join(paragraph(text) for text in ("KẾ HOẠCH", "Một việc", "Nơi nhận:", "BÁO CÁO", "Hai việc")),
        paragraph("Phần sau nhúng từ tệp khác") + '<w:altChunk r:id="x"/>',
        "<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>" + paragraph("Sau khung trống"),
    ],
    ids=["picture", "English", "two documents", "foreign part", "empty control"],
)
def test_odd_documents_are_corrected_without_a_fault(body):
    data = docx(body)
    folio, setting = read_bytes(data, name="a.docx"), read_setting(data)
    made = sauro.correct(data, folio, sauro.check(folio, setting=setting), on=ON, setting=setting)
    refused_or_kept = {*made.mended, *made.left}
    assert refused_or_kept == set(sauro.check(folio, setting=setting))
    read_bytes(made.data, name="a.docx")


def test_a_document_of_300_pages():
    lines = [paragraph(f"{number}. Sở Nội vụ rà soát hồ sơ số {number} của thôn.") for number in range(9000)]
    data = docx(*lines, paragraph("Đã họp nhất các xã."))
    made = replaced(data, "họp nhất", "hợp nhất")
    assert "hợp nhất" in read_bytes(made, name="a.docx").text
