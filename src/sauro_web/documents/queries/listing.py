"""The rows of a register."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.documents.models import Document

__all__ = ["register_rows"]


def register_rows(office: Unit, directions: Sequence[str]) -> QuerySet[Document]:
    """The documents of a register with what a list shows of them; whose page they stand on asked before."""
    rows = Document.objects.filter(office=office, direction__in=directions)
    return rows.select_related("drafting_unit", "lead").prefetch_related("recipients")
