"""Figures of an indicator that a plan adds: the grid of a month, and the list of what was counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro.dates.periods import last_day
from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import Unit
from sauro_web.accounts.offices_asked import reach
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.common.lists import show_list
from sauro_web.common.refusals import come_back
from sauro_web.indicators import rules
from sauro_web.indicators.forms import FigureForm, MonthsForm, ReasonForm
from sauro_web.indicators.lists import figures_list
from sauro_web.indicators.models import OwnIndicator, Shaped
from sauro_web.indicators.operations.figures import Said, close_figures, confirm_figures, say_figures
from sauro_web.indicators.queries.own import figures_listed, guide_on, newest, units_of, versions_in
from sauro_web.indicators.views.showing import asked_of
from sauro_web.procedures.months import month_in, slug_of

__all__ = ["close", "confirm", "figures", "month"]

_SUMS_ALONE = "Tỉnh chỉ xem số chung của xã, phường; số liệu từng đơn vị do xã, phường quản lý."
_NOT_YOURS = "Ông (bà) không nhập số của chỉ tiêu này; hãy đề nghị đầu mối theo dõi của cơ quan."


def _named(request: HttpRequest, code: str, found: rules.Reach) -> OwnIndicator:
    """The indicator of the office that the address names; a commune says figures of its province, too."""
    number = number_in(request.GET.get("co-quan", "")) or found.offices[0].pk
    row = OwnIndicator.objects.select_related("office").filter(office=number, code=code).first()
    if row is None or row.counted_from:
        raise Http404
    return row


def _month(slug: str, now: datetime) -> date:
    found = month_in(slug)
    if found is None or found > timezone.localdate(now):
        raise Http404
    return found


def _units(row: OwnIndicator, month: date) -> list[Unit]:
    """All that say figures of that month: those that there were on its first day or on its last."""
    days = (month, last_day(month.year, month.month))
    return list({unit.pk: unit for day in days for unit in units_of(row, day)}.values())


@login_required
@require_http_methods(["GET", "POST"])
def month(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """A row for each unit for which the person may say something, or that he may see."""
    now, found = timezone.now(), reach(request)
    row, shown = _named(request, code, found), _month(month, now)
    every = _units(row, shown)
    mine = [one for one in every if rules.may_say(found, row, one)]
    reads, follows = rules.may_read_figures(found, row.office), rules.may_set(found, row.office)
    closed = row.closed.filter(month=shown).first()
    edits = bool(mine) and (closed is None or follows)
    if not (mine or reads) or (request.method == "POST" and not edits):
        raise NotAllowed(_NOT_YOURS)
    sent = request.POST if request.method == "POST" else None
    standing = {
        one.unit_id: one for one in newest(row).filter(month=shown).select_related("confirmation__by")
    }
    share, reason = row.shape == Shaped.SHARE, ReasonForm(sent)
    rows = [FigureForm(sent, unit=one, figure=standing.get(one.pk), share=share) for one in mine]
    right = [one.is_valid() for one in (reason, *rows)]

    def show() -> HttpResponse:
        others = [one for one in every if one not in mine] if reads else []
        units = every if reads else mine
        context = {
            "own": row, "office": row.office, "month": shown, "slug": slug_of(shown), "rows": rows,
            "others": [(one, standing.get(one.pk)) for one in others], "edits": edits, "closed": closed,
            "follows": follows, "reads": reads, "reason": reason if closed else None, "form": reason,
            "share": share, "guide": guide_on(row, last_day(shown.year, shown.month)),
            "versions": versions_in(row, shown, units), "wrong": [one for one in rows if one.errors],
            "waiting": [one.pk for one in standing.values() if not hasattr(one, "confirmation")],
            "may_close": closed is None and last_day(shown.year, shown.month) < timezone.localdate(now),
        }  # fmt: skip
        return render(request, "indicators/month.html", context, status=200 if sent is None else 422)

    come_back(request, reason, show)
    if sent is not None and all(right):
        why = reason.cleaned_data["reason"]
        saved = say_figures(row, shown, _said(rows), by=person_of(request), now=now, reason=why)
        messages.success(request, f"Đã lưu số liệu tháng {shown:%m/%Y} của {len(saved)} đơn vị.")
        return redirect(_of_month(row, shown))
    return show()


def _said(rows: Sequence[FigureForm]) -> list[Said]:
    return [
        Said(
            one.unit, one.cleaned_data["counted"], one.cleaned_data.get("against"),
            one.cleaned_data["nothing"], one.cleaned_data["seen"],
        )
        for one in rows
    ]  # fmt: skip


def _of_month(row: OwnIndicator, shown: date) -> str:
    return f"{reverse('indicators:month', args=[row.code, slug_of(shown)])}?co-quan={row.office_id}"


@login_required
@require_POST
def confirm(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """Confirms what the units say of a month."""
    now, found = timezone.now(), reach(request)
    row, shown = _named(request, code, found), _month(month, now)
    seen = {number for one in request.POST.getlist("seen") if (number := number_in(one)) is not None}
    many = confirm_figures(row, shown, by=person_of(request), now=now, seen=seen)
    messages.success(request, f"Đã xác nhận số liệu của {many} đơn vị.")
    return redirect(_of_month(row, shown))


@login_required
@require_POST
def close(request: HttpRequest, code: str, month: str) -> HttpResponse:
    """Closes a month."""
    now, found = timezone.now(), reach(request)
    row, shown = _named(request, code, found), _month(month, now)
    close_figures(row, shown, by=person_of(request), now=now)
    messages.success(request, f"Đã chốt số liệu tháng {shown:%m/%Y}.")
    return redirect(_of_month(row, shown))


@login_required
@require_GET
def figures(request: HttpRequest, code: str) -> HttpResponseBase:
    """The very figures that were counted between two months."""
    now = timezone.now()
    asked = asked_of(request, now)
    if not rules.may_read_figures(asked.seen_by, asked.office):
        raise NotAllowed(_SUMS_ALONE)
    row = OwnIndicator.objects.select_related("office").filter(office=asked.office, code=code).first()
    if row is None or row.counted_from:
        raise Http404
    first, last = MonthsForm(request.GET).span(asked.on)
    listing = figures_list(f"{row.name}: số liệu đã đếm từ tháng {first:%m/%Y} đến tháng {last:%m/%Y}", row)
    shown = show_list(request, listing, figures_listed(row, asked, first, last))
    context = {"asked": asked, "office": asked.office, "own": row, "first": first, "last": last}
    return answer_list(request, shown, "indicators/figures.html", context, office=asked.office)
