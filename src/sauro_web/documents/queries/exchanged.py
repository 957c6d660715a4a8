"""How many documents left electronically (QĐ 28/2018/QĐ-TTg: all between state agencies but classified
ones)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.documents.models import Channel, Direction, Document, DocumentState, Recipient

__all__ = ["EXCHANGED", "ExchangedShare", "exchanged_rows", "exchanged_share"]

EXCHANGED = (
    "Văn bản gửi bằng đường điện tử / văn bản đi đã ban hành có nơi nhận; không kể văn bản mật. Gửi cả điện "
    "tử và giấy được tính là điện tử."
)
"""The rule in words, as it stands beside the share."""
_SENT = (DocumentState.ISSUED, DocumentState.REPLACED)


@dataclass(frozen=True, slots=True)
class ExchangedShare:
    """Of `every` document that went to somebody `electronic` did so by the line."""

    electronic: int
    every: int


def exchanged_rows(office: Unit, first: date, last: date) -> QuerySet[Document]:
    """The documents of these days that went to somebody."""
    somebody = Recipient.objects.filter(document=OuterRef("pk"))
    rows = Document.objects.filter(
        Exists(somebody), office=office, direction=Direction.OUTGOING, dated__range=(first, last),
        state__in=_SENT,
    )  # fmt: skip
    return rows.order_by()


def exchanged_share(office: Unit, first: date, last: date) -> ExchangedShare:
    """The share of these days. One query."""
    by_line = ~Q(channel=Channel.PAPER)
    found = exchanged_rows(office, first, last).aggregate(
        every=Count("pk"), electronic=Count("pk", filter=by_line)
    )
    return ExchangedShare(found["electronic"], found["every"])
