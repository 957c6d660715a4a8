"""A merged commune: what it is held against, and who reports for those merged into it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from tests.web.reports.test_province import DOCUMENTS, ZONE, Above, above

from sauro.indicators.model import Direction, Shape
from sauro_web.accounts.models import Role, UnitKind, User
from sauro_web.accounts.operations.successions import merge_units
from sauro_web.accounts.organisation import Body
from sauro_web.reports.models import Frequency, Report, ReportState
from sauro_web.reports.operations import Entry, FigureSaid, open_periods, save_report, send_report
from sauro_web.reports.queries.desk import reports_waiting
from sauro_web.reports.queries.papers_issued import ALL
from sauro_web.reports.queries.prefilling import prefilled
from sauro_web.reports.queries.showing import reports_seen, writable
from sauro_web.reports.rules import reach_of

__all__ = ["above"]

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", [DOCUMENTS, ALL])
@pytest.mark.parametrize(("kept", "base"), [(date(2026, 2, 3), 1), (None, None)])
def test_a_register_that_was_kept_then_had_nought(
    above: Above, kept: date | None, base: int | None, code: str
) -> None:
    """A register of which nothing is known of that time has no nought, in a ready form neither."""
    one, other = above.communes
    above.begins(one)
    above.document(one, date(2026, 10, 1), 1)
    above.document(one, date(2026, 2, 2), 3)
    if kept:
        above.document(other, kept, 2)
    merged = date(2027, 5, 1)
    into = Body(UnitKind.COMMUNE, "Ủy ban nhân dân xã Mai Hòa")
    new = merge_units([one, other], by=None, into=into, first_day=merged, on=merged - timedelta(days=1))
    asked = FigureSaid(code, "Văn bản", "văn bản", Shape.CUT, Direction.FEWER, counted_from=code)
    above.regime(rhythm=Frequency.QUARTER, figures=(asked,))
    on = date(2027, 12, 20)
    open_periods(now=datetime(2027, 12, 1, 1, tzinfo=ZONE))
    report = Report.objects.get(unit=new, period__number=4, period__year=2027)
    above.document(new, date(2027, 11, 1), 3)
    (line,) = prefilled(report, on=on, seen_by=reach_of(above.coordinator, on=on)).values()
    assert (line.counted, line.against) == (1, base)


def test_a_new_commune_stands_in_the_sum_while_the_merged_still_report(above: Above) -> None:
    """It had none a year ago, which is known: the tables of a ready form are not left out of the province."""
    one, other = above.communes
    for office in above.communes:
        above.document(office, date(2025, 3, 4), 1)
        above.document(office, date(2026, 3, 4), 2)
    asked = FigureSaid(ALL, "Văn bản", "văn bản", Shape.CUT, Direction.FEWER, counted_from=ALL)
    above.regime(figures=(asked,))
    merged = date(2026, 5, 1)
    into = Body(UnitKind.COMMUNE, "Ủy ban nhân dân xã Mai Hòa")
    new = merge_units([one, other], by=None, into=into, first_day=merged, on=merged - timedelta(days=1))
    above.document(new, date(2026, 5, 20), 1)
    report = Report.objects.create(period=above.report(one).period, unit=new)
    on = date(2026, 6, 16)
    (line,) = prefilled(_whole(report), on=on, seen_by=reach_of(above.coordinator, on=on)).values()
    assert (line.counted, line.against) == (1, 0)


def _whole(report: Report) -> Report:
    return Report.objects.select_related("period__regime__office", "unit__province").get(pk=report.pk)


def test_the_people_of_the_successor_fill_in_and_send_what_the_merged_still_owe(above: Above) -> None:
    """Whoever follows the work of the new commune finds it; nobody else does, and not what began later."""
    one, other = above.communes
    office = above.organised.unit(one, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    follower = above.organised.person("theodoi", (office, Role.COORDINATOR))
    above.regime()
    report = above.report(one)
    merged = date(2026, 5, 1)
    into = Body(UnitKind.COMMUNE, "Ủy ban nhân dân xã Mai Hòa")
    merge_units([one, other], by=None, into=into, first_day=merged, on=merged - timedelta(days=1))
    now = datetime(2026, 6, 2, 9, tzinfo=ZONE)
    on = now.date()
    address = reverse("reports:report", args=[report.pk])
    for person, sees in ((follower, True), (above.writer(one), True), (above.writer(above.health), False)):
        found = reach_of(User.objects.get(pk=person.pk), on=on)
        assert reports_seen(found).filter(pk=report.pk).exists() is sees
        assert writable(found, Report.objects.get(pk=report.pk), on) is sees
        waiting = {row.address for row in reports_waiting(User.objects.get(pk=person.pk), on)}
        assert (address in waiting) is sees
    row = save_report(report, _nothing(report), version=0, by=User.objects.get(pk=follower.pk), now=now)
    sent = send_report(row, version=row.version, by=User.objects.get(pk=follower.pk), now=now)
    assert sent.state == ReportState.SUBMITTED
    late = Report.objects.get(unit=other, period=report.period)
    late.period.first = merged
    late.period.save()
    found = reach_of(User.objects.get(pk=follower.pk), on=on)
    assert not writable(found, Report.objects.select_related("unit", "period").get(pk=late.pk), on)


def _nothing(report: Report) -> dict[int, Entry]:
    return {one.asked_id: Entry(nothing=True) for one in report.figures.all()}
