"""What number and symbol a document of a series bears."""

from __future__ import annotations

from collections.abc import Sequence

from sauro.doctypes.kinds import (
    ADMINISTRATIVE_KINDS,
    NORMATIVE_KINDS,
    PARTY_KINDS,
    DocumentKind,
    Order,
)
from sauro.doctypes.numbering import kind_in, reference_of
from sauro_web.documents.models import DocumentClass, Series

__all__ = ["ISSUED_BY_LOCAL_BODIES", "kind_named", "kinds_of_class", "reference_in", "with_field"]

ISSUED_BY_LOCAL_BODIES = ("Quyết định", "Nghị quyết")
"""Normative documents that People's Committees and Councils issue (Luật Ban hành VBQPPL 2025)."""


def kinds_of_class(document_class: str) -> Sequence[str]:
    """Names of the kinds that an office may issue; none where kinds are free (specialised documents)."""
    if document_class == DocumentClass.ADMINISTRATIVE:
        return [one.name for one in ADMINISTRATIVE_KINDS]
    if document_class == DocumentClass.NORMATIVE:
        return [one.name for one in NORMATIVE_KINDS if one.name in ISSUED_BY_LOCAL_BODIES]
    if document_class == DocumentClass.PARTY:
        return [one.name for one in PARTY_KINDS]
    return []


def kind_named(document_class: str, name: str) -> DocumentKind:
    """The kind of that name in the class; a specialised one has no abbreviation of the decree's."""
    if document_class == DocumentClass.SPECIALISED:
        return DocumentKind(name, None, Order.ADMINISTRATIVE)
    found = kind_in(Order(document_class), name)
    if found is None:
        raise KeyError(name)
    return found


def with_field(document_class: str, name: str) -> bool:
    """Whether the symbol of the kind names the drafting unit or the field (công văn: 12/UBND-VX)."""
    kind = kind_named(document_class, name)
    return kind.abbreviation is None and kind.order is Order.ADMINISTRATIVE


def reference_in(
    series: Series, kind: str, number: int, *, year: int, field: str = "", suffix: str = ""
) -> str:
    """Number and symbol of a document of that kind in the series."""
    read = kind_named(series.document_class, kind)
    return str(reference_of(read, number, issuer=series.symbol, year=year, unit=field, suffix=suffix))
