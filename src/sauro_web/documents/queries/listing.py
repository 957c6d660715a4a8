"""The rows of a register."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.merged import whose_records
from sauro_web.documents.models import Direction, Document, DocumentState
from sauro_web.documents.queries.counted_as import EVER
from sauro_web.documents.queries.counting import of_whole
from sauro_web.documents.queries.receiving import came_on, is_recalled_at_sender

__all__ = ["arrived_rows", "joined_since", "register_rows", "unsent_among"]


def register_rows(office: Unit, directions: Sequence[str], *, by: date | None = None) -> QuerySet[Document]:
    """The documents of a register with what a list shows of them, and with `by` those of units that had
    become one with the office by that day; whose page they stand on asked before."""
    rows = Document.objects.filter(of_whole(office, EVER[0], by), direction__in=directions)
    return rows.select_related("drafting_unit", "lead").prefetch_related("recipients")


def arrived_rows(office: Unit, *, by: date | None = None) -> QuerySet[Document]:
    """What arrived, as `register_rows`, with who helps and what replied; `came_on` is the day on
    which another office of the site sent it, nothing for what came by other ways, `is_recalled` whether that
    one has recalled it."""
    rows = Document.objects.filter(of_whole(office, EVER[0], by), direction=Direction.INCOMING)
    rows = rows.select_related("lead")
    rows = rows.annotate(came_on=came_on(), is_recalled=is_recalled_at_sender())
    return rows.prefetch_related("cooperations__unit", "related_by__document")


def joined_since(office: Unit, first: date | None, by: date | None) -> Sequence[Unit]:
    """The other units whose documents from a day on (None: ever) stand in such a list."""
    return () if by is None else whose_records(office, first or EVER[0], by)[1:]


def unsent_among(rows: QuerySet[Document]) -> QuerySet[Document]:
    """Those that hold, should leave the office and were not sent; of an older book that is not known."""
    return rows.filter(
        direction=Direction.OUTGOING, state=DocumentState.ISSUED, sent_on=None, series__isnull=False
    )
