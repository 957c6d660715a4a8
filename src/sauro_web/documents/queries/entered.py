"""What stands in the books of an office already, by number, issuer and day."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db.models import Q, QuerySet

from sauro.text.compare import plain, unit_key
from sauro_web.accounts.models import Unit
from sauro_web.documents.models import Direction, Document

__all__ = ["Book", "Identity", "Known", "Standing", "book_of", "identity_of", "key_of"]

Identity = tuple[str, str, str]
_BARE = re.compile(r"(\d+[a-z]?)(?:\|.*)?")
_MOST = 80
_COLUMNS = ("key", "kind", "issuer", "issued_on", "dated", "number", "suffix", "subject")


@dataclass(frozen=True, slots=True)
class Known:
    """What a document of a book is told from others by."""

    key: str
    kind: str
    issuer: str
    issued_on: date | None
    dated: date
    number: int | None
    suffix: str
    subject: str


def key_of(direction: str, key: str, kind: str, day: date) -> str:
    """The key of a document of an older book: that of its number and symbol (`key`); where what left has a
    number without a symbol, which may be there once for each kind and day, with these."""
    if direction == Direction.INCOMING or not _BARE.fullmatch(key):
        return key
    return f"{key}|{plain(kind)[:50]}|{day}"[:_MOST]


def identity_of(direction: str, one: Known) -> Identity:
    """What two entries of one document share. Of what arrived: number with symbol, issuer, day; without a
    symbol the arrival number, its day, issuer and subject. Of what left: number and year, for no number is
    drawn twice in a year; a number without a symbol says little, the kind and the day belong to it. The first
    is blank for a document that nothing tells from others."""
    if direction != Direction.INCOMING:
        bare = _BARE.fullmatch(one.key)
        if bare is None:
            return one.key, "", str(one.dated.year)
        return f"{bare[1]}|{plain(one.kind)[:50]}", "", f"{one.dated}"
    if one.key:
        return one.key, _issuer(one.issuer), f"{one.issued_on or ''}"
    if one.number is None:
        return "", "", ""
    arrived = f"den {one.number}{one.suffix}|{one.dated}"
    return arrived, _issuer(one.issuer), plain(one.subject)


@lru_cache(maxsize=8192)
def _issuer(name: str) -> str:
    return unit_key(name)


@dataclass(frozen=True, slots=True)
class Standing:
    """Of a row what stands in the book in its place: of which day, and whether it is another document."""

    day: date
    is_other: bool


@dataclass(slots=True)
class Book:
    """What stands in a book, and what comes to stand there while a file is gone through: by what tells it
    from others, and what arrived by its number of the year too, which no two lines bear."""

    direction: str
    _days: dict[Identity, date] = field(default_factory=dict)
    _numbers: dict[tuple[int, int, str], date] = field(default_factory=dict)

    def put(self, one: Known) -> Standing | None:
        """Puts a document there; where that is no place for it, what stands there already."""
        identity, number = identity_of(self.direction, one), self._number(one)
        day = self._days.get(identity) if identity[0] else None
        if day is not None:
            return Standing(day, self.direction != Direction.INCOMING and day != one.dated)
        if number is not None and number in self._numbers:
            return Standing(self._numbers[number], is_other=True)
        self._keep(one.dated, identity, number)
        return None

    def hold(self, one: Known) -> None:
        """Says that it stands there, whatever else does."""
        self._keep(one.dated, identity_of(self.direction, one), self._number(one))

    def _keep(self, day: date, identity: Identity, number: tuple[int, int, str] | None) -> None:
        if identity[0]:
            self._days.setdefault(identity, day)
        if number is not None:
            self._numbers.setdefault(number, day)

    def _number(self, one: Known) -> tuple[int, int, str] | None:
        if self.direction != Direction.INCOMING or one.number is None:
            return None
        return one.dated.year, one.number, one.suffix


def book_of(office: Unit, direction: str, among: Collection[Known] | None = None) -> Book:
    """With all documents of the book, or with those that may stand in the place of one of these."""
    rows = Document.objects.filter(office=office)
    if direction == Direction.INCOMING:
        rows = rows.filter(direction=direction)
    else:
        rows = rows.exclude(direction=Direction.INCOMING).exclude(key="")
    asked = [rows] if among is None else [rows.filter(_like(among)), *_of_numbers(rows, direction, among)]
    book = Book(direction)
    for some in asked:
        for row in some.values_list(*_COLUMNS).iterator():
            book.hold(Known(*row))
    return book


def _of_numbers(
    rows: QuerySet[Document], direction: str, among: Collection[Known]
) -> list[QuerySet[Document]]:
    """What arrived under one of their numbers in their years, along the index by day."""
    numbers = {one.number for one in among} - {None}
    if direction != Direction.INCOMING or not numbers:
        return []
    years = {one.dated.year for one in among}
    days = date(min(years), 1, 1), date(max(years), 12, 31)
    return [rows.filter(dated__range=days, number__in=numbers)]


def _like(among: Collection[Known]) -> Q:
    """What was entered before numbers without a symbol had more to them has the number alone."""
    keys = {one.key for one in among}
    keys |= {bare[1] for key in keys if (bare := _BARE.fullmatch(key))}
    numbers = {one.number for one in among if not one.key}
    return Q(key__in=keys - {""}) | Q(key="", number__in=numbers - {None})
