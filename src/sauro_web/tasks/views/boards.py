"""The same rows as a list has, as columns and as a month."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.lists import Listing, show_list
from sauro_web.tasks.part_filters import month_of
from sauro_web.tasks.queries import drawn_in_lists
from sauro_web.tasks.queries.board import columns_of, month_sheet
from sauro_web.tasks.scoping import Scope, scope_of

__all__ = ["board", "month"]


@login_required
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Columns by state."""
    scope = scope_of(person_of(request), request.GET, on=timezone.localdate())
    columns = columns_of(drawn_in_lists(scope.found))
    context = _context(request, scope, "board") | {"columns": columns}
    return render(request, "tasks/board.html", context)


@login_required
@require_GET
def month(request: HttpRequest) -> HttpResponse:
    """A month, each part on its last day."""
    today = timezone.localdate()
    scope = scope_of(person_of(request), request.GET, on=today)
    span = month_of(request.GET.get("thang", "")) or month_of(f"{today:%Y-%m}")
    sheet = month_sheet(drawn_in_lists(scope.found), span or (today, today))
    context = _context(request, scope, "calendar") | {"sheet": sheet, "on": today}
    return render(request, "tasks/month.html", context)


def _context(request: HttpRequest, scope: Scope, view: str) -> dict[str, object]:
    """The filters are drawn as those of a list."""
    shown = show_list(request, Listing("", "", (), ("pk",)), scope.parts, filters=scope.filters)
    return {"scope": scope, "view": view, "shown": shown}
