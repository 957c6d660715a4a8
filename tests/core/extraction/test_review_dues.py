"""One test a finding on time limits and on words of a scan in doubt. Offices and duties are made up."""

from dataclasses import replace
from datetime import date

from tests.core.extraction.plan_findings import DUTY, found, plan

from sauro.extraction.plan import extract_plan
from sauro.folio.model import Remark
from sauro.folio.notation import notate
from sauro.folio.span import Span


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


def test_a_time_that_others_rule_or_of_some_year_is_due_unread() -> None:
    duties = (
        "1. Phòng Kinh tế: Kè lại bờ suối.",
        "- Thời gian thực hiện: Theo quy định của Sở Xây dựng.",
        "2. Phòng Kinh tế: Đo lại ruộng.",
        "- Thời gian thực hiện: Theo quy định của cấp trên.",
        "3. Phòng Kinh tế cấp thẻ đò ngay trong tháng đầu năm.",
        "4. Phòng Kinh tế dọn bến trong 6 tháng đầu năm 2026.",
    )
    assert [message for message, _ in found("task.due_unread", plan(*duties))] == [
        "Không hiểu được thời hạn “Theo quy định của Sở Xây dựng” của nhiệm vụ II.1; hãy xác định thời hạn.",
        "Không hiểu được thời hạn “ngay trong tháng đầu năm” của nhiệm vụ II.3; hãy xác định thời hạn.",
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


def test_the_day_of_a_report_beside_a_rhythm_is_told_as_another_date() -> None:
    duties = ("1. Phòng Kinh tế: Soi cống hằng tuần; báo cáo kết quả đợt 1 trước ngày 10/6.",)
    assert found("task.other_dates", plan(*duties)) == [
        (
            "Nhiệm vụ II.1 còn nêu mốc “trước ngày 10/6” ngoài thời hạn “hằng tuần”;"
            " hãy theo dõi cả mốc này hoặc xác định lại thời hạn.",
            ["hằng tuần", "trước ngày 10/6"],
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


def test_value_suspect() -> None:
    text = plan("1. Phòng Kinh tế: Giảm ít nhất 15% số lượng văn bản hành chính.")
    assert scanned(text, "15%", "lượng") == [
        (
            "target.value_suspect",
            "Con số của chỉ tiêu đọc không chắc (“15%”); hãy đối chiếu với hình của bản quét.",
            ["Giảm ít nhất 15% số lượng văn bản hành chính", "15%"],
        )
    ]


def test_a_limit_of_a_year_before_the_plan() -> None:
    duties = (
        "1. Phòng Kinh tế: Kè lại bờ suối.",
        "- Thời hạn: Quý I/2025",
        "2. Phòng Kinh tế: Niêm yết Kế hoạch tại chợ trước ngày 20/02/2020.",
        "3. Phòng Kinh tế: Rà soát các công trình hoàn thành trước ngày 01/01/2020.",
        "4. Phòng Kinh tế: Dọn chợ trước ngày 30/6/2026.",
    )
    assert found("task.due_suspect", plan(*duties)) == [
        (
            f"Thời hạn của nhiệm vụ {path} thuộc năm trước năm ban hành (2026); hãy kiểm tra lại năm.",
            [words, "ngày 05 tháng 3 năm 2026"],
        )
        for path, words in (("II.1", "Quý I/2025"), ("II.2", "trước ngày 20/02/2020"))
    ]


def test_words_of_a_sentence_that_are_meant_as_a_limit() -> None:
    duties = (
        "1. Phòng Kinh tế: Kè lại bờ suối, xong trước ngày 15 tháng này.",
        "2. Phòng Kinh tế: Dọn bến, hoàn thành trong tuần tới.",
        "3. Phòng Kinh tế: Hoàn thành việc dọn chợ theo quy định.",
        "4. Phòng Kinh tế: Vét mương xong trước vụ Đông Xuân.",
    )
    assert [words for _, words in found("task.due_unread", plan(*duties))] == [
        ["trước ngày 15 tháng này"],
        ["trong tuần tới"],
        ["trước vụ Đông Xuân"],
    ]
