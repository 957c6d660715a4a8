"""Cấp số: a document gets the next number of its series, and so becomes one that was issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sauro.doctypes.numbering import reference_key
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record_new
from sauro_web.common.between_pages import before_acting
from sauro_web.common.errors import NotReady
from sauro_web.documents.findable import words_of_document
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.models import (
    VIETNAMESE,
    Channel,
    Document,
    DocumentState,
    NumberRequest,
    Recipient,
    Series,
)
from sauro_web.documents.numbering import reference_in
from sauro_web.documents.offices_named import goes_to_office
from sauro_web.documents.operations.allowing import (
    DrawnMeanwhile,
    drawn_before_counting,
    held_request,
    mark_drawn,
    refuse_beyond,
    to_leader_beyond,
)
from sauro_web.documents.operations.asking import ask_to_keep, check_reply_day, day_of, refuse_too_long
from sauro_web.documents.operations.bearing import borne_once
from sauro_web.documents.operations.counters import drawing, number_and_end
from sauro_web.documents.queries.numbers import drawn_just_now
from sauro_web.documents.timing import late_by
from sauro_web.workdays.queries import calendar_of

__all__ = [
    "Drawn",
    "Particulars",
    "Sent",
    "check_day",
    "draw_number",
    "new_document",
    "number_it",
    "put_recipients",
    "take_particulars",
]

_OLDEST = 31
"""Days back to which a number is still drawn: what is older was forgotten or mistyped, and is a person's
decision to enter with a letter."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One recipient: a unit of the tree, or a name."""

    name: str
    unit: Unit | None = None
    channel: str = Channel.ELECTRONIC


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is written down of a document: the fields of NĐ 30/2020, Phụ lục IV and VI. `symbol_part` is the
    drafting unit's or field's part of a công văn's symbol, `due_on` the term of the reply."""

    kind: str
    subject: str
    issued_on: date
    why_needed: str = ""
    drafting_unit: Unit | None = None
    symbol_part: str = ""
    authority: str = ""
    signer: str = ""
    position: str = ""
    urgency: str = ""
    channel: str = Channel.ELECTRONIC
    copies: int | None = None
    pages: int | None = None
    kept_by: str = ""
    notes: str = ""
    is_procedure_result: bool = False
    recipients: Sequence[Sent] = field(default_factory=tuple)
    due_on: date | None = None
    language: str = VIETNAMESE
    file_year: int | None = None
    file_notation: str = ""
    file_ordinal: int | None = None

    @property
    def texts(self) -> list[str]:
        """What somebody typed."""
        return [
            self.subject, self.why_needed, self.symbol_part, self.signer, self.position, self.kept_by,
            self.notes, self.language, self.file_notation,
            *(one.name for one in self.recipients),
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document with its number, and what the clerk should know of it."""

    document: Document
    notes: tuple[str, ...] = ()


def draw_number(
    series: Series,
    about: Particulars,
    *,
    by: User,
    now: datetime,
    request: NumberRequest | None = None,
    again: bool = True,
) -> Drawn:
    """Gives a document the next number of the series in the year of its day. `request` is what let it have
    one; beyond the allowance there must be one that the leader approved, and one that he has not seen goes to
    him. Unless `again`, what the same person drew just now for the same document is not drawn a second time:
    a page may be sent twice.

    Raises NotAllowed; NotReady for a day to come or long past, a mark of secrecy, beyond the allowance, where
    another document of the year bears that number and symbol, and for the second of two.
    """
    on = day_of(now)
    with before_acting():
        behalf = ask_to_keep(series, series.office, by, on)
        refuse_marks(about.texts)
        check_day(about.issued_on, on)
        document = new_document(series, about, by=by, now=now)
        at_most = drawn_before_counting(series, document.year, about, now)

    def draw(at_most: int | None) -> None:
        with drawing():
            approved = held_request(request, about) if request is not None else False
            if at_most is None and not approved:
                refuse_beyond(series, document.year, on)
            counter = number_and_end(series, document.year)
            if at_most is not None and counter.together > at_most and not approved:
                raise DrawnMeanwhile
            document.pk, document.number = counter.key, counter.numbers[0]
            if not again:
                _refuse_second(document)  # with the counter held, so that two at once do not both pass
            _put(document, about, counter.end, by=by, behalf=behalf)
            if request is not None:
                mark_drawn(request, document)

    with to_leader_beyond(request, document.year, by=by, behalf=behalf, now=now), borne_once(document):
        try:
            draw(at_most)
        except DrawnMeanwhile:
            draw(None)
    return Drawn(document, _notes(series, document, on))


def _put(document: Document, about: Particulars, end: Sequence[Any], *, by: User, behalf: str) -> None:
    number_it(document, about)
    record_new("document.draw", document, end, by=by, reason=about.why_needed, on_behalf_of=behalf)
    put_recipients(document, about.recipients)


def _refuse_second(document: Document) -> None:
    series = document.series
    there = (
        drawn_just_now(series, document, document.registered_by, document.registered_at) if series else None
    )
    if there is not None:
        raise NotReady(
            f"Ông (bà) vừa cấp số {there.reference} cho văn bản cùng tên loại, trích yếu và ngày này. Nếu "
            "đúng là văn bản khác thì đánh dấu “Vẫn cấp thêm một số” rồi gửi lại."
        )


def check_day(issued_on: date, on: date) -> None:
    """Raises NotReady for a day on which no number is drawn."""
    if issued_on > on:
        when = "ngày mai" if issued_on == on + timedelta(days=1) else "ngày chưa đến"
        raise NotReady(
            f"Ngày văn bản {issued_on:%d/%m/%Y} là {when}; số được cấp khi văn bản đã ký, theo ngày ký. Cần "
            "số trước thì giữ số."
        )
    if issued_on < on - timedelta(days=_OLDEST):
        raise NotReady(
            f"Ngày văn bản {issued_on:%d/%m/%Y} cách nay quá {_OLDEST} ngày; hãy kiểm tra lại ngày. Văn bản "
            "bỏ sót được ghi bằng số chèn, kèm lý do."
        )


def new_document(series: Series, about: Particulars, *, by: User, now: datetime) -> Document:
    """The document without its number, not saved yet. Raises what `take_particulars` raises."""
    office = series.office
    document = Document(
        office=office,
        province_id=office.province_id,
        commune_id=office.commune_id,
        direction=series.direction,
        document_class=series.document_class,
        series=series,
        year=about.issued_on.year,
        dated=about.issued_on,
        issuer=series.issuer or office.name,
        issuer_unit=office,
        registered_by=by,
        registered_at=now,
        state=DocumentState.ISSUED,
    )
    take_particulars(document, about)
    return document


def take_particulars(document: Document, about: Particulars) -> None:
    """Writes what is said of a document into it.

    Raises NotReady for a text that is too long, and a reply due before the document.
    """
    for name in (
        "kind", "issued_on", "why_needed", "drafting_unit", "authority", "signer", "position", "urgency",
        "channel", "copies", "pages", "kept_by", "notes", "is_procedure_result", "due_on", "language",
        "file_year", "file_notation", "file_ordinal",
    ):  # fmt: skip
        setattr(document, name, getattr(about, name))
    document.subject = " ".join(about.subject.split())
    refuse_too_long(document)
    check_reply_day(about.due_on, about.issued_on)


def number_it(document: Document, about: Particulars) -> None:
    """Writes number and symbol of a document whose number is known, and what it is found by."""
    series, number = document.series, document.number
    if series is None or number is None:
        raise ValueError("a document of no series has no number to be written")
    year = document.year
    document.reference = reference_in(
        series, about.kind, number, year=year, field=about.symbol_part, suffix=document.suffix
    )
    document.key = reference_key(document.reference)
    document.words = words_of_document(document)


def put_recipients(document: Document, recipients: Sequence[Sent]) -> None:
    """Writes down who gets it, each once.

    Raises NotReady for a name that is too long.
    """
    once = {one.name: one for one in recipients if one.name.strip()}
    if not once:
        return
    rows = [
        Recipient(document=document, unit=one.unit, name=name, channel=one.channel, sent_on=document.sent_on)
        for name, one in once.items()
    ]
    for row in rows:
        refuse_too_long(row)
    Recipient.objects.bulk_create(rows)
    if goes_to_office(document.sent_on, rows):
        document.sent_to_office = True
        document.save(update_fields=["sent_to_office"])


def _notes(series: Series, document: Document, on: date) -> tuple[str, ...]:
    if document.dated == on:
        return ()
    notes = []
    late = late_by(document.dated, on, calendar_of(series.office))
    if late:
        notes.append(
            f"Cấp số chậm {late} ngày làm việc: văn bản ký ngày {document.dated:%d/%m/%Y}, phải phát hành "
            "trong ngày, chậm nhất là ngày làm việc tiếp theo."
        )
    later = Document.objects.filter(
        series=series, year=document.year, number__lt=document.number, dated__gt=document.dated
    ).order_by("-number")
    before = later.values_list("number", "dated").first()
    if before:
        notes.append(
            f"Số {before[0]:02} đã cấp mang ngày {before[1]:%d/%m/%Y}, sau ngày của văn bản này; số phải "
            "chạy theo thời gian, hãy kiểm tra ngày ký."
        )
    return tuple(notes)
