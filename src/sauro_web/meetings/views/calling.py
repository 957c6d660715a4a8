"""Asking for a meeting, writing one anew: the form says what stands in the way before it is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro.dates.explain import day_words
from sauro.scheduling.notices import Notice
from sauro.scheduling.wording import listed
from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.between_pages import before_acting
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.common.fields import number_in
from sauro_web.common.refusals import come_back
from sauro_web.meetings import rules
from sauro_web.meetings.forms import CallForm, reasons_in
from sauro_web.meetings.models import AttendeeRole, Meeting
from sauro_web.meetings.moments import local
from sauro_web.meetings.operations.calling import INFORMS, NewMeeting, call_meeting, facts_of
from sauro_web.meetings.operations.changing import change_meeting, facts_of_change, wanted_of_change
from sauro_web.meetings.operations.repeating import Planned, call_series, planned_series
from sauro_web.meetings.picks import PICKS, pick_in
from sauro_web.meetings.queries.checking import Checked, check
from sauro_web.meetings.queries.holds import wanted_by
from sauro_web.meetings.queries.named import preparing_unit
from sauro_web.meetings.queries.rooms import rooms_to_choose
from sauro_web.meetings.queries.year import hours_of, open_lines
from sauro_web.meetings.views.reaching import meeting_of, office_called_in
from sauro_web.meetings.views.small import tell_outcome, with_version

__all__ = ["call", "change", "checked", "found", "with_taken"]

_LOOKS = ("find", "check", "take")
"""Buttons that send nothing."""
_FIELDS = ("chair", "secretary", "required", "optional", "units")


@dataclass(slots=True)
class _Page:
    """A form that is drawn or answered."""

    request: HttpRequest
    office: Unit
    person: User
    on: date
    meeting: Meeting | None
    data: QueryDict | None
    form: CallForm
    preparing: Unit | None
    """The unit that prepares the meeting."""

    @property
    def looks(self) -> bool:
        """Whether the person only looked, at people or at what stands in the way."""
        return self.data is not None and any(name in self.data for name in _LOOKS)

    def new(self) -> NewMeeting | None:
        """What is asked for, as far as it can be told."""
        if not hasattr(self.form, "cleaned_data"):
            return None
        reasons = reasons_in(self.data) if self.data is not None else {}
        return self.form.new_meeting(reasons, self.preparing)


@login_required
@require_http_methods(["GET", "POST"])
def call(request: HttpRequest) -> HttpResponse:
    """A meeting of an office in which the person works."""
    page = _page(request, office_called_in(request), None)
    form = page.form
    if page.data is None or page.looks or not form.is_valid():
        return _show(page)
    come_back(request, form, partial(_show, page))
    now, new = timezone.now(), page.new()
    if new is None:
        raise NotReady("Hãy ghi đủ thời gian và người chủ trì.")
    if (rule := form.rule) is not None:
        clean = form.cleaned_data
        called = call_series(
            page.office, new, rule, clean["again_until"], by=page.person, now=now,
            on_days_off=clean["on_days_off"], leave_out_clashing=clean["leave_out_clashing"],
        )  # fmt: skip
        _tell_series(request, called.meetings, called.left_out)
        return redirect("meetings:meeting", called.meetings[0].pk)
    meeting = call_meeting(page.office, new, by=page.person, now=now)
    if meeting.called_at != now:
        messages.info(request, "Cuộc họp này vừa được gửi, không tạo thêm lần nữa.")
    elif meeting.approved_by_id is not None:
        messages.success(request, "Đã xếp lịch và báo thành phần dự.")
    else:
        messages.success(request, "Đã gửi đề nghị; phòng và người chỉ được giữ sau khi duyệt.")
    return redirect("meetings:meeting", meeting.pk)


@login_required
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A meeting is written anew."""
    meeting = meeting_of(request, meeting_id)
    if not rules.may_change(person_of(request), meeting, on=timezone.localdate()):
        raise NotAllowed(
            "Chỉ người đề nghị, chủ trì, thư ký hoặc người xếp lịch mới sửa cuộc họp chưa diễn ra."
        )
    page = _page(request, meeting.office, meeting)
    if page.data is None or page.looks or not page.form.is_valid():
        return _show(page)

    def again() -> HttpResponse:
        meeting.refresh_from_db(fields=["version"])
        with_version(page.form, meeting.version)
        return _show(page)

    come_back(request, page.form, again)
    new = page.new()
    if new is None:
        raise NotReady("Hãy ghi đủ thời gian và người chủ trì.")
    version = page.form.cleaned_data["version"]
    changed = change_meeting(meeting, new, by=page.person, now=timezone.now(), version=version)
    tell_outcome(request, meeting, changed, "Đã sửa cuộc họp và báo thành phần dự.")
    return redirect("meetings:meeting", meeting.pk)


