"""The small forms of a task: a page of their own without script, with it a part of the task's page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from sauro_web.common.refusals import come_back
from sauro_web.tasks.models import Task, UnitTask
from sauro_web.tasks.picks import FIND

__all__ = ["Asked", "address_of", "ask", "back_to", "bound", "is_sent", "only_searches"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a small form is about."""

    title: str
    button: str
    task: Task
    part: UnitTask | None = None
    notes: Sequence[str] = ()
    grave: bool = False

    @property
    def back(self) -> str:
        """The page of the task, at the part."""
        return address_of(self.task, self.part)


def address_of(task: Task, part: UnitTask | None = None) -> str:
    """The page of a task; with an occurrence it stands open there. Never further down: what was done is told
    at the top of the page."""
    page = reverse("tasks:task", args=[task.pk])
    return f"{page}?phan-viec={part.pk}" if part is not None and part.series_id else page


def back_to(task: Task, part: UnitTask | None = None) -> HttpResponse:
    """Leads back to the page of the task."""
    return redirect(address_of(task, part))


def only_searches(request: HttpRequest) -> bool:
    """Whether the button was pressed that only looks for units."""
    return request.method == "POST" and FIND in request.POST


def is_sent(request: HttpRequest, form: forms.Form, asked: Asked) -> bool:
    """Whether the form came in and is in order; from then on what the operation refuses comes back with it,
    bearing the version that holds now."""
    if request.method != "POST" or only_searches(request) or not form.is_valid():
        return False

    def again() -> HttpResponse:
        if asked.part is not None and "version" in form.fields:
            asked.part.refresh_from_db(fields=["version", "state", "due_on"])
            form.data = form.data.copy()  # type: ignore[attr-defined]
            form.data["version"] = asked.part.version  # type: ignore[index]
        return ask(request, form, asked)

    come_back(request, form, again)
    return True


def ask(request: HttpRequest, form: forms.Form, asked: Asked) -> HttpResponse:
    """Shows the form: as a part of the page to htmx, else as a page. Where one only searched for units, what
    was typed stays and nothing is found fault with."""
    context: dict[str, object] = {"form": form, "asked": asked}
    if request.method == "GET" and getattr(request, "htmx", False):
        return render(request, "tasks/_small_form.html", context)
    return render(request, "tasks/small_form.html", context, status=422 if form.errors else 200)


def bound(request: HttpRequest, make: Callable[..., forms.Form]) -> forms.Form:
    """The form with what was sent; unbound, with what was typed in it, where one only searched."""
    if request.method != "POST":
        return make(None)
    if not only_searches(request):
        return make(request.POST, request.FILES)
    form = make(None)
    form.initial.update((name, value) for name, value in request.POST.items() if name in form.fields)
    return form
