"""The registers as lists, in the columns of NĐ 30/2020, Phụ lục IV."""

from __future__ import annotations

from django.urls import reverse

from sauro_web.common.lists import Column, Kind, Listing
from sauro_web.documents.models import Document, DocumentState

__all__ = ["CHIPS", "outgoing_list"]

CHIPS = {
    DocumentState.RESERVED: "waiting",
    DocumentState.ISSUED: "done",
    DocumentState.CANCELLED: "refused",
    DocumentState.RECALLED: "refused",
    DocumentState.REPLACED: "plain",
    DocumentState.ARRIVED: "waiting",
    DocumentState.ASSIGNED: "working",
    DocumentState.ANSWERED: "done",
    DocumentState.FILED: "plain",
    DocumentState.RETURNED: "refused",
}


def outgoing_list(title: str) -> Listing:
    """Sổ đăng ký văn bản đi, the newest first; its ten columns, then what may be chosen besides."""
    return Listing(
        "van-ban-di",
        title,
        (
            Column("so", "Số, ký hiệu", _reference, kind=Kind.SHORT, link=_page, width=18),
            Column("ngay", "Ngày tháng văn bản", lambda row: row.dated, by=("dated", "id"), kind=Kind.DATE),
            Column("trich-yeu", "Tên loại và trích yếu", _about, kind=Kind.MAIN, link=_page, width=60),
            Column("nguoi-ky", "Người ký", lambda row: row.signer, width=24),
            Column("noi-nhan", "Nơi nhận", _recipients, width=40),
            Column("ban-luu", "Đơn vị, người nhận bản lưu", lambda row: row.kept_by, width=24, shown=False),
            Column("so-ban", "Số lượng bản", lambda row: row.copies, kind=Kind.FIGURE, width=10, shown=False),
            Column("ngay-chuyen", "Ngày chuyển", lambda row: row.sent_on, kind=Kind.DATE),
            Column("ky-nhan", "Ký nhận", _received, width=20, shown=False),
            Column("ghi-chu", "Ghi chú", _notes, width=30, shown=False),
            Column(
                "trang-thai", "Trạng thái", _state, kind=Kind.SHORT, chip=_chip, chip_alone=True, width=16
            ),
            Column("don-vi", "Đơn vị soạn thảo", _drafter, width=28, shown=False),
            Column("vi-sao", "Vì sao ban hành", lambda row: row.why_needed, width=40, shown=False),
        ),
        order=("-dated", "-id"),
    )


def _page(row: Document) -> str:
    return reverse("documents:document", args=(row.pk,))


def _reference(row: Document) -> str:
    return row.reference or row.written_number


def _about(row: Document) -> str:
    if row.kind:
        return f"{row.kind}: {row.subject}"
    return f"Số giữ cho {row.reserved_for}"


def _recipients(row: Document) -> str:
    return "; ".join(one.name for one in row.recipients.all())


def _received(row: Document) -> str:
    confirmed = [one for one in row.recipients.all() if one.confirmed_on]
    return f"{len(confirmed)}/{len(row.recipients.all())} nơi xác nhận" if confirmed else ""


def _notes(row: Document) -> str:
    state = "" if row.state == DocumentState.ISSUED else str(row.get_state_display())
    return "; ".join(filter(None, (state, row.number_reason, row.notes)))


def _state(row: Document) -> str:
    return str(row.get_state_display())


def _chip(row: Document) -> tuple[str, str]:
    return CHIPS[DocumentState(row.state)], _state(row)


def _drafter(row: Document) -> str:
    return row.drafting_unit.label if row.drafting_unit else ""
