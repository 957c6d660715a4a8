"""A meeting is approved, refused, moved, cancelled; somebody is sent to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.common.refusals import come_back
from sauro_web.meetings import rules
from sauro_web.meetings.forms import MoveForm, OccurrenceForm, ReasonForm, SendForm
from sauro_web.meetings.models import Attendee, Meeting
from sauro_web.meetings.moments import local
from sauro_web.meetings.operations.adding import add_occurrence
from sauro_web.meetings.operations.asking import LONGEST_REASON
from sauro_web.meetings.operations.changing import facts_of_meeting, move_meeting, send_instead
from sauro_web.meetings.operations.deciding import approve_meeting, cancel_meeting, refuse_meeting
from sauro_web.meetings.operations.holding import people_called
from sauro_web.meetings.picks import pick_in
from sauro_web.meetings.queries.checking import check
from sauro_web.meetings.queries.holds import Wanted, wanted_by
from sauro_web.meetings.queries.rooms import rooms_to_choose
from sauro_web.meetings.queries.year import hours_of
from sauro_web.meetings.views.calling import with_taken
from sauro_web.meetings.views.reaching import meeting_of, run_by
from sauro_web.meetings.views.small import SmallPage, answer_small, tell_outcome, with_version

__all__ = ["approve", "cancel", "move", "occurrence_add", "refuse", "send"]

_NOT_YOURS = "Chỉ người đề nghị, chủ trì, thư ký hoặc người xếp lịch mới thay đổi cuộc họp chưa diễn ra."
_NOT_APPROVING = "Chỉ lãnh đạo hoặc người xếp lịch của cơ quan mới duyệt lịch họp."
_FREE = "Phòng và người được trả lại lịch trống ngay; người đề nghị và thành phần dự được báo kèm lý do."
_LOOKS = ("check", "take")


@login_required
@require_POST
def approve(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A meeting that was asked for is put into the calendar."""
    meeting = meeting_of(request, meeting_id)
    version = number_in(request.POST.get("version", ""))
    reason = request.POST.get("reason", "").replace("\0", "")[:LONGEST_REASON]
    approve_meeting(meeting, by=person_of(request), now=timezone.now(), version=version, reason=reason)
    messages.success(request, f"Đã duyệt “{meeting}” và báo thành phần dự.")
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("meetings:meeting", meeting.pk)


