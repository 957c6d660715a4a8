"""What other systems read: what the person sees on the pages, no more and no less."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.web.exchange.conftest import System
from tests.web.organisation import Organisation, signed_in
from tests.web.tasks.working import work_in_hand

from sauro_web.accounts.models import Role, User
from sauro_web.audit.models import Entry
from sauro_web.common import between_pages
from sauro_web.exchange.models import Client
from sauro_web.tasks.models import Nudge, NudgeKind, Task, UnitTask

pytestmark = pytest.mark.django_db


def test_each_reading_by_each_side(
    system: Callable[..., System],
    part: UnitTask,
    officer: User,
    cooperator: User,
    leader: User,
    outsider: User,
    organised: Organisation,
) -> None:
    """Lead, cooperating unit, who gave it, an administrator next door, a leader of the province above."""
    above = organised.person("tinh", (organised.province, Role.LEADER))
    nudge = Nudge.objects.create(
        office=organised.commune, unit=part.unit, kind=NudgeKind.REMINDER, year=2026, number=1,
        by=leader, at=timezone.now(), text="Khẩn trương",
    )  # fmt: skip
    systems = [system(person) for person in (officer, cooperator, leader, outsider, above)]
    for path, wanted in {
        f"/parts/{part.pk}": "200 200 200 404 404",
        f"/tasks/{part.task_id}": "200 200 200 404 404",
        f"/tasks/{part.task_id}/history": "200 200 200 404 404",
        f"/nudges/{nudge.pk}": "200 404 200 404 404",
        f"/units/{part.unit_id}/work": "200 200 200 200 200",
        "/parts?pham-vi=co-quan": "403 403 200 403 200",
    }.items():
        assert " ".join(str(one.get(path).status_code) for one in systems) == wanted, path
    seen = [[row["id"] for row in one.get("/parts").json()["items"]] for one in systems]
    helping = part.task.parts.get(unit__name="Phòng Kinh tế").pk
    assert seen == [[part.pk], [helping], [], [], []]
    assert [len(one.get("/tasks").json()["items"]) for one in systems] == [1, 1, 1, 0, 0]
    assert [len(one.get("/nudges").json()["items"]) for one in systems] == [1, 0, 1, 0, 0]
    assert [len(one.get("/my-work").json()["items"]) for one in systems][3:] == [0, 0]
    # The province above sees how much there is, and none of the rows.
    work = [one.get(f"/units/{part.unit_id}/work").json() for one in systems]
    assert [one["readable"]["total"] for one in work] == [1, 1, 1, 0, 0]
    assert [one["rolled_up"] and one["rolled_up"]["total"] for one in work] == [None, None, 1, None, 1]


def test_units_are_found_in_the_own_province_alone(
    lead: System, system: Callable[..., System], organised: Organisation
) -> None:
    names = [one["name"] for one in lead.get("/units?tim=phong van hoa").json()["items"]]
    assert names[0] == "Phòng Văn hóa - Xã hội"
    assert lead.get("/units?tim=").json() == {"items": []}


# The list


@pytest.fixture
def follower(system: Callable[..., System], organised: Organisation) -> System:
    office = organised.unit(organised.commune, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    return system(organised.person("theodoi", (office, Role.COORDINATOR)), a_minute=6_000)


def test_the_filters_of_the_page_give_the_rows_of_the_page(
    follower: System, organised: Organisation, leader: User
) -> None:
    work_in_hand(organised, follower.client.person)
    browser = signed_in(follower.client.person)
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    for asked in (
        {"han": "qua-han"},
        {"han": "xong-qua-han", "xep": "-han"},
        {"trang-thai": "working"},
        {"tim": "tam dung"},
        {"don-vi": str(unit.pk)},
        {"cho": "duyet"},
        {"nguoi": "chua"},
        {"giao": "toi"},
        {"han-thang": f"{timezone.localdate():%Y-%m}"},
    ):
        query = urlencode({"pham-vi": "co-quan", **asked})
        page = browser.get(f"/nhiem-vu/?{query}").context["shown"].page
        answer = follower.get(f"/parts?{query}&so-dong=40").json()
        assert [row["id"] for row in answer["items"]] == [row.pk for row in page.rows], asked
        counted = follower.get(f"/parts/counts?{urlencode({'pham-vi': 'co-quan', **asked} | {'xep': ''})}")
        assert counted.status_code == 422  # an order is nothing to count by
        del asked["xep" if "xep" in asked else next(iter(asked))]
    whole = follower.get("/parts/counts?pham-vi=co-quan").json()
    late = follower.get("/parts?pham-vi=co-quan&han=qua-han&so-dong=200").json()["items"]
    assert whole["late"] == len(late) == whole["late_started"] + whole["late_not_started"]
    assert all(row["days_late"] > 0 or row["timing"].startswith("late") for row in late)


def test_the_pages_hold_each_row_once(follower: System, organised: Organisation) -> None:
    made = work_in_hand(organised, follower.client.person)
    seen: list[int] = []
    at = ""
    while True:
        answer = follower.get("/parts", {"pham-vi": "co-quan", "so-dong": "30", "trang": at}).json()
        seen += [row["id"] for row in answer["items"]]
        at = answer["next"]
        if at is None:
            break
    assert len(seen) == len(set(seen)) == len(made)


def test_parameters_that_make_no_sense_are_refused_by_name(follower: System, part: UnitTask) -> None:
    good = follower.get("/parts?pham-vi=co-quan&so-dong=1").json()["next"]
    for query, field in (
        ("khong-co=1", "khong-co"),
        ("trang-thai=x", "trang-thai"),
        ("han=x", "han"),
        ("viec=abc", "viec"),
        ("viec=-1", "viec"),
        ("viec=" + "9" * 40, "viec"),
        ("ke-hoach=999", "ke-hoach"),
        ("don-vi=999", "don-vi"),
        ("don-vi=x", "don-vi"),
        ("giao=ai", "giao"),
        ("han-thang=2026-13", "han-thang"),
        ("han-ngay=2026-02-30", "han-ngay"),
        ("so-dong=0", "so-dong"),
        ("so-dong=-5", "so-dong"),
        ("so-dong=201", "so-dong"),
        ("so-dong=" + "9" * 40, "so-dong"),
        ("so-dong=%D9%A3", "so-dong"),
        ("xep=khong-co", "xep"),
        ("trang=khong-dung", "trang"),
        ("trang=" + "a" * 5_000, "trang"),
        (f"xep=-han&trang={good}", "trang"),
        ("pham-vi=x", "pham-vi"),
    ):
        base = "" if query.startswith("pham-vi") else "pham-vi=co-quan&"
        answer = follower.get(f"/parts?{base}{query}")
        assert answer.status_code == 422, query
        assert answer.json()["fields"][0]["field"] == field, query
    for query in ("tim=%00", "tim=%ff%fe", "tim=%E2%80%AE", "tim=" + "x" * 200):
        assert follower.get(f"/parts?{query}").status_code in (200, 422)


@pytest.mark.parametrize(
    ("path", "queries"),
    [("/parts?pham-vi=co-quan", 10), ("/tasks", 7), ("/nudges", 6), ("/parts/counts?pham-vi=co-quan", 10)],
)
def test_lists_ask_as_much_for_three_rows_as_for_one(
    follower: System, organised: Organisation, path: str, queries: int
) -> None:
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    by, now = follower.client.person, timezone.now()

    def add(number: int) -> None:
        task = Task.objects.create(
            office=organised.commune, origin="direct", position=number, text=f"Việc {number}", given_at=now
        )
        task.parts.create(unit=unit, part="lead", answers_alone=True, officer=by, commune=organised.commune)
        Nudge.objects.create(
            office=organised.commune, unit=unit, kind=NudgeKind.REMINDER, year=2026, number=number,
            by=by, at=now, text="Khẩn trương",
        )  # fmt: skip

    def counted() -> int:
        """Without counting the request itself, which takes one more at the first of a minute."""
        between_pages.forget()
        with CaptureQueriesContext(connection) as asked:
            assert follower.get(path).status_code == 200
        return sum(not query["sql"].startswith('UPDATE "exchange_client"') for query in asked)

    add(1)
    assert counted() == queries
    add(2)
    add(3)
    assert counted() == queries


# One task


def test_a_task_has_its_quotation_its_parts_and_its_history(lead: System, part: UnitTask) -> None:
    Task.objects.update(quote="Giao Phòng Văn hóa - Xã hội rà soát")
    lead.post(f"/parts/{part.pk}/steps/nhan-viec", {"version": 0})
    lead.post(f"/parts/{part.pk}/notes", {"text": "Đã họp", "percent": 20, "version": 1})
    found = lead.get(f"/tasks/{part.task_id}").json()
    assert found["quotations"] == [{"place": found["source"], "quote": "Giao Phòng Văn hóa - Xã hội rà soát"}]
    assert [one["what"] for one in found["history"]] == ["Cập nhật tiến độ", "Nhận việc"]
    assert len(found["parts"]) == 3
    one = lead.get(f"/parts/{part.pk}").json()
    assert (one["percent"], one["notes"][0]["text"]) == (20, "Đã họp")
    moment = found["history"][0]["at"]
    older = lead.get(f"/tasks/{part.task_id}/history", {"truoc": moment}).json()["items"]
    assert [row["what"] for row in older] == ["Nhận việc"]
    for wrong in ("hom qua", "9999-99-99", "0001-01-01T00:00:00Z", "x" * 3_000):
        assert lead.get(f"/tasks/{part.task_id}/history", {"truoc": wrong}).status_code == 422


# Keeping a copy


def test_changes_are_told_to_whom_they_concern(
    lead: System, giver: System, system: Callable[..., System], outsider: User, part: UnitTask
) -> None:
    beside = system(outsider)
    start = lead.get("/changes").json()
    assert start["items"] == []
    lead.post(f"/parts/{part.pk}/steps/nhan-viec", {"version": 0})
    lead.post(f"/parts/{part.pk}/notes", {"text": "Đã họp"})
    body = {"text": "Việc kín", "lead": part.unit_id, "due_text": "30/12/2099", "product": "x"}
    made = giver.post("/tasks", body).json()["id"]
    found = lead.get("/changes", {"sau": start["next"]}).json()
    assert [(one["kind"], one["action"], one["task_id"]) for one in found["items"]] == [
        ("part", "task.take_up", part.task_id),
        ("part", "task.note", part.task_id),
        ("task", "task.give", made),
    ]
    assert found["more"] is False
    assert lead.get("/changes", {"sau": found["next"]}).json()["items"] == []
    assert beside.get("/changes", {"sau": start["next"]}).json()["items"] == []
    for wrong in ("-1", "x", "9" * 30, "1.5"):
        assert lead.get("/changes", {"sau": wrong}).status_code == 422
    ahead = lead.get("/changes", {"sau": str(10**15)}).json()
    assert (ahead["items"], ahead["next"]) == ([], 10**15)


def test_a_long_trail_is_read_in_pieces(
    lead: System, part: UnitTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sauro_web.exchange.queries.changes._SCANNED", 2)
    start = lead.get("/changes").json()["next"]
    for number in range(5):
        lead.post(f"/parts/{part.pk}/notes", {"text": f"Ghi chú {number}"})
    seen, at, more = 0, start, True
    while more:
        found = lead.get("/changes", {"sau": at}).json()
        seen, at, more = seen + len(found["items"]), found["next"], found["more"]
    assert seen == 5
    assert at == Entry.objects.latest("number").number


def test_plans_and_their_progress(
    system: Callable[..., System], organised: Organisation, officer: User, outsider: User
) -> None:
    from tests.web.robustness.world import build

    world = build(organised, timezone.localdate())
    number = world.issued.pk
    leader, outer = system(world.people["leader"]), system(world.people["outsider"])
    plans = leader.get("/plans").json()["items"]
    assert {one["id"] for one in plans} == {world.issued.pk, world.plan.pk}
    assert leader.get("/plans?tim=rut gon").json()["items"][0]["id"] == number
    assert outer.get("/plans").json()["items"] == []
    assert outer.get(f"/plans/{number}/progress").status_code == 404
    page = signed_in(world.people["leader"]).get(f"/ke-hoach/{number}/thuc-hien/").context["shown"]
    found = leader.get(f"/plans/{number}/progress").json()
    assert found["whole"]["total"] == page.whole.counts.total
    assert [row["counts"]["total"] for row in found["units"]] == [row.counts.total for row in page.units]
    assert [row["label"] for row in found["sections"]] == [row.label for row in page.sections]
    tasks = leader.get("/tasks", {"ke-hoach": number}).json()["items"]
    assert {one["plan"]["id"] for one in tasks} == {number}


def test_numbers_of_nothing_are_not_found(lead: System, part: UnitTask) -> None:
    for number in ("0", "999999", "9" * 18, "9" * 30, "9" * 5_000):
        for path in ("/parts/{}", "/tasks/{}", "/tasks/{}/history", "/plans/{}/progress", "/nudges/{}",
                     "/units/{}/work"):  # fmt: skip
            assert lead.get(path.format(number)).status_code == 404, path
        for path in ("/parts/{}/steps/nhan-viec", "/parts/{}/notes", "/extensions/{}/decision",
                     "/obstacles/{}/answer", "/nudges/{}/seen", "/tasks/{}/cancellation"):  # fmt: skip
            body = {"text": "x", "version": 0, "granted": True, "answer": "x", "reason": "x"}
            assert lead.post(path.format(number), body).status_code in (404, 422), path
    assert Client.objects.count() == 1