@login_required
@require_POST
def checked(request: HttpRequest) -> HttpResponse:
    """What stands in the way of what is typed, for htmx."""
    number = number_in(request.POST.get("meeting", "")) if request.POST.get("meeting") else None
    meeting = meeting_of(request, number) if number is not None else None
    if meeting is not None and not rules.may_change(person_of(request), meeting, on=timezone.localdate()):
        raise Http404
    page = _page(request, meeting.office if meeting else office_called_in(request), meeting)
    page.form.is_valid()
    if not getattr(request, "htmx", False):
        return redirect(reverse("meetings:call"))
    with before_acting():  # nothing is changed
        return render(request, "meetings/_checked.html", _answers(page))


@login_required
@require_GET
def found(request: HttpRequest) -> HttpResponse:
    """The people or units that a field offers for what was typed, for htmx."""
    name, office = request.GET.get("ten", ""), office_called_in(request)
    if name not in PICKS:
        raise Http404
    if not getattr(request, "htmx", False):
        return redirect(reverse("meetings:calendar"))
    person, on = person_of(request), timezone.localdate()
    data = request.GET.copy()
    pick = pick_in(data, name, office=office, seen_by=person, on=on)
    return render(request, "accounts/_pick_found.html", {"pick": pick})


def _page(request: HttpRequest, office: Unit, meeting: Meeting | None) -> _Page:
    person, on = person_of(request), timezone.localdate()
    data = with_taken(request.POST) if request.method == "POST" else None
    called = _called(meeting) if meeting else {}
    picks = {
        name: pick_in(
            data, name, office=office, seen_by=person, on=on,
            initial=called.get(name, ()), needed=name == "chair",
        )
        for name in _FIELDS
    }  # fmt: skip
    rooms = rooms_to_choose(office, on=on)
    preparing = meeting.prepared_by if meeting else preparing_unit(person, office, on)
    lines = open_lines(office, _year_in(data, on), besides=meeting, first=preparing)
    options: dict[str, Any] = {
        "picks": picks, "rooms": rooms, "lines": lines,
        "repeats": meeting is None, "changing": meeting is not None,
    }  # fmt: skip
    initial = _initial(meeting) if meeting else _wished(request.GET)
    form = CallForm(data, initial=initial, **options)
    return _Page(request, office, person, on, meeting, data, form, preparing)


def _year_in(data: QueryDict | None, on: date) -> int:
    """The year of the day that is typed, else this one."""
    said = data.get("day", "")[-4:] if data is not None else ""
    return int(said) if len(said) == 4 and said.isdecimal() else on.year


def with_taken(sent: QueryDict) -> QueryDict:
    """What was sent, with the time and the rooms of the proposal that was taken."""
    taken = sent.get("take", "")
    if not taken:
        return sent
    try:
        begins, ends, rooms = taken.split("/")
        start, end = datetime.fromisoformat(begins), datetime.fromisoformat(ends)
    except ValueError:
        raise Http404 from None
    data = sent.copy()
    data["day"], data["starts"], data["ends"] = f"{start:%d/%m/%Y}", f"{start:%H:%M}", f"{end:%H:%M}"
    data["last_day"] = f"{end:%d/%m/%Y}" if end.date() != start.date() else ""
    data.setlist("rooms", [one for one in rooms.split(",") if one])
    return data


def _called(meeting: Meeting) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {name: [] for name in _FIELDS}
    fields = {
        AttendeeRole.CHAIR: "chair",
        AttendeeRole.SECRETARY: "secretary",
        AttendeeRole.REQUIRED: "required",
        AttendeeRole.OPTIONAL: "optional",
    }
    for row in meeting.attendees.all():
        if row.unit_id is not None:
            found["units"].append(row.unit_id)
        elif row.person_id is not None:
            found[fields[AttendeeRole(row.role)]].append(row.person_id)
    return found


def _initial(meeting: Meeting) -> dict[str, Any]:
    starts, ends = local(meeting.starts), local(meeting.ends)
    same = (
        "subject", "conference", "kinds", "scope", "mode", "link", "agenda", "why", "document", "guidance",
        "exceptional", "speech_minutes", "cost", "urgent", "limited", "version",
    )  # fmt: skip
    guests = meeting.attendees.filter(role=AttendeeRole.GUEST).values_list("guest", flat=True)
    return {name: getattr(meeting, name) for name in same} | {
        "day": starts.date(),
        "starts": starts.time(),
        "ends": ends.time(),
        "last_day": ends.date() if ends.date() != starts.date() else None,
        "rooms": [str(room.pk) for room in wanted_by(meeting).rooms],
        "guests": "\n".join(guests),
        "line": str(meeting.line_id or ""),
    }


