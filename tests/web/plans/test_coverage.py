"""What a plan makes of the plan above, and which offices beneath have issued theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from tests.web.organisation import TODAY, Organisation, signed_in
from tests.web.plans.conftest import NOW, PLAN, put_in_force, verdicts, words_of

from sauro_web.accounts.models import Role, User
from sauro_web.plans import operations, queries, rules
from sauro_web.plans.models import ImportedPlan, Origin, PlanCoverage, SuggestionState

pytestmark = pytest.mark.django_db


def test_a_plan_that_cites_one_is_compared_with_it(own: ImportedPlan, above: ImportedPlan) -> None:
    assert own.parent == above
    operations.compare_plan(own.pk)
    assert verdicts(own) == {
        "Giảm văn bản hành chính": "weakened",
        "II.1.a": "weakened",
        "II.1.b": "covered",
        "II.1.c": "missing",
        "II.1.d": "weakened",
    }


def test_the_job_done_twice_changes_nothing(own: ImportedPlan) -> None:
    operations.compare_plan(own.pk)
    first = PlanCoverage.objects.get()
    operations.compare_plan(own.pk)
    assert PlanCoverage.objects.get().made_at == first.made_at


def test_a_plan_tied_to_none_has_no_comparison(own: ImportedPlan, coordinator: User) -> None:
    operations.compare_plan(own.pk)
    operations.choose_parent(own, None, by=coordinator, now=NOW, version=own.version)
    operations.compare_plan(own.pk)
    assert not PlanCoverage.objects.exists()


def test_a_comparison_is_out_of_date_once_a_duty_is_rejected(own: ImportedPlan) -> None:
    operations.compare_plan(own.pk)
    assert operations.compare_again() == 0
    duty = own.suggestions.get(read__path="II.2")
    duty.state = SuggestionState.REJECTED
    duty.save()
    compared = queries.coverage_of(own)
    assert compared is not None
    assert compared.figures.is_stale
    assert operations.compare_again() == 1
    operations.compare_plan(own.pk)
    assert verdicts(own)["II.1.b"] == "missing"


def test_the_list_tells_who_has_issued_and_who_has_not(
    own: ImportedPlan, above: ImportedPlan, organised: Organisation, follower: User
) -> None:
    before = queries.plans_below(above, by=follower, on=TODAY)
    names = {row.name for row in before.rows}
    assert {organised.commune.name, organised.ward.name} <= names
    assert (before.issued, before.dues) == (0, [date(2026, 5, 31)])
    operations.compare_plan(own.pk)
    put_in_force(own, "57", date(2026, 6, 2))
    after = queries.plans_below(above, by=follower, on=TODAY)
    (row,) = [one for one in after.rows if one.plans]
    issued = row.current
    assert issued is not None
    assert (row.name, row.is_late, issued.opens) == (organised.commune.name, True, False)
    assert issued.figures is not None
    assert (issued.figures.met, issued.figures.owed) == (1, 5)
    assert len(after.waiting) == len(after.rows) - 1


def test_the_list_asks_no_more_of_many_than_of_one(
    own: ImportedPlan, above: ImportedPlan, organised: Organisation, follower: User
) -> None:
    operations.compare_plan(own.pk)
    put_in_force(own, "57", date(2026, 6, 2))
    with CaptureQueriesContext(connection) as one:
        assert queries.plans_below(above, by=follower, on=TODAY).issued == 1
    data = PLAN.replace("MAI LĨNH", "HÒA AN").replace("XÃ", "PHƯỜNG").encode()
    other = operations.upload_plan(data, "p.txt", office=organised.ward, by=_ward(organised), now=NOW).plan
    other.parent = above
    put_in_force(other, "58", date(2026, 5, 20))
    operations.compare_plan(other.pk)
    with CaptureQueriesContext(connection) as two:
        assert queries.plans_below(above, by=follower, on=TODAY).issued == 2
    assert len(one) == len(two)


def _ward(organised: Organisation) -> User:
    return organised.person("phuong", (organised.ward, Role.COORDINATOR))


def test_a_plan_that_was_sent_up_counts_for_the_office_that_issued_it(
    above: ImportedPlan, organised: Organisation, follower: User
) -> None:
    data = PLAN.encode()
    sent = operations.upload_plan(data, "gui.txt", office=organised.province, by=follower, now=NOW).plan
    ImportedPlan.objects.filter(pk=sent.pk).update(parent=above, origin=Origin.RECEIVED)
    rows = queries.plans_below(above, by=follower, on=TODAY).rows
    assert [row.name for row in rows if row.plans] == [organised.commune.name]


def test_only_the_office_above_follows_plans_beneath(
    own: ImportedPlan, above: ImportedPlan, organised: Organisation, follower: User, coordinator: User
) -> None:
    assert rules.may_follow_plans_below(follower, above, on=TODAY)
    assert not rules.may_follow_plans_below(coordinator, above, on=TODAY)
    assert rules.may_read_coverage(coordinator, own, on=TODAY)
    assert not rules.may_read_coverage(follower, own, on=TODAY)
    put_in_force(own, "57", date(2026, 6, 2))
    assert rules.may_read_coverage(follower, ImportedPlan.objects.get(pk=own.pk), on=TODAY)
    stranger = organised.person("nguoingoai", (organised.ward, Role.COORDINATOR))
    assert not rules.may_read_coverage(stranger, own, on=TODAY)


def test_the_pages_show_it(own: ImportedPlan, above: ImportedPlan, follower: User, coordinator: User) -> None:
    page = words_of(signed_in(coordinator).get(f"/ke-hoach/{own.pk}/doi-chieu/"))
    assert "đang chờ đối chiếu" in page
    operations.compare_plan(own.pk)
    page = words_of(signed_in(coordinator).get(f"/ke-hoach/{own.pk}/doi-chieu/"))
    assert "Rà soát bến khách ngang sông" in page
    assert "Tải công văn góp ý" not in page
    put_in_force(own, "57", date(2026, 6, 2))
    browser = signed_in(follower)
    page = words_of(browser.get(f"/ke-hoach/{above.pk}/cap-duoi/"))
    assert "1/5" in page
    assert "chưa ban hành, quá hạn" in page
    page = words_of(browser.get(f"/ke-hoach/{own.pk}/doi-chieu/"))
    assert "Tải công văn góp ý" in page
    assert signed_in(coordinator).get(f"/ke-hoach/{above.pk}/cap-duoi/").status_code == 403


def _text(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells]).replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture
def letter(follower: User) -> Callable[[str], str]:
    def fetched(address: str) -> str:
        response = signed_in(follower).get(address)
        assert response.status_code == 200
        return _text(response.content)

    return fetched


def test_the_letter_goes_to_those_that_have_not_issued_theirs(
    own: ImportedPlan, above: ImportedPlan, organised: Organisation, letter: Callable[[str], str]
) -> None:
    put_in_force(own, "57", date(2026, 6, 2))
    text = letter(f"/ke-hoach/{above.pk}/cap-duoi/cong-van/")
    assert organised.ward.name in text
    assert organised.commune.name not in text
    assert "ngày 08 tháng 5 năm 2026 của Ủy ban nhân dân tỉnh Đông Giang" in text


def test_the_letter_of_opinions_tells_what_is_missing(
    own: ImportedPlan, above: ImportedPlan, follower: User, letter: Callable[[str], str]
) -> None:
    put_in_force(own, "57", date(2026, 6, 2))
    assert signed_in(follower).get(f"/ke-hoach/{own.pk}/doi-chieu/gop-y/").status_code != 200
    operations.compare_plan(own.pk)
    text = letter(f"/ke-hoach/{own.pk}/doi-chieu/gop-y/")
    assert "II.1.c: Rà soát bến khách ngang sông" in text
    assert "Kính gửi: Ủy ban nhân dân" in text
