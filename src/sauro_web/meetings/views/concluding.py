"""The conclusions of a meeting or of a round of opinions, and the notice of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sauro.dates.due import Due
from sauro_web.accounts.models import User
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.meetings import rules
from sauro_web.meetings.forms import ConclusionForm, NoticeForm
from sauro_web.meetings.models import Conclusion, Meeting, OpinionRound
from sauro_web.meetings.operations import concluding
from sauro_web.meetings.picks import pick_in
from sauro_web.meetings.views.reaching import round_of, run_by
from sauro_web.meetings.views.small import SmallPage, answer_small, place_of, show_in
from sauro_web.tasks.from_today import due_given, refusal_of
from sauro_web.workdays.queries import calendar_of

__all__ = ["conclude", "notice", "opinion_conclude"]


@login_required
@require_http_methods(["GET", "POST"])
def conclude(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A conclusion is written down, and given to a unit in the same step."""
    meeting = run_by(request, meeting_id)

    def write(new: concluding.NewConclusion, by: User, now: datetime) -> list[Conclusion]:
        return concluding.conclude(meeting, [new], by=by, now=now)

    return _conclude(request, meeting, write)


@login_required
@require_http_methods(["GET", "POST"])
def opinion_conclude(request: HttpRequest, round_id: int) -> HttpResponse:
    """The same from the result of a round of opinions."""
    row = round_of(request, round_id)
    if not rules.may_run_round(person_of(request), row, on=timezone.localdate()):
        raise NotAllowed("Chỉ người gửi phiếu hoặc người xếp lịch của cơ quan mới ghi kết luận.")

    def write(new: concluding.NewConclusion, by: User, now: datetime) -> list[Conclusion]:
        return concluding.conclude_round(row, [new], by=by, now=now)

    return _conclude(request, row, write)


def _conclude(
    request: HttpRequest,
    about: Meeting | OpinionRound,
    write: Callable[[concluding.NewConclusion, User, datetime], list[Conclusion]],
) -> HttpResponse:
    person, on = person_of(request), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    looks = data is not None and "find" in data
    pick = pick_in(data, "lead", office=about.office, seen_by=person, on=on)

    def read(words: str) -> tuple[Due | None, str]:
        due = due_given(words, on=on, calendar=calendar_of(about.office))
        return due, refusal_of(due, on=on)

    typed = {name: data.get(name, "") for name in ("text", "due_text", "product")} if data else {}
    form = ConclusionForm(None if looks else data, initial=typed, pick=pick, read=read)

    def show() -> HttpResponse:
        return show_in(request, about, form, "meetings/conclude.html", {"office": about.office})

    if data is None or looks or not form.is_valid():
        return show()
    come_back(request, form, show)
    (row,) = write(form.conclusion(), person, timezone.now())
    given = f" và giao {row.lead.label} thực hiện" if row.lead else ""
    messages.success(request, f"Đã ghi kết luận{given}.")
    return redirect(place_of(about).address)


@login_required
@require_http_methods(["GET", "POST"])
def notice(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Under which number the conclusions were made known."""
    meeting = run_by(request, meeting_id)
    initial = {"number": meeting.notice_number, "issued_on": meeting.notice_on}
    form = NoticeForm(request.POST or None, initial=initial)

    def do(clean: Mapping[str, Any]) -> None:
        concluding.record_notice(meeting, **clean, by=person_of(request), now=timezone.now())
        messages.success(request, "Đã ghi số thông báo kết luận.")

    return answer_small(request, meeting, form, SmallPage("Thông báo kết luận", "Ghi số thông báo"), do)
