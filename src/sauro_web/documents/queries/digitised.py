"""How many documents are "văn bản được số hóa" (KL 226-KL/TW asks for at least 95 %). What that means the
texts leave open; the office's counting rule says it, and its wording stands beside every share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.documents.models import CountingRule, Direction, Document, DocumentState
from sauro_web.documents.queries.counting import counted_of_whole, of_whole

__all__ = [
    "DigitisedShare",
    "digitised_months",
    "digitised_rows",
    "digitised_share",
    "digitised_wording",
    "is_digitised",
    "is_judged",
    "is_known",
]

_NEVER_ISSUED = (DocumentState.RESERVED, DocumentState.CANCELLED, DocumentState.RETURNED)


@dataclass(frozen=True, slots=True)
class DigitisedShare:
    """Of `every` document `digitised` are; of `unknown` no file was read."""

    digitised: int
    every: int
    unknown: int
    wording: str


def digitised_wording(rule: CountingRule) -> str:
    """The rule in a sentence."""
    what = "văn bản có bản gốc điện tử mang chữ ký số còn nguyên vẹn"
    if rule.digitised_with_copies:
        what += " và văn bản giấy có bản số hóa đúng Nghị định số 30/2020/NĐ-CP (Phụ lục I, Phần II)"
    whole = "văn bản đã ban hành"
    if rule.digitised_of_arrivals:
        whole += " và văn bản đến"
    return f"Văn bản được số hóa: {what}; tính trên mọi {whole}, không kể văn bản mật."


def is_judged(rule: CountingRule) -> Q:
    """The condition on a document, or on a total of documents, that the share is counted of it."""
    directions = [Direction.OUTGOING, Direction.INTERNAL]
    if rule.digitised_of_arrivals:
        directions.append(Direction.INCOMING)
    return Q(direction__in=directions) & ~Q(state__in=_NEVER_ISSUED)


def is_digitised(rule: CountingRule) -> Q:
    """The condition that it counts as digitised."""
    copies = Q(has_digitised_copy=True) if rule.digitised_with_copies else Q()
    return Q(digitally_signed=True) | copies


def is_known(rule: CountingRule) -> Q:
    """The condition that a file of it was read."""
    copies = Q(has_digitised_copy__isnull=False) if rule.digitised_with_copies else Q()
    return Q(digitally_signed__isnull=False) | copies


def digitised_rows(
    office: Unit, rule: CountingRule, first: date, last: date, *, by: date | None = None
) -> QuerySet[Document]:
    """All documents of these days of which the share is counted, digitised or not."""
    return Document.objects.filter(
        is_judged(rule), of_whole(office, first, by), dated__range=(first, last)
    ).order_by()


def digitised_months(
    office: Unit, rule: CountingRule, first: date, last: date, *, by: date | None = None
) -> dict[int, tuple[int, int]]:
    """How many are digitised of how many in each month of these days of a year. One query."""
    rows = digitised_rows(office, rule, first, last, by=by).values_list("dated__month")
    found = rows.annotate(digitised=Count("pk", filter=is_digitised(rule)), every=Count("pk"))
    return {month: (digitised, every) for month, digitised, every in found}


def digitised_share(
    office: Unit, rule: CountingRule, first: date, last: date, *, by: date | None = None
) -> DigitisedShare:
    """The share of these days. One query."""
    every = is_judged(rule)
    figures = {"every": every, "digitised": every & is_digitised(rule), "unknown": every & ~is_known(rule)}
    found = counted_of_whole(office, first, last, figures, by=by)
    return DigitisedShare(found["digitised"], found["every"], found["unknown"], digitised_wording(rule))
