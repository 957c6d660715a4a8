"""A report that comes back: what was changed in it is told, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests.core.reporting.made_reports import province, small

from sauro.errors import Unreadable
from sauro.reading.office_convert import convert, libre_office
from sauro.reading.open import read_bytes
from sauro.reporting.periodic import periodic_report
from sauro.reporting.read_back import FigureChange, WordingChange, differences, read_back
from sauro.writing import write_docx
from sauro.writing.runs import figure_digest, figures_of


@pytest.fixture(scope="module")
def frozen() -> bytes:
    return write_docx(periodic_report(small()))


def edited(data: bytes, edit: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            held = old.read(name)
            if name == part:
                changed = edit(held.decode()).encode()
                assert changed != held
                held = changed
            new.writestr(name, held)
    return made.getvalue()


@pytest.mark.parametrize("make", [small, province])
def test_figures_and_digest_come_back(make):
    folio = periodic_report(make())
    found = read_back(write_docx(folio))
    assert found.figures == figures_of(folio)
    assert len(found.figures) == len(dict(found.figures))
    assert found.is_true
    assert found.stated_digest == figure_digest(figures_of(folio))


def test_the_reader_reads_the_same_words(frozen):
    words = read_bytes(frozen, name="bao-cao.docx").text
    for line in ("1\tCông văn\t1.234\t1.410\t-176 (-12,5 %)", "2\tLịch họp\t", "xem xét, chỉ đạo./."):
        assert line in words


def test_an_unchanged_file_has_no_differences(frozen):
    found = differences(frozen, frozen)
    assert (found.figures, found.wording, found.digest_is_true, found.only_wording) == ((), (), True, True)


def test_a_figure_that_was_edited_is_named(frozen):
    found = differences(frozen, edited(frozen, lambda xml: xml.replace(">1.234<", ">934<", 1)))
    assert found.figures == (FigureChange("vb-cv", ("1.234",), ("934",)),)
    assert (found.wording, found.digest_is_true, found.digest_is_kept) == ((), False, False)


def test_a_digest_that_was_made_anew_does_not_hide_it(frozen):
    changed = edited(frozen, lambda xml: xml.replace(">1.234<", ">934<", 1))
    before, after = read_back(frozen).digest, read_back(changed).digest
    forged = edited(changed, lambda xml: xml.replace(before, after), "docProps/custom.xml")
    found = differences(frozen, forged)
    assert found.digest_is_true
    assert not found.digest_is_kept
    assert [one.key for one in found.figures] == ["vb-cv"]


def test_words_that_were_edited_are_told_and_the_figures_hold(frozen):
    found = differences(frozen, edited(frozen, lambda xml: xml.replace("văn bản giấy giảm còn", "còn lại")))
    assert found.only_wording
    assert found.wording == (
        WordingChange(
            ("- Tốt lên: văn bản giấy giảm còn ⟦giay⟧ văn bản.",), ("- Tốt lên: còn lại ⟦giay⟧ văn bản.",)
        ),
    )


def test_a_paragraph_that_was_taken_away(frozen):
    found = differences(frozen, edited(frozen, lambda xml: xml.replace("- Đề nghị tỉnh cấp máy quét.", "")))
    assert found.wording == () or found.wording[0].found == ()
    assert found.only_wording


def without_tag(xml: str) -> str:
    return xml.replace('w:val="so:giay"', 'w:val=""')


def without_bookmark(xml: str) -> str:
    return xml.replace('w:name="so_giay"', 'w:name="khac"')


@pytest.mark.parametrize("edit", [without_tag, without_bookmark])
def test_one_of_its_two_marks_is_enough(frozen, edit):
    assert differences(frozen, edited(frozen, edit)).only_wording


def test_a_figure_without_its_marks_is_missed(frozen):
    found = differences(frozen, edited(frozen, lambda xml: without_tag(without_bookmark(xml))))
    assert found.figures == (FigureChange("giay", ("12",), ()),)
    assert found.wording[0].found == ("- Tốt lên: văn bản giấy giảm còn 12 văn bản.",)


def test_words_typed_into_the_bookmark_of_a_figure_are_a_change(frozen):
    def type_in(xml: str) -> str:
        start = xml.index('w:name="so_giay"/>') + len('w:name="so_giay"/>')
        return f"{xml[:start]}<w:r><w:t>1</w:t></w:r>{xml[start:]}"

    assert differences(frozen, edited(frozen, type_in)).figures == (FigureChange("giay", ("12",), ("112",)),)


@pytest.mark.libreoffice
@pytest.mark.skipif(libre_office() is None, reason="LibreOffice is not installed")
def test_figures_and_digest_outlive_a_save_by_libre_office(frozen):
    saved = convert(convert(frozen, ".odt"), ".odt")
    found = differences(frozen, saved)
    assert found.figures == ()
    assert found.digest_is_true
    assert found.digest_is_kept


def test_a_tracked_deletion_counts_as_deleted(frozen):
    def delete(xml: str) -> str:
        run = '<w:r><w:t xml:space="preserve">1.234</w:t></w:r>'
        assert run in xml
        return xml.replace(run, f'<w:del w:id="9" w:author="a">{run}</w:del>', 1)

    assert differences(frozen, edited(frozen, delete)).figures == (FigureChange("vb-cv", ("1.234",), ("",)),)


def test_another_report_has_another_digest(frozen):
    other = write_docx(periodic_report(replace(small(), tasks=())))
    assert read_back(other).digest != read_back(frozen).digest


def test_a_number_drawn_later_leaves_the_digest_as_it_is(frozen):
    draft = write_docx(periodic_report(replace(small(), number="", on=None)))
    found = differences(draft, frozen)
    assert found.only_wording
    assert ("Số: 07/BC-UBND",) in [one.found for one in found.wording]


def test_two_figures_that_changed_places_are_not_kept(frozen):
    def exchange(xml: str) -> str:
        return xml.replace(">1.234<", ">@<", 1).replace(">1.410<", ">1.234<", 1).replace(">@<", ">1.410<", 1)

    found = differences(frozen, edited(frozen, exchange))
    assert [one.key for one in found.figures] == ["vb-cv", "vb-cv-truoc"]


def test_a_figure_that_was_copied_elsewhere_is_told(frozen):
    def copy(xml: str) -> str:
        start = xml.index('<w:bookmarkStart w:id="1" w:name="so_giay"/>')
        end = xml.index('<w:bookmarkEnd w:id="1"/>') + len('<w:bookmarkEnd w:id="1"/>')
        figure = xml[start:end]
        return xml.replace("</w:p>", f"{figure.replace('so_giay', 'so_giayZ9')}</w:p>", 1)

    found = differences(frozen, edited(frozen, copy))
    assert found.figures == (FigureChange("giay", ("12",), ("12", "12")),)
    assert not found.only_wording


def test_a_file_that_unpacks_to_too_much_is_refused(frozen):
    with pytest.raises(Unreadable):
        read_back(edited(frozen, lambda xml: xml.replace("</w:body>", f"{' ' * 60_000_000}</w:body>")))


def test_entities_are_refused(frozen):
    def declare(xml: str) -> str:
        return xml.replace("<w:document", '<!DOCTYPE a [<!ENTITY b "c">]><w:document', 1)

    with pytest.raises(Unreadable):
        read_back(edited(frozen, declare))


def test_a_file_without_figures_states_no_digest():
    bare = replace(
        small(), turns=None, duties=(), documents=(), meetings=(), rates=(), tasks=(), unit_tables=()
    )
    found = read_back(write_docx(periodic_report(bare)))
    assert (found.figures, found.stated_digest) == ((), None)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"BM not a Word file"])
def test_what_is_no_word_file_is_refused(data):
    with pytest.raises(Unreadable):
        read_back(data)
