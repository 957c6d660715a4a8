"""What every view of plans needs: who asks, the plan that he may read, and the cards as an answer."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from sauro_web.accounts.models import Unit, User
from sauro_web.common.errors import NotAllowed
from sauro_web.plans import queries, rules
from sauro_web.plans.models import ImportedPlan, Mention, Suggestion

__all__ = [
    "answer",
    "doubtful_first",
    "handled_mention",
    "handled_suggestion",
    "is_htmx",
    "may_handle",
    "office_of",
    "person_of",
    "plan_handled",
    "plan_seen",
    "today",
]

_NO_OFFICE = (
    "Ông (bà) chưa được giao theo dõi kế hoạch của cơ quan nào. "
    "Hãy đề nghị quản trị của cơ quan giao vai trò “Đầu mối theo dõi”."
)
_NOT_YOURS = "Chỉ người được giao theo dõi kế hoạch của cơ quan mới được soát kế hoạch này."
today = timezone.localdate


def is_htmx(request: HttpRequest) -> bool:
    """Whether a part of the page was asked for, not a page."""
    return bool(getattr(request, "htmx", False))


def person_of(request: HttpRequest) -> User:
    """Who is signed in."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    return user


def office_of(request: HttpRequest) -> Unit:
    """The office whose plans the person follows; where there are several, the one named in the address."""
    offices = queries.offices_handled(person_of(request), today())
    if not offices:
        raise NotAllowed(_NO_OFFICE)
    asked = request.GET.get("co-quan")
    return next((office for office in offices if str(office.pk) == asked), offices[0])


def doubtful_first(request: HttpRequest) -> bool:
    """Whether the person wants what is doubtful before the rest; a part is asked for from such a page."""
    details = getattr(request, "htmx", None)
    page = urlsplit(details.current_url or "").query if details else request.META.get("QUERY_STRING", "")
    return "can-xem" in parse_qs(page).get("xem", ())


def plan_seen(request: HttpRequest, plan_id: int) -> ImportedPlan:
    """The plan, for whoever may read it."""
    return queries.plan_of(plan_id, by=person_of(request), on=today())


def may_handle(request: HttpRequest, plan: ImportedPlan) -> bool:
    """Whether the person reviews plans of that office."""
    return rules.may_handle_plans(person_of(request), plan.office, on=today())


def plan_handled(request: HttpRequest, plan_id: int) -> ImportedPlan:
    """The plan, for whoever follows the plans of its office. What is refused from here on is told on the page
    of the plan as it stands then."""
    plan = plan_seen(request, plan_id)
    if not may_handle(request, plan):
        raise NotAllowed(_NOT_YOURS)
    request.answer_refused = partial(_refused_at_plan, request, plan)  # type: ignore[attr-defined]
    return plan


def _refused_at_plan(request: HttpRequest, plan: ImportedPlan, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("plans:plan", plan.pk)


def handled_suggestion(request: HttpRequest, suggestion_id: int) -> Suggestion:
    """A suggestion that the person may decide on. What is refused from here on is answered by its card as it
    stands then, with the reason on it."""
    suggestion = get_object_or_404(
        Suggestion.objects.select_related("plan__office", "plan__reading"), pk=suggestion_id, twin_of=None
    )
    plan_seen(request, suggestion.plan_id)
    if not may_handle(request, suggestion.plan):
        raise NotAllowed(_NOT_YOURS)
    request.answer_refused = partial(_refused, request, suggestion)  # type: ignore[attr-defined]
    return suggestion


def handled_mention(request: HttpRequest, mention_id: int) -> Mention:
    """A unit's name on a card that the person may decide on."""
    mention = get_object_or_404(Mention, pk=mention_id)
    mention.suggestion = handled_suggestion(request, mention.suggestion_id)
    return mention


def answer(request: HttpRequest, plan: ImportedPlan, changed: list[int], *, opened: int = 0) -> HttpResponse:
    """The cards that changed, each in its place; without script the page again at the first of them. `opened`
    is the card on which units are being named."""
    if is_htmx(request):
        return render(request, "plans/_changed.html", _shown(request, plan, changed) | {"opened": opened})
    if opened:
        return redirect("plans:units", opened)
    return _at_card(plan, changed[0] if changed else 0)


def _refused(request: HttpRequest, suggestion: Suggestion, sentence: str) -> HttpResponse:
    plan = ImportedPlan.objects.select_related("office").get(pk=suggestion.plan_id)
    if not is_htmx(request):
        messages.error(request, sentence)
        return _at_card(plan, suggestion.pk)
    context = _shown(request, plan, [suggestion.pk]) | {"refused": sentence}
    response = render(request, "plans/_changed.html", context, status=409)
    response["HX-Retarget"], response["HX-Reswap"] = f"#the-{suggestion.pk}", "none"
    return response


def _shown(request: HttpRequest, plan: ImportedPlan, changed: list[int]) -> dict[str, Any]:
    return {
        "cards": queries.cards_of(changed, on=today()),
        "progress": queries.progress_of(plan.suggestions.filter(twin_of=None)),
        "plan": plan,
        "may_handle": True,
        "doubtful_first": doubtful_first(request),
    }


def _at_card(plan: ImportedPlan, number: int) -> HttpResponse:
    response = redirect("plans:review", plan.pk)
    response["Location"] += f"#the-{number}" if number else ""
    return response
