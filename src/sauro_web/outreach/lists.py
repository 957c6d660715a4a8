"""The lists of sessions and items."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from sauro_web.common.lists import Column, Kind, Listing

__all__ = ["items_list", "sessions_list"]


def sessions_list() -> Listing:
    """Training sessions, the last first."""
    return Listing(
        "tap-huan",
        "Lớp tập huấn",
        (
            Column(
                "noi-dung", "Nội dung", lambda row: row.title, by=("title",), kind=Kind.MAIN,
                link=lambda row: reverse("outreach:session", args=[row.pk]), width=44,
            ),
            Column("linh-vuc", "Lĩnh vực", lambda row: row.get_subject_display(), by=("subject",), width=20),
            Column("don-vi", "Đơn vị", lambda row: row.unit.label, by=("unit__name",), width=28),
            Column("tu", "Từ ngày", lambda row: row.starts_on, by=("starts_on",), kind=Kind.DATE),
            Column("den", "Đến ngày", lambda row: row.ends_on, by=("ends_on",), kind=Kind.DATE, shown=False),
            Column("hinh-thuc", "Hình thức", _mode, by=("mode",), kind=Kind.SHORT),
            Column("du", "Người dự", lambda row: row.attended, by=("attended",), kind=Kind.FIGURE, width=10),
            Column("khach", "Khách", lambda row: row.guests, by=("guests",), kind=Kind.FIGURE, width=10),
            Column("huong-dan", "Người hướng dẫn", lambda row: row.trainer, shown=False, width=24),
            Column("tai-lieu", "Tài liệu", lambda row: row.documents, shown=False, width=30),
            Column("ke-hoach", "Theo kế hoạch", _plan, shown=False, width=18),
            Column("huy", "Lý do hủy", lambda row: row.withdrawn_why, shown=False, width=30),
        ),
        order=("-starts_on", "-id"),
    )  # fmt: skip


def items_list() -> Listing:
    """Publicity items, the last first."""
    return Listing(
        "tuyen-truyen",
        "Tin, bài tuyên truyền",
        (
            Column(
                "noi-dung", "Nội dung", lambda row: row.title, by=("title",), kind=Kind.MAIN,
                link=lambda row: reverse("outreach:item", args=[row.pk]), width=50,
            ),
            Column("kenh", "Kênh", lambda row: row.get_channel_display(), by=("channel",), width=22),
            Column("ngay", "Ngày", lambda row: row.on, by=("on",), kind=Kind.DATE),
            Column("don-vi", "Đơn vị", lambda row: row.unit.label, by=("unit__name",), width=28),
            Column("dia-chi", "Địa chỉ", lambda row: row.link, shown=False, width=40),
            Column("ke-hoach", "Theo kế hoạch", _plan, width=18),
            Column("huy", "Lý do hủy", lambda row: row.withdrawn_why, shown=False, width=30),
        ),
        order=("-on", "-id"),
    )  # fmt: skip


def _mode(row: Any) -> str:
    return str(row.get_mode_display())


def _plan(row: Any) -> str:
    return row.plan.reference if row.plan else ""
