"""Whether invitation and papers go out in time, where they go out after the meeting was called: with its
approval, and one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sauro.scheduling.notices import Notice
from sauro_web.meetings.models import Meeting, MeetingState
from sauro_web.meetings.operations.asking import day_of
from sauro_web.meetings.operations.calling import reasons_given
from sauro_web.meetings.operations.changing import facts_of_meeting
from sauro_web.meetings.queries.year import ahead_for, hours_of

__all__ = ["keep_reasons", "late_paper", "late_when_approved", "unanswered"]


def late_when_approved(meeting: Meeting, *, now: datetime) -> tuple[Notice, ...]:
    """What is late where a request is approved now, which sends the invitation. Five queries."""
    hours = hours_of(meeting.office)
    return ahead_for(meeting.office, facts_of_meeting(meeting), on=day_of(now), hours=hours)


def late_paper(meeting: Meeting, *, now: datetime) -> tuple[Notice, ...]:
    """Whether a paper that goes out now is late. Nothing is told once the meeting has begun. Five queries."""
    if now >= meeting.starts or meeting.state not in (MeetingState.PENDING, MeetingState.FIRM):
        return ()
    on, hours = day_of(now), hours_of(meeting.office)
    facts = replace(facts_of_meeting(meeting), papers_on=on)
    told = ahead_for(meeting.office, facts, on=on, hours=hours)
    return tuple(one for one in told if one.code == "meeting.late_papers")


def unanswered(meeting: Meeting, told: Sequence[Notice]) -> list[Notice]:
    """Those for which no reason has been given yet."""
    return [one for one in told if not meeting.reasons.get(one.code, ["", ""])[1]]


def keep_reasons(held: Meeting, told: Sequence[Notice], reason: str) -> None:
    """Writes down what was told with its reason: a new one, or that which was given before. Raises NotReady
    where there is none."""
    given = {code: answer for code, (_, answer) in held.reasons.items()}
    answers = {one.code: reason.strip() or given.get(one.code, "") for one in told}
    held.reasons = {**held.reasons, **reasons_given(told, answers)}
