"""Duties, targets and reports of one plan against each other."""

import pytest
from tests.core.checks.made_documents import commune_plan, findings_of, letter, quoted

CLEAR = "1. Phòng Kinh tế: Rà soát văn bản. Thời gian: trong quý II/2026. Sản phẩm: danh mục văn bản."
ORDERED = "Thực hiện Quyết định số 534/QĐ-TTg ngày 31/3/2026 của Thủ tướng Chính phủ"
TABLE = """
PHỤ LỤC
PHÂN CÔNG NHIỆM VỤ
| TT | Nội dung công việc | Cơ quan chủ trì | Sản phẩm | Thời hạn |
| 1 | Rà soát các mẫu báo cáo | Phòng Kinh tế | Danh mục mẫu | Tháng 5/2026 |
| 2 | {} | {} | {} | {} |
"""


def row(work: str, lead: str = "Văn phòng", product: str = "Báo cáo", due: str = "Tháng 6/2026") -> str:
    return commune_plan("1. Chi tiết tại Phụ lục kèm theo.", appendix=TABLE.format(work, lead, product, due))


def test_a_duty_without_time() -> None:
    assert quoted("task.no_due", row("Sửa quy chế làm việc", due=" "))[0][-1] == "Sửa quy chế làm việc"
    clear = quoted("task.no_due", row("Sửa quy chế làm việc"))
    assert not any("Sửa quy chế làm việc" in words for words in clear)


def test_a_plan_without_sections_breaks_no_check() -> None:
    text = row("Sửa quy chế làm việc", due=" ", product=" ").replace("1. Chi tiết", "Chi tiết")
    bare = "\n".join(line for line in text.splitlines() if not line.startswith(("I.", "II.")))
    found = {finding.code for finding in findings_of(bare)}
    assert {"task.no_due", "task.no_product"} <= found
    assert not any(code.startswith("internal.") for code in found)


def test_to_follow_a_plan_up_lasts_as_long_as_it() -> None:
    text = commune_plan(CLEAR, "III. TỔ CHỨC THỰC HIỆN", "1. Văn phòng: Theo dõi, đôn đốc việc thực hiện.")
    assert quoted("task.no_due", text) == quoted("task.no_product", text) == []


def test_a_regular_report_is_its_own_product() -> None:
    report = "2. Phòng Kinh tế: Định kỳ hằng quý báo cáo kết quả về Văn phòng."
    assert quoted("task.no_product", commune_plan(CLEAR, report)) == []


def test_a_duty_without_product() -> None:
    assert "Sửa quy chế làm việc" in quoted("task.no_product", row("Sửa quy chế làm việc", product=" "))[0]
    clear = quoted("task.no_product", row("Sửa quy chế làm việc"))
    assert not any("Sửa quy chế làm việc" in words for words in clear)


@pytest.mark.parametrize("lead", [" ", "Văn phòng; Phòng Kinh tế"])
def test_a_duty_without_lead_or_with_several(lead: str) -> None:
    code = "task.several_leads" if lead.strip() else "task.no_lead"
    assert code in [finding.code for finding in findings_of(row("Sửa quy chế làm việc", lead=lead))]


def test_only_plans_give_duties() -> None:
    text = letter("Đề nghị bố trí phòng họp.", "1. Chuẩn bị máy chiếu.", "2. Chuẩn bị nước uống.")
    assert [finding.code for finding in findings_of(text)] == []


def test_a_target_that_the_basis_orders_is_missing() -> None:
    body = (
        "1. Văn phòng: Giảm tối thiểu 15% số lượng văn bản hành chính so với năm trước.",
        "2. Văn phòng: Giảm tối thiểu 10% số lượng hội nghị so với năm trước.",
        "3. Văn phòng: Tỷ lệ hội nghị trực tuyến đạt tối thiểu 60%.",
    )
    assert quoted("target.missing", commune_plan(*body, title=ORDERED)) == []
    assert quoted("target.missing", commune_plan(*body[1:], title=ORDERED)) == [["534/QĐ-TTg"]]
    assert quoted("target.missing", commune_plan(*body[1:])) == []


def test_a_target_below_what_the_basis_orders() -> None:
    body = "1. Văn phòng: Giảm {} số lượng văn bản hành chính so với năm trước."
    low = commune_plan(body.format("tối thiểu 12,5%"), title=ORDERED)
    assert [
        "12,5%, thấp hơn mức 15%" in one.message for one in findings_of(low) if one.code == "target.weaker"
    ] == [True]
    assert quoted("target.weaker", commune_plan(body.format("tối thiểu 20%"), title=ORDERED)) == []


def test_a_short_row_is_the_one_duty_that_says_its_words() -> None:
    body = CLEAR.replace("Rà soát văn bản", "Sửa quy chế làm việc của ủy ban xã")
    text = commune_plan(
        body, appendix=TABLE.format("Sửa quy chế làm việc", "Văn phòng", "Quy chế", "Tháng 6/2026")
    )
    assert quoted("pair.lead_differs", text) == [["Văn phòng", "Phòng Kinh tế"]]
    twice = commune_plan(body, body.replace("1.", "2."), appendix=text.partition("Lê Văn Mẫu")[2])
    assert quoted("pair.lead_differs", twice) == []


REPORTS = (
    "1. Phòng Kinh tế: Định kỳ 6 tháng (trước ngày 01/6) và hằng năm (trước ngày 01/12)"
    " báo cáo kết quả về Sở Nội vụ."
)


def with_appendix(due: str, receiver: str) -> str:
    work = "Báo cáo kết quả thực hiện Kế hoạch"
    product = f"Báo cáo định kỳ {due} gửi {receiver}"
    return commune_plan(REPORTS, appendix=TABLE.format(work, "Phòng Kinh tế", product, due))


def test_reports_of_body_and_appendix() -> None:
    other = with_appendix("hằng quý, 6 tháng, hằng năm", "Chủ tịch UBND tỉnh")
    messages = [one.message for one in findings_of(other) if one.code == "report.body_against_appendix"]
    assert ["kỳ báo cáo" in one and "nơi nhận" in one for one in messages] == [True]
    bare = commune_plan(
        REPORTS, appendix=TABLE.format("Báo cáo gửi Sở Nội vụ", "Phòng Kinh tế", "Báo cáo", "6 tháng")
    )
    assert len(quoted("report.body_against_appendix", bare)) == 1
    same = with_appendix("6 tháng, hằng năm", "Sở Nội vụ")
    assert quoted("report.body_against_appendix", same) == []


def test_one_report_due_on_two_days() -> None:
    again = "2. Phòng Kinh tế: Hằng năm (trước ngày 15/12) báo cáo kết quả về Sở Nội vụ."
    assert len(quoted("report.two_days", commune_plan(REPORTS, again))) == 1
    assert quoted("report.two_days", commune_plan(REPORTS, again.replace("15/12", "01/12"))) == []


def test_a_text_without_sections_breaks_no_check() -> None:
    plain = "The committee shall review every household and report the results before September. " * 3
    assert not [one.code for one in findings_of(plain) if one.code.startswith("internal.")]
