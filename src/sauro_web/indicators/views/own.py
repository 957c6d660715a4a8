"""Indicators that plans add: taking one up, how it is counted, what it is measured by."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sauro.indicators.model import Shape
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.indicators import rules
from sauro_web.indicators.forms import AddForm, BaseForm, GuideForm
from sauro_web.indicators.models import Joined, Judged, OwnIndicator, Shaped
from sauro_web.indicators.operations.own import Definition, add_indicator, say_base, say_guide
from sauro_web.indicators.queries.asking import Asked
from sauro_web.indicators.queries.own import units_with_bases
from sauro_web.indicators.queries.own_bases import bases_said
from sauro_web.indicators.queries.targets import NewTarget, new_targets
from sauro_web.indicators.views.showing import address_with, asked_of

__all__ = ["add", "bases", "guide"]

_NOT_YOURS = "Chỉ đầu mối theo dõi của cơ quan mới làm được việc này."


@login_required
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """Takes up a target of a plan that is none of the seven."""
    now = timezone.now()
    asked = asked_of(request, now)
    _follows(asked)
    one = next(
        (one for one in new_targets(asked.office, asked.on) if one.suggestion.pk == suggestion_id), None
    )
    if one is None:
        raise Http404
    form = AddForm(request.POST or None, initial=_first(one))

    def show() -> HttpResponse:
        context = {"asked": asked, "office": asked.office, "one": one, "form": form}
        return render(request, "indicators/add.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        said = Definition(**form.cleaned_data)
        row = add_indicator(asked.office, suggestion_id, said, by=person_of(request), now=now)
        messages.success(request, f"Đã đưa “{row.name}” vào theo dõi, theo {row.source}.")
        return redirect(address_with(asked.office, reverse("indicators:indicator", args=[row.code])))
    return show()


def _first(one: NewTarget) -> dict[str, object]:
    fewer = one.shape is Shape.CUT or one.comparator == "<="
    return {
        "name": one.name, "unit_word": "" if one.unit == "%" else one.unit, "shape": one.shape.value,
        "direction": Judged.FEWER if fewer else Judged.MORE, "joining": Joined.SUM,
    }  # fmt: skip


def _own(asked: Asked, code: str) -> OwnIndicator:
    return get_object_or_404(OwnIndicator.objects.select_related("office"), office=asked.office, code=code)


def _follows(asked: Asked) -> None:
    if not rules.may_set(asked.seen_by, asked.office):
        raise NotAllowed(_NOT_YOURS)


@login_required
@require_http_methods(["GET", "POST"])
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """Says how an indicator is counted from a day on."""
    now = timezone.now()
    asked = asked_of(request, now)
    row = _own(asked, code)
    _follows(asked)
    held = row.guides.first()
    first = {"text": held.text if held else "", "since": asked.on, "source": held.source if held else ""}
    form = GuideForm(request.POST or None, initial=first)

    def show() -> HttpResponse:
        context = {"asked": asked, "office": asked.office, "own": row, "form": form}
        return render(request, "indicators/guide.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        say_guide(
            row, clean["text"], since=clean["since"], source=clean["source"], by=person_of(request), now=now
        )
        messages.success(request, "Đã lưu hướng dẫn đếm.")
        return redirect(address_with(asked.office, reverse("indicators:indicator", args=[code])))
    return show()


@login_required
@require_http_methods(["GET", "POST"])
def bases(request: HttpRequest, code: str) -> HttpResponse:
    """What each unit is measured by: how many, by which source and method, who confirmed it; whoever follows
    the office says it."""
    now = timezone.now()
    asked = asked_of(request, now)
    row = _own(asked, code)
    if row.shape != Shaped.CUT:
        raise Http404
    if not rules.may_read_figures(asked.seen_by, asked.office):
        raise NotAllowed(_NOT_YOURS)
    sets = rules.may_set(asked.seen_by, asked.office)
    if request.method == "POST" and not sets:
        raise NotAllowed(_NOT_YOURS)
    year = asked.year - 1
    units = units_with_bases(row, year, asked.last)
    form = BaseForm(request.POST or None, units=units, initial={"year": year})

    def show() -> HttpResponse:
        context = {
            "asked": asked, "office": asked.office, "own": row, "form": form, "sets": sets, "base_year": year,
            "lines": bases_said(row, year, units, asked.last),
        }  # fmt: skip
        return render(request, "indicators/bases.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        say_base(
            row, clean["unit"], clean["year"], clean["count"], source=clean["source"], method=clean["method"],
            by=person_of(request), now=now,
        )  # fmt: skip
        messages.success(request, f"Đã lưu số gốc của {clean['unit'].label}.")
        return redirect(f"{address_with(asked.office, request.path)}&nam={asked.year}")
    return show()
