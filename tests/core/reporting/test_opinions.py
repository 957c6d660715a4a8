"""The letter that sends a plan back."""

from dataclasses import replace

import sauro
from sauro.checks.coverage import cover
from sauro.findings import Finding, Severity
from sauro.folio.notation import notate
from sauro.folio.span import Span
from sauro.reading.docx_setting import read_setting
from sauro.reading.open import read_bytes
from sauro.reporting.opinions import letter_of_opinions
from sauro.writing import write_docx

ABOVE = """
    Số: 12/KH-UBND
    Hòa Lạc, ngày 05 tháng 5 năm 2026
    KẾ HOẠCH
    Chỉnh trang bến bãi năm 2026
    Ủy ban nhân dân tỉnh Hòa Lạc ban hành Kế hoạch như sau:
    II. NHIỆM VỤ
    1. UBND các xã, phường
    a) Kiểm kê hiện vật trưng bày, lập danh mục cổ vật cần tu bổ;
    b) Rà soát bến khách ngang sông, công bố luồng tuyến an toàn.
"""
BELOW = """
    Số: 07/KH-UBND
    Mai Lâm, ngày 20 tháng 5 năm 2026
    KẾ HOẠCH
    Chỉnh trang bến bãi năm 2026 trên địa bàn xã
    Ủy ban nhân dân xã Mai Lâm ban hành Kế hoạch như sau:
    II. NHIỆM VỤ
    1. Phòng Kinh tế
    a) Kiểm kê hiện vật trưng bày, lập danh mục cổ vật cần tu bổ.
"""
FINDING = Finding("x.y", Severity.WARN, "Nhiệm vụ II.1.a chưa có thời hạn.", basis="Điều 1")


def text_of() -> str:
    own, parent = sauro.extract_plan(notate(BELOW)), sauro.extract_plan(notate(ABOVE))
    plan = replace(own, findings=(FINDING,))
    return letter_of_opinions(plan, cover(plan, parent), parent).text


def test_the_letter_comes_from_the_office_above_to_the_one_whose_plan_it_is() -> None:
    text = text_of()
    assert "Kính gửi: Ủy ban nhân dân xã Mai Lâm" in text
    assert "Ủy ban nhân dân tỉnh Hòa Lạc đã xem xét Kế hoạch số 07/KH-UBND" in text
    assert "đã đáp ứng 1/2 nhiệm vụ, chỉ tiêu được giao; có 1 nội dung còn thiếu." in text


def test_the_slip_tells_what_is_missing_and_every_finding() -> None:
    text = text_of()
    assert "II.1.b: Rà soát bến khách ngang sông" in text
    assert "Còn thiếu." in text
    assert FINDING.message in text


def test_what_is_written_has_no_fault_of_form() -> None:
    own, parent = sauro.extract_plan(notate(BELOW)), sauro.extract_plan(notate(ABOVE))
    data = write_docx(letter_of_opinions(own, cover(own, parent), parent))
    found = sauro.check(read_bytes(data, name="gop-y.docx"), setting=read_setting(data))
    assert [one.message for one in found if one.severity is Severity.ERROR] == []


def test_one_lack_of_many_duties_is_one_matter() -> None:
    lacks = [
        Finding("task.no_lead", Severity.WARN, f"Nhiệm vụ II.{number} không nêu đơn vị chủ trì.")
        for number in (1, 2)
    ]
    plan = replace(sauro.extract_plan(notate(BELOW)), findings=(*lacks, FINDING))
    text = letter_of_opinions(plan, None, None).text
    assert "2 nhiệm vụ (II.1, II.2) không nêu đơn vị chủ trì." in text
    assert "có 2 điểm cần xem lại" in text


def test_the_plan_is_cited_in_full() -> None:
    assert (
        "Kế hoạch số 07/KH-UBND ngày 20/5/2026 của Ủy ban nhân dân xã Mai Lâm chỉnh trang bến bãi"
        in text_of()
    )


def test_the_slip_tells_where_a_finding_stands() -> None:
    folio = notate(BELOW)
    start = folio.text.index("hiện vật")
    plan = sauro.extract_plan(folio)
    place = replace(FINDING, spans=(Span(start, start + 8),))
    text = letter_of_opinions(replace(plan, findings=(place,)), None, None, folio=folio).text
    assert "“a) Kiểm kê hiện vật trưng bày, lập danh mục”" in text


def test_nobody_writes_to_itself_where_no_office_above_is_known() -> None:
    plan = replace(sauro.extract_plan(notate(BELOW)), findings=(FINDING,))
    letter = letter_of_opinions(plan, None, None)
    assert "Cơ quan góp ý đã xem xét Kế hoạch số 07/KH-UBND" in letter.text
    assert "TM. ỦY BAN" not in letter.text.upper()
    data = write_docx(letter)
    assert sauro.check(read_bytes(data, name="gop-y.docx"), setting=read_setting(data)) == ()


def test_what_the_message_says_already_is_not_proposed_again() -> None:
    said = Finding("x.y", Severity.WARN, "“chông” đúng ra là “chồng”.", suggestion="chồng")
    assert said.proposal is None
    assert replace(said, suggestion="chống").proposal == "chống"


def test_what_the_reading_left_open_is_not_told_to_the_office() -> None:
    unread = Finding("table.unread", Severity.ASK, "Một bảng không đọc được; hãy xem bảng.")
    plan = replace(sauro.extract_plan(notate(BELOW)), findings=(unread, FINDING))
    text = letter_of_opinions(plan, None, None).text
    assert unread.message not in text
    assert FINDING.message in text
