"""The periodic report of the made-up office, half done: two units have reported, one of them has a figure to
mend, the unit that sums up still waits."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from sauro.indicators.model import Direction, Shape
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import made_up_at
from sauro_web.reports.models import DueFrom, Frequency, Regime, Report
from sauro_web.reports.operations import (
    Entry,
    FigureSaid,
    RegimeSaid,
    accept_report,
    found_regime,
    open_periods_of,
    return_figure,
    save_report,
    send_report,
)

__all__ = ["enter_reports"]

_FIGURES = (
    FigureSaid(
        "unit_documents", "Văn bản đã tham mưu ban hành", "văn bản", direction=Direction.FEWER,
        guide="Văn bản hành chính phát hành trong kỳ; không tính văn bản mật và văn bản bị thu hồi.",
    ),
    FigureSaid(
        "unit_official_letters", "Trong đó: công văn", "văn bản", direction=Direction.FEWER,
        part_of="unit_documents",
    ),
    FigureSaid(
        "unit_other_documents", "Trong đó: loại khác", "văn bản", direction=Direction.FEWER,
        part_of="unit_documents",
    ),
    FigureSaid(
        "unit_online_meetings", "Cuộc họp trực tuyến", "cuộc", shape=Shape.SHARE,
        guide="Trên tổng số cuộc họp do đơn vị chủ trì; họp kết hợp tính là trực tuyến.",
    ),
)  # fmt: skip
_SUMS_UP, _DONE, _MENDS = (
    "Phòng Văn hóa - Xã hội",
    "Phòng Kinh tế",
    "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",
)
_WAITED_FOR = "Trung tâm Phục vụ hành chính công"
_TERM = timedelta(days=3)


def enter_reports(offices: Mapping[str, Unit], *, now: datetime) -> None:
    """Through the operations, all of it as of `now`, by the people who do each of these."""
    office = offices["commune"]
    named = (_SUMS_UP, _DONE, _MENDS, _WAITED_FOR)
    units = {name: Unit.objects.get(name=name, path__startswith=office.path) for name in named}
    people = {
        name: User.objects.get(username=name) for name in ("vanphong", "kinhte", "chuyenvien", "vanthu")
    }
    with made_up_at(now):
        regime = _founded(office, units, people["vanphong"], now)
        _sent(regime, units[_DONE], (41, 30, 11, 5, 8), people["kinhte"], now)
        done = Report.objects.get(period__regime=regime, unit=units[_DONE])
        accept_report(done, version=done.version, by=people["chuyenvien"], now=now)
        mends = _sent(regime, units[_MENDS], (87, 60, 27, 2, 9), people["vanthu"], now)
        return_figure(
            mends.figures.get(asked__code="unit_online_meetings"), by=people["chuyenvien"], now=now,
            reason="Chưa tính các cuộc họp kết hợp trực tiếp với trực tuyến",
            until=localdate(now) + _TERM,
        )  # fmt: skip


def _founded(office: Unit, units: Mapping[str, Unit], by: User, now: datetime) -> Regime:
    """In force from the beginning of the half year, of which the report is due in the month after it."""
    on = localdate(now)
    first = date(on.year, 1 if on.month <= 6 else 7, 1)
    said = RegimeSaid(
        "Báo cáo kết quả tinh giản văn bản, hội nghị", Frequency.HALF_YEAR, first, _FIGURES,
        units=list(units.values()), cut_off="calendar", due_from=DueFrom.NEXT_MONTH, due_number=5,
        consolidator=units[_SUMS_UP],
    )  # fmt: skip
    regime = found_regime(office, said, by=by, now=now)
    open_periods_of(regime, now=now)
    return regime


def _sent(regime: Regime, unit: Unit, counts: tuple[int, ...], by: User, now: datetime) -> Report:
    report = Report.objects.filter(period__regime=regime, unit=unit).latest("period__last")
    numbers = dict(regime.asked.values_list("code", "pk"))
    every, letters, others, online, held = counts
    entries = {
        numbers["unit_documents"]: Entry(every),
        numbers["unit_official_letters"]: Entry(letters),
        numbers["unit_other_documents"]: Entry(others),
        numbers["unit_online_meetings"]: Entry(online, held),
    }
    saved = save_report(report, entries, version=report.version, by=by, now=now)
    return send_report(saved, version=saved.version, by=by, now=now)
