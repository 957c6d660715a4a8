"""An office that wants figures of procedures from three of its units, and people around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

import pytest
from tests.web.organisation import Organisation
from tests.web.put_back import made_once

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.procedures.operations import Entered, save_figures, set_reporting

NOW = datetime(2026, 6, 15, 9, 0, tzinfo=timezone(timedelta(hours=7)))
MAY, JUNE, LAST_MAY = date(2026, 5, 1), date(2026, 6, 1), date(2025, 5, 1)
GOOD = {
    "received": 120, "online": 80, "digitised": 100, "paper_digital": 20, "reused": 30,
    "resolved": 110, "results_digitised": 90, "on_time": 105, "feedback": 4, "feedback_on_time": 3,
}  # fmt: skip


@dataclass(frozen=True)
class Counting:
    organised: Organisation
    economy: Unit
    culture: Unit
    centre: Unit
    coordinator: User
    leader: User
    officer: User
    province: User
    outsider: User

    @property
    def commune(self) -> Unit:
        return self.organised.commune

    def save(self, unit: Unit, month: date = MAY, *, by: User | None = None, **counts: int) -> None:
        one = Entered(unit, month, counts or GOOD)
        save_figures(self.commune, [one], by=by or self.coordinator, now=NOW)


@pytest.fixture
def counting(organised: Organisation) -> Counting:
    return made_once(lambda: _counting(organised), organised)


def _counting(organised: Organisation) -> Counting:
    commune = organised.commune
    economy = organised.unit(commune, "Phòng Kinh tế")
    culture = organised.unit(commune, "Phòng Văn hóa - Xã hội")
    centre = organised.unit(commune, "Trung tâm Phục vụ hành chính công")
    office = organised.unit(commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    above = organised.unit(organised.province, "Văn phòng Ủy ban nhân dân")
    coordinator = organised.person("daumoi", (office, Role.COORDINATOR))
    set_reporting(commune, [economy, culture, centre], first_month=date(2025, 7, 1), by=coordinator, now=NOW)
    return Counting(
        organised,
        economy,
        culture,
        centre,
        coordinator,
        organised.person("chutich", (commune, Role.LEADER)),
        organised.person("kinhte", (economy, Role.OFFICER)),
        organised.person("tinh", (above, Role.COORDINATOR)),
        organised.person("ben", (organised.ward, Role.COORDINATOR)),
    )
