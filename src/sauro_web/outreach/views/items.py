"""Publicity items: the list, recording, changing, taking back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.offices_asked import reach
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.lists import show_list
from sauro_web.common.refusals import come_back
from sauro_web.outreach import operations
from sauro_web.outreach.forms import ItemFilters, ItemForm, WithdrawForm
from sauro_web.outreach.lists import items_list
from sauro_web.outreach.models import PublicityItem
from sauro_web.outreach.queries.rows import items_listed, years_of
from sauro_web.outreach.views.reaching import choices, writing_office

__all__ = ["item", "item_list", "item_new", "item_withdraw"]


@login_required
@require_GET
def item_list(request: HttpRequest) -> HttpResponseBase:
    """All that the person may read."""
    found = reach(request)
    rows = items_listed(found)
    filters = ItemFilters(request.GET, years=years_of(rows, "on"))
    shown = show_list(request, items_list(), rows, filters=filters)
    context = {"writes": bool(found.own or found.follows)}
    return answer_list(request, shown, "outreach/items.html", context, office=found.offices[0])


@login_required
@require_http_methods(["GET", "POST"])
def item_new(request: HttpRequest) -> HttpResponse:
    """Records an item."""
    found = reach(request)
    office = writing_office(request, found)
    first = {"on": timezone.localdate()}
    return _edit(request, ItemForm(request.POST or None, initial=first, **choices(office, found)), None)


@login_required
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, item_id: int) -> HttpResponse:
    """One item; a form for whoever may change it."""
    found = reach(request)
    row = get_object_or_404(items_listed(found), pk=item_id)
    writes = found.may_write(row.unit) and row.counts
    if request.method == "POST" and not found.may_write(row.unit):
        raise NotAllowed("Chỉ người của đơn vị và đầu mối theo dõi mới sửa được nội dung này.")
    if not writes and request.method != "POST":
        return render(request, "outreach/item.html", {"item": row})
    first = {name: getattr(row, name) for name in ("channel", "title", "on", "link", "version")}
    first |= {"unit": row.unit_id, "plan": row.plan_id}
    form = ItemForm(request.POST or None, initial=first, **choices(row.unit.house, found))
    return _edit(request, form, row)


def _edit(request: HttpRequest, form: ItemForm, row: PublicityItem | None) -> HttpResponse:
    def show() -> HttpResponse:
        context: dict[str, object] = {"form": form, "item": row}
        if row is not None:
            context["withdrawing"] = WithdrawForm(initial={"version": row.version}, prefix="huy")
        return render(request, "outreach/item_form.html", context, status=422 if form.is_bound else 200)

    come_back(request, form, show)
    if not form.is_valid():
        return show()
    clean = dict(form.cleaned_data)
    unit, version = clean.pop("unit"), clean.pop("version")
    said = operations.ItemSaid(**clean)
    operations.save_item(unit, said, by=person_of(request), now=timezone.now(), item=row, version=version)
    messages.success(request, "Đã lưu tin, bài.")
    return redirect("outreach:items")


@login_required
@require_POST
def item_withdraw(request: HttpRequest, item_id: int) -> HttpResponse:
    """Takes an item back."""
    row = get_object_or_404(items_listed(reach(request)), pk=item_id)
    form = WithdrawForm(request.POST, prefix="huy")
    reason, version = ("", row.version)
    if form.is_valid():
        reason, version = form.cleaned_data["reason"], form.cleaned_data["version"]
    operations.withdraw_item(row, reason=reason, by=person_of(request), now=timezone.now(), version=version)
    messages.success(request, "Đã hủy; dòng này không còn được tính.")
    return redirect("outreach:items")
