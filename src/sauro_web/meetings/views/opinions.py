"""Opinions asked for in writing in the place of a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro.reporting.meetings import OpinionResult, SlipSaid, report_of_opinions
from sauro.writing import write_docx
from sauro_web.accounts.models import Unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.downloads import WORD, download
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.common.fields import number_in
from sauro_web.common.refusals import come_back
from sauro_web.documents.letterheads import drafting_unit, letterhead_for
from sauro_web.meetings import rules
from sauro_web.meetings.forms import AskForm, PaperForm, SlipForm
from sauro_web.meetings.models import Meeting, Opinion, OpinionChoice, OpinionRound
from sauro_web.meetings.operations import opinions
from sauro_web.meetings.operations.papers import add_paper_to_round
from sauro_web.meetings.picks import Pick, pick_in
from sauro_web.meetings.queries.opinions import Tally, round_sheet, rounds_of
from sauro_web.meetings.views.reaching import office_called_in, round_of, run_by
from sauro_web.meetings.views.small import SmallPage, answer_small
from sauro_web.workdays.queries import calendar_of

__all__ = [
    "opinion_answer",
    "opinion_ask",
    "opinion_close",
    "opinion_letter",
    "opinion_paper_add",
    "opinion_remind",
    "opinion_round",
    "opinion_rounds",
]

_NOT_RUNNING = "Chỉ người gửi phiếu hoặc người xếp lịch của cơ quan mới làm việc này."
_DAYS, _AT = 3, time(17)
"""The term that is proposed: so many working days ahead, at that hour."""


@login_required
@require_GET
def opinion_rounds(request: HttpRequest) -> HttpResponse:
    """Those that the person sees: to be answered, open, closed."""
    person, on = person_of(request), timezone.localdate()
    asks = bool(rules.offices_called_in(person, on=on))
    context = {"rounds": rounds_of(person, on=on), "asks": asks, "now": timezone.now()}
    return render(request, "meetings/opinion_rounds.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def opinion_ask(request: HttpRequest) -> HttpResponse:
    """A question is put; from the form of a meeting, or in the place of one that is there, with what is
    known."""
    office, person, on = office_called_in(request), person_of(request), timezone.localdate()
    meeting = _in_place_of(request)
    office = meeting.office if meeting is not None else office
    carried = _carried(request.POST) if "carry" in request.POST else None
    data = request.POST if request.method == "POST" and carried is None else None
    looks = data is not None and "find" in data
    people, units = _called(meeting)
    picks: dict[str, Pick] = {
        name: pick_in(carried or data, name, office=office, seen_by=person, on=on, initial=initial)
        for name, initial in (("asked", people), ("asked_units", units))
    }
    initial = _initial(office, meeting, on) | _typed(carried or data)
    form = AskForm(None if looks else data, picks=picks, initial=initial)

    def show() -> HttpResponse:
        context = {"form": form, "office": office, "meeting": meeting}
        return render(request, "meetings/opinion_ask.html", context, status=422 if form.errors else 200)

    if data is None or looks or not form.is_valid():
        return show()
    come_back(request, form, show)
    row = opinions.ask_opinions(office, form.new_round(meeting), by=person, now=timezone.now())
    messages.success(request, "Đã gửi phiếu lấy ý kiến.")
    return redirect("meetings:opinion_round", row.pk)


def _in_place_of(request: HttpRequest) -> Meeting | None:
    """The meeting that is not to be held after all, where one is named."""
    said = request.POST.get("cuoc-hop") or request.GET.get("cuoc-hop") or ""
    number = number_in(said)
    return run_by(request, number) if number is not None else None


def _called(meeting: Meeting | None) -> tuple[list[int], list[int]]:
    """Numbers of the people and units that it calls."""
    rows = list(meeting.attendees.all()) if meeting is not None else []
    units = [row.unit_id for row in rows if row.unit_id is not None]
    return [row.person_id for row in rows if row.person_id is not None and row.unit_id is None], units


def _carried(sent: QueryDict) -> QueryDict:
    """What the form of a meeting says, as this one has it."""
    data = QueryDict(mutable=True)
    people = [*sent.getlist("chair"), *sent.getlist("required"), *sent.getlist("optional")]
    data.setlist("asked", list(dict.fromkeys(people)))
    data.setlist("asked_units", sent.getlist("units"))
    data["subject"] = sent.get("subject", "")[:300]
    data["question"] = "\n".join(words for name in ("why", "agenda") if (words := sent.get(name, "").strip()))
    if "limited" in sent:
        data["limited"] = "on"
    return data


def _initial(office: Unit, meeting: Meeting | None, on: date) -> dict[str, Any]:
    term = {"due_day": calendar_of(office).add(on, _DAYS), "due_time": _AT}
    if meeting is None:
        return term
    question = "\n".join(words for words in (meeting.why, meeting.agenda) if words)
    return term | {"subject": meeting.subject, "question": question, "limited": meeting.limited}


def _typed(data: QueryDict | None) -> dict[str, Any]:
    """What was typed, for who only looks for people."""
    names = ("subject", "question", "due_day", "due_time", "limited")
    return {name: str(data[name]).replace("\0", "") for name in names if name in data} if data else {}


@login_required
@require_GET
def opinion_round(request: HttpRequest, round_id: int) -> HttpResponse:
    """The question, the slip of the person, and what came of it."""
    row, person, now = round_of(request, round_id), person_of(request), timezone.now()
    sheet = round_sheet(row, person, now=now, on=timezone.localdate(now))
    forms = [(slip, _slip_form(None, slip)) for slip in sheet.answers]
    context = {"row": row, "sheet": sheet, "forms": forms}
    return render(request, "meetings/opinion_round.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def opinion_answer(request: HttpRequest, round_id: int, opinion_id: int) -> HttpResponse:
    """One slip: of the person, or of a unit in whose name he answers."""
    row, person = round_of(request, round_id), person_of(request)
    slip = get_object_or_404(
        Opinion.objects.select_related("person", "unit"), pk=opinion_id, opinion_round=row
    )
    if not rules.may_answer_slip(person, slip, on=timezone.localdate()):
        raise NotAllowed("Phiếu này không gửi cho ông (bà) hoặc đơn vị mà ông (bà) trả lời thay.")
    form = _slip_form(request.POST or None, slip)

    def do(clean: Mapping[str, Any]) -> None:
        choice = OpinionChoice(clean["choice"])
        given = opinions.answer_slip(slip, choice, clean["reason"], by=person, now=timezone.now())
        messages.success(request, "Đã ghi ý kiến; trả lời quá hạn." if given.late else "Đã ghi ý kiến.")

    whose = slip.unit.name if slip.unit is not None else "ông (bà)"
    page = SmallPage(f"Ý kiến của {whose}", "Gửi ý kiến", row.question)
    return answer_small(request, row, form, page, do)


def _slip_form(data: QueryDict | None, slip: Opinion) -> SlipForm:
    """Several stand on one page, each with names of its own for who listens to it."""
    initial = {"choice": slip.choice, "reason": slip.reason}
    return SlipForm(data, initial=initial, auto_id=f"id_{slip.pk}_%s")


@login_required
@require_POST
def opinion_remind(request: HttpRequest, round_id: int) -> HttpResponse:
    """Who has not answered is reminded."""
    row = round_of(request, round_id)
    number = opinions.remind_missing(row, by=person_of(request), now=timezone.now())
    messages.success(request, f"Đã nhắc {number} nơi chưa trả lời; mỗi ngày nhắc một lần.")
    return redirect("meetings:opinion_round", row.pk)


@login_required
@require_POST
def opinion_close(request: HttpRequest, round_id: int) -> HttpResponse:
    """It ends, and the result is fixed."""
    row = round_of(request, round_id)
    opinions.close_round(row, by=person_of(request), now=timezone.now())
    messages.success(request, "Đã kết thúc lấy ý kiến; kết quả không sửa được nữa.")
    return redirect("meetings:opinion_round", row.pk)


@login_required
@require_http_methods(["GET", "POST"])
def opinion_paper_add(request: HttpRequest, round_id: int) -> HttpResponse:
    """A paper goes along."""
    row = _run(request, round_id)
    form = PaperForm(request.POST or None, request.FILES or None)

    def do(clean: Mapping[str, Any]) -> None:
        name, data = clean["file"]
        add_paper_to_round(row, name=name, data=data, by=person_of(request), now=timezone.now())
        messages.success(request, "Đã gửi tài liệu kèm phiếu.")

    return answer_small(request, row, form, SmallPage("Gửi tài liệu kèm phiếu", "Gửi tài liệu"), do)


@login_required
@require_GET
def opinion_letter(request: HttpRequest, round_id: int) -> HttpResponse:
    """The report of the result as .docx, number and date left open."""
    row, on = _run(request, round_id), timezone.localdate()
    tally = Tally.kept(row)
    if tally is None:
        raise NotReady("Chưa kết thúc lấy ý kiến nên chưa có báo cáo kết quả.")
    slips = row.opinions.select_related("person", "unit", "by")
    said = OpinionResult(
        subject=row.subject,
        asked_on=timezone.localdate(row.asked_at),
        due_on=timezone.localdate(row.due_at),
        asked=tally.asked,
        agree=tally.agree,
        disagree=tally.disagree,
        other=tally.other,
        late=tally.late,
        slips=[SlipSaid(str(one), one.get_choice_display(), one.reason) for one in slips],
        on=on,
    )
    drafter = drafting_unit(row.office, (person_of(request), row.asked_by), on=on)
    data = write_docx(report_of_opinions(letterhead_for(row.office, drafter, on=on), said))
    return download(data, WORD, f"bao-cao-lay-y-kien-{row.pk}.docx")


def _run(request: HttpRequest, round_id: int) -> OpinionRound:
    row = round_of(request, round_id)
    if not rules.may_run_round(person_of(request), row, on=timezone.localdate()):
        raise NotAllowed(_NOT_RUNNING)
    return row
