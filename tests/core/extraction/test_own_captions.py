"""Captions of appendices that name the plan by another number or day. Offices and duties are made up."""

from tests.core.extraction.plan_findings import DUTY, FOOT, found, plan

from sauro.extraction.plan import extract_plan
from sauro.folio.notation import notate

TABLE = """
PHỤ LỤC
VIỆC CỦA CÁC PHÒNG
{}
| TT | Nội dung | Chủ trì |
| 1 | Đếm sách | Phòng Kinh tế |
"""


def with_caption(caption: str) -> str:
    return plan(DUTY, foot=FOOT + TABLE.format(caption))


def cited(text: str) -> list[str]:
    return [one.number for one in extract_plan(notate(text)).citations]


def test_caption_differs() -> None:
    text = with_caption("(Kèm theo Kế hoạch số 51/KH-UBND ngày 06/3/2026 của UBND xã An Mẫu)")
    assert found("document.caption_differs", text) == [
        (
            "Dòng “Kèm theo …” ghi số 51/KH-UBND, văn bản là số 15/KH-UBND;"
            " ngày 06/03/2026, văn bản là ngày 05/03/2026; hãy xem bản đã ký và sửa cho khớp.",
            ["51/KH-UBND", "ngày 06/3/2026"],
        )
    ]
    assert cited(text) == []


def test_another_day_alone() -> None:
    text = with_caption("(Kèm theo Kế hoạch số 15 /KH-UBND ngày 15 tháng 3 năm 2026 của UBND xã An Mẫu)")
    assert found("document.caption_differs", text) == [
        (
            "Dòng “Kèm theo …” ghi ngày 15/03/2026, văn bản là ngày 05/03/2026;"
            " hãy xem bản đã ký và sửa cho khớp.",
            ["ngày 15 tháng 3 năm 2026"],
        )
    ]


def test_the_same_number_and_day() -> None:
    for day in ("05/3/2026", "05 tháng 3 năm 2026", "tháng 3 năm 2026"):
        text = with_caption(f"(Kèm theo Kế hoạch số 15/KH-UBND ngày {day} của UBND xã An Mẫu)")
        assert found("document.caption_differs", text) == []


def test_a_form_that_another_document_issued_is_cited() -> None:
    text = with_caption("(Kèm theo Thông tư số 09/2026/TT-BMH ngày 02/01/2026 của Bộ Mẫu học)")
    assert found("document.caption_differs", text) == []
    assert cited(text) == ["09/2026/TT-BMH"]


def test_a_plan_that_is_named_elsewhere_too_stays_cited() -> None:
    duty = "1. Phòng Kinh tế: Làm theo Kế hoạch số 51/KH-UBND của UBND tỉnh Mẫu Sơn."
    caption = "(Kèm theo Kế hoạch số 51/KH-UBND ngày 05/3/2026)"
    text = plan(duty, foot=FOOT + TABLE.format(caption))
    assert len(found("document.caption_differs", text)) == 1
    assert cited(text) == ["51/KH-UBND"]
