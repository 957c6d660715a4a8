"""What is due, the list of reports by unit, one period with all of its reports."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.offices_asked import office_named, reach
from sauro_web.accounts.queries.successions import numbers_followed
from sauro_web.common.lists import show_list
from sauro_web.reports import rules
from sauro_web.reports.forms import ReasonForm, ReportFilters
from sauro_web.reports.lists import reports_list, state_chip
from sauro_web.reports.models import ReportPeriod, ReportState
from sauro_web.reports.queries.showing import is_mending, punctual, reports_seen
from sauro_web.reports.views.reaching import may_receive, period_named

__all__ = ["by_unit", "calendar", "period"]

_MOST = 100
_BACK = timedelta(days=120)


@login_required
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """What one's units owe and what one receives, the next first; periods of the office behind."""
    found, on = reach(request), timezone.localdate()
    rows = reports_seen(found).exclude(state=ReportState.ACCEPTED).filter(period__locked_at=None)
    every = list(rows.order_by("period__due", "unit__position", "pk")[: 3 * _MOST])
    own = rules.numbers_written(found)
    own |= numbers_followed(own)
    owed = [row for row in every if row.unit_id in own and (row.is_open or is_mending(row))]
    arrived = [row for row in every if may_receive(found, row) and row.state == ReportState.SUBMITTED]
    periods = ReportPeriod.objects.filter(regime__office__in=found.reads, due__gte=on - _BACK)
    held = periods.select_related("regime__office").prefetch_related("reports").order_by("due", "pk")
    context = {
        "office": office_named(request, found),
        "owed": [(row, punctual(row, on)) for row in owed[:_MOST]],
        "arrived": [(row, punctual(row, on)) for row in arrived[:_MOST]],
        "periods": [(one, *_counts(one)) for one in held[:_MOST]],
        "follows": bool(found.follows), "reads": bool(found.reads),
    }  # fmt: skip
    return render(request, "reports/calendar.html", context)


def _counts(period: ReportPeriod) -> tuple[int, int, int]:
    """How many were sent, how many accepted, of how many."""
    states = [one.state for one in period.reports.all()]
    sent = sum(one in (ReportState.SUBMITTED, ReportState.ACCEPTED) for one in states)
    return sent, states.count(ReportState.ACCEPTED), len(states)


@login_required
@require_GET
def by_unit(request: HttpRequest) -> HttpResponseBase:
    """Whole and in time, unit by unit; as a sheet and on paper."""
    found, on = reach(request), timezone.localdate()
    shown = show_list(request, reports_list(on), reports_seen(found), filters=ReportFilters(request.GET))
    return answer_list(request, shown, "reports/list.html", office=found.offices[0])


@login_required
@require_GET
def period(request: HttpRequest, period_id: int) -> HttpResponse:
    """All reports of a period, who is missing, and its lock."""
    found, on = reach(request), timezone.localdate()
    row = period_named(found, period_id)
    rows = list(reports_seen(found).filter(period=row).order_by("unit__position", "unit__path"))
    context = {
        "period": row, "office": row.regime.office,
        "reports": [(one, state_chip(one), punctual(one, on)) for one in rows],
        "missing": [one for one in rows if one.is_open or is_mending(one)],
        "unaccepted": [one for one in rows if one.state == ReportState.SUBMITTED],
        "exceptions": row.exceptions.select_related("by", "report__unit"),
        "follows": rules.may_follow(found, row.regime.office), "closed": on > row.last, "form": ReasonForm(),
    }  # fmt: skip
    return render(request, "reports/period.html", context)
