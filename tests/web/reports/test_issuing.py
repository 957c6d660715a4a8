"""A report is frozen, worded, and issued under one number; what it said can be held against what it says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from django.db import IntegrityError, transaction
from tests.web.reports.conftest import AFTER, NOW, ZONE, Reporting

from sauro.reporting.read_back import read_back
from sauro.reporting.wording import shown
from sauro_web.accounts.models import Role, User
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.documents.models import Document, DocumentState, NumberRequest, RequestState, Series
from sauro_web.documents.operations.requesting import decide_request
from sauro_web.documents.operations.settling import set_baseline, usual_series
from sauro_web.plans.models import ImportedPlan, Suggestion, SuggestionKind
from sauro_web.reports.drawn_up import facts_of_frozen, folio_of, passages_in, word_of
from sauro_web.reports.issued_copies import standing_of
from sauro_web.reports.models import Came, FrozenReport, IssuedReport, Regime, Report
from sauro_web.reports.operations import (
    Around,
    Entry,
    ask_number,
    freeze_report,
    issue_report,
    return_figure,
    reword,
    save_report,
    take_from_word,
)
from sauro_web.reports.operations.issuing import Issued
from sauro_web.reports.queries.counted_where import counted_where
from sauro_web.reports.queries.issuing import wording_of

pytestmark = pytest.mark.django_db
SITE = "https://mailinh.example"


@dataclass(frozen=True)
class Issuing:
    reporting: Reporting
    clerk: User
    series: Series

    @property
    def report(self) -> Report:
        return self.reporting.report(self.reporting.culture)

    def whole(self) -> Report:
        """The consolidated report, accepted."""
        reporting = self.reporting
        for unit, by in ((reporting.economy, reporting.economist), (reporting.centre, reporting.clerk)):
            reporting.send(unit, by=by)
            reporting.accept(unit)
        reporting.send(reporting.culture, by=reporting.officer, papers=Entry(20), letters=Entry(12),
                       others=Entry(8), online=Entry(6, 10))  # fmt: skip
        return reporting.accept(reporting.culture)

    def frozen(self, now: datetime = NOW) -> FrozenReport:
        return freeze_report(self.report, by=self.reporting.officer, now=now)

    def issue(self, frozen: FrozenReport, *, now: datetime = NOW, on: date | None = None) -> Issued:
        return issue_report(
            frozen, issued_on=on or now.date(), why_needed="", site=SITE, by=self.clerk, now=now
        )

    def around(self, frozen: FrozenReport) -> Around:
        old = wording_of(frozen)
        return Around(old.superior, tuple(old.recipients), tuple(old.authority), old.signer)

    def say(self, frozen: FrozenReport, number: int, text: str) -> object:
        version = wording_of(frozen).number
        return reword(
            frozen, {number: text}, self.around(frozen), version=version, by=self.reporting.officer, now=NOW
        )

    def lines(self, frozen: FrozenReport) -> list[str]:
        wording = wording_of(frozen)
        figures = dict(read_back(word_of(frozen, wording, site=SITE)).figures)
        return [shown(one, figures) for one in passages_in(wording)]

    def place_of(self, frozen: FrozenReport, words: str) -> int:
        return next(number for number, line in enumerate(self.lines(frozen)) if words in line)


@pytest.fixture
def issuing(reporting: Reporting) -> Issuing:
    commune = reporting.commune
    made = usual_series(commune, by=reporting.leader, now=NOW)
    office = reporting.organised.unit(commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    clerk = reporting.organised.person("vanthu", (office, Role.CLERK))
    return Issuing(reporting, clerk, made[0])


def text_of(data: bytes) -> str:
    file = docx.Document(BytesIO(data))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in file.paragraphs), *cells])


def changed(data: bytes, old: str, new: str) -> bytes:
    made = BytesIO()
    with ZipFile(BytesIO(data)) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            held = before.read(name)
            if name == "word/document.xml":
                assert old in held.decode()
                held = held.decode().replace(old, new, 1).encode()
            after.writestr(name, held)
    return made.getvalue()


def test_an_accepted_report_becomes_a_document_with_its_number(issuing: Issuing) -> None:
    issuing.whole()
    frozen = issuing.frozen()
    row = issuing.issue(frozen).row
    document = row.document
    assert (document.reference, document.kind, document.state) == (
        "01/BC-UBND", "Báo cáo", DocumentState.ISSUED
    )  # fmt: skip
    assert document.drafting_unit == issuing.reporting.culture
    assert "Chế độ báo cáo" in document.why_needed
    with row.file.open("rb") as file:
        data = file.read()
    said = text_of(data)
    assert "Số: 01/BC-UBND" in said.replace("\u2011", "-").replace("\n", " ")
    assert "ngày 28 tháng 5 năm 2026" in said
    assert read_back(data).digest == row.figure_digest
    assert read_back(data).is_true
    (file_row,) = document.files.all()
    assert (file_row.digest, file_row.name) == (row.file_digest, "01_BC-UBND.docx")


def test_what_is_not_accepted_or_waits_is_not_frozen(issuing: Issuing) -> None:
    with pytest.raises(NotReady, match="đang soạn"):
        issuing.frozen()
    issuing.whole()
    frozen = issuing.frozen()
    figure = issuing.reporting.figure(issuing.reporting.culture, "papers")
    return_figure(figure, reason="Xem lại", until=AFTER.date(), by=issuing.reporting.leader, now=NOW)
    with pytest.raises(NotReady, match="đã gửi"):
        issuing.issue(frozen)


def test_its_own_number_is_no_change_of_its_figures(issuing: Issuing) -> None:
    """The report is itself one of the documents of the days that it counts."""
    issuing.whole()
    frozen = issuing.frozen()
    row = issuing.issue(frozen).row
    assert standing_of(issuing.report, frozen, row, issuing.series).moved == ()
    reporting = issuing.reporting
    figure = reporting.figure(reporting.culture, "papers")
    figure.counted = 21
    figure.save()
    found = standing_of(issuing.report, frozen, row, issuing.series).moved
    assert ("Văn bản đã ban hành", "20", "21") in {(one.name, one.then, one.now) for one in found}


def test_issued_twice_is_issued_once(issuing: Issuing) -> None:
    issuing.whole()
    frozen = issuing.frozen()
    issuing.issue(frozen)
    with pytest.raises(Conflict, match="đã phát hành: số 01/BC-UBND ngày 28/05/2026"):
        issuing.issue(frozen)
    assert Document.objects.count() == IssuedReport.objects.count() == 1


def test_an_issued_report_is_not_returned(issuing: Issuing) -> None:
    issuing.whole()
    issuing.issue(issuing.frozen())
    figure = issuing.reporting.figure(issuing.reporting.culture, "papers")
    with pytest.raises(NotReady, match="đã phát hành"):
        return_figure(figure, reason="Sai", until=AFTER.date(), by=issuing.reporting.leader, now=NOW)


def test_only_who_keeps_the_series_issues_and_only_who_writes_freezes(issuing: Issuing) -> None:
    issuing.whole()
    reporting = issuing.reporting
    for person in (reporting.economist, reporting.outsider, reporting.leader, issuing.clerk):
        with pytest.raises(NotAllowed):
            freeze_report(issuing.report, by=person, now=NOW)
    frozen = issuing.frozen()
    for person in (reporting.officer, reporting.leader, reporting.outsider):
        with pytest.raises(NotAllowed):
            issue_report(frozen, issued_on=NOW.date(), why_needed="", site=SITE, by=person, now=NOW)


def test_frozen_again_without_a_change_is_the_same(issuing: Issuing) -> None:
    issuing.whole()
    assert issuing.frozen() == issuing.frozen(NOW + timedelta(hours=1))


def test_rows_are_only_added(issuing: Issuing) -> None:
    issuing.whole()
    frozen = issuing.frozen()
    with pytest.raises(IntegrityError), transaction.atomic():
        FrozenReport.objects.filter(pk=frozen.pk).update(digest="0" * 64)
    with pytest.raises(IntegrityError), transaction.atomic():
        frozen.wordings.all().delete()


def test_words_change_and_figures_stay(issuing: Issuing) -> None:
    issuing.whole()
    frozen = issuing.frozen()
    place = issuing.place_of(frozen, "Văn bản đã ban hành")
    issuing.say(frozen, place, "- Đã ban hành ⟦20⟧ văn bản, đúng mức được giao.")
    row = issuing.issue(frozen).row
    with row.file.open("rb") as file:
        data = file.read()
    assert "Đã ban hành 20 văn bản, đúng mức được giao." in text_of_all(data)
    assert read_back(data).is_true


def text_of_all(data: bytes) -> str:
    return "\n".join(
        one.replace("⟦", "").replace("⟧", "") if "⟦" not in one else _filled(one, data)
        for one in read_back(data).paragraphs
    )


def _filled(line: str, data: bytes) -> str:
    for key, text in read_back(data).figures:
        line = line.replace(f"⟦{key}⟧", text)
    return line


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("- Đã ban hành ⟦25⟧ văn bản", "Văn bản đã ban hành: số liệu là 20, đoạn sửa ghi 25"),
        ("- Đã ban hành 20 văn bản", "Văn bản đã ban hành: đoạn sửa thiếu số liệu này"),
        ("- Đã ban hành ⟦20⟧ văn bản, ⟦3⟧ trả lại", "có thêm ⟦3⟧"),
        ("", "Văn bản đã ban hành: đoạn sửa thiếu số liệu này"),
    ],
)
def test_a_sentence_without_its_figure_is_refused_by_name(issuing: Issuing, typed: str, said: str) -> None:
    issuing.whole()
    frozen = issuing.frozen()
    place = issuing.place_of(frozen, "Văn bản đã ban hành")
    with pytest.raises(NotReady, match=said):
        issuing.say(frozen, place, typed)


def test_two_who_word_it_at_once_are_told(issuing: Issuing) -> None:
    issuing.whole()
    frozen, by = issuing.frozen(), issuing.reporting.officer
    around = replace(issuing.around(frozen), signer="Lò Văn A")
    reword(frozen, {}, around, version=1, by=by, now=NOW)
    with pytest.raises(Conflict, match="vừa được người khác sửa"):
        reword(frozen, {}, around, version=1, by=by, now=NOW)


def test_a_word_file_brings_its_words_and_not_its_figures(issuing: Issuing) -> None:
    issuing.whole()
    frozen, by = issuing.frozen(), issuing.reporting.officer
    data = word_of(frozen, wording_of(frozen), site=SITE)
    worded = changed(data, "Trên đây là báo cáo", "Trên đây là toàn bộ báo cáo")
    take_from_word(frozen, worded, version=1, by=by, now=NOW)
    assert wording_of(frozen).came == "word"
    assert any("toàn bộ báo cáo" in line for line in issuing.lines(frozen))
    with pytest.raises(NotReady, match=r"Văn bản đã ban hành: tệp ghi 21.*hồ sơ ghi 20"):
        take_from_word(frozen, changed(worded, ">20<", ">21<"), version=2, by=by, now=NOW)
    with pytest.raises(NotReady, match="phần không sửa ở đây"):
        take_from_word(frozen, changed(worded, "Độc lập", "Độc  lập tự"), version=2, by=by, now=NOW)


def test_frozen_anew_keeps_what_was_worded(issuing: Issuing) -> None:
    issuing.whole()
    frozen, reporting = issuing.frozen(), issuing.reporting
    place = issuing.place_of(frozen, "Văn bản đã ban hành")
    issuing.say(frozen, place, "- Đã ban hành ⟦20⟧ văn bản.")
    figure = reporting.figure(reporting.culture, "others")
    return_figure(figure, reason="Xem lại", until=AFTER.date(), by=reporting.leader, now=NOW)
    later = NOW + timedelta(hours=1)
    report = issuing.report
    save_report(
        report, reporting.entries(others=Entry(8, note="đã xem")), version=report.version,
        by=reporting.officer, now=later,
    )  # fmt: skip
    reporting.accept(reporting.culture, now=later)
    with pytest.raises(NotReady, match="Đã đổi từ khi lập bản phát hành: Trong đó: loại khác"):
        issuing.issue(frozen, now=later)


def test_a_corrected_figure_is_issued_anew_and_replaces_the_first(issuing: Issuing) -> None:
    issuing.whole()
    first = issuing.issue(issuing.frozen(AFTER), now=AFTER).row
    reporting = issuing.reporting
    assert reporting.period.locked_at == AFTER
    later = AFTER + timedelta(days=2)
    reporting.correct(reporting.culture, papers=Entry(21), others=Entry(9), now=later)
    second = issuing.issue(issuing.frozen(later + timedelta(hours=1)), now=later + timedelta(hours=2)).row
    first.document.refresh_from_db()
    assert first.document.state == DocumentState.REPLACED
    assert (second.document.reference, second.frozen.number) == ("02/BC-UBND", 2)


def test_at_midnight_the_number_is_of_the_year_of_its_day(issuing: Issuing) -> None:
    issuing.whole()
    frozen = issuing.frozen(AFTER)
    midnight = datetime(2027, 1, 1, 0, 4, tzinfo=ZONE)
    row = issuing.issue(frozen, now=midnight, on=date(2026, 12, 31)).row
    assert (row.document.year, row.document.number) == (2026, 1)
    assert row.document.reference == "01/BC-UBND"


def test_of_the_new_year_is_the_first_of_the_new_book(issuing: Issuing) -> None:
    issuing.whole()
    midnight = datetime(2027, 1, 1, 0, 4, tzinfo=ZONE)
    row = issuing.issue(issuing.frozen(AFTER), now=midnight, on=date(2027, 1, 1)).row
    assert (row.document.year, row.document.number) == (2027, 1)
    other = issuing.frozen(midnight)
    with pytest.raises(NotReady, match=r"ngày mai|chưa đến"):
        issue_report(
            other, issued_on=date(2027, 1, 2), why_needed="", site=SITE, by=issuing.clerk, now=midnight
        )


def test_beyond_the_allowance_the_leader_decides(issuing: Issuing) -> None:
    issuing.whole()
    frozen, reporting = issuing.frozen(), issuing.reporting
    set_baseline(
        reporting.commune, 2025, counts={"": 1}, first_month=1, last_month=12, source="Báo cáo số 9/BC-UBND",
        by=reporting.leader, now=NOW,
    )  # fmt: skip
    with pytest.raises(NotReady, match="đã đủ mức"):
        issuing.issue(frozen)
    assert not IssuedReport.objects.exists()
    ask_number(frozen, why_needed="Theo kế hoạch", by=reporting.officer, now=NOW)
    with pytest.raises(NotReady, match="Đã có đề nghị"):
        ask_number(frozen, why_needed="Theo kế hoạch", by=reporting.officer, now=NOW)
    wanted = NumberRequest.objects.get()
    assert wanted.state == RequestState.ABOVE
    decide_request(wanted, granted=True, answer="Báo cáo bắt buộc", by=reporting.leader, now=NOW)
    assert issuing.issue(frozen).row.document.reference == "01/BC-UBND"
    wanted.refresh_from_db()
    assert wanted.state == RequestState.DRAWN


def test_a_request_that_came_beyond_meanwhile_goes_to_the_leader(issuing: Issuing) -> None:
    issuing.whole()
    frozen, reporting = issuing.frozen(), issuing.reporting
    ask_number(frozen, why_needed="Theo kế hoạch", by=reporting.officer, now=NOW)
    assert NumberRequest.objects.get().state == RequestState.ASKED
    set_baseline(
        reporting.commune, 2025, counts={"": 1}, first_month=1, last_month=12, source="Báo cáo số 9/BC-UBND",
        by=reporting.leader, now=NOW,
    )  # fmt: skip
    with pytest.raises(NotReady, match="chuyển lãnh đạo"):
        issuing.issue(frozen)
    assert NumberRequest.objects.get().state == RequestState.ABOVE
    assert not IssuedReport.objects.exists()


def test_the_words_of_the_report_are_frozen_too(issuing: Issuing) -> None:
    reporting = issuing.reporting
    issuing.whole()
    frozen = issuing.frozen()
    facts = facts_of_frozen(frozen)
    assert facts.superior == ""
    assert facts.head.issuer == reporting.commune.name
    assert "Mai Lĩnh" in folio_of(frozen, wording_of(frozen)).text


def test_a_counted_figure_leads_to_the_very_records(issuing: Issuing) -> None:
    issuing.whole()
    row = issuing.reporting.figure(issuing.reporting.culture, "papers")
    assert counted_where(row) is None
    row.came, row.asked.counted_from = Came.COUNTED, "admin_documents_reduction"
    row.real_until = NOW.date()
    found = counted_where(row)
    assert found is not None
    assert found.is_same
    assert "tinh=so-van-ban&tu=15%2F12%2F2025&den=28%2F05%2F2026" in found.address
    row.asked.counted_from = "digital_procedures_share"
    found = counted_where(row)
    assert found is not None
    assert "tu=1%2F2026&den=4%2F2026" in found.address


def test_a_report_that_the_office_receives_itself_names_who_else_does(issuing: Issuing) -> None:
    """Where the plan names nobody those who report; else whom it names."""
    issuing.whole()
    frozen = issuing.frozen()
    wording, reporting = wording_of(frozen), issuing.reporting
    assert wording.superior == ""
    assert wording.recipients == [reporting.economy.name, reporting.centre.name]
    said = text_of(word_of(frozen, wording, site=SITE))
    assert f"- {reporting.economy.name};" in said
    assert "- Lưu: VT" in said
    duty = Suggestion.objects.create(
        plan=ImportedPlan.objects.create(
            office=reporting.commune, uploaded_by=reporting.leader, uploaded_at=NOW, file="x",
            file_name="x.docx", size=1, digest="d",
        ),
        kind=SuggestionKind.REPORT, position=1, read={}, value={"receiver": "Ban Thường vụ Đảng ủy"},
    )  # fmt: skip
    Regime.objects.filter(pk=reporting.regime.pk).update(suggestion=duty)
    assert wording_of(issuing.frozen(AFTER)).recipients == ["Ban Thường vụ Đảng ủy"]
