"""Văn bản đến: a document arrives, is registered under the next arrival number, is given to one unit that
answers for it, and is answered, filed or sent back (NĐ 30/2020, Điều 21 to 24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from sauro.doctypes.numbering import reference_key
from sauro.text.compare import unit_key
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents import rules
from sauro_web.documents.findable import words_of_document
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.models import (
    VIETNAMESE,
    Channel,
    Direction,
    Document,
    DocumentClass,
    DocumentState,
    Relation,
    RelationKind,
    Series,
)
from sauro_web.documents.operations.asking import (
    ask_to_keep,
    day_of,
    held_document,
    refuse_too_long,
    said_reason,
)
from sauro_web.documents.operations.counters import drawing, next_number

__all__ = [
    "Arrival",
    "answer_arrival",
    "file_arrival",
    "register_arrival",
    "return_arrival",
    "same_arrival",
]

_OPEN = (DocumentState.ARRIVED, DocumentState.ASSIGNED)
_MOST_NOTES = 500
"""Letters of the notes of a line."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What the register of arrivals keeps: NĐ 30/2020, Phụ lục IV and VI. `to_places` is whom the issuer
    sent it to, `due_on` by when he asks for an answer."""

    issuer: str
    subject: str
    arrived_on: date
    reference: str = ""
    issued_on: date | None = None
    kind: str = ""
    issuer_unit: Unit | None = None
    signer: str = ""
    urgency: str = ""
    channel: str = Channel.ELECTRONIC
    pages: int | None = None
    notes: str = ""
    position: str = ""
    language: str = VIETNAMESE
    to_places: str = ""
    due_on: date | None = None
    file_year: int | None = None
    file_notation: str = ""
    file_ordinal: int | None = None

    @property
    def texts(self) -> list[str]:
        """What somebody typed."""
        return [
            self.issuer, self.subject, self.reference, self.kind, self.signer, self.notes, self.position,
            self.language, self.to_places, self.file_notation,
        ]  # fmt: skip


def register_arrival(
    series: Series, about: Arrival, *, by: User, now: datetime, again: bool = False
) -> Document:
    """Registers what arrived under the next number of the year of its arrival. A document of the same number,
    issuer and day that is there already is refused unless `again`.

    Raises NotAllowed; NotReady for a day to come, a document that is there, and a mark of secrecy.
    """
    on = day_of(now)
    behalf = ask_to_keep(series, series.office, by, on)
    refuse_marks(about.texts)
    if about.arrived_on > on or (about.issued_on is not None and about.issued_on > about.arrived_on):
        raise NotReady("Ngày đến không sau hôm nay, và ngày văn bản không sau ngày đến; hãy kiểm tra lại.")
    document = _arrived(series, about, by, now)
    with drawing():
        document.number = next_number(series, document.year)
        # Asked while the counter is held, so that two clerks do not both register it.
        if not again and (same := same_arrival(series.office, about)) is not None:
            raise NotReady(
                f"Văn bản số {same.reference} của {same.issuer} đã vào sổ: số đến {same.number}, ngày "
                f"{same.dated:%d/%m/%Y}. Nếu đúng là văn bản khác thì đánh dấu “Vẫn vào sổ”."
            )
        document.words = words_of_document(document)
        document.save(force_insert=True)
        record("document.arrive", document, by=by, on_behalf_of=behalf)
    return document


def _arrived(series: Series, about: Arrival, by: User, now: datetime) -> Document:
    """The line of the register without its number, not saved yet.

    Raises NotReady for a text that is too long.
    """
    office = series.office
    document = Document(
        office=office, province_id=office.province_id, commune_id=office.commune_id,
        direction=Direction.INCOMING, document_class=DocumentClass.ADMINISTRATIVE, series=series,
        year=about.arrived_on.year, dated=about.arrived_on,
        state=DocumentState.ARRIVED, registered_by=by, registered_at=now,
        subject=" ".join(about.subject.split()),
        reference=" ".join(about.reference.split()), issuer=about.issuer, issuer_unit=about.issuer_unit,
        issued_on=about.issued_on, kind=about.kind, signer=about.signer, urgency=about.urgency,
        channel=about.channel, pages=about.pages, notes=about.notes, position=about.position,
        language=about.language, to_places=" ".join(about.to_places.split()), due_on=about.due_on,
        file_year=about.file_year, file_notation=about.file_notation, file_ordinal=about.file_ordinal,
    )  # fmt: skip
    refuse_too_long(document)
    document.key = reference_key(document.reference)[:80]
    return document


def same_arrival(office: Unit, about: Arrival) -> Document | None:
    """One that arrived under the same number, of the same issuer and day."""
    key = reference_key(" ".join(about.reference.split()))[:80]
    if not key:
        return None
    rows: QuerySet[Document] = Document.objects.filter(
        office=office, key=key, direction=Direction.INCOMING, issued_on=about.issued_on
    )
    wanted = unit_key(about.issuer)
    return next((one for one in rows if unit_key(one.issuer) == wanted), None)


def answer_arrival(
    document: Document, *, reply: str, note: str, by: User, now: datetime, version: int | None = None
) -> Document:
    """It is done: by a reply of the office's own register, or by something else that the note says.

    Raises NotAllowed; Conflict; NotReady where it is not given to anybody, without either, for a number that
    the register does not have, or a note for which the line has no room.
    """
    on = day_of(now)
    if not rules.may_answer(by, document, on=on):
        raise NotAllowed("Chỉ đơn vị chủ trì và văn thư của cơ quan mới ghi kết quả giải quyết.")
    refuse_marks((reply, note))
    if not (reply.strip() or note.strip()):
        raise NotReady("Hãy ghi số văn bản trả lời, hoặc ghi đã giải quyết thế nào.")
    with transaction.atomic():
        held = held_document(document, version)
        if held.state != DocumentState.ASSIGNED:
            raise NotReady(f"Văn bản này {held.get_state_display()}; phân công trước khi ghi kết quả.")
        if reply.strip():
            _reply(held, reply, by, now)
        held.state, held.ended_on = DocumentState.ANSWERED, on
        held.notes = _with_note(held.notes, note)
        held.version += 1
        held.save(update_fields=["state", "ended_on", "notes", "version"])
        changes = {"reply": ("", reply.strip())}
        record("document.answer", held, by=by, changes=changes, reason=note.strip())
    return held


def _with_note(notes: str, note: str) -> str:
    """What the line says already, and this behind it."""
    said = " ".join(note.split())
    together = "; ".join(filter(None, (notes, said)))
    if len(together) > _MOST_NOTES:
        room = max(0, _MOST_NOTES - len(notes) - len("; ")) if notes else _MOST_NOTES
        raise NotReady(
            f"Ghi chú của văn bản còn chỗ cho {room} ký tự, nội dung vừa ghi dài {len(said)} ký tự; hãy viết "
            "gọn lại."
        )
    return together


def _reply(document: Document, reply: str, by: User, now: datetime) -> None:
    own = Document.objects.filter(
        office=document.office_id, key=reference_key(reply), year__gte=document.year
    )
    found = (
        own.exclude(direction=Direction.INCOMING)
        .filter(state=DocumentState.ISSUED)
        .order_by("-dated")
        .first()
    )
    if found is None:
        raise NotReady(
            f"Sổ văn bản đi của cơ quan không có số {reply.strip()[:60]} còn hiệu lực; hãy kiểm tra lại."
        )
    named = document.reference or f"số đến {document.number}"
    values = {"other": document, "by": by, "at": now}
    Relation.objects.get_or_create(
        document=found, kind=RelationKind.REPLIES, reference=named, defaults=values
    )


def file_arrival(
    document: Document, *, reason: str, by: User, now: datetime, version: int | None = None
) -> Document:
    """Nothing has to be done: it is for information.

    Raises NotAllowed; Conflict; NotReady where it is ended.
    """
    return _close(document, DocumentState.FILED, "document.file", reason, by, now, version)


def return_arrival(
    document: Document, *, reason: str, by: User, now: datetime, version: int | None = None
) -> Document:
    """It came to the wrong place, or is not authentic: it goes back to who sent it, and its arrival number
    stays.

    Raises NotAllowed; Conflict; NotReady without a reason, or where it is ended.
    """
    if not reason.strip():
        raise NotReady("Hãy ghi vì sao trả lại nơi gửi.")
    return _close(document, DocumentState.RETURNED, "document.return", reason, by, now, version)


def _close(
    document: Document,
    state: DocumentState,
    action: str,
    reason: str,
    by: User,
    now: datetime,
    version: int | None,
) -> Document:
    on = day_of(now)
    behalf = ask_to_keep(None, document.office, by, on)
    refuse_marks((reason,))
    with transaction.atomic():
        held = held_document(document, version)
        if held.direction != Direction.INCOMING or held.state not in _OPEN:
            raise NotReady(f"Văn bản này {held.get_state_display()}.")
        before, held.state, held.ended_on = held.state, state, on
        held.number_reason = said_reason(reason)
        held.version += 1
        held.save(update_fields=["state", "ended_on", "number_reason", "version"])
        changes = {"state": (before, state.value)}
        record(action, held, by=by, changes=changes, reason=reason, on_behalf_of=behalf)
    return held
