"""During and after a meeting: who came, the minutes, the conclusions and their notice."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sauro.dates.due import Due
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.common.refusals import come_back
from sauro_web.meetings import rules
from sauro_web.meetings.forms import ConclusionForm, MinutesForm, NoticeForm, WordsForm, attendances_in
from sauro_web.meetings.models import Attendance, Meeting, Minutes
from sauro_web.meetings.operations import sitting
from sauro_web.meetings.picks import pick_in
from sauro_web.meetings.views.reaching import inside_of, meeting_of
from sauro_web.tasks.from_today import due_given, refusal_of
from sauro_web.workdays.queries import calendar_of

__all__ = ["attendance", "check_in", "conclude", "minutes", "minutes_add", "minutes_confirm", "notice"]

_NOT_YOURS = "Chỉ người tổ chức, chủ trì, thư ký hoặc người xếp lịch mới ghi kết quả cuộc họp."


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
    meeting = _run(request, meeting_id)
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
    """The minutes are written, until two have confirmed them."""
    meeting = _run(request, meeting_id)
    held = Minutes.objects.filter(meeting=meeting).first()
    initial = {"text": held.text if held else "", "version": held.version if held else 0}
    form = MinutesForm(request.POST or None, initial=initial)

    def show() -> HttpResponse:
        context = {"meeting": meeting, "form": form, "title": "Biên bản", "button": "Lưu biên bản"}
        return render(request, "meetings/small.html", context, status=422 if form.errors else 200)

    def again() -> HttpResponse:
        now = Minutes.objects.filter(meeting=meeting).first()
        form.data = form.data.copy()  # type: ignore[attr-defined]
        form.data["version"] = now.version if now else 0  # type: ignore[index]
        return show()

    if request.method != "POST" or not form.is_valid():
        return show()
    come_back(request, form, again)
    clean = form.cleaned_data
    sitting.write_minutes(
        meeting, clean["text"], by=person_of(request), now=timezone.now(), version=clean["version"]
    )
    messages.success(request, "Đã lưu biên bản; cần hai người khác nhau xác nhận.")
    return redirect("meetings:meeting", meeting.pk)


@login_required
@require_POST
def minutes_confirm(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """One of the two confirms them."""
    meeting = _run(request, meeting_id)
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
    meeting = _run(request, meeting_id)
    held, form = _minutes(meeting), WordsForm(request.POST or None)

    def show() -> HttpResponse:
        context = {"meeting": meeting, "form": form, "title": "Bổ sung biên bản", "button": "Ghi bổ sung"}
        return render(request, "meetings/small.html", context, status=422 if form.errors else 200)

    if request.method != "POST" or not form.is_valid():
        return show()
    come_back(request, form, show)
    sitting.add_to_minutes(held, form.cleaned_data["text"], by=person_of(request), now=timezone.now())
    messages.success(request, "Đã ghi bổ sung.")
    return redirect("meetings:meeting", meeting.pk)


@login_required
@require_http_methods(["GET", "POST"])
def conclude(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A conclusion is written down, and given to a unit in the same step."""
    meeting = _run(request, meeting_id)
    person, on = person_of(request), timezone.localdate()
    data = request.POST if request.method == "POST" else None
    looks = data is not None and "find" in data
    pick = pick_in(data, "lead", office=meeting.office, seen_by=person, on=on)

    def read(words: str) -> tuple[Due | None, str]:
        due = due_given(words, on=on, calendar=calendar_of(meeting.office))
        return due, refusal_of(due, on=on)

    typed = {name: data.get(name, "") for name in ("text", "due_text", "product")} if data else {}
    form = ConclusionForm(None if looks else data, initial=typed, pick=pick, read=read)

    def show() -> HttpResponse:
        context = {"meeting": meeting, "form": form, "office": meeting.office}
        return render(request, "meetings/conclude.html", context, status=422 if form.errors else 200)

    if data is None or looks or not form.is_valid():
        return show()
    come_back(request, form, show)
    (row,) = sitting.conclude(meeting, [form.conclusion()], by=person, now=timezone.now())
    given = f" và giao {row.lead.label} thực hiện" if row.lead else ""
    messages.success(request, f"Đã ghi kết luận{given}.")
    return redirect("meetings:meeting", meeting.pk)


@login_required
@require_http_methods(["GET", "POST"])
def notice(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """Under which number the conclusions were made known."""
    meeting = _run(request, meeting_id)
    initial = {"number": meeting.notice_number, "issued_on": meeting.notice_on}
    form = NoticeForm(request.POST or None, initial=initial)

    def show() -> HttpResponse:
        context = {
            "meeting": meeting,
            "form": form,
            "title": "Thông báo kết luận",
            "button": "Ghi số thông báo",
        }
        return render(request, "meetings/small.html", context, status=422 if form.errors else 200)

    if request.method != "POST" or not form.is_valid():
        return show()
    come_back(request, form, show)
    sitting.record_notice(meeting, **form.cleaned_data, by=person_of(request), now=timezone.now())
    messages.success(request, "Đã ghi số thông báo kết luận.")
    return redirect("meetings:meeting", meeting.pk)


def _minutes(meeting: Meeting) -> Minutes:
    row = Minutes.objects.select_related("meeting__office").filter(meeting=meeting).first()
    if row is None:
        raise Http404
    return row


def _run(request: HttpRequest, meeting_id: int) -> Meeting:
    meeting = meeting_of(request, meeting_id)
    if not rules.may_run(person_of(request), meeting, on=timezone.localdate()):
        raise NotAllowed(_NOT_YOURS)
    return meeting
