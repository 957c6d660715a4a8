"""What is added to a document that is in the register already: mostly the file in which it is kept, which is
known when the work on it ends (NĐ 30/2020, Phụ lục VI; Điều 29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotReady
from sauro_web.documents import rules
from sauro_web.documents.findable import words_of_document
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.models import VIETNAMESE, Direction, Document
from sauro_web.documents.operations.asking import (
    ask_to_keep,
    check_reply_day,
    day_of,
    held_document,
    refuse_too_long,
)

__all__ = ["Details", "complete"]

_NAMES = ("language", "file_year", "file_notation", "file_ordinal", "position", "pages", "notes")


@dataclass(frozen=True, slots=True)
class Details:
    """All of them as they are to be from now on: `due_on` is the term of the reply to an outgoing document,
    `to_places` whom the issuer of an incoming one sent it to."""

    language: str = VIETNAMESE
    file_year: int | None = None
    file_notation: str = ""
    file_ordinal: int | None = None
    position: str = ""
    pages: int | None = None
    notes: str = ""
    due_on: date | None = None
    to_places: str = ""


def complete(
    document: Document, details: Details, *, by: User, now: datetime, version: int | None = None
) -> Document:
    """Writes them down; each that changed stands in the trail with what was there.

    Raises NotAllowed; Conflict; NotReady for a number without a document and one that was recalled, a text
    that is too long, a reply due before the document, and a mark of secrecy.
    """
    behalf = ask_to_keep(document.series, document.office, by, day_of(now))
    refuse_marks(
        (details.language, details.file_notation, details.position, details.notes, details.to_places)
    )
    with transaction.atomic():
        held = held_document(document, version)
        if not rules.takes_files(held):
            raise NotReady(f"Văn bản này {held.get_state_display()} nên không bổ sung thông tin.")
        names = [*_NAMES, "to_places" if held.direction == Direction.INCOMING else "due_on"]
        changes: dict[str, tuple[object, object]] = {}
        for name in names:
            before, after = getattr(held, name), getattr(details, name)
            after = " ".join(after.split()) if isinstance(after, str) else after
            if before != after:
                changes[name] = (_said(before), _said(after))
                setattr(held, name, after)
        if not changes:
            return held
        refuse_too_long(held)
        if "due_on" in changes:
            check_reply_day(held.due_on, held.dated)
        held.words = words_of_document(held)
        held.version += 1
        held.save(update_fields=[*changes, "words", "version"])
        record("document.complete", held, by=by, changes=changes, on_behalf_of=behalf)
    return held


def _said(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
