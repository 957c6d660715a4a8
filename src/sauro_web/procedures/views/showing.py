"""What the figures come to, the list of them, one with all its versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.accounts.offices_asked import office_named, reach
from sauro_web.accounts.rules import in_force
from sauro_web.common.lists import show_list
from sauro_web.procedures import rules
from sauro_web.procedures.counts import COUNTS
from sauro_web.procedures.forms import FiguresFilters, SpanForm
from sauro_web.procedures.lists import figures_list
from sauro_web.procedures.models import ProcedureFigures
from sauro_web.procedures.months import months_between, slug_of
from sauro_web.procedures.queries.figures import figures_listed, versions_of, years_of
from sauro_web.procedures.queries.settings import closed_months, counting_of, reporting
from sauro_web.procedures.queries.sums import Line, by_month, lines_of, whole_of
from sauro_web.procedures.shares import Share, reaches

__all__ = ["figures", "listing", "overview"]


@login_required
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The shares of an office over some months: by unit, for a province by commune too, and month by month;
    for the people of a unit those of their own, for a province that looks at a commune its sums alone."""
    found, on = reach(request), timezone.localdate()
    office = office_named(request, found)
    first, last = SpanForm(request.GET).span(on)
    counting, reads = counting_of(office, last), found.may_read_whole(office)
    sums_only = not reads and found.may_read_sums(office)
    units = [] if sums_only else _units(found, office, first, last)
    rows = rules.figures_of(office) if sums_only else Q(unit__in=units)
    lines = lines_of(units, counting.shares, first, last, on=on)
    communes = _communes(found, office, counting.shares, first, last, on)
    whole = whole_of([*lines, *communes])
    tables = (("Theo đơn vị", "Đơn vị", lines), ("Theo xã, phường", "Xã, phường", communes))
    context = {
        "office": office,
        "offices": found.offices,
        "sums_only": sums_only,
        "follows": found.may_follow(office),
        "types": any(found.may_write(unit) for unit in units),
        "first": first,
        "last": last,
        "months": _months(office, rows, counting.shares, first, last),
        "counting": counting,
        "changed": counting_of(office, first).definition != counting.definition,
        "tables": [table for table in tables if table[2]],
        "whole": whole,
        "reached": reaches(whole.sums.digital, counting.goal) if whole else None,
        "slug": slug_of(last),
    }
    return render(request, "procedures/overview.html", context)


def _units(found: rules.Reach, office: Unit, first: date, last: date) -> list[Unit]:
    """The units of a line each: those that report in these months or have figures of them, as far as they are
    the person's to read."""
    said = reporting(office).filter(first_month__lte=last)
    units = {row.unit.pk: row.unit for row in said if row.last_month is None or row.last_month >= first}
    there = ProcedureFigures.objects.filter(rules.figures_of(office), month__range=(first, last))
    for unit in Unit.objects.filter(pk__in=there.values("unit")).select_related("commune", "province"):
        units.setdefault(unit.pk, unit)
    whole = found.may_read_whole(office)
    readable = [unit for unit in units.values() if whole or unit in found.own]
    return sorted(readable, key=lambda unit: (unit.depth, unit.position, unit.path))


def _communes(
    found: rules.Reach, office: Unit, shares: Sequence[Share], first: date, last: date, on: date
) -> list[Line]:
    """For whoever reads a province whole the communes beneath it, each in one line; the one that it looks
    at."""
    communes = Unit.objects.filter(in_force(last), province=office, kind=UnitKind.COMMUNE)
    if not found.may_read_whole(office):
        communes = Unit.objects.filter(pk=office.pk) if found.may_read_sums(office) else communes.none()
    elif office.kind != UnitKind.PROVINCE:
        return []
    return lines_of(list(communes.order_by("position", "path")), shares, first, last, on=on, by="commune")


def _months(office: Unit, rows: Q, shares: Sequence[Share], first: date, last: date) -> list[dict[str, Any]]:
    """Each month of the span; those of figures of the house alone."""
    figures = ProcedureFigures.objects.filter(rows, month__range=(first, last))
    sums, months = by_month(figures, shares), list(months_between(first, last))
    closed = closed_months(office, months)
    return [
        {"month": month, "slug": slug_of(month), "sums": sums.get(month), "closed": closed.get(month)}
        for month in months
    ]


@login_required
@require_GET
def listing(request: HttpRequest) -> HttpResponseBase:
    """All figures that the person may read, month by month."""
    found = reach(request)
    filters = FiguresFilters(request.GET, years=years_of(found))
    title = "Số liệu thủ tục hành chính"
    shown = show_list(request, figures_list(title), figures_listed(found), filters=filters)
    return answer_list(request, shown, "procedures/list.html", {}, office=found.offices[0])


@login_required
@require_GET
def figures(request: HttpRequest, figures_id: int) -> HttpResponse:
    """Figures of a unit and month, with every version of them."""
    found = reach(request)
    one = get_object_or_404(figures_listed(found), pk=figures_id)
    if not found.may_read(one.unit):
        raise Http404
    versions = list(versions_of(one))
    before = [*versions[1:], None]
    steps = [
        {"version": version, "changed": _changed(version.counted, older.counted if older else {})}
        for version, older in zip(versions, before, strict=True)
    ]
    office = one.unit.house
    context = {
        "figures": one,
        "office": office,
        "cells": [(count.label, getattr(one, count.name)) for count in COUNTS],
        "steps": steps,
        "closed": closed_months(office, [one.month]).get(one.month),
        "types": found.may_write(one.unit),
        "slug": slug_of(one.month),
    }
    return render(request, "procedures/figures.html", context)


def _changed(now: dict[str, int | None], before: dict[str, int | None]) -> list[tuple[str, Any, Any]]:
    """Label, before, after of what differs."""
    return [
        (count.label, before.get(count.name), now[count.name])
        for count in COUNTS
        if before.get(count.name) != now[count.name]
    ]
