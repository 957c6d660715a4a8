"""The review page, and what a person decides on it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.refusals import come_back
from sauro_web.plans import operations, queries
from sauro_web.plans.forms import DecisionForm, PlaceForm, correction_form
from sauro_web.plans.models import PicturesState, PlanState, Suggestion, SuggestionState
from sauro_web.plans.views.reaching import (
    answer,
    at_card,
    handled_suggestion,
    is_htmx,
    may_handle,
    plan_handled,
    plan_seen,
    today,
    valid,
    way_of,
)

__all__ = ["add_task", "card", "correct", "decide", "review", "source_ways", "undo"]


@login_required
@require_GET
def review(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Source on the left, what was read on the right."""
    plan = plan_seen(request, plan_id)
    if plan.state in (PlanState.QUEUED, PlanState.READING, PlanState.UNREAD):
        return redirect("plans:plan", plan.pk)
    way = way_of(request, plan)
    pictured = plan.pictures == PicturesState.MADE and not way.as_text
    page = queries.review_of(plan, on=today(), pictured=pictured)
    cards = page.cards
    if way.doubtful_first:
        cards = tuple(sorted(cards, key=lambda card: not card.doubts))
    context = {
        "review": page,
        "cards": cards,
        "plan": plan,
        "may_handle": may_handle(request, plan),
        "way": way,
        "ties": queries.ties_of(plan),
    }
    return render(request, "plans/review.html", context)


@login_required
@require_GET
def source_ways(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Asked for by a page that shows the text, until there are pictures to be seen instead."""
    plan = plan_seen(request, plan_id)
    way = replace(way_of(request, plan), source="chu")
    return render(request, "plans/_source_way.html", {"plan": plan, "way": way})


@login_required
@require_GET
def card(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """The card as it stands now."""
    suggestion = handled_suggestion(request, suggestion_id)
    return answer(request, suggestion.plan, [suggestion.pk])


@login_required
@require_POST
def decide(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """Confirms, rejects or opens a card."""
    suggestion = handled_suggestion(request, suggestion_id)
    form = valid(DecisionForm(request.POST))
    state = SuggestionState(form.cleaned_data["state"])
    operations.decide(
        suggestion, state, by=person_of(request), now=timezone.now(), version=form.cleaned_data["version"]
    )
    return answer(request, suggestion.plan, [suggestion.pk])


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """The card as a form, and what was typed into it."""
    suggestion = handled_suggestion(request, suggestion_id)
    form = correction_form(suggestion, request.POST if request.method == "POST" else None)

    come_back(request, form, lambda: _form_again(request, suggestion, form))
    if request.method == "POST" and form.is_valid():
        operations.correct(
            suggestion,
            form.corrected(),
            by=person_of(request),
            now=timezone.now(),
            version=form.cleaned_data["version"],
        )
        return answer(request, suggestion.plan, [suggestion.pk])
    return _form_of(request, suggestion, form)


def _form_again(request: HttpRequest, suggestion: Suggestion, form: Form) -> HttpResponse:
    """The form with what was typed; sent once more, that holds in the light of what others did meanwhile."""
    suggestion.refresh_from_db(fields=["version", "value", "state"])
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["version"] = suggestion.version  # type: ignore[index]
    return _form_of(request, suggestion, form)


def _form_of(request: HttpRequest, suggestion: Suggestion, form: Form) -> HttpResponse:
    context = {"one": suggestion, "form": form, "plan": suggestion.plan}
    status = 422 if form.is_bound else 200
    if not is_htmx(request):
        return render(request, "plans/edit.html", context, status=status)
    response = render(request, "plans/_edit.html", context, status=status)
    # A card that was taken is swapped in by its own name; the form with its errors stands where it stood.
    response["HX-Reswap"] = "outerHTML"
    response["HX-Retarget"] = f"#the-{suggestion.pk}"
    return response


@login_required
@require_http_methods(["GET", "POST"])
def add_task(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Makes a paragraph of the text a duty that was not found; asked for by GET it lets one search for it."""
    plan = plan_handled(request, plan_id)
    if request.method == "POST":
        start = valid(PlaceForm(request.POST)).cleaned_data["start"]
        added = operations.add_task(plan, start, by=person_of(request), now=timezone.now())
        return at_card(request, plan, added.pk)
    words = " ".join(request.GET.get("q", "").split())[:300]
    read = plan.state == PlanState.REVIEW
    context = {"plan": plan, "words": words, "found": queries.paragraphs_with(plan, words) if read else []}
    if not is_htmx(request):
        return render(request, "plans/add_task.html", context)
    typed = request.htmx.target == "missing-found"  # type: ignore[attr-defined]
    return render(request, "plans/_missing_found.html" if typed else "plans/_missing.html", context)


@login_required
@require_POST
def undo(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Takes one's own last step back."""
    plan = plan_seen(request, plan_id)
    change = operations.undo(plan, by=person_of(request), now=timezone.now())
    return answer(request, plan, [stood["id"] for stood in change.before])
