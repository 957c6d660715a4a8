"""How many documents left electronically (QĐ 28/2018/QĐ-TTg: all between state agencies but classified
ones)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.documents.models import Channel, Direction, Document, DocumentState, Recipient

__all__ = ["EXCHANGED", "ExchangedShare", "exchanged_months", "exchanged_rows", "exchanged_share"]

EXCHANGED = (
    "Văn bản gửi bằng đường điện tử / văn bản đi đã ghi chuyển mà có nơi nhận là cơ quan: đơn vị có trong "
    "phần mềm, hoặc tên bắt đầu như tên cơ quan, đơn vị của Nhà nước, Đảng, đoàn thể (Sở, Ban, Phòng, "
    "Trường…). Không kể văn bản chỉ gửi công dân, doanh nghiệp và văn bản mật. Gửi cả điện tử và giấy được "
    "tính là điện tử."
)
"""The rule in words, as it stands beside the share."""
_BY_LINE = ~Q(channel=Channel.PAPER)
_HELD = (DocumentState.ISSUED, DocumentState.REPLACED)
_OFFICES = (
    "Ủy ban", "Uỷ ban", "UBND", "UBMTTQ", "Hội đồng", "HĐND", "Thường trực", "Văn phòng", "Bộ", "Sở", "Ban",
    "Phòng", "Trung tâm", "Cục", "Chi cục", "Tổng cục", "Vụ", "Công an", "Quân sự", "Biên phòng", "Đảng ủy",
    "Đảng uỷ", "Chi bộ", "Tỉnh ủy", "Tỉnh uỷ", "Thành ủy", "Thành uỷ", "Mặt trận", "Đoàn", "Hội", "Liên đoàn",
    "Công đoàn", "Tòa án", "Toà án", "Viện", "Kho bạc", "Bảo hiểm xã hội", "Thuế", "Thanh tra", "Hạt",
    "Đội", "Đồn", "Trạm", "Trường", "Bệnh viện", "Học viện", "Chính phủ", "Thủ tướng", "Quốc hội",
)  # fmt: skip
_SPELLINGS = sorted({form for one in _OFFICES for form in (one, one.lower(), one.upper())})
_NAMED_AS_OFFICE = rf"^(Các |các |CÁC )?({'|'.join(_SPELLINGS)})([ ,.;:]|$)"
"""Spelt out, for the database of one site folds letters with marks and that of another does not."""


@dataclass(frozen=True, slots=True)
class ExchangedShare:
    """Of `every` document that went to an office `electronic` did so by the line."""

    electronic: int
    every: int


def exchanged_rows(office: Unit, first: date, last: date) -> QuerySet[Document]:
    """The documents of these days that were sent to an office."""
    offices = Recipient.objects.filter(
        Q(unit__isnull=False) | Q(name__regex=_NAMED_AS_OFFICE),
        Q(sent_on__isnull=False) | Q(document__sent_on__isnull=False),
        document=OuterRef("pk"),
    )
    rows = Document.objects.filter(
        Exists(offices), office=office, direction=Direction.OUTGOING, dated__range=(first, last),
        state__in=_HELD,
    )  # fmt: skip
    return rows.order_by()


def exchanged_months(office: Unit, first: date, last: date) -> dict[int, tuple[int, int]]:
    """How many went electronically of how many in each month of these days of a year. One query."""
    rows = exchanged_rows(office, first, last).values_list("dated__month")
    found = rows.annotate(electronic=Count("pk", filter=_BY_LINE), every=Count("pk"))
    return {month: (electronic, every) for month, electronic, every in found}


def exchanged_share(office: Unit, first: date, last: date) -> ExchangedShare:
    """The share of these days. One query."""
    found = exchanged_rows(office, first, last).aggregate(
        every=Count("pk"), electronic=Count("pk", filter=_BY_LINE)
    )
    return ExchangedShare(found["electronic"], found["every"])
