"""Ready forms: tables that are chosen as a whole, filled from registers and summed once."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict
from django.urls import reverse
from tests.web.indicators.test_indicators import NOW as LATER
from tests.web.indicators.test_indicators import Office, office
from tests.web.organisation import signed_in
from tests.web.reports.conftest import said
from tests.web.reports.test_body import owed

from sauro_web.accounts.models import Role, Unit, UnitGroup
from sauro_web.meetings.models import MeetingMode
from sauro_web.reports.forms import RegimeForm
from sauro_web.reports.models import Came, DueFrom, Report
from sauro_web.reports.operations import (
    READY_FORMS,
    accept_report,
    figures_of_forms,
    found_regime,
    open_periods_of,
    prefill,
    save_report,
    send_report,
)
from sauro_web.reports.operations import Entry as Said
from sauro_web.reports.queries.counted_where import counted_where

__all__ = ["office"]

pytestmark = pytest.mark.django_db
EVERY = tuple(one.key for one in READY_FORMS)
LAST = date(2026, 6, 14)


def test_the_tables_are_those_that_every_report_has() -> None:
    figures = figures_of_forms(EVERY)
    assert len({one.code for one in figures}) == len(figures) <= 60
    assert [len(one.figures) for one in READY_FORMS] == [9, 6, 5, 7]
    assert figures_of_forms(()) == []


def filled(office: Office, units: list[Unit], consolidator: Unit | None) -> None:
    asked = said(
        units, figures=figures_of_forms(EVERY), consolidator=consolidator, due_from=DueFrom.AFTER,
        due_number=2, due_month=0, due_before=False,
    )  # fmt: skip
    regime = found_regime(office.commune, asked, by=office.coordinator, now=LATER)
    open_periods_of(regime, now=LATER)


def figures(unit: Unit) -> dict[str, tuple[int | None, int | None, str]]:
    rows = Report.objects.get(unit=unit, period__last=LAST).figures.select_related("asked")
    return {row.asked.code: (row.counted, row.against, row.came) for row in rows}


def kept(office: Office) -> Unit:
    """Registers with something of each table, partly of a unit inside the office; that unit."""
    unit = office.organised.unit(office.commune, "Phòng Kinh tế")
    office.document(date(2026, 3, 2), 1, drafting_unit=unit)
    office.document(date(2026, 3, 3), 2)
    office.document(date(2026, 3, 4), 3, kind="Giấy mời")
    office.document(date(2025, 3, 3), 4)
    held = office.conference(date(2026, 3, 4), MeetingMode.ONLINE)
    held.prepared_by = unit
    held.save()
    office.conference(date(2026, 3, 5), MeetingMode.IN_PERSON)
    owed(unit, office.commune, due=date(2026, 12, 1))
    return unit


def test_an_office_has_its_tables_filled_from_its_registers(office: Office) -> None:
    kept(office)
    filled(office, [office.commune], None)
    report = Report.objects.get(unit=office.commune, period__last=LAST)
    row = prefill(report, version=0, by=office.coordinator, now=LATER)
    found = figures(office.commune)
    assert found["vb.cong-van"] == (2, 1, Came.COUNTED)
    assert found["vb.con-lai"] == (1, 0, Came.COUNTED)
    assert found["vb.quyet-dinh"] == (0, 0, Came.COUNTED)
    assert found["vb.tong"] == (3, 1, Came.COUNTED)
    assert found["hop.hoi-nghi.truc-tuyen"][0] == found["hop.hoi-nghi.truc-tiep"][0] == 1
    assert (found["viec.trong-han"][0], found["viec.tinh"][0]) == (1, 1)
    client = signed_in(office.coordinator)
    for figure in row.figures.filter(asked__code__in=("vb.con-lai", "vb.cong-van", "viec.tinh")):
        where = counted_where(figure)
        assert where is not None
        page = client.get(where.address)
        assert page.context["records"].total == figure.counted


def test_units_inside_an_office_are_not_counted_twice(office: Office) -> None:
    unit = kept(office)
    summing = office.organised.unit(office.commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    filled(office, [summing, unit], summing)
    writer = office.organised.person("kinhte", (unit, Role.OFFICER))
    below = prefill(Report.objects.get(unit=unit, period__last=LAST), version=0, by=writer, now=LATER)
    own = figures(unit)
    assert (own["vb.tong"][0], own["hop.hoi-nghi.truc-tuyen"][0], own["viec.tinh"][0]) == (1, 1, 1)
    silent = {one.asked_id: Said(nothing=True) for one in below.figures.filter(came=Came.SILENT)}
    below = save_report(below, silent, version=below.version, by=writer, now=LATER)
    below = send_report(below, version=below.version, by=writer, now=LATER)
    accept_report(below, version=below.version, by=office.coordinator, now=LATER)
    whole = Report.objects.get(unit=summing, period__last=LAST)
    prefill(whole, version=0, by=office.coordinator, now=LATER)
    found = figures(summing)
    assert (found["vb.tong"][0], found["hop.hoi-nghi.truc-tuyen"][0], found["viec.tinh"][0]) == (3, 1, 1)


def test_a_form_is_chosen_by_its_box(office: Office) -> None:
    client = signed_in(office.coordinator)
    page = client.get(reverse("reports:regime_new")).content.decode()
    assert "Mẫu có sẵn" in page
    unit = office.organised.unit(office.commune, "Phòng Kinh tế")
    sent = QueryDict(mutable=True)
    sent.update({
        "name": "Báo cáo tháng", "rhythm": "month", "cut_off": "standard", "cut_off_day": "14",
        "due_from": "after", "due_number": "2", "valid_from": "01/06/2026", "units": str(unit.pk),
    })  # fmt: skip
    sent.setlist("ready", ["ty-le", "viec"])
    sent.setlist("indicators", ["online_meetings_share"])
    form = RegimeForm(sent, units=Unit.objects.all(), groups=UnitGroup.objects.none())
    assert form.is_valid(), form.errors
    codes = [one.code for one in form.said.figures]
    assert (len(codes), codes.count("online_meetings_share")) == (12, 1)
