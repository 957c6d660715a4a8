"""The indicators of an office in a year, and one of them with its months and targets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from fractions import Fraction

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro.indicators.model import Shape
from sauro_web.accounts.lists import answer_list, answer_table
from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.accounts.offices_asked import office_named, reach
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.lists import show_list
from sauro_web.common.refusals import come_back
from sauro_web.documents.queries.counting import DEFAULT_CUT, rule_of, wording_of
from sauro_web.indicators import rules
from sauro_web.indicators.charts import charts_of, ranking_of
from sauro_web.indicators.forms import TargetForm, YearForm
from sauro_web.indicators.lists import communes_list
from sauro_web.indicators.models import OwnIndicator
from sauro_web.indicators.operations.setting import set_target, take_from_plan
from sauro_web.indicators.queries.arranging import questions_of
from sauro_web.indicators.queries.asking import Asked
from sauro_web.indicators.queries.checks import differences_of, last_check
from sauro_web.indicators.queries.of_country import provinces_read
from sauro_web.indicators.queries.of_province import sums_of_province
from sauro_web.indicators.queries.own import Ranked, indicators_of, ranked_units
from sauro_web.indicators.queries.own_measuring import own_trend
from sauro_web.indicators.queries.standing import Line, lines_of
from sauro_web.indicators.queries.targets import in_force, new_targets, proposed, versions_of
from sauro_web.indicators.queries.totals import communes_of, documents_of, standings_of
from sauro_web.indicators.queries.trend import Trend, days_of, month_rows, trend_of
from sauro_web.indicators.queries.windows import REGISTERS
from sauro_web.indicators.tables import tables_of
from sauro_web.indicators.tiles import tiles_of
from sauro_web.plans.models import Suggestion

__all__ = ["address_with", "asked_of", "communes", "indicator", "months_so_far", "overview", "take"]

_NOT_YOURS = "Chỉ lãnh đạo và đầu mối theo dõi của cơ quan mới xem các chỉ tiêu của cơ quan."


def asked_of(request: HttpRequest, now: datetime) -> Asked:
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
    asked = asked_of(request, timezone.now())
    sets = rules.may_set(asked.seen_by, asked.office)
    check = last_check()
    answers = rules.may_answer(asked.seen_by, asked.office)
    context = {
        "answers": answers,
        "side_by_side": len(provinces_read(asked.seen_by)) > 1,
        "asked_now": questions_of(asked.office, answered=False).count() if answers else 0,
        "asked": asked,
        "office": asked.office,
        "added": new_targets(asked.office, asked.on) if sets else (),
        "offices": [one for one in asked.seen_by.offices if rules.may_read(asked.seen_by, one)],
        "lines": lines_of(asked),
        "proposed": proposed(asked.office, asked.on) if sets else (),
        "sets": sets,
        "sums": sums_of_province(asked) if asked.office.kind == UnitKind.PROVINCE else None,
        "check": check,
        "differences": differences_of(check, asked.office, whole=answers),
    }
    return render(request, "indicators/overview.html", context)


@login_required
@require_GET
def communes(request: HttpRequest) -> HttpResponseBase:
    """The communes of a province side by side."""
    asked = asked_of(request, timezone.now())
    province = asked.office
    if province.kind != UnitKind.PROVINCE:
        raise Http404
    rule, units = rule_of(province, asked.last), communes_of(province, asked.last)
    found = standings_of(list(units), rule, asked.year, on=asked.last)
    target = in_force(province, asked.last).get("admin_documents_reduction")
    wanted = target.wanted if target is not None and target.wanted is not None else DEFAULT_CUT
    tiles = tiles_of(found, Fraction(wanted) / 100, asked.year)
    title, by_number = f"Chỉ tiêu văn bản của các xã, năm {asked.year}", {one.unit.pk: one for one in found}
    shown = show_list(request, communes_list(title, by_number, asked.year, tiles), units)
    context = {
        "asked": asked, "office": province, "wording": wording_of(rule), "whole": documents_of(found),
        "wanted": wanted, "tiles": tiles,
    }  # fmt: skip
    return answer_list(request, shown, "indicators/communes.html", context, office=province)


@login_required
@require_http_methods(["GET", "POST"])
def indicator(request: HttpRequest, code: str) -> HttpResponseBase:
    """One of them: how it is counted, month by month, and every target that was set; a form for whoever
    follows the office. `?dang=xlsx&bang=…` is one of its tables as a spreadsheet."""
    now = timezone.now()
    asked = asked_of(request, now)
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
    unit = "%" if line.shape is not Shape.COUNT else line.measured.indicator.unit
    form = TargetForm(request.POST or None, initial=first, unit=unit)
    own = indicators_of(asked.office).filter(code=code).first()
    if request.method == "GET" and request.GET.get("dang") == "xlsx":
        return _sheet(asked, line, own, request.GET.get("bang", ""))

    def show() -> HttpResponse:
        context = _page(asked, line, own) | {"form": form, "sets": sets}
        return render(request, "indicators/indicator.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        set_target(asked.office, code, **form.cleaned_data, by=person_of(request), now=now)
        messages.success(request, "Đã đặt mức phải đạt.")
        return redirect(address_with(asked.office, reverse("indicators:indicator", args=[code])))
    return show()


def _page(asked: Asked, line: Line, own: OwnIndicator | None) -> dict[str, object]:
    """What stands on the page of an indicator."""
    code, trend, ranked = line.measured.indicator.code, _trend(asked, line, own), _ranked(asked, own)
    context: dict[str, object] = {
        "asked": asked, "office": asked.office, "line": line, "own": own,
        "figures_read": rules.may_read_figures(asked.seen_by, asked.office),
        "versions": versions_of(asked.office, code),
        "charts": charts_of(line, trend, asked.year),
        "months": month_rows(trend, adds_up=line.adds_up),
        "days": days_of(trend),
    }  # fmt: skip
    if own is not None:
        context |= {"guides": own.guides.select_related("set_by"), "typed_months": months_so_far(asked)}
        context |= {"ranked": ranked, "ranking": ranking_of(line, ranked, asked.year)}
    return context


def _trend(asked: Asked, line: Line, own: OwnIndicator | None) -> Trend:
    return own_trend(own, asked) if own else trend_of(REGISTERS[line.measured.indicator.code], asked)


def _ranked(asked: Asked, own: OwnIndicator | None) -> Sequence[Ranked]:
    """The units, for whoever reads their figures."""
    reads = rules.may_read_figures(asked.seen_by, asked.office)
    return ranked_units(own, asked) if own is not None and reads and not own.counted_from else ()


def _sheet(asked: Asked, line: Line, own: OwnIndicator | None, name: str) -> HttpResponseBase:
    """One table of the page. Raises Http404 for one that the page does not have."""
    found = tables_of(line, _trend(asked, line, own), _ranked(asked, own), asked.year).get(name)
    if found is None:
        raise Http404
    file = f"{line.measured.indicator.code.replace('_', '-')}-{name}-{asked.year}"
    return answer_table(file, found.title, found.columns, found.rows, office=asked.office)


@login_required
@require_POST
def take(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """Follows a target of a plan."""
    now = timezone.now()
    asked = asked_of(request, now)
    suggestion = get_object_or_404(Suggestion, pk=suggestion_id, plan__office=asked.office)
    row = take_from_plan(asked.office, suggestion.pk, by=person_of(request), now=now)
    messages.success(request, f"Đã đưa vào theo dõi, theo {row.source}.")
    return redirect(address_with(asked.office, reverse("indicators:overview")))


def months_so_far(asked: Asked) -> list[date]:
    """The months of the year that have begun, the last first."""
    return [date(asked.year, month, 1) for month in range(asked.last.month, 0, -1)]


def address_with(office: Unit, path: str) -> str:
    """The path, for that office."""
    return f"{path}?co-quan={office.pk}"
