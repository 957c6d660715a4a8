"""The two sheets of the spreadsheet and their columns."""

from __future__ import annotations

from dataclasses import dataclass

from sauro_web.accounts.models import Role, UnitKind

__all__ = ["KINDS", "PEOPLE", "ROLES", "SHEETS", "UNITS", "Column", "Sheet"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, how long its cells may be, whether they must be filled."""

    heading: str
    longest: int
    needed: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet."""

    title: str
    columns: tuple[Column, ...]


KINDS = {kind.label: kind for kind in UnitKind if kind not in (UnitKind.MINISTRY, UnitKind.PROVINCE)}
ROLES = {role.label: role for role in Role}

UNITS = Sheet(
    "Đơn vị",
    (
        Column("Mã trong tệp", 40, True, "tự đặt, mỗi dòng một mã"),
        Column(
            "Thuộc", 200, False, "mã của một dòng trong tệp, hoặc tên đơn vị đã có; để trống: cơ quan nhập"
        ),
        Column("Loại", 40, True, "chọn trong danh sách"),
        Column("Tên đầy đủ", 200, True),
        Column("Tên gọi tắt", 80),
        Column("Ký hiệu", 30, False, "như trong số, ký hiệu văn bản"),
        Column("Mã đơn vị hành chính", 5, False, "5 chữ số, chỉ với UBND cấp xã"),
        Column("Mã định danh điện tử", 35),
        Column("Cách viết khác", 1_000, False, "cách nhau bằng dấu ;"),
    ),
)
PEOPLE = Sheet(
    "Người dùng",
    (
        Column("Họ và tên", 120, True),
        Column("Tên đăng nhập", 150, True),
        Column("Đơn vị", 200, True, "mã của một dòng trong tệp, hoặc tên đơn vị đã có"),
        Column("Vai trò", 40, True, "chọn trong danh sách"),
        Column("Chức vụ", 120),
        Column("Người đứng đầu", 1, False, "ghi x"),
        Column("Thư điện tử", 254),
        Column("Điện thoại", 20),
    ),
)
SHEETS = (UNITS, PEOPLE)
