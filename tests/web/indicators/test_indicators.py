"""What an office has reached, counted from its registers, and what it has to reach."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.organisation import Organisation, signed_in

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.accounts.queries.reach import reach_of
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents.models import (
    Baseline,
    CountingRule,
    Direction,
    Document,
    DocumentClass,
    DocumentState,
    Recipient,
)
from sauro_web.documents.offices_named import goes_to_office
from sauro_web.indicators.models import SetTarget
from sauro_web.indicators.operations.setting import set_target, take_from_plan
from sauro_web.indicators.queries.asking import Asked
from sauro_web.indicators.queries.measuring import Measured, measured
from sauro_web.indicators.queries.standing import Line, lines_of
from sauro_web.indicators.queries.targets import in_force, proposed
from sauro_web.meetings.models import Meeting, MeetingMode, MeetingState
from sauro_web.plans.models import ImportedPlan, PlanState, Suggestion, SuggestionKind, SuggestionState

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 15, 9, 0, tzinfo=timezone(timedelta(hours=7)))
ON = NOW.date()
DOCUMENTS, ONLINE = "admin_documents_reduction", "online_meetings_share"


class Office:
    """A commune, its people, and rows put straight into its registers."""

    def __init__(self, organised: Organisation) -> None:
        self.organised, self.commune = organised, organised.commune
        desk = organised.unit(self.commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
        above = organised.unit(organised.province, "Văn phòng Ủy ban nhân dân")
        self.coordinator = organised.person("daumoi", (desk, Role.COORDINATOR))
        self.leader = organised.person("chutich", (self.commune, Role.LEADER))
        self.officer = organised.person("chuyenvien", (desk, Role.OFFICER))
        self.province = organised.person("tinh", (above, Role.LEADER))

    def document(self, day: date, number: int, **said: object) -> Document:
        row = {
            "office": self.commune, "province": self.commune.province, "commune": self.commune,
            "direction": Direction.OUTGOING, "document_class": DocumentClass.ADMINISTRATIVE,
            "kind": "Công văn", "year": day.year, "number": number, "dated": day, "issued_on": day,
            "reference": f"{number}/UBND", "key": f"{number}/ubnd", "subject": "Về việc rà soát",
            "state": DocumentState.ISSUED, "registered_by": self.coordinator, "registered_at": NOW,
        } | said  # fmt: skip
        return Document.objects.create(**row)

    def conference(self, day: date, mode: str, *, of: Unit | None = None) -> Meeting:
        office = of or self.commune
        starts = datetime(day.year, day.month, day.day, 8, tzinfo=NOW.tzinfo)
        return Meeting.objects.create(
            office=office, province=office.province, commune=office, subject="Hội nghị",
            starts=starts, ends=starts + timedelta(hours=3), conference=True, mode=mode,
            state=MeetingState.FIRM, called_by=self.coordinator, called_at=NOW, approved_by=self.leader,
            approved_at=NOW,
        )  # fmt: skip

    def asked(self, year: int = 2026, on: date = ON) -> Asked:
        return Asked(self.commune, year, on, reach_of(self.coordinator, on=ON))

    def figure(self, code: str, **asked: object) -> Measured:
        return next(one for one in measured(self.asked(**asked)) if one.indicator.code == code)

    def line(self, code: str, **asked: object) -> Line:
        return next(one for one in lines_of(self.asked(**asked)) if one.measured.indicator.code == code)

    def target(self, code: str = DOCUMENTS, wanted: str | None = "15", **said: object) -> SetTarget:
        words = {
            "comparator": ">=", "since": date(2026, 1, 1), "source": "Kế hoạch số 27/KH-UBND",
            "by": self.coordinator, "now": NOW,
        } | said  # fmt: skip
        return set_target(self.commune, code, wanted=None if wanted is None else Decimal(wanted), **words)


@pytest.fixture
def office(organised: Organisation) -> Office:
    return Office(organised)


@pytest.fixture
def base(office: Office) -> Baseline:
    return Baseline.objects.create(
        office=office.commune, year=2025, kind="", count=100, source="Báo cáo số 300/BC-UBND",
        confirmed_by=office.coordinator, confirmed_at=NOW,
    )  # fmt: skip


def test_documents_are_counted_by_the_rule_of_the_register(office: Office, base: Baseline) -> None:
    office.document(date(2026, 3, 2), 1)
    office.document(date(2026, 5, 4), 2)
    office.document(date(2026, 5, 5), 3, state=DocumentState.RECALLED)
    office.document(date(2026, 5, 6), 4, document_class=DocumentClass.PARTY)
    office.document(date(2025, 5, 6), 9)
    office.document(date(2025, 9, 6), 10)
    office.document(date(2025, 1, 6), 8, state=DocumentState.RECALLED)  # the register held the whole year
    found = office.figure(DOCUMENTS)
    assert (found.tally.counted, found.tally.against) == (2, 100)
    assert found.before.counted == 1
    assert found.base_source == "Báo cáo số 300/BC-UBND"


def test_a_figure_leads_to_the_very_documents_counted(office: Office, base: Baseline) -> None:
    kept = [office.document(date(2026, 3, 2), 1), office.document(date(2026, 5, 4), 2)]
    office.document(date(2026, 5, 5), 3, state=DocumentState.RECALLED)
    office.document(date(2025, 5, 6), 9)
    page = signed_in(office.leader).get(office.figure(DOCUMENTS).address)
    assert page.status_code == 200
    assert {row.pk for row in page.context["shown"].page.rows} == {one.pk for one in kept}


def test_electronic_exchange_is_of_what_was_sent_to_an_office(office: Office) -> None:
    sent, unit = date(2026, 3, 10), office.commune.province
    rows = (
        ("electronic", sent, "Sở Nội vụ", None), ("paper", sent, "CÁC PHÒNG CHUYÊN MÔN", None),
        ("both", sent, "Tỉnh", unit), ("electronic", None, "Sở Nội vụ", None),
        ("electronic", sent, "Ông Lò Văn A", None), ("electronic", sent, "Hộ kinh doanh Bản Sở", None),
        ("electronic", sent, "Lưu: VT", None), ("electronic", sent, "", None),
    )  # fmt: skip
    for number, (channel, day, name, whose) in enumerate(rows, 1):
        row = office.document(date(2026, 3, number), number, channel=channel, sent_on=day)
        if name:
            Recipient.objects.create(document=row, name=name, unit=whose, sent_on=day)
        row.sent_to_office = goes_to_office(day, row.recipients.all())
        row.save()
    found = office.figure("electronic_exchange_share")
    assert (found.tally.counted, found.tally.against) == (2, 3)
    assert "không kể văn bản chỉ gửi công dân" in found.wording.lower()
    page = signed_in(office.leader).get(found.address)
    assert sorted(row.number for row in page.context["shown"].page.rows) == [1, 2, 3]


def test_a_list_goes_by_the_rule_of_its_figure(office: Office, base: Baseline) -> None:
    said = {
        "office": office.commune,
        "source": "Kế hoạch",
        "set_by": office.leader,
        "set_at": NOW,
        "reason": "x",
    }
    CountingRule.objects.create(valid_from=date(2025, 1, 1), **said)
    CountingRule.objects.create(valid_from=ON + timedelta(days=1), left_out=["Công văn"], **said)
    office.document(date(2026, 3, 2), 1)
    found = office.figure(DOCUMENTS)
    assert found.tally.counted == 1
    assert len(signed_in(office.leader).get(found.address).context["shown"].page.rows) == 1


def test_what_arrived_and_counts_as_digitised_is_listed_beside(office: Office) -> None:
    for number, way in ((1, Direction.OUTGOING), (2, Direction.INCOMING)):
        office.document(date(2026, 3, number), number, direction=way, digitally_signed=True)
    office.document(date(2026, 3, 3), 3, direction=Direction.INCOMING, state=DocumentState.RETURNED)
    code = "digitised_documents_share"
    rule = CountingRule.objects.create(
        office=office.commune, valid_from=date(2025, 1, 1), source="Kế hoạch", set_at=NOW,
        set_by=office.leader, reason="x", digitised_of_arrivals=False,
    )  # fmt: skip
    found = office.figure(code)
    assert (found.tally.against, found.of_arrivals) == (1, "")
    rule.digitised_of_arrivals = True
    rule.save()
    found, client = office.figure(code), signed_in(office.leader)
    assert found.tally.against == 2
    listed = [client.get(one).context["shown"].page.rows for one in (found.address, found.of_arrivals)]
    assert [[row.number for row in rows] for rows in listed] == [[1], [2]]
    address = reverse("indicators:indicator", args=(code,))
    asked = {"co-quan": office.commune.pk, "nam": 2026}
    assert "văn bản đến đã đếm" in client.get(address, asked).content.decode()


def test_conferences_online_of_all(office: Office) -> None:
    office.conference(date(2026, 2, 3), MeetingMode.ONLINE)
    office.conference(date(2026, 2, 4), MeetingMode.IN_PERSON)
    office.conference(date(2026, 7, 4), MeetingMode.ONLINE)
    found = office.figure(ONLINE)
    assert (found.tally.counted, found.tally.against) == (1, 2)
    assert office.figure("meetings_reduction").tally.counted == 2


@pytest.mark.parametrize(
    ("many", "chip", "left"),
    [(85, "chưa chắc", "còn được 0 văn bản"), (86, "đã vượt mức", "vượt 1 văn bản")],
)
def test_a_cut_is_no_success_before_the_year_is_over(
    office: Office, base: Baseline, many: int, chip: str, left: str
) -> None:
    office.target()
    for number in range(many):
        office.document(date(2026, 6, 1), number + 1)
    line = office.line(DOCUMENTS)
    assert line.limit == 85
    assert line.left == left
    assert line.chip[1] in (chip, "khó đạt")


def test_a_year_that_is_over_is_met_or_not(office: Office, base: Baseline) -> None:
    office.target()
    for number in range(85):
        office.document(date(2026, 6, 1), number + 1)
    over = date(2027, 1, 4)
    assert office.line(DOCUMENTS, on=over).chip == ("done", "đạt")
    office.document(date(2026, 12, 31), 99)
    assert office.line(DOCUMENTS, on=over).chip == ("late", "không đạt")
    assert office.figure(DOCUMENTS, on=over).end is None


def test_an_empty_register_is_no_cut_of_all(office: Office, base: Baseline) -> None:
    office.target()
    assert office.line(DOCUMENTS, on=date(2027, 1, 5)).chip == ("doubt", "chưa có số liệu")
    office.document(date(2026, 3, 2), 1)
    assert office.line(DOCUMENTS, on=date(2027, 1, 5)).chip == ("done", "đạt")


def test_nothing_to_hold_against_is_never_met(office: Office) -> None:
    office.target()
    office.target(ONLINE, "60")
    assert office.line(DOCUMENTS).chip == ("doubt", "chưa tính được")
    assert office.line(ONLINE).chip == ("doubt", "chưa tính được")
    Baseline.objects.create(
        office=office.commune, year=2025, kind="", count=0, source="x", confirmed_by=office.coordinator,
        confirmed_at=NOW,
    )  # fmt: skip
    assert office.line(DOCUMENTS).chip == ("doubt", "chưa tính được")


def test_a_share_says_what_is_still_needed(office: Office) -> None:
    office.target(ONLINE, "60")
    for day in range(1, 4):
        office.conference(date(2026, 2, day), MeetingMode.IN_PERSON)
    line = office.line(ONLINE)
    assert line.chip == ("near", "chưa đạt")
    assert line.left == "cần thêm 5 hội nghị đạt yêu cầu"


def test_a_target_changed_in_mid_year_keeps_the_one_before(office: Office) -> None:
    office.target(wanted="15")
    office.target(wanted="20", since=date(2026, 7, 1), source="Kế hoạch số 80/KH-UBND")
    assert in_force(office.commune, date(2026, 6, 30))[DOCUMENTS].wanted == 15
    assert in_force(office.commune, date(2026, 7, 1))[DOCUMENTS].wanted == 20
    office.target(wanted=None, since=date(2026, 9, 1))
    assert DOCUMENTS not in in_force(office.commune, date(2026, 9, 1))
    assert SetTarget.objects.count() == 3


@pytest.mark.parametrize(
    "said", [{"wanted": "101"}, {"wanted": "-1"}, {"source": " "}, {"code": "nothing"}, {"wanted": None}]
)
def test_targets_that_are_none_are_refused(office: Office, said: dict[str, object]) -> None:
    with pytest.raises(NotReady):
        office.target(**said)
    assert not SetTarget.objects.exists()


def test_the_same_again_is_refused(office: Office) -> None:
    office.target()
    with pytest.raises(NotReady, match="rồi"):
        office.target()


def test_only_who_follows_the_office_sets_targets(office: Office) -> None:
    for person in (office.leader, office.officer, office.province):
        with pytest.raises(NotAllowed):
            office.target(by=person)


def test_versions_are_never_changed(office: Office) -> None:
    row = office.target()
    with pytest.raises(DatabaseError), transaction.atomic():
        SetTarget.objects.filter(pk=row.pk).update(wanted=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        SetTarget.objects.filter(pk=row.pk).delete()


def plan_with(office: Office, *values: dict[str, object], **said: object) -> ImportedPlan:
    plan = ImportedPlan.objects.create(
        office=office.commune, uploaded_by=office.coordinator, uploaded_at=NOW, file_name="a.docx", size=1,
        digest=f"d{ImportedPlan.objects.count()}", state=PlanState.ISSUED, number="27", symbol="KH-UBND",
        issued_on=date(2026, 2, 11), units_told_at=NOW, **said,
    )  # fmt: skip
    for place, value in enumerate(values):
        whole = {
            "indicator": DOCUMENTS,
            "comparator": ">=",
            "value": 15,
            "unit": "%",
            "basis": "",
            "by": None,
        }
        Suggestion.objects.create(
            plan=plan, kind=SuggestionKind.TARGET, position=place,
            read={"quote": "giảm tối thiểu 15%", "span": {"start": 0, "end": 18}},
            value=whole | value, state=SuggestionState.CONFIRMED,
        )  # fmt: skip
    return plan


def test_targets_of_a_confirmed_plan_are_taken_with_their_quotation(office: Office) -> None:
    plan_with(office, {}, {"indicator": ONLINE, "value": 60}, {"indicator": "khac_gi_do"}, {"unit": "lần"})
    found = proposed(office.commune, ON)
    assert [one.code for one in found] == [DOCUMENTS, ONLINE]
    row = take_from_plan(office.commune, found[0].suggestion.pk, by=office.coordinator, now=NOW)
    assert (row.wanted, row.since) == (15, date(2026, 1, 1))
    assert row.quote == "giảm tối thiểu 15%"
    assert row.source == "Kế hoạch số 27/KH-UBND"
    assert [one.code for one in proposed(office.commune, ON)] == [ONLINE]
    with pytest.raises(NotReady):
        take_from_plan(office.commune, found[0].suggestion.pk, by=office.coordinator, now=NOW)


def test_a_later_plan_with_another_figure_holds_from_now_on(office: Office) -> None:
    office.target(wanted="10")
    plan_with(office, {})
    (one,) = proposed(office.commune, ON)
    row = take_from_plan(office.commune, one.suggestion.pk, by=office.coordinator, now=NOW)
    assert row.since == ON
    assert in_force(office.commune, date(2026, 3, 1))[DOCUMENTS].wanted == 10


def test_what_nobody_confirmed_is_not_proposed(office: Office) -> None:
    plan = plan_with(office, {})
    Suggestion.objects.update(state=SuggestionState.OPEN)
    assert not proposed(office.commune, ON)
    Suggestion.objects.update(state=SuggestionState.CONFIRMED)
    ImportedPlan.objects.filter(pk=plan.pk).update(units_told_at=None, state=PlanState.REVIEW)
    assert not proposed(office.commune, ON)


def test_the_pages(office: Office, base: Baseline) -> None:
    office.document(date(2026, 3, 2), 1)
    plan_with(office, {})
    client = signed_in(office.coordinator)
    page = client.get("/chi-tieu/")
    assert page.status_code == 200
    assert "Đưa vào theo dõi" in page.content.decode()
    one = proposed(office.commune, date.today())[0]
    assert client.post(f"/chi-tieu/tu-ke-hoach/{one.suggestion.pk}/").status_code == 302
    page = client.get(f"/chi-tieu/{DOCUMENTS}/")
    assert "giảm tối thiểu 15%" in page.content.decode()
    data = {"comparator": ">=", "wanted": "20,5", "since": "01/07/2026", "source": "Kế hoạch số 80/KH-UBND"}
    assert client.post(f"/chi-tieu/{DOCUMENTS}/", data).status_code == 302
    assert SetTarget.objects.latest("pk").wanted == Decimal("20.5")
    assert client.post(f"/chi-tieu/{DOCUMENTS}/", data | {"since": "31/02/2026"}).status_code == 422
    assert client.get("/chi-tieu/nothing/").status_code == 404


def test_who_sees_them(office: Office, outsider: User) -> None:
    def status(person: User, path: str = "/chi-tieu/") -> int:
        return signed_in(person).get(path).status_code

    assert status(office.leader) == 200
    assert status(office.officer) == 403
    assert status(outsider) in (403, 404)
    assert status(office.province, f"/chi-tieu/?co-quan={office.commune.pk}") == 200
    client = signed_in(office.leader)
    data = {"comparator": ">=", "wanted": "20", "since": "01/07/2026", "source": "x"}
    assert client.post(f"/chi-tieu/{DOCUMENTS}/", data).status_code == 403


def test_queries_do_not_grow_with_the_registers(office: Office, base: Baseline) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            measured(office.asked())
        return len(captured)

    office.document(date(2026, 3, 2), 1)
    asked()
    few = asked()
    for number in range(2, 40):
        office.document(date(2026, 3, 2), number)
    assert asked() == few


def test_numbers_are_said_with_points_between_thousands_and_levels_without_empty_decimals(
    office: Office, base: Baseline
) -> None:
    Baseline.objects.update(count=4_000)
    office.target(wanted="12.50")
    line = office.line(DOCUMENTS)
    assert (line.target_said, line.left) == ("giảm ít nhất 12,5\u00a0%", "còn được 3.500 văn bản")
    office.target(ONLINE, wanted="60.00")
    page = signed_in(office.leader).get(f"/chi-tieu/{ONLINE}/").content.decode()
    assert "ít nhất 60 %</td>" in page


def test_a_target_for_a_year_far_off_is_a_slip_of_the_finger(office: Office) -> None:
    office.target(since=date(2027, 12, 31))
    with pytest.raises(NotReady, match="01/01/2062 còn quá xa"):
        office.target(wanted="20", since=date(2062, 1, 1))
