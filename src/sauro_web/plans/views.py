"""Pages of plans."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro.errors import Classified
from sauro_web.accounts.models import Unit, UnitGroup, User
from sauro_web.common.errors import NotAllowed
from sauro_web.plans import operations, queries, rules
from sauro_web.plans.forms import DecisionForm, MeantForm, UploadForm, correction_form
from sauro_web.plans.models import ImportedPlan, Mention, PlanState, Suggestion, SuggestionState

__all__ = [
    "choose_unit",
    "correct",
    "decide",
    "discard",
    "original",
    "plan_list",
    "plan_page",
    "progress",
    "review",
    "undo",
    "upload",
]

_NO_OFFICE = (
    "Ông (bà) chưa được giao theo dõi kế hoạch của cơ quan nào. "
    "Hãy đề nghị quản trị của cơ quan giao vai trò “Đầu mối theo dõi”."
)


@login_required
@require_GET
def plan_list(request: HttpRequest) -> HttpResponse:
    """The plans of the office, and the place to drop a new one."""
    office = _office(request)
    page = queries.plans_of(office)[:100]
    return render(request, "plans/list.html", {"office": office, "plans": page, "form": UploadForm()})


@login_required
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Takes files; what is wrong with one does not stop the others."""
    office, now = _office(request), timezone.now()
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"office": office, "plans": queries.plans_of(office)[:100], "form": form}
        return render(request, "plans/list.html", context, status=400)
    taken = []
    for file in form.cleaned_data["file"]:
        try:
            taken.append(
                operations.upload_plan(file.read(), file.name, office=office, by=_person(request), now=now)
            )
        except Classified as refused:
            # Whoever sent it must know which of his files it was; the server keeps no name.
            messages.error(request, f"Tệp thứ {len(taken) + 1}: {refused}")
            continue
        _tell(request, taken[-1])
    if len(taken) == 1:
        return redirect("plans:plan", taken[0].plan.pk)
    return redirect("plans:list")


def _tell(request: HttpRequest, uploaded: operations.Uploaded) -> None:
    plan = uploaded.plan
    if uploaded.known:
        day = timezone.localtime(plan.uploaded_at).strftime("%d/%m/%Y")
        messages.info(request, f"Tệp “{plan.file_name}” đã được tải lên ngày {day}; đây là kế hoạch đó.")
    elif plan.state == PlanState.UNREAD:
        messages.error(request, f"Tệp “{plan.file_name}”: {plan.fault} Tệp được giữ lại để xem.")


