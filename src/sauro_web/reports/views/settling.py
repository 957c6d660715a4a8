"""Which reports an office receives, and the locks of their periods."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro_web.accounts.models import Unit, UnitGroup, UnitKind
from sauro_web.accounts.offices_asked import office_named, reach
from sauro_web.accounts.queries.reach import Reach
from sauro_web.accounts.rules import in_force
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.common.refusals import come_back
from sauro_web.reports import operations, rules
from sauro_web.reports.forms import RegimeForm
from sauro_web.reports.models import Regime
from sauro_web.reports.queries.proposing import Proposed, proposed
from sauro_web.reports.views.reaching import period_named, regime_named

__all__ = ["lock", "regime_end", "regime_new", "regimes", "unlock"]

_NOT_YOURS = "Chỉ đầu mối theo dõi của cơ quan mới đặt chế độ báo cáo gửi đến cơ quan."
_MOST = 300


def _office(request: HttpRequest, found: Reach) -> Unit:
    """The office that is asked about, for whoever reads it whole. Raises NotAllowed."""
    office = office_named(request, found)
    if not found.may_read_whole(office):
        raise NotAllowed("Chỉ lãnh đạo và đầu mối theo dõi của cơ quan mới xem các chế độ báo cáo.")
    return office


@login_required
@require_GET
def regimes(request: HttpRequest) -> HttpResponse:
    """Those in force, and those that plans ask for and nobody follows yet."""
    found, on = reach(request), timezone.localdate()
    office = _office(request, found)
    follows = rules.may_follow(found, office)
    rows = Regime.objects.filter(office=office).prefetch_related(
        "reporters__unit", "reporters__group", "asked", "feeds"
    )
    context = {
        "office": office, "follows": follows, "regimes": rows.order_by("-valid_from", "pk")[:_MOST],
        "proposed": proposed(office, on) if follows else (), "on": on,
    }  # fmt: skip
    return render(request, "reports/regimes.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def regime_new(request: HttpRequest) -> HttpResponse:
    """By hand, or from a duty of a plan (`?tu=`), which is then shown with its words."""
    found, now = reach(request), timezone.now()
    office, on = _office(request, found), timezone.localdate(now)
    if not rules.may_follow(found, office):
        raise NotAllowed(_NOT_YOURS)
    duty = _duty(request, office)
    form = RegimeForm(
        request.POST if request.method == "POST" else None, units=_units(office),
        initial=_first(duty) | {"valid_from": on},
        groups=UnitGroup.objects.filter(office=office).order_by("name"),
    )  # fmt: skip

    def show() -> HttpResponse:
        context = {"office": office, "form": form, "duty": duty}
        return render(request, "reports/regime_new.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        row = operations.found_regime(
            office, form.said, by=person_of(request), now=now, suggestion=duty.suggestion if duty else None
        )
        operations.open_periods_of(row, now=now)
        messages.success(request, "Đã đặt chế độ báo cáo và mở kỳ đang chạy.")
        return redirect(f"{reverse('reports:regimes')}?co-quan={office.pk}")
    return show()


def _duty(request: HttpRequest, office: Unit) -> Proposed | None:
    """Raises Http404 for one that is not proposed (any longer)."""
    said = request.GET.get("tu", "")
    if not said:
        return None
    number = number_in(said)
    for one in proposed(office, timezone.localdate()):
        if one.suggestion.pk == number:
            return one
    raise Http404


def _units(office: Unit) -> QuerySet[Unit]:
    """The office itself and its own units; of a province its communes too."""
    kinds = (UnitKind.VILLAGE,)
    rows = Unit.objects.filter(in_force(timezone.localdate()), path__startswith=office.path)
    return (
        rows.filter(depth__lte=office.depth + 1).exclude(kind__in=kinds).order_by("depth", "position", "path")
    )


def _first(duty: Proposed | None) -> dict[str, Any]:
    if duty is None:
        return {}
    return {
        "name": f"Báo cáo kết quả thực hiện {duty.plan.cited}"[:200], "rhythm": duty.rhythm,
        "due_from": duty.due_from, "due_number": duty.due_number, "due_month": duty.due_month or None,
        "due_before": duty.due_before, "units": [one.pk for one in duty.units],
        "groups": [one.pk for one in duty.groups],
    }  # fmt: skip


@login_required
@require_POST
def regime_end(request: HttpRequest, regime_id: int) -> HttpResponse:
    """No further period is opened after today."""
    row, now = regime_named(reach(request), regime_id), timezone.now()
    operations.end_regime(row, last=timezone.localdate(now), by=person_of(request), now=now)
    messages.success(request, "Chế độ báo cáo thôi áp dụng sau hôm nay; các kỳ đã mở vẫn giữ.")
    return redirect(f"{reverse('reports:regimes')}?co-quan={row.office_id}")


@login_required
@require_POST
def lock(request: HttpRequest, period_id: int) -> HttpResponse:
    """Nothing in it changes any more."""
    row = period_named(reach(request), period_id)
    operations.lock_period(row, by=person_of(request), now=timezone.now())
    messages.success(request, "Đã khóa kỳ báo cáo.")
    return redirect("reports:period", row.pk)


@login_required
@require_POST
def unlock(request: HttpRequest, period_id: int) -> HttpResponse:
    """As an exception with its reason."""
    row = period_named(reach(request), period_id)
    reason = request.POST.get("reason", "").replace("\0", "")
    operations.unlock_period(row, reason=reason, by=person_of(request), now=timezone.now())
    messages.success(request, "Đã mở khóa kỳ báo cáo; lý do được giữ lại.")
    return redirect("reports:period", row.pk)
