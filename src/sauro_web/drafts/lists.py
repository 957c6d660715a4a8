"""Drafts as a list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from sauro_web.common.lists import Column, Kind, Listing
from sauro_web.drafts.models import DraftState

__all__ = ["CHIPS", "draft_list"]

CHIPS = {
    DraftState.WRITTEN: "working",
    DraftState.OPINIONS: "working",
    DraftState.APPRAISAL: "waiting",
    DraftState.RETURNED: "refused",
    DraftState.APPROVAL: "waiting",
    DraftState.READY: "near",
    DraftState.ISSUED: "done",
    DraftState.DROPPED: "plain",
}


def draft_list() -> Listing:
    """The last moved first."""
    return Listing(
        "du-thao",
        "Dự thảo văn bản",
        (
            Column(
                "trich-yeu", "Tên loại và trích yếu", _about, kind=Kind.MAIN, link=_page, width=60,
            ),
            Column(
                "trang-thai", "Trạng thái", lambda row: row.get_state_display(), kind=Kind.SHORT, chip=_chip,
                chip_alone=True, width=24,
            ),
            Column("don-vi", "Đơn vị soạn thảo", lambda row: row.unit.label, width=28),
            Column("nguoi", "Người soạn thảo", lambda row: str(row.author), width=24, shown=False),
            Column("lan", "Lần dự thảo", lambda row: row.last_number, kind=Kind.FIGURE, width=8),
            Column("gop-y", "Góp ý chậm", _late, kind=Kind.FIGURE, width=10),
            Column("ngay", "Chuyển ngày", _moved, by=("moved_at", "id"), kind=Kind.DATE),
            Column("so", "Số, ký hiệu", _reference, kind=Kind.SHORT, width=18, shown=False),
        ),
        order=("-moved_at", "-id"),
    )  # fmt: skip


def _page(row: Any) -> str:
    return reverse("drafts:draft", args=(row.pk,))


def _about(row: Any) -> str:
    return f"{row.kind}: {row.subject}"


def _moved(row: Any) -> date:
    return localdate(row.moved_at)


def _chip(row: Any) -> tuple[str, str]:
    return CHIPS[DraftState(row.state)], row.get_state_display()


def _late(row: Any) -> int | None:
    return row.late or None


def _reference(row: Any) -> str:
    return row.document.reference if row.document else ""
