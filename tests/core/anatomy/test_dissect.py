"""A document taken apart: what is preamble, body, closing, foot and appendix."""

import pytest

from sauro.anatomy.dissect import dissect, is_closing
from sauro.anatomy.lines import Line
from sauro.folio.notation import notate


def parts(text: str) -> dict[str, object]:
    anatomy = dissect(notate(text))
    heading, ending = anatomy.heading, anatomy.ending
    return {
        "kind": heading.kind.text if heading.kind else None,
        "subject": [line.text for line in heading.subject],
        "number": heading.number.text if heading.number else None,
        "preamble": [line.text for line in anatomy.preamble],
        "body": [item.content.text for item in anatomy.body.walk() if item.line],
        "closing": [line.text for line in anatomy.closing],
        "signer": ending.name.text if ending.name else None,
        "recipients": [entry.text for entry in ending.recipients],
        "appendices": [appendix.title.text if appendix.title else "" for appendix in anatomy.appendices],
    }


def test_a_plan() -> None:
    assert parts("""
        Số: 5/KH-UBND
        KẾ HOẠCH
        Giảm giấy tờ
        Căn cứ Luật Lưu trữ, xã ban hành Kế hoạch.
        I. NHIỆM VỤ
        1. Họp ít.
        Trên đây là Kế hoạch giảm giấy tờ.
        Yêu cầu các đơn vị thực hiện nghiêm túc./.
        Nơi nhận:
        - Lưu: VT.
        CHỦ TỊCH
        Lê Văn Mẫu
        PHỤ LỤC
        PHÂN CÔNG
        | a | b |
    """) == {
        "kind": "KẾ HOẠCH",
        "subject": ["Giảm giấy tờ"],
        "number": "Số: 5/KH-UBND",
        "preamble": ["Căn cứ Luật Lưu trữ, xã ban hành Kế hoạch."],
        "body": ["NHIỆM VỤ", "Họp ít."],
        "closing": ["Trên đây là Kế hoạch giảm giấy tờ.", "Yêu cầu các đơn vị thực hiện nghiêm túc./."],
        "signer": "Lê Văn Mẫu",
        "recipients": ["Lưu: VT"],
        "appendices": ["PHÂN CÔNG"],
    }


def test_appendices_before_the_signature_end_the_body() -> None:
    found = parts("""
        KẾ HOẠCH
        Giảm giấy tờ
        I. NHIỆM VỤ
        1. Họp ít.
        PHỤ LỤC
        PHÂN CÔNG
        | a | b |
        CHỦ TỊCH
        Lê Văn Mẫu
        PHỤ LỤC 2
        BIỂU MẪU
    """)
    assert found["body"] == ["NHIỆM VỤ", "Họp ít."]
    assert found["signer"] == "Lê Văn Mẫu"
    assert found["appendices"] == ["PHÂN CÔNG", "BIỂU MẪU"]


DECISION = """
    Số: 20/QĐ-UBND
    QUYẾT ĐỊNH
    Về việc ban hành Kế hoạch kiểm kê
    Điều 1. Ban hành kèm theo Quyết định này Kế hoạch kiểm kê.
    Nơi nhận: - Như Điều 2; - Lưu: VT.
    CHỦ TỊCH
    Lê Văn Mẫu
"""
CARRIED = """
    KẾ HOẠCH
    KIỂM KÊ NĂM 2026
    (Kèm theo Quyết định số 20/QĐ-UBND)
    I. NHIỆM VỤ
    1. Đếm.
    PHỤ LỤC
    BẢNG
    | a | b |
"""


def test_a_plan_that_a_decision_carries() -> None:
    assert parts(DECISION + CARRIED) == {
        "kind": "KẾ HOẠCH",
        "subject": ["KIỂM KÊ NĂM 2026"],
        "number": "Số: 20/QĐ-UBND",
        "preamble": [],
        "body": ["NHIỆM VỤ", "Đếm."],
        "closing": [],
        "signer": "Lê Văn Mẫu",
        "recipients": ["Như Điều 2", "Lưu: VT"],
        "appendices": ["BẢNG"],
    }


def test_a_decision_without_signature_takes_that_of_its_plan() -> None:
    found = parts("""
        QUYẾT ĐỊNH
        Về việc ban hành Kế hoạch kiểm kê
        Điều 1. Ban hành kèm theo Quyết định này Kế hoạch kiểm kê.
        KẾ HOẠCH
        KIỂM KÊ
        I. NHIỆM VỤ
        GIÁM ĐỐC
        Trần Thị Mẫu
    """)
    assert (found["kind"], found["signer"]) == ("KẾ HOẠCH", "Trần Thị Mẫu")


def test_a_decision_that_carries_nothing_is_itself_the_document() -> None:
    found = parts(DECISION)
    assert (found["kind"], found["body"]) == (
        "QUYẾT ĐỊNH",
        ["Ban hành kèm theo Quyết định này Kế hoạch kiểm kê."],
    )


def test_a_preamble_with_a_table_and_headings_without_numbers() -> None:
    found = parts("""
        KẾ HOẠCH
        Giảm giấy tờ
        Mở đầu bằng một câu dài.
        NHIỆM VỤ CHÍNH
        Họp ít hơn mỗi tuần.
    """)
    assert (found["preamble"], found["body"]) == (["Mở đầu bằng một câu dài."], ["NHIỆM VỤ CHÍNH"])


def test_the_last_paragraph_that_orders_all_to_carry_it_out_closes() -> None:
    text = "Các đơn vị căn cứ Kế hoạch này triển khai thực hiện./."
    assert parts(f"KẾ HOẠCH\nI. NHIỆM VỤ\n1. Họp.\n{text}")["closing"] == [text]
    assert parts(f"KẾ HOẠCH\nI. NHIỆM VỤ\n1. Họp.\n{text}\nMột câu nữa.")["closing"] == []
    assert parts(f"KẾ HOẠCH\nI. NHIỆM VỤ\n1. Họp.\nGiao Sở Y tế: {text}")["closing"] == []
    assert parts("KẾ HOẠCH\nI. NHIỆM VỤ\nTrên đây là Kế hoạch.\n| a | b |")["closing"] == []


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        ("Trên đây là Kế hoạch.", True),
        ("Kế hoạch này phổ biến đến chi bộ.", True),
        ("Chương trình hành động này phổ biến đến đảng viên.", True),
        ("Kế hoạch này triển khai 05 mô hình.", False),
        ("(Trong quá trình thực hiện, nếu vướng mắc thì báo cáo)", True),
        ("Nếu có khó khăn thì báo cáo.", True),
        ("UBND xã đề nghị các đơn vị thực hiện.", True),
        ("Yêu cầu các đơn vị báo cáo.", False),
        ("Đề nghị các đơn vị báo cáo.", False),
        ("Rà soát văn bản.", False),
    ],
)
def test_lines_that_close_a_plan_hold_no_duty(text: str, closing: bool) -> None:
    assert is_closing(text) is closing


def test_the_body_is_made_of_the_lines_of_the_folio() -> None:
    folio = notate("KẾ HOẠCH\nI. NHIỆM VỤ\n1. Họp.")
    item = dissect(folio).body.children[0].children[0]
    assert isinstance(item.line, Line)
    assert item.line.paragraph is list(folio.paragraphs)[2]
