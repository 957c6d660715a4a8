"""What every operation on a meeting begins and ends with: the row locked, the right asked, nobody
overwritten, everybody concerned told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from sauro.dates.intervals import Interval
from sauro.scheduling.wording import interval_words
from sauro_web.accounts.models import Role, Unit, User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import Meeting
from sauro_web.meetings.moments import interval_of, local
from sauro_web.meetings.operations.marks import refuse_marks
from sauro_web.notices.operations import tell_each, tell_units

__all__ = [
    "LONGEST_REASON",
    "address_of",
    "ask_to_change",
    "behalf_in",
    "check_time",
    "check_version",
    "day_of",
    "held_meeting",
    "needed_words",
    "tell_called",
    "when_of",
]

_LONGEST = 400
LONGEST_REASON = 500
"""Letters of a reason."""
_MOST_DAYS = 10
_AHEAD_YEARS = 3
_CHANGED = "Người khác vừa thay đổi cuộc họp này; hãy xem lại rồi làm tiếp, nội dung đã gõ vẫn còn."
_NOT_YOURS = "Chỉ người đề nghị, chủ trì, thư ký hoặc người xếp lịch của cơ quan mới thay đổi cuộc họp."


def day_of(now: datetime) -> date:
    """The day by the clock of the office."""
    return timezone.localdate(now)


def when_of(meeting: Meeting) -> Interval:
    """From when to when it is called, by the clock of the office."""
    return interval_of(meeting.starts, meeting.ends)


def held_meeting(meeting: Meeting) -> Meeting:
    """The row as it is now, locked until the transaction ends; its office with it."""
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("office", "called_by", "prepared_by").get(pk=meeting.pk)


def check_version(meeting: Meeting, version: int | None) -> None:
    """Raises Conflict where somebody changed the meeting since."""
    if version is not None and meeting.version != version:
        raise Conflict(_CHANGED)


def ask_to_change(meeting: Meeting, by: User, now: datetime, version: int | None) -> None:
    """Raises NotAllowed; NotReady for a meeting that is over or cancelled, Conflict for one that changed."""
    if not (rules.may_approve(by, meeting.office, on=day_of(now)) or rules.calls(by, meeting)):
        raise NotAllowed(_NOT_YOURS)
    if not rules.may_change(by, meeting, on=day_of(now)):
        raise NotReady(f"Cuộc họp {meeting.get_state_display()} nên không thay đổi được nữa.")
    check_version(meeting, version)


def check_time(when: Interval, now: datetime) -> None:
    """Raises NotReady for a time that is over, or that can only be a slip of the keys."""
    here = local(now)
    if when.end <= here:
        raise NotReady("Giờ họp đã qua; hãy kiểm tra lại ngày, giờ.")
    if when.length.days > _MOST_DAYS:
        raise NotReady(f"Cuộc họp dài hơn {_MOST_DAYS} ngày; hãy kiểm tra lại ngày kết thúc.")
    if when.start.year > here.year + _AHEAD_YEARS:
        raise NotReady(f"Ngày họp cách nay quá {_AHEAD_YEARS} năm; hãy kiểm tra lại năm.")


def needed_words(reason: str) -> str:
    """The reason, trimmed. Raises NotReady where none is given, more than is kept, or one that bears a
    mark of secrecy."""
    words = reason.strip()
    if not words:
        raise NotReady("Hãy ghi rõ lý do.")
    if len(words) > LONGEST_REASON:
        raise NotReady(f"Lý do dài quá {LONGEST_REASON} ký tự; hãy ghi ngắn hơn.")
    refuse_marks([words])
    return words


def behalf_in(by: User, office: Unit, on: date) -> str:
    """Whose position it is that lets the person arrange the calendar of the office, for the trail."""
    return on_behalf(by, (Role.LEADER, Role.COORDINATOR), office, on, in_house=True)


def address_of(meeting: int) -> str:
    """The path of a meeting's page, for notices."""
    return reverse("meetings:meeting", args=(meeting,))


def tell_called(
    meeting: Meeting, words: str, *, what: str, now: datetime, by: User | None, also: Collection[User] = ()
) -> None:
    """Tells whoever is called, the units that send somebody, and `also` these, but not `by`, what became of
    the meeting; `what` makes the key. The first "{}" in the words is the meeting with its time."""
    about = f"“{meeting.subject}”, {interval_words(when_of(meeting))}"
    said = words.replace("{}", about, 1)[:_LONGEST]
    rows = list(meeting.attendees.select_related("person", "unit"))
    people = {row.person for row in rows if row.person is not None} | {*also}
    units = [row.unit for row in rows if row.unit is not None and row.person is None]
    key, link = f"meeting.{meeting.pk}.{what}.{meeting.version}", address_of(meeting.pk)
    told = sorted(people - {by}, key=lambda one: one.pk if one else 0)
    tell_each(((one, said) for one in told if one is not None), link=link, key=key, now=now)
    tell_units(((unit, said) for unit in units), link=link, key=key, now=now)
