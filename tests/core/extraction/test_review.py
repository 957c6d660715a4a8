"""One test a finding: the codes of docs/dev/plan-json.md. Offices and duties are made up."""

import re
from pathlib import Path

from tests.core.extraction.plan_findings import DUTY, HEAD, found, plan

from sauro.extraction.plan import extract_plan
from sauro.folio.layout import DraftRemark, ParagraphDraft, compose
from sauro.folio.model import Run, Source, SourceKind
from sauro.folio.notation import notate

PACKAGES = ("document", "numbering", "table", "item", "task", "pair", "target", "citation", "unit", "plan")
"""The first parts of the codes given here; readers give codes of their own."""
GUIDE = Path(__file__).parents[3] / "docs" / "dev" / "plan-json.md"
REVIEWS = (
    "test_review.py",
    "test_review_dues.py",
    "test_lost_tables.py",
    "test_review_paragraphs.py",
    "test_own_captions.py",
    "test_review_citations.py",
)
"""The files that hold these tests."""


def test_nothing_is_found_in_a_clear_plan() -> None:
    body = plan(DUTY).replace("II.", "I.")
    assert extract_plan(notate(body)).findings == ()


def test_no_number() -> None:
    head = HEAD.replace("15/KH-UBND", "      /KH-UBND")
    message = "Kế hoạch chưa có số; chưa thể giao nhiệm vụ cho đơn vị khác khi văn bản chưa được cấp số."
    assert found("document.no_number", plan(DUTY, head=head)) == [(message, ["KH-UBND"])]
    assert found("document.no_number", plan(DUTY, head="KẾ HOẠCH")) == [(message, [])]


def test_number_unread() -> None:
    lines = ("ỦY BAN NHÂN DÂN XÃ AN MẪU", "Số: /KH-UBND", "KẾ HOẠCH", "Giảm giấy tờ năm 2026")
    drafts = [ParagraphDraft([Run(text, confidence=91.0)], 1) for text in lines]
    folio = compose(drafts, source=Source("quet.pdf", SourceKind.SCAN, "0" * 64, 1, 1))
    codes = [finding.code for finding in extract_plan(folio).findings]
    assert "document.number_unread" in codes
    assert "document.no_number" not in codes


def test_number_form() -> None:
    text = plan(DUTY, head=HEAD.replace("15/KH-UBND", "15KH-UBND"))
    document = extract_plan(notate(text)).document
    assert (document.number and document.number.value) == "15/KH-UBND"
    assert (document.symbol and document.symbol.value) == "KH-UBND"
    message = (
        "Số văn bản ghi là “15KH-UBND”, thiếu dấu “/” nên hiểu là 15/KH-UBND; hãy đối chiếu với bản gốc."
    )
    assert found("document.number_form", text) == [(message, ["15KH-UBND"])]


def test_lettered_number() -> None:
    assert found("document.lettered_number", plan(DUTY, head=HEAD.replace("15/", "15a/"))) == [
        ("Số văn bản có chữ kèm theo (15a/KH-UBND); số phải là số thứ tự trong sổ.", ["15a/KH-UBND"])
    ]


def test_date_incomplete() -> None:
    message = "Ngày ban hành chưa ghi đủ ngày, tháng, năm."
    head = HEAD.replace("ngày 05", "ngày    ")
    assert [row[0] for row in found("document.date_incomplete", plan(DUTY, head=head))] == [message]
    assert found("document.date_incomplete", plan(DUTY, head="KẾ HOẠCH")) == [(message, [])]


def test_a_date_that_no_calendar_has() -> None:
    head = HEAD.replace("ngày 05 tháng 3", "ngày 31 tháng 4")
    assert found("document.no_such_day", plan(DUTY, head=head)) == [
        (
            "Ngày ban hành “31 tháng 4 năm 2026” không có trong lịch; hãy đối chiếu với bản đã ký.",
            ["31 tháng 4 năm 2026"],
        )
    ]
    assert found("document.date_incomplete", plan(DUTY, head=head)) == []


def test_no_issuer() -> None:
    assert found("document.no_issuer", plan(DUTY, head=HEAD.replace("ỦY BAN NHÂN DÂN XÃ AN MẪU", ""))) == [
        ("Không đọc được tên cơ quan ban hành.", [])
    ]


