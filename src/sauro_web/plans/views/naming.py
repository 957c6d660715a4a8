"""Whom a card names: chosen among candidates, looked up, added, given another part, taken off."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro_web.accounts.models import Unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.plans import operations, queries
from sauro_web.plans.forms import MeantForm, PartForm, VersionForm
from sauro_web.plans.models import MentionRole, Suggestion
from sauro_web.plans.views.reaching import answer, handled_mention, handled_suggestion, is_htmx, today, valid

__all__ = ["add_unit", "choose_unit", "drop_unit", "give_role", "let_each_lead", "units"]

_FOUND = "found"
"""The part of the picker that changes while one types."""


@login_required
@require_GET
def units(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """The card with what can be changed about each unit beside it."""
    one = handled_suggestion(request, suggestion_id)
    if is_htmx(request):
        return answer(request, one.plan, [one.pk], opened=one.pk)
    context = {
        "card": queries.card_of(one.pk, on=today()),
        "opened": one.pk,
        "plan": one.plan,
        "may_handle": True,
    }
    return render(request, "plans/units.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def choose_unit(request: HttpRequest, mention_id: int) -> HttpResponse:
    """Says whom a name means, everywhere in the plan; asked for by GET it lets one search."""
    mention = handled_mention(request, mention_id)
    one = mention.suggestion
    if request.method == "GET":
        return _picker(request, one, f"“{mention.text}” là đơn vị nào?", outside=True)
    form, meant = _meant(request, one, mention.candidates)
    changed = operations.choose_unit(
        mention, meant, by=person_of(request), now=timezone.now(), version=form.cleaned_data["version"]
    )
    first = [one.pk, *(other.pk for other in changed if other.pk != one.pk)]
    return answer(request, one.plan, first, opened=form.cleaned_data["opened"] or 0)


@login_required
@require_http_methods(["GET", "POST"])
def add_unit(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """Names a unit or a group that the plan does not."""
    one = handled_suggestion(request, suggestion_id)
    part = valid(PartForm(request.GET if request.method == "GET" else request.POST))
    role = MentionRole(part.cleaned_data["role"])
    if request.method == "GET":
        return _picker(request, one, f"Thêm đơn vị: {role.label}", role=role)
    form, meant = _meant(request, one, ())
    operations.add_mention(
        one, role, meant, by=person_of(request), now=timezone.now(), version=form.cleaned_data["version"]
    )
    return answer(request, one.plan, [one.pk], opened=form.cleaned_data["opened"] or 0)


@login_required
@require_POST
def give_role(request: HttpRequest, mention_id: int) -> HttpResponse:
    """Makes a unit the one that leads, or one that cooperates."""
    mention = handled_mention(request, mention_id)
    part, form = valid(PartForm(request.POST)), valid(VersionForm(request.POST))
    operations.give_role(
        mention,
        MentionRole(part.cleaned_data["role"]),
        by=person_of(request),
        now=timezone.now(),
        version=form.cleaned_data["version"],
    )
    return answer(
        request,
        mention.suggestion.plan,
        [mention.suggestion_id],
        opened=form.cleaned_data["opened"] or 0,
    )


@login_required
@require_POST
def let_each_lead(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """Says that each of those who lead does a part of its own."""
    one = handled_suggestion(request, suggestion_id)
    form = valid(VersionForm(request.POST))
    operations.let_each_lead(
        one, by=person_of(request), now=timezone.now(), version=form.cleaned_data["version"]
    )
    return answer(request, one.plan, [one.pk], opened=form.cleaned_data["opened"] or 0)


@login_required
@require_POST
def drop_unit(request: HttpRequest, mention_id: int) -> HttpResponse:
    """Takes a unit off a card."""
    mention = handled_mention(request, mention_id)
    form = valid(VersionForm(request.POST))
    operations.drop_mention(
        mention, by=person_of(request), now=timezone.now(), version=form.cleaned_data["version"]
    )
    return answer(
        request,
        mention.suggestion.plan,
        [mention.suggestion_id],
        opened=form.cleaned_data["opened"] or 0,
    )


def _picker(
    request: HttpRequest, one: Suggestion, heading: str, *, role: str = "", outside: bool = False
) -> HttpResponse:
    """A search over the units and groups of the office; for what is typed only what it finds."""
    choices = queries.choices_for(one.plan.office, request.GET.get("q", ""), on=today())
    context = {
        "one": one,
        "plan": one.plan,
        "heading": heading,
        "choices": choices,
        "role": role,
        "outside": outside,
        "opened": request.GET.get("opened", ""),
    }
    if not is_htmx(request):
        return render(request, "plans/pick.html", context)
    typed = request.htmx.target == f"{_FOUND}-{one.pk}"  # type: ignore[attr-defined]
    return render(request, "plans/_choices.html" if typed else "plans/_pick.html", context)


def _meant(
    request: HttpRequest, one: Suggestion, proposed: list[int] | tuple[()]
) -> tuple[MeantForm, operations.Meant]:
    form = valid(MeantForm(request.POST))
    number, group = form.cleaned_data["unit"], form.cleaned_data["group"]
    office = one.plan.office
    unit: Unit | None = None
    if number:
        unit = queries.unit_named(number, office, on=today(), proposed=proposed)
    return form, operations.Meant(unit, queries.group_named(group, office) if group else None)
