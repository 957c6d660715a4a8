"""Xác nhận nhận văn bản (NĐ 30/2020, Điều 21): an office takes what another one of the site has sent into its
own register in one step, which confirms the receipt to the sender; of others the sender writes it down."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotReady
from sauro_web.common.jobs import enqueue
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.models import Document, DocumentFile, FileReading, FileSignature, Recipient
from sauro_web.documents.operations.arriving import Arrival, register_arrival, same_arrival
from sauro_web.documents.operations.asking import ask_to_keep, day_of, held_document, refuse_too_long
from sauro_web.documents.operations.examining import examine_file, settle_standing
from sauro_web.documents.queries.receiving import recipient_rows
from sauro_web.documents.queries.series import arrivals_of

__all__ = ["confirm_by_hand", "take_in"]

_MOST_PLACES = 1_000
"""Letters of the places of an incoming document."""
_AND_OTHERS = " và {left} nơi khác"


def take_in(recipient: Recipient, office: Unit, *, by: User, now: datetime) -> Document:
    """Registers what was sent to the office under its next arrival number, with all that the sender wrote and
    its files, and confirms the receipt. What its clerk has registered by hand already gets no second number.

    Raises NotAllowed; NotReady where it is registered, was recalled or not sent there, or the office has no
    series of arrivals.
    """
    on = day_of(now)
    series = arrivals_of(office, on)
    ask_to_keep(series, office, by, on)
    if series is None:
        raise NotReady("Cơ quan chưa có dãy số đến; lãnh đạo hoặc quản trị lập ở trang Quy định.")
    with transaction.atomic():
        sent = held_document(recipient.document)
        rows = list(recipient_rows(office).filter(document=sent).select_for_update(of=("self",), no_key=True))
        if not any(one.pk == recipient.pk and one.confirmed_on is None for one in rows):
            raise NotReady("Văn bản này đã vào sổ, hoặc nơi gửi đã thu hồi; hãy tải lại trang.")
        about = _arrival_of(sent, recipient, on)
        arrival = same_arrival(office, about)
        if arrival is None:
            arrival = register_arrival(series, about, by=by, now=now)
        _copy_files(sent, arrival, by, now)
        for row in rows:
            row.confirmed_on, row.confirmed_by, row.arrival = on, by, arrival
        Recipient.objects.bulk_update(rows, ["confirmed_on", "confirmed_by", "arrival"])
        changes = {"confirmed": ("", f"{office.label}: số đến {arrival.number}")}
        record("document.confirm", sent, by=by, changes=changes)
    return arrival


def _arrival_of(sent: Document, recipient: Recipient, on: date) -> Arrival:
    """The fields that both registers have; nobody types them again."""
    return Arrival(
        issuer=sent.issuer, subject=sent.subject, arrived_on=on, reference=sent.reference,
        issued_on=sent.issued_on, kind=sent.kind, issuer_unit=sent.issuer_unit, signer=sent.signer,
        urgency=sent.urgency, channel=recipient.channel, pages=sent.pages, position=sent.position,
        language=sent.language, to_places=_places_of(sent),
        due_on=sent.due_on if sent.due_on is not None and sent.due_on >= on else None,
    )  # fmt: skip


def _places_of(sent: Document) -> str:
    """Whom it was sent to, as far as a line has room for whole names."""
    names, said = list(sent.recipients.values_list("name", flat=True)), ""
    for count, name in enumerate(names):
        longer = f"{said}; {name}" if said else name
        left = len(names) - count - 1
        if len(longer) + (len(_AND_OTHERS.format(left=left)) if left else 0) > _MOST_PLACES:
            return said + _AND_OTHERS.format(left=left + 1)
        said = longer
    return said


def _copy_files(sent: Document, arrival: Document, by: User, now: datetime) -> None:
    """The same kept bytes, with what was read of them; no file is stored twice."""
    known = set(arrival.files.values_list("digest", flat=True))
    files = sent.files.filter(withdrawn_at=None).prefetch_related("signatures")
    for file in [one for one in files if one.digest not in known]:
        signatures: Iterable[FileSignature] = list(file.signatures.all())
        file.pk, file.document, file.added_by, file.added_at = None, arrival, by, now
        file._state.adding = True
        file.save(force_insert=True)
        _copy_signatures(file, signatures)
        if file.reading == FileReading.WAITING:
            enqueue(examine_file, file.pk, key=f"documents.file.{file.pk}")
    settle_standing(arrival)


def _copy_signatures(file: DocumentFile, signatures: Iterable[FileSignature]) -> None:
    for one in signatures:
        one.pk, one.file = None, file
        one._state.adding = True
        one.save(force_insert=True)


def confirm_by_hand(
    recipient: Recipient, *, received_on: date, how: str, by: User, now: datetime
) -> Recipient:
    """The sender's clerk writes down that a recipient has it: a slip that came back, a telephone call.

    Raises NotAllowed; NotReady where it is confirmed or was not sent, without saying how or at too great
    length, for a day before it was sent or one to come, and for a mark of secrecy.
    """
    on = day_of(now)
    document = recipient.document
    behalf = ask_to_keep(None, document.office, by, on)
    refuse_marks((how,))
    if not how.strip():
        raise NotReady("Hãy ghi nơi nhận xác nhận bằng cách nào: ký sổ, phiếu gửi trả lại, điện thoại.")
    with transaction.atomic():
        held_document(document)
        held = document.recipients.select_for_update(of=("self",), no_key=True).get(pk=recipient.pk)
        if held.sent_on is None:
            raise NotReady("Văn bản chưa ghi ngày chuyển tới nơi này.")
        if held.confirmed_on is not None:
            raise NotReady(f"{held.name} đã xác nhận ngày {held.confirmed_on:%d/%m/%Y}.")
        if not held.sent_on <= received_on <= on:
            raise NotReady("Ngày nhận phải từ ngày chuyển đến hôm nay.")
        held.confirmed_on, held.confirmed_by = received_on, by
        held.confirmed_how = " ".join(how.split())
        refuse_too_long(held)
        held.save(update_fields=["confirmed_on", "confirmed_by", "confirmed_how"])
        changes = {"confirmed": ("", f"{held.name}: {received_on:%d/%m/%Y}")}
        record(
            "document.confirm", document, by=by, changes=changes, reason=held.confirmed_how,
            on_behalf_of=behalf,
        )  # fmt: skip
    return held
