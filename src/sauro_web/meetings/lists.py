"""The conferences that the yearly figures count, as a list."""

from __future__ import annotations

from django.urls import reverse

from sauro_web.accounts.models import Unit
from sauro_web.common.lists import Column, Kind, Listing
from sauro_web.meetings.models import LimitRule, Meeting
from sauro_web.meetings.moments import local
from sauro_web.meetings.queries.months import counts_online

__all__ = ["counted_list"]


def counted_list(title: str, office: Unit, limits: LimitRule, *, joined: bool) -> Listing:
    """A line for each conference: its day, how it was held and whether it counts as online by the rule; of
    another calendar than that of the office whose it was, where units are `joined` to it."""

    def online(row: Meeting) -> str:
        return "có" if counts_online(row.mode, limits) else "không"

    def whose(row: Meeting) -> str:
        return "" if row.office_id == office.pk else row.office.label

    whose_calendar = Column(
        "co-quan", "Cơ quan trước khi sáp nhập", whose, by=("office__name", "id"), width=30
    )
    return Listing(
        "hoi-nghi-da-dem",
        title,
        (
            Column(
                "noi-dung", "Hội nghị", lambda row: row.subject, by=("subject", "id"), kind=Kind.MAIN,
                link=lambda row: reverse("meetings:meeting", args=[row.pk]), width=50,
            ),
            Column("ngay", "Ngày", lambda row: local(row.starts).date(), by=("starts", "id"), kind=Kind.DATE),
            Column("hinh-thuc", "Hình thức", lambda row: row.get_mode_display(), by=("mode", "id"),
                   kind=Kind.SHORT),
            Column("truc-tuyen", "Tính là trực tuyến", online, kind=Kind.SHORT),
            Column("pham-vi", "Phạm vi", lambda row: row.get_scope_display(), by=("scope", "id")),
            *([whose_calendar] if joined else []),
            Column("ngoai-muc", "Lý do ngoài hạn mức năm", lambda row: row.exceptional, shown=False,
                   width=40),
        ),
        order=("starts", "id"),
    )  # fmt: skip
