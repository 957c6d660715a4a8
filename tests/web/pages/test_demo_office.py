"""The made-up office: whole when its address is printed, all of it done by its own people."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from tests.made_up_office import put_up_office
from tools.make_demo_plans import SOURCES, TARGET
from tools.sample_docx import write_docx

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.models import Entry
from sauro_web.indicators.queries.targets import in_force, proposed
from sauro_web.notices.models import Notice
from sauro_web.outreach.models import Attendance, PublicityItem
from sauro_web.pages.demo_plans import dated
from sauro_web.pages.queries import demo_people
from sauro_web.plans.models import ImportedPlan, PlanState, Suggestion
from sauro_web.procedures.models import ClosedMonth, ProcedureFigures
from sauro_web.reports.models import Report, ReportFigure, ReportState
from sauro_web.reports.queries.checking import waiting_units
from sauro_web.tasks.models import Extension, Nudge, NudgeKind, Obstacle, Task, TaskState, UnitTask
from sauro_web.tasks.standing import counted_so
from sauro_web.tasks.timing import Today

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(settings: Any, tmp_path: Path) -> None:
    """Filled."""
    settings.DEMO, settings.DATA, settings.MEDIA_ROOT = True, tmp_path, tmp_path / "files"
    put_up_office()


def counts() -> tuple[int, ...]:
    """Of everything that the made-up office could have more of."""
    kinds = (User, ImportedPlan, Suggestion, Task, UnitTask, Notice, Entry)
    return tuple(kind.objects.count() for kind in kinds)


def text_of(file: bytes) -> str:
    """What Word would show, with its marks."""
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        return package.read("word/document.xml").decode()


def test_two_plans_are_issued_and_one_waits_to_be_reviewed(office: None) -> None:
    plans = {plan.reference or plan.state: plan for plan in ImportedPlan.objects.select_related("parent")}
    assert set(plans) == {"57/KH-UBND", "38/KH-UBND", PlanState.REVIEW}
    assert plans["38/KH-UBND"].parent == plans["57/KH-UBND"]
    assert plans["57/KH-UBND"].tasks.count() > 25
    waiting = Suggestion.objects.filter(plan=plans[PlanState.REVIEW], twin_of=None)
    doubts = {code for card in waiting for code in card.doubts}
    assert doubts >= {"no_lead", "several_leads", "unit_unknown", "no_due", "no_product", "twin_differs"}
    assert waiting.filter(twins__isnull=False).exists()


def test_it_opens_on_half_a_year_of_work(office: None) -> None:
    states = Counter(UnitTask.objects.values_list("state", flat=True))
    assert set(states) >= {"assigned", "received", "working", "submitted", "finished"}
    assert states[TaskState.FINISHED] > 50
    first, last = Task.objects.order_by("given_at")[0].given_at, Entry.objects.order_by("-number")[0].at
    assert 170 < (last - first).days < 184
    assert last <= timezone.now()
    given = UnitTask.objects.filter(part__in=("lead", "cooperating"), series=None)
    assert set(given.values_list("unit", flat=True)) <= set(Notice.objects.values_list("unit", flat=True))
    late = UnitTask.objects.filter(counted_so("qua-han", Today(timezone.localdate(), timezone.localdate())))
    assert late.count() > 10
    assert Extension.objects.exclude(granted=None).exists()
    assert {nudge.kind for nudge in Nudge.objects.all()} == set(NudgeKind.values)
    assert Obstacle.objects.filter(answered_at=None).exists()


def test_two_communes_have_recorded_this_year_and_the_one_before(office: None) -> None:
    figures = ProcedureFigures.objects.all()
    assert figures.values("commune").distinct().count() == 2
    assert figures.order_by("month")[0].month == date(2025, 7, 1)
    assert figures.filter(nothing=True).exists()
    assert ClosedMonth.objects.exists()
    assert Attendance.objects.exists()
    assert PublicityItem.objects.values("channel").distinct().count() > 4


def test_the_commune_is_measured_by_targets_and_has_one_left_to_take(office: None) -> None:
    commune = Unit.objects.get(name="Ủy ban nhân dân xã Suối Ngần")
    today = timezone.localdate()
    held = in_force(commune, today)
    assert {"meetings_reduction", "online_meetings_share", "electronic_exchange_share"} < held.keys()
    assert any(one.plan is not None and one.quote for one in held.values())
    assert proposed(commune, today)
    province = commune.province
    assert province is not None
    assert in_force(province, today)
    assert not proposed(province, today)


def test_without_a_past_there_are_the_plans_alone(settings: Any, tmp_path: Path) -> None:
    settings.DEMO, settings.DATA, settings.MEDIA_ROOT = True, tmp_path, tmp_path / "files"
    call_command("demo", no_past=True, verbosity=0)
    assert ImportedPlan.objects.count() == 3
    assert not Task.objects.filter(plan=None).exists()
    assert set(UnitTask.objects.values_list("state", flat=True)) == {TaskState.ASSIGNED}


def test_every_step_stands_in_the_trail_under_the_name_of_who_took_it(office: None) -> None:
    taken = Counter(Entry.objects.filter(actor__isnull=False).values_list("action", "actor__username"))
    assert taken["plan.issue", "tinh"] == taken["plan.issue", "vanphong"] == 1
    assert taken["plan.upload", "vanphong"] == 2
    assert taken["task.take_up", "kinhte"]  # how many depends on the weekday on which it is filled
    assert taken["suggestion.confirmed", "tinh"] > 25
    call_command("verify_audit")


def test_filled_again_nothing_changes(office: None) -> None:
    before = counts()
    call_command("demo", verbosity=0)
    assert counts() == before


def test_everybody_has_something_on_the_first_page(office: None, client: Client) -> None:
    for person in User.objects.filter(username__in=[one.username for one in demo_people()]):
        client.force_login(person)
        page = client.get("/").content.decode()
        assert 3 <= page.split('id="bat-dau"')[1].split("</ol>")[0].count("<li") <= 5, person
        assert '<ul class="things' in page or person.username == "quantri", person


def test_the_other_commune_sees_nothing_of_this_one(office: None, client: Client) -> None:
    client.force_login(User.objects.get(username="xakhac"))
    for plan in ImportedPlan.objects.filter(office__name="Ủy ban nhân dân xã Suối Ngần"):
        for address in (f"/ke-hoach/{plan.pk}/", f"/ke-hoach/{plan.pk}/soat/", f"/ke-hoach/{plan.pk}/viec/"):
            assert client.get(address).status_code == 404


@pytest.mark.parametrize("source", sorted(SOURCES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_word_files_are_those_of_their_texts(source: Path, tmp_path: Path) -> None:
    anew = tmp_path / "anew.docx"
    write_docx(source.read_text(encoding="utf-8"), anew)
    kept = (TARGET / f"{source.stem}.docx").read_bytes()
    assert text_of(kept) == text_of(anew.read_bytes()), "python tools/make_demo_plans.py"


def test_days_are_counted_from_today_and_never_fall_on_a_weekend() -> None:
    file = (TARGET / "ke_hoach_xa.docx").read_bytes()
    monday = date(2026, 3, 2)
    words = re.sub(r"<[^>]+>", "", text_of(dated(file, monday)))
    assert "[[" not in words
    assert "Suối Ngần, ngày 30 tháng 01 năm 2026" in words  # 31 January is a Saturday
    days = [date(*map(int, reversed(day.split("/")))) for day in re.findall(r"\d\d/\d\d/20\d\d", words)]
    assert all(day.weekday() < 5 for day in days if day > monday)


def test_a_report_stands_half_done(office: None) -> None:
    reports = Report.objects.filter(period__locked_at=None).select_related("unit")
    states = {one.unit.name: one.state for one in reports}
    assert sorted(states.values()) == ["accepted", "draft", "draft", "submitted"]
    (mending,) = ReportFigure.objects.filter(returned_at__isnull=False)
    assert mending.report.state == ReportState.SUBMITTED
    summing = reports.get(above=None)
    assert len(waiting_units(summing)) == 2
