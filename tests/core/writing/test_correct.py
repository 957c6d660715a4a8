"""The corrected copy: refused, its changes give the old text back; accepted, the text that was asked for."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import pytest
from lxml import etree
from tests.core.reading.docx_builder import cell, docx, level, numbered, numbering, paragraph, row, run, table

import sauro
from sauro.doctypes.components import Component
from sauro.errors import Unreadable
from sauro.findings import Edit, Finding, Severity
from sauro.folio.model import Alignment, Folio
from sauro.folio.setting import SetParagraph, SetRun, Setting
from sauro.folio.span import Span
from sauro.reading.docx_setting import read_setting
from sauro.reading.open import read_bytes
from sauro.writing.correct import Corrected

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ON = datetime(2026, 5, 4, 8, 30)


def read(data: bytes) -> Folio:
    return read_bytes(data, name="du-thao.docx")


def edit(folio: Folio, old: str, new: str, *, at: int = 0) -> Edit:
    start = at if not old else [i for i in range(len(folio.text)) if folio.text.startswith(old, i)][at]
    return Edit(Span(start, start + len(old)), new)


def finding(*edits: Edit, code: str = "F00.x", spans: tuple[Span, ...] = ()) -> Finding:
    return Finding(code, Severity.ERROR, "Sai.", spans, edits=edits)


def corrected(data: bytes, *changes: tuple[str, str]) -> Corrected:
    folio = read(data)
    return sauro.correct(data, folio, [finding(edit(folio, old, new)) for old, new in changes], on=ON)


def main(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def refused(data: bytes) -> bytes:
    """The file after "Reject all changes"."""
    root = main(data)
    for mark in list(root.iter(W + "ins")):
        place = mark.getparent()
        place.remove(mark)
        if place.tag == W + "rPr":  # the mark that ends a paragraph: what stands in it goes on in the next
            paragraph = place.getparent().getparent()
            following = paragraph.getnext()
            words = [one for one in paragraph if one.tag != W + "pPr"]
            head = following.find(W + "pPr")
            for number, one in enumerate(words):
                following.insert(number + (head is not None), one)
            paragraph.getparent().remove(paragraph)
    for mark in list(root.iter(W + "del")):
        for inner in list(mark):
            mark.addprevious(inner)
        mark.getparent().remove(mark)
    for piece in root.iter(W + "delText"):
        piece.tag = W + "t"
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, etree.tostring(root) if name == "word/document.xml" else old.read(name))
    return made.getvalue()


def test_a_word_is_changed_as_a_tracked_change():
    data = docx(paragraph("Phần đầu hoàn thành chỉ tiêu."))
    made = corrected(data, ("Phần đầu", "Phấn đấu"))
    assert read(made.data).text == "Phấn đấu hoàn thành chỉ tiêu.\n"
    assert read(refused(made.data)).text == read(data).text
    marks = [*main(made.data).iter(W + "ins", W + "del")]
    assert {mark.get(W + "author") for mark in marks} == {"Sáu Rõ"}
    assert {mark.get(W + "date") for mark in marks} == {"2026-05-04T08:30:00Z"}
    assert len({mark.get(W + "id") for mark in marks}) == len(marks) == 2
    assert len(made.mended) == 1
    assert made.left == ()


@pytest.mark.parametrize(
    ("body", "old", "new"),
    [
        (paragraph(run("Phần ", "<w:b/>") + run("đầu") + run(" đạt.")), "Phần đầu", "Phấn đấu"),
        (paragraph(run("a") + run("b") + run("c")), "abc", "xyz"),
        (paragraph("Số: 7/BC-UBND"), "7", "07"),
        (paragraph("Việc thứ  nhất"), "  ", " "),
        (paragraph("Xong"), "Xong", "Xong./."),
        (paragraph("Ban đầu"), "Ban", "Lúc ban"),
        (paragraph(run("Một") + "<w:r><w:tab/><w:t>hai</w:t><w:br/><w:t>ba</w:t></w:r>"), "hai\nba", "bốn"),
        (
            paragraph('<w:hyperlink r:id="x">' + run("Sở Nội vụ") + "</w:hyperlink>" + run(" làm")),
            "Nội vụ làm",
            "Y tế lo",
        ),
        (table(row(cell(paragraph("huyện A")), cell(paragraph("huyện A")))), "A\thuyện", ""),
        (paragraph(run("e\u0302\u0301n ho\u0300a")), "hòa", "bình"),
        (
            paragraph(run("Tổng") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run(" cộng 5")),
            "cộng",
            "số",
        ),
    ],
)
def test_the_old_text_comes_back_and_the_new_one_is_read(body, old, new):
    data = docx(body)
    folio = read(data)
    made = corrected(data, (old, new))
    assert read(refused(made.data)).text == folio.text
    if "\t" in old:  # not inside one paragraph: a person has to do it
        assert made.mended == ()
        assert made.data == data
    else:
        assert read(made.data).text == folio.text.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new"), [("PHÓ", "KT. GIÁM ĐỐC\nPHÓ"), ("ĐỐC", "ĐỐC\nVi Thị Hạnh\nghi thêm")]
)
def test_whole_lines_become_paragraphs(old, new):
    data = docx(paragraph("Trước"), paragraph("PHÓ GIÁM ĐỐC", '<w:jc w:val="center"/>'), paragraph("Sau"))
    start = read(data).text.index("PHÓ")
    at = start if new.endswith(old) else start + len("PHÓ GIÁM ĐỐC")
    put = Edit(Span(at, at), new.replace(old, "", 1))
    made = sauro.correct(data, read(data), [finding(put)], on=ON)
    assert read(made.data).text == read(data).text.replace(old, new)
    assert len(list(read(made.data).paragraphs)) == 3 + new.count("\n")
    assert {one.alignment for one in list(read(made.data).paragraphs)[1:-1]} == {Alignment.CENTRE}
    assert read(refused(made.data)).text == read(data).text


def test_several_changes_of_one_paragraph():
    data = docx(paragraph(run("Sở Tư pháp chông chéo, ") + run("những nhiễu, họp nhất")))
    made = corrected(data, ("họp", "hợp"), ("chông", "chồng"), ("những", "nhũng"))
    assert read(made.data).text == "Sở Tư pháp chồng chéo, nhũng nhiễu, hợp nhất\n"
    assert read(refused(made.data)).text == read(data).text


def test_the_computed_number_of_a_list_is_not_text():
    data = docx(
        numbered("Việc một") + numbered("Việc hai"),
        parts={"numbering": numbering(level(0, "decimal", "%1."))},
    )
    made = corrected(data, ("hai", "2"))
    assert read(made.data).text == "1. Việc một\n2. Việc 2\n"
    folio = read(data)
    number = finding(Edit(Span(0, 2), "I."))
    assert sauro.correct(data, folio, [number], on=ON).left == (number,)


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run("a") + '<w:ins w:id="1" w:author="B">' + run("b") + "</w:ins>" + run("c")),
        paragraph(run("a") + "<m:oMath><m:r><m:t>b</m:t></m:r></m:oMath>" + run("c")),
        paragraph(run("a") + "<w:r><w:footnoteReference w:id='2'/></w:r>" + run("bc")),
    ],
)
def test_what_is_not_mere_text_is_left_to_a_person(body):
    data = docx(body)
    made = corrected(data, ("abc", "xyz"))
    assert made.mended == ()
    assert made.data == data


def test_changes_that_meet_are_not_made_twice():
    data = docx(paragraph("Ủy ban nhân dân huyện"))
    folio = read(data)
    first, same = finding(edit(folio, "huyện", "xã")), finding(edit(folio, "huyện", "xã"))
    other = finding(edit(folio, "dân huyện", "dân phường"))
    made = sauro.correct(data, folio, [first, same, other], on=ON)
    assert (made.mended, made.left) == ((first, same), (other,))
    assert read(made.data).text == "Ủy ban nhân dân xã\n"


def test_all_other_parts_stay_byte_for_byte():
    data = docx(paragraph("Phần đầu"), parts={"footnotes": ""})
    made = corrected(data, ("Phần", "Phấn"))
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(BytesIO(made.data)) as new:
        assert old.namelist() == new.namelist()
        for name in old.namelist():
            assert name == "word/document.xml" or old.read(name) == new.read(name)


def test_letters_are_set_as_the_form_of_the_component_wants():
    body = paragraph(
        run("Nội dung ", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="22"/>')
        + run("xanh", '<w:sz w:val="26"/>'),
        '<w:ind w:hanging="300"/><w:jc w:val="left"/>',
    )
    data = docx(body)
    folio = read(data)
    set_paragraph = SetParagraph(
        "Nội dung xanh",
        Span(0, 13),
        0,
        Component.BODY,
        (SetRun("Nội dung ", "Arial", 11, False, False), SetRun("xanh", "Times New Roman", 13, False, False)),
    )
    codes = (
        "F01.font",
        "F03.size",
        "F03.alignment",
        "F03.indent",
        "F03.spacing",
        "F01.margins",
        "F01.page_number",
    )
    faults = [finding(code=code, spans=(Span(0, 13),)) for code in codes]
    made = sauro.correct(data, folio, faults, on=ON, setting=Setting(folio.text, (), (set_paragraph,)))
    assert made.left == ()
    assert read(made.data).text == folio.text
    after = read_setting(made.data)
    one = after.paragraphs[0]
    assert [(each.font, each.size) for each in one.runs] == [("Times New Roman", 13), (None, 13)]
    assert (one.alignment, round(one.indent, 1), one.after) == (Alignment.JUSTIFIED, 12.7, 6)
    paper = after.papers[0]
    assert (round(paper.top), round(paper.left), round(paper.right)) == (20, 30, 15)
    assert paper.page_number is not None
    assert paper.page_number.alignment is Alignment.CENTRE
    assert not paper.first_is_numbered


def test_a_file_that_is_no_word_file_is_refused():
    with pytest.raises(Unreadable):
        sauro.correct(b"%PDF-1.4", read(docx(paragraph("a"))), [], on=ON)


def test_a_computed_number_is_set_as_its_words_are():
    data = docx(numbered("Việc một"), parts={"numbering": numbering(level(0, "decimal", "%1."))})
    folio = read(data)
    setting = read_setting(data)
    heading = replace(setting.paragraphs[0], component=Component.HEADING)
    faults = [finding(code=code, spans=(heading.span,)) for code in ("F03.style", "F03.size", "F01.font")]
    styled = tuple(replace(run, font="Arial", size=11) for run in heading.runs)
    made = sauro.correct(
        data, folio, faults, on=ON, setting=replace(setting, paragraphs=(replace(heading, runs=styled),))
    )
    mark = main(made.data).find(f".//{W}pPr/{W}rPr")
    assert mark.find(f"{W}b").get(f"{W}val") == "1"
    assert mark.find(f"{W}sz").get(f"{W}val") == "26"
    assert mark.find(f"{W}rFonts").get(f"{W}ascii") == "Times New Roman"
