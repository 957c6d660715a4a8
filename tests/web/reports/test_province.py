"""A province that receives the reports of two communes and a department through one of its departments: each
register counts once, whoever holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.organisation import Organisation
from tests.web.reports.conftest import said

from sauro.indicators.model import Direction, Shape
from sauro_web.accounts.models import Role, Unit, UnitKind, User
from sauro_web.accounts.operations.successions import merge_units
from sauro_web.accounts.organisation import Body
from sauro_web.documents.models import Direction as Book
from sauro_web.documents.models import Document, DocumentClass, DocumentState
from sauro_web.outreach.models import Attendance, TrainingSession
from sauro_web.reports.models import Came, DueFrom, Frequency, Regime, Report
from sauro_web.reports.operations import (
    FigureSaid,
    accept_report,
    found_regime,
    open_periods,
    prefill,
    say_nothing,
    send_report,
)
from sauro_web.reports.operations.judging import keep_what_came
from sauro_web.reports.queries.body import body_of
from sauro_web.reports.queries.counted_where import counted_where
from sauro_web.reports.queries.estimates import estimates_of
from sauro_web.reports.queries.prefilling import prefilled
from sauro_web.reports.queries.showing import page_of
from sauro_web.reports.rules import reach_of
from sauro_web.reports.written import facts_of

pytestmark = pytest.mark.django_db
ZONE = timezone(timedelta(hours=7))
BEGAN, NOW = datetime(2026, 1, 5, 9, tzinfo=ZONE), datetime(2026, 6, 16, 9, tzinfo=ZONE)
DOCUMENTS, SKILLS = "admin_documents_reduction", "digital_skills_share"
FIGURES = (FigureSaid(DOCUMENTS, "Văn bản", "văn bản", Shape.CUT, Direction.FEWER, counted_from=DOCUMENTS),)


@dataclass(frozen=True)
class Above:
    """The province and whoever reports to it; the first department sums up."""

    organised: Organisation
    summing: Unit
    health: Unit
    coordinator: User
    leader: User

    @property
    def communes(self) -> tuple[Unit, Unit]:
        return self.organised.commune, self.organised.ward

    def document(self, office: Unit, day: date, number: int) -> Document:
        return Document.objects.create(
            office=office, province=office.province, commune=office.commune, direction=Book.OUTGOING,
            document_class=DocumentClass.ADMINISTRATIVE, kind="Công văn", year=day.year, number=number,
            dated=day, issued_on=day, reference=f"{number}/UBND", key=f"{number}/ubnd{office.pk}",
            subject="Về việc rà soát", state=DocumentState.ISSUED, registered_by=self.coordinator,
            registered_at=NOW,
        )  # fmt: skip

    def begins(self, *offices: Unit) -> None:
        """Their registers go back behind the same days of the year before."""
        for office in offices:
            self.document(office, date(2024, 12, 2), 70)

    def regime(self, **changes: object) -> Regime:
        about = {
            "figures": FIGURES, "valid_from": date(2026, 1, 1), "due_from": DueFrom.AFTER, "due_number": 2,
            "due_month": 0, "due_before": False,
        } | changes  # fmt: skip
        asked = said([self.summing, self.health, *self.communes], **about)
        found = found_regime(self.organised.province, asked, by=self.coordinator, now=BEGAN)
        open_periods(now=BEGAN)
        return found

    def report(self, unit: Unit) -> Report:
        return Report.objects.get(unit=unit, period__year=2026, period__number=1)

    def writer(self, unit: Unit) -> User:
        return User.objects.get(username=f"viet{unit.pk}")

    def done(self, unit: Unit) -> Report:
        """Filled in, sent, accepted."""
        by = self.writer(unit)
        row = prefill(self.report(unit), version=0, by=by, now=NOW)
        row = send_report(row, version=row.version, by=by, now=NOW)
        return accept_report(row, version=row.version, by=self.coordinator, now=NOW)


@pytest.fixture
def above(organised: Organisation) -> Above:
    province = organised.province
    summing, health = organised.unit(province, "Sở Nội vụ"), organised.unit(province, "Sở Y tế")
    for unit in (health, organised.commune, organised.ward):
        organised.person(f"viet{unit.pk}", (unit, Role.OFFICER))
    return Above(
        organised, summing, health, organised.person("daumoi", (summing, Role.COORDINATOR)),
        organised.person("chutich", (province, Role.LEADER)),
    )  # fmt: skip


def test_the_sum_of_a_province_has_every_register_once(above: Above) -> None:
    offices = (above.organised.province, above.summing, above.health, *above.communes)
    above.begins(*offices)
    for many, office in enumerate(offices, 1):
        for number in range(many):
            above.document(office, date(2026, 3, 1 + number), number + 1)
            above.document(office, date(2025, 3, 1 + number), number + 11)
    above.regime()
    health = above.done(above.health).figures.get()
    assert (health.counted, health.against, health.came) == (3, 3, Came.COUNTED)
    for unit in above.communes:
        above.done(unit)
    row = prefill(above.report(above.summing), version=0, by=above.coordinator, now=NOW)
    figure = row.figures.get()
    assert (figure.counted, figure.against, figure.came) == (15, 15, Came.SUMMED)
    assert figure.note == "tổng của 5 đơn vị"
    assert not page_of(row, on=NOW.date()).sums_off
    above.document(above.communes[0], date(2026, 4, 1), 90)
    assert not page_of(row, on=NOW.date()).sums_off, "what was accepted stands"
    above.document(above.organised.province, date(2026, 4, 1), 91)
    (off,) = page_of(row, on=NOW.date()).sums_off
    assert off == "Văn bản: nay cộng được 16, ở đây 15"


def test_units_of_one_name_are_told_apart(above: Above) -> None:
    desks = [above.organised.unit(one, "Phòng Văn hóa - Xã hội") for one in above.communes]
    asked = said(
        [above.summing, *desks], figures=[FigureSaid("visits", "Cuộc kiểm tra", "cuộc")],
        valid_from=date(2026, 1, 1),
    )  # fmt: skip
    found_regime(above.organised.province, asked, by=above.coordinator, now=BEGAN)
    open_periods(now=BEGAN)
    for unit in desks:
        by = above.organised.person(f"viet{unit.pk}", (unit, Role.OFFICER))
        row = say_nothing(above.report(unit), version=0, by=by, now=NOW)
        row = send_report(row, version=row.version, by=by, now=NOW)
        accept_report(row, version=row.version, by=above.coordinator, now=NOW)
    report = above.report(above.summing)
    (line,) = prefilled(report, on=NOW.date(), seen_by=reach_of(above.coordinator, on=NOW.date())).values()
    assert (line.counted, line.note) == (0, "tổng của 2 đơn vị")


def test_who_has_nothing_keeps_the_base_of_the_year_before(above: Above) -> None:
    above.begins(above.communes[0])
    above.document(above.communes[0], date(2025, 3, 1), 1)
    above.regime()
    by = above.writer(above.communes[0])
    row = say_nothing(above.report(above.communes[0]), version=0, by=by, now=NOW)
    figure = row.figures.get()
    assert (figure.counted, figure.against, figure.came) == (0, 1, Came.NOTHING)


def test_communes_merged_in_mid_period_are_counted_once(above: Above) -> None:
    one, other = above.communes
    above.begins(one, other)
    for number, office in enumerate((one, other), 1):
        above.document(office, date(2026, 2, number), number)
        above.document(office, date(2025, 2, number), 10 + number)
    above.regime(rhythm=Frequency.YEAR)
    merged = date(2026, 5, 1)
    body = Body(UnitKind.COMMUNE, "Ủy ban nhân dân xã Mai Hòa")
    new = merge_units([one, other], by=None, into=body, first_day=merged, on=merged - timedelta(days=1))
    morning = datetime(2026, 5, 2, 1, tzinfo=ZONE)
    open_periods(now=morning)
    open_periods(now=morning)
    report = above.report(new)
    assert report.above == above.report(above.summing)
    above.document(new, date(2026, 6, 1), 3)
    counted = {}
    for unit in (one, other, new):
        row = above.report(unit)
        reach = reach_of(above.coordinator, on=NOW.date())
        (line,) = prefilled(row, on=NOW.date(), seen_by=reach).values()
        counted[unit.pk] = line.counted, line.against
    # The base stands where the documents of the year before are: it would be lost, or asked for twice.
    assert counted == {one.pk: (1, 1), other.pk: (1, 1), new.pk: (1, 0)}
    later = datetime(2027, 1, 4, 1, tzinfo=ZONE)
    open_periods(now=later)
    after = Report.objects.get(unit=new, period__year=2027)
    assert not Report.objects.filter(unit=one, period__year=2027).exists()
    on = date(2027, 3, 1)
    (line,) = prefilled(after, on=on, seen_by=reach_of(above.coordinator, on=on)).values()
    assert (line.counted, line.against) == (0, 2), "of the same days of the year before, with both of them"


def test_a_course_after_the_last_day_is_of_the_next_period(above: Above) -> None:
    commune = above.communes[0]
    by = above.writer(commune)
    above.organised.person("dt", (commune, Role.COORDINATOR))
    above.regime(figures=[FigureSaid(SKILLS, "Đào tạo", "người", Shape.SHARE, counted_from=SKILLS)])
    session = TrainingSession.objects.create(
        unit=commune, province=commune.province, commune=commune, title="Chữ ký số", subject="digital",
        starts_on=date(2026, 6, 15), ends_on=date(2026, 6, 15), mode="online", saved_by=by, saved_at=NOW,
    )  # fmt: skip
    Attendance.objects.create(session=session, person=by, unit=commune)
    reach = reach_of(User.objects.get(username="dt"), on=NOW.date())
    (line,) = prefilled(above.report(commune), on=NOW.date(), seen_by=reach).values()
    assert (line.counted, line.against) == (0, 2)


def test_a_department_has_a_register_of_its_own_in_its_report(above: Above) -> None:
    """Its documents by kind, the list behind its figure and its last estimate come from the same register."""
    for number in range(3):
        above.document(above.health, date(2026, 3, 1 + number), number + 1)
    above.document(above.organised.province, date(2026, 3, 9), 11)
    above.regime()
    row = above.done(above.health)
    body = body_of(row, NOW.date())
    assert (body.papers.total.now, body.papers.office) == (3, above.health)
    (where,) = [counted_where(one) for one in row.figures.all()]
    assert where is not None
    assert f"co-quan={above.health.pk}&" in where.address
    before, old = row.figures.get(), above.report(above.health).period
    old.pk, old.year, old.number = None, 2025, 2
    old.first, old.last, old.due = date(2025, 6, 15), date(2025, 12, 14), date(2025, 12, 20)
    old.save()
    above.document(above.health, date(2025, 12, 1), 51)
    above.document(above.organised.province, date(2025, 12, 1), 52)
    last = Report.objects.create(period=old, unit=above.health, state="submitted", first_sent_at=NOW)
    last.figures.create(asked=before.asked, counted=1, came="counted", estimate=4)
    assert [one.off_by for _, one in estimates_of(row, [before])] == [3]


def test_the_estimate_of_a_sum_is_judged_by_what_each_of_its_units_came_to(above: Above) -> None:
    above.begins(above.health, *above.communes)
    above.regime()
    for number, unit in enumerate((above.health, *above.communes), 1):
        above.document(unit, date(2026, 3, number), number)
        above.document(unit, date(2025, 3, number), 20 + number)
        above.done(unit)
    summing = prefill(above.report(above.summing), version=0, by=above.coordinator, now=NOW)
    row = summing.figures.get()
    assert (row.counted, row.came) == (3, Came.SUMMED)
    row.estimate = 9
    row.save()
    send_report(summing, version=summing.version, by=above.coordinator, now=NOW)
    for number, unit in enumerate(above.communes, 1):
        above.document(unit, date(2026, 6, 14), 50 + number)
    later = datetime(2026, 12, 16, 9, tzinfo=ZONE)
    open_periods(now=datetime(2026, 6, 30, 1, tzinfo=ZONE))
    following = Report.objects.get(unit=above.summing, period__first=date(2026, 6, 15))
    assert not estimates_of(following, list(following.figures.all())), "the units are not counted again yet"
    assert keep_what_came(now=datetime(2026, 6, 30, 1, tzinfo=ZONE)) == 3
    assert keep_what_came(now=datetime(2026, 7, 1, 1, tzinfo=ZONE)) == 0
    with CaptureQueriesContext(connection) as asked:
        ((_, seen),) = estimates_of(following, list(following.figures.select_related("asked")))
    assert (seen.estimated, seen.came_to) == (9, 5)
    assert len(asked) < 20
    words = "".join(
        one if isinstance(one, str) else one.words
        for one in facts_of(following, on=later.date(), address=str).estimates[0]
    )
    assert words == "Văn bản: ước 9, thực hiện 5"


def test_a_department_without_a_register_has_what_it_drafted(above: Above) -> None:
    mine = above.document(above.organised.province, date(2026, 3, 9), 11)
    mine.drafting_unit = above.health
    mine.save()
    above.document(above.organised.province, date(2026, 3, 9), 12)
    above.regime()
    papers = body_of(above.report(above.health), NOW.date()).papers
    assert (papers.total.now, papers.office) == (1, above.organised.province)


def test_the_first_document_of_a_department_leaves_earlier_reports_as_they_were(above: Above) -> None:
    """Mostly that is the report itself, issued under a number of its own: what it drafted before stands in
    the register of its province."""
    for number in (1, 2):
        drafted = above.document(above.organised.province, date(2026, 3, number), number)
        drafted.drafting_unit = above.health
        drafted.save()
    above.regime()
    report = above.report(above.health)
    before = body_of(report, NOW.date()).papers
    above.document(above.health, NOW.date(), 1)
    after = body_of(report, NOW.date()).papers
    assert (before.total.now, before.office) == (after.total.now, after.office) == (
        2, above.organised.province
    )  # fmt: skip
