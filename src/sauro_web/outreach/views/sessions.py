"""Training sessions: the list, one with who attended, recording and taking back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import Membership, Unit
from sauro_web.accounts.offices_asked import reach
from sauro_web.accounts.rules import in_force, own_house
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.common.lists import show_list
from sauro_web.common.refusals import come_back
from sauro_web.outreach import operations
from sauro_web.outreach.forms import AttendanceForm, SessionFilters, SessionForm, WithdrawForm
from sauro_web.outreach.lists import sessions_list
from sauro_web.outreach.models import TrainingSession
from sauro_web.outreach.queries.rows import sessions_listed, years_of
from sauro_web.outreach.queries.staff import staff_of
from sauro_web.outreach.views.reaching import choices, writing_office

__all__ = ["attendance", "session", "session_change", "session_list", "session_new", "session_withdraw"]

_MOST_AT_ONCE = 150
"""People on one page; of a larger office one unit at a time."""


@login_required
@require_GET
def session_list(request: HttpRequest) -> HttpResponseBase:
    """All that the person may read."""
    found = reach(request)
    rows = sessions_listed(found)
    filters = SessionFilters(request.GET, years=years_of(rows, "starts_on"))
    shown = show_list(request, sessions_list(), rows, filters=filters)
    context = {"writes": bool(found.own or found.follows)}
    return answer_list(request, shown, "outreach/sessions.html", context, office=found.offices[0])


def _session(request: HttpRequest, session_id: int) -> TrainingSession:
    return get_object_or_404(sessions_listed(reach(request)), pk=session_id)


@login_required
@require_GET
def session(request: HttpRequest, session_id: int) -> HttpResponse:
    """One session with who attended it."""
    return _show(request, _session(request, session_id), None)


def _show(request: HttpRequest, row: TrainingSession, sent: AttendanceForm | None) -> HttpResponse:
    writes = reach(request).may_write(row.unit)
    begun = row.starts_on <= timezone.localdate()
    unit, units = _shown_unit(request, row)
    people = staff_of(row.unit.house, row.starts_on, unit=unit)
    present = list(
        row.attendances.select_related("person", "unit").order_by("unit__path", "person__full_name")
    )
    first = {"present": [one.person_id for one in present], "guests": row.guests, "version": row.version}
    form = sent or AttendanceForm(people=_named(people), initial=first)
    context = {
        "session": row,
        "present": present,
        "units": units,
        "unit": unit,
        "form": form,
        "marks": writes and begun and row.counts,
        "writes": writes and row.counts,
        "withdrawing": WithdrawForm(initial={"version": row.version}, prefix="huy"),
        "query": f"?don-vi={unit.pk}" if unit else "",
    }
    return render(request, "outreach/session.html", context, status=422 if sent else 200)


def _shown_unit(request: HttpRequest, row: TrainingSession) -> tuple[Unit | None, list[Unit]]:
    """The unit whose people are shown, None for the whole house, and those to choose from."""
    office = row.unit.house
    there = Membership.objects.filter(in_force(row.starts_on), own_house(office), user__is_active=True)
    units = list(Unit.objects.filter(pk__in=there.values("unit")).order_by("depth", "position", "path"))
    number = number_in(request.GET.get("don-vi", ""))
    chosen = next((unit for unit in units if unit.pk == number), None)
    if chosen is None and there.count() > _MOST_AT_ONCE:
        chosen = row.unit
    return chosen, units


def _named(people: Any) -> list[tuple[int, str]]:
    return [(one.user_id, f"{one.user}, {one.unit.label}") for one in people]


@login_required
@require_POST
def attendance(request: HttpRequest, session_id: int) -> HttpResponse:
    """Says who of the people shown attended."""
    row = _session(request, session_id)
    unit, _ = _shown_unit(request, row)
    people = staff_of(row.unit.house, row.starts_on, unit=unit)
    form = AttendanceForm(request.POST, people=_named(people))
    come_back(request, form, lambda: _show(request, row, form))
    if not form.is_valid():
        return _show(request, row, form)
    clean = form.cleaned_data
    operations.mark_attendance(
        row,
        clean["present"],
        among=[one.user_id for one in people],
        guests=clean["guests"],
        by=person_of(request),
        now=timezone.now(),
        version=clean["version"],
    )
    messages.success(request, f"Đã lưu điểm danh: {len(clean['present'])} người có mặt.")
    return redirect("outreach:session", row.pk)


@login_required
@require_http_methods(["GET", "POST"])
def session_new(request: HttpRequest) -> HttpResponse:
    """Records a session."""
    found = reach(request)
    office = writing_office(request, found)
    form = SessionForm(request.POST or None, **choices(office, found))
    return _edit(request, form, None)


@login_required
@require_http_methods(["GET", "POST"])
def session_change(request: HttpRequest, session_id: int) -> HttpResponse:
    """Changes a session."""
    row, found = _session(request, session_id), reach(request)
    if not found.may_write(row.unit):
        raise NotAllowed("Chỉ người của đơn vị tổ chức và đầu mối theo dõi mới sửa được lớp tập huấn này.")
    first = {name: getattr(row, name) for name in ("title", "subject", "starts_on", "ends_on", "mode")}
    first |= {"trainer": row.trainer, "documents": row.documents, "version": row.version}
    first |= {"unit": row.unit_id, "plan": row.plan_id}
    form = SessionForm(request.POST or None, initial=first, **choices(row.unit.house, found))
    return _edit(request, form, row)


def _edit(request: HttpRequest, form: SessionForm, row: TrainingSession | None) -> HttpResponse:
    def show() -> HttpResponse:
        context = {"form": form, "session": row}
        return render(request, "outreach/session_form.html", context, status=422 if form.is_bound else 200)

    come_back(request, form, show)
    if not form.is_valid():
        return show()
    clean = dict(form.cleaned_data)
    unit, version = clean.pop("unit"), clean.pop("version")
    saved = operations.save_session(
        unit,
        operations.SessionSaid(**clean),
        by=person_of(request),
        now=timezone.now(),
        session=row,
        version=version,
    )
    messages.success(request, "Đã lưu lớp tập huấn.")
    return redirect("outreach:session", saved.pk)


@login_required
@require_POST
def session_withdraw(request: HttpRequest, session_id: int) -> HttpResponse:
    """Takes a session back."""
    row = _session(request, session_id)
    form = WithdrawForm(request.POST, prefix="huy")
    reason, version = ("", row.version)
    if form.is_valid():
        reason, version = form.cleaned_data["reason"], form.cleaned_data["version"]
    operations.withdraw_session(
        row, reason=reason, by=person_of(request), now=timezone.now(), version=version
    )
    messages.success(request, "Đã hủy lớp tập huấn; dòng này không còn được tính.")
    return redirect("outreach:session", row.pk)
