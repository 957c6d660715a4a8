"""What the search of the site finds in the registers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from sauro_web.accounts.models import User
from sauro_web.common.search import Found
from sauro_web.documents import rules
from sauro_web.documents.models import Document
from sauro_web.documents.queries.finding import found_in

__all__ = ["find_documents"]


def find_documents(person: User, words: str, on: date, limit: int) -> Sequence[Found]:
    """Documents in the registers that the person may read, the newest first."""
    found: list[Found] = []
    for office in rules.offices_of(person, on=on):
        rows = found_in(Document.objects.filter(office=office), office, words, typing=True)
        found += [_hit(one) for one in rows.order_by("-dated", "-pk")[: limit - len(found)]]
        if len(found) >= limit:
            break
    return found


def _hit(document: Document) -> Found:
    detail = (document.get_direction_display(), f"{document.dated:%d/%m/%Y}", document.issuer)
    title = f"{document.reference or document.written_number} {document.subject}".strip()
    return Found(title, reverse("documents:document", args=(document.pk,)), " · ".join(filter(None, detail)))
