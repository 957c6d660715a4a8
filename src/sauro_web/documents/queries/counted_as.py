"""The documents behind a figure: what a list is narrowed to where an indicator leads to it."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet, TextChoices

from sauro_web.accounts.models import Unit
from sauro_web.documents.models import Document
from sauro_web.documents.queries.counting import documents_counted, rule_of
from sauro_web.documents.queries.digitised import digitised_rows
from sauro_web.documents.queries.exchanged import exchanged_rows

__all__ = ["EVER", "CountedAs", "rows_counted_as"]

EVER = date(1900, 1, 1), date(2199, 12, 31)
"""All days that a document may have."""


class CountedAs(TextChoices):
    """Which figure, as it stands in an address and as it is called."""

    DOCUMENTS = "so-van-ban", "số văn bản hành chính"
    DIGITISED = "so-hoa", "văn bản được số hóa"
    EXCHANGED = "gui-nhan", "gửi, nhận văn bản điện tử"


def rows_counted_as(what: CountedAs, office: Unit, on: date) -> QuerySet[Document]:
    """The documents of all days that the figure counts, by the rule that holds on `on`, with those of units
    that had become one with the office by then."""
    if what is CountedAs.EXCHANGED:
        return exchanged_rows(office, *EVER, by=on)
    rows = digitised_rows if what is CountedAs.DIGITISED else documents_counted
    return rows(office, rule_of(office, on), *EVER, by=on)
