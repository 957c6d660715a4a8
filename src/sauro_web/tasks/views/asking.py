"""More time and obstacles: asked for by a unit, answered by those whom it concerns."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.tasks import rules
from sauro_web.tasks.acting_forms import AnswerForm, DecisionForm, ExtensionForm, ObstacleForm
from sauro_web.tasks.life import Actor
from sauro_web.tasks.models import Extension, Obstacle, UnitTask
from sauro_web.tasks.operations.extensions import ask_extension, decide_extension
from sauro_web.tasks.operations.obstacles import answer_obstacle, close_obstacle, raise_obstacle
from sauro_web.tasks.picks import pick_in
from sauro_web.tasks.views.reaching import part_asked_about, part_of
from sauro_web.tasks.views.small_forms import Asked, ask, back_to, bound, is_sent
from sauro_web.workdays.queries import calendar_of

__all__ = ["answer", "close", "decide", "extend", "obstacle"]

_TERM = 5
"""Working days that are proposed for the answer to an obstacle."""


def _check_side(request: HttpRequest, part: UnitTask, side: Actor, sentence: str) -> None:
    if side not in rules.actors_on(person_of(request), part, on=timezone.localdate()):
        raise NotAllowed(sentence)


@login_required
@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, part_id: int) -> HttpResponse:
    """A unit asks for more time."""
    part = part_of(request, part_id)
    _check_side(request, part, Actor.UNIT, "Chỉ người của đơn vị có phần việc này mới xin gia hạn.")
    form = bound(request, partial(ExtensionForm, initial={"version": part.version}))
    due = f"Thời hạn hiện nay: {part.due_on:%d/%m/%Y}. " if part.due_on else ""
    note = f"{due}Thời hạn giao ban đầu vẫn được giữ để đối chiếu."
    asked = Asked("Xin gia hạn", "Gửi đề nghị gia hạn", part.task, part, [note])
    if not is_sent(request, form, asked):
        return ask(request, form, asked)
    said = form.cleaned_data
    ask_extension(
        part,
        until=said["until"],
        reason=said["reason"],
        by=person_of(request),
        now=timezone.now(),
        version=said["version"],
    )
    messages.success(request, f"Đã gửi đề nghị gia hạn đến {said['until']:%d/%m/%Y}.")
    return back_to(part.task, part)


@login_required
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, extension_id: int) -> HttpResponse:
    """Who gave the work grants more time, until the day asked for or another, or refuses with a reason."""
    held = get_object_or_404(Extension.objects.select_related("asked_by"), pk=extension_id)
    part = part_of(request, held.part_id)
    _check_side(
        request, part, Actor.GIVER, "Chỉ người theo dõi của cơ quan giao việc mới quyết định gia hạn."
    )
    if held.asked_by_id == person_of(request).pk:
        raise NotAllowed("Người xin gia hạn không tự quyết định; hãy để người khác quyết định.")
    if request.method == "GET" and held.granted is not None:
        messages.info(request, "Đề nghị gia hạn này đã được quyết định.")
        return back_to(part.task, part)
    form = bound(request, partial(DecisionForm, asked=held))
    asked = Asked("Quyết định gia hạn", "Ghi quyết định", part.task, part, _said(held, part))
    if not is_sent(request, form, asked):
        return ask(request, form, asked)
    said = form.cleaned_data
    granted = said["granted"] == "yes"
    decide_extension(
        held,
        granted=granted,
        answer=said["answer"],
        until=said["until"],
        by=person_of(request),
        now=timezone.now(),
    )
    messages.success(request, "Đã đồng ý gia hạn." if granted else "Đã từ chối gia hạn.")
    return back_to(part.task, part)


def _said(held: Extension, part: UnitTask) -> list[str]:
    due = f"{part.due_on:%d/%m/%Y}" if part.due_on else "—"
    return [
        f"{part.unit.label} ({held.asked_by}) xin gia hạn từ {due} đến {held.until:%d/%m/%Y}.",
        f"Lý do: {held.reason}",
    ]


@login_required
@require_http_methods(["GET", "POST"])
def obstacle(request: HttpRequest, part_id: int) -> HttpResponse:
    """A unit says what holds it up, to the unit that can clear it away."""
    part, on = part_of(request, part_id), timezone.localdate()
    _check_side(request, part, Actor.UNIT, "Chỉ người của đơn vị có phần việc này mới nêu vướng mắc.")
    data = request.POST if request.method == "POST" else None
    pick = pick_in(data, "to", "Đơn vị giải quyết", office=part.task.office, on=on, asker=part)
    first = calendar_of(part.unit).add(on, _TERM)
    form = bound(request, partial(ObstacleForm, part=part, pick=pick, first_day=first))
    note = "Thời gian chờ trả lời được tính cho đơn vị giải quyết."
    asked = Asked("Nêu vướng mắc", "Gửi vướng mắc", part.task, part, [note])
    if not is_sent(request, form, asked):
        return ask(request, form, asked)
    said = form.cleaned_data
    to = pick.taken(on)[0]
    raise_obstacle(
        part,
        text=said["text"],
        proposal=said["proposal"],
        to=to,
        answer_by=said["answer_by"],
        by=person_of(request),
        now=timezone.now(),
    )
    messages.success(request, f"Đã gửi vướng mắc đến {to.label}.")
    return back_to(part.task, part)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, obstacle_id: int) -> HttpResponse:
    """The unit that was asked answers."""
    held = _obstacle(obstacle_id)
    part = part_asked_about(request, held)
    if held.to not in rules.units_asked(person_of(request), on=timezone.localdate()):
        raise NotAllowed(f"Chỉ người của {held.to.label} mới trả lời vướng mắc này.")
    form = bound(request, AnswerForm)
    notes = [f"{part.unit.label} nêu: {held.text}"]
    notes += [f"Đề xuất: {held.proposal}"] if held.proposal else []
    asked = Asked("Trả lời vướng mắc", "Gửi trả lời", part.task, part, notes)
    if not is_sent(request, form, asked):
        return ask(request, form, asked)
    said = form.cleaned_data["answer"]
    answer_obstacle(held, answer=said, by=person_of(request), now=timezone.now())
    messages.success(request, f"Đã trả lời vướng mắc của {part.unit.label}.")
    return back_to(part.task)


@login_required
@require_POST
def close(request: HttpRequest, obstacle_id: int) -> HttpResponse:
    """The unit that raised it says that it is cleared away."""
    held = _obstacle(obstacle_id)
    part = part_of(request, held.part_id)
    close_obstacle(held, by=person_of(request), now=timezone.now())
    messages.success(request, "Đã đóng vướng mắc.")
    return back_to(part.task, part)


def _obstacle(obstacle_id: int) -> Obstacle:
    return get_object_or_404(Obstacle.objects.select_related("to", "part__unit"), pk=obstacle_id)
