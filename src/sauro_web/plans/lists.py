"""The list of plans."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from sauro_web.common.lists import Column, Kind, Listing
from sauro_web.plans.models import ImportedPlan, PlanState

__all__ = ["plans_list"]

_CHIPS = {
    PlanState.REVIEW: "waiting",
    PlanState.ISSUED: "done",
    PlanState.UNREAD: "refused",
    PlanState.READING: "working",
    PlanState.QUEUED: "working",
}


def plans_list(title: str) -> Listing:
    """Plans of an office, the last uploaded first."""
    return Listing(
        "ke-hoach",
        title,
        (
            Column(
                "trich-yeu",
                "Trích yếu",
                lambda plan: plan.subject or plan.file_name,
                kind=Kind.MAIN,
                link=_page,
            ),
            Column(
                "so-ky-hieu",
                "Số, ký hiệu",
                lambda plan: plan.reference,
                by=("symbol", "length_of_number", "number"),
                kind=Kind.SHORT,
            ),
            Column("ngay", "Ngày ban hành", lambda plan: plan.issued_on, by=("issued_on",), kind=Kind.DATE),
            Column("trang-thai", "Trạng thái", _state, by=("state",), kind=Kind.SHORT, chip=_chip, width=16),
            Column("da-soat", "Đã soát", _decided, kind=Kind.FIGURE, link=_review, width=10),
            Column("tai-len", "Tải lên", lambda plan: plan.uploaded_at, by=("uploaded_at",), kind=Kind.DATE),
            Column(
                "nguoi-tai",
                "Người tải lên",
                lambda plan: str(plan.uploaded_by),
                by=("uploaded_by__full_name",),
                width=24,
            ),
            Column(
                "ban-hanh",
                "Cơ quan ban hành",
                lambda plan: plan.issuer,
                by=("issuer",),
                shown=False,
                width=34,
            ),
            Column(
                "thuc-hien", "Thực hiện văn bản", lambda plan: plan.parent_reference, shown=False, width=22
            ),
            Column(
                "giao-luc",
                "Giao việc lúc",
                lambda plan: plan.units_told_at,
                by=("units_told_at",),
                kind=Kind.DATE,
                shown=False,
                width=17,
            ),
            Column("tep", "Tên tệp", lambda plan: plan.file_name, shown=False, width=30),
        ),
        order=("-uploaded_at", "-id"),
    )


def _page(plan: ImportedPlan) -> str:
    """What is being reviewed opens on its review."""
    return reverse("plans:review" if plan.state == PlanState.REVIEW else "plans:plan", args=(plan.pk,))


def _state(plan: ImportedPlan) -> str:
    return str(plan.get_state_display())


def _chip(plan: ImportedPlan) -> tuple[str, str]:
    return _CHIPS.get(PlanState(plan.state), "plain"), _state(plan)


def _decided(plan: Any) -> str:
    return f"{plan.decided}/{plan.suggested}" if plan.suggested else ""


def _review(plan: Any) -> str:
    return reverse("plans:review", args=(plan.pk,)) if plan.suggested else ""
