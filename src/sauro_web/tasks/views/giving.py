"""A task is given without a plan, taken apart into steps, or cancelled."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape, format_html
from django.views.decorators.http import require_GET, require_http_methods

from sauro_web.accounts.models import Unit
from sauro_web.accounts.rules import may_read_unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.common.refusals import come_back
from sauro_web.tasks import rules
from sauro_web.tasks.acting_forms import ReasonForm
from sauro_web.tasks.from_today import due_given, refusal_of, said_of
from sauro_web.tasks.giving_forms import GiveForm
from sauro_web.tasks.models import OPEN, Task
from sauro_web.tasks.operations.giving import give_task
from sauro_web.tasks.operations.living import cancel_task
from sauro_web.tasks.picks import UnitPick, pick_in
from sauro_web.tasks.queries.acting import unanswered
from sauro_web.tasks.views.acting import STILL_ASKED
from sauro_web.tasks.views.reaching import part_of, task_of
from sauro_web.tasks.views.small_forms import Asked, ask, back_to, bound, is_sent, only_searches
from sauro_web.workdays.queries import calendar_of

__all__ = ["cancel", "due_said", "give", "give_part", "units_found"]

_NOT_YOURS = (
    "Chỉ người theo dõi hoặc lãnh đạo của cơ quan mới giao việc. Hãy đề nghị quản trị của cơ quan phân quyền."
)
_NOT_TAKEN_APART = "Chỉ đơn vị chủ trì hoặc cơ quan giao việc mới thêm việc thành phần."
_PICKS = (
    ("lead", "Đơn vị chủ trì", False, True),
    ("cooperating", "Đơn vị phối hợp", True, False),
    ("informed", "Gửi để biết", True, False),
)


@login_required
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """A task from a document, a meeting, or given directly, in the name of the office whose work the person
    follows."""
    offices = rules.offices_watched(person_of(request), on=timezone.localdate())
    if not offices:
        raise NotAllowed(_NOT_YOURS)
    wanted = number_in(request.GET.get("co-quan", ""))
    office = next((one for one in offices if one.pk == wanted), offices[0])
    return _give(request, office, None)


@login_required
@require_http_methods(["GET", "POST"])
def give_part(request: HttpRequest, task_id: int) -> HttpResponse:
    """A step of a task."""
    task = task_of(request, task_id)
    if not rules.may_give_step(person_of(request), task, on=timezone.localdate()):
        raise NotAllowed(_NOT_TAKEN_APART)
    return _give(request, task.office, task)


def _give(request: HttpRequest, office: Unit, parent: Task | None) -> HttpResponse:
    on = timezone.localdate()
    data = request.POST if request.method == "POST" else None
    picks = [
        pick_in(data, name, label, office=office, on=on, many=many, needed=needed, groups=name == "lead")
        for name, label, many, needed in _PICKS
    ]
    form = bound(request, partial(GiveForm, picks=picks, on=on, step=parent is not None))

    def show() -> HttpResponse:
        context = {"form": form, "office": office, "parent": parent}
        return render(request, "tasks/give.html", context, status=422 if form.errors else 200)

    if request.method != "POST" or only_searches(request) or not form.is_valid():
        return show()
    assert isinstance(form, GiveForm)  # noqa: S101 (for the type checker)
    come_back(request, form, show)
    now = timezone.now()
    task = give_task(office, form.new_task(), by=person_of(request), now=now, parent=parent)
    if task.given_at != now:
        words = "Việc này vừa được giao cho {} lúc {}, không giao thêm lần nữa. {}"
        link = format_html('<a href="{}">Xem việc đã giao</a>', reverse("tasks:task", args=[task.pk]))
        at = f"{timezone.localtime(task.given_at):%H:%M}"
        messages.info(request, format_html(words, picks[0].picked_name, at, link))
    else:
        messages.success(request, f"Đã giao việc cho {picks[0].picked_name}. {form.due_said}".strip())
    return redirect("tasks:task", parent.pk if parent else task.pk)


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, task_id: int) -> HttpResponse:
    """Cancels a whole task."""
    task = task_of(request, task_id)
    if not rules.may_read_work_of(person_of(request), task.office, on=timezone.localdate()):
        raise NotAllowed("Chỉ người theo dõi hoặc lãnh đạo của cơ quan giao việc mới hủy việc.")
    form = bound(request, ReasonForm)
    note = (
        "Mọi đơn vị chưa hoàn thành không phải làm việc này và các việc thành phần của nó nữa; phần đã hoàn "
        "thành và lịch sử vẫn còn."
    )
    left = unanswered(task.parts.filter(ended_at=None, state__in=OPEN))
    notes = [note, STILL_ASKED.format(left)] if left else [note]
    asked = Asked("Hủy việc", "Hủy việc này", task, None, notes, grave=True)
    if not is_sent(request, form, asked):
        return ask(request, form, asked)
    reason = form.cleaned_data["reason"]
    number = cancel_task(task, by=person_of(request), now=timezone.now(), reason=reason)
    messages.success(request, f"Đã hủy {number} phần việc còn đang làm.")
    return back_to(task)


@login_required
@require_GET
def due_said(request: HttpRequest) -> HttpResponse:
    """What the words of a time limit come to where the task is given today, or why sending would refuse them,
    for htmx; by the calendar of an office that the person may see."""
    office, on = _office_asked(request), timezone.localdate()
    if not getattr(request, "htmx", False):
        return redirect(reverse("tasks:give"))
    words = request.GET.get("due_text", "")[:300]
    if not words.strip():
        return HttpResponse("")
    calendar = calendar_of(office)
    due = due_given(words, on=on, calendar=calendar)
    said = refusal_of(due, on=on) or (said_of(due, calendar, on=on) if due else "")
    return HttpResponse(escape(said))


def _office_asked(request: HttpRequest) -> Unit:
    office = get_object_or_404(Unit, pk=number_in(request.GET.get("o", "")) or 0)
    if not may_read_unit(person_of(request), office, on=timezone.localdate()):
        raise Http404
    return office


@login_required
@require_GET
def units_found(request: HttpRequest) -> HttpResponse:
    """The units that a field for units offers for what was typed, for htmx; near an office that the person
    may see."""
    asked = request.GET
    name = asked.get("ten", "")
    office = _office_asked(request)
    if name not in {"to", *(one for one, *_ in _PICKS)}:
        raise Http404
    pick: UnitPick = pick_in(
        asked,
        name,
        "",
        office=office,
        on=timezone.localdate(),
        many=asked.get("nhieu") == "1",
        groups=name == "lead",
        asker=part_of(request, number_in(asked["phan-viec"]) or 0) if "phan-viec" in asked else None,
    )
    if not getattr(request, "htmx", False):
        return redirect(reverse("tasks:list"))
    return render(request, "accounts/_pick_found.html", {"pick": pick})
