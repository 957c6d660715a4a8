"""What a plan makes of the plan above, and which offices beneath carry a plan out."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET

from sauro.checks.coverage import Row, Side, Verdict
from sauro.checks.coverage.names import (
    MATTERS,
    TO_MEND,
    VERDICTS,
    by_gravity,
    said_above,
    said_below,
    why,
)
from sauro.findings import Finding
from sauro.reporting.missing_plans import AwaitedPlans, letter_to_those_without_plan
from sauro.reporting.opinions import letter_of_opinions
from sauro.reporting.reminders import Letterhead
from sauro.writing import write_docx
from sauro.writing.frame import day_in_words
from sauro_web.accounts.lists import answer_table
from sauro_web.accounts.models import Unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents.letterheads import drafting_unit, letterhead_for
from sauro_web.plans import queries, rules
from sauro_web.plans.beneath_list import COLUMNS, shown_of
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.queries.confirmed import plan_as_confirmed
from sauro_web.plans.queries.remarks import told
from sauro_web.plans.views.reaching import may_handle, plan_seen, today

__all__ = ["below", "below_letter", "coverage", "opinions"]

_CHIPS = {
    Verdict.MISSING: "late",
    Verdict.WEAKENED: "near",
    Verdict.WRONG_LEVEL: "near",
    Verdict.TIGHTENED: "done",
    Verdict.COVERED: "done",
}
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOT_YOURS = "Chỉ người theo dõi kế hoạch, lãnh đạo của cơ quan ban hành mới xem được kế hoạch của cấp dưới."
_NOT_SENT = "Chỉ người theo dõi kế hoạch, lãnh đạo của cơ quan cấp trên mới góp ý kế hoạch của cấp dưới."
_ALL_ISSUED = "Các cơ quan cấp dưới đều đã ban hành kế hoạch; không còn cơ quan nào cần đôn đốc."
_NOBODY = "Kế hoạch này không giao cơ quan cấp dưới nào ban hành kế hoạch nên không có công văn đôn đốc."
_REPLACED = "Kế hoạch này đã được thay thế; hãy đôn đốc theo kế hoạch đang có hiệu lực."
_SHEET = "Kế hoạch của cấp dưới thực hiện Kế hoạch số"
_NOT_COMPARED = "Việc đối chiếu chưa xong; hãy xem lại sau ít phút."


@login_required
@require_GET
def below(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """Which offices beneath have issued theirs, when, and what theirs make of the plan; `?xem=` shows some of
    them, `?xep=` sorts, `?dang=xlsx` is the same as a spreadsheet."""
    plan = _followed(request, plan_id)
    found = queries.plans_below(plan, by=person_of(request), on=today())
    shown = shown_of(found, request.GET.get("xem", ""), request.GET.get("xep", ""))
    if request.GET.get("dang") == "xlsx":
        title = f"{_SHEET} {plan.reference}"
        said = [shown.way_name] if shown.way else []
        rows = [*shown.rows, *shown.others]
        return answer_table(f"cap-duoi-{plan.pk}", title, COLUMNS, rows, office=plan.office, said=said)
    context = {
        "plan": plan,
        "below": found,
        "shown": shown,
        "may_handle": may_handle(request, plan),
        "writes": bool(found.waiting) and plan.state != PlanState.REPLACED,
        "sees_below": True,
        "tab": "below",
    }
    return render(request, "plans/below.html", context)


@login_required
@require_GET
def below_letter(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The công văn to those that have not, number and date left open for whoever signs it."""
    plan = _followed(request, plan_id)
    if plan.state == PlanState.REPLACED:
        raise NotReady(_REPLACED)
    found = queries.plans_below(plan, by=person_of(request), on=today())
    if not found.waiting:
        raise NotReady(_ALL_ISSUED if found.rows else _NOBODY)
    dues = {row.due for row in found.waiting}
    awaited = AwaitedPlans(
        plan=_cited(plan),
        offices=[row.name for row in found.waiting],
        due=dues.pop() if len(dues) == 1 else None,
        issued=found.issued,
        asked=len(found.rows),
        on=today(),
        is_ordered=found.is_asked,
        short=f"Kế hoạch số {plan.reference}",
    )
    letter = letter_to_those_without_plan(_head(request, plan.office), awaited)
    return _word(write_docx(letter), f"don-doc-ke-hoach-{plan.pk}.docx")


