"""A form that an office made its own: filled whole, figures and all, and refused where it is broken."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from tests.core.reporting.made_reports import province, small

from sauro import check
from sauro.checks.model import Family
from sauro.reading.docx_setting import read_setting
from sauro.reading.open import read_bytes
from sauro.reporting.periodic import periodic_report
from sauro.reporting.read_back import read_back
from sauro.writing import write_docx
from sauro.writing.runs import figures_of
from sauro.writing.template import fill_template, template_faults, with_tags


@pytest.fixture(scope="module")
def form() -> bytes:
    return with_tags(periodic_report(small()))


def edited(form: bytes, edit: Callable[[docx.document.Document], None]) -> bytes:
    document = docx.Document(BytesIO(form))
    edit(document)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def with_line(form: bytes, words: str) -> bytes:
    return edited(form, lambda document: document.paragraphs[0].insert_paragraph_before(words) and None)


def said(form: bytes) -> str:
    return " ".join(one.message for one in template_faults(form))


def test_the_form_to_begin_with_has_no_fault(form: bytes) -> None:
    assert template_faults(form) == ()


@pytest.mark.parametrize("make", [small, province])
def test_filled_it_is_the_report(form: bytes, make: Callable[[], object]) -> None:
    folio = periodic_report(make())
    own = with_tags(folio)
    back, plain = read_back(fill_template(own, folio)), read_back(write_docx(folio))
    assert back.paragraphs == plain.paragraphs
    assert (back.figures, back.is_true) == (figures_of(folio), True)
    made = fill_template(own, folio)
    assert check(read_bytes(made, name="mau.docx"), setting=read_setting(made), families=(Family.FORM,)) == ()


def test_what_the_office_wrote_stays(form: bytes) -> None:
    own = edited(form, lambda document: document.paragraphs[-1].insert_paragraph_before("Điện thoại: 0123"))
    made = fill_template(own, periodic_report(small()))
    assert "Điện thoại: 0123" in read_back(made).paragraphs


def test_a_tag_split_over_runs_and_among_words_is_filled(form: bytes) -> None:
    def split(document: docx.document.Document) -> None:
        line = document.paragraphs[-1].insert_paragraph_before("Người ký: ")
        for piece in ("{", "{nguoi", "_ky}", "} (đã ký)"):
            line.add_run(piece)

    own = edited(form, split)
    assert template_faults(own) == ()
    folio = periodic_report(small())
    (signer,) = [one.text for one in folio.paragraphs if one.style == "signer"] or [""]
    assert f"Người ký: {signer} (đã ký)" in read_back(fill_template(own, folio)).paragraphs


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("{{tieu_de}}", "Không có thẻ {{tieu_de}} (ở đoạn 1)"),
        ("{{nguoi_ky", "Thẻ ở đoạn 1 thiếu dấu"),
        ("nguoi_ky}}", "Thẻ ở đoạn 1 thiếu dấu"),
        ("{{ ''.__class__.__mro__ }}", "không phải tên thẻ; mẫu không nhận biểu thức"),
        ("{{ 7*7 }}", "không phải tên thẻ"),
        ("{% for x in y %}", "Mẫu có lệnh ở đoạn 1"),
        ("{# chú thích #}", "Mẫu có lệnh ở đoạn 1"),
        ("{{noi_dung}}", "Mẫu phải có thẻ {{noi_dung}}"),
        ("Xem {{phu_luc}}", "phải đứng một mình"),
    ],
)
def test_what_is_broken_is_named_with_its_place(form: bytes, words: str, sentence: str) -> None:
    assert sentence in said(with_line(form, words))


def test_without_its_body_it_is_refused(form: bytes) -> None:
    def drop(document: docx.document.Document) -> None:
        for line in document.paragraphs:
            if "noi_dung" in line.text:
                line._p.getparent().remove(line._p)

    assert "Mẫu phải có thẻ {{noi_dung}}" in said(edited(form, drop))


def test_what_reaches_outside_the_file_is_refused(form: bytes) -> None:
    def fetch(document: docx.document.Document) -> None:
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
        document.part.relate_to("http://example.invalid/x.dotm", kind, is_external=True)

    assert "từ bên ngoài tệp" in said(edited(form, fetch))


def with_xml(form: bytes, xml: str, *, before: str = "</w:p>", part: str = "word/document.xml") -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(form)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            held = old.read(name)
            if name == part:
                held = held.replace(before.encode(), f"{xml}{before}".encode(), 1)
            new.writestr(name, held)
    return made.getvalue()


def test_a_field_that_fetches_is_refused_wherever_it_stands(form: bytes) -> None:
    field = '<w:fldSimple w:instr="INCLUDETEXT &quot;/etc/passwd&quot;"/>'
    assert "trường tự động" in said(with_xml(form, field))
    header = edited(
        form, lambda document: setattr(document.sections[0].footer, "is_linked_to_previous", False)
    )
    with ZipFile(BytesIO(header)) as archive:
        (part,) = [name for name in archive.namelist() if name.startswith("word/footer")]
    assert template_faults(header) == ()
    assert "trường tự động" in said(with_xml(header, f"<w:p>{field}</w:p>", before="</w:ftr>", part=part))
    whole = (
        '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="x"/>'
    )
    assert "nhúng cả một tệp" in said(with_xml(form, whole, before="<w:p>"))


@pytest.mark.parametrize("words", ["{{so_ky_hieu}}", "{% set x %}", "{{nguoi_ky"])
def test_a_tag_that_nobody_fills_is_refused(form: bytes, words: str) -> None:
    """What stands in a text box or in a table of a header would be printed as it is."""
    words_in = f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"
    box = f"<w:p><w:r><w:pict><w:txbxContent>{words_in}</w:txbxContent></w:pict></w:r></w:p>"
    assert f"Không điền được thẻ trong “{words}”" in said(with_xml(form, box, before="<w:tbl>"))

    def in_header(document: docx.document.Document) -> None:
        footer = document.sections[0].footer
        footer.is_linked_to_previous = False
        footer.add_table(1, 1, width=docx.shared.Mm(100)).cell(0, 0).text = words

    assert "bảng ở đầu, chân trang" in said(edited(form, in_header))


def test_what_is_no_word_file_is_said(form: bytes) -> None:
    assert "không mở được" in said(b"PK\x03\x04 nothing")
