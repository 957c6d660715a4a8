"""A register as a file to be printed and bound, for Word or for Excel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.utils.timezone import localdate

from sauro.writing.book import RegisterBook, write_book
from sauro.writing.book_sheet import write_book_sheet
from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.letterheads import letterhead_of
from sauro_web.common.errors import NotReady
from sauro_web.common.lists import Shown
from sauro_web.documents.books import MOST_PRINTED, book_of
from sauro_web.documents.models import Document

__all__ = ["BOOKS", "answer_book", "book_addresses"]


@dataclass(frozen=True, slots=True)
class _Form:
    """A kind of file that a book is written to."""

    ending: str
    content_type: str
    write: Callable[[RegisterBook], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"
_FORMS = {
    "docx": _Form("docx", f"{_OFFICE}.wordprocessingml.document", write_book),
    "so-xlsx": _Form("xlsx", f"{_OFFICE}.spreadsheetml.sheet", write_book_sheet),
}
"""By what the address asks for (`?dang=`); `xlsx` alone is the list as it is shown."""
BOOKS = tuple(_FORMS)


def book_addresses(shown: Shown) -> list[tuple[str, str]]:
    """The ending of each kind of file, and where the book of what is shown is had as one."""
    return [(form.ending, shown.address(dang=name)) for name, form in _FORMS.items()]


def answer_book(shown: Shown, office: Unit, form: str) -> HttpResponse:
    """What the filters of a list find, the oldest line first, in the decree's columns; `form` is one of
    `BOOKS`.

    Raises NotReady where that is more than is printed at once.
    """
    rows: list[Document] = list(shown.every_row().order_by("dated", "id")[: MOST_PRINTED + 1])
    if len(rows) > MOST_PRINTED:
        raise NotReady(f"Sổ có hơn {MOST_PRINTED} dòng; hãy chọn “Từ ngày”, “Đến ngày” rồi in từng phần.")
    first, last = _days(shown, rows)
    book = book_of(shown.listing, rows, letterhead=letterhead_of(office), first=first, last=last)
    wanted = _FORMS[form]
    response = HttpResponse(wanted.write(book), content_type=wanted.content_type)
    name = f"{shown.listing.name}-{first:%Y-%m-%d}-{last:%Y-%m-%d}.{wanted.ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _days(shown: Shown, rows: list[Document]) -> tuple[date, date]:
    """As asked for; else from the first line to the last, and of an empty book today."""
    wanted = shown.filters.wanted if shown.filters else {}
    first = wanted.get("tu") or (rows[0].dated if rows else localdate())
    last = wanted.get("den") or (rows[-1].dated if rows else localdate())
    return first, max(first, last)
