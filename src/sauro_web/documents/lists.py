"""The registers as lists, in the columns of NĐ 30/2020, Phụ lục IV."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.urls import reverse
from django.utils.timezone import localdate

from sauro.dates.workdays import WorkCalendar
from sauro_web.common.lists import Column, Kind, Listing
from sauro_web.documents.models import Document, DocumentState, RelationKind
from sauro_web.documents.timing import late_to_send, overdue, registered_late

__all__ = ["CHIPS", "followed_list", "incoming_list", "outgoing_list"]

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

_OF_FILES = (
    Column("ho-so", "Số và ký hiệu hồ sơ", lambda row: row.file_notation, width=20, shown=False),
    Column("stt-ho-so", "Số thứ tự trong hồ sơ", lambda row: row.file_ordinal, kind=Kind.FIGURE, shown=False),
    Column("ngon-ngu", "Ngôn ngữ", lambda row: row.language, width=16, shown=False),
)
"""What both registers know of the file in which a document is kept, and its language."""


def outgoing_list(title: str, calendar: WorkCalendar, now: datetime) -> Listing:
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
            Column(
                "ngay-chuyen",
                "Ngày chuyển",
                lambda row: row.sent_on,
                kind=Kind.DATE,
                chip=_sending(calendar, now),
            ),
            Column("ky-nhan", "Ký nhận", _received, width=20, shown=False),
            Column("ghi-chu", "Ghi chú", _notes, width=30, shown=False),
            Column(
                "trang-thai", "Trạng thái", _state, kind=Kind.SHORT, chip=_chip, chip_alone=True, width=16
            ),
            Column("don-vi", "Đơn vị soạn thảo", _drafter, width=28, shown=False),
            Column("vi-sao", "Vì sao ban hành", lambda row: row.why_needed, width=40, shown=False),
            Column("han-tra-loi", "Thời hạn trả lời", lambda row: row.due_on, kind=Kind.DATE, shown=False),
            *_OF_FILES,
        ),
        order=("-dated", "-id"),
    )


def incoming_list(title: str, calendar: WorkCalendar, on: date) -> Listing:
    """Sổ đăng ký văn bản đến, the newest first: its ten columns, then how it stands."""

    def registered(row: Document) -> str:
        """Beyond the term of registration, in working days."""
        late = registered_late(row, calendar, came_on=getattr(row, "came_on", None))
        return f"vào sổ chậm {late} ngày làm việc" if late else ""

    return Listing(
        "van-ban-den",
        title,
        (
            Column("ngay-den", "Ngày đến", lambda row: row.dated, by=("dated", "id"), kind=Kind.DATE),
            Column("so-den", "Số đến", lambda row: row.number, kind=Kind.FIGURE, link=_page, width=10),
            Column("tac-gia", "Tác giả", lambda row: row.issuer, width=28),
            Column("so", "Số, ký hiệu", lambda row: row.reference, kind=Kind.SHORT, width=18),
            Column("ngay", "Ngày tháng văn bản", lambda row: row.issued_on, kind=Kind.DATE),
            Column("trich-yeu", "Tên loại và trích yếu", _about, kind=Kind.MAIN, link=_page, width=60),
            Column("nguoi-nhan", "Đơn vị hoặc người nhận", _lead, width=28),
            Column("ngay-chuyen", "Ngày chuyển", _given_on, kind=Kind.DATE, shown=False),
            Column("ky-nhan", "Ký nhận", lambda row: "", width=16, shown=False),
            Column("ghi-chu", "Ghi chú", _notes_of_arrival, width=30, shown=False),
            Column(
                "trang-thai",
                "Trạng thái",
                _state_of_arrival,
                kind=Kind.SHORT,
                chip=_chip_of_arrival,
                chip_alone=True,
                width=18,
            ),
            Column("han", "Thời hạn", lambda row: row.due_on, kind=Kind.DATE, chip=_term(calendar, on)),
            Column("vao-so", "Vào sổ", registered, width=24, shown=False),
            Column("nguoi-ky", "Người ký", _signer, width=30, shown=False),
            Column("ghi-nhan", "Nơi nhận ghi trên văn bản", lambda row: row.to_places, width=40, shown=False),
            *_OF_FILES,
        ),
        order=("-dated", "-id"),
    )


def followed_list(title: str, calendar: WorkCalendar, on: date) -> Listing:
    """Sổ theo dõi giải quyết văn bản đến: the seven columns of the decree, the next due first."""
    return Listing(
        "so-theo-doi-van-ban-den",
        title,
        (
            Column("so-den", "Số đến", lambda row: row.number, kind=Kind.FIGURE, link=_page, width=10),
            Column(
                "van-ban",
                "Tên loại, số, ký hiệu, ngày, cơ quan ban hành",
                _arrived,
                kind=Kind.MAIN,
                link=_page,
            ),
            Column("nguoi-nhan", "Đơn vị hoặc người nhận", _lead_and_helpers, width=34),
            Column("han", "Thời hạn", lambda row: row.due_on, by=("due_on",), kind=Kind.DATE),
            Column("tien-do", "Tiến độ", lambda row: _progress(row, calendar, on), width=28),
            Column("tra-loi", "Số, ký hiệu văn bản trả lời", _replies, width=24),
            Column("ghi-chu", "Ghi chú", _notes_of_arrival, width=30),
        ),
        order=("-dated", "-id"),
        fixed=True,
    )


def _page(row: Document) -> str:
    return reverse("documents:document", args=(row.pk,))


def _reference(row: Document) -> str:
    return row.reference or row.written_number


def _about(row: Document) -> str:
    if row.kind:
        return f"{row.kind}: {row.subject}"
    return row.subject or f"Số giữ cho {row.reserved_for}"


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


def _signer(row: Document) -> str:
    return ", ".join(filter(None, (row.signer, row.position)))


def _drafter(row: Document) -> str:
    return row.drafting_unit.label if row.drafting_unit else ""


def _lead(row: Document) -> str:
    return row.lead.label if row.lead else ""


def _lead_and_helpers(row: Document) -> str:
    helpers = [f"{one.unit.label} (phối hợp)" for one in row.cooperations.all()]
    return "; ".join(filter(None, (_lead(row), *helpers)))


def _given_on(row: Document) -> date | None:
    return localdate(row.assigned_at) if row.assigned_at else None


def _notes_of_arrival(row: Document) -> str:
    recalled = "nơi gửi đã thu hồi" if _is_recalled(row) else ""
    return "; ".join(filter(None, (recalled, row.number_reason, row.notes)))


def _is_recalled(row: Document) -> bool:
    """Whether its sender has recalled it and it still stands here as if he had not."""
    return bool(getattr(row, "is_recalled", False)) and row.state != DocumentState.RECALLED


def _state_of_arrival(row: Document) -> str:
    return f"{_state(row)}, bị thu hồi" if _is_recalled(row) else _state(row)


def _chip_of_arrival(row: Document) -> tuple[str, str]:
    return ("refused", _state_of_arrival(row)) if _is_recalled(row) else _chip(row)


def _arrived(row: Document) -> str:
    dated = f"ngày {row.issued_on:%d/%m/%Y}" if row.issued_on else ""
    number = f"số {row.reference}" if row.reference else ""
    return f"{' '.join(filter(None, (row.kind, number, dated)))}, {row.issuer}: {row.subject}".lstrip(", ")


def _replies(row: Document) -> str:
    return "; ".join(
        one.document.reference for one in row.related_by.all() if one.kind == RelationKind.REPLIES
    )


def _sending(calendar: WorkCalendar, now: datetime) -> Callable[[Document], tuple[str, str] | None]:
    def chip(row: Document) -> tuple[str, str] | None:
        if late_to_send(row, calendar, now) is None:
            return None
        return "late", "chuyển chậm" if row.sent_on else "chưa chuyển, quá hạn"

    return chip


def _term(calendar: WorkCalendar, on: date) -> Callable[[Document], tuple[str, str] | None]:
    def chip(row: Document) -> tuple[str, str] | None:
        late = overdue(row, on, calendar)
        return ("late", f"quá {late} ngày làm việc") if late else None

    return chip


def _progress(row: Document, calendar: WorkCalendar, on: date) -> str:
    late = overdue(row, on, calendar)
    done = f"{_state(row)} ngày {row.ended_on:%d/%m/%Y}" if row.ended_on else _state(row)
    return f"{done}, quá hạn {late} ngày làm việc" if late else done
