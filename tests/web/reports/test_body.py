"""What registers say in a report: documents by kind, meetings, shares, work in six columns, what is late."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.indicators.test_indicators import NOW as LATER
from tests.web.indicators.test_indicators import Office, office
from tests.web.organisation import signed_in
from tests.web.reports.conftest import NOW, Reporting, said

from sauro.indicators.model import Tally
from sauro.reporting.figure_words import Said
from sauro.reporting.periodic_facts import PeriodicReport, Turned
from sauro.reporting.periods import Window
from sauro_web.accounts.models import Unit
from sauro_web.audit.operations import record
from sauro_web.documents.forms.filters import OutgoingFilters
from sauro_web.documents.models import Direction, Document
from sauro_web.documents.queries.listing import register_rows
from sauro_web.meetings.models import LimitRule, MeetingMode
from sauro_web.reports.models import DueFrom, Narrative, NarrativePart, Report, ReportState
from sauro_web.reports.operations import found_regime, open_periods_of
from sauro_web.reports.queries.body import Body, body_of, counted_of
from sauro_web.reports.queries.records import records_behind
from sauro_web.reports.queries.scopes import Scope, scope_of_unit
from sauro_web.reports.queries.words import accepted_beneath, words_of_units
from sauro_web.reports.written import facts_of, facts_of_count
from sauro_web.tasks.models import Obstacle, Origin, Part, Task, TaskState, UnitTask

__all__ = ["office"]

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2025, 12, 15), date(2026, 6, 14)


@pytest.fixture
def report(office: Office) -> Report:
    """Of the first half of the year, of the commune itself."""
    asked = said([office.commune], consolidator=None, due_from=DueFrom.AFTER, due_number=2, due_month=0,
                 due_before=False)  # fmt: skip
    regime = found_regime(office.commune, asked, by=office.coordinator, now=LATER)
    open_periods_of(regime, now=LATER)
    return Report.objects.get(period__last=LAST)


def owed(
    unit: Unit, house: Unit, *, due: date | None, given: date = date(2026, 2, 2), **facts: object
) -> UnitTask:
    task = Task.objects.create(
        office=house, origin=Origin.DIRECT, position=1, text=f"Việc hạn {due}",
        given_at=datetime(given.year, given.month, given.day, 8, tzinfo=LATER.tzinfo),
    )  # fmt: skip
    days = dict.fromkeys(("due_on", "ends_on", "first_due_on", "first_ends_on"), due)
    return UnitTask.objects.create(
        task=task, unit=unit, **{"part": Part.LEAD, "answers_alone": True} | days | facts
    )


def as_the_list_has_it(office: Unit, address: str) -> int:
    asked = QueryDict(address.partition("?")[2])
    rows = register_rows(office, (Direction.OUTGOING, Direction.INTERNAL))
    return OutgoingFilters(asked, office=office).narrowed(rows).count()


def test_documents_by_kind_with_the_same_days_of_the_year_before(office: Office, report: Report) -> None:
    for number, (day, kind) in enumerate(
        (
            (date(2025, 12, 14), "Công văn"), (FIRST, "Công văn"), (LAST, "Công văn"), (LAST, "Kế hoạch"),
            (date(2026, 6, 15), "Kế hoạch"), (date(2025, 2, 3), "Tờ trình"), (date(2025, 2, 4), "Công văn"),
        )
    ):  # fmt: skip
        office.document(day, number + 1, kind=kind)
    papers = body_of(report, LATER.date()).papers
    assert [(one.name, one.now, one.before) for one in papers.kinds] == [
        ("Kế hoạch", 1, 0), ("Tờ trình", 0, 1), ("Công văn", 2, 1),
    ]  # fmt: skip
    assert (papers.total.now, papers.total.before) == (3, 2)
    for one in (*papers.kinds, papers.total):
        assert as_the_list_has_it(office.commune, one.address) == one.now
    rows = {
        one.name: one for one in facts_of(report, on=LATER.date(), address=str, site="https://x").documents
    }
    assert rows["Công văn"].change.words.startswith("+1")


def test_kinds_that_are_in_no_list_keep_their_names(office: Office, report: Report) -> None:
    kinds = (
        "Khác",
        "",
        "Phiếu trình xử lý công việc A",
        "Phiếu trình xử lý công việc B",
        "Phiếu y",
        "Phiếu Ý",
        "?",
    )
    for number, kind in enumerate(kinds, 1):
        office.document(LAST, number, kind=kind)
    papers = body_of(report, LATER.date()).papers
    assert {one.name for one in papers.kinds} == {kind or "Không ghi tên loại" for kind in kinds}
    found = facts_of(report, on=LATER.date(), address=str)
    assert len({one.now.key for one in found.documents}) == len(kinds) + 1
    scope = body_of(report, LATER.date()).scope
    for one in papers.kinds:
        assert len(records_behind(scope, one.key, person=office.coordinator, on=LATER.date()).rows) == 1


def test_a_register_without_anything_of_the_year_says_so(office: Office, report: Report) -> None:
    body = body_of(report, LATER.date())
    assert {"văn bản ban hành", "hội nghị, cuộc họp", "nhiệm vụ được giao"} <= set(body.absent)
    office.document(date(2026, 3, 2), 1)
    found = facts_of(report, on=LATER.date(), address=str)
    assert found.documents[0].before is not None
    assert found.documents[0].before.said is Said.NO_DATA
    assert "văn bản ban hành" not in found.absent
    assert found.meetings == ()
    page = signed_in(office.coordinator).get(reverse("reports:report", args=[report.pk])).content.decode()
    assert "không có số liệu" in page


def test_meetings_by_mode_lead_to_themselves(office: Office, report: Report) -> None:
    for day, mode in ((FIRST, "online"), (LAST, "in_person"), (date(2025, 3, 3), "online")):
        office.conference(day, MeetingMode(mode))
    other = office.conference(date(2026, 4, 1), MeetingMode.HYBRID)
    other.conference = False
    other.save()
    body = body_of(report, LATER.date())
    assert body.meetings is not None
    rows = {one.name: (one.in_person, one.online, one.hybrid, one.before) for one in body.meetings.rows}
    assert rows == {"Hội nghị": (1, 1, 0, 1), "Cuộc họp khác": (0, 0, 1, 0), "Tổng số": (1, 1, 1, 1)}
    shares = {one.name: one.now for one in body.shares}
    assert shares["Tỷ lệ hội nghị trực tuyến"] == Tally(1, 2)
    found = records_behind(body.scope, "hop.khac.ket-hop", person=office.coordinator, on=LATER.date())
    assert ([one.address for one in found.rows], found.hidden) == ([f"/lich-hop/{other.pk}/"], 0)


def six(body: Body) -> list[int]:
    return [one.now for one in body.work.columns]


def test_work_of_today_is_counted_as_the_lists_count_it(office: Office) -> None:
    unit = office.organised.unit(office.commune, "Phòng Kinh tế")
    on = LATER.date()
    late = owed(unit, office.commune, due=on - timedelta(days=3), state=TaskState.WORKING)
    owed(unit, office.commune, due=on + timedelta(days=30))
    owed(unit, office.commune, due=None)
    day = {"handed_in_on": date(2026, 5, 1), "finished_at": LATER}
    owed(unit, office.commune, due=date(2026, 5, 2), state=TaskState.FINISHED, **day)
    long_ago = {"handed_in_on": date(2026, 3, 1), "finished_at": LATER - timedelta(days=90)}
    owed(unit, office.commune, due=date(2026, 3, 2), state=TaskState.FINISHED, **long_ago)
    owed(unit, office.commune, due=on, part=Part.INFORMED, answers_alone=False)
    scope = scope_of_unit(unit, Window(date(2026, 5, 1), date(2026, 6, 30)), on)
    body = counted_of(scope)
    assert six(body) == [1, 0, 1, 1, 0, 1]
    assert body.work.total.now == 4
    assert [(one.part.pk, one.days, one.unit) for one in body.work.late] == [(late.pk, 1, unit.label)]
    for one in body.work.columns:
        found = records_behind(scope, one.key, person=office.coordinator, on=on)
        assert found.total == len(found.rows) == one.now
    whole = counted_of(scope_of_unit(office.commune, scope.window, on))
    assert six(whole) == six(body)


def test_work_of_days_gone_by_stands_as_it_stood(office: Office, report: Report) -> None:
    """What is finished or given after the last day changes nothing."""
    unit = office.organised.unit(office.commune, "Phòng Kinh tế")
    doing = owed(unit, office.commune, due=date(2026, 5, 4), state=TaskState.WORKING)
    owed(unit, office.commune, due=date(2026, 7, 1), given=date(2026, 6, 20))
    Obstacle.objects.create(
        part=doing, raised_by=office.coordinator, raised_at=LATER, text="Chưa có  kinh phí",
        to=office.commune, answer_by=LAST,
    )  # fmt: skip
    body = body_of(report, date(2026, 7, 20))
    assert six(body) == [0, 0, 0, 1, 0, 0]
    (late,) = body.work.late
    assert (late.reason, late.newly) == ("Chưa có kinh phí", False)
    assert late.days > 20
    found = facts_of(report, on=date(2026, 7, 20), address=str)
    assert [(one.unit, one.due, one.reason) for one in found.late] == [
        (unit.label, date(2026, 5, 4), "Chưa có kinh phí")
    ]


def test_work_of_the_year_before_stands_as_it_stood_then(office: Office, report: Report) -> None:
    """What was finished after those days was late in them."""
    unit = office.organised.unit(office.commune, "Phòng Kinh tế")
    done = owed(
        unit, office.commune, due=date(2025, 5, 5), given=date(2025, 3, 3), state=TaskState.FINISHED,
        handed_in_on=date(2025, 9, 1), finished_at=LATER - timedelta(days=270),
    )  # fmt: skip
    record("task.hand_in", done, by=None, changes={"state": (TaskState.WORKING, TaskState.SUBMITTED)})
    owed(unit, office.commune, due=date(2026, 5, 4), state=TaskState.WORKING)
    work = body_of(report, date(2026, 7, 20)).work
    assert [one.before for one in work.columns] == [0, 0, 0, 1, 0, 0]


def test_what_was_not_late_in_the_report_before_is_newly_late(reporting: Reporting) -> None:
    on = NOW.date()
    report = reporting.report(reporting.economy)
    owed(reporting.economy, reporting.commune, due=date(2025, 12, 10))
    owed(reporting.economy, reporting.commune, due=date(2026, 1, 5))
    before = Report.objects.get(pk=report.pk)
    period = before.period
    period.pk, period.year, period.number = None, 2025, 2
    period.first, period.last, period.due = date(2025, 6, 15), date(2025, 12, 14), date(2025, 12, 20)
    period.save()
    Report.objects.create(
        period=period, unit=reporting.economy, state=ReportState.SUBMITTED, first_sent_at=NOW, sent_at=NOW
    )
    work = body_of(report, on).work
    assert [one.newly for one in work.late] == [False, True]
    old = Report.objects.get(period=period)
    for figure in report.figures.all():
        old.figures.create(asked=figure.asked, counted=12, against=12, came="typed")
    turns = facts_of(report, on=on, address=str).turns
    assert turns is not None
    assert [one.turned for one in turns].count(Turned.NEWLY_LATE) == 1
    page = signed_in(reporting.economist).get(reverse("reports:report", args=[report.pk])).content.decode()
    assert "Mới quá hạn" in page
    assert "mới quá hạn" in page


def test_a_unit_inside_an_office_has_what_it_drafted(office: Office) -> None:
    unit = office.organised.unit(office.commune, "Phòng Kinh tế")
    mine = office.document(date(2026, 3, 2), 1, drafting_unit=unit)
    office.document(date(2026, 3, 3), 2)
    scope = scope_of_unit(unit, Window(date(2026, 3, 1), date(2026, 3, 31)), LATER.date())
    body = counted_of(scope)
    assert (body.papers.total.now, body.meetings.known) == (1, False)
    assert not any(one.now for one in body.shares if "Tỷ lệ hội nghị" in one.name)
    found = records_behind(scope, "vb.cong-van", person=office.coordinator, on=LATER.date())
    assert [one.address for one in found.rows] == [f"/van-ban/{mine.pk}/"]
    with pytest.raises(KeyError):
        records_behind(scope, "khac.gi", person=office.coordinator, on=LATER.date())


def test_a_unit_inside_an_office_has_its_own_shares_and_meetings(office: Office) -> None:
    unit = office.organised.unit(office.commune, "Phòng Kinh tế")
    office.document(date(2026, 3, 2), 1, drafting_unit=unit, digitally_signed=True)
    office.document(date(2026, 3, 3), 2, drafting_unit=unit, digitally_signed=False)
    office.document(date(2026, 3, 3), 3, digitally_signed=True)
    for day, mode, led in ((2, "online", unit), (3, "in_person", unit), (4, "online", None)):
        held = office.conference(date(2026, 3, day), MeetingMode(mode))
        held.prepared_by = led
        held.save()
    scope = scope_of_unit(unit, Window(date(2026, 3, 1), date(2026, 3, 31)), LATER.date())
    body = counted_of(scope)
    (conferences, *_) = body.meetings.rows
    assert (conferences.in_person, conferences.online, conferences.hybrid) == (1, 1, 0)
    shares = {one.name: one for one in body.shares if one.now}
    signed, online = shares["Tỷ lệ văn bản được số hóa"], shares["Tỷ lệ hội nghị trực tuyến"]
    assert (signed.now, online.now) == (Tally(1, 2), Tally(1, 2))
    client = signed_in(office.coordinator)
    for one in (signed, online):
        page = client.get(one.address)
        assert page.status_code == 200
        assert page.context["records"].total == 1
    facts = facts_of_count(scope, "Tháng 3 năm 2026", body)
    assert [one.name for one in facts.meetings] == ["Hội nghị", "Cuộc họp khác", "Tổng số"]


def say(report: Report, part: NarrativePart, text: str) -> Narrative:
    return Narrative.objects.create(report=report, part=part, text=text, at=NOW)


def summed(reporting: Reporting) -> Report:
    """The report of who sums up, one unit beneath accepted with its words."""
    reporting.send(reporting.economy, by=reporting.economist)
    say(reporting.report(reporting.economy), NarrativePart.OBSTACLES, "Thiếu máy quét.")
    reporting.accept(reporting.economy, by=reporting.officer)
    return reporting.report(reporting.culture)


def test_words_of_units_are_taken_over_and_edited(reporting: Reporting) -> None:
    whole = summed(reporting)
    (one,) = words_of_units(whole, accepted_beneath(whole))
    assert (one.unit, one.taken) == (reporting.economy.name, False)
    client = signed_in(reporting.officer)
    address = reverse("reports:take_over", args=[whole.pk])
    assert "Đưa các ý đã chọn" in client.get(reverse("reports:report", args=[whole.pk])).content.decode()
    assert client.post(address, {"version": "0", "words": [one.narrative.pk]}).status_code == 302
    text = whole.narratives.get().text
    assert text == f"Thiếu máy quét. ({reporting.economy.name})"
    assert client.post(address, {"version": "1", "words": [one.narrative.pk]}).status_code == 409
    say(whole, NarrativePart.OBSTACLES, text.replace("Thiếu máy quét.", "Cần hai máy quét"))
    assert [(one.words, one.authors) for one in written(whole).obstacles] == [
        ("Cần hai máy quét", (reporting.economy.name,))
    ]
    assert signed_in(reporting.economist).post(address, {"version": "1"}).status_code in (403, 404)


def test_words_of_units_do_not_fall_into_the_field_of_the_search(reporting: Reporting) -> None:
    whole = summed(reporting)
    page = signed_in(reporting.officer).get(reverse("reports:report", args=[whole.pk])).content.decode()
    assert "Thiếu máy quét." in page
    assert '<input type="search" name="q" id="search" value=""' in page


def written(report: Report) -> PeriodicReport:
    return facts_of(report, on=NOW.date(), address=str)


def test_as_many_queries_for_many_units_as_for_few(reporting: Reporting) -> None:
    whole = summed(reporting)
    written(whole)
    with CaptureQueriesContext(connection) as few:
        written(whole)
    model = reporting.report(reporting.economy)
    for unit in Unit.objects.filter(path__startswith=reporting.organised.ward.path)[:8]:
        one = Report.objects.create(
            period=model.period, unit=unit, above=whole, state=ReportState.ACCEPTED, first_sent_at=NOW,
            accepted_at=NOW,
        )  # fmt: skip
        say(one, NarrativePart.OBSTACLES, f"Khó khăn của {unit.name}")
        for figure in model.figures.all():
            one.figures.create(asked=figure.asked, counted=1, against=2, came="typed")
    with CaptureQueriesContext(connection) as many:
        written(whole)
    assert len(many) == len(few)
    client = signed_in(reporting.officer)
    address = reverse("reports:report", args=[whole.pk])
    client.get(address)
    with CaptureQueriesContext(connection) as page:
        assert client.get(address).status_code == 200
    assert len(page) < 110


def test_the_month_of_a_unit_at_once(office: Office) -> None:
    client = signed_in(office.officer)
    today = date.today()
    unit = office.organised.unit(office.commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    office.document(today, 1, drafting_unit=unit)
    page = client.get(reverse("reports:month"))
    assert page.status_code == 200
    assert "Tự kiểm đếm" in page.content.decode()
    assert page.context["body"].papers.total.now == 1
    sheets = client.get(reverse("reports:month_sheets"), {"don-vi": str(unit.pk)})
    assert (sheets.status_code, sheets["Content-Type"].split(";")[0]) == (
        200, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )  # fmt: skip
    leader = client.get(page.context["body"].papers.total.address)
    assert leader.status_code == 200
    assert "Công văn" not in leader.content.decode() or Document.objects.count() == 1


def test_records_are_for_whoever_reads_the_unit(office: Office) -> None:
    unit = office.organised.unit(office.commune, "Phòng Kinh tế")
    scope = Scope(unit, False, Window(FIRST, LAST), LATER.date())
    address = scope.records("viec.tinh")
    assert signed_in(office.leader).get(address).status_code == 200
    assert signed_in(office.officer).get(address).status_code == 404
    assert signed_in(office.province).get(address).status_code == 404
    for wrong in ("viec.gi", "hop.khac.gi", "x"):
        assert signed_in(office.leader).get(scope.records(wrong)).status_code == 404


def test_the_conferences_of_a_share_are_those_that_it_counts(office: Office, report: Report) -> None:
    """Also where the rule of the office counts those held both ways as online."""
    LimitRule.objects.create(
        office=office.commune, valid_from=date(2026, 1, 1), hybrid_counts_online=True, reason="Quy chế",
        set_by=office.leader, set_at=LATER,
    )  # fmt: skip
    for number, mode in enumerate((MeetingMode.ONLINE, MeetingMode.HYBRID, MeetingMode.IN_PERSON), 2):
        office.conference(date(2026, 3, number), mode)
    rate = next(one for one in body_of(report, LATER.date()).shares if one.now and "hội nghị" in one.name)
    assert rate.now == Tally(2, 3)
    page = signed_in(office.coordinator).get(rate.address)
    assert page.context["records"].total == 2