@login_required
@require_GET
def coverage(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The plan beside the plan above, row by row."""
    plan = queries.compared_plan(plan_id, by=person_of(request), on=today())
    compared = queries.coverage_of(plan)
    rows = by_gravity(compared.coverage.rows) if compared else []
    context = {
        "plan": plan,
        "compared": compared,
        "mend": _shown([row for row in rows if row.verdict in TO_MEND]),
        "remarks": told(_findings(plan)) if compared else (),
        "rest": _shown([row for row in rows if row.verdict not in TO_MEND]),
        "may_handle": may_handle(request, plan),
        "writes": rules.may_send_back(person_of(request), plan, on=today()),
        "reads": rules.may_read_plan(person_of(request), plan, on=today()),
        "tab": "coverage",
    }
    return render(request, "plans/coverage.html", context)


@login_required
@require_GET
def opinions(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The công văn that sends the plan back with what has to be mended; of the office above."""
    plan = queries.compared_plan(plan_id, by=person_of(request), on=today())
    above = plan.parent
    if above is None or not rules.may_send_back(person_of(request), plan, on=today()):
        raise NotAllowed(_NOT_SENT)
    told = queries.told_of(plan)
    if told is None:
        raise NotReady(_NOT_COMPARED)
    read, compared, asked, folio = told
    head = _head(request, above.office)
    letter = letter_of_opinions(read, compared, asked, head=head, year=today().year, folio=folio)
    return _word(write_docx(letter), f"gop-y-ke-hoach-{plan.pk}.docx")


def _followed(request: HttpRequest, plan_id: int) -> ImportedPlan:
    """The plan, for whoever follows the plans beneath it; others who may read it are told whose that is."""
    plan = plan_seen(request, plan_id)
    if plan.units_told_at is None and plan.state != PlanState.KEPT:
        raise Http404
    if not rules.may_follow_plans_below(person_of(request), plan, on=today()):
        raise NotAllowed(_NOT_YOURS)
    return plan


def _findings(plan: ImportedPlan) -> Sequence[Finding]:
    return queries.findings_on(plan.reading, plan_as_confirmed(plan.reading))


def _facts(sides: Sequence[Side]) -> list[str]:
    """Who leads and by when, where the words do not say it themselves."""
    leads = next((side.leads for side in sides if side.leads), ())
    due = next((side.due for side in sides if side.due), "")
    said = [f"Chủ trì: {'; '.join(leads)}"] if leads else []
    if due and not any(due in side.text for side in sides):
        said.append(f"Thời hạn: {due}")
    return said


def _shown(rows: Sequence[Row]) -> list[dict[str, str | list[str]]]:
    return [
        {
            "chip": _CHIPS.get(row.verdict, "plain"),
            "name": VERDICTS[row.verdict],
            "matter": MATTERS[row.matter],
            "above": said_above(row),
            "above_facts": _facts(row.parents),
            "below": said_below(row),
            "below_facts": _facts(row.own),
            "why": why(row),
        }
        for row in rows
    ]


def _head(request: HttpRequest, office: Unit) -> Letterhead:
    person = person_of(request)
    return letterhead_for(office, drafting_unit(office, (person,), on=today()), on=today())


def _cited(plan: ImportedPlan) -> str:
    """In full, as the decree has it for the first time."""
    day = plan.issued_on
    words = f"Kế hoạch số {plan.reference}"
    if day:
        words += f" {day_in_words(day)}"
    subject = plan.subject
    return f"{words} của {plan.issuer or plan.office.name} {subject[:1].lower()}{subject[1:]}".strip()


def _word(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=_WORD)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
