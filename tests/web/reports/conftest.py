"""A commune that receives a half-yearly report from three of its units through one that sums them up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

import pytest
from tests.web.organisation import Organisation
from tests.web.put_back import made_once

from sauro.indicators.model import Direction, Shape
from sauro_web.accounts.models import Role, Unit, User
from sauro_web.reports.models import DueFrom, Frequency, Regime, Report, ReportFigure, ReportPeriod
from sauro_web.reports.operations import (
    Entry,
    FigureSaid,
    RegimeSaid,
    accept_report,
    correct_figures,
    found_regime,
    open_periods,
    save_report,
    send_report,
)

ZONE = timezone(timedelta(hours=7))
BEGAN = datetime(2026, 5, 4, 9, 0, tzinfo=ZONE)
NOW = datetime(2026, 5, 28, 9, 0, tzinfo=ZONE)
AFTER = datetime(2026, 6, 16, 9, 0, tzinfo=ZONE)
FIGURES = (
    FigureSaid(
        "papers", "Văn bản đã ban hành", "văn bản", direction=Direction.FEWER, guide="Không tính mật."
    ),
    FigureSaid("letters", "Trong đó: công văn", "văn bản", part_of="papers"),
    FigureSaid("others", "Trong đó: loại khác", "văn bản", part_of="papers"),
    FigureSaid("online", "Cuộc họp trực tuyến", "cuộc", shape=Shape.SHARE),
)
GOOD = {"papers": (10, None), "letters": (6, None), "others": (4, None), "online": (3, 5)}


@dataclass(frozen=True)
class Reporting:
    organised: Organisation
    economy: Unit
    culture: Unit
    centre: Unit
    coordinator: User
    leader: User
    economist: User
    officer: User
    clerk: User
    outsider: User
    regime: Regime

    @property
    def commune(self) -> Unit:
        return self.organised.commune

    @property
    def period(self) -> ReportPeriod:
        return self.regime.periods.get()

    def report(self, unit: Unit) -> Report:
        return Report.objects.get(period__regime=self.regime, unit=unit)

    def figure(self, unit: Unit, code: str) -> ReportFigure:
        return ReportFigure.objects.get(report=self.report(unit), asked__code=code)

    def entries(self, **said: Entry) -> dict[int, Entry]:
        numbers = {one.code: one.pk for one in self.regime.asked.all()}
        return {numbers[code]: entry for code, entry in said.items()}

    def fill(self, unit: Unit, *, by: User, now: datetime = NOW, **said: Entry) -> Report:
        whole = {code: Entry(*pair) for code, pair in GOOD.items()} | said
        report = self.report(unit)
        return save_report(report, self.entries(**whole), version=report.version, by=by, now=now)

    def send(self, unit: Unit, *, by: User, now: datetime = NOW, **said: Entry) -> Report:
        report = self.fill(unit, by=by, now=now, **said)
        return send_report(report, version=report.version, by=by, now=now)

    def accept(self, unit: Unit, *, by: User | None = None, now: datetime = NOW) -> Report:
        report = self.report(unit)
        return accept_report(report, version=report.version, by=by or self.leader, now=now)

    def correct(
        self, unit: Unit, *, now: datetime, by: User | None = None, reason: str = "Đếm sót", **said: Entry
    ) -> Sequence[ReportFigure]:
        report = self.report(unit)
        return correct_figures(
            report, self.entries(**said), reason=reason, version=report.version, by=by or self.coordinator,
            now=now,
        )  # fmt: skip


def said(units: Sequence[Unit], **changes: object) -> RegimeSaid:
    """Half-yearly, before the first of June, through the first of the units."""
    about = {
        "name": "Báo cáo kết quả thực hiện Kết luận", "rhythm": Frequency.HALF_YEAR,
        "valid_from": date(2026, 5, 1), "figures": FIGURES, "units": units, "due_from": DueFrom.YEARLY,
        "due_number": 1, "due_month": 6, "due_before": True, "consolidator": units[0],
    } | changes  # fmt: skip
    return RegimeSaid(**about)


@pytest.fixture
def reporting(organised: Organisation) -> Reporting:
    return made_once(lambda: _reporting(organised), organised)


def _reporting(organised: Organisation) -> Reporting:
    commune = organised.commune
    economy = organised.unit(commune, "Phòng Kinh tế")
    culture = organised.unit(commune, "Phòng Văn hóa - Xã hội")
    centre = organised.unit(commune, "Trung tâm Phục vụ hành chính công")
    office = organised.unit(commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    coordinator = organised.person("daumoi", (office, Role.COORDINATOR))
    regime = found_regime(commune, said([culture, economy, centre]), by=coordinator, now=BEGAN)
    open_periods(now=BEGAN)
    return Reporting(
        organised, economy, culture, centre, coordinator,
        organised.person("chutich", (commune, Role.LEADER)),
        organised.person("kinhte", (economy, Role.OFFICER)),
        organised.person("vanhoa", (culture, Role.OFFICER)),
        organised.person("trungtam", (centre, Role.OFFICER)),
        organised.person("ben", (organised.ward, Role.COORDINATOR)),
        regime,
    )  # fmt: skip
