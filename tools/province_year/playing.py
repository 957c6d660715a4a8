"""The year from its first day to its last report, each report recounted as soon as it is summed up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from random import Random

from sauro_web.accounts.models import UnitKind
from sauro_web.accounts.operations.successions import merge_units
from sauro_web.accounts.organisation import Body
from sauro_web.documents.models import Document
from sauro_web.documents.operations.relating import recall
from sauro_web.documents.operations.settling import usual_series
from sauro_web.indicators.operations.setting import set_target
from sauro_web.reports.models import ReportFigure, ReportPeriod
from sauro_web.reports.operations import Entry, correct_figures, open_periods
from tools.province_year.founding import YEAR, House, Province, at, found_province, open_books
from tools.province_year.living import Deed, documents, meetings, on_edges, procedures, training
from tools.province_year.recount import Days, Raw, differences, of_whole_province, recounted
from tools.province_year.reporting import Fates, found_regimes, reported

__all__ = ["Played", "play"]

_LIMIT = "online_meetings_share"
_CUT = "admin_documents_reduction"
_MERGED = date(YEAR, 7, 1)
_QUIET_UNTIL = date(YEAR, 3, 20)


@dataclass
class Played:
    """How many figures were compared, those that differ, and what stands in all reports."""

    figures: int = 0
    reports: int = 0
    documents: int = 0
    differing: list[str] = field(default_factory=list)
    digest: str = ""


def play(*, communes: int, pace: int, seed: int) -> Played:
    """The same year for the same numbers, on either database."""
    rng = Random(seed)  # noqa: S311
    province = found_province(communes, rng)
    open_books(province, rng, pace=pace, without=province.communes[6])
    found_regimes(province)
    played, gone = Played(), {}
    waiting = _Waiting(list(_deeds(province, rng, pace)))
    waiting.until(date(YEAR, 1, 1))
    open_periods(now=at(date(YEAR, 1, 1), 1))
    _set_targets(province)
    for rhythm, number, last in _PERIODS:
        if last > _MERGED and not gone:
            waiting.until(_MERGED)
            gone = _merged(province, rng, pace, waiting)
        for day in (last - timedelta(days=80), last):
            waiting.until(day)
            open_periods(now=at(day, 1))
        waiting.until(last + timedelta(days=2))
        period = ReportPeriod.objects.get(regime__rhythm=rhythm, year=YEAR, number=number)
        told = reported(province, period, _fates(province, gone, first=last.month == 3))
        raw = Raw()
        expected = recounted(raw, period, told)
        played.figures += len(expected)
        played.reports += len(told)
        played.differing += differences(period, expected)
        if last.month != 3:  # then all report all that they have
            whole = of_whole_province(raw, period, told)
            played.differing += [f"whole: {key}" for key, pair in whole.items() if expected[key] != pair]
        if last.month == 3:
            played.differing += _corrected(province, period)
    waiting.until(date(YEAR, 12, 31))
    played.documents = Document.objects.count()
    played.digest = _digest()
    return played


_PERIODS = (
    ("quarter", 1, date(YEAR, 3, 14)),
    ("half_year", 1, date(YEAR, 6, 14)),
    ("nine_months", 1, date(YEAR, 9, 14)),
    ("year", 1, date(YEAR, 12, 14)),
    ("quarter", 4, date(YEAR, 12, 14)),
)
"""Four reports of the year; and one of a period that was opened after the merger."""


class _Waiting:
    """What is still to come, in order."""

    def __init__(self, deeds: list[Deed]) -> None:
        self.deeds = sorted(deeds, key=lambda one: one.moment)

    def add(self, deeds: Iterator[Deed]) -> None:
        self.deeds = sorted([*self.deeds, *deeds], key=lambda one: one.moment)

    def until(self, day: date) -> None:
        """Does all that comes before that day."""
        end = at(day, 0)
        while self.deeds and self.deeds[0].moment < end:
            deed = self.deeds.pop(0)
            deed.do(deed.moment)


def _deeds(province: Province, rng: Random, pace: int) -> Iterator[Deed]:
    first, last = date(YEAR - 1, 12, 15), date(YEAR, 12, 14)
    for house in province.houses:
        merged = house in province.communes[:2]
        begins = _QUIET_UNTIL if house is province.communes[4] else first
        ends = _MERGED - timedelta(days=30) if merged else last
        yield from documents(house, rng, pace=pace, first=begins, last=ends)
        days = (date(YEAR, 2, 10), date(YEAR, 3, 15), date(YEAR, 10, 2))
        quiet = house is province.communes[4]
        yield from training(house, rng, days[:2] if merged else days[2:] if quiet else days)
        if house.unit.kind != UnitKind.DEPARTMENT:
            # Their calendars go back behind the days that are compared.
            before = first.replace(year=YEAR - 2) - timedelta(days=90)
            yield from meetings(house, rng, before, last.replace(year=YEAR - 1), conferences=True)
            yield from meetings(house, rng, begins, ends, conferences=True)
        if house.unit.kind == UnitKind.COMMUNE or house is province.health:
            months = range(4 if house is province.communes[4] else 1, 6 if merged else 12)
            yield from procedures(province, house, rng, months)
    yield from on_edges(province.communes[5])
    yield from on_edges(province.own)


def _fates(province: Province, gone: dict[int, House], *, first: bool) -> Fates:
    communes = province.communes
    if not first:
        return Fates(returned=[province.health], gone=gone)
    return Fates(silent=[communes[2]], late=[communes[3]], nothing=[communes[4]])


def _merged(province: Province, rng: Random, pace: int, waiting: _Waiting) -> dict[int, House]:
    """The first two communes become one; who wrote for the first writes for all three."""
    one, other = province.communes[:2]
    body = Body(UnitKind.COMMUNE, "Ủy ban nhân dân xã Đo Mới")
    unit = merge_units(
        [one.unit, other.unit], by=None, into=body, first_day=_MERGED, on=_MERGED - timedelta(days=1),
        basis="Nghị quyết số 9/NQ-HĐND",
    )  # fmt: skip
    new = House(unit, one.leader, one.clerk, one.writer, [*one.staff, *other.staff], one.settles)
    new.series = usual_series(unit, by=new.settles, now=at(_MERGED, 8))
    province.communes[:2] = [new]
    begins, ends = _MERGED + timedelta(days=1), date(YEAR, 12, 14)
    waiting.add(documents(new, rng, pace=2 * pace, first=begins, last=ends))
    waiting.add(meetings(new, rng, begins, ends, conferences=True))
    waiting.add(procedures(province, new, rng, range(7, 12)))
    open_periods(now=at(_MERGED + timedelta(days=1), 1))
    return {one.unit.pk: new, other.unit.pk: new}


def _set_targets(province: Province) -> None:
    """What the province has to reach, and more of it from the middle of the year."""
    for since, wanted in ((date(YEAR, 1, 1), "60"), (date(YEAR, 6, 1), "70")):
        set_target(
            province.own.unit, _LIMIT, comparator=">=", wanted=Decimal(wanted), since=since,
            source="Kế hoạch số 5/KH-UBND", by=province.summing.writer, now=at(since, 8),
        )  # fmt: skip


def _corrected(province: Province, period: ReportPeriod) -> list[str]:
    """After the lock a document of the period is recalled: the figure is corrected, and what was summed up
    stays as it was sent."""
    house, now = province.communes[5], at(date(YEAR, 4, 20))
    document = Document.objects.filter(
        office=house.unit, state="issued", is_procedure_result=False, document_class="administrative",
        dated__range=(period.first, period.last), sent_on__isnull=False,
    ).earliest("dated", "pk")  # fmt: skip
    recall(document, reason="Ban hành nhầm", by=house.clerk, now=now)
    figure = ReportFigure.objects.get(report__period=period, report__unit=house.unit, asked__code=_CUT)
    above = ReportFigure.objects.get(report=figure.report.above, asked__code=_CUT)
    right = Raw().counted(_CUT, [house.unit], Days(period.first, period.last))
    entry = Entry(*right) if right else Entry(nothing=True)
    (row,) = correct_figures(
        figure.report, {figure.asked_id: entry}, reason="Văn bản đã thu hồi", version=figure.report.version,
        by=province.summing.writer, now=now,
    )  # fmt: skip
    after = ReportFigure.objects.get(pk=above.pk)
    found = []
    if (row.counted, row.against) != right or figure.counted != (row.counted or 0) + 1:
        found.append(f"correction: {figure.counted} became {row.counted}, rows {right}")
    if after.counted != above.counted:
        found.append("correction: what was summed up changed")
    return found


def _digest() -> str:
    """Of every figure of every report, by names and not by numbers that a database gives."""
    rows = ReportFigure.objects.select_related("report__unit", "report__period__regime", "asked")
    lines = sorted(
        f"{row.report.period.name}|{row.report.unit.name}|{row.asked.code}|{row.counted}|{row.against}"
        f"|{row.came}|{row.real_until}|{row.report.state}"
        for row in rows
    )
    return sha256("\n".join(lines).encode()).hexdigest()
