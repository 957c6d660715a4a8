"""The search over everything: what is found, in which order, by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.web.organisation import FRAME, TODAY, Organisation, signed_in
from tests.web.plans.conftest import NOW, coordinator, duty, neighbour, uploaded
from tests.web.tasks.conftest import review_to_the_end, reviewed

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.accounts.sources import find_persons
from sauro_web.common import between_pages
from sauro_web.plans import operations, rules
from sauro_web.plans.models import ImportedPlan, PlanState, SuggestionKind, SuggestionState
from sauro_web.plans.sources import find_demands, find_plans
from sauro_web.tasks.models import Task
from sauro_web.tasks.operations import issue_plan
from sauro_web.tasks.rules import may_read_task, readable
from sauro_web.tasks.sources import find_tasks

__all__ = ["coordinator", "duty", "neighbour", "review_to_the_end", "reviewed", "uploaded"]
pytestmark = pytest.mark.django_db
Find = Callable[..., list[str]]


@pytest.fixture
def issued(reviewed: ImportedPlan, coordinator: User) -> ImportedPlan:
    """The plan of the commune, number 57, gives work."""
    issue_plan(reviewed, number="57", issued_on=TODAY, by=coordinator, now=NOW, version=reviewed.version)
    return ImportedPlan.objects.get()


def another(office: Unit, by: User, number: str, subject: str) -> ImportedPlan:
    """A plan in force of which only the names matter."""
    plan = ImportedPlan(
        office=office, uploaded_by=by, uploaded_at=NOW, file_name="tep.docx", size=1, digest=number + subject,
        state=PlanState.ISSUED, number=number, symbol="KH-UBND", issued_on=TODAY, units_told_at=NOW,
        subject=subject,
    )  # fmt: skip
    from sauro_web.plans.findable import words_of_plan

    plan.words = words_of_plan(plan)
    plan.save()
    return plan


def plans(person: User, words: str) -> list[str]:
    return [hit.title for hit in find_plans(person, words, TODAY, 20)]


def tasks(person: User, words: str) -> list[str]:
    return [hit.title for hit in find_tasks(person, words, TODAY, 20)]


@pytest.mark.parametrize(
    "words",
    ["rut gon giay to", "57/KH-UBND", "57", "kh-ubnd", "ke-hoach.txt", "xa mai linh", "Hội họp", "12/KH"],
)
def test_a_plan_is_found_while_it_is_reviewed(uploaded: ImportedPlan, coordinator: User, words: str) -> None:
    (hit,) = find_plans(coordinator, words, TODAY, 10)
    assert hit.title == "Rút gọn giấy tờ và hội họp của xã năm 2026"
    assert hit.detail.startswith("Kế hoạch · đang soát · ")
    assert hit.address == f"/ke-hoach/{uploaded.pk}/"


def test_a_corrected_number_is_the_one_it_is_found_by(uploaded: ImportedPlan, coordinator: User) -> None:
    document = uploaded.suggestions.get(kind=SuggestionKind.DOCUMENT)
    value: dict[str, Any] = {"number": "58"}
    operations.correct(document, value, by=coordinator, now=NOW, version=document.version)
    assert (plans(coordinator, "57/kh"), len(plans(coordinator, "58/kh"))) == ([], 1)
    operations.undo(uploaded, by=coordinator, now=NOW)
    assert (len(plans(coordinator, "57/kh")), plans(coordinator, "58/kh")) == (1, [])


def test_what_is_not_read_yet_put_aside_or_another_office_s_is_not_found(
    uploaded: ImportedPlan, coordinator: User, neighbour: User, organised: Organisation
) -> None:
    officer = organised.person("cv", (organised.unit(organised.commune, "Phòng Kinh tế"), Role.OFFICER))
    assert [plans(person, "rut gon") for person in (neighbour, officer)] == [[], []]
    operations.discard_plan(uploaded, by=coordinator, now=NOW, reason="")
    assert plans(coordinator, "rut gon") == []
    waiting = ImportedPlan(state=PlanState.QUEUED, file_name="mật.pdf")
    from sauro_web.plans.findable import words_of_plan

    assert words_of_plan(waiting) == ""


def test_the_very_symbol_stands_first_then_the_number_then_words_together(
    coordinator: User, organised: Organisation
) -> None:
    for number, subject in (
        ("380", "Đường 38/KH-UBND"), ("38", "Sửa đường"), ("12", "Thực hiện số 38 KH UBND của tỉnh"),
    ):  # fmt: skip
        another(organised.commune, coordinator, number, subject)
    assert [title.split(":")[0] for title in plans(coordinator, "38/kh-ubnd")] == [
        "Số 38/KH-UBND", "Số 12/KH-UBND", "Số 380/KH-UBND",
    ]  # fmt: skip
    assert plans(coordinator, "38")[0].startswith("Số 38/KH-UBND")


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("ra soat bao cao", "Rà soát các loại báo cáo"),
        ("hồ sơ điện tử", "Cập nhật hồ sơ"),
        ("danh muc bai bo", "Rà soát"),
        ("niem yet kinh te", "Niêm yết"),
        ("57/KH-UBND niem yet", "Niêm yết"),
    ],
)
def test_a_task_is_found_by_wording_product_lead_and_symbol(
    issued: ImportedPlan, coordinator: User, words: str, first: str
) -> None:
    (hit,) = find_tasks(coordinator, words, TODAY, 10)
    assert hit.title.startswith(first)
    assert hit.detail.startswith("Nhiệm vụ · Kế hoạch số 57/KH-UBND · ")


def test_by_the_symbol_alone_the_plan_and_all_its_tasks_are_found(
    issued: ImportedPlan, coordinator: User
) -> None:
    assert len(tasks(coordinator, "57/kh-ubnd")) == 5
    words = signed_in(coordinator).get("/tim-kiem/", {"q": "57/kh-ubnd"}).content.decode()
    assert words.index("<h2>Kế hoạch</h2>") < words.index("<h2>Nhiệm vụ</h2>")
    assert "Số <mark>57</mark>/<mark>KH</mark>-<mark>UBND</mark>" in words


def test_what_is_found_is_what_may_be_read(
    issued: ImportedPlan, coordinator: User, neighbour: User, organised: Organisation
) -> None:
    another(organised.ward, neighbour, "9", "Kế hoạch của phường")
    ImportedPlan.objects.create(
        office=organised.ward, uploaded_by=neighbour, uploaded_at=NOW, file_name="a", size=1, digest="x",
        state=PlanState.REVIEW,
    )  # fmt: skip
    province, commune = organised.province, organised.commune
    people = [coordinator, neighbour]
    for number, (unit, role) in enumerate(
        (unit, role)
        for unit in (
            province, commune, organised.ward, organised.unit(province, "Sở Nội vụ"),
            organised.unit(commune, "Phòng Kinh tế"), organised.unit(commune, "Thôn 1"),
        )
        for role in (Role.LEADER, Role.COORDINATOR, Role.OFFICER, Role.ADMINISTRATOR)
    ):  # fmt: skip
        people.append(organised.person(f"n{number}", (unit, role)))
    people.append(organised.person("khongdau"))
    for person in people:
        seen = set(ImportedPlan.objects.filter(rules.readable(person, on=TODAY)))
        assert seen == {
            plan for plan in ImportedPlan.objects.all() if rules.may_read_plan(person, plan, on=TODAY)
        }, person.memberships.first()
        found = set(Task.objects.filter(readable(person, on=TODAY)))
        assert found == {task for task in Task.objects.all() if may_read_task(person, task, on=TODAY)}, (
            person.memberships.first()
        )


def test_people_of_a_commune_are_found_by_those_of_it_and_above(organised: Organisation) -> None:
    department = organised.unit(organised.province, "Sở Nội vụ")
    organised.person("thiben", (organised.unit(organised.commune, "Phòng Kinh tế"), Role.OFFICER))
    may = {
        organised.person("cungxa", (organised.commune, Role.OFFICER)): True,
        organised.person("tinh", (organised.province, Role.LEADER)): True,
        organised.person("cuaso", (department, Role.OFFICER)): False,
        organised.person("phuongben", (organised.ward, Role.OFFICER)): False,
    }
    for person, found in may.items():
        titles = [hit.title for hit in find_persons(person, "thiben", TODAY, 10)]
        assert ("Người thiben" in titles) is found, person
        page = signed_in(person).get("/tim-kiem/?q=thiben").content.decode()
        assert ("<h2>Người</h2>" in page) is found, person


@pytest.mark.parametrize(
    ("words", "kind"), [("15% so luong van ban", "Chỉ tiêu"), ("dinh ky hang quy", "Báo cáo phải gửi")]
)
def test_targets_and_reports_owed_are_found_by_their_words(
    uploaded: ImportedPlan, coordinator: User, neighbour: User, words: str, kind: str
) -> None:
    (hit,) = find_demands(coordinator, words, TODAY, 10)
    card = uploaded.suggestions.get(kind=SuggestionKind(_KINDS[kind]))
    assert hit.address == f"/ke-hoach/{uploaded.pk}/soat/#the-{card.pk}"
    assert hit.detail == f"{kind} · Kế hoạch “Rút gọn giấy tờ và hội họp của xã năm 2026” · chưa soát"
    assert find_demands(neighbour, words, TODAY, 10) == []
    operations.decide(card, SuggestionState.REJECTED, by=coordinator, now=NOW, version=card.version)
    assert find_demands(coordinator, words, TODAY, 10) == []


_KINDS = {"Chỉ tiêu": "target", "Báo cáo phải gửi": "report"}


def test_groups_are_found_by_name_and_wording(coordinator: User) -> None:
    words = signed_in(coordinator).get("/tim-kiem/", {"q": "phong chuyen mon"}).content.decode()
    assert "<h2>Nhóm đơn vị</h2>" in words


def test_more_than_ten_have_a_page_of_their_own(coordinator: User, organised: Organisation) -> None:
    for number in range(1, 31):
        another(organised.commune, coordinator, str(number), "Sửa đường")
    client = signed_in(coordinator)
    words = client.get("/tim-kiem/", {"q": "sua duong"}).content.decode()
    assert 'href="?q=sua+duong&amp;trong=ke-hoach"' in words
    first = client.get("/tim-kiem/", {"q": "sua duong", "trong": "ke-hoach"}).content.decode()
    last = client.get("/tim-kiem/", {"q": "sua duong", "trong": "ke-hoach", "trang": "2"}).content.decode()
    assert [page.split('class="hits"')[1].count("<li>") for page in (first, last)] == [25, 5]
    assert ("trang=2" in first, "trang=1" in last, "trang=3" in last) == (True, True, False)
    for wrong in (
        {"trong": "khong-co"}, {"trong": "ke-hoach", "trang": "0"}, {"trong": "nguoi", "trang": "99"},
    ):  # fmt: skip
        assert client.get("/tim-kiem/", {"q": "a"} | wrong).status_code == 404


def test_while_one_types_the_first_hits_are_proposed(issued: ImportedPlan, coordinator: User) -> None:
    client = signed_in(coordinator)
    words = client.get("/tim-kiem/goi-y/", {"q": "57"}).content.decode()
    assert words.count("<li>") == 4  # the plan and three of its tasks
    assert "<html" not in words
    assert client.get("/tim-kiem/goi-y/", {"q": "r"}).content.decode().count("<li>") == 0
    assert client.get("/tim-kiem/goi-y/", {"q": "a\x00b%_\\"}).status_code == 200


@pytest.mark.parametrize("words", ["57/KH-UBND", "khong co gi nhu vay"])
def test_the_search_asks_as_often_whatever_it_finds(
    issued: ImportedPlan, coordinator: User, organised: Organisation, words: str
) -> None:
    client = signed_in(coordinator)
    counts = []
    for _ in range(2):
        between_pages.forget()
        with CaptureQueriesContext(connection) as asked:
            client.get("/tim-kiem/", {"q": words})
        counts.append(len(asked))
        another(organised.commune, coordinator, "57", f"Khác {len(counts)}")
    assert counts[0] == counts[1] <= FRAME + 30
