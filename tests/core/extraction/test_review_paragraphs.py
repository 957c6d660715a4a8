"""Paragraphs between items and their sub-items, and in text boxes. Offices and duties are made up."""

from tests.core.extraction.plan_findings import HEAD, found, plan

from sauro.extraction.plan import extract_plan
from sauro.folio.layout import ParagraphDraft, compose
from sauro.folio.model import Part, Run, Source, SourceKind

ORDER = "Các cửa hàng phải được đếm đủ và ghi vào sổ."
ITEMS = ("1. Đếm cửa hàng", "{}", "a) Phòng Kinh tế lập sổ.", "b) Công an xã đối chiếu sổ.")


def with_paragraph(*lines: str) -> str:
    first, _, *rest = ITEMS
    return plan(first, *lines, *rest)


def test_duty_in_paragraph() -> None:
    text = with_paragraph(ORDER)
    assert found("item.duty_in_paragraph", text) == [
        (
            f"Đoạn “{ORDER}” của mục 1 nằm ngoài các ý bên dưới nên không thành nhiệm vụ;"
            " xem có phải là một việc cần giao không.",
            [ORDER],
        )
    ]
    assert found("item.paragraph_outside", text) == []


def test_a_paragraph_that_begins_with_a_unit() -> None:
    text = with_paragraph("Trạm Y tế xã phối hợp với các thôn đi từng nhà.")
    assert len(found("item.duty_in_paragraph", text)) == 1


def test_paragraph_outside() -> None:
    first, second = "Cửa hàng là nơi dân mua bán.", "Sổ sách giúp xã nắm tình hình chung."
    text = with_paragraph(first, second)
    assert found("item.duty_in_paragraph", text) == []
    assert found("item.paragraph_outside", text) == [
        ("Có 2 đoạn dẫn nằm ngoài các ý bên dưới, không thuộc nhiệm vụ nào.", [first, second])
    ]


def test_paragraphs_that_lead_in_or_give_attributes_are_none() -> None:
    text = with_paragraph("Các phòng thực hiện những việc sau:", "Thời gian thực hiện: trước ngày 30/6/2026.")
    assert found("item.duty_in_paragraph", text) == []
    assert found("item.paragraph_outside", text) == []


def test_grounds_under_a_heading_without_a_number_are_none() -> None:
    ground = "Xét đề nghị của Phòng Kinh tế tại Tờ trình số 3/TTr-PKT, yêu cầu làm những việc dưới đây."
    text = "\n".join(
        (HEAD, "ỦY BAN NHÂN DÂN XÃ", ground, "1. Phòng Kinh tế lập sổ.", "2. Trạm Y tế xã khám.")
    )
    assert found("item.duty_in_paragraph", text) == []


def test_paragraphs_that_are_duties_themselves_are_none() -> None:
    text = plan("1. Đếm cửa hàng", ORDER, "Công an xã phải đối chiếu sổ với thực tế.")
    assert found("item.duty_in_paragraph", text) == []


def boxed(text: str) -> list[str]:
    lines = [*HEAD.split("\n"), "II. NHIỆM VỤ", "1. Phòng Kinh tế lập sổ."]
    drafts = [ParagraphDraft([Run(line)]) for line in lines]
    drafts.append(ParagraphDraft([Run(text)], None, Part.TEXT_BOX))
    folio = compose(drafts, source=Source("ke-hoach.docx", SourceKind.DOCX, "0" * 64, 1, None))
    findings = extract_plan(folio).findings
    return [one.message for one in findings if one.code == "item.duty_in_text_box"]


def test_duty_in_text_box() -> None:
    assert boxed("Trạm Y tế xã khám cho người già, hoàn thành trước ngày 20/5/2026.") == [
        "Khung chữ “Trạm Y tế xã khám cho người già, hoàn thành trước ngày…” không thuộc nhiệm vụ nào;"
        " xem có phải là một việc cần giao không."
    ]


def test_text_boxes_of_the_head_are_none() -> None:
    assert boxed("Số: 15/KH-UBND") == []
    assert boxed("HỎA TỐC") == []
