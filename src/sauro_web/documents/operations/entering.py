"""Documents of a book that was kept elsewhere: entered with the numbers they have, many at once. They draw
none, and ask for no allowance: they were issued, or arrived, long before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from sauro.doctypes.kinds import Order, kind_named
from sauro.doctypes.numbering import reference_key
from sauro.doctypes.reference import Family, parse_reference
from sauro_web.accounts.models import Unit, User
from sauro_web.common.guards import insert_rows
from sauro_web.documents.findable import words_of_document
from sauro_web.documents.models import Channel, Direction, Document, DocumentClass, DocumentState, Recipient
from sauro_web.documents.operations.asking import ask_to_keep, day_of
from sauro_web.documents.queries.entered import Identity, Known, identity_of, key_of

__all__ = ["LONGEST", "Older", "enter_older", "may_enter"]

LONGEST = {"subject": 1_000, "notes": 500}
"""Letters that the columns of these texts hold."""
_MOST_RECIPIENTS = 60


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
        """What it is told from others by, as its columns will hold it."""
        return Known(
            key=key_of(self.direction, _key(self.reference[:80]), self.kind[:100], self.dated),
            kind=self.kind[:100],
            issuer=self.issuer[:200],
            issued_on=self.issued_on,
            dated=self.dated,
            number=self.number,
            suffix=self.suffix[:1],
            subject=self.subject[: LONGEST["subject"]],
        )

    @property
    def identity(self) -> Identity:
        """What two entries of one document share (`queries.entered.identity_of`)."""
        return identity_of(self.direction, self.known)

    @property
    def too_long(self) -> list[str]:
        """What of it is longer than its column, by its name: the rest is cut off."""
        named = {"subject": "trích yếu", "notes": "ghi chú (ghép từ các cột)"}
        return [said for name, said in named.items() if len(getattr(self, name)) > LONGEST[name]]


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
    insert_rows(documents)
    recipients = [
        row for one, document in zip(olders, documents, strict=True) for row in _recipients(one, document)
    ]
    insert_rows(recipients)
    return documents


def _document(office: Unit, one: Older, by: User, now: datetime, reason: str) -> Document:
    incoming = one.direction == Direction.INCOMING
    document = Document(
        office=office,
        province_id=office.province_id,
        commune_id=office.commune_id,
        direction=one.direction,
        document_class=_class_of(one),
        kind=one.kind[:100],
        year=one.dated.year,
        number=one.number,
        suffix=one.suffix[:1],
        reference=one.reference[:80],
        key=one.known.key,
        number_reason=reason[:500] if one.suffix else "",
        dated=one.dated,
        issued_on=one.issued_on,
        subject=one.subject[: LONGEST["subject"]],
        issuer=(one.issuer if incoming else one.issuer or office.name)[:200],
        issuer_unit=None if incoming else office,
        signer=one.signer[:120],
        position=one.position[:120],
        urgency=one.urgency,
        channel=one.channel,
        copies=one.copies,
        pages=one.pages,
        kept_by=one.kept_by[:200],
        notes=one.notes[: LONGEST["notes"]],
        sent_on=one.sent_on,
        due_on=one.due_on,
        state=DocumentState.FILED if incoming else DocumentState.ISSUED,
        registered_by=by,
        registered_at=now,
    )
    document.words = words_of_document(document)
    return document


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
    names = dict.fromkeys(name.strip(" -–.,")[:200] for name in one.recipients.split(";"))
    for name in [name for name in names if name][:_MOST_RECIPIENTS]:
        yield Recipient(document=document, name=name, channel=one.channel, sent_on=one.sent_on)
