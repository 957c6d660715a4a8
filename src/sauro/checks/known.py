"""What is known around a document that is about to be issued: records of the register that are passed in. A
check of necessity compares with these, and finds nothing where nothing is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

__all__ = ["NOTHING_KNOWN", "HeldFigure", "Known", "KnownDocument"]


@dataclass(frozen=True, slots=True)
class KnownDocument:
    """A document of the register. `text` is that of its files, empty where none was read; `is_superior` where
    an office above issued it; `in_force` unless it was recalled, replaced or cancelled; `recipients` are the
    names under "Nơi nhận" of the register; `number` is the row of the register, for whoever shows it.
    `pending` is how a draft that waits to be issued is told of: what it is about may not be for everybody."""

    reference: str
    issuer: str = ""
    issued_on: date | None = None
    kind: str = ""
    subject: str = ""
    text: str = ""
    is_superior: bool = False
    in_force: bool = True
    recipients: tuple[str, ...] = ()
    number: int | None = None
    pending: str = ""


@dataclass(frozen=True, slots=True)
class HeldFigure:
    """A figure that the system counts by itself: its name ("Tỷ lệ văn bản điện tử") and where it stands
    ("Chỉ tiêu")."""

    name: str
    where: str


@dataclass(frozen=True, slots=True)
class Known:
    """`similar`: documents that the index found for this text, and those that it cites; `same_day`: what the
    office issued, or is about to, on the day of this document; `figures`: what nobody need be asked for."""

    similar: tuple[KnownDocument, ...] = ()
    same_day: tuple[KnownDocument, ...] = ()
    figures: tuple[HeldFigure, ...] = ()


NOTHING_KNOWN = Known()
