"""The calendar of a year, and its days."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.queries.standings import standings
from sauro_web.accounts.signed_in import person_of
from sauro_web.workdays import operations, queries, rules
from sauro_web.workdays.forms import DayForm, YearForm
from sauro_web.workdays.models import CalendarDay, DayKind

__all__ = ["remove", "year"]


@login_required
@require_http_methods(["GET", "POST"])
def year(request: HttpRequest) -> HttpResponse:
    """Twelve months, the days that differ, and for administrators the form for one more."""
    person, today = person_of(request), timezone.localdate()
    office = _office(person)
    shown = YearForm(request.GET).year(today.year)
    edits = rules.may_edit_calendar(person, office, on=today)
    form = DayForm(request.POST or None)
    if form.is_valid():
        clean = form.cleaned_data
        kind = DayKind(clean.pop("kind"))
        row = operations.set_day(office, **clean, kind=kind, by=person, on=today)
        messages.success(request, f"Đã ghi vào lịch: {row}.")
        return redirect(f"{reverse('workdays:year')}?nam={row.day.year}")
    days = queries.days_of(office, shown)
    context = {
        "office": office,
        "year": shown,
        "months": queries.months_of(days, shown),
        "days": days,
        "today": today,
        "edits": edits,
        "form": form,
    }
    return render(request, "workdays/year.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes a row of one's own office away."""
    person, today = person_of(request), timezone.localdate()
    row = CalendarDay.objects.select_related("office").filter(pk=pk, office=_office(person)).first()
    if row is None:
        raise Http404
    operations.remove_day(row, by=person, on=today)
    messages.success(request, f"Đã bỏ khỏi lịch của cơ quan: ngày {row.day:%d/%m/%Y}.")
    return redirect(f"{reverse('workdays:year')}?nam={row.day.year}")


def _office(person: User) -> Unit:
    """The People's Committee or other office whose calendar the person works by; who has no position works by
    none."""
    for standing in standings(person, timezone.localdate()):
        return standing.unit.house
    raise Http404
