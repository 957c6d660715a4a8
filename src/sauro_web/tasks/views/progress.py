"""How far a plan is, and the work of one unit."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import Unit
from sauro_web.accounts.rules import may_read_unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.lists import show_list
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.queries import plan_of
from sauro_web.tasks import queries, rules
from sauro_web.tasks.forms import EarlierForm
from sauro_web.tasks.lists import parts_list
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.part_filters import PartFilters
from sauro_web.tasks.queries.by_plan import Edition, Place, editions_of
from sauro_web.tasks.queries.days import Days, days_for
from sauro_web.tasks.queries.on_time import Forecast, will_be_on_time
from sauro_web.tasks.queries.past import counts_on
from sauro_web.tasks.queries.progress import PlanProgress, figures_of, plan_progress
from sauro_web.tasks.standing import Counts

__all__ = ["of_unit", "progress"]


@login_required
@require_GET
def progress(request: HttpRequest, plan_id: int) -> HttpResponse:
    """By section and by unit, now; and all of it as it stood on an earlier day, where one is asked for."""
    person, today = person_of(request), timezone.localdate()
    plan = plan_of(plan_id, by=person, on=today)
    if plan.units_told_at is None:
        return redirect("plans:plan", plan.pk)
    reads_all = plan.office in rules.offices_watched(person, on=today)
    parts = queries.parts_of_plan(plan, seen_by=None if reads_all else rules.units_of(person, on=today))
    days = days_for([plan.office], on=today)
    # What those see who read all of it is kept; who reads a share of it sees his own.
    editions = editions_of([plan.office]) if reads_all else {}
    shown = plan_progress(plan, parts, days, edition=editions.get((plan.office_id, plan.pk)))
    context = {
        "plan": plan,
        "reads_all": reads_all,
        "shown": shown,
        "rows": f"{shown.whole.total_address.removesuffix('&han=tinh')}&",
        "tab": "progress",
        "forecast": _forecast(plan, shown, editions, days) if reads_all else None,
        **_earlier(request, plan, parts, shown.whole.counts, days),
    }
    return render(request, "tasks/progress.html", context)


def _forecast(
    plan: ImportedPlan, shown: PlanProgress, editions: Mapping[Place, Edition], days: Days
) -> Forecast | None:
    return will_be_on_time(shown.by_unit, editions, days) if plan.state == PlanState.ISSUED else None


def _earlier(
    request: HttpRequest, plan: ImportedPlan, parts: QuerySet[UnitTask], now: Counts, days: Days
) -> dict[str, object]:
    """What stood on the day that was asked for, beside what stands now."""
    since = localdate(plan.units_told_at)
    if since >= days.on:
        return {}
    form = EarlierForm(request.GET if "ngay" in request.GET else None, since=since, on=days.on)
    day = form.cleaned_data["ngay"] if form.is_bound and form.is_valid() else None
    if day is None:
        return {"form": form}
    then = counts_on(parts, day, days)
    compared = [
        (bucket.label, before, after, after - before)
        for (bucket, before), (_, after) in zip(then.columns, now.columns, strict=True)
    ]
    return {"form": form, "day": day, "then": then, "compared": compared}


@login_required
@require_GET
def of_unit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The work of a unit: its own people see all of it, others the tasks that they may read; who is charged
    with the work of an office above also how much there is of all."""
    person, today = person_of(request), timezone.localdate()
    unit = get_object_or_404(Unit.objects.select_related("province", "commune"), pk=pk)
    if not may_read_unit(person, unit, on=today):
        raise Http404
    whole = queries.parts_of_area(unit)
    parts = whole.filter(rules.readable_parts(person, on=today))
    days = days_for([unit], on=today)
    filters = PartFilters(request.GET, person=person, units=(), plans=None, today=days.today)
    shown = show_list(request, parts_list(f"Việc của {unit.name}", days=days), parts, filters=filters)
    counts = Counts.of_rows(parts, days.today)
    rolled_up = Counts.of_rows(whole, days.today) if rules.may_read_roll_up(person, unit, on=today) else None
    context = {
        "unit": unit,
        "counts": counts,
        "figures": figures_of(counts, f"{request.path}?"),
        "rolled_up": rolled_up if rolled_up and rolled_up.total != counts.total else None,
    }
    return answer_list(request, shown, "tasks/of_unit.html", context, office=unit)
