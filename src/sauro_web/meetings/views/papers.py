"""What leaves the site about a meeting: its papers, the invitation, the entry of a calendar, the notice of
its conclusions; and a person's own calendar under a secret address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sauro.dates.explain import day_words
from sauro.reporting.meetings import Concluded, Invitation, Outcome, invitation_letter, notice_of_conclusions
from sauro.scheduling.wording import interval_words
from sauro.writing import write_docx
from sauro_web.accounts.models import Unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.downloads import WORD, download
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents.letterheads import drafting_unit, letterhead_for
from sauro_web.meetings import rules
from sauro_web.meetings.forms import MeetingPaperForm, WithdrawForm
from sauro_web.meetings.models import AttendeeRole, Meeting, MeetingMode, MeetingPaper, MeetingState
from sauro_web.meetings.moments import interval_of
from sauro_web.meetings.operations.papers import add_paper, mark_read, withdraw_paper
from sauro_web.meetings.operations.planning import digest_of, renew_feed
from sauro_web.meetings.operations.sending import late_paper, unanswered
from sauro_web.meetings.queries.after import carried_over
from sauro_web.meetings.queries.before import ItemState, agenda_of
from sauro_web.meetings.queries.holds import wanted_by
from sauro_web.meetings.queries.icalendar_text import as_icalendar, feed_of, person_behind
from sauro_web.meetings.views.reaching import inside_of, meeting_of, round_of
from sauro_web.meetings.views.small import SmallPage, answer_small

__all__ = [
    "entry",
    "feed",
    "feed_address",
    "invitation",
    "notice_letter",
    "paper",
    "paper_add",
    "paper_withdraw",
]

_CALENDAR = "text/calendar; charset=utf-8"


@login_required
@require_http_methods(["GET", "POST"])
def paper_add(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """A paper is added."""
    meeting = meeting_of(request, meeting_id)
    if not rules.may_run(person_of(request), meeting, on=timezone.localdate()):
        raise NotAllowed("Chỉ người tổ chức, chủ trì, thư ký hoặc người xếp lịch mới gửi tài liệu họp.")

    def do(clean: Mapping[str, Any]) -> None:
        (name, data), reason = clean["file"], clean["reason"]
        add_paper(meeting, name=name, data=data, by=person_of(request), now=timezone.now(), reason=reason)
        messages.success(request, "Đã gửi tài liệu cho thành phần dự.")

    form = MeetingPaperForm(request.POST or None, request.FILES or None)
    late = unanswered(meeting, late_paper(meeting, now=timezone.now()))
    note = " ".join(one.message for one in late)
    return answer_small(request, meeting, form, SmallPage("Gửi tài liệu họp", "Gửi tài liệu", note), do)


@login_required
@require_GET
def paper(request: HttpRequest, paper_id: int) -> FileResponse:
    """A paper, for whoever is called; never shown in the browser itself. That it was opened is noted."""
    kept = get_object_or_404(MeetingPaper, pk=paper_id)
    if kept.meeting_id is not None:
        inside_of(request, kept.meeting_id)
    else:
        round_of(request, kept.opinion_round_id or 0)
    if kept.withdrawn_at is not None:
        raise NotReady("Tài liệu này đã được rút nên không mở được nữa.")
    if not kept.file.storage.exists(str(kept.file.name)):
        raise Http404
    mark_read(kept, by=person_of(request), now=timezone.now())
    return FileResponse(
        kept.file.open("rb"),
        as_attachment=True,
        filename=kept.name,
        content_type="application/octet-stream",
    )


@login_required
@require_http_methods(["GET", "POST"])
def paper_withdraw(request: HttpRequest, paper_id: int) -> HttpResponse:
    """A wrong paper is taken back."""
    kept = get_object_or_404(MeetingPaper.objects.select_related("meeting"), pk=paper_id)
    meeting = inside_of(request, kept.meeting_id or 0)
    if not rules.may_withdraw(person_of(request), kept):
        raise NotAllowed("Chỉ người đã gửi tài liệu hoặc thư ký cuộc họp mới rút tài liệu.")

    def do(clean: Mapping[str, Any]) -> None:
        withdraw_paper(kept, reason=clean["reason"], by=person_of(request), now=timezone.now())
        messages.success(request, "Đã rút tài liệu và báo người đã mở.")

    note = f"“{kept.name}”: không ai mở được nữa; tên, người rút, lý do vẫn còn trong danh sách."
    page = SmallPage("Rút tài liệu họp", "Rút tài liệu", note, ends=True)
    return answer_small(request, meeting, WithdrawForm(request.POST or None), page, do)


@login_required
@require_GET
def entry(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The meeting for a calendar program."""
    meeting = inside_of(request, meeting_id)
    data = as_icalendar([meeting], now=timezone.now(), public=False)
    return download(data, _CALENDAR, f"lich-hop-{meeting.pk}.ics")


