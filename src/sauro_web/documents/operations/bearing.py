"""No two documents of the register of a year bear one number and symbol: the database sees to it, and here it
is said in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError

from sauro_web.common.errors import NotReady
from sauro_web.documents.models import Document, Series
from sauro_web.documents.queries.numbers import bearer_of, largest_number, same_number

__all__ = ["borne_once", "refuse_borne"]


@contextmanager
def borne_once(document: Document) -> Iterator[None]:
    """Around the transaction that writes the document with its number.

    Raises NotReady where another document bears it; the transaction is taken back.
    """
    try:
        yield
    except IntegrityError:
        bearer = bearer_of(document)
        if bearer is None:
            raise
        raise NotReady(_said(bearer, document.series)) from None


def refuse_borne(series: Series, year: int, number: int) -> None:
    """For a number that is only reserved, which has no symbol yet.

    Raises NotReady where a document that was not drawn from the series has that number in its run.
    """
    bearer = same_number(series, year, number)
    if bearer is not None:
        raise NotReady(_said(bearer, series))


def _said(bearer: Document, series: Series | None) -> str:
    about = f"{bearer.kind or 'văn bản'} ngày {bearer.dated:%d/%m/%Y}: {bearer.subject[:120]}"
    said = f"Số {bearer.reference} đã có trong sổ năm {bearer.year} ({about})."
    if series is None:
        return f"{said} Hãy kiểm tra lại số, ký hiệu."
    last = largest_number(series, bearer.year)
    return (
        f"{said} Nếu các số này đã cấp trên sổ khác, lãnh đạo hoặc quản trị đặt số tiếp theo của dãy "
        f"“{series}” ở trang Quy định, từ {last + 1} trở đi; nếu là hai dãy số trùng ký hiệu "
        "thì ghi ký hiệu khác."
    )
