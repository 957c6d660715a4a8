"""The two templates: their names, sheets and columns."""

from __future__ import annotations

from dataclasses import dataclass

from sauro_web.accounts.importing.columns import Column, Sheet

__all__ = ["DUE", "MOST_LINES", "NAMED_ON", "PROGRESS", "TASKS", "Template"]

DUE = "Thời hạn"
MOST_LINES = 2_000
NAMED_ON = "Tên mẫu"
"""The sheet whose first cell names the template."""


@dataclass(frozen=True, slots=True)
class Template:
    """A sheet to fill in. The name changes with the columns, so that a file made after an old one is told
    so; `former` are the names it had."""

    name: str
    sheet: Sheet
    former: tuple[str, ...] = ()


TASKS = Template(
    "Sáu Rõ - giao việc - 2026.2",
    Sheet(
        "Nhiệm vụ",
        (
            Column("Nội dung nhiệm vụ", 5_000, True),
            Column("Sản phẩm", 1_000, True, "thứ phải nộp khi xong"),
            Column("Đơn vị chủ trì", 200, True, "chỉ một đơn vị, ghi như trong danh mục đơn vị"),
            Column("Đơn vị phối hợp", 2_000, False, "cách nhau bằng dấu ;, không ghi lại đơn vị chủ trì"),
            Column(
                DUE,
                300,
                True,
                "ngày/tháng/năm, hoặc như khi giao việc: “05 ngày làm việc” kể từ ngày giao, “Quý IV/2026”, "
                "“Hằng tháng”, “Thường xuyên”; không ghi ngày đã qua",
            ),
            Column("Văn bản nguồn", 300, False, "số, ký hiệu, ngày của văn bản giao"),
            Column("Thẩm quyền", 300, False, "ai quyết định nội dung gì"),
        ),
    ),
    former=("Sáu Rõ - giao việc - 2026.1",),
)
PROGRESS = Template(
    "Sáu Rõ - tiến độ - 2026.2",
    Sheet(
        "Tiến độ",
        (
            Column("Mã phần việc", 40, True, "không sửa"),
            Column("Lần sửa", 40, True, "không sửa"),
            Column("Nội dung nhiệm vụ", 6_000, False, "chỉ để đọc"),
            Column(DUE, 40, False, "chỉ để đọc"),
            Column("Mức độ (%)", 40, False, "từ 0 đến 99; đã xong thì trình kết quả trên phần mềm"),
            Column("Nội dung cập nhật", 5_000, False, "để trống cả hai cột: dòng này không có gì mới"),
        ),
    ),
    former=("Sáu Rõ - tiến độ - 2026.1",),
)
