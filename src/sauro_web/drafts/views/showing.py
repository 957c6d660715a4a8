"""Lists of drafts, one draft, one version with what was found beside its text, two versions compared."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.downloads import WORD, download
from sauro_web.common.fields import number_in
from sauro_web.common.lists import show_list
from sauro_web.documents.models import Document
from sauro_web.documents.queries.counting import allowance_of
from sauro_web.documents.queries.known import side_by_side
from sauro_web.documents.queries.requests import OPEN_REQUESTS
from sauro_web.drafts import rules
from sauro_web.drafts.forms import (
    AppraiseForm,
    DraftFilters,
    ReplyForm,
    VersionForm,
    WaiverForm,
    WhyForm,
)
from sauro_web.drafts.lists import CHIPS, draft_list
from sauro_web.drafts.models import Approval, Aspect, Draft, DraftState
from sauro_web.drafts.queries.comparing import difference
from sauro_web.drafts.queries.findings import last_version, looked_at, looked_at_version
from sauro_web.drafts.queries.gates import gate_of
from sauro_web.drafts.queries.listing import (
    drafts_of,
    happened_to,
    late_opinions,
    opinions_of,
    versions_of,
)
from sauro_web.drafts.queries.showing import beside
from sauro_web.drafts.views.reaching import (
    appraisal_of,
    draft_of,
    office_of,
    offices,
    today,
    version_of,
)
from sauro_web.drafts.written import letter_of
from sauro_web.workdays.queries import calendar_of

__all__ = ["compare", "draft_page", "drafts", "file", "late", "letter", "side", "version"]


@login_required
@require_GET
def drafts(request: HttpRequest) -> HttpResponseBase:
    """The drafts of an office that the person may read."""
    person, on, office = person_of(request), today(), office_of(request)
    filters = DraftFilters(request.GET, person=person)
    shown = show_list(request, draft_list(), drafts_of(office, person, on), filters=filters)
    context = {
        "office": office,
        "offices": offices(request),
        "begins": bool(rules.drafting_in(person, office, on=on)),
        "oversees": rules.oversees(person, office, on=on),
    }
    return answer_list(request, shown, "drafts/list.html", context, office=office)


@login_required
@require_GET
def late(request: HttpRequest) -> HttpResponse:
    """The units whose opinion is late."""
    person, office = person_of(request), office_of(request)
    rows = late_opinions(office, person, today(), calendar_of(office))
    context = {"office": office, "offices": offices(request), "rows": rows}
    return render(request, "drafts/late.html", context)


@login_required
@require_GET
def draft_page(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Where a draft stands, what the person can do with it now, what was said of it."""
    draft, on = draft_of(request, draft_id), today()
    return render(request, "drafts/draft.html", _context(request, draft) | {"on": on})


def _context(request: HttpRequest, draft: Draft) -> dict[str, Any]:
    person, on, gate = person_of(request), today(), gate_of(draft.office)
    looked = looked_at(draft, gate)
    approvals = {one.aspect: one for one in looked.version.approvals.select_related("by")}
    may = _may(draft, person, gate, on, approvals)
    opinions = opinions_of(draft, on, calendar_of(draft.office))
    versions = versions_of(draft)
    if "change" in may and not versions[0].appraisals.all():
        may.add("submit")
    allowance = None
    if draft.state == DraftState.READY and may & {"issue", "write"}:
        allowance = allowance_of(draft.office, on.year, on)
    return {
        "draft": draft,
        "chip": CHIPS[DraftState(draft.state)],
        "looked": looked,
        "may": may,
        "steps": _steps(draft),
        "versions": versions,
        "opinions": opinions,
        "late": sum(bool(one.days) and one.opinion.given_at is None for one in opinions),
        "mine": {
            one.opinion.pk for one in opinions
            if one.opinion.given_at is None and rules.answers_for(person, one.opinion, on=on)
        },
        "aspects": [(one, approvals.get(one.value), f"approve_{one.value}" in may) for one in Aspect],
        "waivers": list(draft.waivers.select_related("asked_by", "decided_by")),
        "decides": rules.decides_waivers(person, draft, gate, on=on) is not None,
        "happened": happened_to(draft),
        "allowance": allowance,
        "add_form": VersionForm(initial={"seen": draft.version}, auto_id="them_%s"),
        "why_form": WhyForm(initial={"seen": draft.version}, auto_id="why_%s"),
        "appraise_form": AppraiseForm(initial={"seen": draft.version}, auto_id="td_%s"),
        "reply_form": ReplyForm(auto_id="gt_%s"),
    }  # fmt: skip


