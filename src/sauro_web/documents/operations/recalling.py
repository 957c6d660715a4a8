"""Thu hồi at the receivers (NĐ 30/2020, Điều 18; QĐ 28/2018, Điều 9): each who has the document is told, says
that his copies are destroyed or sent back, or why not; the sender sees what each has said. Of a replacement
each who has the document is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotReady
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.models import Document, DocumentState, RecallAnswer, Recipient
from sauro_web.documents.operations.asking import ask_to_keep, day_of, held_document, said_reason
from sauro_web.documents.operations.linking import link_typed
from sauro_web.documents.queries.receiving import of_office, recalled_rows
from sauro_web.documents.task_making import task_making
from sauro_web.notices.operations import tell_each, tell_units

__all__ = ["answer_recall", "tell_recalled", "tell_replaced"]

_OPEN = (DocumentState.ARRIVED, DocumentState.ASSIGNED)
_GONE = (RecallAnswer.DESTROYED, RecallAnswer.RETURNED)
_LONGEST = 400
"""Letters of a notice, and of what a register says of the reason of another office."""


def tell_recalled(document: Document, now: datetime) -> None:
    """Tells everybody whom the document was sent to that it holds no more, inside the transaction that
    recalls it: the units, those who work on it where it was registered, also by hand or as a task, and who
    registered it there. Whoever is not of the office itself is asked for an answer from then on."""
    sent, own = _sent(document)
    sent.exclude(pk__in=own).update(recall_told_on=day_of(now))
    link_typed(document, now)
    for row in sent.select_related("unit", "arrival__lead", "confirmed_by"):
        asked = reverse("documents:answer_recall", args=(row.pk,))
        link = _own_link(document) if row.pk in own else asked
        _tell_holder(row, _told(document), link, f"document.{document.pk}.recalled", now)


def tell_replaced(document: Document, by_which: Document, now: datetime) -> None:
    """Tells the same people that another document has taken its place, inside the transaction that says so;
    who has not registered it yet finds it where it waits."""
    sent, own = _sent(document)
    text = (
        f"{_named(document)} đã được thay thế bằng {by_which.kind.lower()} số {by_which.reference} ngày "
        f"{by_which.dated:%d/%m/%Y}. Dùng văn bản thay thế."
    )
    for row in sent.select_related("unit", "arrival__lead", "confirmed_by"):
        link = _own_link(document) if row.pk in own else reverse("documents:sent_here")
        _tell_holder(row, text[:_LONGEST], link, f"document.{document.pk}.replaced", now)


def _sent(document: Document) -> tuple[QuerySet[Recipient], set[int]]:
    """Whom it was sent to, and who of them is of the office itself."""
    sent = document.recipients.filter(sent_on__isnull=False)
    return sent, set(sent.filter(of_office(document.office)).values_list("pk", flat=True))


def _own_link(document: Document) -> str:
    return reverse("documents:document", args=(document.pk,))


def _tell_holder(row: Recipient, text: str, link: str, key: str, now: datetime) -> None:
    """Whoever has it: where it is registered those who work on it, who find it there; else the unit, by
    `link`."""
    arrival = row.arrival
    if arrival is None:
        units = [row.unit] if row.unit is not None else []
    else:
        link = _own_link(arrival)
        helping = (one.unit for one in arrival.cooperations.select_related("unit"))
        units = [one for one in (row.unit, arrival.lead, *helping) if one is not None]
        if row.confirmed_by is not None:
            tell_each([(row.confirmed_by, text)], link=link, key=key, now=now)
        _tell_task(arrival, text, key, now)
    tell_units(_once(units, text), link=link, key=key, now=now)


def _tell_task(arrival: Document, text: str, key: str, now: datetime) -> None:
    """Who leads the task that was made of it may be another unit by now, which reads the task alone."""
    making = task_making()
    if making is None or arrival.task_number is None:
        return
    leads = making.leads(arrival.task_number)
    link = making.address(arrival.task_number)
    tell_units(_once(leads, text), link=link, key=f"{key}.task", now=now)


def _once(units: Iterable[Unit], text: str) -> list[tuple[Unit, str]]:
    return [(unit, text) for unit in {one.pk: one for one in units}.values()]


def _named(document: Document) -> str:
    return f"{document.kind or 'Văn bản'} số {document.reference} của {document.issuer}"


def _told(document: Document) -> str:
    named = f"{_named(document)} đã bị thu hồi"
    asked = "Không dùng văn bản này nữa; hủy bản điện tử, gửi trả bản giấy."
    why = f": {document.number_reason}" if document.number_reason else ""
    text = f"{named}{why}. {asked}"
    return text if len(text) <= _LONGEST else f"{named}. {asked}"[:_LONGEST]


def answer_recall(
    recipient: Recipient, office: Unit, *, answer: RecallAnswer, note: str, by: User, now: datetime
) -> Recipient:
    """What the office that has the document says of its recall; one that has not registered it here says it
    to the sender, whose clerk writes it down (`office` is his then), as he does a receipt. Copies that are
    gone end the work on it here. A refusal may be followed by another answer.

    Raises NotAllowed; NotReady where nothing is asked of the office any more, for a refusal without a reason,
    and for a mark of secrecy.
    """
    on = day_of(now)
    behalf = ask_to_keep(None, office, by, on)
    refuse_marks((note,))
    said = said_reason(note)
    if answer == RecallAnswer.NONE or (answer == RecallAnswer.REFUSED and not said):
        raise NotReady("Hãy chọn đã hủy hay đã gửi trả; không thực hiện được thì ghi lý do.")
    with transaction.atomic():
        document = held_document(recipient.document)
        asked = recalled_rows(office).filter(document=document).exclude(recall_answer__in=_GONE)
        rows = list(asked.select_for_update(of=("self",), no_key=True))
        is_sender = document.office_id == office.pk
        if is_sender:
            rows = [one for one in rows if one.pk == recipient.pk]
        if not any(one.pk == recipient.pk for one in rows):
            raise NotReady("Việc thu hồi văn bản này đã được trả lời; hãy tải lại trang.")
        for row in rows:
            row.recall_answer, row.recall_note = answer, said
            row.recall_answered_on, row.recall_answered_by = on, by
        Recipient.objects.bulk_update(
            rows, ["recall_answer", "recall_note", "recall_answered_on", "recall_answered_by"]
        )
        if answer in _GONE:
            _end_arrivals(rows, document, now)
        whose = recipient.name if is_sender else office.label
        written = " (văn thư nơi gửi ghi)" if is_sender else ""
        changes = {"recall": ("", f"{whose}: {answer.label}{written}")}
        if answer == RecallAnswer.REFUSED:
            _tell_refused(document, whose, said, recipient, now)
        record("document.answer_recall", document, by=by, changes=changes, reason=said, on_behalf_of=behalf)
    return next(one for one in rows if one.pk == recipient.pk)


def _end_arrivals(rows: Iterable[Recipient], document: Document, now: datetime) -> None:
    """What nobody has finished yet need not be finished any more."""
    for one in {row.arrival_id: row.arrival for row in rows}.values():
        arrival = held_document(one) if one is not None else None
        if arrival is not None and arrival.state in _OPEN:
            arrival.state, arrival.ended_on = DocumentState.RECALLED, day_of(now)
            said = f"Nơi gửi thu hồi: {document.number_reason}"
            arrival.number_reason = said if len(said) <= _LONGEST else "Nơi gửi thu hồi"
            arrival.version += 1
            arrival.save(update_fields=["state", "ended_on", "number_reason", "version"])


def _tell_refused(document: Document, whose: str, why: str, recipient: Recipient, now: datetime) -> None:
    link = reverse("documents:document", args=(document.pk,))
    text = f"{whose} không thực hiện thu hồi văn bản số {document.reference}: {why}"
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    key = f"document.{document.pk}.refused.{recipient.pk}"
    tell_units([(document.office, shown)], link=link, key=key, now=now)
