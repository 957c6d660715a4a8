"""What an amended plan changes, shown before it is issued; what is told beforehand is what then happens."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.web.organisation import FRAME, Organisation, signed_in
from tests.web.tasks.conftest import NOW, review_to_the_end
from tests.web.tasks.test_amending import AMENDED, amended, in_force

from sauro_web.accounts.models import Role, User
from sauro_web.common.errors import NotReady
from sauro_web.plans import operations
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.queries.difference import difference
from sauro_web.tasks.models import Task, TaskState, UnitTask
from sauro_web.tasks.operations import issue_plan
from sauro_web.tasks.queries import change_sheet, forecast

__all__ = ["amended", "in_force"]

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 20)


def _words(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.fixture
def browser(coordinator: User) -> Client:
    """Of whoever follows the plans."""
    return signed_in(coordinator)


def test_what_is_forecast_is_what_happens(
    in_force: ImportedPlan, amended: ImportedPlan, coordinator: User
) -> None:
    told = forecast(in_force, amended, difference(in_force, amended), on=NOW.date())
    before = set(UnitTask.objects.values_list("pk", flat=True))
    issue_plan(amended, number="60", issued_on=DAY, by=coordinator, now=NOW, version=amended.version)
    now = UnitTask.objects.filter(task__plan=amended)
    assert told.going_on == now.filter(pk__in=before).count()
    assert told.new == now.exclude(pk__in=before).count()
    assert told.ended == UnitTask.objects.filter(task__plan=in_force, ended_at=NOW).count()
    assert told.received == now.filter(pk__in=before, state=TaskState.RECEIVED).count() > 0
    assert sum(len(share.units) * (share.kept + share.changed) for share in told.shares) == told.going_on
    assert sum(len(share.units) * share.ended for share in told.shares) == told.ended
    assert sum(len(share.units) * share.new for share in told.shares) == told.new


def test_a_forecast_changes_nothing(in_force: ImportedPlan, amended: ImportedPlan) -> None:
    before = list(UnitTask.objects.order_by("pk").values())
    forecast(in_force, amended, difference(in_force, amended), on=NOW.date())
    assert list(UnitTask.objects.order_by("pk").values()) == before
    assert not Task.objects.filter(plan=amended).exists()


def test_the_page_shows_each_change_word_by_word(
    in_force: ImportedPlan, amended: ImportedPlan, browser: Client
) -> None:
    words = _words(browser.get(f"/ke-hoach/{amended.pk}/khac-biet/"))
    assert "30/7/2026</del>" not in words  # said to those who only hear it too
    assert '30/7/2026<span class="visually-hidden">)</span></del>' in words
    assert '15/8/2026<span class="visually-hidden">)</span></ins>' in words
    assert "<strong>4</strong> nhiệm vụ chuyển tiếp</a> (trong đó 2 có thay đổi)" in words
    assert "<strong>1</strong> nhiệm vụ kết thúc" in words
    assert "<strong>1</strong> nhiệm vụ mới" in words
    assert "giữ nguyên trạng thái “đã nhận”" in words
    old = Task.objects.get(plan=in_force, text__startswith="Niêm yết")
    assert f"/nhiem-vu/{old.pk}/" in words
    new = amended.suggestions.get(value__text__startswith="Số hóa")
    assert f"/ke-hoach/{amended.pk}/soat/#the-{new.pk}" in words


def test_the_page_of_issue_says_it_again(
    in_force: ImportedPlan, amended: ImportedPlan, browser: Client
) -> None:
    words = _words(browser.get(f"/ke-hoach/{amended.pk}/giao-viec/"))
    assert "Việc đang làm của Kế hoạch số 57/KH-UBND" in words
    assert "<strong>4</strong> nhiệm vụ chuyển tiếp, <strong>1</strong> kết thúc" in words


def test_after_issue_the_plan_before_points_at_the_new_one(
    in_force: ImportedPlan, amended: ImportedPlan, browser: Client, coordinator: User
) -> None:
    issue_plan(amended, number="60", issued_on=DAY, by=coordinator, now=NOW, version=amended.version)
    words = _words(browser.get(f"/ke-hoach/{in_force.pk}/"))
    assert "Kế hoạch này không còn hiệu lực." in words
    assert f'<a href="/ke-hoach/{amended.pk}/">Kế hoạch số 60/KH-UBND</a>' in words
    assert "đã được thay thế" in _words(browser.get(f"/ke-hoach/{in_force.pk}/viec/"))
    after = _words(browser.get(f"/ke-hoach/{amended.pk}/khac-biet/"))
    assert "<strong>4</strong> nhiệm vụ chuyển tiếp" in after
    assert "phần việc chuyển tiếp" not in after


def test_before_anybody_has_said_so_it_is_beside_the_one_that_it_seems_to_amend(
    in_force: ImportedPlan, organised: Organisation, coordinator: User, browser: Client
) -> None:
    data = AMENDED.replace("Nơi nhận:", "Kế hoạch này thay thế Kế hoạch số 57/KH-UBND.\nNơi nhận:").encode()
    taken = operations.upload_plan(data, "sua.txt", office=organised.commune, by=coordinator, now=NOW)
    words = _words(browser.get(f"/ke-hoach/{taken.plan.pk}/khac-biet/"))
    assert "Thay thế kế hoạch đang có hiệu lực này?" in words
    assert "chưa soát" in words
    plan = review_to_the_end(taken.plan, coordinator, organised)
    with pytest.raises(NotReady, match="hãy xác nhận kế hoạch bị thay thế"):
        issue_plan(plan, number="60", issued_on=DAY, by=coordinator, now=NOW, version=plan.version)
    assert "hãy xác nhận kế hoạch bị thay thế" in _words(browser.get(f"/ke-hoach/{plan.pk}/giao-viec/"))
    plan = operations.choose_amended(plan, None, by=coordinator, now=NOW, version=plan.version)
    issue_plan(plan, number="60", issued_on=DAY, by=coordinator, now=NOW, version=plan.version)
    in_force.refresh_from_db()
    assert in_force.state == PlanState.ISSUED


def test_a_plan_that_amends_none_has_no_such_page(in_force: ImportedPlan, browser: Client) -> None:
    response = browser.get(f"/ke-hoach/{in_force.pk}/khac-biet/")
    assert response["Location"] == f"/ke-hoach/{in_force.pk}/"


def test_who_reads_the_difference(
    in_force: ImportedPlan,
    amended: ImportedPlan,
    organised: Organisation,
    neighbour: User,
    outsider: User,
    coordinator: User,
) -> None:
    address = f"/ke-hoach/{amended.pk}/khac-biet/"
    leader = organised.person("chutich", (organised.commune, Role.LEADER))
    # The village cooperates in one duty, the division leads another.
    village = organised.person("thon1", (organised.unit(organised.commune, "Thôn 1"), Role.HEAD))
    division = organised.unit(organised.commune, "Phòng Kinh tế")
    head = organised.person("truongphong", (division, Role.HEAD))
    for person, before, after in (
        (leader, 200, 200),
        (head, 404, 200),
        (village, 404, 200),
        (neighbour, 404, 404),
        (outsider, 404, 404),
    ):
        client = signed_in(person)
        assert client.get(address).status_code == before
        ImportedPlan.objects.filter(pk=amended.pk).update(units_told_at=NOW)
        assert client.get(address).status_code == after
        ImportedPlan.objects.filter(pk=amended.pk).update(units_told_at=None)


def test_the_tasks_of_others_are_told_without_a_link(
    in_force: ImportedPlan, amended: ImportedPlan, organised: Organisation
) -> None:
    ImportedPlan.objects.filter(pk=amended.pk).update(units_told_at=NOW)
    village = organised.person("thon1", (organised.unit(organised.commune, "Thôn 1"), Role.HEAD))
    words = _words(signed_in(village).get(f"/ke-hoach/{amended.pk}/khac-biet/"))
    own = Task.objects.get(plan=in_force, text__startswith="Rà soát")
    others = Task.objects.get(plan=in_force, text__startswith="Niêm yết")
    assert f"/nhiem-vu/{own.pk}/" in words
    assert f"/nhiem-vu/{others.pk}/" not in words


@pytest.mark.parametrize("more", [0, 3])
def test_the_page_asks_as_often_whatever_the_length(
    in_force: ImportedPlan,
    amended: ImportedPlan,
    browser: Client,
    more: int,
    django_assert_num_queries: Any,
) -> None:
    task = amended.suggestions.filter(kind="task").first()
    mentions = list(task.mentions.all())
    for _ in range(more):
        task.pk = None
        task.save(force_insert=True)
        for mention in mentions:
            mention.pk, mention.suggestion = None, task
            mention.save(force_insert=True)
    with django_assert_num_queries(FRAME + 23):
        browser.get(f"/ke-hoach/{amended.pk}/khac-biet/")


def test_units_with_the_same_share_stand_in_one_line(in_force: ImportedPlan, amended: ImportedPlan) -> None:
    sheet = change_sheet(in_force, amended, on=NOW.date())
    assert sheet.forecast is not None
    names = [sorted(unit.name for unit in share.units) for share in sheet.forecast.shares]
    assert ["Thôn 1", "Thôn 2"] in names


def test_targets_and_reports_are_compared_too(
    in_force: ImportedPlan, organised: Organisation, coordinator: User
) -> None:
    text = AMENDED.replace("tối thiểu 15%", "tối thiểu 20%").replace(
        "định kỳ hằng quý trước ngày 20 tháng cuối quý", "định kỳ hằng tháng trước ngày 20"
    )
    taken = operations.upload_plan(text.encode(), "s.txt", office=organised.commune, by=coordinator, now=NOW)
    figures = {one.label: one for one in change_sheet(in_force, taken.plan, on=NOW.date()).figures}
    changed = "".join(piece.text for piece in figures["Chỉ tiêu"].changed[0])
    assert "15" in changed
    assert "20" in changed
    assert figures["Báo cáo phải gửi"].same == 0
    unchanged = change_sheet(in_force, in_force, on=NOW.date()).figures
    assert [(one.changed, one.new, one.gone) for one in unchanged] == [([], [], [])] * 2
