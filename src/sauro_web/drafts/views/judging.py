"""Lấy ý kiến, trình, thẩm định, duyệt, bỏ qua lỗi."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.documents.queries.units import drafting_units
from sauro_web.drafts import rules
from sauro_web.drafts.forms import (
    AppraiseForm,
    AskOpinionsForm,
    DecideWaiverForm,
    OpinionForm,
    ReplyForm,
    SeenForm,
    WaiverForm,
    WhyForm,
)
from sauro_web.drafts.models import Aspect
from sauro_web.drafts.operations import judging
from sauro_web.drafts.operations.opinions import ask_opinions as ask_units
from sauro_web.drafts.operations.opinions import give_opinion, reply_to_opinion
from sauro_web.drafts.operations.waiving import ask_waiver
from sauro_web.drafts.operations.waiving import decide_waiver as decide
from sauro_web.drafts.queries.findings import last_version
from sauro_web.drafts.queries.gates import gate_of
from sauro_web.drafts.views.reaching import draft_acted_on, draft_of, opinion_of, sent, today, waiver_of
from sauro_web.workdays.queries import calendar_of

__all__ = [
    "appraise",
    "approve",
    "ask_opinions",
    "decide_waiver",
    "opinion",
    "reply",
    "send_back",
    "submit",
    "take_back",
    "waive",
]


@login_required
@require_http_methods(["GET", "POST"])
def ask_opinions(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Units of the office are asked about the draft."""
    draft, person, on = draft_of(request, draft_id), person_of(request), today()
    if rules.writer(person, draft, on=on) is None:
        raise NotAllowed("Chỉ người của đơn vị soạn thảo mới lấy ý kiến về dự thảo.")
    gate = gate_of(draft.office)
    due = calendar_of(draft.office).add(on, gate.opinion_days if gate else 5)
    units = drafting_units(draft.office, on).exclude(pk=draft.unit_id)
    form = AskOpinionsForm(request.POST or None, units=units, draft=draft, due_on=due)

    def show() -> HttpResponse:
        context = {
            "draft": draft,
            "form": form,
            "title": "Lấy ý kiến đơn vị phối hợp",
            "button": "Gửi lấy ý kiến",
        }
        return render(request, "drafts/form.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        made = ask_units(
            draft, list(clean["units"]), due_on=clean["due_on"], question=clean["question"],
            seen=clean["seen"], by=person, now=timezone.now(),
        )  # fmt: skip
        messages.success(request, f"Đã gửi lấy ý kiến {len(made)} đơn vị, hạn {clean['due_on']:%d/%m/%Y}.")
        return redirect("drafts:draft", draft.pk)
    return show()


