"""Tables of duties that lost their cells: told, never guessed. Offices and duties are made up."""

from tests.core.extraction.plan_findings import DUTY, found, plan

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
