"""What is written passes the form check as it is read back, and a planted fault is found, by its check."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests.core.reporting.made_reports import HEAD, province, small

from sauro import check, extract_plan
from sauro.anatomy.dissect import dissect
from sauro.checks.form import FORM_CHECKS
from sauro.checks.model import Check, Examined, Family
from sauro.checks.registry import run_checks
from sauro.errors import Unreadable
from sauro.findings import Finding, Severity
from sauro.reading.docx_setting import read_setting
from sauro.reading.open import read_bytes
from sauro.reporting.meetings import OpinionResult, report_of_opinions
from sauro.reporting.periodic import periodic_report
from sauro.reporting.reminders import LateDuty, Urging, UrgingKind, letter_that_urges
from sauro.writing import write_docx


@pytest.fixture(scope="module")
def written() -> bytes:
    return write_docx(periodic_report(small()))


def found(data: bytes) -> list[str]:
    return [finding.code for finding in findings_of(data)]


def findings_of(data: bytes) -> Sequence[Finding]:
    return check(read_bytes(data, name="van-ban.docx"), setting=read_setting(data), families=(Family.FORM,))


@pytest.mark.parametrize(
    "make",
    [small, province, lambda: replace(small(), number="", on=None), lambda: replace(small(), unit_tables=())],
    ids=["small", "province", "not yet numbered", "one appendix"],
)
def test_reports_are_in_form(make):
    assert found(write_docx(periodic_report(make()))) == []


def test_the_other_papers_are_in_form_too():
    day = date(2026, 6, 5)
    head = replace(HEAD, symbol="UBND-VP")
    letter = letter_that_urges(
        head, Urging(UrgingKind.REMINDER, "Thôn Đông", (LateDuty("Việc", "", day, 3),), day)
    )
    opinions = report_of_opinions(head, OpinionResult("quy chế", day, day, 2, 1, 0, 0, 0, (), day))
    for folio in (letter, opinions):
        assert found(write_docx(folio)) == []


def edited(data: bytes, part: str, edit: Callable[[str], str]) -> bytes:
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


def swap(old: str, new: str, times: int = -1) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new, times)


def in_style(component: str, old: str, new: str) -> Callable[[str], str]:
    def edit(xml: str) -> str:
        start = xml.index(f'w:styleId="nd30_{component}"')
        end = xml.index("</w:style>", start)
        return xml[:start] + xml[start:end].replace(old, new) + xml[end:]

    return edit


TEXT, STYLES, HEADER = "word/document.xml", "word/styles.xml", "word/header1.xml"


FAULTS = [
    ("F01.paper_size", TEXT, swap('w:w="11906"', 'w:w="12240"')),
    ("F01.margins", TEXT, swap('w:left="1701"', 'w:left="1134"', 1)),
    ("F01.page_number", HEADER, swap('w:val="center"', 'w:val="right"')),
    ("F01.page_number", HEADER, swap("PAGE", "DATE")),
    ("F01.page_number", HEADER, swap('<w:sz w:val="26"/>', '<w:sz w:val="20"/>')),
    ("F01.page_number", TEXT, swap("<w:titlePg/>", "", 1)),
    ("F01.appendix_pages", TEXT, swap('<w:pgNumType w:start="1"/>', "", 1)),
    ("F01.font", STYLES, in_style("body", "Times New Roman", "Arial")),
    ("F01.font", TEXT, swap("<w:r><w:t", '<w:r><w:rPr><w:rFonts w:ascii="Calibri"/></w:rPr><w:t', 1)),
    ("F03.size", STYLES, in_style("nation", '<w:sz w:val="26"/>', '<w:sz w:val="32"/>')),
    ("F03.size", STYLES, in_style("recipient", '<w:sz w:val="22"/>', '<w:sz w:val="24"/>')),
    ("F03.style", STYLES, in_style("place_date", "<w:i/>", '<w:i w:val="0"/>')),
    ("F03.style", STYLES, in_style("parent_issuer", '<w:b w:val="0"/>', "<w:b/>")),
    ("F03.case", TEXT, swap(">II. KẾT QUẢ THỰC HIỆN<", ">II. Kết quả thực hiện<")),
    ("F13.caption", TEXT, swap(">Phụ lục II<", ">PHỤ LỤC II<")),
    ("F03.alignment", STYLES, in_style("body", 'w:val="both"', 'w:val="left"')),
    ("F03.indent", STYLES, in_style("clause", 'w:firstLine="720"', 'w:firstLine="0"')),
    ("F03.spacing", STYLES, in_style("body", 'w:after="120"', 'w:after="0"')),
    ("F04.nation_and_motto", TEXT, swap("Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc")),
    ("F04.nation_and_motto", TEXT, swap("VIỆT NAM", "VIET NAM", 1)),
    ("F05.number", TEXT, swap("Số: 07/", "Số: 7/")),
    ("F05.number", TEXT, swap("Số: 07/", "Số 07 /")),
    ("F05.symbol", TEXT, swap("Số: 07/BC", "Số: 07/TTr")),
    ("F06.date", TEXT, swap("Mai Lĩnh, ngày 05 tháng 6 năm", "Mai Lĩnh, ngày 05 tháng 06 năm")),
    ("F06.date", TEXT, swap("Mai Lĩnh, ngày 05 tháng 6 năm", "Mai Lĩnh, ngày 5 tháng 6 năm")),
    ("F06.date", TEXT, swap("Mai Lĩnh, ngày 05 tháng 6 năm", "Mai Lĩnh, ngày 31 tháng 6 năm")),
    ("F06.date", TEXT, swap("Mai Lĩnh, ngày 05", "Mai Lĩnh ngày 05")),
    ("F20.closing", TEXT, swap("chỉ đạo./.", "chỉ đạo.")),
    ("F10.order", TEXT, swap(">b) Họp", ">c) Họp")),
    ("F10.order", TEXT, swap(">III. ", ">IV. ", 1)),
    ("F09.authority", TEXT, swap("KT. CHỦ TỊCH", "KT CHỦ TỊCH")),
    ("F08.recipients", TEXT, swap("- Như trên;", "Như trên")),
    ("F08.filing", TEXT, swap("- Lưu: VT, VHXH.", "- Lưu văn thư.")),
    ("F08.recipients", TEXT, swap("Nơi nhận:", "Kính gửi:")),
    ("F13.numbers", TEXT, swap(">Phụ lục II<", ">Phụ lục III<")),
    ("F13.belongs_to", TEXT, swap("(Kèm theo Báo cáo", "Kèm theo Báo cáo", 1)),
    ("F13.pointer", TEXT, swap("(Phụ lục II)", "")),
]
"""The check that finds it, the part of the file, and the change that plants it."""


@pytest.mark.parametrize(("code", "part", "edit"), FAULTS)
def test_a_planted_fault_is_found(written, code, part, edit):
    assert code in found(edited(written, part, edit))


def test_where_one_fault_is_planted_no_other_check_speaks(written):
    assert found(edited(written, TEXT, swap("chỉ đạo./.", "chỉ đạo."))) == ["F20.closing"]


def test_a_finding_says_where_and_on_what_clause_it_rests(written):
    faulty = edited(written, TEXT, swap("Số: 07/", "Số: 7/"))
    (finding,) = findings_of(faulty)
    assert finding.spans[0].of(read_setting(faulty).text) == "Số: 7/BC-UBND"
    assert finding.basis == "Nghị định số 30/2020/NĐ-CP, Phụ lục I, Mục II, khoản 3"


def test_a_check_that_breaks_is_told_and_the_others_run(written, caplog):
    def breaks(examined):
        raise RuntimeError("broken")

    checks = (Check("F99", "Hỏng", Family.FORM, Severity.WARN, "không", breaks), *FORM_CHECKS)
    folio = read_bytes(written, name="van-ban.docx")
    examined = Examined(folio, dissect(folio), extract_plan(folio), read_setting(written))
    (finding,) = run_checks(checks, examined)
    assert finding.code == "internal.F99"
    assert "F99" in caplog.text


def test_codes_differ():
    codes = [check.code for check in FORM_CHECKS]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("data", [b"", b"PK\x05\x06" + bytes(18), b"text"])
def test_what_is_no_word_file_is_refused(data):
    with pytest.raises(Unreadable):
        read_setting(data)