def _wished(asked: QueryDict) -> dict[str, str]:
    """What a link into the form says: the day, the hour, the room."""
    names = (("ngay", "day"), ("gio", "starts"), ("den", "ends"), ("phong", "rooms"))
    return {field: str(asked[name])[:10] for name, field in names if asked.get(name)}


def _show(page: _Page) -> HttpResponse:
    form = page.form
    answers: dict[str, Any] = {}
    if page.data is not None:
        form.is_valid()
        answers = _answers(page)
    status = 422 if form.errors and not page.looks else 200
    if page.looks:
        _forgive(page)
    context = {"form": page.form, "office": page.office, "meeting": page.meeting} | answers
    if page.meeting is not None:
        context["again"] = rules.is_approved_again(page.person, page.meeting, on=page.on)
    return render(page.request, "meetings/call.html", context, status=status)


def _forgive(page: _Page) -> None:
    """Who only looked is not told what is missing yet; what he typed stays."""
    data = page.data
    assert data is not None  # noqa: S101 (for the type checker)
    names = page.form.fields
    typed: dict[str, Any] = {
        name: data.getlist(name) if name in ("rooms", "kinds") else data.get(name) for name in names
    }
    options: dict[str, Any] = {"repeats": page.meeting is None, "changing": page.meeting is not None}
    options["lines"] = list(page.form.lines.values())
    rooms = page.form._rooms.values()
    for pick in page.form.picks.values():
        pick.error = ""
    page.form = CallForm(None, initial=typed, picks=page.form.picks, rooms=list(rooms), **options)


def _answers(page: _Page) -> dict[str, Any]:
    """What the form shows under its time: clashes, proposals, limits with the reasons already typed."""
    new = page.new()
    if new is None:
        return {}
    hours, meeting = hours_of(page.office), page.meeting
    found: Checked = check(
        page.office,
        wanted_of_change(meeting, new) if meeting else new.wanted,
        facts_of_change(meeting, new) if meeting else facts_of(new),
        hours,
        by=page.person, on=page.on, chair=new.chair, besides=page.meeting,
    )  # fmt: skip
    given = dict(new.reasons)
    if page.meeting is not None:
        given = {code: pair[1] for code, pair in page.meeting.reasons.items()} | given
    planned = _planned(page, new)
    limits = [(one, given.get(one.code, ""), one.code in INFORMS) for one in found.notices]
    series = _limits_of_series(planned, given)
    return {"checked": found, "limits": () if planned else limits, "planned": planned, "series": series}


def _planned(page: _Page, new: NewMeeting) -> tuple[Planned, ...]:
    """The occurrences of a series, as far as it can be one."""
    until = page.form.cleaned_data.get("again_until")
    if page.meeting is not None or until is None or (rule := page.form.rule) is None:
        return ()
    asked: Callable[[], tuple[Planned, ...]] = partial(
        planned_series, page.office, new, rule, until, by=page.person, now=timezone.now()
    )
    try:
        return asked()
    except NotReady as refused:
        page.form.add_error("again_until", refused.sentence)
        return ()


@dataclass(frozen=True, slots=True)
class _SeriesLimit:
    """A limit that some occurrences of a series do not keep: `given` is the reason for all of them; `each`
    the day, the notice, the name of the field and the reason of one alone."""

    notice: Notice
    given: str
    informs: bool
    each: list[tuple[date, Notice, str, str]]


def _limits_of_series(planned: Iterable[Planned], given: Mapping[str, str]) -> list[_SeriesLimit]:
    """By limit, in the order in which the occurrences meet with them."""
    found: dict[str, _SeriesLimit] = {}
    for one in planned:
        for told in one.notices:
            code = told.code
            limit = found.setdefault(code, _SeriesLimit(told, given.get(code, ""), code in INFORMS, []))
            name = f"{code}{one.key}"
            limit.each.append((one.occurrence.planned, told, name, given.get(name, "")))
    return list(found.values())


def _tell_series(request: HttpRequest, meetings: Iterable[Meeting], left_out: Iterable[date]) -> None:
    number, days = len(list(meetings)), [day_words(day) for day in left_out]
    words = f"Đã gửi {number} buổi họp."
    if days:
        words += f" Không xếp các ngày {listed(days)}."
    messages.success(request, words)
