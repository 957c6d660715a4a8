"""The rows of a register."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.documents.models import Direction, Document, DocumentState
from sauro_web.documents.queries.receiving import came_on, is_recalled_at_sender

__all__ = ["arrived_rows", "register_rows", "unsent_among"]


def register_rows(office: Unit, directions: Sequence[str]) -> QuerySet[Document]:
    """The documents of a register with what a list shows of them; whose page they stand on asked before."""
    rows = Document.objects.filter(office=office, direction__in=directions)
    return rows.select_related("drafting_unit", "lead").prefetch_related("recipients")


def arrived_rows(office: Unit) -> QuerySet[Document]:
    """What arrived, with who helps and what replied; `came_on` is the day on which another office of the site
    sent it, nothing for what came by other ways, `is_recalled` whether that one has recalled it."""
    rows = Document.objects.filter(office=office, direction=Direction.INCOMING).select_related("lead")
    rows = rows.annotate(came_on=came_on(), is_recalled=is_recalled_at_sender())
    return rows.prefetch_related("cooperations__unit", "related_by__document")


def unsent_among(rows: QuerySet[Document]) -> QuerySet[Document]:
    """Those that hold, should leave the office and were not sent; of an older book that is not known."""
    return rows.filter(
        direction=Direction.OUTGOING, state=DocumentState.ISSUED, sent_on=None, series__isnull=False
    )
