"""One thing done with many rows of a list: what would become of each is shown before, what became of it
after."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from sauro_web.accounts.models import User
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotReady
from sauro_web.tasks import rules
from sauro_web.tasks.lists import PICKED
from sauro_web.tasks.models import Task, UnitTask
from sauro_web.tasks.operations.bulk import MOST, Action, Outcome, do_with_many, preview_of_many
from sauro_web.tasks.queries.people import people_of_any
from sauro_web.tasks.queries.steps import falls_with, named_steps
from sauro_web.tasks.scoping import scope_of

__all__ = ["many"]


class ManyForm(forms.Form):
    """What is to be done, and what it wants besides."""

    action = forms.ChoiceField(choices=Action.choices)
    reason = forms.CharField(
        label="Lý do",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ghi một lần, gửi tới từng đơn vị.",
    )
    officer = forms.ModelChoiceField(
        User.objects.none(), label="Người thụ lý", required=False, empty_label="chưa phân công"
    )
    sure = forms.BooleanField(required=False, widget=forms.HiddenInput)


@login_required
@require_POST
def many(request: HttpRequest) -> HttpResponse:
    """First what would become of each row, with the field for a reason or a person; then, `sure`, it is done
    and told row by row."""
    person, now = person_of(request), timezone.now()
    versions = _versions(request.POST)
    parts = _rows(request, person, versions)
    form = ManyForm(request.POST)
    officers = _officers(parts)
    form.fields["officer"].queryset = officers  # type: ignore[attr-defined]
    if not form.is_valid():
        raise NotReady("Hãy chọn việc cần làm với các dòng đã chọn.")
    action, asked = Action(form.cleaned_data["action"]), form.cleaned_data
    form.fields["reason"].required = action.wants_reason
    if asked["sure"] and not (action.wants_reason and not asked["reason"].strip()):
        seen = [(part, versions.get(part.pk)) for part in parts]
        outcomes = do_with_many(
            seen, action, by=person, now=now, reason=asked["reason"], officer=asked["officer"]
        )
        return render(request, "tasks/many_done.html", _context(action, outcomes))
    if asked["sure"]:
        form.add_error("reason", "Hãy ghi rõ lý do.")
    outcomes = preview_of_many(parts, action, by=person, now=now, officer=asked["officer"])
    context = _context(action, outcomes) | {"form": form, "picked": PICKED, "most": MOST}
    if action is Action.RECALL:
        context["steps"] = _steps_recalled([one.part for one in outcomes if not one.refused])
    return render(request, "tasks/many.html", context, status=422 if form.errors else 200)


def _steps_recalled(parts: Sequence[UnitTask]) -> str:
    """The names of the steps that fall with these parts."""
    apart = set(
        Task.objects.filter(parent__in={one.task_id for one in parts}).values_list("parent", flat=True)
    )
    return named_steps([below for one in parts if one.task_id in apart for below in falls_with(one)])


def _context(action: Action, outcomes: Sequence[Outcome]) -> dict[str, object]:
    return {
        "action": action,
        "able": [one for one in outcomes if not one.refused],
        "refused": [one for one in outcomes if one.refused],
    }


def _versions(sent: QueryDict) -> dict[int, int | None]:
    """The rows that were ticked, as "12" or, once they were shown, as "12.3": number and version."""
    found: dict[int, int | None] = {}
    for written in sent.getlist(PICKED)[: MOST + 1]:
        number, _, version = written.partition(".")
        if number.isdecimal() and len(number) < 16:
            found[int(number)] = int(version) if version.isdecimal() and len(version) < 10 else None
    return found


def _rows(request: HttpRequest, person: User, versions: dict[int, int | None]) -> list[UnitTask]:
    """Of the rows that were ticked, or of the whole list as it was narrowed, those that the person may
    see."""
    today = timezone.localdate()
    if request.POST.get("tat-ca"):
        rows = scope_of(person, QueryDict(request.POST.get("loc", "")[:1_000]), on=today).found
        return list(rows.order_by("ends_on", "pk")[: MOST + 1])
    seen = Q(office__in=rules.offices_read_whole(person, on=today)) | Q(
        task__in=UnitTask.objects.filter(unit__in=rules.units_of(person, on=today)).values("task")
    )
    rows = UnitTask.objects.filter(seen, pk__in=versions, ended_at=None)
    return list(rows.select_related("unit", "task__plan", "officer").order_by("ends_on", "pk"))


def _officers(parts: Sequence[UnitTask]) -> QuerySet[User]:
    """Who works in one of the units; each row takes only a person of its own."""
    units = {part.unit_id: part.unit for part in parts}
    return people_of_any(list(units.values()), timezone.localdate())
