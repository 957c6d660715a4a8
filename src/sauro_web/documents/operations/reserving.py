"""Numbers out of the usual order, each with its reason and each a row that stays: reserved before the
document is signed, inserted with a letter, cancelled."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from sauro.doctypes.numbering import next_suffix
from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.between_pages import before_acting
from sauro_web.common.errors import NotReady
from sauro_web.documents.findable import words_of_document
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.models import Direction, Document, DocumentState, NumberRequest, Series
from sauro_web.documents.operations.allowing import (
    counted_closely,
    held_request,
    mark_drawn,
    refuse_beyond,
    to_leader_beyond,
)
from sauro_web.documents.operations.asking import (
    ask_to_keep,
    day_of,
    held_document,
    said_reason,
)
from sauro_web.documents.operations.bearing import borne_once, refuse_borne
from sauro_web.documents.operations.counters import drawing, held_counter, next_number
from sauro_web.documents.operations.drawing import (
    Drawn,
    Particulars,
    new_document,
    number_it,
    put_recipients,
    take_particulars,
)

__all__ = ["cancel_number", "insert_number", "issue_reserved", "reserve_number"]

_LONGEST_WAIT = 60
"""Days for which a number is kept at most."""


def reserve_number(
    series: Series, *, for_whom: str, until: date, reason: str, by: User, now: datetime
) -> Document:
    """Keeps the next number of the series for a document that is not signed yet.

    Raises NotAllowed; NotReady without a reason, for a day gone by or too far, for a mark of secrecy, or
    where the register of the year has that number from elsewhere.
    """
    on = day_of(now)
    behalf = ask_to_keep(series, series.office, by, on)
    refuse_marks((for_whom, reason))
    if not reason.strip() or not for_whom.strip():
        raise NotReady("Hãy ghi giữ số cho ai và vì sao.")
    if not on <= until or (until - on).days > _LONGEST_WAIT or until.year != on.year:
        raise NotReady(f"Số được giữ từ hôm nay đến nhiều nhất {_LONGEST_WAIT} ngày, trong năm {on.year}.")
    office = series.office
    document = Document(
        office=office, province_id=office.province_id, commune_id=office.commune_id,
        direction=series.direction, document_class=series.document_class, series=series, year=on.year,
        dated=on, issuer=series.issuer or office.name, issuer_unit=office, registered_by=by,
        registered_at=now, state=DocumentState.RESERVED, reserved_for=said_reason(for_whom, 200),
        reserved_until=until, number_reason=said_reason(reason),
    )  # fmt: skip
    with drawing():
        document.number = next_number(series, on.year)
        refuse_borne(series, on.year, document.number)
        document.words = words_of_document(document)
        document.save(force_insert=True)
        record("document.reserve", document, by=by, reason=reason, on_behalf_of=behalf)
    return document


def issue_reserved(
    document: Document,
    about: Particulars,
    *,
    by: User,
    now: datetime,
    version: int | None = None,
    request: NumberRequest | None = None,
) -> Drawn:
    """The document for which a number was reserved is signed. It counts from now on, whenever its number was
    reserved; `request` is what let it have one, as where a number is drawn.

    Raises NotAllowed; Conflict; NotReady where nothing is reserved, for a day to come or of another year, for
    a mark of secrecy, and beyond the allowance.
    """
    on, series = day_of(now), document.series
    with before_acting():
        behalf = ask_to_keep(series, document.office, by, on)
        refuse_marks(about.texts)
        counted = series is not None and counted_closely(series, document.year, about, now)
    with to_leader_beyond(request, document.year, by=by, behalf=behalf, now=now), transaction.atomic():
        _ask_allowance(series, document.year, about, on, counted=counted, request=request)
        held = held_document(document, version)
        _check_reserved(held, about, on)
        take_particulars(held, about)
        held.dated, held.state = about.issued_on, DocumentState.ISSUED
        number_it(held, about)
        held.version += 1
        with borne_once(held), transaction.atomic():
            held.save()
        put_recipients(held, about.recipients)
        if request is not None:
            mark_drawn(request, held)
        changes = {"state": (DocumentState.RESERVED.value, DocumentState.ISSUED.value)}
        record("document.issue_reserved", held, by=by, changes=changes, on_behalf_of=behalf)
    return Drawn(held)


def _check_reserved(held: Document, about: Particulars, on: date) -> None:
    if held.state != DocumentState.RESERVED:
        raise NotReady("Số này không còn được giữ; hãy xem lại trang văn bản.")
    if about.issued_on > on or about.issued_on.year != held.year:
        raise NotReady(f"Số giữ của năm {held.year} chỉ cấp cho văn bản ký trong năm đó, không sau hôm nay.")


def _ask_allowance(
    series: Series | None,
    year: int,
    about: Particulars,
    on: date,
    *,
    counted: bool,
    request: NumberRequest | None,
) -> None:
    """Inside the transaction, before any document or counter is held.

    Raises NotReady beyond the allowance without a request that the leader approved.
    """
    approved = held_request(request, about) if request is not None else False
    if series is not None and counted and not approved:
        refuse_beyond(series, year, on)


def insert_number(
    after: Document,
    about: Particulars,
    *,
    reason: str,
    by: User,
    now: datetime,
    request: NumberRequest | None = None,
) -> Drawn:
    """A number with a letter behind one that was drawn (153a), for what was forgotten. On purpose only: it
    draws no number of the series, and says why. `request` is what let it have one.

    Raises NotAllowed; NotReady without a reason, for a day of another year or to come, where every letter
    is taken, for a mark of secrecy, and beyond the allowance.
    """
    on, series = day_of(now), after.series
    with before_acting():
        behalf = ask_to_keep(series, after.office, by, on)
        refuse_marks([*about.texts, reason])
        counted = series is not None and counted_closely(series, after.year, about, now)
    if series is None or after.number is None:
        raise NotReady("Chỉ chèn số sau một số đã cấp từ dãy số của cơ quan.")
    _check_inserted(after, about, reason, on)
    document = new_document(series, about, by=by, now=now)
    document.number, document.number_reason = after.number, said_reason(reason)
    with to_leader_beyond(request, after.year, by=by, behalf=behalf, now=now), transaction.atomic():
        _ask_allowance(series, after.year, about, on, counted=counted, request=request)
        held_counter(series, after.year)
        document.suffix = _next_letter(after)
        number_it(document, about)
        with borne_once(document), transaction.atomic():
            document.save(force_insert=True)
        put_recipients(document, about.recipients)
        if request is not None:
            mark_drawn(request, document)
        record("document.insert", document, by=by, reason=reason, on_behalf_of=behalf)
    warning = f"Đã chèn số {document.written_number}. Số có chữ cái là trường hợp cá biệt, được nêu trong sổ."
    return Drawn(document, (warning,))


def _check_inserted(after: Document, about: Particulars, reason: str, on: date) -> None:
    if not reason.strip():
        raise NotReady("Hãy ghi vì sao phải chèn số; số chèn là trường hợp cá biệt.")
    if about.issued_on > on or about.issued_on.year != after.year:
        raise NotReady(f"Văn bản chèn vào sổ năm {after.year} phải ký trong năm đó, không sau hôm nay.")


def _next_letter(after: Document) -> str:
    try:
        return next_suffix(set(_of_number(after).values_list("suffix", flat=True)))
    except ValueError:
        raise NotReady(f"Sau số {after.number} đã chèn hết các chữ cái; hãy chèn sau số khác.") from None


def cancel_number(
    document: Document, *, reason: str, by: User, now: datetime, version: int | None = None
) -> Document:
    """Hủy số: the number stays in the register, without a document that holds. Only before it was sent;
    what has left the office is recalled.

    Raises NotAllowed; Conflict; NotReady without a reason or where it was sent or ended already.
    """
    on = day_of(now)
    behalf = ask_to_keep(document.series, document.office, by, on)
    refuse_marks((reason,))
    if not reason.strip():
        raise NotReady("Hãy ghi vì sao hủy số.")
    with transaction.atomic():
        held = held_document(document, version)
        if held.state not in (DocumentState.RESERVED, DocumentState.ISSUED):
            raise NotReady(f"Văn bản này {held.get_state_display()}; không hủy số được nữa.")
        if held.state == DocumentState.ISSUED and held.sent_on is not None:
            raise NotReady("Văn bản đã chuyển đi thì thu hồi bằng văn bản, không hủy số.")
        before, held.state = held.state, DocumentState.CANCELLED
        held.number_reason = said_reason(reason)
        held.version += 1
        held.save(update_fields=["state", "number_reason", "version"])
        changes = {"state": (before, held.state.value)}
        record("document.cancel", held, by=by, changes=changes, reason=reason, on_behalf_of=behalf)
    return held


def _of_number(document: Document) -> QuerySet[Document]:
    """Those of its own series, and what an older book brought under the same number."""
    rows = Document.objects.filter(office=document.office_id, year=document.year, number=document.number)
    own = Q(series=document.series_id) | Q(series=None)
    return rows.filter(own).exclude(direction=Direction.INCOMING)
