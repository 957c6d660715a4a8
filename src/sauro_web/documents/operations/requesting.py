"""Asking for a number, and deciding on what goes beyond the allowance."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents import rules
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.models import NumberRequest, RequestState, Series
from sauro_web.documents.operations.asking import day_of
from sauro_web.documents.operations.drawing import check_day
from sauro_web.documents.queries.counting import allowance_of, counts_for, rule_of
from sauro_web.documents.queries.requests import OPEN_REQUESTS
from sauro_web.notices.operations import tell_person

__all__ = ["ask_for_number", "decide_request", "drop_request", "withdraw_request"]


def ask_for_number(
    series: Series,
    *,
    kind: str,
    subject: str,
    why_needed: str,
    drafting_unit: Unit | None,
    is_procedure_result: bool,
    by: User,
    now: datetime,
    dated: date | None = None,
) -> NumberRequest:
    """Puts a document before the clerk; beyond the allowance before the leader first, with how it stands.
    `dated` is the day of a document that is signed already: it counts in that year, else in this.

    Raises NotAllowed; NotReady without a reason, for a day on which no number is drawn, or for a mark of
    secrecy.
    """
    on = day_of(now)
    if not rules.may_ask(by, series.office, on=on):
        raise NotAllowed("Chỉ người của cơ quan mới đề nghị cấp số trong sổ của cơ quan.")
    refuse_marks((subject, why_needed))
    if not why_needed.strip() or not subject.strip():
        raise NotReady("Hãy ghi trích yếu và vì sao cần ban hành văn bản này.")
    if dated is not None:
        check_day(dated, on)
    request = NumberRequest(
        office=series.office, series=series, kind=kind, subject=" ".join(subject.split()),
        why_needed=why_needed.strip(), drafting_unit=drafting_unit, is_procedure_result=is_procedure_result,
        asked_by=by, asked_at=now,
    )  # fmt: skip
    _weigh(request, (dated or on).year, on)
    with transaction.atomic():
        request.save()
        record("document.ask", request, by=by, reason=request.why_needed)
    return request


def _weigh(request: NumberRequest, year: int, on: date) -> None:
    """Has it wait for the leader where it counts and nothing is left of that year."""
    series = request.series
    counts = counts_for(
        rule_of(series.office, on), direction=series.direction, document_class=series.document_class,
        kind=request.kind, is_procedure_result=request.is_procedure_result,
    )  # fmt: skip
    stands = allowance_of(series.office, year, on, compare=False) if counts else None
    if stands is not None and stands.is_used_up:
        request.state = RequestState.ABOVE
        request.counted, request.allowed = stands.counted, stands.allowed


def decide_request(
    request: NumberRequest, *, granted: bool, answer: str, by: User, now: datetime
) -> NumberRequest:
    """The leader lets a document beyond the allowance have a number, or does not; who asked is told.

    Raises NotAllowed; NotReady without a reason, or where nothing waits for him.
    """
    on = day_of(now)
    position = rules.decider(by, request.office, on=on)
    if position is None:
        raise NotAllowed("Chỉ lãnh đạo của cơ quan mới quyết định cấp số vượt mức.")
    refuse_marks((answer,))
    if not answer.strip():
        raise NotReady("Hãy ghi lý do của quyết định này.")
    with transaction.atomic():
        held = NumberRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
        if held.state != RequestState.ABOVE:
            raise NotReady(f"Đề nghị này {held.get_state_display()}.")
        held.state = RequestState.APPROVED if granted else RequestState.REFUSED
        held.decided_by, held.decided_at, held.answer = by, now, answer.strip()
        held.save()
        said = "đồng ý cấp số" if granted else "không đồng ý cấp số"
        words = f"{by} {said} cho {held.kind.lower()} “{held.subject[:200]}”: {held.answer[:200]}"
        link = reverse("documents:requests")
        tell_person(held.asked_by, words[:400], link=link, key=f"number.{held.pk}", now=now)
        changes = {"state": (RequestState.ABOVE.value, held.state.value)}
        record(
            "document.decide", held, by=by, changes=changes, reason=held.answer,
            on_behalf_of=position.on_behalf_of,
        )  # fmt: skip
    return held


def withdraw_request(request: NumberRequest, *, by: User, now: datetime) -> NumberRequest:
    """Who asked takes it back.

    Raises NotAllowed; NotReady where it has its number or was decided against.
    """
    if request.asked_by_id != by.pk:
        raise NotAllowed("Chỉ người đề nghị mới rút được đề nghị.")
    return _withdrawn(request, "", by)


def drop_request(request: NumberRequest, *, reason: str, by: User, now: datetime) -> NumberRequest:
    """What was asked for is not what will be issued: the request ends, and who asked is told why. Whoever
    may change what is issued was asked by the caller.

    Raises NotReady where it has its number or was decided against.
    """
    with transaction.atomic():
        held = _withdrawn(request, reason, by)
        words = f"Đề nghị cấp số cho {held.kind.lower()} “{held.subject[:150]}” đã rút: {reason}"
        link = reverse("documents:requests")
        tell_person(held.asked_by, words[:400], link=link, key=f"number.dropped.{held.pk}", now=now)
    return held


def _withdrawn(request: NumberRequest, reason: str, by: User) -> NumberRequest:
    with transaction.atomic():
        held = NumberRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
        if held.state not in OPEN_REQUESTS:
            raise NotReady(f"Đề nghị này {held.get_state_display()}; không rút được nữa.")
        before, held.state = held.state, RequestState.WITHDRAWN
        held.save(update_fields=["state"])
        changes = {"state": (before, held.state.value)}
        record("document.withdraw", held, by=by, changes=changes, reason=reason)
    return held