@login_required
@require_GET
def plan_page(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The page that fits the plan's state."""
    plan = _plan(request, plan_id)
    if plan.state == PlanState.REVIEW:
        return redirect("plans:review", plan.pk)
    return render(request, "plans/plan.html", {"plan": plan, "may_handle": _may_handle(request, plan)})


@login_required
@require_GET
def progress(request: HttpRequest, plan_id: int) -> HttpResponse:
    """How far the reading is; once it is done, the page goes where it leads."""
    plan = _plan(request, plan_id)
    response = render(request, "plans/_progress.html", {"plan": plan})
    if plan.state not in (PlanState.QUEUED, PlanState.READING):
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_GET
def review(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Source on the left, what was read on the right."""
    plan = _plan(request, plan_id)
    if plan.state in (PlanState.QUEUED, PlanState.READING, PlanState.UNREAD):
        return redirect("plans:plan", plan.pk)
    page = queries.review_of(plan)
    cards = page.cards
    if request.GET.get("xem") == "can-xem":
        cards = tuple(sorted(cards, key=lambda card: not card.doubts))
    context = {"review": page, "cards": cards, "plan": plan, "may_handle": _may_handle(request, plan)}
    return render(request, "plans/review.html", context)


@login_required
@require_POST
def decide(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """Confirms, rejects or opens a card."""
    suggestion = _suggestion(request, suggestion_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Http404
    state = SuggestionState(form.cleaned_data["state"])
    operations.decide(
        suggestion, state, by=_person(request), now=timezone.now(), version=form.cleaned_data["version"]
    )
    return _answer(request, suggestion.plan_id, [suggestion.pk])


@login_required
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, suggestion_id: int) -> HttpResponse:
    """The card as a form, and what was typed into it."""
    suggestion = _suggestion(request, suggestion_id)
    form = correction_form(suggestion, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        operations.correct(
            suggestion,
            form.corrected(),
            by=_person(request),
            now=timezone.now(),
            version=form.cleaned_data["version"],
        )
        return _answer(request, suggestion.plan_id, [suggestion.pk])
    template = "plans/_edit.html" if request.htmx else "plans/edit.html"  # type: ignore[attr-defined]
    context = {"card": queries.card_of(suggestion.pk), "form": form, "plan": suggestion.plan}
    return render(request, template, context)


@login_required
@require_POST
def choose_unit(request: HttpRequest, mention_id: int) -> HttpResponse:
    """Says which unit a name means, everywhere in the plan."""
    mention = get_object_or_404(Mention.objects.select_related("suggestion__plan__office"), pk=mention_id)
    _suggestion(request, mention.suggestion_id)
    form = MeantForm(request.POST)
    if not form.is_valid():
        raise Http404
    unit, group = form.cleaned_data["unit"], form.cleaned_data["group"]
    meant = operations.Meant(
        get_object_or_404(Unit, pk=unit) if unit else None,
        get_object_or_404(UnitGroup, pk=group, office=mention.suggestion.plan.office) if group else None,
    )
    changed = operations.choose_unit(
        mention, meant, by=_person(request), now=timezone.now(), version=form.cleaned_data["version"]
    )
    return _answer(request, mention.suggestion.plan_id, [one.pk for one in changed])


@login_required
@require_POST
def undo(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Takes one's own last step back."""
    plan = _plan(request, plan_id)
    change = operations.undo(plan, by=_person(request), now=timezone.now())
    return _answer(request, plan.pk, [stood["id"] for stood in change.before])


@login_required
@require_POST
def discard(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Puts a plan aside."""
    plan = _plan(request, plan_id)
    reason = request.POST.get("reason", "")[:500]
    operations.discard_plan(plan, by=_person(request), now=timezone.now(), reason=reason)
    messages.success(request, f"Đã bỏ kế hoạch “{plan}” khỏi danh sách.")
    return redirect("plans:list")


@login_required
@require_GET
def original(request: HttpRequest, plan_id: int) -> FileResponse:
    """The file as it was uploaded, never shown in the browser itself."""
    plan = _plan(request, plan_id)
    return FileResponse(
        plan.file.open("rb"),
        as_attachment=True,
        filename=plan.file_name,
        content_type="application/octet-stream",
    )


def _answer(request: HttpRequest, plan_id: int, changed: list[int]) -> HttpResponse:
    """The cards that changed, in place; without script, the page again at the first of them."""
    if not request.htmx:  # type: ignore[attr-defined]
        response = redirect("plans:review", plan_id)
        response["Location"] += f"#the-{changed[0]}" if changed else ""
        return response
    plan = ImportedPlan.objects.get(pk=plan_id)
    context: dict[str, Any] = {
        "cards": [queries.card_of(number) for number in changed],
        "progress": queries.progress_of(plan.suggestions.filter(twin_of=None)),
        "plan": plan,
        "may_handle": True,
    }
    return render(request, "plans/_changed.html", context)


def _person(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User):
        raise Http404
    return user


def _office(request: HttpRequest) -> Unit:
    """The office whose plans the person follows; where there are several, the one named in the address."""
    offices = queries.offices_handled(_person(request), timezone.localdate())
    if not offices:
        raise NotAllowed(_NO_OFFICE)
    asked = request.GET.get("co-quan")
    return next((office for office in offices if str(office.pk) == asked), offices[0])


def _plan(request: HttpRequest, plan_id: int) -> ImportedPlan:
    return queries.plan_of(plan_id, by=_person(request), on=timezone.localdate())


def _suggestion(request: HttpRequest, suggestion_id: int) -> Suggestion:
    """The suggestion of a plan that the person may read."""
    suggestion = get_object_or_404(
        Suggestion.objects.select_related("plan__office", "plan__reading"), pk=suggestion_id, twin_of=None
    )
    _plan(request, suggestion.plan_id)
    return suggestion


def _may_handle(request: HttpRequest, plan: ImportedPlan) -> bool:
    return rules.may_handle_plans(_person(request), plan.office, on=timezone.localdate())
