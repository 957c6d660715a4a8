"""Requests for numbers."""

from __future__ import annotations

from sauro_web.accounts.models import Unit
from sauro_web.documents.models import NumberRequest, RequestState

__all__ = ["approved_request"]


def approved_request(office: Unit, kind: str, subject: str) -> NumberRequest | None:
    """That which the leader let go beyond the allowance and which has no number yet, for a document of this
    kind and subject; the first asked where there are two."""
    rows = NumberRequest.objects.filter(
        office=office, state=RequestState.APPROVED, kind=kind, subject=" ".join(subject.split())
    )
    return rows.order_by("asked_at", "pk").first()