@login_required
@require_http_methods(["GET", "POST"])
def refuse(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A meeting that was asked for is not put into the calendar."""
    meeting = meeting_of(request, meeting_id)
    if not rules.may_approve(person_of(request), meeting.office, on=timezone.localdate()):
        raise NotAllowed(_NOT_APPROVING)

    def do(clean: Mapping[str, Any]) -> None:
        refuse_meeting(meeting, **clean, by=person_of(request), now=timezone.now())
        messages.success(request, "Đã trả lời không duyệt cho người đề nghị.")

    return _ask(request, meeting, "Không duyệt", do)


@login_required
@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A meeting is taken off the calendar."""
    meeting = meeting_of(request, meeting_id)
    if not rules.may_change(person_of(request), meeting, on=timezone.localdate()):
        raise NotAllowed(_NOT_YOURS)

    def do(clean: Mapping[str, Any]) -> None:
        cancel_meeting(meeting, **clean, by=person_of(request), now=timezone.now())
        messages.success(request, "Đã hủy cuộc họp và báo thành phần dự.")

    return _ask(request, meeting, "Hủy cuộc họp", do)


def _ask(
    request: HttpRequest, meeting: Meeting, title: str, do: Callable[[Mapping[str, Any]], None]
) -> HttpResponse:
    form = ReasonForm(request.POST or None, initial={"version": meeting.version})
    page = SmallPage(title, title, _FREE, ends=True)
    return answer_small(request, meeting, form, page, do)


@login_required
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A meeting is moved, extended, put into other rooms."""
    meeting = meeting_of(request, meeting_id)
    person, on = person_of(request), timezone.localdate()
    if not rules.may_change(person, meeting, on=on):
        raise NotAllowed(_NOT_YOURS)
    data = with_taken(request.POST) if request.method == "POST" else None
    form = MoveForm(data, initial=_where_it_is(meeting), rooms=rooms_to_choose(meeting.office, on=on))
    looks = any(name in request.POST for name in _LOOKS)

    def show() -> HttpResponse:
        again = rules.is_approved_again(person, meeting, on=on)
        context = {"meeting": meeting, "form": form, "again": again} | _in_the_way(request, meeting, form)
        return render(request, "meetings/move.html", context, status=422 if form.errors else 200)

    def again() -> HttpResponse:
        meeting.refresh_from_db(fields=["version"])
        with_version(form, meeting.version)
        return show()

    if data is None or not form.is_valid() or looks or form.when is None:
        return show()
    come_back(request, form, again)
    clean = form.cleaned_data
    moved = move_meeting(
        meeting, form.when, by=person, now=timezone.now(), version=clean["version"], rooms=form.rooms_chosen,
        reason=clean["reason"],
    )  # fmt: skip
    tell_outcome(request, meeting, moved, "Đã đổi lịch và báo thành phần dự.")
    return redirect("meetings:meeting", meeting.pk)


@login_required
@require_http_methods(["GET", "POST"])
def occurrence_add(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """One more day of its series."""
    meeting = run_by(request, meeting_id)
    if meeting.series is None:
        raise Http404
    clock = {"starts": local(meeting.starts).time(), "ends": local(meeting.ends).time()}
    form = OccurrenceForm(request.POST or None, initial=clock)

    def do(clean: Mapping[str, Any]) -> None:
        when, reason = form.when, clean["reason"]
        assert when is not None  # noqa: S101 (a form that makes sense has it)
        add_occurrence(meeting, when, by=person_of(request), now=timezone.now(), reason=reason)
        messages.success(request, "Đã thêm một buổi vào loạt họp.")

    note = "Nội dung, thành phần, phòng như buổi này; trùng lịch thì không thêm."
    return answer_small(request, meeting, form, SmallPage("Thêm buổi họp của loạt", "Thêm buổi", note), do)


def _where_it_is(meeting: Meeting) -> dict[str, object]:
    starts, ends = local(meeting.starts), local(meeting.ends)
    return {
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "last_day": ends.date() if ends.date() != starts.date() else None,
        "rooms": [str(room.pk) for room in wanted_by(meeting).rooms],
        "version": meeting.version,
    }


def _in_the_way(request: HttpRequest, meeting: Meeting, form: MoveForm) -> dict[str, object]:
    """Clashes at the time that is typed, proposals, limits."""
    if not form.is_bound or form.when is None:
        return {}
    called = people_called(meeting)
    wanted = Wanted(form.rooms_chosen, called.required, called.optional)
    chair = meeting.attendees.filter(role="chair").select_related("person").first()
    found = check(
        meeting.office, wanted, facts_of_meeting(meeting, form.when), hours_of(meeting.office),
        by=person_of(request), on=timezone.localdate(), chair=chair.person if chair else None,
        besides=meeting,
    )  # fmt: skip
    given = {code: pair[1] for code, pair in meeting.reasons.items()}
    return {"checked": found, "new_limits": [one for one in found.notices if not given.get(one.code)]}


@login_required
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, attendee_id: int) -> HttpResponse:
    """Who goes for a unit, or in the place of a person."""
    row = get_object_or_404(Attendee.objects.select_related("person", "unit"), pk=attendee_id)
    meeting = row.meeting = meeting_of(request, row.meeting_id)
    person, on = person_of(request), timezone.localdate()
    own = row.person_id == person.pk or rules.may_send_for(person, row, on=on)
    if not own and not rules.may_change(person, meeting, on=on):
        raise NotAllowed("Chỉ người, đơn vị được mời hoặc người tổ chức cuộc họp mới cử người dự.")
    data = request.POST if request.method == "POST" else None
    near = row.unit.house if row.unit else meeting.office
    pick = pick_in(data, "person", office=near, seen_by=person, on=on, needed=True)
    looks = data is not None and "find" in data
    form = SendForm(None if looks else data, pick=pick)

    def show() -> HttpResponse:
        context = {"meeting": meeting, "form": form, "row": row, "office": near}
        return render(request, "meetings/send.html", context, status=422 if form.errors else 200)

    if data is None or looks or not form.is_valid() or form.person is None:
        return show()
    come_back(request, form, show)
    send_instead(row, form.person, by=person, now=timezone.now(), reason=form.cleaned_data["reason"])
    messages.success(request, f"Đã cử {form.person} dự họp.")
    return redirect("meetings:meeting", meeting.pk)
