"""Tables of duties: what columns are called, and the rows that are no duties of their own."""

import pytest

from sauro.extraction.plan import extract_plan
from sauro.folio.notation import notate
from sauro.plan.model import Plan, Task


def plan(*rows: str, before: str = "PHỤ LỤC") -> Plan:
    return extract_plan(notate("\n".join((before, *rows))))


def names(task: Task) -> tuple[list[str], list[str]]:
    return [unit.value for unit in task.lead], [unit.value for unit in task.cooperating]


@pytest.mark.parametrize(
    "name",
    [
        "Cơ quan soạn thảo",
        "Đơn vị/cá nhân thực hiện",
        "Đơn vị, cá nhân được giao thực hiện",
        "Cơ quan được giao",
        "Cơ quan trình",
        "Đơn vị chuẩn bị",
        "Người được phân công phụ trách",
    ],
)
def test_a_noun_for_a_unit_and_a_verb_for_its_role_name_the_column_of_leads(name: str) -> None:
    (task,) = plan(
        f"| TT | Nội dung | {name} | Thời gian |", "| 1 | Khảo sát chợ | Sở Xây dựng | Quý II/2026 |"
    ).tasks
    assert names(task) == (["Sở Xây dựng"], [])


@pytest.mark.parametrize(
    "name", ["Đơn vị tham gia", "Cơ quan liên quan", "Đơn vị hỗ trợ", "Cơ quan, đơn vị có liên quan"]
)
def test_who_takes_part_helps_or_is_concerned_cooperates(name: str) -> None:
    (task,) = plan(
        f"| TT | Nội dung | Chủ trì | {name} |", "| 1 | Khảo sát chợ | Sở Xây dựng | Sở Y tế |"
    ).tasks
    assert names(task) == (["Sở Xây dựng"], ["Sở Y tế"])


def test_who_submits_does_not_lead_beside_who_drafts() -> None:
    (task,) = plan(
        "| TT | Tên văn bản | Cơ quan soạn thảo | Cơ quan thẩm định | Cơ quan trình | Năm trình |",
        "| 1 | Quy chế họp | Sở Nội vụ | Sở Tư pháp | UBND tỉnh | 2027 |",
    ).tasks
    assert names(task) == (["Sở Nội vụ"], [])
    assert task.due
    assert str(task.due.value.date) == "2027-12-31"


def days(task: Task) -> tuple[str | None, list[str]]:
    due = task.due.value.date if task.due else None
    return due.isoformat() if due else None, [str(other.value.date) for other in task.milestones]


@pytest.mark.parametrize(
    ("names_of_columns", "limit", "others"),
    [
        ("Thời gian trình | Thời gian ban hành", "2026-08-31", ["2026-05-31"]),
        ("Thời hạn gửi dự thảo | Thời hạn", "2026-08-31", ["2026-05-31"]),
        ("Thời gian thực hiện | Thời gian hoàn thành", "2026-08-31", ["2026-05-31"]),
        ("Thời gian gửi Sở Tư pháp | Thời gian trình", "2026-08-31", ["2026-05-31"]),
        ("Thời gian ban hành | Thời gian trình", "2026-05-31", ["2026-08-31"]),
    ],
)
def test_of_two_columns_of_time_the_one_that_ends_the_work_is_the_limit(
    names_of_columns: str, limit: str, others: list[str]
) -> None:
    (task,) = plan(
        f"| TT | Tên văn bản | Chủ trì | {names_of_columns} |",
        "| 1 | Quy chế chợ | Sở Xây dựng | Tháng 5/2026 | Tháng 8/2026 |",
    ).tasks
    assert days(task) == (limit, others)


def test_of_several_dates_in_a_cell_the_one_that_ends_the_work_is_the_limit() -> None:
    (task,) = plan(
        "| TT | Tên văn bản | Chủ trì | Thời gian |",
        "| 1 | Quy chế chợ | Sở Xây dựng | Trình tháng 5/2026, ban hành tháng 8/2026 |",
    ).tasks
    assert days(task) == ("2026-08-31", ["2026-05-31"])


