"""A report held with its period while something is done with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.accounts.queries.successions import living_successors
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.reports import rules
from sauro_web.reports.models import FigureVersion, Report, ReportFigure, ReportPeriod
from sauro_web.reports.queries.showing import writable

__all__ = ["Held", "behalf_of", "hold", "hold_period", "keep_versions", "successors_of"]

_NOT_YOURS = (
    "Chỉ người của đơn vị báo cáo, hoặc đầu mối theo dõi của cơ quan, mới lập và gửi báo cáo của đơn vị này."
)
_NOT_RECEIVED = "Chỉ nơi nhận báo cáo mới duyệt hoặc trả lại báo cáo này."


@dataclass(frozen=True, slots=True)
class Held:
    """A report whose period is held: nothing else happens to any report of that period meanwhile."""

    report: Report
    period: ReportPeriod
    on: date
    reach: rules.Reach

    def ask_writer(self) -> None:
        """Raises NotAllowed."""
        if not writable(self.reach, self.report, self.on):
            raise NotAllowed(_NOT_YOURS)

    def ask_receiver(self, sentence: str = _NOT_RECEIVED) -> None:
        """Raises NotAllowed."""
        above = self.report.above
        if not rules.may_receive(self.reach, self.period.regime.office, above.unit if above else None):
            raise NotAllowed(sentence)

    def ask_unlocked(self, act: str) -> None:
        """Raises NotReady where the period is locked; `act` is what was meant, in words."""
        if self.period.locked_at is not None:
            raise NotReady(
                f"Kỳ báo cáo đã khóa ngày {localdate(self.period.locked_at):%d/%m/%Y} nên không {act} được; "
                "hãy đề nghị cơ quan nhận báo cáo mở khóa (có ghi lý do) hoặc đính chính từng số liệu."
            )

    def ask_version(self, version: int) -> None:
        """Raises Conflict where somebody changed the report since."""
        if version != self.report.version:
            raise Conflict("Báo cáo vừa được người khác sửa; hãy tải lại trang để xem rồi làm lại.")


def hold_period(number: int) -> ReportPeriod:
    """The period, held until the transaction ends."""
    rows = ReportPeriod.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("regime__office").get(pk=number)


def hold(report: Report, *, by: User, now: datetime) -> Held:
    """The report as it stands, its period held until the transaction ends."""
    on = localdate(now)
    period = hold_period(report.period_id)
    along = ("unit__province", "unit__commune", "above__unit__province", "above__unit__commune")
    row = Report.objects.select_related(*along).get(pk=report.pk)
    row.period = period
    return Held(row, period, on, rules.reach_of(by, on=on))


def successors_of(unit: Unit, on: date) -> tuple[Unit, ...]:
    """The living successors of a unit that is no more; none of one that exists."""
    if unit.exists_on(on):
        return ()
    return tuple(living_successors([unit], on)[unit.pk])


def behalf_of(by: User, unit: Unit, on: date) -> str:
    """For the trail: whose position lets the person act for a unit."""
    return on_behalf(by, rules.WRITING, unit, on) or on_behalf(
        by, rules.FOLLOWING, unit.house, on, in_house=True
    )


def keep_versions(
    figures: Iterable[ReportFigure],
    *,
    by: User | None,
    now: datetime,
    reason: str = "",
    corrects: bool = False,
) -> None:
    """Keeps figures as they stand now, each under its number."""
    names = ("counted", "against", "came", "real_until", "estimate")
    FigureVersion.objects.bulk_create(
        FigureVersion(
            figure=one, number=one.version, by=by, at=now, reason=reason[:500], corrects=corrects,
            **{name: getattr(one, name) for name in names},
        )
        for one in figures
    )  # fmt: skip
