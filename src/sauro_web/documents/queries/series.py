"""The series of an office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sauro_web.accounts.models import Unit
from sauro_web.accounts.rules import in_force
from sauro_web.documents.models import Direction, DocumentClass, Series
from sauro_web.documents.numbering import kinds_of_class

__all__ = ["arrivals_of", "kinds_in", "series_for", "series_of"]


def series_of(office: Unit, on: date, *, directions: Sequence[str] = Direction.values) -> list[Series]:
    """Those in force that day. One query."""
    rows = Series.objects.filter(in_force(on), office=office, direction__in=directions)
    return list(rows.select_related("office", "kept_by"))


def arrivals_of(office: Unit, on: date) -> Series | None:
    """The series of arrival numbers."""
    return next(iter(series_of(office, on, directions=[Direction.INCOMING])), None)


def kinds_in(series: Series, others: Sequence[Series]) -> list[str]:
    """The kinds that a series numbers: those that it names, else all of its class that no other of the office
    (`others`) names."""
    if series.kinds:
        return list(series.kinds)
    taken = {
        kind
        for one in others
        if one.pk != series.pk
        and (one.direction, one.document_class, one.symbol)
        == (series.direction, series.document_class, series.symbol)
        for kind in one.kinds
    }
    return [kind for kind in kinds_of_class(series.document_class) if kind not in taken]


def series_for(found: Sequence[Series], document_class: DocumentClass, kind: str) -> Series | None:
    """Among the series of an office the one that numbers this kind."""
    return next(
        (
            one
            for one in found
            if one.document_class == document_class
            and (kind in kinds_in(one, found) or not kinds_of_class(document_class))
        ),
        None,
    )
