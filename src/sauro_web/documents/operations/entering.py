"""Documents of a book that was kept elsewhere: entered with the numbers they have, many at once. They draw
none, and ask for no allowance: they were issued, or arrived, long before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from sauro.doctypes.kinds import Order, kind_named
from sauro.doctypes.numbering import reference_key
from sauro.doctypes.reference import Family, parse_reference
from sauro_web.accounts.models import Unit, User
from sauro_web.common.guards import insert_rows
from sauro_web.documents.findable import words_of_document
from sauro_web.documents.models import (
    VIETNAMESE,
    Channel,
    Direction,
    Document,
    DocumentClass,
    DocumentState,
    Recipient,
)
from sauro_web.documents.offices_named import goes_to_office
from sauro_web.documents.operations.asking import ask_to_keep, day_of
from sauro_web.documents.operations.counters import tell_older
from sauro_web.documents.queries.entered import Known, key_of

__all__ = ["LONGEST", "Older", "enter_older", "may_enter"]

LONGEST = {
    "reference": 80, "kind": 100, "subject": 1_000, "issuer": 200, "signer": 120, "position": 120,
    "kept_by": 200, "notes": 500, "language": 30, "file_notation": 60, "to_places": 1_000,
}  # fmt: skip
"""Letters that the columns of these texts hold."""
_NAMED = {
    "reference": "số, ký hiệu", "kind": "tên loại", "subject": "trích yếu", "issuer": "cơ quan ban hành",
    "signer": "người ký", "position": "chức vụ người ký", "kept_by": "đơn vị, người nhận bản lưu",
    "notes": "ghi chú (ghép từ các cột)", "language": "ngôn ngữ", "file_notation": "số và ký hiệu hồ sơ",
    "to_places": "nơi nhận ghi trên văn bản",
}  # fmt: skip
_MOST_RECIPIENTS, _LONGEST_RECIPIENT = 60, 200


@dataclass(frozen=True, slots=True)
class Older:
    """One document as the book has it; `number` is that of the document, of one that arrived its arrival
    number. Texts longer than their columns are cut."""

    direction: str
    number: int | None
    suffix: str
    reference: str
    issued_on: date | None
    subject: str
    kind: str = ""
    issuer: str = ""
    arrived_on: date | None = None
    signer: str = ""
    position: str = ""
    urgency: str = ""
    channel: str = Channel.PAPER
    copies: int | None = None
    pages: int | None = None
    kept_by: str = ""
    notes: str = ""
    due_on: date | None = None
    sent_on: date | None = None
    recipients: str = ""
    language: str = ""
    file_notation: str = ""
    file_ordinal: int | None = None
    to_places: str = ""
    _told: list[Known] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def dated(self) -> date:
        """By which the register runs."""
        day = self.arrived_on if self.direction == Direction.INCOMING else self.issued_on
        day = day or self.issued_on
        if day is None:
            raise ValueError("a document of no day stands in no register")
        return day

    @property
    def known(self) -> Known:
        """What it is told from others by, as its columns will hold it; asked for several times a row."""
        if not self._told:
            self._told.append(self._known())
        return self._told[0]

    def _known(self) -> Known:
        return Known(
            key=key_of(self.direction, _key(_held(self, "reference")), _held(self, "kind"), self.dated),
            kind=_held(self, "kind"),
            issuer=_held(self, "issuer"),
            issued_on=self.issued_on,
            dated=self.dated,
            number=self.number,
            suffix=self.suffix[:1],
            subject=_held(self, "subject"),
        )

    @property
    def too_long(self) -> list[str]:
        """What of it is longer than its column, by its name: the rest is cut off."""
        found = [_NAMED[name] for name, most in LONGEST.items() if len(getattr(self, name)) > most]
        places = self.places
        if len(places) > _MOST_RECIPIENTS or any(len(one) > _LONGEST_RECIPIENT for one in places):
            found.append("nơi nhận")
        return found

    @property
    def places(self) -> list[str]:
        """The names of its recipients, each once."""
        return [name for name in dict.fromkeys(map(_place, self.recipients.split(";"))) if name]


def _held(one: Older, name: str) -> str:
    """As much of a text as its column holds; what is longer was told before (`Older.too_long`)."""
    text: str = getattr(one, name)
    return text[: LONGEST[name]]


def _place(name: str) -> str:
    return name.strip(" -–.,")


def may_enter(office: Unit, *, by: User, now: datetime) -> str:
    """On whose behalf the person enters documents into the books of the office, for the trail.

    Raises NotAllowed where he keeps none of them.
    """
    return ask_to_keep(None, office, by, day_of(now))


def enter_older(
    office: Unit, olders: Sequence[Older], *, by: User, now: datetime, reason: str
) -> list[Document]:
    """Writes the rows, inside the caller's transaction, which records it: one run is one entry of the trail.
    `reason` says where a number with a letter comes from.

    Raises NotAllowed.
    """
    may_enter(office, by=by, now=now)
    documents = [_document(office, one, by, now, reason) for one in olders]
    tell_older(office, _tops(documents))
    recipients = [list(_recipients(one, document)) for one, document in zip(olders, documents, strict=True)]
    for document, rows in zip(documents, recipients, strict=True):
        document.sent_to_office = goes_to_office(document.sent_on, rows)
    insert_rows(documents)
    for document, rows in zip(documents, recipients, strict=True):
        for row in rows:
            row.document = document  # its number is known only now
    insert_rows([row for rows in recipients for row in rows])
    return documents


def _tops(documents: Sequence[Document]) -> dict[tuple[int, str, str], int]:
    """The largest number by year, direction and class."""
    tops: dict[tuple[int, str, str], int] = {}
    for one in documents:
        if one.number is not None:
            of = (one.year, one.direction, one.document_class)
            tops[of] = max(one.number, tops.get(of, 0))
    return tops


def _document(office: Unit, one: Older, by: User, now: datetime, reason: str) -> Document:
    incoming = one.direction == Direction.INCOMING
    document = _new(
        office_id=office.pk,
        province_id=office.province_id,
        commune_id=office.commune_id,
        direction=one.direction,
        document_class=_class_of(one),
        kind=_held(one, "kind"),
        year=one.dated.year,
        number=one.number,
        suffix=one.suffix[:1],
        reference=_held(one, "reference"),
        key=one.known.key,
        number_reason=reason[:500] if one.suffix else "",
        dated=one.dated,
        issued_on=one.issued_on,
        subject=_held(one, "subject"),
        issuer=_held(one, "issuer") or ("" if incoming else office.name),
        issuer_unit_id=None if incoming else office.pk,
        signer=_held(one, "signer"),
        position=_held(one, "position"),
        urgency=one.urgency,
        channel=one.channel,
        copies=one.copies,
        pages=one.pages,
        kept_by=_held(one, "kept_by"),
        notes=_held(one, "notes"),
        language=_held(one, "language") or VIETNAMESE,
        file_notation=_held(one, "file_notation"),
        file_ordinal=one.file_ordinal,
        to_places=_held(one, "to_places"),
        sent_on=one.sent_on,
        due_on=one.due_on,
        state=DocumentState.FILED if incoming else DocumentState.ISSUED,
        registered_by_id=by.pk,
        registered_at=now,
    )
    document.words = words_of_document(document)
    return document


def _new(**said: Any) -> Document:
    """A document with these columns, the others as they are by default. Given all columns in their order a
    record is made in a third of the time, which is felt in a hundred thousand rows."""
    make: Callable[..., Document] = Document
    return make(*(said[name] if name in said else default() for name, default in _columns()))


@cache
def _columns() -> tuple[tuple[str, Callable[[], Any]], ...]:
    return tuple((field.attname, field.get_default) for field in Document._meta.concrete_fields)


@lru_cache(maxsize=4096)
def _key(reference: str) -> str:
    """Asked for several times a row, as the row goes by."""
    return reference_key(reference)


def _class_of(one: Older) -> str:
    """By the number, which shows it, else by the kind."""
    return _class_shown(_NUMBER.sub("1", one.reference, count=1), one.kind)


_NUMBER = re.compile(r"^\d+")


@lru_cache(maxsize=4096)
def _class_shown(reference: str, kind: str) -> str:
    """What number a symbol has does not matter, and a register has few symbols."""
    read = parse_reference(reference) if reference else None
    if read is not None and read.family is Family.PARTY:
        return DocumentClass.PARTY
    if read is not None and read.family is Family.NORMATIVE:
        return DocumentClass.NORMATIVE
    known = kind_named(kind) if kind else None
    return (
        DocumentClass.NORMATIVE if known and known.order is Order.NORMATIVE else DocumentClass.ADMINISTRATIVE
    )


def _recipients(one: Older, document: Document) -> Iterator[Recipient]:
    names = dict.fromkeys(name[:_LONGEST_RECIPIENT] for name in one.places[:_MOST_RECIPIENTS])
    for name in names:
        yield Recipient(document=document, name=name, channel=one.channel, sent_on=one.sent_on)