def test_issuer_unclear() -> None:
    head = HEAD + "Ủy ban nhân dân xã Bình Mẫu ban hành Kế hoạch giảm giấy tờ như sau:"
    assert found("document.issuer_unclear", plan(DUTY, head=head)) == [
        (
            "Cơ quan ban hành ghi khác nhau trong văn bản:"
            " Ủy ban nhân dân xã An Mẫu / Ủy ban nhân dân xã Bình Mẫu.",
            ["ỦY BAN NHÂN DÂN XÃ AN MẪU"],
        )
    ]


def test_a_committee_issues_through_its_standing_body() -> None:
    head = HEAD.replace("ỦY BAN NHÂN DÂN", "ĐẢNG ỦY").replace("KH-UBND", "KH/ĐU")
    body = head + "Ban Thường vụ Đảng ủy xã xây dựng Kế hoạch giảm giấy tờ như sau:"
    assert found("document.issuer_unclear", plan(DUTY, head=body)) == []
    other = head + "Ban Thường vụ Đảng ủy xã Bình Mẫu xây dựng Kế hoạch giảm giấy tờ như sau:"
    assert len(found("document.issuer_unclear", plan(DUTY, head=other))) == 1


def test_one_issuer_in_two_spellings_is_clear() -> None:
    head = HEAD + "UBND xã An Mẫu ban hành Kế hoạch giảm giấy tờ như sau:"
    assert found("document.issuer_unclear", plan(DUTY, head=head)) == []


def test_no_signer() -> None:
    assert found("document.no_signer", plan(DUTY, foot="")) == [("Không đọc được họ tên người ký.", [])]


def test_numbering_gap() -> None:
    assert found("numbering.gap", plan(DUTY, "3. Sở Y tế: Khám.", "a) Một", "c) Hai", "IV. KINH PHÍ")) == [
        ("Đánh số không liên tục: mục II, đáng lẽ là I.", ["II. "]),
        ("Đánh số không liên tục: mục IV, đáng lẽ là III.", ["IV. "]),
        ("Đánh số không liên tục: mục 3.", ["3. "]),
        ("Đánh số không liên tục: mục c.", ["c) "]),
    ]


def test_a_run_of_another_kind_and_dashes_are_no_gap() -> None:
    text = plan(DUTY, "- Một", "- Hai", "2. Sở Y tế", "a) Ba", "b) Bốn").replace("II.", "I.")
    assert found("numbering.gap", text) == []


SENTENCE = "Văn phòng tham mưu rà soát, sửa đổi quy chế làm việc của xã cho đúng quy định mới trong năm."


def test_duty_in_heading() -> None:
    assert found("item.duty_in_heading", plan(f"1. {SENTENCE}", "- Lập lịch họp.")) == [
        ("Mục II.1 có nội dung riêng ngoài các ý bên dưới; xem có phải là một nhiệm vụ không.", [SENTENCE])
    ]
    assert found("item.duty_in_heading", plan("1. Họp.", "- Lập lịch họp.")) == []
    assert found("item.duty_in_heading", plan(f"1. {SENTENCE}")) == []


def test_rows_missing() -> None:
    rows = (
        "PHỤ LỤC",
        "| TT | Nội dung | Chủ trì |",
        "| 1 | Khảo sát | Sở Xây dựng |",
        "| 4 | Thiết kế | Sở Xây dựng |",
    )
    assert [row[0] for row in found("table.rows_missing", plan(DUTY, *rows, foot=""))] == [
        "Cột TT của phụ lục thiếu số 2, 3; có thể đã mất dòng khi đọc."
    ]


def test_no_lead() -> None:
    assert found("task.no_lead", plan("1. Rà soát văn bản.")) == [
        ("Nhiệm vụ II.1 không nêu đơn vị chủ trì.", ["Rà soát văn bản."])
    ]


def test_several_leads() -> None:
    assert found("task.several_leads", plan("1. Sở Y tế, Sở Nội vụ: Rà soát.")) == [
        (
            "Nhiệm vụ II.1 có nhiều đơn vị chủ trì (Sở Y tế; Sở Nội vụ); cần chọn một đầu mối.",
            ["Sở Y tế", "Sở Nội vụ"],
        )
    ]


