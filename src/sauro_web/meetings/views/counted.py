"""The very conferences that a figure of the year counts."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import Unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.common.lists import show_list
from sauro_web.meetings import rules
from sauro_web.meetings.forms import CountedFilters
from sauro_web.meetings.lists import counted_list
from sauro_web.meetings.queries.conferences import conferences_among
from sauro_web.meetings.queries.limits import wording_of
from sauro_web.meetings.queries.months import whose_meetings

__all__ = ["counted"]


@login_required
@require_GET
def counted(request: HttpRequest) -> HttpResponseBase:
    """The conferences between two days (`tu`, `den`; this year so far), with those of units that became one
    with the office; what was said to be for those called alone is counted and not shown to others."""
    person, today = person_of(request), timezone.localdate()
    office = _office(request, today)
    filters = CountedFilters(request.GET, office=office, today=today)
    (first, last), limits = filters.days, filters.limits
    rows = conferences_among(office, first, last, by=filters.by)
    whole, many = whose_meetings(office, first, filters.by), rows.count()
    seen = rows.filter(rules.readable_of(person, whole, on=today)).select_related("office")
    title = f"Hội nghị đã đếm từ ngày {first:%d/%m/%Y} đến hết ngày {last:%d/%m/%Y}"
    shown = show_list(
        request, counted_list(title, office, limits, joined=len(whole) > 1), seen, filters=filters
    )
    context = {
        "office": office, "first": first, "last": last, "wording": wording_of(limits), "many": many,
        "hidden": many - seen.count(),
    }  # fmt: skip
    return answer_list(request, shown, "meetings/counted.html", context, office=office)


def _office(request: HttpRequest, on: date) -> Unit:
    """The one that the address names among those whose calendar is the person's. Raises Http404 for another,
    so that nobody takes the figures of his own for those of that one."""
    offices = rules.offices_seen(person_of(request), on=on)
    if not offices:
        raise NotAllowed(
            "Ông (bà) chưa có vị trí công tác nào. Hãy đề nghị quản trị của cơ quan phân vị trí."
        )
    asked = request.GET.get("co-quan", "")
    found = next((one for one in offices if one.pk == number_in(asked)), None)
    if found is None and number_in(asked) is not None:
        raise Http404
    return found or offices[0]
