"""What can be seen from text alone: a clean text has no finding, a planted fault has its own."""

from __future__ import annotations

import pytest
from tests.core.checks.made_drafts import DECISION, LETTER, PLAN, codes, findings, swapped

from sauro import check
from sauro.checks.model import Family, Issuer
from sauro.doctypes.kinds import kind_named
from sauro.findings import Finding, Severity
from sauro.folio.model import Table
from sauro.folio.notation import notate


@pytest.mark.parametrize("text", [PLAN, LETTER, DECISION], ids=["plan", "letter", "decision"])
def test_a_text_in_form_has_no_finding(text):
    assert [(one.code, one.message) for one in findings(text)] == []


@pytest.mark.parametrize(
    ("code", "text", "old", "new"),
    [
        ("F02.components", PLAN, "Độc lập - Tự do - Hạnh phúc\n", ""),
        ("F02.components", PLAN, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", ""),
        ("F02.components", LETTER, "Hòa Lạc, ngày 12 tháng 5 năm 2026\n", ""),
        ("F04.nation_and_motto", PLAN, "Tự do - Hạnh phúc", "Tự do – Hạnh Phúc"),
        ("F04.nation_and_motto", LETTER, "CHỦ NGHĨA VIỆT NAM", "CHỦ NGHIÃ VIỆT NAM"),
        ("F05.number", PLAN, "Số: 08/", "Số: 8/"),
        ("F05.number", PLAN, "Số: 08/KH-UBND", "Số: 08/KH - UBND"),
        ("F05.number", LETTER, "Số: 212/", "Số 212/"),
        ("F05.symbol", PLAN, "Số: 08/KH-UBND", "Số: 08/BC-UBND"),
        ("F05.symbol", LETTER, "212/STC-HCSN", "212/CV-STC"),
        ("F05.symbol", LETTER, "212/STC-HCSN", "212/BC-STC"),
        ("F05.issuer", PLAN, "Số: 08/KH-UBND", "Số: 08/KH-HĐND"),
        ("F05.issuer", LETTER, "212/STC-HCSN", "212/UBND-HCSN"),
        ("F05.issuer", LETTER.replace("SỞ TÀI CHÍNH", "SỞ NỘI VỤ"), "212/STC-HCSN", "212/VP-HCSN"),
        ("F06.date", PLAN, "ngày 06 tháng 4", "ngày 6 tháng 4"),
        ("F06.date", PLAN, "Bến Lăng, ngày 06", "Bến Lăng, Ngày 06"),
        ("F06.date", PLAN, "Bến Lăng, ngày 06 tháng 4", "Bến Lăng, ngày 06 tháng 04"),
        ("F06.date", DECISION, "tháng 02 năm", "tháng 2 năm"),
        ("F06.date", DECISION, "Bến Lăng, ngày", "Bến Lăng ngày"),
        ("F07.place", PLAN, "Bến Lăng, ngày 06", "Hòa Lạc, ngày 06"),
        ("F08.addressees", PLAN, "năm 2026\nThực hiện", "năm 2026\nKính gửi: Các thôn\nThực hiện"),
        ("F08.addressees", LETTER, "- Sở Nội vụ;", "Sở Nội vụ;"),
        ("F08.recipients", PLAN, "- Ủy ban nhân dân tỉnh;", "- Ủy ban nhân dân tỉnh,"),
        ("F08.recipients", PLAN, "Nơi nhận:\n", "Nơi nhận\n"),
        ("F08.filing", PLAN, "- Lưu: VT, KT.", "- Lưu VT, KT."),
        ("F08.filing", PLAN, "- Lưu: VT, KT.", "- Lưu: VT, KT"),
        ("F09.authority", PLAN, "KT. CHỦ TỊCH", "KT CHỦ TỊCH"),
        ("F09.authority", PLAN, "TM. ỦY", "T/M ỦY"),
        ("F09.on_behalf", PLAN, "\nPHÓ CHỦ TỊCH", "\nCHỦ TỊCH"),
        ("F09.on_behalf", PLAN, "KT. CHỦ TỊCH\n", ""),
        ("F09.on_behalf", LETTER, "KT. GIÁM ĐỐC", "TM. SỞ TÀI CHÍNH\nKT. GIÁM ĐỐC"),
        ("F09.issuing", DECISION, "VP.\nCHỦ TỊCH", "VP.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),
        ("F09.issuing", DECISION, "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BẾN LĂNG", "ỦY BAN NHÂN DÂN XÃ BẾN LĂNG"),
        ("F09.name", PLAN, "Ngô Thị Lệ Quyên", "ThS. Ngô Thị Lệ Quyên"),
        ("F10.order", PLAN, "đ) Công khai", "e) Công khai"),
        ("F10.order", PLAN, "III. TỔ", "IV. TỔ"),
        ("F10.order", PLAN, "2. Đường từ chợ", "3. Đường từ chợ"),
        ("F11.first", PLAN, "15/QĐ-UBND ngày 03 tháng 3 năm 2026", "15/QĐ-UBND"),
        ("F11.first", PLAN, " về giao thông nông thôn,", ","),
        ("F11.later", PLAN, "15/QĐ-UBND và theo", "15/QĐ-UBND ngày 03 tháng 3 năm 2026 và theo"),
        ("F12.capitals", PLAN, "khoản 2 Điều 5", "Khoản 2 Điều 5"),
        ("F12.capitals", PLAN, "tầng lớp Nhân dân", "tầng lớp nhân dân"),
        ("F12.capitals", LETTER, "Sở Tài chính đề nghị", "Sở tài chính đề nghị"),
        ("F13.caption", PLAN, "\nPhụ lục I\n", "\nPHỤ LỤC I\n"),
        ("F13.numbers", PLAN, "\nPhụ lục II\n", "\nPhụ lục III\n"),
        ("F13.numbers", PLAN, "\nPhụ lục II\n", "\nPhụ lục 2\n"),
        ("F13.belongs_to", PLAN, "(Kèm theo Kế hoạch", "(Kèm theo Quyết định"),
        ("F13.pointer", PLAN, " theo Phụ lục II.", "."),
        ("F14.stale_unit", PLAN, "Các phòng, đơn vị thuộc xã", "UBND các huyện"),
        ("F14.stale_unit", LETTER, "- Sở Nội vụ;", "- Sở Kế hoạch và Đầu tư;"),
        ("F14.stale_unit", LETTER, "Ủy ban nhân dân các xã, phường.", "Ủy ban nhân dân tỉnh Hà Giang."),
        ("F20.closing", PLAN, "quyết định./.", "quyết định."),
    ],
)
def test_a_planted_fault_is_found(code, text, old, new):
    assert code in codes(swapped(old, new)(text))


def only(code: str, text: str, **known: Issuer) -> Finding:
    (found,) = [one for one in findings(text, **known) if one.code == code]
    return found


def mended(text: str, finding: Finding) -> str:
    for edit in sorted(finding.edits, key=lambda one: one.span.start, reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize(
    ("code", "text", "old", "new"),
    [
        ("F04.nation_and_motto", PLAN, "Tự do - Hạnh phúc", "Tự do – Hạnh Phúc"),
        ("F05.number", PLAN, "Số: 08/", "Số: 8/"),
        ("F05.number", PLAN, "Số: 08/KH-UBND", "Số 08/KH – UBND"),
        ("F05.symbol", PLAN, "Số: 08/KH-UBND", "Số: 08/BC-UBND"),
        ("F05.issuer", PLAN, "Số: 08/KH-UBND", "Số: 08/KH-HĐND"),
        ("F06.date", PLAN, "Bến Lăng, ngày 06 tháng 4", "Bến Lăng, ngày 6 tháng 04"),
        ("F08.recipients", PLAN, "- Ủy ban nhân dân tỉnh;", "Ủy ban nhân dân tỉnh,"),
        ("F08.filing", PLAN, "- Lưu: VT, KT.", "- Lưu VT, KT"),
        ("F09.authority", PLAN, "KT. CHỦ", "KT CHỦ"),
        ("F09.on_behalf", PLAN, "KT. CHỦ TỊCH\n", ""),
        ("F09.name", PLAN, "Ngô Thị Lệ Quyên", "ThS. Ngô Thị Lệ Quyên"),
        ("F10.order", PLAN, "e) Giữ gìn", "g) Giữ gìn"),
        ("F11.later", PLAN, "15/QĐ-UBND và theo", "15/QĐ-UBND ngày 03 tháng 3 năm 2026 và theo"),
        ("F12.capitals", PLAN, "khoản 2 Điều 5", "Khoản 2 Điều 5"),
        ("F13.caption", PLAN, "\nPhụ lục I\n", "\nPHỤ LỤC I\n"),
        ("F13.numbers", PLAN, "\nPhụ lục II\n", "\nPhụ lục 2\n"),
        ("F14.stale_unit", LETTER, "- Sở Tài chính", "- Sở Kế hoạch và Đầu tư"),
        ("F20.closing", PLAN, "quyết định./.", "quyết định."),
    ],
)
def test_what_a_program_can_mend_is_mended_by_its_edits(code, text, old, new):
    good = text if old in text else text.replace("- Sở Nội vụ;", f"{old};")
    faulty = swapped(old, new)(good)
    read = faulty.removesuffix("\n") + "\n"
    assert mended(read, only(code, faulty)) == good


@pytest.mark.parametrize(
    ("written", "told", "mended_to"),
    [
        ("a b c d đ e", [], "a b c d đ e"),
        ("a g c d đ e", ["b"], "a b c d đ e"),
        ("a b d đ e g", ["c"], "a b c d đ e"),
        ("a b b c d đ", ["c"], "a b c d đ e"),
        ("a b c d e g", ["đ"], "a b c d đ e"),
    ],
)
def test_a_slip_is_one_fault_and_what_follows_a_gap_changes_with_it(written, told, mended_to):
    def with_letters(letters: str) -> str:
        text = PLAN
        begin = text.index("1. Mục đích")
        for old, new in zip("abcdđe", letters.split(), strict=True):
            begin = text.index(f"\n{old}) ", begin) + 1
            text = text[:begin] + new + text[begin + 1 :]
        return text

    found = [one for one in findings(with_letters(written)) if one.code == "F10.order"]
    assert [one.suggestion for one in found] == told
    faulty = with_letters(written)
    for one in found:
        faulty = mended(faulty, one)
    assert faulty == with_letters(mended_to)


def test_what_is_known_of_the_issuer_goes_before_its_name():
    known = Issuer(name="Ủy ban nhân dân xã Bến Lăng", symbol="UBND", seat="Bến Lăng")
    assert codes(PLAN, issuer=known) == []
    other = Issuer(symbol="UBNDBL", seat="Hòa Lạc")
    assert codes(PLAN, issuer=other) == ["F05.issuer", "F07.place"]


def test_the_kind_that_is_told_goes_before_the_title():
    found = findings(PLAN, kind=kind_named("Báo cáo"))
    assert [one.code for one in found] == ["F02.components", "F05.symbol", "F13.belongs_to", "F13.belongs_to"]


def test_levels_are_those_of_the_rules():
    faulty = swapped("\nPhụ lục I\n", "\nPHỤ LỤC I\n")(swapped("quyết định./.", "quyết định.")(PLAN))
    levels = {one.code: one.severity for one in findings(faulty)}
    assert levels == {"F13.caption": Severity.WARN, "F20.closing": Severity.NOTE}


def test_a_draft_may_leave_number_and_day_blank():
    blank = PLAN.replace("Số: 08/", "Số:      /").replace(
        "ngày 06 tháng 4 năm 2026", "ngày     tháng     năm 2026"
    )
    assert codes(blank) == []


def test_former_units_are_let_pass_in_citations_in_history_and_before_the_day():
    cited = PLAN.replace("của Ủy ban nhân dân tỉnh Hòa Lạc về", "của Sở Kế hoạch và Đầu tư tỉnh Hà Giang về")
    assert codes(cited) == []
    history = PLAN.replace("Công khai kết quả", "Tiếp nhận hồ sơ của UBND huyện trước đây, công khai kết quả")
    assert codes(history) == []
    early = LETTER.replace("năm 2026", "năm 2025").replace("- Sở Nội vụ;", "- UBND các huyện;")
    assert codes(early.replace("năm 2027", "năm 2026")) == []


def test_recipients_on_one_line_are_not_cut_inside_names():
    joined = PLAN.replace(
        "- Ủy ban nhân dân tỉnh;\n- Các phòng, đơn vị thuộc xã;\n- Lưu: VT, KT.",
        "- Vụ Pháp chế - Bộ Tài chính; - Các tổ chức chính trị - xã hội; - Lưu: VT, KT.",
    ).replace("Nơi nhận:\n", "Nơi nhận: ")
    assert codes(joined) == []


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sir or Madam,\nWe would like to invite you to our meeting next week. Please answer.\n",
        PLAN + "\n" + LETTER,
        "Số",
        "1. a) đ) ./. Phụ lục\n" * 40,
    ],
    ids=["english", "two documents", "one word", "nonsense"],
)
def test_odd_texts_break_no_check(text):
    assert not [code for code in codes(text) if code.startswith("internal.")]


def test_an_office_in_one_line_with_the_one_above_is_of_the_same_place():
    head = "UBND TỈNH HÒA LẠC\nSỞ TÀI CHÍNH"
    joined = LETTER.replace(head, "UBND TỈNH HÒA LẠC SỞ TÀI CHÍNH")
    assert "F07.place" not in codes(joined)
    assert "F07.place" in codes(joined.replace("Hòa Lạc, ngày", "Bến Lăng, ngày"))


def test_cells_of_a_table_have_no_room_for_a_citation_in_full():
    made = notate(
        """
        KẾ HOẠCH
        Sửa đường
        1. Thực hiện việc chung.
        | Việc | Căn cứ |
        | Kiểm kê | Nghị quyết số 12/NQ-HĐND |
        """
    )
    assert any(isinstance(one, Table) and one.ruled for one in made.blocks)
    assert "F11.first" not in [one.code for one in check(made, families=(Family.FORM,))]
