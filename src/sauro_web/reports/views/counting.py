"""What registers say of a unit's own month, and the records behind each figure that was counted."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro.dates.due import Rhythm
from sauro.dates.periods import Period, last_day
from sauro.reporting.periodic_sheets import periodic_sheets
from sauro.reporting.periods import Window, period_name
from sauro_web.accounts.models import Unit
from sauro_web.accounts.offices_asked import reach
from sauro_web.accounts.queries.reach import Reach
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.downloads import EXCEL, download
from sauro_web.common.errors import NotReady
from sauro_web.reports.forms import MonthForm, RecordsForm
from sauro_web.reports.models import Regime
from sauro_web.reports.queries.body import counted_of
from sauro_web.reports.queries.records import records_behind
from sauro_web.reports.queries.scopes import Scope, scope_of_unit
from sauro_web.reports.written import facts_of_count

__all__ = ["month", "month_sheets", "records"]

_LONGEST = 400
"""Days of the longest window that is asked about, a year and some."""


@login_required
@require_GET
def month(request: HttpRequest) -> HttpResponse:
    """Everything that is counted of a unit's month, at once: this month so far, unless another is named."""
    found, on = reach(request), timezone.localdate()
    units = _units(found)
    form = MonthForm(request.GET, units=units, on=on)
    scope = _of_month(form, on)
    context = {
        "form": form, "unit": scope.unit, "scope": scope, "body": counted_of(scope), "opens": True,
        "name": _name(scope),
    }  # fmt: skip
    return render(request, "reports/month.html", context)


@login_required
@require_GET
def month_sheets(request: HttpRequest) -> HttpResponse:
    """The same for Excel."""
    found, on = reach(request), timezone.localdate()
    scope = _of_month(MonthForm(request.GET, units=_units(found), on=on), on)
    site = request.build_absolute_uri("/").rstrip("/")
    facts = facts_of_count(scope, _name(scope), counted_of(scope), site=site)
    return download(periodic_sheets(facts), EXCEL, f"tu-kiem-dem-{scope.window.first:%Y-%m}.xlsx")


def _units(found: Reach) -> list[Unit]:
    """Those of whose figures the person may ask: his own, then offices that he reads whole."""
    return list({unit.pk: unit for unit in (*found.own, *found.reads)}.values())


def _of_month(form: MonthForm, on: date) -> Scope:
    year, number = form.month
    window = Window(date(year, number, 1), last_day(year, number))
    if window.first > on:
        raise NotReady("Tháng này chưa đến nên chưa có gì để kiểm đếm.")
    return scope_of_unit(form.unit, window, on)


def _name(scope: Scope) -> str:
    return period_name(Period(scope.window.first.year, Rhythm.MONTH, scope.window.first.month))


@login_required
@require_GET
def records(request: HttpRequest) -> HttpResponse:
    """The records that one figure counts, as far as the person may read them."""
    found, on, person = reach(request), timezone.localdate(), person_of(request)
    form = RecordsForm(request.GET)
    if not form.is_valid():
        raise Http404
    clean = form.cleaned_data
    unit = Unit.objects.select_related("commune", "province").filter(pk=clean["don_vi"]).first()
    if unit is None or not found.may_read(unit) or clean["den"] < clean["tu"]:
        raise Http404
    if (clean["den"] - clean["tu"]).days > _LONGEST or clean["tu"] > on:
        raise Http404
    whole = unit.pk == unit.house.pk or bool(clean["ca"] and _sums_up(unit))
    scope = Scope(unit, whole, Window(clean["tu"], clean["den"]), on)
    try:
        found_rows = records_behind(scope, clean["muc"], person=person, on=on)
    except KeyError:
        raise Http404 from None
    context = {"scope": scope, "unit": unit, "records": found_rows, "sort": clean["muc"].split(".")[0]}
    return render(request, "reports/records.html", context)


def _sums_up(unit: Unit) -> bool:
    """Whether it sums up a regime for the whole of its office."""
    return Regime.objects.filter(office=unit.house, consolidator=unit).exists()
