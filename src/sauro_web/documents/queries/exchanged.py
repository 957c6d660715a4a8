"""How many documents left electronically (QĐ 28/2018/QĐ-TTg: all between state agencies but classified
ones)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.documents.models import Channel, Direction, Document, DocumentState
from sauro_web.documents.queries.counting import counted_of_whole, of_whole

__all__ = [
    "EXCHANGED",
    "ExchangedShare",
    "exchanged_months",
    "exchanged_rows",
    "exchanged_share",
    "is_by_line",
    "is_exchanged",
]

EXCHANGED = (
    "Văn bản gửi bằng đường điện tử / văn bản đi đã ghi chuyển mà có nơi nhận là cơ quan: đơn vị có trong "
    "phần mềm, hoặc tên bắt đầu như tên cơ quan, đơn vị của Nhà nước, Đảng, đoàn thể (Sở, Ban, Phòng, "
    "Trường…). Không kể văn bản chỉ gửi công dân, doanh nghiệp và văn bản mật. Gửi cả điện tử và giấy được "
    "tính là điện tử."
)
"""The rule in words, as it stands beside the share."""
_HELD = (DocumentState.ISSUED, DocumentState.REPLACED)


@dataclass(frozen=True, slots=True)
class ExchangedShare:
    """Of `every` document that went to an office `electronic` did so by the line."""

    electronic: int
    every: int


def is_exchanged() -> Q:
    """The condition on a document, or on a total of documents, that it was sent to an office and holds."""
    return Q(direction=Direction.OUTGOING, state__in=_HELD, sent_to_office=True)


def is_by_line() -> Q:
    """The condition that it left electronically."""
    return ~Q(channel=Channel.PAPER)


def exchanged_rows(office: Unit, first: date, last: date, *, by: date | None = None) -> QuerySet[Document]:
    """The documents of these days that were sent to an office."""
    return Document.objects.filter(
        is_exchanged(), of_whole(office, first, by), dated__range=(first, last)
    ).order_by()


def exchanged_months(
    office: Unit, first: date, last: date, *, by: date | None = None
) -> dict[int, tuple[int, int]]:
    """How many went electronically of how many in each month of these days of a year. One query."""
    rows = exchanged_rows(office, first, last, by=by).values_list("dated__month")
    found = rows.annotate(electronic=Count("pk", filter=is_by_line()), every=Count("pk"))
    return {month: (electronic, every) for month, electronic, every in found}


def exchanged_share(office: Unit, first: date, last: date, *, by: date | None = None) -> ExchangedShare:
    """The share of these days. One query."""
    figures = {"every": is_exchanged(), "electronic": is_exchanged() & is_by_line()}
    found = counted_of_whole(office, first, last, figures, by=by)
    return ExchangedShare(found["electronic"], found["every"])