def _may(draft: Draft, person: Any, gate: Any, on: Any, approvals: dict[str, Approval]) -> set[str]:
    """What the person can do with it now."""
    may: set[str] = set()
    if draft.state in (DraftState.ISSUED, DraftState.DROPPED):
        return may
    if rules.writer(person, draft, on=on):
        may.add("write")
        may |= {"change"} if draft.state in rules.UNDER_WAY else {"take_back"}
    if draft.state == DraftState.APPRAISAL and rules.appraiser(person, draft, gate, on=on):
        may.add("appraise")
    if draft.state in (DraftState.APPROVAL, DraftState.READY):
        for aspect in Aspect:
            if rules.approver(person, draft, aspect, gate, on=on):
                may.add(f"send_back_{aspect.value}")
                own = any(one.by_id == person.pk for one in approvals.values())
                if draft.state == DraftState.APPROVAL and aspect.value not in approvals and not own:
                    may.add(f"approve_{aspect.value}")
    if draft.state == DraftState.READY:
        if rules.numbers(person, draft, on=on):
            may.add("issue")
        elif "write" in may and (draft.request is None or draft.request.state not in OPEN_REQUESTS):
            may.add("ask_number")
    return may


_WAY = (
    ((DraftState.WRITTEN, DraftState.RETURNED), "Soạn thảo"),
    ((DraftState.OPINIONS,), "Lấy ý kiến"),
    ((DraftState.APPRAISAL,), "Thẩm định"),
    ((DraftState.APPROVAL,), "Duyệt"),
    ((DraftState.READY,), "Cấp số"),
    ((DraftState.ISSUED,), "Ban hành"),
)


def _steps(draft: Draft) -> list[tuple[str, str]]:
    """The way of a draft: what is behind it, where it stands, what is to come."""
    here = next((at for at, (states, _) in enumerate(_WAY) if draft.state in states), None)
    if here is None:
        return []
    states = ("done" if at < here else "now" if at == here else "next" for at in range(len(_WAY)))
    return [(name, state) for (_, name), state in zip(_WAY, states, strict=True)]


@login_required
@require_GET
def version(request: HttpRequest, draft_id: int, version_number: int) -> HttpResponse:
    """One version: its text, and what was found in it beside."""
    draft = draft_of(request, draft_id)
    found = version_of(draft, version_number)
    gate, person, on = gate_of(draft.office), person_of(request), today()
    is_last = last_version(draft).pk == found.pk
    looked = looked_at(draft, gate) if is_last else looked_at_version(draft, found, gate)
    writes = rules.writer(person, draft, on=on) is not None and draft.state in rules.UNDER_WAY
    context = {
        "draft": draft,
        "version": found,
        "looked": looked,
        "beside": beside(looked),
        "is_last": is_last,
        "mends": writes and is_last and looked.is_fresh,
        "waives": is_last
        and looked.is_fresh
        and draft.state not in (DraftState.ISSUED, DraftState.DROPPED)
        and rules.writer(person, draft, on=on) is not None,
        "decides": rules.decides_waivers(person, draft, gate, on=on) is not None,
        "waiver_form": WaiverForm(auto_id=False),
    }
    return render(request, "drafts/version.html", context)


@login_required
@require_GET
def file(request: HttpRequest, draft_id: int, version_number: int) -> HttpResponse:
    """The Word file of a version."""
    draft = draft_of(request, draft_id)
    found = version_of(draft, version_number)
    with found.file.open("rb") as kept:
        data = kept.read()
    return download(data, WORD, f"du-thao-{draft.pk}-lan-{found.number}.docx")


@login_required
@require_GET
def letter(request: HttpRequest, appraisal_id: int) -> HttpResponse:
    """The letter with which a draft was returned."""
    found = appraisal_of(request, appraisal_id)
    return download(letter_of(found), WORD, f"tham-dinh-du-thao-{found.draft_version.draft_id}.docx")


@login_required
@require_GET
def side(request: HttpRequest, draft_id: int, document_id: int) -> HttpResponse:
    """The passages that the last version shares with a document of the register."""
    draft = draft_of(request, draft_id)
    document = get_object_or_404(Document.objects.select_related("office", "lead"), pk=document_id)
    found = side_by_side(last_version(draft).folio["text"], document, person=person_of(request), on=today())
    if found is None:
        raise Http404
    return render(request, "drafts/side.html", {"draft": draft, "found": found, "document": document})


@login_required
@require_GET
def compare(request: HttpRequest, draft_id: int) -> HttpResponse:
    """Two versions: by the address, else the last and the one before it."""
    draft = draft_of(request, draft_id)
    last = last_version(draft).number
    after = version_of(draft, number_in(request.GET.get("den", "")) or last)
    before = version_of(draft, number_in(request.GET.get("tu", "")) or max(1, after.number - 1))
    context = {
        "draft": draft, "before": before, "after": after, "numbers": versions_of(draft),
        "difference": difference(before, after),
    }  # fmt: skip
    return render(request, "drafts/compare.html", context)
