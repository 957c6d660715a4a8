"""Registers of other systems: sent in, looked at, written into the books, taken back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro.findings import Severity
from sauro.registers.model import FIELD_NAMES, Direction, Layout, column_letters
from sauro.registers.serial import fault_from_json, layout_from_json
from sauro_web.accounts.models import Unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.common.refusals import come_back
from sauro_web.documents import rules
from sauro_web.exchange.models import RegisterImport, RunState
from sauro_web.exchange.operations.taking_registers import (
    confirm_register,
    discard_register,
    go_on_writing,
    set_columns,
    take_register,
)
from sauro_web.exchange.operations.writing_registers import built_on, undo_register
from sauro_web.exchange.queries.registers import AT_WORK, runs_of, sources_of
from sauro_web.exchange.register_forms import ColumnsForm, RegisterForm, column_name

__all__ = ["columns", "discard", "go_on", "listing", "office_kept", "progress", "run_page", "undo", "write"]

_SHOWN = 50
_WRITTEN = (RunState.DONE, RunState.STOPPED)
"""States in which a run is taken back."""
_NOT_YOURS = "Chỉ văn thư của cơ quan mới nhập sổ văn bản. Hãy đề nghị quản trị của cơ quan phân công."


@login_required
@require_http_methods(["GET", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """What was taken in so far, and a new file."""
    person, office = person_of(request), office_kept(request)
    form = RegisterForm(request.POST or None, request.FILES or None)

    def show() -> HttpResponse:
        context = {
            "form": form,
            "office": office,
            "rows": runs_of(office)[:_SHOWN],
            "sources": sources_of(office),
            "watches": settings.INCOMING is not None,
        }
        return render(request, "exchange/registers.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method != "POST" or not form.is_valid():
        return show()
    file = form.cleaned_data["file"]
    taken = take_register(
        office,
        file.read(),
        file.name or "",
        source=form.cleaned_data["source"],
        by=person,
        now=timezone.now(),
    )
    if taken.hidden or taken.others:
        passed = taken.hidden + taken.others
        messages.info(request, f"Bỏ qua {passed} trang tính bị ẩn hoặc không phải sổ văn bản.")
    return redirect("exchange:register", taken.runs[0].pk)


@login_required
@require_GET
def run_page(request: HttpRequest, run_id: int) -> HttpResponse:
    """How its columns were read, what it would bring, and what may be done with it."""
    return _show(request, _run(request, run_id))


@login_required
@require_GET
def progress(request: HttpRequest, run_id: int) -> HttpResponse:
    """How far a job has come; once it is done, the page is drawn anew."""
    run = _run(request, run_id)
    response = render(request, "exchange/_register_progress.html", {"run": run})
    if run.state not in AT_WORK:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def columns(request: HttpRequest, run_id: int) -> HttpResponse:
    """Takes over what a person says of the columns."""
    run = _run(request, run_id)
    form = ColumnsForm(request.POST, layout=layout_from_json(run.layout))
    come_back(request, form, lambda: _show_if_there(request, run, form))
    if not form.is_valid():
        return _show(request, run, form)
    said = form.cleaned_data
    set_columns(
        run,
        form.chosen,
        direction=Direction(said["direction"]) if said["direction"] else None,
        year=said["year"],
        by=person_of(request),
        version=_version(request),
        now=timezone.now(),
    )
    return redirect("exchange:register", run.pk)


@login_required
@require_POST
def write(request: HttpRequest, run_id: int) -> HttpResponse:
    """Lets the documents be written."""
    run = _run(request, run_id)
    only_fit = request.POST.get("only_fit") == "1"
    version = _version(request)
    confirm_register(run, only_fit=only_fit, by=person_of(request), version=version, now=timezone.now())
    return redirect("exchange:register", run.pk)


@login_required
@require_POST
def go_on(request: HttpRequest, run_id: int) -> HttpResponse:
    """Has the rest written of what was broken off."""
    run = _run(request, run_id)
    go_on_writing(run, by=person_of(request), version=_version(request), now=timezone.now())
    return redirect("exchange:register", run.pk)


@login_required
@require_POST
def undo(request: HttpRequest, run_id: int) -> HttpResponse:
    """Takes back what was written."""
    run = _run(request, run_id)
    undo_register(run, by=person_of(request), version=_version(request), now=timezone.now())
    return redirect("exchange:register", run.pk)


@login_required
@require_POST
def discard(request: HttpRequest, run_id: int) -> HttpResponse:
    """Forgets a run of which nothing was written."""
    run = _run(request, run_id)
    discard_register(run, by=person_of(request), version=_version(request), now=timezone.now())
    messages.success(request, "Đã bỏ lần nhập này; chưa có văn bản nào được ghi từ tệp.")
    return redirect("exchange:registers")


def _show(request: HttpRequest, run: RegisterImport, form: ColumnsForm | None = None) -> HttpResponse:
    layout = layout_from_json(run.layout)
    form = form or ColumnsForm(layout=layout)
    faults = [fault_from_json(one) for one in run.totals.get("faults", [])]
    context = {
        "run": run,
        "form": form,
        "columns": _columns(layout, form),
        "at_work": run.state in AT_WORK,
        "may_change": run.state in (RunState.READY, RunState.FAILED),
        "layout": layout,
        "stopping": [one for one in layout.faults if one.severity is Severity.STOP],
        "faults": [(one, _column(layout, one.column)) for one in faults],
        "built_on": built_on(run) if run.written and run.state in _WRITTEN else 0,
        "fault_count": sum(run.totals.get("codes", {}).values()),
    }
    return render(request, "exchange/register.html", context, status=422 if form.errors else 200)


def _show_if_there(request: HttpRequest, run: RegisterImport, form: ColumnsForm) -> HttpResponse:
    """The run again; where its file was wiped, the list with the reason."""
    if RegisterImport.objects.filter(pk=run.pk).exists():
        return _show(request, run, form)
    for sentence in form.non_field_errors():
        messages.error(request, str(sentence))
    return redirect("exchange:registers")


def _columns(layout: Layout, form: ColumnsForm) -> list[dict[str, Any]]:
    return [
        {"column": one, "name": FIELD_NAMES[one.field], "field": form[column_name(one)]}
        for one in layout.columns
    ]


def _column(layout: Layout, index: int | None) -> str:
    """The letter of a column with its heading."""
    if index is None:
        return ""
    heading = next((one.heading for one in layout.columns if one.index == index), "")
    return f"{column_letters(index)} ({heading})" if heading else column_letters(index)


def _run(request: HttpRequest, run_id: int) -> RegisterImport:
    """The run, for whoever keeps the books it is for; for others it is not there."""
    run = get_object_or_404(RegisterImport.objects.select_related("office", "source", "by"), pk=run_id)
    if not rules.may_keep(person_of(request), run.office, on=timezone.localdate()):
        raise Http404
    return run


def office_kept(request: HttpRequest) -> Unit:
    """The office whose books the person keeps; that which the address names, else the first.

    Raises NotAllowed where he keeps none.
    """
    person, on = person_of(request), timezone.localdate()
    kept = [one for one in rules.offices_of(person, on=on) if rules.may_keep(person, one, on=on)]
    if not kept:
        raise NotAllowed(_NOT_YOURS)
    asked = number_in(request.GET.get("co-quan", ""))
    return next((one for one in kept if one.pk == asked), kept[0])


def _version(request: HttpRequest) -> int:
    found = number_in(request.POST.get("version", ""))
    return -1 if found is None else found
