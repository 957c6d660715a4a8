"""Cấp số: a draft that passed the gate becomes a document of the register."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.documents.queries.counting import allowance_of
from sauro_web.documents.queries.similar import about_the_same
from sauro_web.drafts import rules
from sauro_web.drafts.forms import IssueForm
from sauro_web.drafts.models import DraftState
from sauro_web.drafts.operations.issuing import ask_number as ask
from sauro_web.drafts.operations.issuing import issue_draft
from sauro_web.drafts.queries.findings import last_version, looked_at, why_shut
from sauro_web.drafts.queries.gates import gate_of
from sauro_web.drafts.queries.issuing import file_to_issue, filled_in, wants_a_leader
from sauro_web.drafts.views.reaching import draft_acted_on, draft_of, today

__all__ = ["ask_number", "issue"]


@login_required
@require_http_methods(["GET", "POST"])
def issue(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Its number is drawn, with what the year still allows beside."""
    draft, person, on = draft_of(request, draft_id), person_of(request), today()
    if rules.numbers(person, draft, on=on) is None:
        raise NotAllowed("Chỉ văn thư giữ sổ của cơ quan mới cấp số và phát hành dự thảo.")
    version = last_version(draft)
    form = IssueForm(request.POST or None, draft=draft, on=on, initial=filled_in(version))

    def show() -> HttpResponse:
        shut = why_shut(looked_at(draft, gate_of(draft.office))) if draft.state == DraftState.READY else ""
        waits = draft.state == DraftState.READY and not shut
        allowance = allowance_of(draft.office, on.year, on)
        context = {
            "draft": draft, "form": form, "version": version, "allowance": allowance,
            "similar": about_the_same([draft.office_id], draft.kind, draft.subject),
            "subject": draft.subject, "shut": shut,
            "beyond": allowance.is_used_up and wants_a_leader(draft, on),
            "file": file_to_issue(draft, form.day, form.field_of_symbol) if waits else None,
        }  # fmt: skip
        return render(request, "drafts/issue.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        drawn = issue_draft(
            draft, form.particulars, seen=seen, as_it_is=form.cleaned_data["as_it_is"], by=person,
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, f"Đã ban hành: số {drawn.document.reference}.")
        for note in drawn.notes:
            messages.warning(request, note)
        return redirect("documents:document", drawn.document.pk)
    return show()


@login_required
@require_POST
def ask_number(request: HttpRequest, draft_id: int) -> HttpResponse:
    """The unit asks for the number; beyond the allowance the leader decides."""
    draft = draft_acted_on(request, draft_id)
    wanted = ask(draft, by=person_of(request), now=timezone.now())
    messages.success(request, f"Đã gửi đề nghị cấp số: {wanted.get_state_display()}.")
    return redirect("drafts:draft", draft.pk)
