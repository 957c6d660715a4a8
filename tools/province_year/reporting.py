"""The reports of the year: filled in, sent, returned, summed up, accepted, locked and corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sauro.indicators.model import THE_SEVEN, Shape
from sauro_web.accounts.models import Unit, UnitGroup
from sauro_web.reports.models import Came, DueFrom, Frequency, Regime, Report, ReportPeriod
from sauro_web.reports.operations import (
    Entry,
    FigureSaid,
    RegimeSaid,
    accept_report,
    found_regime,
    go_without,
    lock_period,
    prefill,
    return_figure,
    save_report,
    say_nothing,
    send_report,
)
from tools.province_year.founding import YEAR, House, Province, at

__all__ = ["TYPED", "Fates", "Told", "found_regimes", "reported"]

VISITS, ANSWERS = "visits", "answers"
TYPED = (VISITS, ANSWERS)
_FIGURES = (
    *(
        FigureSaid(one.code, one.name, one.unit, one.shape, one.direction, counted_from=one.code)
        for one in THE_SEVEN
    ),
    FigureSaid(VISITS, "Cuộc kiểm tra công vụ", "cuộc"),
    FigureSaid(ANSWERS, "Kiến nghị đã trả lời", "kiến nghị", Shape.SHARE),
)
_REASON = "Chưa tính cuộc kiểm tra đột xuất"


@dataclass
class Fates:
    """Who does what out of the ordinary in a period; `returned` is whose figure is sent back."""

    silent: Sequence[House] = ()
    late: Sequence[House] = ()
    nothing: Sequence[House] = ()
    returned: Sequence[House] = ()
    gone: Mapping[int, House] = field(default_factory=dict)
    """By the number of an office that is no more the house that writes for it."""


@dataclass(frozen=True)
class Told:
    """What the recount has to know of a report that no register says: what was typed, and whether it was
    stated that nothing occurred."""

    unit: Unit
    typed: Mapping[str, tuple[int, int | None]]
    nothing: bool


def found_regimes(province: Province) -> Mapping[str, Regime]:
    """By rhythm: the province receives them from its departments and communes through one department."""
    by, own = province.summing.writer, province.own.unit
    communes = UnitGroup.objects.get(office=own, rule="communes")
    found = {}
    for rhythm in (Frequency.QUARTER, Frequency.HALF_YEAR, Frequency.NINE_MONTHS, Frequency.YEAR):
        said = RegimeSaid(
            f"Báo cáo tinh giản giấy tờ, hội họp {rhythm.label}", rhythm, date(YEAR, 1, 1), _FIGURES,
            units=[province.summing.unit, province.health.unit], groups=[communes],
            consolidator=province.summing.unit, due_from=DueFrom.AFTER, due_number=4,
        )  # fmt: skip
        found[rhythm.value] = found_regime(own, said, by=by, now=at(date(YEAR - 1, 12, 20)))
    return found


def reported(province: Province, period: ReportPeriod, fates: Fates) -> Sequence[Told]:
    """All that is done with a period after its last day, and what was said in it besides the registers."""
    now = at(period.last + timedelta(days=2))
    writers = {one.unit.pk: one for one in province.houses} | dict(fates.gone)
    summing = Report.objects.get(period=period, unit=province.summing.unit)
    told = []
    for report in period.reports.exclude(pk=summing.pk).select_related("unit").order_by("unit__path"):
        house = writers[report.unit_id]
        if house in fates.silent:
            continue
        moment = now + timedelta(days=20 if house in fates.late else 0)
        told.append(_sent(report, house, moment, fates))
        if house in fates.returned:
            told[-1] = _mended(report, house, province, moment, told[-1])
        done = Report.objects.get(pk=report.pk)
        accept_report(done, version=done.version, by=province.summing.writer, now=moment)
    later = now + timedelta(days=21 if fates.late else 5)
    if fates.silent:
        go_without(summing, reason="Đơn vị chưa báo cáo", by=province.summing.writer, now=later)
    told.append(_summed_up(summing, province, later))
    lock_period(period, by=province.summing.writer, now=later + timedelta(hours=1))
    return told


def _sent(report: Report, house: House, now: datetime, fates: Fates) -> Told:
    nothing = house in fates.nothing
    if nothing:
        row = say_nothing(report, version=report.version, by=house.writer, now=now)
        typed: dict[str, tuple[int, int | None]] = {VISITS: (0, None), ANSWERS: (0, 0)}
    else:
        row = prefill(report, version=report.version, by=house.writer, now=now)
        odd = sum(map(ord, f"{report.unit.name}{report.period.name}"))
        typed = {VISITS: (odd % 5, None), ANSWERS: (odd % 7, 7 + odd % 3)}
        row = _typed(row, house, typed, now)
    send_report(row, version=row.version, by=house.writer, now=now)
    return Told(report.unit, typed, nothing)


def _typed(row: Report, house: House, typed: Mapping[str, tuple[int, int | None]], now: datetime) -> Report:
    """What no register counts; of what a register has nothing of, that nothing occurred."""
    entries = {}
    for figure in row.figures.select_related("asked"):
        if figure.asked.code in typed:
            entries[figure.asked_id] = Entry(*typed[figure.asked.code])
        elif figure.came == Came.SILENT:
            entries[figure.asked_id] = Entry(nothing=True)
    return save_report(row, entries, version=row.version, by=house.writer, now=now)


def _mended(report: Report, house: House, province: Province, now: datetime, told: Told) -> Told:
    """One figure is returned, and mended while the rest stands."""
    figure = report.figures.get(asked__code=VISITS)
    until = (now + timedelta(days=3)).date()
    return_figure(figure, reason=_REASON, until=until, by=province.summing.writer, now=now)
    typed = {**told.typed, VISITS: (told.typed[VISITS][0] + 2, None)}
    row = Report.objects.get(pk=report.pk)
    entries = {figure.asked_id: Entry(*typed[VISITS])}
    save_report(row, entries, version=row.version, by=house.writer, now=now + timedelta(hours=2))
    return Told(told.unit, typed, told.nothing)


def _summed_up(report: Report, province: Province, now: datetime) -> Told:
    by = province.summing.writer
    row = prefill(report, version=report.version, by=by, now=now)
    row = _typed(row, province.summing, {}, now)
    row = send_report(row, version=row.version, by=by, now=now)
    accept_report(row, version=row.version, by=province.own.leader, now=now)
    return Told(report.unit, {}, nothing=False)
