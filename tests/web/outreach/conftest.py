"""A commune with people in two divisions, its province, and somebody of the ward next door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from tests.web.organisation import Organisation
from tests.web.put_back import made_once

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.outreach.models import PublicityItem, TrainingSession
from sauro_web.outreach.operations import (
    ItemSaid,
    SessionSaid,
    mark_attendance,
    save_item,
    save_session,
)

NOW = datetime(2026, 6, 15, 9, 0, tzinfo=timezone(timedelta(hours=7)))
DAY = date(2026, 5, 20)


@dataclass(frozen=True)
class Reaching:
    organised: Organisation
    economy: Unit
    culture: Unit
    coordinator: User
    leader: User
    officer: User
    second: User
    other: User
    province: User
    outsider: User

    @property
    def commune(self) -> Unit:
        return self.organised.commune

    def hold(self, unit: Unit | None = None, *, by: User | None = None, **said: Any) -> TrainingSession:
        about = {"title": "Kỹ năng số", "subject": "digital", "starts_on": DAY, "mode": "online"} | said
        about.setdefault("ends_on", about["starts_on"])
        one = SessionSaid(**about)
        return save_session(unit or self.economy, one, by=by or self.coordinator, now=NOW)

    def mark(self, session: TrainingSession, *people: User, guests: int = 0) -> TrainingSession:
        session.refresh_from_db()
        numbers = [person.pk for person in people]
        among = [one.pk for one in (self.coordinator, self.leader, self.officer, self.second, self.other)]
        return mark_attendance(
            session,
            numbers,
            among=among,
            guests=guests,
            by=self.coordinator,
            now=NOW,
            version=session.version,
        )

    def tell(self, unit: Unit | None = None, *, by: User | None = None, **said: Any) -> PublicityItem:
        about = {"channel": "zalo", "title": "Nộp hồ sơ tại nhà", "on": DAY} | said
        return save_item(unit or self.economy, ItemSaid(**about), by=by or self.coordinator, now=NOW)


@pytest.fixture
def reaching(organised: Organisation) -> Reaching:
    return made_once(lambda: _reaching(organised), organised)


def _reaching(organised: Organisation) -> Reaching:
    commune = organised.commune
    economy = organised.unit(commune, "Phòng Kinh tế")
    culture = organised.unit(commune, "Phòng Văn hóa - Xã hội")
    office = organised.unit(commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    above = organised.unit(organised.province, "Văn phòng Ủy ban nhân dân")
    return Reaching(
        organised,
        economy,
        culture,
        organised.person("daumoi", (office, Role.COORDINATOR)),
        organised.person("chutich", (commune, Role.LEADER)),
        organised.person("mot", (economy, Role.OFFICER), (culture, Role.OFFICER)),
        organised.person("hai", (economy, Role.CLERK)),
        organised.person("ba", (culture, Role.HEAD)),
        organised.person("tinh", (above, Role.COORDINATOR)),
        organised.person("ben", (organised.ward, Role.COORDINATOR)),
    )