def test_many_groups_ordered_in_a_sentence_need_no_choice() -> None:
    text = plan("1. Các sở, ban, ngành, UBND các xã rà soát văn bản.", "2. Sở Y tế, các xã rà soát biểu.")
    assert [row[1] for row in found("task.several_leads", text)] == [["Sở Y tế", "các xã"]]
    assert found("task.group_lead", text) == [
        (
            "Nhiệm vụ II.1 giao cho nhóm đơn vị (Các sở, ban, ngành; UBND các xã);"
            " cần xác nhận danh sách thành viên.",
            ["Các sở, ban, ngành", "UBND các xã"],
        )
    ]


def test_a_lead_column_with_many_groups_is_to_name_one() -> None:
    text = plan("1. Rà soát văn bản.", "- Cơ quan chủ trì: Các sở, ban, ngành; UBND các xã.")
    assert len(found("task.several_leads", text)) == 1


def test_the_row_of_the_appendix_says_who_leads() -> None:
    text = (
        plan("1. Rà soát, bổ sung danh mục văn bản giấy của xã.", foot="")
        + """
PHỤ LỤC
| TT | Nội dung | Cơ quan chủ trì |
| 1 | Rà soát, bổ sung danh mục văn bản giấy của xã | Phòng Kinh tế |
"""
    )
    assert found("task.no_lead", text) == []


def test_group_lead() -> None:
    assert found("task.group_lead", plan("1. Các sở, ban, ngành: Rà soát.")) == [
        (
            "Nhiệm vụ II.1 giao cho nhóm đơn vị (Các sở, ban, ngành); cần xác nhận danh sách thành viên.",
            ["Các sở, ban, ngành"],
        )
    ]


SAME = "Rà soát, lập danh mục các thủ tục cần cắt giảm trên địa bàn xã"


def pair(lead: str, due: str) -> str:
    return plan(
        f"1. Phòng Kinh tế: {SAME}; hoàn thành trong tháng 6 năm 2026.",
        "PHỤ LỤC",
        "| TT | Nội dung | Chủ trì | Thời hạn |",
        f"| 1 | {SAME} | {lead} | {due} |",
        foot="",
    )


def test_lead_differs() -> None:
    assert found("pair.lead_differs", pair("Văn phòng", "Tháng 6/2026")) == [
        (
            "Nhiệm vụ PL.1 và II.1 là một việc nhưng ghi đơn vị chủ trì khác nhau.",
            ["Văn phòng", "Phòng Kinh tế"],
        )
    ]
    assert found("pair.lead_differs", pair("Phòng Kinh tế; Văn phòng", "Tháng 6/2026")) == []
    assert found("pair.lead_differs", pair("", "Tháng 6/2026")) == []


def test_due_differs() -> None:
    assert found("pair.due_differs", pair("Phòng Kinh tế", "Tháng 7/2026")) == [
        (
            "Nhiệm vụ PL.1 và II.1 là một việc nhưng ghi thời hạn khác nhau.",
            ["Tháng 7/2026", "trong tháng 6 năm 2026"],
        )
    ]
    assert found("pair.due_differs", pair("Phòng Kinh tế", "Tháng 6/2026")) == []


def test_target_contradiction() -> None:
    lines = (
        "1. Phòng Kinh tế: Giảm tối thiểu 10% số văn bản hành chính.",
        "2. Văn phòng: Giảm tối thiểu 15% số văn bản hành chính.",
        "3. Công an xã: Giảm tối thiểu 20% số văn bản hành chính.",
    )
    assert [row[0] for row in found("target.contradiction", plan(*lines))] == [
        "Một chỉ tiêu được ghi ở hai mức khác nhau trong cùng kế hoạch."
    ]


def test_two_bounds_in_one_sentence_are_no_contradiction() -> None:
    line = "1. Phòng Kinh tế: Giảm tối thiểu 10%, phấn đấu giảm 15% số cuộc họp."
    assert found("target.contradiction", plan(line)) == []


