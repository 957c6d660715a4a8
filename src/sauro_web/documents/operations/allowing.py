"""The allowance of the year where a document gets its number, however it gets one: beyond it there must be a
request that the leader approved."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Protocol

from django.db import transaction

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotReady
from sauro_web.documents.models import CountingRule, Document, NumberRequest, RequestState, Series
from sauro_web.documents.operations.asking import day_of
from sauro_web.documents.queries.counting import (
    allowance_of,
    counts_for,
    drawn_at_most,
    is_nearly_used_up,
    rule_of,
)

__all__ = [
    "OVER",
    "Beyond",
    "DrawnMeanwhile",
    "GoneUp",
    "Numbered",
    "counted_closely",
    "drawn_before_counting",
    "held_request",
    "mark_drawn",
    "refuse_beyond",
    "to_leader_beyond",
]

OVER = (
    "Số văn bản năm nay đã đủ mức được ban hành; văn bản này cần lãnh đạo quyết định trước khi cấp số. Hãy "
    "gửi đề nghị cấp số; lãnh đạo đồng ý thì cấp với đúng tên loại, trích yếu đã đề nghị."
)

_GONE_UP = (
    "Số văn bản năm {year} đã đủ mức được ban hành; đề nghị cấp số của văn bản này đã chuyển lãnh đạo quyết "
    "định. Lãnh đạo đồng ý thì cấp với đúng tên loại, trích yếu đã đề nghị."
)


class Beyond(NotReady):
    """Nothing is left of the allowance of the year."""


class GoneUp(NotReady):
    """Beyond the allowance, and the request of the document waits for the leader now."""


class Numbered(Protocol):
    """What is asked of a document that is to bear a number."""

    @property
    def kind(self) -> str:
        """Name of its kind."""

    @property
    def subject(self) -> str:
        """Trích yếu."""

    @property
    def is_procedure_result(self) -> bool:
        """Whether it is the result of an administrative procedure."""


class DrawnMeanwhile(Exception):
    """More numbers were drawn in the office than may be before its allowance is counted again."""


def counted_closely(series: Series, year: int, about: Numbered, now: datetime) -> bool:
    """Whether the document counts and so little is left of the year that it must be counted again, alone."""
    rule = rule_of(series.office, day_of(now))
    return _counts(rule, series, about) and is_nearly_used_up(series.office, rule, year, now=now)


def drawn_before_counting(series: Series, year: int, about: Numbered, now: datetime) -> int | None:
    """The same for an operation that learns with its number how many were drawn in the office: so far they
    may have come; None where it must be counted again, alone."""
    rule = rule_of(series.office, day_of(now))
    return drawn_at_most(series.office, rule, year, now=now) if _counts(rule, series, about) else sys.maxsize


def _counts(rule: CountingRule, series: Series, about: Numbered) -> bool:
    return counts_for(
        rule,
        direction=series.direction,
        document_class=series.document_class,
        kind=about.kind,
        is_procedure_result=about.is_procedure_result,
    )


def refuse_beyond(series: Series, year: int, on: date) -> None:
    """With the office held, so that two series of it do not both take the last one. It is held before the
    counter of a series and before a document, everywhere.

    Raises Beyond where nothing is left.
    """
    Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=series.office_id)
    if allowance_of(series.office, year, on, compare=False).is_used_up:
        raise Beyond(OVER)


@contextmanager
def to_leader_beyond(
    request: NumberRequest | None, year: int, *, by: User, behalf: str, now: datetime
) -> Iterator[None]:
    """Around the transaction that gives a number. A request that was within the allowance of the year when it
    was sent, and is beyond it by then, goes to the leader: once that transaction was taken back, in one of
    its own.

    Inside a larger transaction that is not to be lost with it, the larger one is within another of these.

    Raises GoneUp where it went there; Beyond where there is none that could.
    """
    try:
        yield
    except (Beyond, GoneUp):
        if request is None or not _put_above(request, year, by, behalf, now):
            raise
        raise GoneUp(_GONE_UP.format(year=year)) from None


def _put_above(request: NumberRequest, year: int, by: User, behalf: str, now: datetime) -> bool:
    """Whether it waited for the clerk, and waits for the leader now."""
    with transaction.atomic():
        held = NumberRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
        if held.state != RequestState.ASKED:
            return False
        stands = allowance_of(held.office, year, day_of(now), compare=False)
        held.state, held.counted, held.allowed = RequestState.ABOVE, stands.counted, stands.allowed
        held.save(update_fields=["state", "counted", "allowed"])
        changes = {"state": (RequestState.ASKED.value, RequestState.ABOVE.value)}
        record("document.ask_leader", held, by=by, changes=changes, on_behalf_of=behalf)
    return True


def held_request(request: NumberRequest, about: Numbered) -> bool:
    """Whether the leader let it go beyond the allowance; the row is held.

    Raises NotReady where it waits for him, was refused, has its number, or is about another document.
    """
    held = NumberRequest.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    if held.state not in (RequestState.ASKED, RequestState.APPROVED):
        raise NotReady(f"Đề nghị này {held.get_state_display()}; không cấp số được.")
    if (held.kind, held.subject) != (about.kind, " ".join(about.subject.split())):
        raise NotReady(
            "Tên loại và trích yếu phải đúng như trong đề nghị đã gửi; khác đi thì gửi đề nghị khác."
        )
    return held.state == RequestState.APPROVED


def mark_drawn(request: NumberRequest, document: Document) -> None:
    """The request has its number; the row is held by `held_request`."""
    NumberRequest.objects.filter(pk=request.pk).update(state=RequestState.DRAWN, document=document)