def test_an_empty_cell_of_the_limit_leaves_the_day_before_it() -> None:
    first, second = plan(
        "| TT | Tên văn bản | Chủ trì | Thời gian trình | Thời gian ban hành |",
        "| 1 | Quy chế chợ | Sở Xây dựng | Tháng 5/2026 | |",
        "| 2 | Quy chế bến | Sở Xây dựng | | Tháng 8/2026 |",
    ).tasks
    assert days(first) == ("2026-05-31", [])
    assert days(second) == ("2026-08-31", [])


@pytest.mark.parametrize("name", ["Lớp tập huấn", "Sự kiện", "Chuyên đề"])
def test_the_work_may_stand_under_any_name(name: str) -> None:
    (task,) = plan(
        f"| TT | {name} | Cơ quan chủ trì | Sản phẩm | Hạn |",
        "| 1 | Kỹ năng số cho cán bộ thôn | Phòng Kinh tế | Báo cáo | Tháng 7/2026 |",
    ).tasks
    assert task.text.value == "Kỹ năng số cho cán bộ thôn"
    assert plan(f"| TT | {name} | Chủ trì | Hạn |", "| 1 | Sở Nội vụ | Sở Y tế | Tháng 7/2026 |").tasks == ()


def unread(*rows: str) -> list[str]:
    found = plan(*rows)
    assert found.tasks == ()
    return [finding.message for finding in found.findings if finding.code == "table.unread"]


def test_a_table_that_names_leads_but_no_work_is_told() -> None:
    told = [
        "Một bảng có cột đơn vị chủ trì nhưng không đọc được thành nhiệm vụ; hãy xem bảng có giao việc không."
    ]
    assert unread("| TT | Chỉ tiêu | Chủ trì |", "| 1 | Hộ dùng nước sạch | Sở Y tế |") == told
    assert unread("| TT | Địa phương | Chủ trì | Hạn |", "| 1 | Xã Tân Mẫu | Sở Y tế | Năm 2026 |") == told
    assert unread("| TT | Đơn vị | Số lượng |", "| 1 | Sở Y tế | 12 |") == []
    assert unread("| TT | Địa điểm | Số lượng |", "| 1 | Sở Y tế | 12 |") == []
    assert unread("| TT | Tên thủ tục hành chính | Cơ quan thực hiện |", "| 1 | Cấp thẻ | Sở Y tế |") == []


def test_lists_of_procedures_hold_no_duties() -> None:
    assert unread(
        "| STT | Mã TTHC | Nội dung sửa đổi | Cơ quan thực hiện |", "| 1 | 1.000123 | Phí cấp thẻ | Sở Y tế |"
    ) == []  # fmt: skip


def dues(*rows: str) -> list[tuple[str, str | None, str | None] | None]:
    """Kind, first day and last day of each row."""
    found: list[tuple[str, str | None, str | None] | None] = []
    for task in plan(*rows, before="KẾ HOẠCH\nTập huấn năm 2026\nPHỤ LỤC").tasks:
        if task.due is None:
            found.append(None)
            continue
        due = task.due.value
        first, last = (str(day) if day else None for day in (due.starts, due.date))
        found.append((str(due.kind), first, last))
    return found


def test_begin_and_end_in_a_column_each() -> None:
    assert dues(
        "| TT | Nội dung | Chủ trì | Thời gian | < |",
        "| ^ | ^ | ^ | Bắt đầu | Kết thúc |",
        "| 1 | Khảo sát chợ | Sở Y tế | 01/4/2026 | 30/6/2026 |",
        "| 2 | Sửa chợ | Sở Y tế | 2026 | 2028 |",
        "| 3 | Dọn chợ | Sở Y tế | Hằng quý | |",
        "| 4 | Giữ chợ | Sở Y tế | 01/7/2026 | |",
        "| 5 | Khai trương chợ | Sở Y tế | | Tháng 9/2026 |",
    ) == [
        ("by", "2026-04-01", "2026-06-30"),
        ("by", "2026-01-01", "2028-12-31"),
        ("periodic", None, None),
        ("ongoing", "2026-07-01", None),
        ("by", None, "2026-09-30"),
    ]
    assert dues(
        "| TT | Nội dung | Chủ trì | Thời gian | < |",
        "| ^ | ^ | ^ | Từ ngày | Đến ngày |",
        "| 1 | Khảo sát chợ | Sở Y tế | 01/4 | 30/6/2026 |",
        "| 2 | Dọn chợ | Sở Y tế | 30/9/2026 | 30/6/2026 |",
    ) == [("by", "2026-04-01", "2026-06-30"), ("by", None, "2026-06-30")]


