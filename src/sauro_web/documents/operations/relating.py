"""What one document does to another (NĐ 30/2020, Điều 18): recalls, replaces, corrects or amends it,
replies to it, or has it as its basis. Each is a row that stays."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from sauro.doctypes.numbering import reference_key
from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotReady
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.models import (
    Channel,
    Direction,
    Document,
    DocumentState,
    Relation,
    RelationKind,
)
from sauro_web.documents.offices_named import goes_to_office
from sauro_web.documents.operations.asking import (
    ask_to_keep,
    day_of,
    held_document,
    refuse_too_long,
    said_reason,
)
from sauro_web.documents.operations.recalling import tell_recalled, tell_replaced

__all__ = ["mark_sent", "recall", "relate"]

_ENDS = {RelationKind.RECALLS: DocumentState.RECALLED, RelationKind.REPLACES: DocumentState.REPLACED}
_OF_ARRIVALS = (RelationKind.REPLIES, RelationKind.BASIS)
"""What a document of the office may do to one that arrived."""
_LETTER = "Công văn"
_MOST_NAMED = 20


def relate(
    document: Document,
    kind: RelationKind,
    *,
    to: str,
    reason: str,
    by: User,
    now: datetime,
    dated: date | None = None,
) -> Relation:
    """Says what a document of the register does to the one with the number `to`, and of that day where one is
    given. Where that one is a document of the office itself, a recall or replacement ends it.

    Raises NotAllowed; NotReady without a number, against itself, for a kind that the decree does not let
    do it, where the other holds no more, where several years have that number and no day says which, or for a
    mark of secrecy.
    """
    on = day_of(now)
    behalf = ask_to_keep(None, document.office, by, on)
    refuse_marks((to, reason))
    if not to.strip():
        raise NotReady("Hãy ghi số, ký hiệu của văn bản liên quan.")
    with transaction.atomic():
        held = held_document(document)
        other = _named(held, kind, to, dated)
        _check(held, kind, other)
        relation = Relation(
            document=held, kind=kind, other=other, reference=other.reference if other else to.strip(),
            reason=said_reason(reason), by=by, at=now,
        )  # fmt: skip
        _save_once(relation)
        if kind == RelationKind.CORRECTS:
            held.corrects = True
            held.save(update_fields=["corrects"])
        if other is not None and kind in _ENDS:
            _end(other, _ENDS[kind], now, by_which=held)
        changes = {"relation": ("", str(relation))}
        record("document.relate", held, by=by, changes=changes, reason=reason, on_behalf_of=behalf)
    return relation


def _save_once(relation: Relation) -> None:
    """Raises NotReady for one that is too long, and where it was said already."""
    refuse_too_long(relation)
    try:
        with transaction.atomic():
            relation.save()
    except IntegrityError:
        raise NotReady("Quan hệ này đã được ghi.") from None


def recall(
    document: Document, *, reason: str, by: User, now: datetime, version: int | None = None
) -> Document:
    """Thu hồi: the document holds no more; recipients of paper send it back, of electronic ones destroy it
    and confirm that (`recalling.answer_recall`). It stays in the register and counts no longer.

    Raises NotAllowed; Conflict; NotReady without a reason or where it does not hold anyway.
    """
    on = day_of(now)
    behalf = ask_to_keep(None, document.office, by, on)
    refuse_marks((reason,))
    if not reason.strip():
        raise NotReady("Hãy ghi vì sao thu hồi, và theo văn bản nào nếu có.")
    with transaction.atomic():
        held = held_document(document, version)
        if held.state != DocumentState.ISSUED:
            raise NotReady(f"Văn bản này {held.get_state_display()}; không thu hồi được.")
        held.number_reason = said_reason(reason)
        held.save(update_fields=["number_reason"])
        _end(held, DocumentState.RECALLED, now)
        changes = {"state": (DocumentState.ISSUED.value, DocumentState.RECALLED.value)}
        record("document.recall", held, by=by, changes=changes, reason=reason, on_behalf_of=behalf)
    return held


def mark_sent(
    document: Document, *, by: User, now: datetime, on: date | None = None, version: int | None = None
) -> Document:
    """The document has left the office on a day, today unless one is said: it is no longer cancelled, only
    recalled. Offices to which the site itself brings it have it from today on, whatever day that is.

    Raises NotAllowed; Conflict; NotReady where it was sent or does not hold, for a day before that of the
    document, and for one to come.
    """
    today = day_of(now)
    day = on or today
    behalf = ask_to_keep(None, document.office, by, today)
    with transaction.atomic():
        held = held_document(document, version)
        if held.state != DocumentState.ISSUED or held.sent_on is not None:
            raise NotReady("Văn bản này đã chuyển, hoặc không còn hiệu lực.")
        if not held.dated <= day <= today:
            raise NotReady(f"Ngày chuyển phải từ ngày văn bản ({held.dated:%d/%m/%Y}) đến hôm nay.")
        held.sent_on = day
        held.sent_to_office = goes_to_office(day, held.recipients.all())
        held.version += 1
        held.save(update_fields=["sent_on", "sent_to_office", "version"])
        waiting = held.recipients.filter(sent_on=None)
        waiting.filter(unit__isnull=False).exclude(channel=Channel.PAPER).update(sent_on=today)
        waiting.update(sent_on=day)
        changes = {"sent_on": ("", day.isoformat())}
        record("document.send", held, by=by, changes=changes, on_behalf_of=behalf)
    return held


def _named(document: Document, kind: RelationKind, reference: str, dated: date | None) -> Document | None:
    """The document of that number in the registers of the office; locked. What one of another office is, an
    arrival, the office answers or goes by, but never ends or changes.

    Raises NotReady where its own registers have several and no day says which.
    """
    rows = Document.objects.filter(office=document.office_id, key=reference_key(reference)).exclude(key="")
    if dated is not None:
        rows = rows.filter(issued_on=dated)
    rows = rows.select_for_update(of=("self",), no_key=True).order_by("-dated", "-pk")
    own = list(rows.exclude(direction=Direction.INCOMING)[:_MOST_NAMED])
    others = [one for one in own if one.pk != document.pk]
    if len(others) > 1:
        days = ", ".join(f"ngày {one.dated:%d/%m/%Y}" for one in others)
        raise NotReady(
            f"Sổ có {len(others)} văn bản số {others[0].reference}: {days}. Hãy ghi thêm ngày văn bản kia."
        )
    if own:
        return (others or own)[0]
    if kind not in _OF_ARRIVALS:
        return None
    return rows.filter(direction=Direction.INCOMING).first()


def _check(document: Document, kind: RelationKind, other: Document | None) -> None:
    if other is not None and other.pk == document.pk:
        raise NotReady("Văn bản không liên quan tới chính nó; hãy kiểm tra số, ký hiệu.")
    if kind == RelationKind.CORRECTS and document.kind != _LETTER:
        raise NotReady("Đính chính phải bằng công văn (Nghị định số 30/2020/NĐ-CP, Điều 18).")
    if other is None or other.direction == Direction.INCOMING:
        return
    if kind in (RelationKind.REPLACES, RelationKind.AMENDS) and (
        (document.kind, document.document_class) != (other.kind, other.document_class)
    ):
        raise NotReady(
            f"Sửa đổi, thay thế phải bằng văn bản cùng loại: số {other.reference} là {other.kind.lower()} "
            "(Nghị định số 30/2020/NĐ-CP, Điều 18)."
        )
    if kind in _ENDS and other.state != DocumentState.ISSUED:
        raise NotReady(f"Văn bản số {other.reference} {other.get_state_display()}; hãy kiểm tra lại.")


def _end(
    document: Document, state: DocumentState, now: datetime, *, by_which: Document | None = None
) -> None:
    document.state = state
    document.version += 1
    document.save(update_fields=["state", "version"])
    if state == DocumentState.RECALLED:
        tell_recalled(document, now)
    elif by_which is not None:
        tell_replaced(document, by_which, now)
