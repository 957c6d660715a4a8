"""One test a finding: the codes of docs/dev/plan-json.md. Offices and duties are made up."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from sauro.extraction.plan import extract_plan
from sauro.folio.layout import DraftRemark, ParagraphDraft, compose
from sauro.folio.model import Remark, Run, Source, SourceKind
from sauro.folio.notation import notate
from sauro.folio.span import Span

PACKAGES = ("document", "numbering", "table", "item", "task", "pair", "target", "unit", "plan")
"""The first parts of the codes given here; readers give codes of their own."""
GUIDE = Path(__file__).parents[3] / "docs" / "dev" / "plan-json.md"
HEAD = """
ỦY BAN NHÂN DÂN XÃ AN MẪU
Số: 15/KH-UBND
An Mẫu, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Giảm giấy tờ năm 2026
"""
DUTY = "1. Phòng Kinh tế: Rà soát văn bản."
FOOT = """
CHỦ TỊCH
Lê Văn Mẫu
"""


def found(code: str, text: str) -> list[tuple[str, list[str]]]:
    """Message and quoted words of each finding of a code."""
    folio = notate(text)
    return [
        (finding.message, [span.of(folio.text) for span in finding.spans])
        for finding in extract_plan(folio).findings
        if finding.code == code
    ]


def plan(*lines: str, head: str = HEAD, foot: str = FOOT) -> str:
    return "\n".join((head, "II. NHIỆM VỤ", *lines, foot))


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


def test_due_event() -> None:
    duty = ("1. Phòng Kinh tế: Rà soát văn bản.", "- Thời hạn: Sau khi có hướng dẫn của cấp trên")
    assert found("task.due_event", plan(*duty)) == [
        (
            "Thời hạn của nhiệm vụ II.1 phụ thuộc một sự kiện chưa rõ ngày.",
            ["Sau khi có hướng dẫn của cấp trên"],
        )
    ]


def test_due_unread() -> None:
    duties = (
        "1. Phòng Kinh tế: Kè lại bờ suối.",
        "- Thời gian thực hiện: Theo tiến độ của tỉnh.",
        "2. Phòng Kinh tế: Dọn bến bãi.",
        "- Thời hạn hoàn thành: Kịp thời, theo quy định.",
        "3. Phòng Kinh tế: Đo lại ruộng.",
        "- Thời gian thực hiện: Hai năm một lần.",
    )
    assert found("task.due_unread", plan(*duties)) == [
        (
            "Không hiểu được thời hạn “Theo tiến độ của tỉnh” của nhiệm vụ II.1; hãy xác định thời hạn.",
            ["Theo tiến độ của tỉnh"],
        )
    ]


def test_a_time_limit_without_a_last_day_is_due_no_day() -> None:
    duties = ("1. Phòng Kinh tế: Kè lại bờ suối.", "- Thời gian thực hiện: Đầu quý III/2026.")
    assert found("task.due_no_day", plan(*duties)) == [
        (
            "Thời hạn “Đầu quý III/2026” của nhiệm vụ II.1 không cho biết ngày cuối cùng;"
            " hãy ghi ngày cụ thể.",
            ["Đầu quý III/2026"],
        )
    ]


def test_of_several_dates_in_a_duty_the_others_are_told_as_other_dates() -> None:
    duties = ("1. Phòng Kinh tế: Hoàn thành đề án suối trước 30/9/2026, dự thảo gửi trước 15/8/2026.",)
    assert found("task.other_dates", plan(*duties)) == [
        (
            "Nhiệm vụ II.1 còn nêu mốc “trước 15/8/2026” ngoài thời hạn 30/09/2026;"
            " hãy theo dõi cả mốc này hoặc xác định lại thời hạn.",
            ["trước 30/9/2026", "trước 15/8/2026"],
        )
    ]


def test_one_wording_for_several_duties_is_told_once_as_due_unread() -> None:
    duties = (
        "1. Phòng Kinh tế",
        "a) Suối và bến",
        "- Kè lại bờ suối.",
        "- Dọn bến bãi.",
        "- Thời gian thực hiện: Theo con nước",
    )
    assert [message for message, _ in found("task.due_unread", plan(*duties))] == [
        "Không hiểu được thời hạn “Theo con nước” của nhiệm vụ II.1.a.1, II.1.a.2; hãy xác định thời hạn."
    ]


def test_a_cell_of_the_column_of_time_is_due_unread() -> None:
    rows = (
        "PHỤ LỤC",
        "| TT | Nội dung | Chủ trì | Thời hạn |",
        "| 1 | Khảo sát | Sở Xây dựng | Theo đợt mưa |",
        "| 2 | Thiết kế | Sở Xây dựng | — |",
        "| 3 | Thi công | Sở Xây dựng | Theo yêu cầu của tỉnh |",
    )
    text = plan(DUTY, *rows, foot="")
    assert [words for _, words in found("task.due_unread", text)] == [["Theo đợt mưa"]]
    tasks = extract_plan(notate(text)).tasks
    assert [task.unread_due and task.unread_due.value for task in tasks] == [None, "Theo đợt mưa", None, None]


def test_no_such_day() -> None:
    duties = (
        "1. Phòng Kinh tế: Kè lại bờ suối trước ngày 31/6/2026.",
        "2. Phòng Kinh tế: Dọn bến bãi.",
        "- Thời hạn: Ngày 30 tháng 2 năm 2026",
        "3. Phòng Kinh tế: Dọn chợ trước ngày 30/6/2026.",
    )
    text = plan(*duties)
    assert found("task.no_such_day", text) == [
        (
            f"Ngày “{day}” trong nhiệm vụ {path} không có trong lịch; hãy kiểm tra lại với cơ quan ban hành.",
            [day],
        )
        for day, path in (("31/6/2026", "II.1"), ("30 tháng 2 năm 2026", "II.2"))
    ]
    dues = [task.due.value.date for task in extract_plan(notate(text)).tasks if task.due]
    assert dues == [None, None, date(2026, 6, 30)]


def scanned(text: str, *suspects: str) -> list[tuple[str, str, list[str]]]:
    """Code, message and places of the findings on words that the reader of a scan suspects."""
    folio = notate(text)
    remarks = []
    for word in suspects:
        start = folio.text.index(word)
        remarks.append(Remark("ocr.suspect_word", "Từ này đọc không chắc.", Span(start, start + len(word))))
    return [
        (finding.code, finding.message, [span.of(folio.text) for span in finding.spans])
        for finding in extract_plan(replace(folio, remarks=tuple(remarks))).findings
        if finding.code.endswith("_suspect")
    ]


def test_due_suspect() -> None:
    text = plan("1. Phòng Kinh tế: Kè lại bờ suối trong quý II năm 2026.", "2. Phòng Kinh tế: Dọn bến.")
    assert scanned(text, "quý", "bến") == [
        (
            "task.due_suspect",
            "Thời hạn của nhiệm vụ II.1 có chữ đọc không chắc (“quý”); hãy đối chiếu với hình của bản quét.",
            ["trong quý II năm 2026", "quý"],
        )
    ]


def test_a_year_before_the_plan_in_a_scan() -> None:
    lines = (
        "ỦY BAN NHÂN DÂN XÃ AN MẪU",
        "Số: 8/KH-UBND",
        "An Mẫu, ngày 06 tháng 02 năm 2026",
        "KẾ HOẠCH",
        "Giảm giấy tờ năm 2026",
        "1. Phòng Kinh tế lập danh mục thủ tục, hoàn thành trước ngày 20/02/2020.",
        "2. Văn phòng gửi danh mục trước ngày 20/3/2026; tổng hợp số liệu của năm 2024.",
    )
    drafts = [ParagraphDraft([Run(text, confidence=91.0)], 1) for text in lines]
    folio = compose(drafts, source=Source("quet.pdf", SourceKind.SCAN, "0" * 64, 1, 1))
    told = [finding for finding in extract_plan(folio).findings if finding.code == "task.due_suspect"]
    assert [(one.message, [span.of(folio.text) for span in one.spans]) for one in told] == [
        (
            "Thời hạn “trước ngày 20/02/2020” của nhiệm vụ 1 có năm trước năm ban hành kế hoạch (2026),"
            " có thể do đọc nhầm; hãy đối chiếu với hình của bản quét.",
            ["trước ngày 20/02/2020"],
        )
    ]


def test_value_suspect() -> None:
    text = plan("1. Phòng Kinh tế: Giảm ít nhất 15% số lượng văn bản hành chính.")
    assert scanned(text, "15%", "lượng") == [
        (
            "target.value_suspect",
            "Con số của chỉ tiêu đọc không chắc (“15%”); hãy đối chiếu với hình của bản quét.",
            ["Giảm ít nhất 15% số lượng văn bản hành chính", "15%"],
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
    tests = [name for name in globals() if name.startswith("test_")]
    own = [code for code in codes_of_the_guide() if code.split(".")[0] in PACKAGES]
    assert len(own) > len(PACKAGES)
    assert [code for code in own if not any(name.endswith(code.split(".")[1]) for name in tests)] == []


_LOST = (
    "Một bảng phân công đã mất đường kẻ nên không đọc được thành nhiệm vụ;"
    " hãy đọc bản Word của kế hoạch hoặc bổ sung các nhiệm vụ trong bảng bằng tay."
)


def test_names_of_columns_in_one_line_are_a_table_unread() -> None:
    head = "TT   Nội dung công việc   Đơn vị chủ trì   Thời hạn"
    row = "1   Kè lại bờ suối   Phòng Kinh tế   Quý II/2026"
    assert found("table.unread", plan(DUTY, "PHỤ LỤC", head, row, foot="")) == [(_LOST, [head])]


def test_names_of_columns_one_a_line_are_a_table_unread() -> None:
    cells = ("TT", "1", "Nội dung", "Cơ quan", "Thời hạn công việc chủ trì")
    messages = [message for message, _ in found("table.unread", plan(DUTY, "PHỤ LỤC", *cells, foot=""))]
    assert messages == [_LOST]


def test_recipients_and_prose_are_no_table_unread() -> None:
    prose = ("- TT. HĐND xã chủ trì nội dung giám sát;", "- TTPVHCC chủ trì nội dung số hóa.")
    assert found("table.unread", plan(DUTY, *prose)) == []