def test_the_quotation_of_begin_and_end_is_both_cells() -> None:
    (task,) = plan(
        "| TT | Nội dung | Chủ trì | Bắt đầu | Kết thúc |", "| 1 | Sửa chợ | Sở Y tế | 2026 | 2028 |"
    ).tasks
    assert task.due
    assert (task.due.quote, task.due.value.raw) == ("2026 2028", "2026 - 2028")


def test_ticks_under_the_names_of_times() -> None:
    assert dues(
        "| TT | Lớp tập huấn | Cơ quan đầu mối | Quý III | Quý IV | Năm 2027 |",
        "| 1 | Kỹ năng số cho thôn | Sở Y tế | x | | |",
        "| 2 | An toàn cho trạm | Sở Y tế | | x | x |",
        "| 3 | Hồ sơ cho trạm | Sở Y tế | | | |",
    ) == [("by", None, "2026-09-30"), ("by", "2026-10-01", "2027-12-31"), None]
    assert dues(
        "| TT | Nội dung | Chủ trì | Tháng | < | < |",
        "| ^ | ^ | ^ | 5 | 6 | 7 |",
        "| 1 | Khảo sát chợ | Sở Y tế | | x | |",
    ) == [("by", None, "2026-06-30")]


def test_figures_under_the_names_of_times_are_no_ticks() -> None:
    assert dues(
        "| TT | Nội dung | Chủ trì | Năm 2026 | Năm 2027 |", "| 1 | Sửa chợ | Sở Y tế | 5 | x |"
    ) == [None]  # fmt: skip


def test_a_row_of_sums_is_no_duty_and_goes_on_with_none() -> None:
    found = plan(
        "| TT | Nội dung | Chủ trì | Kinh phí |",
        "| 1 | Khảo sát chợ | Sở Y tế | 5 |",
        "| | Tổng cộng | | 5 |",
        "| | bằng chữ: năm triệu đồng | | |",
        "| 2 | Cộng đồng tự quản chợ | Sở Y tế | |",
        "| Tổng số (triệu đồng) | < | < | 5 |",
    ).tasks
    assert [(task.text.value, task.group) for task in found] == [
        ("Khảo sát chợ", None),
        ("Cộng đồng tự quản chợ", None),
    ]


def test_like_above() -> None:
    first, second, third = plan(
        "| TT | Nội dung | Chủ trì | Phối hợp | Thời hạn |",
        "| 1 | Khảo sát chợ | Sở Y tế | nt | Quý II/2026 |",
        "| 2 | Sửa chợ | Như trên | Các xã | nt |",
        "| 3 | Dọn chợ | -nt- | “ | (như trên) |",
    ).tasks
    assert [names(task) for task in (first, second, third)] == [
        (["Sở Y tế"], []),
        (["Sở Y tế"], ["Các xã"]),
        (["Sở Y tế"], ["Các xã"]),
    ]
    assert {task.due.value.raw for task in (first, second, third) if task.due} == {"Quý II/2026"}


def test_the_header_once_more_under_a_group_is_no_duty() -> None:
    found = plan(
        "| STT | Nhiệm vụ | Đơn vị thực hiện | Đơn vị phối hợp | Thời gian |",
        "| I | Chợ | < | < | < |",
        "| Nội dung | Đơn vị thực hiện | Đơn vị phối hợp | Thời gian | |",
        "| 1 | Khảo sát chợ | Sở Y tế | Các xã | 2026 |",
        "| II | Bến bãi | Đơn vị thực hiện | Đơn vị phối hợp | Thời gian |",
        "| 2 | Khảo sát bến | Sở Y tế | Các xã | 2026 |",
    )
    assert [(task.text.value, task.group) for task in found.tasks] == [
        ("Khảo sát chợ", "I. Chợ"),
        ("Khảo sát bến", "II. Bến bãi"),
    ]
    assert "task.due_unread" not in [finding.code for finding in found.findings]