def test_what_holds_every_year_holds_in_that_of_the_plan() -> None:
    body = plan(
        "1. Phòng Kinh tế: Giảm tối thiểu 10% số lượng hội nghị so với năm trước.",
        "2. Văn phòng: Đến hết năm {}, giảm tối thiểu 20% số lượng hội nghị.",
    )
    assert len(found("target.contradiction", body.format(2026))) == 1
    assert found("target.contradiction", body.format(2030)) == []


def test_bound_differs() -> None:
    body = plan(
        "1. Phòng Kinh tế: Giảm 10% số lượng hội nghị so với năm trước.",
        "2. Phòng Văn hóa - Xã hội: Giảm tối thiểu 10% số lượng hội nghị so với năm trước.",
    )
    assert [row[0][:14] for row in found("target.bound_differs", body)] == ["Cùng một chỉ t"]
    same = body.replace("Giảm 10%", "Giảm tối thiểu 10%")
    assert found("target.bound_differs", same) == []


def test_stale_name() -> None:
    lines = (
        "1. UBND các huyện, thị trấn: Rà soát.",
        "2. phòng Nội vụ, phòng Nội vụ các huyện: Rà soát.",
        "3. Sở Lao động, Thương binh và Xã hội: Rà soát cấp huyệnn.",
    )
    assert [words for _, words in found("unit.stale_name", plan(*lines))] == [
        ["UBND các huyện"],
        ["thị trấn"],
        ["phòng Nội vụ"],
        ["các huyện"],
        ["Sở Lao động, Thương binh"],
    ]
    assert found("unit.stale_name", plan("1. thị trấn: Rà soát."))[0][0] == (
        "“thị trấn” không còn trong tổ chức chính quyền địa phương hai cấp từ ngày 01/7/2025."
    )


def test_suspect_phrase() -> None:
    text = plan(
        "1. Trạm Y tế: Không những nhiều với người bệnh; những nhiều thì bị phê bình.", "2. Tổ chức họp."
    )
    assert found("text.suspect_phrase", text) == [
        (
            "“những nhiều” có thể bị sai dấu, đúng ra là “nhũng nhiễu”; hãy đối chiếu với bản gốc.",
            ["những nhiều", "những nhiều"],
        )
    ]


def test_what_the_reader_of_a_scan_has_told_is_not_told_again() -> None:
    draft = ParagraphDraft([Run("1. Trạm Y tế: Không những nhiều với người bệnh.", confidence=90.0)], 1)
    remark = DraftRemark("ocr.suspect_word", "Từ này có thể bị đọc nhầm dấu.", draft, 20, 25, "nhũng")
    for kind, remarks in ((SourceKind.SCAN, []), (SourceKind.PDF, [remark])):
        folio = compose([draft], source=Source("a.pdf", kind, "0" * 64, 1, 1), remarks=remarks)
        assert "text.suspect_phrase" not in [finding.code for finding in extract_plan(folio).findings]


def test_no_task() -> None:
    assert found("plan.no_task", "KẾ HOẠCH") == [
        ("Không tìm thấy nhiệm vụ nào; đề nghị kiểm tra xem tệp có đúng là kế hoạch không.", [])
    ]


def codes_of_the_guide() -> list[str]:
    """The codes of its table; ".several_leads" behind "task.no_lead" stands for "task.several_leads"."""
    codes: list[str] = []
    for row in GUIDE.read_text(encoding="utf-8").splitlines():
        package = ""
        for name in re.findall(r"`([a-z]*\.[a-z_]+)`", row.split("|")[1]) if row.startswith("| `") else ():
            first, _, last = name.partition(".")
            package = first or package
            codes.append(f"{package}.{last}")
    return codes


def test_every_code_of_the_guide_has_its_test() -> None:
    sources = [Path(__file__).with_name(name).read_text(encoding="utf-8") for name in REVIEWS]
    tests = [name for source in sources for name in re.findall(r"^def (test_\w+)", source, re.MULTILINE)]
    own = [code for code in codes_of_the_guide() if code.split(".")[0] in PACKAGES]
    assert len(own) > len(PACKAGES)
    assert [code for code in own if not any(name.endswith(code.split(".")[1]) for name in tests)] == []
