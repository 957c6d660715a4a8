"""The lists of units and of people."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from sauro_web.accounts.models import Acting, Membership
from sauro_web.common.lists import Column, Kind, Listing

__all__ = ["people_list", "units_list"]


def units_list(name: str, title: str, *, order: tuple[str, ...], several: bool = False) -> Listing:
    """Units with who heads them, of `units_with_heads`; `several`: of several offices, which is then said."""
    return Listing(
        name,
        title,
        (
            Column(
                "don-vi",
                "Đơn vị",
                lambda unit: unit.name,
                by=("called",),
                kind=Kind.MAIN,
                link=lambda unit: reverse("accounts:unit", args=(unit.pk,)),
            ),
            Column(
                "thuoc",
                "Thuộc",
                lambda unit: unit.above_called,
                by=("above_called",),
                shown=several,
                width=34,
            ),
            Column("loai", "Loại", lambda unit: unit.get_kind_display(), by=("kind",), width=24),
            Column("dung-dau", "Người đứng đầu", _head, by=("head_called",), width=26),
            Column("ky-hieu", "Ký hiệu", lambda unit: unit.symbol, by=("symbol",), kind=Kind.SHORT, width=12),
            Column(
                "ma", "Mã ĐVHC", lambda unit: unit.area_code, by=("area_code",), kind=Kind.SHORT, width=11
            ),
            Column("goi-tat", "Tên gọi tắt", lambda unit: unit.short_name, shown=False, width=24),
            Column(
                "dinh-danh",
                "Mã định danh",
                lambda unit: unit.identifier,
                by=("identifier",),
                kind=Kind.SHORT,
                shown=False,
                width=22,
            ),
            Column("tu-ngay", "Từ ngày", lambda unit: unit.valid_from, by=("valid_from",), kind=Kind.DATE),
            Column(
                "den-ngay",
                "Đến ngày",
                lambda unit: unit.valid_to,
                by=("valid_to",),
                kind=Kind.DATE,
                shown=False,
            ),
        ),
        order=order,
    )


def people_list(title: str) -> Listing:
    """Positions of people in an office, by unit."""
    return Listing(
        "nguoi-dung",
        title,
        (
            Column(
                "ho-ten",
                "Họ và tên",
                lambda row: row.user.full_name,
                by=("called", "whole_name"),
                kind=Kind.MAIN,
                link=lambda row: reverse("accounts:person", args=(row.user_id,)),
            ),
            Column(
                "dang-nhap",
                "Tên đăng nhập",
                lambda row: row.user.username,
                by=("user__username",),
                kind=Kind.SHORT,
            ),
            Column(
                "don-vi",
                "Đơn vị",
                lambda row: row.unit.label,
                by=("unit__path",),
                link=lambda row: reverse("accounts:unit", args=(row.unit_id,)),
                width=34,
            ),
            Column("chuc-vu", "Chức vụ", _title, by=("title",), width=26),
            Column("vai-tro", "Vai trò", lambda row: row.get_role_display(), by=("role",), width=22),
            Column(
                "tai-khoan",
                "Tài khoản",
                lambda row: _account(row)[1],
                by=("user__is_active",),
                kind=Kind.SHORT,
                chip=lambda row: _account(row),
            ),
            Column(
                "dung-dau", "Đứng đầu", lambda row: "x" if row.is_head else "", kind=Kind.SHORT, shown=False
            ),
            Column("thu", "Thư điện tử", lambda row: row.user.email, shown=False, width=28),
            Column("dien-thoai", "Điện thoại", lambda row: row.user.phone, kind=Kind.SHORT, shown=False),
            Column(
                "tu-ngay",
                "Từ ngày",
                lambda row: row.valid_from,
                by=("valid_from",),
                kind=Kind.DATE,
                shown=False,
            ),
        ),
        order=("unit__path", "pk"),
    )


def _head(unit: Any) -> str:
    if not unit.head_called:
        return ""
    return f"{unit.head_called} ({Acting(unit.head_acting).label})" if unit.head_acting else unit.head_called


def _title(row: Membership) -> str:
    return f"{row.get_acting_display()} {row.title}".strip() if row.acting else row.title


def _account(row: Membership) -> tuple[str, str]:
    return ("done", "Đang dùng") if row.user.is_active else ("refused", "Đã khóa")
