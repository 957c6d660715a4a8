"""Numbers that stand in the register of a year, whoever brought them there: drawn from a series, or with an
older book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from django.db.models import Max

from sauro.doctypes.reference import Family, parse_reference
from sauro_web.accounts.models import User
from sauro_web.documents.models import Direction, Document, DocumentClass, DocumentState, Series
from sauro_web.documents.numbering import kind_named, with_field
from sauro_web.documents.queries.series import kinds_in

__all__ = [
    "Described",
    "bearer_of",
    "drawn_just_now",
    "largest_number",
    "older_numbers",
    "same_number",
]

_AT_A_TIME = 200
_LAST = 50
_JUST_NOW = timedelta(minutes=10)
"""For so long the same document again is taken for a page that was sent twice."""


class Described(Protocol):
    """What a document is told by before it has its number."""

    @property
    def kind(self) -> str:
        """Name of its kind."""

    @property
    def subject(self) -> str:
        """Trích yếu."""

    @property
    def issued_on(self) -> date | None:
        """Its day."""


@dataclass(frozen=True, slots=True)
class _Run:
    """What the documents of one run of numbers are known by, whichever series they were drawn from, if from
    any."""

    series: Series
    kinds: frozenset[str]
    abbreviations: frozenset[str]
    """Of those kinds, as their symbols show them."""
    has_letters: bool
    """Whether công văn are among them."""

    def holds(self, reference: str, kind: str, series: int | None) -> bool:
        """Whether a document of this symbol, kind and series belongs to the run."""
        if series == self.series.pk:
            return True
        read = parse_reference(reference) if reference else None
        symbol = self.series.symbol
        if read is None or not (read.issuer == symbol or f"{read.symbol}-".startswith(f"{symbol}-")):
            return False
        if self.series.document_class == DocumentClass.SPECIALISED:
            return kind in self.kinds
        if read.family is Family.LETTER:
            return self.has_letters
        return read.kind in self.abbreviations


def _run_of(series: Series) -> _Run:
    others = list(Series.objects.filter(office=series.office_id, valid_to=None))
    kinds = kinds_in(series, others)
    named = [kind_named(series.document_class, kind) for kind in kinds]
    return _Run(
        series,
        frozenset(kinds),
        frozenset(short for kind in named for short in kind.abbreviations),
        any(with_field(series.document_class, kind) for kind in kinds),
    )


def largest_number(series: Series, year: int) -> int:
    """The largest number of the year in the register of the office that belongs to the run of the series: of
    its kinds and its symbol, brought over from an older book or drawn from a series that has ended; of
    arrivals the largest arrival number. Nought where there is none. Two queries."""
    days = date(year, 1, 1), date(year, 12, 31)
    rows = Document.objects.filter(office=series.office_id, dated__range=days, number__isnull=False)
    if series.direction == Direction.INCOMING:
        found = rows.filter(direction=Direction.INCOMING).aggregate(last=Max("number"))["last"]
        return int(found or 0)
    run = _run_of(series)
    rows = rows.exclude(direction=Direction.INCOMING).filter(document_class=series.document_class)
    told = rows.order_by("-number").values_list("number", "reference", "kind", "series_id")
    for number, reference, kind, drawn_from in told.iterator(chunk_size=_AT_A_TIME):
        if number is not None and run.holds(reference, kind, drawn_from):
            return int(number)
    return 0


def older_numbers(series: Series, year: int, first: int) -> set[int]:
    """The numbers from `first` on that older books have in the run of the series that year, of arrivals the
    arrival numbers. Two queries at most."""
    days = date(year, 1, 1), date(year, 12, 31)
    rows = Document.objects.filter(
        office=series.office_id, dated__range=days, series=None, suffix="", number__gte=first
    )
    if series.direction == Direction.INCOMING:
        found = rows.filter(direction=Direction.INCOMING).values_list("number", flat=True)
        return {number for number in found if number is not None}
    run = _run_of(series)
    rows = rows.exclude(direction=Direction.INCOMING).filter(document_class=series.document_class)
    told = rows.values_list("number", "reference", "kind").iterator(chunk_size=_AT_A_TIME)
    return {number for number, reference, kind in told if number and run.holds(reference, kind, None)}


def same_number(series: Series, year: int, number: int) -> Document | None:
    """A document with this number in the run of the series that was not drawn from it; None where there is
    none."""
    if series.direction == Direction.INCOMING:
        return None
    run = _run_of(series)
    rows = Document.objects.filter(office=series.office_id, year=year, number=number).exclude(
        direction=Direction.INCOMING
    )
    others = rows.exclude(series=series).filter(document_class=series.document_class)
    return next((one for one in others if run.holds(one.reference, one.kind, one.series_id)), None)


def drawn_just_now(series: Series, about: Described, by: User, now: datetime) -> Document | None:
    """The document of this kind, subject and day for which the person drew a number of the series within the
    last minutes; looked for among the last numbers of the year. One query."""
    if about.issued_on is None:
        return None
    wanted = (about.kind, " ".join(about.subject.split()), about.issued_on, by.pk, DocumentState.ISSUED)
    last = Document.objects.filter(series=series, year=about.issued_on.year).order_by("-number")[:_LAST]
    for one in last:
        said = (one.kind, one.subject, one.issued_on, one.registered_by_id, one.state)
        if said == wanted and timedelta(0) <= now - one.registered_at < _JUST_NOW:
            return one
    return None


def bearer_of(document: Document) -> Document | None:
    """Another document of the register of the year with the same number and symbol."""
    if not document.key:
        return None
    rows = Document.objects.filter(office=document.office_id, year=document.year, key=document.key)
    return rows.exclude(direction=Direction.INCOMING).exclude(pk=document.pk).first()
