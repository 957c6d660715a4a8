"""The year's plan of conferences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro_web.accounts.importing.template import SPREADSHEET
from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.downloads import download
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.common.refusals import come_back
from sauro_web.meetings import rules
from sauro_web.meetings.forms import ImportForm, LastYearForm, LimitsForm, LineForm
from sauro_web.meetings.importing.columns import template
from sauro_web.meetings.models import PlannedConference, YearlyMeetingPlan
from sauro_web.meetings.operations import planning
from sauro_web.meetings.operations.importing import ImportedPlan, import_plan
from sauro_web.meetings.operations.limiting import set_limits
from sauro_web.meetings.queries.limits import limits_of, versions_of, wording_of
from sauro_web.meetings.queries.yearly import units_of_plan, yearly_sheet

__all__ = [
    "limits_set",
    "year_plan",
    "year_plan_approve",
    "year_plan_before",
    "year_plan_import",
    "year_plan_remove",
    "year_plan_template",
]

_NOT_YOURS = (
    "Chỉ lãnh đạo, người xếp lịch của cơ quan, và trưởng đơn vị với dòng của đơn vị mình, mới lập kế hoạch "
    "hội nghị năm."
)


@login_required
@require_http_methods(["GET", "POST"])
def year_plan(request: HttpRequest) -> HttpResponse:
    """The lines with the conferences that stand for them, the year in figures; the form for one more."""
    office, year = _office_and_year(request)
    person, on = person_of(request), timezone.localdate()
    plans, units = _planned_by(person, office, on)
    if request.method == "POST" and not (plans or units):
        raise NotAllowed(_NOT_YOURS)
    form = LineForm(request.POST or None, units=units, committee=office.name if plans else "")

    def show() -> HttpResponse:
        sheet = yearly_sheet(office, year, seen_by=person, on=on)
        before = LastYearForm(initial=_typed(sheet.plan))
        context = {
            "office": office, "year": year, "sheet": sheet, "form": form, "before": before, "plans": plans,
            "adds": plans or units, "leads": rules.leads(person, office, on=on),
        }  # fmt: skip
        return render(request, "meetings/year_plan.html", context, status=422 if form.errors else 200)

    if request.method != "POST" or not form.is_valid():
        return show()
    come_back(request, form, show)
    planning.add_line(office, year, form.line(), by=person, now=timezone.now())
    messages.success(request, "Đã thêm hội nghị vào kế hoạch năm.")
    return _back(office, year)


@login_required
@require_http_methods(["GET", "POST"])
def limits_set(request: HttpRequest) -> HttpResponse:
    """The figures that meetings are held against: what holds, a new version, those before."""
    office, _ = _office_and_year(request)
    person, now = person_of(request), timezone.now()
    on = timezone.localdate(now)
    if not rules.may_approve(person, office, on=on):
        raise NotAllowed("Chỉ lãnh đạo hoặc người xếp lịch của cơ quan mới đặt giới hạn cuộc họp.")
    rule = limits_of(office, on)
    form = LimitsForm(request.POST or None, rule=rule)

    def show() -> HttpResponse:
        context = {
            "office": office, "form": form, "wording": wording_of(rule), "versions": versions_of(office),
        }  # fmt: skip
        return render(request, "meetings/limits.html", context, status=422 if form.errors else 200)

    if request.method != "POST" or not form.is_valid():
        return show()
    come_back(request, form, show)
    set_limits(office, form.said(), reason=form.cleaned_data["reason"], by=person, now=now)
    messages.success(request, "Đã đặt giới hạn cuộc họp, áp dụng từ hôm nay.")
    return _back(office, on.year)


@login_required
@require_POST
def year_plan_approve(request: HttpRequest) -> HttpResponse:
    """A leader approves it."""
    office, year = _office_and_year(request)
    planning.approve_plan(office, year, by=person_of(request), now=timezone.now())
    messages.success(request, f"Đã duyệt kế hoạch hội nghị năm {year}.")
    return _back(office, year)


@login_required
@require_POST
def year_plan_before(request: HttpRequest) -> HttpResponse:
    """How many conferences the year before had."""
    office, year = _office_and_year(request)
    form = LastYearForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Hãy ghi số hội nghị năm trước là một số.")
        return _back(office, year)
    clean = form.cleaned_data
    number, source = clean["last_year"], clean["last_year_source"]
    months = (clean["last_year_first_month"] or 1, clean["last_year_last_month"] or 12)
    planning.set_last_year(
        office, year, number, source, by=person_of(request), now=timezone.now(), months=months
    )
    messages.success(request, "Đã ghi số hội nghị năm trước.")
    return _back(office, year)


@login_required
@require_POST
def year_plan_remove(request: HttpRequest, line_id: int) -> HttpResponse:
    """A line is taken out."""
    line = get_object_or_404(PlannedConference.objects.select_related("plan__office", "unit"), pk=line_id)
    office, person = line.plan.office, person_of(request)
    if office.pk not in {one.pk for one in rules.offices_seen(person, on=timezone.localdate())}:
        raise Http404
    planning.remove_line(line, by=person, now=timezone.now())
    messages.success(request, "Đã bỏ khỏi kế hoạch năm.")
    return _back(office, line.plan.year)


@login_required
@require_GET
def year_plan_template(request: HttpRequest) -> HttpResponse:
    """The spreadsheet to fill in."""
    _, year = _office_and_year(request)
    return download(template(year), SPREADSHEET, f"ke-hoach-hoi-nghi-{year}.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def year_plan_import(request: HttpRequest) -> HttpResponse:
    """Checks a file, and adds its lines where that was asked and nothing is wrong."""
    office, year = _office_and_year(request)
    plans, units = _planned_by(person_of(request), office, timezone.localdate())
    if not (plans or units):
        raise NotAllowed(_NOT_YOURS)
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    outcome: ImportedPlan | None = None

    def show() -> HttpResponse:
        status = 422 if form.errors or (outcome and outcome.faults) else 200
        context = {"form": form, "outcome": outcome, "office": office, "year": year}
        return render(request, "meetings/year_plan_import.html", context, status=status)

    if request.method != "POST" or not form.is_valid():
        return show()
    come_back(request, form, show)
    clean = form.cleaned_data
    outcome = import_plan(
        office,
        year,
        file=clean["file"],
        by=person_of(request),
        now=timezone.now(),
        dry_run=not clean["write"],
    )
    if not outcome.written:
        return show()
    messages.success(request, f"Đã thêm {outcome.rows} hội nghị vào kế hoạch năm.")
    return _back(office, year)


def _planned_by(person: User, office: Unit, on: date) -> tuple[bool, Sequence[Unit]]:
    """Whether the lines of the committee itself are the person's too, and the units whose lines are."""
    if rules.may_approve(person, office, on=on):
        return True, units_of_plan(office, on)
    return False, rules.units_planned_for(person, office, on=on)


def _typed(plan: YearlyMeetingPlan | None) -> dict[str, object]:
    if plan is None:
        return {}
    return {name: getattr(plan, name) for name in LastYearForm.base_fields}


def _office_and_year(request: HttpRequest) -> tuple[Unit, int]:
    on = timezone.localdate()
    offices = rules.offices_seen(person_of(request), on=on)
    if not offices:
        raise NotAllowed(
            "Ông (bà) chưa có vị trí công tác nào. Hãy đề nghị quản trị của cơ quan phân vị trí."
        )
    wanted, year = number_in(request.GET.get("co-quan", "")), number_in(request.GET.get("nam", ""))
    office = next((one for one in offices if one.pk == wanted), offices[0])
    return office, year if year is not None and 2000 <= year <= 2100 else on.year


def _back(office: Unit, year: int) -> HttpResponse:
    return redirect(f"{reverse('meetings:year_plan')}?co-quan={office.pk}&nam={year}")
