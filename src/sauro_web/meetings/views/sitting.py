"""During and after a meeting: who came, and the minutes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.fields import number_in
from sauro_web.meetings.forms import MinutesForm, WordsForm, attendances_in
from sauro_web.meetings.models import Attendance, Meeting, Minutes
from sauro_web.meetings.operations import sitting
from sauro_web.meetings.queries.minutes_frame import frame_of
from sauro_web.meetings.views.reaching import inside_of, run_by
from sauro_web.meetings.views.small import SmallPage, answer_small, with_version

__all__ = ["attendance", "check_in", "minutes", "minutes_add", "minutes_confirm"]


@login_required
@require_http_methods(["GET", "POST"])
def check_in(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Where the code on the wall leads: somebody who is called says that he is there."""
    meeting = inside_of(request, meeting_id)
    if request.method == "POST":
        row = sitting.check_in(meeting, by=person_of(request), now=timezone.now())
        messages.success(request, f"Đã điểm danh: {row.get_attendance_display()}.")
        return redirect("meetings:meeting", meeting.pk)
    return render(request, "meetings/check_in.html", {"meeting": meeting})


@login_required
@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The secretary notes who came; beside it the code that those who come open with their phones."""
    meeting = run_by(request, meeting_id)
    rows = list(meeting.attendees.select_related("person", "unit"))
    if request.method == "POST":
        said, known = attendances_in(request.POST), {row.pk: row for row in rows}
        for number, (came, reason) in said.items():
            row = known.get(number)
            if row is None:
                raise Http404
            if (row.attendance, row.attendance_reason) != (came, reason):
                row.meeting = meeting
                by = person_of(request)
                sitting.note_attendance(row, came, by=by, now=timezone.now(), reason=reason)
        messages.success(request, "Đã ghi điểm danh.")
        return redirect("meetings:meeting", meeting.pk)
    address = request.build_absolute_uri(reverse("meetings:check_in", args=(meeting.pk,)))
    context = {"meeting": meeting, "rows": rows, "choices": Attendance.choices, "address": address}
    return render(request, "meetings/attendance.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def minutes(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The minutes are written, until two have confirmed them; at first they say what is known already."""
    meeting, person, now = run_by(request, meeting_id), person_of(request), timezone.now()
    held = Minutes.objects.filter(meeting=meeting).first()
    begun = frame_of(meeting, person, now=now, on=timezone.localdate(now)) if held is None else held.text
    initial = {"text": begun, "version": held.version if held else 0}
    form = MinutesForm(request.POST or None, initial=initial)

    def do(clean: Mapping[str, Any]) -> None:
        sitting.write_minutes(meeting, clean["text"], by=person, now=now, version=clean["version"])
        messages.success(request, "Đã lưu biên bản; cần hai người khác nhau xác nhận.")

    def renew() -> None:
        there = Minutes.objects.filter(meeting=meeting).first()
        with_version(form, there.version if there else 0)

    return answer_small(request, meeting, form, SmallPage("Biên bản", "Lưu biên bản"), do, renew=renew)


@login_required
@require_POST
def minutes_confirm(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """One of the two confirms them."""
    meeting = run_by(request, meeting_id)
    version = number_in(request.POST.get("version", ""))
    row = sitting.confirm_minutes(
        _minutes(meeting), by=person_of(request), now=timezone.now(), version=version
    )
    fixed = "Biên bản đã đủ hai người xác nhận, không sửa được nữa."
    messages.success(request, fixed if row.second_by_id else "Đã xác nhận; cần thêm một người khác xác nhận.")
    return redirect("meetings:meeting", meeting.pk)


@login_required
@require_http_methods(["GET", "POST"])
def minutes_add(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Something is added to minutes that are fixed."""
    meeting = run_by(request, meeting_id)
    held, form = _minutes(meeting), WordsForm(request.POST or None)

    def do(clean: Mapping[str, Any]) -> None:
        sitting.add_to_minutes(held, clean["text"], by=person_of(request), now=timezone.now())
        messages.success(request, "Đã ghi bổ sung.")

    return answer_small(request, meeting, form, SmallPage("Bổ sung biên bản", "Ghi bổ sung"), do)


def _minutes(meeting: Meeting) -> Minutes:
    row = Minutes.objects.select_related("meeting__office").filter(meeting=meeting).first()
    if row is None:
        raise Http404
    return row
