"""Đôn đốc: who was urged about what, urging a unit, and the letter for it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro.reporting.reminders import Urging, UrgingKind, letter_that_urges
from sauro.writing import write_docx
from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.units import home_of
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.lists import show_list
from sauro_web.common.refusals import come_back
from sauro_web.documents.letterheads import drafting_unit, letterhead_for
from sauro_web.tasks import rules
from sauro_web.tasks.models import Nudge, NudgeKind
from sauro_web.tasks.nudge_forms import NudgeFilters, NudgeForm
from sauro_web.tasks.nudge_lists import nudges_list
from sauro_web.tasks.operations import nudges
from sauro_web.tasks.queries.nudging import duties_of, late_parts, late_units, nudges_for
from sauro_web.workdays.queries import calendar_of

__all__ = ["nudge_letter", "nudge_list", "nudge_new", "nudge_page", "nudge_seen"]

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ANSWER_IN = 5
"""Working days that the letter gives for an answer; whoever signs may change it."""


@login_required
@require_GET
def nudge_list(request: HttpRequest) -> HttpResponseBase:
    """What was urged, by the offices that the person follows and to his units."""
    person, today = person_of(request), timezone.localdate()
    watched = rules.offices_watched(person, on=today)
    listing = nudges_list("Sổ đôn đốc")
    shown = show_list(request, listing, nudges_for(person, on=today), filters=NudgeFilters(request.GET))
    office = watched[0] if watched else home_of(person, today)
    return answer_list(request, shown, "tasks/nudges.html", {"watched": watched}, office=office)


@login_required
@require_http_methods(["GET", "POST"])
def nudge_new(request: HttpRequest) -> HttpResponse:
    """Which unit; then which of what it owes late, how seriously, and the words."""
    person, now = person_of(request), timezone.now()
    today = timezone.localdate(now)
    watched = rules.offices_watched(person, on=today)
    if not watched:
        raise NotAllowed(
            "Chỉ người theo dõi của cơ quan giao việc mới đôn đốc. Hãy đề nghị quản trị của cơ quan nếu ông "
            "(bà) được giao việc này."
        )
    office = watched[0]
    unit = _unit(request.GET.get("don-vi", ""))
    if unit is None:
        if request.method == "POST":
            raise Http404
        context = {"office": office, "units": late_units(office, on=today)}
        return render(request, "tasks/nudge_units.html", context)
    late = late_parts(office, unit, on=today, calendar=calendar_of(unit))
    form = NudgeForm(request.POST or None, late=late, chosen=request.GET.getlist("phan"))

    def show() -> HttpResponse:
        context = {"office": office, "unit": unit, "late": late, "form": form, "rest": nudges.REST}
        return render(request, "tasks/nudge_new.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        chosen = [one.part for one in late if one.part.pk in form.chosen]
        kind = NudgeKind(form.cleaned_data["kind"])
        text = form.cleaned_data["text"]
        nudge = nudges.send_nudge(office, unit, parts=chosen, kind=kind, text=text, by=person, now=now)
        messages.success(request, f"Đã gửi đôn đốc số {nudge.number} tới {unit.label}, {len(chosen)} việc.")
        return redirect("tasks:nudge", nudge.pk)
    return show()


def _unit(number: str) -> Unit | None:
    if not number:
        return None
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise Http404
    return get_object_or_404(Unit, pk=int(number))


def _nudge(request: HttpRequest, nudge_id: int) -> Nudge:
    rows = nudges_for(person_of(request), on=timezone.localdate()).select_related("seen_by")
    return get_object_or_404(rows, pk=nudge_id)


@login_required
@require_GET
def nudge_page(request: HttpRequest, nudge_id: int) -> HttpResponse:
    """One: its words, the parts with how late they were, whether the unit has seen it."""
    person, today = person_of(request), timezone.localdate()
    nudge = _nudge(request, nudge_id)
    own = rules.units_asked(person, on=today)
    context = {
        "nudge": nudge,
        "rows": nudge.parts.select_related("part__task__plan").order_by("-days_late", "pk"),
        "ours": nudge.unit in own,
        "sends": nudge.office in rules.offices_watched(person, on=today),
    }
    return render(request, "tasks/nudge.html", context)


@login_required
@require_POST
def nudge_seen(request: HttpRequest, nudge_id: int) -> HttpResponse:
    """Somebody of the unit has read it."""
    nudge = _nudge(request, nudge_id)
    nudges.mark_nudge_seen(nudge, by=person_of(request), now=timezone.now())
    messages.success(request, "Đã ghi nhận đơn vị đã xem.")
    return redirect("tasks:nudge", nudge.pk)


@login_required
@require_GET
def nudge_letter(request: HttpRequest, nudge_id: int) -> HttpResponse:
    """The công văn as .docx, number and date left open for whoever signs it."""
    person, today = person_of(request), timezone.localdate()
    nudge = _nudge(request, nudge_id)
    if nudge.office not in rules.offices_watched(person, on=today):
        raise NotAllowed("Công văn đôn đốc do cơ quan giao việc soạn.")
    drafter = drafting_unit(nudge.office, (person, nudge.by), on=today)
    head = letterhead_for(nudge.office, drafter, on=today)
    day = timezone.localdate(nudge.at)
    urging = Urging(
        kind=UrgingKind(nudge.kind),
        unit=nudge.unit.name,
        duties=duties_of(nudge),
        on=day,
        words=nudge.text,
        answer_by=calendar_of(nudge.office).add(day, _ANSWER_IN),
    )
    response = HttpResponse(write_docx(letter_that_urges(head, urging)), content_type=_WORD)
    name = f"cong-van-don-doc-{nudge.number}-{nudge.year}.docx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
