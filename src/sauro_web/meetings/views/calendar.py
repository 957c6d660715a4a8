"""The calendar: a week in lanes, a month."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.fields import number_in
from sauro_web.meetings import rules
from sauro_web.meetings.queries.week import Lanes, month_of, week_of

__all__ = ["calendar"]

_FIRST, _LAST = date(2000, 1, 31), date(2199, 11, 30)


@login_required
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Of one office, or of both levels together."""
    person, on = person_of(request), timezone.localdate()
    offices = rules.offices_seen(person, on=on)
    if not offices:
        return render(request, "meetings/calendar.html", {"office": None})
    wanted = number_in(request.GET.get("co-quan", ""))
    office = next((one for one in offices if one.pk == wanted), offices[0])
    day, lanes = _day_in(request.GET, on), _lanes_in(request.GET)
    context = {
        "office": office,
        "offices": offices,
        "on": on,
        "day": day,
        "lanes": lanes,
        "levels": lanes is Lanes.LEVELS,
        "calls": rules.may_call(person, office, on=on),
    }
    if request.GET.get("xem") == "thang":
        month = month_of(office, day, levels=lanes is Lanes.LEVELS, seen_by=person, on=on)
        return render(request, "meetings/month.html", context | {"month": month})
    week = week_of(office, day, lanes, seen_by=person, on=on)
    return render(request, "meetings/calendar.html", context | {"week": week})


def _day_in(asked: QueryDict, on: date) -> date:
    """The day that the address says; today for none or nonsense."""
    try:
        day = parse_date(asked.get("ngay", ""))
    except ValueError:
        return on
    return day if day is not None and _FIRST <= day <= _LAST else on


def _lanes_in(asked: QueryDict) -> Lanes:
    said = asked.get("theo", "")
    return Lanes(said) if said in set(Lanes) else Lanes.ROOMS