def test_a_row_that_stands_one_column_too_far_right() -> None:
    found = plan(
        "| TT | Nội dung | Chủ trì | Phối hợp | Thời hạn | Sản phẩm |",
        "| 1 | Khảo sát chợ | Sở Y tế | Các xã | 2026 | Báo cáo |",
        "| ….. | 4 | Sửa chợ | Sở Xây dựng | Các thôn | 2027 |",
        "| Biên bản nghiệm thu | < | < | < | < | < |",
        "| 5 | Dọn chợ | Sở Y tế | Các xã | 2026 | |",
    ).tasks
    assert [(task.path, task.text.value, *names(task), task.due and task.due.quote) for task in found] == [
        ("PL.1", "Khảo sát chợ", ["Sở Y tế"], ["Các xã"], "2026"),
        ("PL.4", "Sửa chợ", ["Sở Xây dựng"], ["Các thôn"], "2027"),
        ("PL.5", "Dọn chợ", ["Sở Y tế"], ["Các xã"], "2026"),
    ]
    assert [task.product and task.product.value for task in found] == ["Báo cáo", "Biên bản nghiệm thu", None]
    assert [task.group for task in found] == [None, None, None]


def test_a_value_over_two_rows_quotes_all_that_its_span_holds() -> None:
    folio = notate(
        "PHỤ LỤC\n| TT | Nội dung | Chủ trì | Thời hạn |\n"
        "| 1 | Khảo sát chợ | Sở Y tế | 2026 |\n| | và bến bãi | | |"
    )
    (task,) = extract_plan(folio).tasks
    assert (task.text.value, task.text.quote) == (
        "Khảo sát chợ và bến bãi",
        "Khảo sát chợ Sở Y tế 2026 và bến bãi",
    )
    assert " ".join(task.text.span.of(folio.text).split()) == task.text.quote


TABLE = "| TT | Nội dung | Chủ trì |\n| 1 | {} | Sở Y tế |"


@pytest.mark.parametrize(
    ("captions", "paths"),
    [
        (("PHỤ LỤC II", "PHỤ LỤC IV"), ["PL2.1", "PL4.1"]),
        (("Phụ lục 02", "Phụ lục 5"), ["PL2.1", "PL5.1"]),
        (("PHỤ LỤC I", "PHỤ LỤC I"), ["PL1.1", "PL2.1"]),
        (("PHỤ LỤC III", "PHỤ LỤC"), ["PL1.1", "PL2.1"]),
    ],
)
def test_appendices_are_known_by_the_number_printed_over_them(
    captions: tuple[str, str], paths: list[str]
) -> None:
    first, second = captions
    text = (first, TABLE.format("Khảo sát chợ"), second, TABLE.format("Sửa chợ"))
    assert [task.path for task in extract_plan(notate("\n".join(text))).tasks] == paths


def test_a_table_without_running_numbers() -> None:
    first, second = plan(
        "| Nhiệm vụ | Chủ trì | Thời hạn |",
        "| - Khảo sát chợ | Sở Xây dựng | Quý II/2026 |",
        "| và bến đò | | |",
        "| Dựng chợ mới | Sở Y tế | Quý III/2026 |",
    ).tasks
    assert (first.path, first.text.value, names(first)) == (
        "PL.1",
        "Khảo sát chợ và bến đò",
        (["Sở Xây dựng"], []),
    )
    assert (second.path, days(second)) == ("PL.2", ("2026-09-30", []))


def test_several_dashes_in_a_cell_stay() -> None:
    (task,) = plan(
        "| TT | Nội dung | Chủ trì |", "| 1 | - Khảo sát chợ; - Dựng chợ mới. | Sở Xây dựng |"
    ).tasks
    assert task.text.value == "- Khảo sát chợ; - Dựng chợ mới."


def test_without_running_numbers_the_first_column_may_hold_the_work() -> None:
    (task,) = plan(
        "| Sự kiện | Cơ quan chủ trì | Thời hạn |", "| Khai mạc chợ xuân | Sở Xây dựng | Quý I/2026 |"
    ).tasks
    assert (task.text.value, days(task)) == ("Khai mạc chợ xuân", ("2026-03-31", []))
