"""Reports that wait for a person, for the first page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from sauro_web.accounts.models import User
from sauro_web.accounts.queries.standings import followed_by
from sauro_web.common.desk import Waiting
from sauro_web.common.prepared import records_of
from sauro_web.reports import rules
from sauro_web.reports.models import Report, ReportState
from sauro_web.reports.queries.changes import changes_said
from sauro_web.reports.queries.showing import is_mending, punctual, reports_read

__all__ = ["reports_waiting"]

_AHEAD = timedelta(days=30)
_LOOKED_AT = 80


def reports_waiting(person: User, on: date) -> Iterator[Waiting]:
    """Figures and reports to mend, reports that one's units owe within a month, and those sent that one
    receives. None for whoever has no part in it."""
    found = rules.reach_of(person, on=on)
    if not found.offices:
        return
    own, reads = frozenset(rules.numbers_written(found)), frozenset(office.pk for office in found.reads)
    followed = frozenset(followed_by(person, own | reads, on))

    def rows() -> QuerySet[Report]:
        near = reports_read(found, followed).filter(period__due__lte=on + _AHEAD, period__locked_at=None)
        # What others still draft waits for nobody here: it would crowd out what does.
        mine = Q(unit__in=own | followed) | Q(state=ReportState.SUBMITTED)
        return (
            near.filter(mine).exclude(state=ReportState.ACCEPTED).order_by("period__due", "pk")[:_LOOKED_AT]
        )

    every = list(records_of(("reports waiting", own, reads, followed, on), rows))
    said = changes_said([row for row in every if _is_received(row, found)], on)
    for row in every:
        is_own = row.unit_id in own or (row.unit_id in followed and not row.unit.exists_on(on))
        if (one := _waiting(row, found, on, said.get(row.pk, ""), is_own=is_own)) is not None:
            yield one


def _is_received(row: Report, found: rules.Reach) -> bool:
    """Whether it waits to be accepted by the person."""
    above = row.above.unit if row.above else None
    receives = rules.may_receive(found, row.period.regime.office, above)
    return receives and row.state == ReportState.SUBMITTED and not is_mending(row)


def _waiting(row: Report, found: rules.Reach, on: date, changes: str, *, is_own: bool) -> Waiting | None:
    """`changes` are those against the report before, in words. `is_own`: the person's units write it."""
    address, unit = reverse("reports:report", args=[row.pk]), row.unit.label
    if is_own:
        if is_mending(row):
            return Waiting(
                str(row.period), address, "số liệu bị trả lại", "refused", row.period.due, unit, "Sửa"
            )
        if row.state == ReportState.RETURNED:
            until = row.return_until or row.period.due
            return Waiting(str(row.period), address, "báo cáo bị trả lại", "refused", until, unit, "Sửa")
        if row.state == ReportState.DRAFT:
            kind, word = punctual(row, on)
            return Waiting(
                str(row.period), address, f"báo cáo phải gửi, {word}", kind, row.period.due, unit, "Lập"
            )
    if _is_received(row, found):
        reason = f"chờ duyệt; so với kỳ trước: {changes}" if changes else "chờ duyệt"
        return Waiting(str(row.period), address, reason, "waiting", row.period.due, unit, "Xem")
    return None
