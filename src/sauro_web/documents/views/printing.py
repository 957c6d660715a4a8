"""A register as a file to be printed and bound."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.letterheads import letterhead_of
from sauro_web.common.errors import NotReady
from sauro_web.common.lists import Shown
from sauro_web.documents.books import MOST_PRINTED, printed_book
from sauro_web.documents.models import Document

__all__ = ["answer_book"]

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def answer_book(shown: Shown, office: Unit) -> HttpResponse:
    """What the filters of a list find, the oldest line first, as .docx in the decree's columns.

    Raises NotReady where that is more than is printed at once.
    """
    rows: list[Document] = list(shown.every_row().order_by("dated", "id")[: MOST_PRINTED + 1])
    if len(rows) > MOST_PRINTED:
        raise NotReady(f"Sổ có hơn {MOST_PRINTED} dòng; hãy chọn “Từ ngày”, “Đến ngày” rồi in từng phần.")
    first, last = _days(shown, rows)
    data = printed_book(shown.listing, rows, letterhead=letterhead_of(office), first=first, last=last)
    response = HttpResponse(data, content_type=_WORD)
    name = f"{shown.listing.name}-{first:%Y-%m-%d}-{last:%Y-%m-%d}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _days(shown: Shown, rows: list[Document]) -> tuple[date, date]:
    """As asked for; else from the first line to the last, and of an empty book today."""
    wanted = shown.filters.wanted if shown.filters else {}
    first = wanted.get("tu") or (rows[0].dated if rows else localdate())
    last = wanted.get("den") or (rows[-1].dated if rows else localdate())
    return first, max(first, last)
