"""The registers as books to be printed and bound: .docx or .xlsx across A4, in the columns of NĐ 30/2020,
Phụ lục IV, from the oldest line to the newest. Both files have the same cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sauro.writing.book import BookColumn, RegisterBook
from sauro_web.common.lists import Column, Kind, Letterhead, Listing
from sauro_web.documents.models import Document

__all__ = ["MOST_PRINTED", "book_of"]

MOST_PRINTED = 5_000
"""Lines of one file; a longer book is printed month by month."""
_SHARES = {
    "van-ban-di": (11, 9, 28, 11, 16, 9, 6, 9, 7, 8),
    "van-ban-den": (9, 5, 15, 12, 9, 28, 14, 9, 7, 8),
    "so-theo-doi-van-ban-den": (6, 40, 20, 10, 18, 14, 12),
}
"""How wide the columns of a book are to each other; there are as many as the decree has."""
_CENTRED = (Kind.DATE, Kind.FIGURE)


def book_of(
    listing: Listing, rows: Sequence[Document], *, letterhead: Letterhead, first: date, last: date
) -> RegisterBook:
    """What is printed; `rows` in the order of the book, `first` and `last` the days that it covers."""
    shares = _SHARES[listing.name]
    columns = listing.columns[: len(shares)]
    return RegisterBook(
        issuer=[line for line in (letterhead.above, letterhead.name) if line],
        title=listing.title,
        period=f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}",
        columns=[
            BookColumn(column.heading, share, column.kind in _CENTRED)
            for column, share in zip(columns, shares, strict=True)
        ],
        rows=([_text(column, row) for column in columns] for row in rows),
    )


def _text(column: Column, row: Document) -> str:
    value = column.value(row)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else str(value)
