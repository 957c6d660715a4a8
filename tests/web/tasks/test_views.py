"""The pages of tasks: issuing, what a unit owes, one task; for those concerned and for nobody else."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.web.organisation import FRAME, FRAME_AGAIN, Organisation, signed_in
from tests.web.plans.conftest import PLAN
from tests.web.tasks.conftest import NOW, review_to_the_end

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.audit.models import Entry
from sauro_web.plans import operations as plans
from sauro_web.plans.models import ImportedPlan, MentionRole, PlanState, SuggestionState
from sauro_web.tasks.models import Part, Task, TaskState, UnitTask
from sauro_web.tasks.operations import issue_plan

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 2)


@pytest.fixture
def issued(reviewed: ImportedPlan, coordinator: User) -> ImportedPlan:
    """The plan, its work given."""
    issue_plan(reviewed, number="57", issued_on=DAY, by=coordinator, now=NOW, version=reviewed.version)
    reviewed.refresh_from_db()
    return reviewed


@pytest.fixture
def lead(organised: Organisation) -> User:
    """An officer of the unit that leads the first task."""
    unit = organised.unit(organised.commune, "Phòng Văn hóa - Xã hội")
    return organised.person("chutri", (unit, Role.OFFICER))


@pytest.fixture
def cooperating(organised: Organisation) -> User:
    """Somebody of a village that cooperates in it."""
    return organised.person("thon1", (organised.unit(organised.commune, "Thôn 1"), Role.HEAD))


@pytest.fixture
def leader(organised: Organisation) -> User:
    """The chairperson of the commune."""
    return organised.person("chutich", (organised.commune, Role.LEADER))


@pytest.fixture
def provincial(organised: Organisation) -> User:
    """Who follows plans in the province above."""
    return organised.person("tinh", (organised.province, Role.COORDINATOR))


def _words(response: HttpResponse) -> str:
    return response.content.decode()


def _task(beginning: str = "Rà soát") -> Task:
    return Task.objects.get(text__startswith=beginning)


def _sees(user: User, address: str) -> int:
    return signed_in(user).get(address).status_code


# Issuing


def test_the_page_of_issue_knows_number_date_and_what_comes_of_it(
    reviewed: ImportedPlan, coordinator: User
) -> None:
    words = _words(signed_in(coordinator).get(f"/ke-hoach/{reviewed.pk}/giao-viec/"))
    assert 'value="57"' in words
    assert 'value="02/06/2026"' in words
    assert "Giao 5 nhiệm vụ cho" in words
    assert "các thôn" in words.lower()
    assert "còn thiếu" not in words


def test_what_is_missing_is_named_with_the_way_there(reviewed: ImportedPlan, coordinator: User) -> None:
    card = reviewed.suggestions.get(value__text__startswith="Rà soát")
    plans.decide(card, SuggestionState.OPEN, by=coordinator, now=NOW, version=card.version)
    words = _words(signed_in(coordinator).get(f"/ke-hoach/{reviewed.pk}/giao-viec/"))
    assert f"/ke-hoach/{reviewed.pk}/soat/#the-{card.pk}" in words
    assert "Chưa soát: nhiệm vụ" in words
    assert "issued_on" not in words


def test_a_unit_that_ended_since_stops_the_issue(
    reviewed: ImportedPlan, coordinator: User, organised: Organisation
) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    Unit.objects.filter(pk=unit.pk).update(valid_to=date(2026, 1, 31))
    client = signed_in(coordinator)
    address = f"/ke-hoach/{reviewed.pk}/giao-viec/"
    assert "Phòng Kinh tế không còn hoạt động" in _words(client.get(address))
    data = {"number": "57", "issued_on": "02/06/2026", "version": reviewed.version}
    assert "không còn hoạt động" in _words(client.post(address, data, follow=True))
    assert not Task.objects.exists()


def test_issuing_leads_to_the_tasks_with_their_units(reviewed: ImportedPlan, coordinator: User) -> None:
    client = signed_in(coordinator)
    data = {"number": "57", "issued_on": "02/06/2026", "version": reviewed.version}
    response = client.post(f"/ke-hoach/{reviewed.pk}/giao-viec/", data, follow=True)
    assert response.redirect_chain == [(f"/ke-hoach/{reviewed.pk}/viec/", 302)]
    words = _words(response)
    assert "Kế hoạch số 57/KH-UBND" in words
    assert "Đã giao 5 nhiệm vụ" in words
    assert "Phòng Văn hóa - Xã hội" in words
    assert "<b>5</b> nhiệm vụ" in _words(client.get(f"/ke-hoach/{reviewed.pk}/"))
    assert client.get(f"/ke-hoach/{reviewed.pk}/giao-viec/").status_code == 302


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"number": ""}, "Hãy ghi số của kế hoạch."),
        ({"issued_on": ""}, "Hãy ghi ngày ban hành."),
        ({"issued_on": "31/02/2026"}, "Hãy ghi ngày theo dạng"),
        ({"issued_on": "02/06/2126"}, "Ngày ban hành không thể sau ngày hôm nay."),
    ],
)
def test_what_is_wrong_with_number_and_date_stands_beside_them(
    reviewed: ImportedPlan, coordinator: User, changes: dict[str, str], said: str
) -> None:
    data = {"number": "57", "issued_on": "02/06/2026", "version": reviewed.version} | changes
    response = signed_in(coordinator).post(f"/ke-hoach/{reviewed.pk}/giao-viec/", data)
    assert response.status_code == 422
    assert said in _words(response)
    assert not Task.objects.exists()


def test_whoever_saw_an_older_plan_is_told(reviewed: ImportedPlan, coordinator: User) -> None:
    data = {"number": "57", "issued_on": "02/06/2026", "version": reviewed.version + 1}
    response = signed_in(coordinator).post(f"/ke-hoach/{reviewed.pk}/giao-viec/", data, follow=True)
    assert "vừa thay đổi sau khi trang này mở ra" in _words(response)
    assert ImportedPlan.objects.get().state == PlanState.REVIEW


# Who sees what


def test_a_task_is_seen_by_those_concerned(issued: ImportedPlan, request: pytest.FixtureRequest) -> None:
    address = f"/nhiem-vu/{_task().pk}/"
    for who in ("lead", "cooperating", "coordinator", "leader"):
        assert _sees(request.getfixturevalue(who), address) == 200, who
    for who in ("outsider", "neighbour", "provincial"):
        assert _sees(request.getfixturevalue(who), address) == 404, who
    assert Client().get(address)["Location"].startswith("/dang-nhap/")


def test_a_unit_without_a_part_does_not_see_a_task(issued: ImportedPlan, cooperating: User) -> None:
    assert _sees(cooperating, f"/nhiem-vu/{_task('Niêm yết').pk}/") == 404
    words = _words(signed_in(cooperating).get(f"/ke-hoach/{issued.pk}/viec/"))
    assert f"/nhiem-vu/{_task().pk}/" in words
    assert f"/nhiem-vu/{_task('Niêm yết').pk}/" not in words


def test_forged_tasks_and_plans_are_not_found(issued: ImportedPlan, coordinator: User) -> None:
    client = signed_in(coordinator)
    for address in ("/nhiem-vu/999999/", "/ke-hoach/999999/viec/", "/ke-hoach/999999/giao-viec/"):
        assert client.get(address).status_code == 404
    assert client.post("/nhiem-vu/phan-viec/999999/nhan/").status_code == 404


def test_the_work_of_a_plan_is_for_its_office(issued: ImportedPlan, request: pytest.FixtureRequest) -> None:
    address = f"/ke-hoach/{issued.pk}/viec/"
    for who in ("lead", "cooperating", "administrator", "leader"):
        assert _sees(request.getfixturevalue(who), address) == 200, who
    for who in ("outsider", "neighbour"):
        assert _sees(request.getfixturevalue(who), address) == 404, who


# One task


def test_the_six_clarities_are_six_facts(issued: ImportedPlan, lead: User) -> None:
    words = _words(signed_in(lead).get(f"/nhiem-vu/{_task().pk}/"))
    for name in ("người", "việc", "thời gian", "trách nhiệm", "sản phẩm", "thẩm quyền"):
        assert f"<dt>Rõ {name}</dt>" in words
    assert "30/07/2026" in words
    assert "Phòng Văn hóa - Xã hội chủ trì; 3 đơn vị phối hợp" in words
    assert "5/6 rõ, chưa rõ thẩm quyền" in words
    assert f"/ke-hoach/{issued.pk}/soat/#the-{_task().suggestion_id}" in words
    assert "Rà soát các loại báo cáo đang yêu cầu thôn gửi về xã" in words


def test_a_group_that_leads_is_told_by_its_size(issued: ImportedPlan, coordinator: User) -> None:
    task = _task("Cập nhật")
    words = _words(signed_in(coordinator).get(f"/nhiem-vu/{task.pk}/"))
    assert f"Các phòng, đơn vị thuộc xã, {task.group_size} đơn vị" in words


def test_a_unit_takes_up_its_part_and_no_other(issued: ImportedPlan, lead: User, cooperating: User) -> None:
    part = _task().parts.get(part=Part.LEAD)
    address = f"/nhiem-vu/phan-viec/{part.pk}/nhan/"
    assert signed_in(cooperating).post(address).status_code == 403
    client = signed_in(lead)
    button = "Nhận việc<span"
    assert button in _words(client.get(f"/nhiem-vu/{part.task_id}/"))
    for _ in range(2):
        assert client.post(address)["Location"] == f"/nhiem-vu/{part.task_id}/"
    part.refresh_from_db()
    assert part.state == TaskState.RECEIVED
    assert Entry.objects.filter(action="task.take_up", actor=lead).count() == 1
    assert button not in _words(client.get(f"/nhiem-vu/{part.task_id}/"))


# The list


def test_a_list_holds_what_the_unit_owes_and_nothing_else(issued: ImportedPlan, cooperating: User) -> None:
    words = _words(signed_in(cooperating).get("/nhiem-vu/"))
    held = UnitTask.objects.filter(unit__name="Thôn 1")
    assert words.count("<tr>") == held.count() + 1
    assert "Rà soát" in words
    assert "Niêm yết" not in words
    assert "Cơ quan đã giao" not in words


def test_who_follows_the_office_sees_all_that_it_gave(issued: ImportedPlan, leader: User) -> None:
    words = _words(signed_in(leader).get("/nhiem-vu/?pham-vi=co-quan"))
    assert "Niêm yết" in words
    assert "Thôn 2" in words


@pytest.mark.parametrize("who", ["outsider", "neighbour", "cooperating"])
def test_others_never_see_all_that_it_gave(
    issued: ImportedPlan, who: str, request: pytest.FixtureRequest
) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert "Niêm yết" not in _words(client.get("/nhiem-vu/?pham-vi=co-quan"))


@pytest.mark.parametrize(
    ("query", "seen", "unseen"),
    [
        ("phan=cooperating", [], ["Rà soát"]),
        ("phan=lead&han=trong-han", ["Rà soát"], ["Cập nhật"]),
        ("han=khong", [], ["Cập nhật", "Rà soát"]),
        ("han=thuong-xuyen", ["Cập nhật"], ["Rà soát"]),
        ("trang-thai=received", [], ["Rà soát", "Cập nhật"]),
        ("ke-hoach=999", ["Rà soát"], []),
        ("han=nonsense&trang=nonsense", ["Rà soát"], []),
    ],
)
def test_filters_stand_in_the_address(
    issued: ImportedPlan, lead: User, query: str, seen: list[str], unseen: list[str]
) -> None:
    UnitTask.objects.filter(due_on__isnull=False).update(due_on=date(2126, 1, 1), ends_on=date(2126, 1, 1))
    words = _words(signed_in(lead).get(f"/nhiem-vu/?don-vi={_own(lead)}&{query}"))
    for beginning in seen:
        assert beginning in words
    for beginning in unseen:
        assert beginning not in words


def _own(user: User) -> int:
    return user.memberships.get().unit_id


def test_what_is_late_says_so(issued: ImportedPlan, lead: User) -> None:
    UnitTask.objects.filter(due_on__isnull=False).update(due_on=date(2026, 1, 1), ends_on=date(2026, 1, 2))
    words = _words(signed_in(lead).get("/nhiem-vu/?han=qua-han"))
    assert re.search(r"trễ \d+ ngày</span>", words)
    assert "Cập nhật" not in words


def test_a_long_list_has_pages_and_keeps_its_filters(issued: ImportedPlan, lead: User) -> None:
    part = UnitTask.objects.get(task=_task(), unit=_own(lead))
    _more(part, 40)
    client = signed_in(lead)
    words = _words(client.get("/nhiem-vu/?phan=lead"))
    after = words.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "phan=lead" in after
    assert words.count("<tr>") == 41
    assert 'rel="prev"' in _words(client.get(f"/nhiem-vu/{after}"))


def _more(part: UnitTask, number: int) -> None:
    """More tasks like the one of `part`, each with a part of the same unit."""
    task = part.task
    card = task.suggestion
    for _ in range(number):
        card.pk = None
        card.save(force_insert=True)
        task.pk, task.suggestion = None, card
        task.save(force_insert=True)
        part.pk, part.task = None, task
        part.save(force_insert=True)


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_asks_as_often_whatever_its_length(
    issued: ImportedPlan, lead: User, number: int, django_assert_num_queries: Any
) -> None:
    own = UnitTask.objects.filter(unit=_own(lead))
    own.exclude(task=_task()).delete()
    _more(own.get(), number - 1)
    client = signed_in(lead)
    with django_assert_num_queries(FRAME + 7):
        assert _words(client.get("/nhiem-vu/")).count("<tr>") == number + 1
    with django_assert_num_queries(FRAME_AGAIN + 2):
        client.get("/nhiem-vu/")


@pytest.mark.parametrize("number", [1, 3])
def test_a_task_and_a_plan_ask_as_often_whatever_their_units(
    issued: ImportedPlan, coordinator: User, number: int, django_assert_num_queries: Any
) -> None:
    task = _task()
    keep = list(task.parts.order_by("pk").values_list("pk", flat=True)[:number])
    task.parts.exclude(pk__in=keep).delete()
    client = signed_in(coordinator)
    with django_assert_num_queries(FRAME + 19):
        client.get(f"/nhiem-vu/{task.pk}/")
    _more(task.parts.first(), number - 1)
    with django_assert_num_queries(FRAME_AGAIN + 3):
        client.get(f"/ke-hoach/{issued.pk}/viec/")


def test_the_page_of_issue_names_units_that_are_not_of_the_office(
    reviewed: ImportedPlan, coordinator: User, organised: Organisation
) -> None:
    address = f"/ke-hoach/{reviewed.pk}/giao-viec/"
    assert "Ngoài cơ quan" not in _words(signed_in(coordinator).get(address))
    above = organised.unit(organised.province, "Sở Nội vụ")
    duty = reviewed.suggestions.get(value__text__startswith="Rà soát")
    role = MentionRole.COOPERATING
    plans.add_mention(duty, role, plans.Meant(above), by=coordinator, now=NOW, version=duty.version)
    page = _words(signed_in(coordinator).get(address))
    assert "1 đơn vị không thuộc Ủy ban nhân dân xã Mai Lĩnh</span>: Sở Nội vụ." in page


def test_a_long_duty_still_open_is_cut_between_words(reviewed: ImportedPlan, coordinator: User) -> None:
    duty = reviewed.suggestions.get(value__text__startswith="Rà soát")
    wording = {"text": "Rà soát các báo cáo " + "và đối chiếu số liệu " * 10}
    plans.correct(duty, wording, by=coordinator, now=NOW, version=duty.version, state=SuggestionState.OPEN)
    page = _words(signed_in(coordinator).get(f"/ke-hoach/{reviewed.pk}/giao-viec/"))
    assert re.search(r"\w…</a>", page)
    assert all(word in "và đối chiếu số liệu" for word in re.findall(r"(\w+)…</a>", page))


def test_the_same_paper_in_another_file_gives_no_work_twice(
    issued: ImportedPlan, coordinator: User, organised: Organisation
) -> None:
    again = plans.upload_plan(
        (PLAN + "\n").encode(), "ban-quet.txt", office=organised.commune, by=coordinator, now=NOW
    ).plan
    review_to_the_end(again, coordinator, organised)
    given, client, address = Task.objects.count(), signed_in(coordinator), f"/ke-hoach/{again.pk}/giao-viec/"
    again.refresh_from_db()
    answer = {"number": "57", "issued_on": "02/06/2026", "version": again.version}
    refused = client.post(address, answer)
    assert refused.status_code == 422
    assert "Kế hoạch số 57/KH-UBND ngày 02/06/2026 đã giao việc" in _words(refused)
    assert Task.objects.count() == given
    assert client.post(address, answer | {"number": "58"}).status_code == 302


def test_the_same_paper_read_anew_may_take_the_place_of_its_first_reading(
    issued: ImportedPlan, coordinator: User, organised: Organisation
) -> None:
    again = plans.upload_plan(
        (PLAN + "\n").encode(), "ban-quet.txt", office=organised.commune, by=coordinator, now=NOW
    ).plan
    again = review_to_the_end(again, coordinator, organised)
    again = plans.choose_amended(again, issued, by=coordinator, now=NOW, version=again.version)
    answer = {"number": "57", "issued_on": "02/06/2026", "version": again.version}
    assert signed_in(coordinator).post(f"/ke-hoach/{again.pk}/giao-viec/", answer).status_code == 302
