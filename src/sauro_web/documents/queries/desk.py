"""What waits for a person in the registers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from sauro_web.accounts.models import Role, Unit, UnitKind, User
from sauro_web.accounts.queries.standings import Standing, standings
from sauro_web.common.desk import Waiting
from sauro_web.common.prepared import records_of
from sauro_web.documents import rules
from sauro_web.documents.models import (
    Cooperation,
    Direction,
    Document,
    DocumentState,
    NumberRequest,
    Recipient,
    RequestState,
)
from sauro_web.documents.queries.listing import unsent_among
from sauro_web.documents.queries.receiving import recalls_unanswered, sent_to
from sauro_web.documents.timing import last_day
from sauro_web.workdays.queries import calendar_of

__all__ = [
    "arrivals_waiting",
    "recalls_waiting",
    "requests_waiting",
    "sent_here_waiting",
    "unsent_waiting",
]

_MOST = 20
_BY_TERM = (F("due_on").asc(nulls_last=True), "dated")
_MANY = 100
_LATELY = timedelta(days=60)


def requests_waiting(person: User, on: date) -> Iterable[Waiting]:
    """For the leader what goes beyond the allowance, for the clerk what may have its number."""
    held = standings(person, on)
    leads, keeps = any(map(_leads, held)), any(one.role is Role.CLERK for one in held)
    if not (leads or keeps):
        return
    for office in rules.offices_of(person, on=on):
        waiting = []
        if leads and rules.may_decide(person, office, on=on):
            waiting.append(RequestState.ABOVE)
        if keeps and rules.may_keep(person, office, on=on):
            waiting += [RequestState.ASKED, RequestState.APPROVED]
        for request in _requests(office, tuple(waiting)) if waiting else ():
            yield _thing(request, on)


def _leads(one: Standing) -> bool:
    """Whether it is a position that may decide in an office: a leader's, that of a department's head."""
    return one.role is Role.LEADER or (one.role is Role.HEAD and one.unit.kind == UnitKind.DEPARTMENT)


def _requests(office: Unit, states: tuple[RequestState, ...]) -> list[NumberRequest]:
    def rows() -> QuerySet[NumberRequest]:
        asked = NumberRequest.objects.filter(office=office, state__in=states)
        return asked.select_related("drafting_unit").order_by("asked_at")[:_MOST]

    return records_of(("requests waiting", office.pk, states), rows)


def arrivals_waiting(person: User, on: date) -> Iterable[Waiting]:
    """For the leader what arrived and is given to nobody yet, for a unit what it has to answer and what it
    helps with. A query for each, since one goes by the office and the others by the unit: no index serves
    all at once."""
    held = standings(person, on)
    led = frozenset(one.unit.pk for one in held if _leads(one))
    own = (one for one in held if one.role in (Role.HEAD, Role.OFFICER) and one.delegation is None)
    found: list[Document] = []
    helped: list[Cooperation] = []
    if units := frozenset(one.unit.pk for one in own):
        found += _arrivals(_BY_TERM, lead__in=units, state=DocumentState.ASSIGNED)
        helped = _helped(units)
    if led:
        found += _arrivals(("dated",), office__in=led, state=DocumentState.ARRIVED)
    found.sort(key=lambda one: (one.due_on or date.max, one.dated, one.pk))
    for document in found[:_MOST]:
        waits = document.state == DocumentState.ARRIVED
        yield Waiting(
            title=f"Văn bản đến số {document.number}: {document.subject}",
            address=reverse("documents:document", args=(document.pk,)),
            reason="chờ phân công" if waits else "chủ trì giải quyết",
            state="waiting" if waits else "working",
            due=document.due_on or (on if waits else None),
            unit=document.issuer,
            action="Phân công" if waits else "Mở",
        )
    known = {one.pk for one in found}
    yield from (_helping(one) for one in helped if one.document_id not in known)


def _helped(units: frozenset[int]) -> list[Cooperation]:
    """Where these units help and the lead has not said yet that it is done: that ends it for them too."""

    def rows() -> QuerySet[Cooperation]:
        helping = Cooperation.objects.filter(
            unit__in=units, document__state=DocumentState.ASSIGNED, document__direction=Direction.INCOMING
        )
        order = (F("due_on").asc(nulls_last=True), "document__dated", "pk")
        return helping.select_related("document").order_by(*order)[:_MOST]

    return records_of(("arrivals helped with", units), rows)


def _helping(one: Cooperation) -> Waiting:
    document = one.document
    return Waiting(
        title=f"Văn bản đến số {document.number}: {document.subject}",
        address=reverse("documents:document", args=(document.pk,)),
        reason="phối hợp giải quyết",
        state="working",
        due=one.due_on or document.due_on,
        unit=document.issuer,
    )


def _arrivals(order: tuple[Any, ...], **wanted: Any) -> list[Document]:
    def rows() -> QuerySet[Document]:
        arrived = Document.objects.filter(**wanted, direction=Direction.INCOMING)
        return arrived.order_by(*order, "pk")[:_MOST]

    return records_of(("arrivals waiting", *wanted.items()), rows)


def sent_here_waiting(person: User, on: date) -> Iterable[Waiting]:
    """For the clerk what other offices have sent and is not registered: today, on the next working day at the
    latest."""
    for office in _kept_offices(person, on):
        waiting = sent_to(office).prefetch_related(None).values_list("sent_on", flat=True)[:_MANY]
        days = [day for day in waiting if day is not None]
        if days:
            many = f"trên {_MANY - 1}" if len(days) == _MANY else len(days)
            yield Waiting(
                title=f"{many} văn bản gửi đến từ hệ thống",
                address=f"{reverse('documents:sent_here')}?co-quan={office.pk}",
                reason="chờ vào sổ",
                state="waiting",
                due=last_day(days[0], calendar_of(office)),
                unit=office.label,
                action="Vào sổ",
            )


def unsent_waiting(person: User, on: date) -> Iterable[Waiting]:
    """For the clerk what has its number and was not sent, from the morning on which it must be: of the last
    weeks, what is older the list shows."""
    for office in _kept_offices(person, on):

        def rows(office: Unit = office) -> QuerySet[Document]:
            lately = Document.objects.filter(office=office, dated__range=(on - _LATELY, on))
            return unsent_among(lately).order_by("dated", "pk")[:_MANY]

        found, calendar = records_of(("unsent", office.pk, on), rows), calendar_of(office)
        terms = [last_day(one.dated, calendar, urgent=bool(one.urgency)) for one in found]
        if terms := [term for term in terms if term <= on]:
            many = f"trên {_MANY - 1}" if len(terms) == _MANY else len(terms)
            yield Waiting(
                title=f"{many} văn bản đã cấp số, chưa chuyển đi",
                address=f"{reverse('documents:outgoing')}?co-quan={office.pk}&chuyen=chua",
                reason="quá hạn chuyển" if min(terms) < on else "phải chuyển trong buổi sáng",
                state="late" if min(terms) < on else "near",
                due=min(terms),
                unit=office.label,
                action="Xem",
            )


def recalls_waiting(person: User, on: date) -> Iterable[Waiting]:
    """For the clerk what its sender has recalled, until he says what became of the copies here."""
    for office in _kept_offices(person, on):

        def rows(office: Unit = office) -> QuerySet[Recipient]:
            return recalls_unanswered(office)[:_MOST]

        found = {one.document_id: one for one in reversed(records_of(("recalls waiting", office.pk), rows))}
        for one in reversed(found.values()):
            document = one.document
            named = f"{document.kind or 'Văn bản'} số {document.reference} của {document.issuer}"
            yield Waiting(
                title=f"{named} đã bị thu hồi",
                address=reverse("documents:answer_recall", args=(one.pk,)),
                reason="chờ trả lời việc thu hồi",
                state="late",
                due=on,
                unit=office.label,
                action="Trả lời",
            )


def _kept_offices(person: User, on: date) -> list[Unit]:
    """Those whose registers the person keeps as a clerk."""
    if all(one.role is not Role.CLERK for one in standings(person, on)):
        return []
    return [one for one in rules.offices_of(person, on=on) if rules.may_keep(person, one, on=on)]


def _thing(request: NumberRequest, on: date) -> Waiting:
    above = request.state == RequestState.ABOVE
    reason = f"vượt mức: đã ban hành {request.counted} trên {request.allowed}" if above else "chờ cấp số"
    address = "documents:decide" if above else "documents:draw_requested"
    return Waiting(
        title=f"{request.kind}: {request.subject}",
        address=reverse(address, args=(request.pk,)),
        reason=reason,
        state="near" if above else "waiting",
        due=on,
        unit=request.drafting_unit.label if request.drafting_unit else "",
        action="Quyết định" if above else "Cấp số",
    )
