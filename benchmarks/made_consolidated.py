"""A province whose communes have all reported: their reports are there as rows, that of the department which
sums up goes its way through the operations of the site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sauro_web.accounts.models import Unit, User
    from sauro_web.reports.models import Regime, Report

__all__ = ["NOW", "Consolidated", "made_consolidated"]

_ZONE = timezone(timedelta(hours=7))
_BEGAN = datetime(2026, 1, 5, 9, tzinfo=_ZONE)
NOW = datetime(2026, 6, 16, 9, tzinfo=_ZONE)
_FOUNDED = date(2025, 7, 1)
_TYPED = ("Cuộc kiểm tra công vụ", "Kiến nghị đã trả lời", "Thủ tục nội bộ đã cắt giảm")
_DOCUMENTS = 400
"""Of the province's own register, in either year."""


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The accepted report that sums up the communes, and who writes and issues it."""

    report: Report
    writer: User
    clerk: User
    leader: User


def made_consolidated(communes: int) -> Consolidated:
    """Into an empty database, in one transaction."""
    from django.db import transaction

    with transaction.atomic():
        return _made(communes)


def _made(communes: int) -> Consolidated:
    from sauro_web.accounts.models import Role, Unit
    from sauro_web.documents.operations.settling import usual_series
    from sauro_web.reports.models import Report
    from sauro_web.reports.operations import Entry as Said
    from sauro_web.reports.operations import accept_report, open_periods, prefill, save_report, send_report

    top = _province(communes)
    office = Unit.objects.get(path__startswith=top.path, name="Văn phòng Ủy ban nhân dân")
    summing = Unit.objects.get(path__startswith=top.path, name="Sở Nội vụ")
    leader = _person("chutich", top, Role.LEADER)
    writer, clerk = _person("tonghop", summing, Role.COORDINATOR), _person("vanthu", office, Role.CLERK)
    usual_series(top, by=leader, now=_BEGAN)
    _documents(top, leader)
    _regime(top, summing, writer)
    open_periods(now=_BEGAN)
    report = Report.objects.get(unit=summing)
    _accepted(list(report.beneath.order_by("pk")), writer)
    row = prefill(report, version=report.version, by=writer, now=NOW)
    silent = {one.asked_id: Said(nothing=True) for one in row.figures.filter(counted=None)}
    row = save_report(row, silent, version=row.version, by=writer, now=NOW)
    row = send_report(row, version=row.version, by=writer, now=NOW)
    return Consolidated(accept_report(row, version=row.version, by=leader, now=NOW), writer, clerk, leader)


def _province(communes: int) -> Unit:
    from sauro_web.accounts.models import Unit, UnitKind
    from sauro_web.accounts.operations.founding import make_groups
    from sauro_web.accounts.operations.planting import plant
    from sauro_web.accounts.organisation import Body, province_groups

    kind = UnitKind.DEPARTMENT
    inside = (Body(kind, "Văn phòng Ủy ban nhân dân", "VP"), Body(kind, "Sở Nội vụ", "SNV"))
    body = Body(UnitKind.PROVINCE, "Ủy ban nhân dân tỉnh Đo Lường", inside=inside)
    (top,) = plant(None, [body], valid_from=_FOUNDED)
    names = (f"Ủy ban nhân dân xã Đo Lường {number}" for number in range(1, communes + 1))
    plant(top, [Body(UnitKind.COMMUNE, name) for name in names], valid_from=_FOUNDED)
    make_groups(top, province_groups("Đo Lường"))
    return Unit.objects.get(pk=top.pk)


def _person(name: str, unit: Unit, role: str) -> User:
    from sauro_web.accounts.models import Membership, User

    person = User.objects.create_user(name, full_name=f"Người {name}")
    Membership.objects.create(user=person, unit=unit, role=role, valid_from=_FOUNDED)
    return person


def _documents(top: Unit, by: User) -> None:
    from sauro_web.documents.models import Direction, Document, DocumentClass, DocumentState

    kinds = ("Công văn", "Báo cáo", "Kế hoạch", "Quyết định", "Tờ trình", "Thông báo")
    Document.objects.bulk_create(
        Document(
            office=top, province=top.province, direction=Direction.OUTGOING, year=year, number=number,
            document_class=DocumentClass.ADMINISTRATIVE, kind=kinds[number % len(kinds)],
            dated=date(year, 1 + number % 5, 1 + number % 28), issued_on=date(year, 1 + number % 5, 1),
            reference=f"{number}/UBND", key=f"{number}/ubnd", subject=f"Về việc thứ {number}",
            state=DocumentState.ISSUED, registered_by=by, registered_at=_BEGAN,
        )
        for year in (2025, 2026)
        for number in range(1, _DOCUMENTS + 1)
    )  # fmt: skip


def _regime(top: Unit, summing: Unit, by: User) -> Regime:
    from sauro.indicators.model import THE_SEVEN
    from sauro_web.accounts.models import UnitGroup
    from sauro_web.reports.models import DueFrom, Frequency
    from sauro_web.reports.operations import FigureSaid, RegimeSaid, found_regime

    figures = [
        FigureSaid(one.code, one.name, one.unit, one.shape, one.direction, counted_from=one.code)
        for one in THE_SEVEN
    ]
    figures += [FigureSaid(f"typed_{number}", name, "việc") for number, name in enumerate(_TYPED)]
    said = RegimeSaid(
        "Báo cáo tinh giản giấy tờ, hội họp", Frequency.HALF_YEAR, date(2026, 1, 1), figures,
        units=[summing], groups=[UnitGroup.objects.get(office=top, rule="communes")],
        consolidator=summing, due_from=DueFrom.AFTER, due_number=4,
    )  # fmt: skip
    return found_regime(top, said, by=by, now=_BEGAN)


def _accepted(reports: Sequence[Report], by: User) -> None:
    """Sent and accepted, each with its figures and its words."""
    from sauro_web.reports.models import Came, Narrative, NarrativePart, Report, ReportFigure

    times = {"first_sent_at": NOW, "sent_at": NOW, "accepted_at": NOW}
    Report.objects.filter(pk__in=[one.pk for one in reports]).update(
        state="accepted", sent_by=by, accepted_by=by, **times
    )
    figures = list(ReportFigure.objects.filter(report__in=reports).select_related("asked"))
    for number, one in enumerate(figures):
        one.counted, one.came = number % 90, Came.TYPED if number % 11 else Came.NOTHING
        one.counted = 0 if one.came == Came.NOTHING else one.counted
        one.against = None if one.asked.shape == "count" else 90 + number % 7
    ReportFigure.objects.bulk_update(figures, ["counted", "came", "against"], batch_size=300)
    Narrative.objects.bulk_create(
        Narrative(report=one, part=part, text=f"{part.label} thứ {number} của xã.", by=by, at=NOW)
        for number, one in enumerate(reports)
        for part in (NarrativePart.OBSTACLES, NarrativePart.PROPOSALS)
    )
