"""The tree of units and one unit."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from sauro_web.accounts import rules
from sauro_web.accounts.forms.lists import UnitFilters
from sauro_web.accounts.forms.units import NameForm
from sauro_web.accounts.importing.template import SPREADSHEET, template
from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import Unit, UnitName
from sauro_web.accounts.operations.names import add_name, remove_name
from sauro_web.accounts.queries.history import history_of
from sauro_web.accounts.queries.lists import import_rows, ranked, units_of_tree, units_with_heads
from sauro_web.accounts.queries.people import reach
from sauro_web.accounts.queries.units import STAYING, home_of, search_units, unit_sheet
from sauro_web.accounts.sheets import units_list
from sauro_web.accounts.signed_in import person_of
from sauro_web.accounts.views.reaching import managed_unit, today, unit_seen
from sauro_web.common.lists import show_list
from sauro_web.common.refusals import come_back

__all__ = ["add", "as_template", "remove", "show", "tree"]

MOST_FOUND = 50
_WIDELY = 4
"""How many times as many are looked through where those that exist do not do."""


@require_GET
def tree(request: HttpRequest) -> HttpResponseBase:
    """The person's office with what stands beneath it, or what was searched for."""
    person, day = person_of(request), today()
    home = home_of(person, day)
    root = reach(home) if home is not None else None
    filters = UnitFilters(request.GET)
    words = filters.wanted.get("q", "")
    standing = filters.wanted.get("tinh-trang", "")
    order: tuple[str, ...] = ("position", "path")
    if home is None or root is None:
        units = Unit.objects.none()
    elif words:
        units, order = ranked(_found(words, home, day, standing)), ("rank", "path")
    else:
        deep = "pham-vi" in filters.wanted
        order = ("path",) if deep else order
        units = units_of_tree(root, day, deep=deep, standing=standing)
    title = f"Đơn vị của {root.name}" if root is not None else "Đơn vị"
    listing = units_list("don-vi", title, order=order, several=order != ("position", "path"))
    shown = show_list(request, listing, units_with_heads(units, day), filters=filters)
    context = {"root": root, "words": words, "most": MOST_FOUND}
    return answer_list(request, shown, "accounts/units.html", context, office=root)


def _found(words: str, home: Unit, day: date, standing: str) -> list[Unit]:
    """Of those that exist, or with `standing` of those that have ended ("ket-thuc") or of all ("tat-ca")."""
    limit = _WIDELY * MOST_FOUND if standing else MOST_FOUND
    nearest = search_units(words, near=home, on=None if standing else day, limit=limit)
    near = [unit for unit in nearest if unit.province_id == home.province_id or unit.depth == 1]
    if standing == "ket-thuc":
        near = [unit for unit in near if unit.valid_to is not None and unit.valid_to < day]
    return near[:MOST_FOUND]


@require_GET
def as_template(request: HttpRequest, pk: int) -> HttpResponse:
    """The units beneath one, in the spreadsheet from which units are read."""
    unit = unit_seen(request, pk)
    response = HttpResponse(template(import_rows(unit, today())), content_type=SPREADSHEET)
    response["Content-Disposition"] = 'attachment; filename="don-vi-theo-mau-nhap.xlsx"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One unit: what is beneath it, its people, names, succession and history."""
    return _sheet(request, unit_seen(request, pk), NameForm())


def _sheet(request: HttpRequest, unit: Unit, name_form: NameForm) -> HttpResponse:
    person, day = person_of(request), today()
    with_people = rules.may_read_people(person, unit, on=day)
    sheet = unit_sheet(unit, day, with_people=with_people)
    manages = rules.may_manage_units(person, unit, on=day)
    context = {
        "sheet": sheet,
        "unit": unit,
        "day": day,
        "lives": unit.exists_on(day),
        "founds_beside": manages and rules.may_found_beside(person, unit, on=day),
        "moves": unit.kind not in STAYING,
        "sees_people": with_people,
        "manages": manages,
        "manages_groups": manages or rules.may_manage_groups(person, unit, on=day),
        "name_form": name_form,
        "history": history_of(unit),
    }
    return render(request, "accounts/unit.html", context, status=422 if name_form.is_bound else 200)


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Adds a way of writing the unit's name."""
    unit = managed_unit(request, pk)
    form = NameForm(request.POST)
    come_back(request, form, lambda: _sheet(request, unit, form))
    if form.is_valid():
        add_name(unit, by=person_of(request), on=today(), **form.cleaned_data)
        messages.success(request, "Đã thêm cách viết tên; từ nay gặp cách viết này sẽ hiểu là đơn vị.")
        return redirect("accounts:unit", pk)
    return _sheet(request, unit, form)


@require_POST
def remove(request: HttpRequest, pk: int, name: int) -> HttpResponse:
    """Takes a way of writing away."""
    unit = managed_unit(request, pk)
    row = UnitName.objects.select_related("unit", "scope").filter(pk=name, unit=unit).first()
    if row is None:
        raise Http404
    remove_name(row, by=person_of(request), on=today())
    messages.success(request, "Đã bỏ cách viết tên.")
    return redirect("accounts:unit", pk)