@login_required
@require_http_methods(["GET", "POST"])
def opinion(request: HttpRequest, draft_opinion_id: int) -> HttpResponse:
    """A unit says what it thinks of the draft."""
    asked, person = opinion_of(request, draft_opinion_id), person_of(request)
    answers = rules.answers_for(person, asked, on=today()) is not None and asked.given_at is None
    form = OpinionForm(request.POST or None)

    def show() -> HttpResponse:
        context = {"opinion": asked, "draft": asked.draft, "form": form, "answers": answers}
        return render(request, "drafts/opinion.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        give_opinion(asked, stance=clean["stance"], text=clean["text"], by=person, now=timezone.now())
        messages.success(request, "Đã gửi góp ý cho đơn vị soạn thảo.")
        return redirect("drafts:draft", asked.draft_id)
    return show()


@login_required
@require_POST
def reply(request: HttpRequest, draft_opinion_id: int) -> HttpResponse:
    """Tiếp thu, giải trình."""
    asked = opinion_of(request, draft_opinion_id)
    draft_acted_on(request, asked.draft_id)
    clean = sent(ReplyForm(request.POST)).cleaned_data
    taken = clean["taken"] == "yes"
    reply_to_opinion(asked, taken=taken, reply=clean["reply"], by=person_of(request), now=timezone.now())
    messages.success(request, "Đã ghi tiếp thu, giải trình.")
    return redirect("drafts:draft", asked.draft_id)


@login_required
@require_POST
def submit(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Trình thẩm định."""
    draft = draft_acted_on(request, draft_id)
    seen = sent(SeenForm(request.POST)).cleaned_data["seen"]
    judging.submit(draft, seen=seen, by=person_of(request), now=timezone.now())
    messages.success(request, "Đã trình thẩm định.")
    return redirect("drafts:draft", draft.pk)


@login_required
@require_POST
def take_back(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Rút về soạn thảo."""
    draft = draft_acted_on(request, draft_id)
    clean = sent(WhyForm(request.POST)).cleaned_data
    judging.take_back(
        draft, reason=clean["reason"], seen=clean["seen"], by=person_of(request), now=timezone.now()
    )
    messages.success(request, "Đã rút dự thảo về soạn thảo.")
    return redirect("drafts:draft", draft.pk)


@login_required
@require_POST
def appraise(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Thẩm định: accepted, or returned with its letter."""
    draft = draft_acted_on(request, draft_id)
    clean = sent(AppraiseForm(request.POST)).cleaned_data
    made = judging.appraise(
        draft, accepted=clean["accepted"] == "yes", words=clean["words"], seen=clean["seen"],
        by=person_of(request), now=timezone.now(),
    )  # fmt: skip
    said = (
        "Dự thảo đạt yêu cầu, chuyển duyệt."
        if made.accepted
        else "Đã trả lại dự thảo; phiếu tải ở trang này."
    )
    messages.success(request, said)
    return redirect("drafts:draft", draft.pk)


def _aspect(name: str) -> Aspect:
    if name not in Aspect.values:
        raise Http404
    return Aspect(name)


@login_required
@require_POST
def approve(request: HttpRequest, draft_id: int, aspect: str) -> HttpResponse:
    """One of the two approvals."""
    asked, draft = _aspect(aspect), draft_acted_on(request, draft_id)
    seen = sent(SeenForm(request.POST)).cleaned_data["seen"]
    judging.approve(draft, asked, seen=seen, by=person_of(request), now=timezone.now())
    messages.success(request, f"Đã duyệt {asked.label}.")
    return redirect("drafts:draft", draft.pk)


@login_required
@require_POST
def send_back(request: HttpRequest, draft_id: int, aspect: str) -> HttpResponse:
    """Returned by who was to approve."""
    asked, draft = _aspect(aspect), draft_acted_on(request, draft_id)
    clean = sent(WhyForm(request.POST)).cleaned_data
    judging.send_back(
        draft, asked, reason=clean["reason"], seen=clean["seen"], by=person_of(request), now=timezone.now()
    )
    messages.success(request, "Đã trả lại dự thảo để sửa.")
    return redirect("drafts:draft", draft.pk)


@login_required
@require_POST
def waive(request: HttpRequest, draft_id: int) -> HttpResponse:
    """It is asked to let a finding pass."""
    draft = draft_acted_on(request, draft_id)
    clean = sent(WaiverForm(request.POST)).cleaned_data
    ask_waiver(draft, key=clean["key"], reason=clean["reason"], by=person_of(request), now=timezone.now())
    messages.success(request, "Đã đề nghị bỏ qua; người thứ hai quyết định.")
    return redirect("drafts:version", draft.pk, last_version(draft).number)


@login_required
@require_http_methods(["GET", "POST"])
def decide_waiver(request: HttpRequest, waiver_id: int) -> HttpResponse:
    """A second person lets it pass, or does not."""
    wanted, person = waiver_of(request, waiver_id), person_of(request)
    decides = (
        rules.decides_waivers(person, wanted.draft, gate_of(wanted.draft.office), on=today()) is not None
    )
    form = DecideWaiverForm(request.POST or None)

    def show() -> HttpResponse:
        context = {
            "waiver": wanted, "draft": wanted.draft, "form": form,
            "decides": decides and wanted.granted is None and wanted.asked_by_id != person.pk,
        }  # fmt: skip
        return render(request, "drafts/waiver.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST":
        if not decides:
            raise NotAllowed("Người soạn thảo không tự cho bỏ qua lỗi; cần lãnh đạo hoặc người thẩm định.")
        if form.is_valid():
            granted = form.cleaned_data["granted"] == "yes"
            decide(wanted, granted=granted, answer=form.cleaned_data["answer"], by=person, now=timezone.now())
            messages.success(request, "Đã ghi quyết định; người đề nghị nhận được thông báo.")
            return redirect("drafts:draft", wanted.draft_id)
    return show()
