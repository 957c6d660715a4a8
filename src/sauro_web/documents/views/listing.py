"""The registers, and one document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro.dates.workdays import WorkCalendar
from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import UnitKind, User
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.lists import Listing, show_list
from sauro_web.documents import rules
from sauro_web.documents.forms.filters import IncomingFilters, OutgoingFilters
from sauro_web.documents.lists import CHIPS, followed_list, incoming_list, outgoing_list
from sauro_web.documents.models import Direction, Document, DocumentState, RecallAnswer, Recipient
from sauro_web.documents.queries.files import files_of, unsigned_words
from sauro_web.documents.queries.history import happened_to
from sauro_web.documents.queries.listing import arrived_rows, joined_since, register_rows
from sauro_web.documents.queries.receiving import recalled_as
from sauro_web.documents.task_making import task_making
from sauro_web.documents.timing import late_to_send, overdue
from sauro_web.documents.views.printing import BOOKS, answer_book, book_addresses
from sauro_web.documents.views.reaching import document_of, office_of, offices_of
from sauro_web.workdays.queries import calendar_of

__all__ = ["document_page", "followed", "incoming", "outgoing"]


@login_required
@require_GET
def outgoing(request: HttpRequest) -> HttpResponseBase:
    """Sổ đăng ký văn bản đi of an office, with what it keeps internally."""
    person, today, office = person_of(request), timezone.localdate(), office_of(request)
    filters = OutgoingFilters(request.GET, office=office)
    by = filters.joined_by(today)
    rows = register_rows(office, (Direction.OUTGOING, Direction.INTERNAL), by=by)
    listing = outgoing_list("Sổ đăng ký văn bản đi", calendar_of(office), timezone.now())
    shown = show_list(request, listing, rows, filters=filters)
    if (form := request.GET.get("dang")) in BOOKS:
        return answer_book(shown, office, form)
    context = {
        "books": book_addresses(shown),
        "office": office,
        "joined": joined_since(office, filters.wanted.get("tu"), by),
        "offices": offices_of(request),
        "keeps": rules.may_keep(person, office, on=today),
        "sees_sums": office.kind == UnitKind.PROVINCE and rules.may_see_sums(person, office, on=today),
        "sees_classified": rules.may_see_classified(person, office, on=today),
        "asks": rules.may_ask(person, office, on=today),
    }
    return answer_list(request, shown, "documents/outgoing.html", context, office=office)


@login_required
@require_GET
def incoming(request: HttpRequest) -> HttpResponseBase:
    """Sổ đăng ký văn bản đến of an office."""
    return _arrivals(request, incoming_list, "Sổ đăng ký văn bản đến", "documents/incoming.html")


@login_required
@require_GET
def followed(request: HttpRequest) -> HttpResponseBase:
    """Sổ theo dõi giải quyết văn bản đến."""
    return _arrivals(request, followed_list, "Sổ theo dõi giải quyết văn bản đến", "documents/followed.html")


def _arrivals(
    request: HttpRequest, listing: Callable[[str, WorkCalendar, date], Listing], title: str, template: str
) -> HttpResponseBase:
    person, today, office = person_of(request), timezone.localdate(), office_of(request)
    filters = IncomingFilters(request.GET, office=office)
    made = listing(title, calendar_of(office), today)
    by = filters.joined_by(today)
    shown = show_list(request, made, arrived_rows(office, by=by), filters=filters)
    if (form := request.GET.get("dang")) in BOOKS:
        return answer_book(shown, office, form)
    context = {
        "books": book_addresses(shown),
        "office": office,
        "joined": joined_since(office, filters.wanted.get("tu"), by),
        "offices": offices_of(request),
        "keeps": rules.may_keep(person, office, on=today),
        "receives": rules.may_receive(person, office, on=today),
    }
    return answer_list(request, shown, template, context, office=office)


@login_required
@require_GET
def document_page(request: HttpRequest, document_id: int) -> HttpResponse:
    """One document: what the register knows of it, what it did to others and they to it, what happened."""
    document, today = document_of(request, document_id), timezone.localdate()
    person = person_of(request)
    cooperations = list(document.cooperations.select_related("unit"))
    recipients = list(
        document.recipients.select_related("unit", "confirmed_by", "arrival", "recall_answered_by")
    )
    keeps = rules.may_keep(person, document.office, on=today)
    calendar = calendar_of(document.office)
    recalled = recalled_as(document) if document.direction == Direction.INCOMING else None
    files = files_of(document)
    context = {
        "document": document,
        "received": _received(recipients),
        "task_address": _task_address(document),
        "confirms": keeps,
        "recalled": recalled,
        "recall": _recall(recipients) if document.state == DocumentState.RECALLED else None,
        "chip": CHIPS[DocumentState(document.state)],
        "recipients": recipients,
        "relations": list(document.relations.select_related("other")),
        "related_by": list(document.related_by.select_related("document")),
        "happened": happened_to(document),
        "cooperations": cooperations,
        "helping": rules.helps_in(person, cooperations, on=today),
        "files": files,
        "unsigned": unsigned_words(files),
        "adds_file": keeps and rules.takes_files(document),
        "completes": keeps and rules.takes_files(document),
        "may": _may(document, person, today),
        "late": overdue(document, today, calendar),
        "send_late": late_to_send(document, calendar, timezone.now()),
    }
    return render(request, "documents/document.html", context)


def _task_address(document: Document) -> str:
    """Of the task that was made of it; blank where none was."""
    making = task_making()
    return making.address(document.task_number) if making and document.task_number else ""


def _received(recipients: list[Recipient]) -> dict[str, int]:
    """How many it was sent to, how many have said that they have it."""
    sent = sum(one.sent_on is not None for one in recipients)
    confirmed = sum(one.confirmed_on is not None for one in recipients)
    return {"sent": sent, "confirmed": confirmed, "open": max(0, sent - confirmed)}


def _recall(recipients: list[Recipient]) -> dict[str, int]:
    """How many were asked about their copies after a recall, and how many of these are gone."""
    asked = [one for one in recipients if one.recall_told_on is not None]
    gone = sum(one.recall_answer in (RecallAnswer.DESTROYED, RecallAnswer.RETURNED) for one in asked)
    refused = sum(one.recall_answer == RecallAnswer.REFUSED for one in asked)
    return {"asked": len(asked), "gone": gone, "refused": refused, "open": len(asked) - gone - refused}


def _may(document: Document, person: User, on: date) -> set[str]:
    """What the person can do with it now."""
    keeps = rules.may_keep(person, document.office, on=on)
    if document.direction != Direction.INCOMING:
        return _acts(document) if keeps else set()
    if document.state not in (DocumentState.ARRIVED, DocumentState.ASSIGNED):
        return set()
    may = {"file_away", "give_back"} if keeps else set()
    if document.task_number is None and (keeps or rules.may_decide(person, document.office, on=on)):
        may.add("give")
    if document.state == DocumentState.ASSIGNED and rules.may_answer(person, document, on=on):
        may.add("answer")
    return may


def _acts(document: Document) -> set[str]:
    """What a clerk can do with it now."""
    if document.state == DocumentState.RESERVED:
        return {"issue", "cancel"}
    if document.state != DocumentState.ISSUED:
        return {"insert"} if document.series_id else set()
    acts = {"relate", "recall"} | ({"insert"} if document.series_id else set())
    return acts | ({"send", "cancel"} if document.sent_on is None else set())
