"""A commune with two rooms, and people who meet there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest
from django.utils import timezone
from tests.web.organisation import Organisation
from tests.web.put_back import made_once

from sauro.dates.intervals import Interval
from sauro.scheduling.settings import MeetingKind
from sauro_web.accounts.models import Role, Unit, User
from sauro_web.meetings.models import Meeting, Room
from sauro_web.meetings.operations.calling import NewMeeting, call_meeting

__all__ = ["House", "at", "now_at"]


def now_at(day: int = 1, hour: int = 8, month: int = 6) -> datetime:
    """A moment of the year 2026, with its zone."""
    return timezone.make_aware(datetime(2026, month, day, hour))


NOW = now_at()


def at(day: int, start: float, end: float, month: int = 6) -> Interval:
    """An interval of a day of 2026; 8.5 is half past eight."""
    begin = datetime(2026, month, day)
    return Interval(
        begin.replace(hour=int(start), minute=int(start % 1 * 60)),
        begin.replace(hour=int(end), minute=int(end % 1 * 60)),
    )


@dataclass(frozen=True)
class House:
    """Who and what there is."""

    organised: Organisation
    leader: User
    coordinator: User
    officer: User
    head: User
    economist: User
    inspector: User
    outsider: User
    hall: Room
    small: Room

    @property
    def commune(self) -> Unit:
        return self.organised.commune

    def new(self, when: Interval, subject: str = "Giao ban tuần", **said: object) -> NewMeeting:
        """A meeting of the leader in the hall, with reasons for whatever is asked."""
        reasons = dict.fromkeys(
            (
                "meeting.late_invitation",
                "meeting.late_papers",
                "meeting.too_long",
                "meeting.day_off",
                "meeting.outside_hours",
            ),
            "Yêu cầu công việc",
        )
        about: dict[str, object] = {"chair": self.leader, "rooms": (self.hall,), "reasons": reasons}
        if said.get("conference"):
            about |= {"kinds": (MeetingKind.INTERIM_REVIEW,), "why": "Đánh giá nửa năm"}
        return NewMeeting(subject, when, **about | said)  # type: ignore[arg-type]

    def call(self, when: Interval, subject: str = "Giao ban tuần", **said: object) -> Meeting:
        """Called by who keeps the calendar."""
        return call_meeting(self.commune, self.new(when, subject, **said), by=self.coordinator, now=NOW)

    def ask(self, when: Interval, subject: str = "Họp chuyên môn", **said: object) -> Meeting:
        """Asked for by an officer."""
        said = {"chair": self.head} | said
        return call_meeting(self.commune, self.new(when, subject, **said), by=self.officer, now=NOW)


@pytest.fixture
def house(organised: Organisation) -> House:
    return made_once(lambda: _house(organised), organised)


def _house(organised: Organisation) -> House:
    commune = organised.commune
    culture = organised.unit(commune, "Phòng Văn hóa - Xã hội")
    economy = organised.unit(commune, "Phòng Kinh tế")
    office = organised.unit(commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    return House(
        organised,
        organised.person("chutich", (commune, Role.LEADER)),
        organised.person("vanphong", (office, Role.COORDINATOR)),
        organised.person("chuyenvien", (culture, Role.OFFICER)),
        organised.person("truongphong", (culture, Role.HEAD)),
        organised.person("kinhte", (economy, Role.HEAD)),
        organised.person("kiemtra", (commune, Role.INSPECTOR)),
        organised.person("ben", (organised.ward, Role.COORDINATOR)),
        Room.objects.create(office=commune, name="Hội trường", seats=120, position=1),
        Room.objects.create(office=commune, name="Phòng họp số 2", seats=20, position=2),
    )