@login_required
@require_GET
def invitation(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The invitation as .docx, number and date left open."""
    meeting = _run_by(request, meeting_id)
    on, when = timezone.localdate(), interval_of(meeting.starts, meeting.ends)
    rows = list(meeting.attendees.select_related("person", "unit"))
    rooms = (f"{room.name}, {room.place}".rstrip(", ") for room in wanted_by(meeting).rooms)
    chair = next((str(row) for row in rows if row.role == AttendeeRole.CHAIR), "")
    said = Invitation(
        subject=meeting.subject,
        when=interval_words(when).capitalize(),
        where="; ".join(rooms),
        chair=chair,
        called=[_line(row) for row in rows if row.role != AttendeeRole.CHAIR] or ["Theo danh sách kèm theo"],
        on=on,
        conference=meeting.conference,
        link=meeting.link if meeting.mode != MeetingMode.IN_PERSON else "",
        agenda=_agenda(meeting),
    )
    head = letterhead_for(meeting.office, _drafter(request, meeting), on=on)
    return download(write_docx(invitation_letter(head, said)), WORD, f"giay-moi-{meeting.pk}.docx")


def _agenda(meeting: Meeting) -> list[str]:
    """What the meeting before left to do; what is written about the agenda as a whole; the items, each with
    its minutes and who reports."""
    lines = []
    if (carried := carried_over(meeting)) is not None:
        previous, left = carried
        day = day_words(timezone.localdate(previous.starts))
        lines.append(f"Việc từ cuộc họp trước, ngày {day}: {'; '.join(line.rstrip(' .;') for line in left)}")
    lines += [line for line in meeting.agenda.splitlines() if line.strip()]
    for one in agenda_of(meeting, timezone.now()):
        about = [f"{one.row.minutes} phút"] if one.row.minutes else []
        about += [f"{one.row.reporter} báo cáo"] if one.row.reporter else []
        if one.state is ItemState.OPEN and one.term is not None:
            about.append(
                f"thông qua nếu không có ý kiến khác trước {timezone.localtime(one.term):%H:%M ngày %d/%m/%Y}"
            )
        elif one.state is ItemState.AGREED:
            about.append("đã thông qua, không thảo luận")
        lines.append(f"{one.row.text} ({', '.join(about)})" if about else one.row.text)
    return lines


def _line(row: object) -> str:
    unit, person = getattr(row, "unit", None), getattr(row, "person", None)
    if unit is not None:
        return f"Đại diện {unit.name}" + (f": {person}" if person else "")
    return str(row)


@login_required
@require_GET
def notice_letter(request: HttpRequest, meeting_id: int) -> HttpResponse:
    """The notice of conclusions as .docx."""
    meeting, on = _run_by(request, meeting_id), timezone.localdate()
    rows = list(meeting.conclusions.select_related("lead"))
    if not rows:
        raise NotReady("Cuộc họp chưa có kết luận nào để thông báo.")
    chair = meeting.attendees.filter(role=AttendeeRole.CHAIR).select_related("person").first()
    said = Outcome(
        subject=meeting.subject,
        held_on=timezone.localdate(meeting.starts),
        chair=str(chair or meeting.called_by),
        concluded=[Concluded(row.text, row.lead.name if row.lead else "", row.due_text) for row in rows],
        on=on,
        conference=meeting.conference,
        recipients=list(dict.fromkeys(row.lead.name for row in rows if row.lead)),
    )
    head = letterhead_for(meeting.office, _drafter(request, meeting), on=on)
    data = write_docx(notice_of_conclusions(head, said))
    return download(data, WORD, f"thong-bao-ket-luan-{meeting.pk}.docx")


@login_required
@require_http_methods(["GET", "POST"])
def feed_address(request: HttpRequest) -> HttpResponse:
    """How to follow one's meetings in a calendar program; the address is shown once, when it is made."""
    address = ""
    if request.method == "POST":
        secret = renew_feed(by=person_of(request), now=timezone.now())
        address = request.build_absolute_uri(reverse("meetings:feed", args=(secret,)))
    return render(request, "meetings/feed.html", {"address": address})


@login_not_required
@require_GET
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """A person's meetings, for who knows the address; for others it is not there."""
    person = person_behind(digest_of(secret))
    if person is None:
        raise Http404
    now = timezone.now()
    response = HttpResponse(as_icalendar(feed_of(person, now=now), now=now, public=True), _CALENDAR)
    response["Cache-Control"] = "private, no-store"
    return response


def _run_by(request: HttpRequest, meeting_id: int) -> Meeting:
    meeting = meeting_of(request, meeting_id)
    if not rules.may_run(person_of(request), meeting, on=timezone.localdate()):
        raise NotAllowed("Chỉ người tổ chức, chủ trì, thư ký hoặc người xếp lịch mới soạn văn bản này.")
    if meeting.state == MeetingState.CANCELLED:
        raise NotReady(f"Cuộc họp ngày {day_words(timezone.localdate(meeting.starts))} đã hủy.")
    return meeting


def _drafter(request: HttpRequest, meeting: Meeting) -> Unit | None:
    person = person_of(request)
    return drafting_unit(meeting.office, (person, meeting.called_by), on=timezone.localdate())
