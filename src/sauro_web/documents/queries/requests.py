"""Requests for numbers."""

from __future__ import annotations

from django.db.models import Case, When

from sauro_web.accounts.models import Unit
from sauro_web.documents.models import NumberRequest, RequestState

__all__ = ["OPEN_REQUESTS", "open_request"]

OPEN_REQUESTS = (RequestState.ASKED, RequestState.ABOVE, RequestState.APPROVED)
"""States of a request that may still get its number."""

_OPEN = (RequestState.APPROVED, RequestState.ASKED)


def open_request(office: Unit, kind: str, subject: str) -> NumberRequest | None:
    """That which has no number yet, for a document of this kind and subject: one that the leader let go
    beyond the allowance before one that waits for the clerk, then the first asked."""
    rows = NumberRequest.objects.filter(
        office=office, state__in=_OPEN, kind=kind, subject=" ".join(subject.split())
    )
    waits = Case(When(state=RequestState.APPROVED, then=0), default=1)
    return rows.order_by(waits, "asked_at", "pk").first()
