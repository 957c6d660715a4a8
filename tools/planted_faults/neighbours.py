"""What the register holds around the clean documents, none of which repeats, hands on or asks for any of it:
the other documents, and those of the folder `register`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from sauro.checks.known import HeldFigure, Known, KnownDocument
from sauro.dates.parse import read_dates
from sauro.doctypes.components import Component
from tools.planted_faults.facts import facts_of
from tools.planted_faults.offices import OFFICES
from tools.planted_faults.papers import Document
from tools.planted_faults.typeset import plain_text

__all__ = ["FIGURES", "as_known", "receivers", "with_neighbours"]

_FOLDER = Path(__file__).parent / "register"
FIGURES = (
    HeldFigure("Tỷ lệ văn bản đi được ký số", "Chỉ tiêu"),
    HeldFigure("Số văn bản hành chính đã ban hành", "Sổ văn bản đi"),
    HeldFigure("Số cuộc họp trực tuyến", "Lịch họp"),
    HeldFigure("Tỷ lệ nhiệm vụ hoàn thành đúng hạn", "Nhiệm vụ"),
    HeldFigure("Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn", "Chỉ tiêu"),
)
_OTHER_MATTERS = ("Treo cờ Tổ quốc dịp Quốc khánh", "Trực bảo vệ trụ sở ngày nghỉ", "Đăng ký khám sức khỏe")
"""Of documents that go to the very receivers on the very day."""
_ELSEWHERE = ("Hội Chữ thập đỏ", "Đoàn Thanh niên")
"""Receivers of documents about the very matter."""


def with_neighbours(documents: Sequence[Document]) -> tuple[Document, ...]:
    """The documents, each with what is known around it."""
    filed = [_filed(path) for path in sorted(_FOLDER.glob("*.txt"))]
    return tuple(replace(one, known=_around(one, documents, filed)) for one in documents)


def _around(document: Document, others: Sequence[Document], filed: Sequence[KnownDocument]) -> Known:
    known = [*filed, *(as_known(other) for other in others if other is not document)]
    similar = [replace(one, is_superior=one.issuer in document.issuer.parents) for one in known]
    own = as_known(document)
    same_day = [replace(one, issued_on=own.issued_on) for one in known if one.issuer == own.issuer]
    same_day += [replace(own, reference="", subject=matter, text="") for matter in _OTHER_MATTERS]
    same_day.append(replace(own, reference="", recipients=_ELSEWHERE, text=""))
    return Known(tuple(similar), tuple(same_day), FIGURES)


def as_known(document: Document) -> KnownDocument:
    """A document as the register holds it."""
    return KnownDocument(
        _text(document, Component.NUMBER).removeprefix("Số: "),
        document.issuer.name,
        _day(_text(document, Component.PLACE_DATE).partition(", ")[2]),
        document.kind.name,
        _subject(document),
        plain_text(document).decode(),
        recipients=receivers(document),
    )


def _subject(document: Document) -> str:
    return _text(document, Component.SUBJECT) or _text(document, Component.LETTER_SUBJECT).removeprefix(
        "V/v "
    )


def receivers(document: Document) -> tuple[str, ...]:
    """The names at "Kính gửi" and under "Nơi nhận" of a document."""
    addressed = [line.text for _, line in document.lines(Component.ADDRESSEES, Component.ADDRESSEE)]
    copied = [line.text for _, line in document.lines(Component.RECIPIENT)]
    names = (name.removeprefix("Kính gửi:").strip(" -;.") for name in (*addressed, *copied))
    return tuple(name for name in names if name and not name.startswith(("Như ", "Lưu:")))


def _text(document: Document, component: Component) -> str:
    return next((line.text for _, line in document.lines(component)), "")


def _day(words: str) -> date | None:
    return next((date.fromisoformat(found.value) for found in read_dates(words)), None)


def _filed(path: Path) -> KnownDocument:
    facts, body = facts_of(path)
    return KnownDocument(
        facts["number"][0],
        OFFICES[facts["office"][0]].issuer.name,
        _day(facts["date"][0]),
        facts["kind"][0],
        facts["subject"][0],
        body,
        recipients=(*facts.get("to", ()), *facts.get("copy", ())),
    )
