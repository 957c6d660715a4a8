"""What every view of plans needs: who asks, the plan that he may read, and the cards as an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar
from urllib.parse import parse_qs, urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from sauro_web.accounts.models import Unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.plans import queries, rules
from sauro_web.plans.models import ImportedPlan, Mention, Suggestion

__all__ = [
    "answer",
    "at_card",
    "handled_mention",
    "handled_suggestion",
    "is_htmx",
    "may_handle",
    "named_office",
    "office_of",
    "offices_seen",
    "plan_handled",
    "plan_seen",
    "today",
    "valid",
    "way_of",
]

_NO_OFFICE = (
    "Ông (bà) chưa được giao theo dõi kế hoạch của cơ quan nào. "
    "Hãy đề nghị quản trị của cơ quan giao vai trò “Đầu mối theo dõi”."
)
_NOT_YOURS = "Chỉ người được giao theo dõi kế hoạch của cơ quan mới được soát kế hoạch này."
_TEXT, _PICTURES = "chu", "anh"
AForm = TypeVar("AForm", bound=forms.Form)
today = timezone.localdate


def is_htmx(request: HttpRequest) -> bool:
    """Whether a part of the page was asked for, not a page."""
    return bool(getattr(request, "htmx", False))


def office_of(request: HttpRequest) -> Unit:
    """The office whose plans the person follows; where there are several, the one named in the address."""
    offices = queries.offices_handled(person_of(request), today())
    if not offices:
        raise NotAllowed(_NO_OFFICE)
    return named_office(request, offices)


def offices_seen(request: HttpRequest) -> Sequence[Unit]:
    """The offices all of whose plans the person may see: those he follows or leads."""
    offices = queries.offices_read(person_of(request), today())
    if not offices:
        raise NotAllowed(_NO_OFFICE)
    return offices


def named_office(request: HttpRequest, offices: Sequence[Unit]) -> Unit:
    """The one of these that the address names, else the first."""
    asked = request.GET.get("co-quan")
    return next((office for office in offices if str(office.pk) == asked), offices[0])


@dataclass(frozen=True, slots=True)
class Way:
    """How a person looks at the review of a plan; it stands in the address."""

    plan: ImportedPlan
    doubtful_first: bool = False
    """What is doubtful before the rest."""
    source: str = ""
    """As what the source is to be seen: "chu" the text that was read, "anh" pictures of its pages; "" as
    there is."""

    @property
    def as_text(self) -> bool:
        """Whether the text is wanted also where there are pictures."""
        return self.source == _TEXT

    @property
    def address(self) -> str:
        """The page looked at in this way."""
        asked = {"xem": "can-xem"} if self.doubtful_first else {}
        asked |= {"nguon": self.source} if self.source else {}
        return reverse("plans:review", args=(self.plan.pk,)) + (f"?{urlencode(asked)}" if asked else "")

    @property
    def others(self) -> dict[str, str]:
        """The addresses of the ways that differ from this one in one thing, or in none."""
        return {
            "in_order": replace(self, doubtful_first=False).address,
            "doubtful": replace(self, doubtful_first=True).address,
            "pictures": replace(self, source=_PICTURES).address,
            "text": replace(self, source=_TEXT).address,
        }


def way_of(request: HttpRequest, plan: ImportedPlan) -> Way:
    """How the person looks at the review: by the address of the page, or of that from which a part was asked
    for or a form sent."""
    details = getattr(request, "htmx", None)
    if details:
        page = details.current_url or ""
    else:
        page = request.get_full_path() if request.method == "GET" else request.META.get("HTTP_REFERER", "")
    asked = parse_qs(page.partition("?")[2].partition("#")[0])
    source = asked.get("nguon", [""])[0]
    return Way(plan, "can-xem" in asked.get("xem", ()), source if source in (_TEXT, _PICTURES) else "")


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
    return at_card(request, plan, changed[0] if changed else 0)


def _refused(request: HttpRequest, suggestion: Suggestion, sentence: str) -> HttpResponse:
    plan = ImportedPlan.objects.select_related("office").get(pk=suggestion.plan_id)
    if not is_htmx(request):
        messages.error(request, sentence)
        return at_card(request, plan, suggestion.pk)
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
        "way": way_of(request, plan),
    }


def at_card(request: HttpRequest, plan: ImportedPlan, number: int) -> HttpResponse:
    """The review again, looked at as before, at one of its cards."""
    return redirect(way_of(request, plan).address + (f"#the-{number}" if number else ""))


def valid(form: AForm) -> AForm:
    """The form, cleaned; what the page itself never sends is not found."""
    if not form.is_valid():
        raise Http404
    return form
