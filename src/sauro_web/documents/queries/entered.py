"""What stands in the books of an office already, by number, issuer and day."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q

from sauro.text.compare import plain, unit_key
from sauro_web.accounts.models import Unit
from sauro_web.documents.models import Direction, Document

__all__ = ["Identity", "Known", "identity_of", "key_of", "known_identities"]

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


def known_identities(office: Unit, direction: str, among: Collection[Known] | None = None) -> set[Identity]:
    """Those of all documents of a book, or of those that may be one of these."""
    rows = Document.objects.filter(office=office)
    if direction == Direction.INCOMING:
        rows = rows.filter(direction=direction)
    else:
        rows = rows.exclude(direction=Direction.INCOMING).exclude(key="")
    if among is not None:
        rows = rows.filter(_like(among))
    found = (Known(*row) for row in rows.values_list(*_COLUMNS).iterator())
    return {identity for one in found if (identity := identity_of(direction, one))[0]}


def _like(among: Collection[Known]) -> Q:
    """What was entered before numbers without a symbol had more to them has the number alone."""
    keys = {one.key for one in among}
    keys |= {bare[1] for key in keys if (bare := _BARE.fullmatch(key))}
    numbers = {one.number for one in among if not one.key}
    return Q(key__in=keys - {""}) | Q(key="", number__in=numbers - {None})
