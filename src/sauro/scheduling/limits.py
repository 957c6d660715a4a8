"""What a meeting is held against before it is called: its length, the days ahead, the speech, the year's
numbers, whether it is needed at all. A notice never refuses; whoever calls the meeting gives a reason and
goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from sauro.dates.explain import day_words
from sauro.dates.workdays import WorkCalendar
from sauro.scheduling.model import OfficeHours
from sauro.scheduling.notices import (
    Alternative,
    AlternativeKind,
    MeetingFacts,
    Notice,
    PlannedMeeting,
    Year,
    notice,
)
from sauro.scheduling.odd_times import odd_times
from sauro.scheduling.sameness import is_same_document, is_same_subject
from sauro.scheduling.settings import LimitSettings, MeetingKind, MeetingMode
from sauro.scheduling.wording import length_words, listed
from sauro.scheduling.yearly import yearly_notices

__all__ = ["ahead_notices", "alternatives_for", "days_in_words", "limit_notices"]

_SHORTER = frozenset(
    {
        "meeting.day_off",
        "meeting.outside_hours",
        "meeting.too_long",
        "meeting.speech_too_long",
        "meeting.late_invitation",
        "meeting.late_papers",
    }
)
"""Notices that a meeting answers by keeping the limit, not by being something else."""


def limit_notices(
    meeting: MeetingFacts,
    year: Year,
    calendar: WorkCalendar,
    *,
    on: date,
    settings: LimitSettings | None = None,
    hours: OfficeHours | None = None,
) -> tuple[Notice, ...]:
    """All notices about a meeting, as seen on the day `on`: days off and hours, length, days ahead, speech,
    the year, the need. Without `hours` those of `OfficeHours`."""
    figures = settings or LimitSettings()
    found = (
        *(odd_times(meeting.called, hours or OfficeHours(calendar=calendar)) if meeting.called else ()),
        *_length(meeting, figures),
        *ahead_notices(meeting, calendar, on, figures),
        *_speech(meeting, figures),
        *yearly_notices(meeting, year, figures),
        *_need(meeting, year, figures),
    )
    others = alternatives_for(meeting, year, figures)
    return tuple(one if one.code in _SHORTER else replace(one, alternatives=others) for one in found)


def alternatives_for(
    meeting: MeetingFacts, year: Year, settings: LimitSettings | None = None
) -> tuple[Alternative, ...]:
    """What may be done instead: online where it is not, merged with the nearest meeting of the same
    people, an opinion slip, a notice."""
    figures = settings or LimitSettings()
    found = []
    if meeting.mode is not MeetingMode.ONLINE:
        found.append(Alternative(AlternativeKind.ONLINE, "Họp trực tuyến thay cho họp tập trung."))
    near = _to_merge_with(meeting, year, int(figures.merge_days.value))
    if near:
        name = f" “{near.subject}”" if near.subject else ""
        message = f"Ghép vào cuộc họp{name} ngày {day_words(near.day)} có cùng thành phần."
        found.append(Alternative(AlternativeKind.MERGE, message, near.meeting))
    slip = "Gửi phiếu lấy ý kiến bằng văn bản điện tử thay cho họp."
    found.append(Alternative(AlternativeKind.OPINION_SLIP, slip))
    found.append(Alternative(AlternativeKind.NOTICE, "Ra thông báo, không tổ chức họp."))
    return tuple(found)


def days_in_words(days: Fraction | int) -> str:
    """Working days: "1/2 ngày", "1,5 ngày", "2 ngày"."""
    if days == Fraction(1, 2):
        return "1/2 ngày"
    return f"{float(days):g}".replace(".", ",") + " ngày"


def _to_merge_with(meeting: MeetingFacts, year: Year, days: int) -> PlannedMeeting | None:
    near = (
        one
        for one in year.others
        if meeting.audience & one.audience and abs((one.day - meeting.day).days) <= days
    )
    return min(near, key=lambda one: (abs((one.day - meeting.day).days), one.day, one.meeting), default=None)


def _length(meeting: MeetingFacts, figures: LimitSettings) -> Iterator[Notice]:
    found = figures.longest(meeting.kinds)
    if found is None:
        return
    kind, figure = found
    actual = Fraction(meeting.minutes) / figures.day_minutes.value
    if actual > figure.value:
        most, length = days_in_words(figure.value), length_words(meeting.minutes)
        whole = length_words(int(figure.value * figures.day_minutes.value))
        message = f"Cuộc họp {kind.words} không quá {most} ({whole} làm việc); đang xếp {length}."
        yield notice("meeting.too_long", message, figure, actual)


def ahead_notices(
    meeting: MeetingFacts, calendar: WorkCalendar, on: date, figures: LimitSettings
) -> Iterator[Notice]:
    """Invitation and papers; what has not gone out is taken to go out today."""
    if meeting.urgent:
        return
    for code, what, sent, figure in (
        ("meeting.late_invitation", "Giấy mời", meeting.invited_on, figures.invitation_days),
        ("meeting.late_papers", "Tài liệu họp", meeting.papers_on, figures.papers_days),
    ):
        latest = calendar.add(meeting.day, -int(figure.value))
        went = sent or on
        if went > latest:
            state = f"đã gửi ngày {day_words(sent)}" if sent else f"đến ngày {day_words(on)} chưa gửi"
            message = (
                f"{what} phải gửi trước ít nhất {figure.value} ngày làm việc, "
                f"chậm nhất ngày {day_words(latest)}; {state}."
            )
            yield notice(code, message, figure, max(0, calendar.between(went, meeting.day)))


def _speech(meeting: MeetingFacts, figures: LimitSettings) -> Iterator[Notice]:
    figure = figures.speech_minutes
    if meeting.speech_minutes > figure.value:
        message = (
            f"Phát biểu chỉ đạo, kết luận của lãnh đạo không quá {figure.value} phút; "
            f"chương trình đang dành {meeting.speech_minutes} phút."
        )
        yield notice("meeting.speech_too_long", message, figure, meeting.speech_minutes)


def _need(meeting: MeetingFacts, year: Year, figures: LimitSettings) -> Iterator[Notice]:
    """Whether others have said it already: online for the same units, or in writing."""
    for held in year.broadcasts:
        both = meeting.audience & held.audience
        is_document = is_same_document(meeting.document or "", held.document)
        is_words = MeetingKind.ROUTINE_BRIEFING not in meeting.kinds and is_same_subject(
            meeting.subject, held.title
        )
        if not both or held.held_on > meeting.day or not (is_document or is_words):
            continue
        name = f" “{held.title}”" if held.title else ""
        about = f"văn bản số {held.document}" if is_document else "này"
        message = (
            f"Nội dung {about} đã được cấp trên phổ biến trực tuyến{name} ngày "
            f"{day_words(held.held_on)} cho {len(both)}/{len(meeting.audience)} đơn vị được mời; "
            "không tổ chức lại."
        )
        yield Notice("meeting.already_broadcast", message, figures.necessity_basis, actual=len(both))
    if meeting.guidance:
        written = listed(meeting.guidance)
        message = f"Nội dung đã có văn bản hướng dẫn: {written}; chỉ họp khi nêu được lý do cần thiết."
        yield Notice("meeting.guidance_exists", message, figures.necessity_basis)
