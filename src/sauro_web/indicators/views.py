"""The indicators of an office in a year, and one of them with its months and targets."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.accounts.offices_asked import office_named, reach
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.lists import show_list
from sauro_web.common.refusals import come_back
from sauro_web.documents.queries.counting import DEFAULT_CUT, rule_of, wording_of
from sauro_web.indicators import rules
from sauro_web.indicators.charts import charts_of
from sauro_web.indicators.forms import TargetForm, YearForm
from sauro_web.indicators.lists import communes_list
from sauro_web.indicators.operations.setting import set_target, take_from_plan
from sauro_web.indicators.queries.checks import differences_of, last_check
from sauro_web.indicators.queries.measuring import Asked
from sauro_web.indicators.queries.of_province import sums_of_province
from sauro_web.indicators.queries.standing import lines_of
from sauro_web.indicators.queries.targets import in_force, proposed, versions_of
from sauro_web.indicators.queries.totals import communes_of, documents_of, standings_of
from sauro_web.indicators.queries.trend import month_rows, trend_of
from sauro_web.indicators.tiles import tiles_of
from sauro_web.plans.models import Suggestion

__all__ = ["communes", "indicator", "overview", "take"]

_NOT_YOURS = "Chỉ lãnh đạo và đầu mối theo dõi của cơ quan mới xem các chỉ tiêu của cơ quan."


def _asked(request: HttpRequest, now: datetime) -> Asked:
    """Which office and year, for whoever may read it.

    Raises NotAllowed.
    """
    found, on = reach(request), timezone.localdate(now)
    office = office_named(request, found)
    if not rules.may_read(found, office):
        raise NotAllowed(_NOT_YOURS)
    return Asked(office, YearForm(request.GET).year(on.year), on, found)


@login_required
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """All of them: what was counted, what has to be reached, what is left."""
    asked = _asked(request, timezone.now())
    sets = rules.may_set(asked.seen_by, asked.office)
    check = last_check()
    context = {
        "asked": asked,
        "office": asked.office,
        "offices": [one for one in asked.seen_by.offices if rules.may_read(asked.seen_by, one)],
        "lines": lines_of(asked),
        "proposed": proposed(asked.office, asked.on) if sets else (),
        "sets": sets,
        "sums": sums_of_province(asked) if asked.office.kind == UnitKind.PROVINCE else None,
        "check": check,
        "differences": differences_of(check),
    }
    return render(request, "indicators/overview.html", context)


@login_required
@require_GET
def communes(request: HttpRequest) -> HttpResponseBase:
    """The communes of a province side by side."""
    asked = _asked(request, timezone.now())
    province = asked.office
    if province.kind != UnitKind.PROVINCE:
        raise Http404
    rule, units = rule_of(province, asked.last), communes_of(province, asked.last)
    found = standings_of(list(units), rule, asked.year)
    listing = communes_list(
        f"Chỉ tiêu văn bản của các xã, năm {asked.year}", {one.unit.pk: one for one in found}, asked.year
    )
    shown = show_list(request, listing, units)
    target = in_force(province, asked.last).get("admin_documents_reduction")
    wanted = target.wanted if target is not None and target.wanted is not None else DEFAULT_CUT
    context = {
        "asked": asked, "office": province, "wording": wording_of(rule), "whole": documents_of(found),
        "wanted": wanted, "tiles": tiles_of(found, Fraction(wanted) / 100, asked.year),
    }  # fmt: skip
    return answer_list(request, shown, "indicators/communes.html", context, office=province)


@login_required
@require_http_methods(["GET", "POST"])
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One of them: how it is counted, month by month, and every target that was set; a form for whoever
    follows the office."""
    now = timezone.now()
    asked = _asked(request, now)
    sets = rules.may_set(asked.seen_by, asked.office)
    if request.method == "POST" and not sets:
        raise NotAllowed("Chỉ đầu mối theo dõi của cơ quan mới đặt mức phải đạt.")
    line = next((one for one in lines_of(asked) if one.measured.indicator.code == code), None)
    if line is None:
        raise Http404
    target = line.target
    first = {
        "comparator": target.comparator if target else ">=",
        "wanted": target.wanted if target else None,
        "since": asked.on,
    }
    form = TargetForm(request.POST or None, initial=first)

    def show() -> HttpResponse:
        trend = trend_of(code, asked)
        context = {
            "asked": asked, "office": asked.office, "line": line, "form": form, "sets": sets,
            "versions": versions_of(asked.office, code),
            "months": month_rows(trend),
            "charts": charts_of(line, trend, asked.year),
            "crowded": trend.crowded,
        }  # fmt: skip
        return render(request, "indicators/indicator.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        set_target(asked.office, code, **form.cleaned_data, by=person_of(request), now=now)
        messages.success(request, "Đã đặt mức phải đạt.")
        return redirect(_address(asked.office, reverse("indicators:indicator", args=[code])))
    return show()


@login_required
@require_POST
def take(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """Follows a target of a plan."""
    now = timezone.now()
    asked = _asked(request, now)
    suggestion = get_object_or_404(Suggestion, pk=suggestion_id, plan__office=asked.office)
    row = take_from_plan(asked.office, suggestion.pk, by=person_of(request), now=now)
    messages.success(request, f"Đã đưa vào theo dõi, theo {row.source}.")
    return redirect(_address(asked.office, reverse("indicators:overview")))


def _address(office: Unit, path: str) -> str:
    return f"{path}?co-quan={office.pk}"
