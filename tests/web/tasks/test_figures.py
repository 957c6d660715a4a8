"""Every figure on a page opens a list that has exactly as many rows."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate
from tests.web.organisation import FRAME, FRAME_AGAIN, Organisation, signed_in
from tests.web.plans.conftest import NOW, coordinator, uploaded
from tests.web.tasks.conftest import reviewed
from tests.web.tasks.working import work_in_hand

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.plans.models import ImportedPlan, PlanState, Suggestion
from sauro_web.tasks.models import OPEN, Origin, Part, Task, TaskState, UnitTask
from sauro_web.tasks.operations import issue_plan
from sauro_web.tasks.queries.days import days_for
from sauro_web.tasks.standing import COLUMNS, STANDINGS, Counts, counted_so
from sauro_web.tasks.timing import Timing, timing_of

__all__ = ["coordinator", "reviewed", "uploaded"]
pytestmark = pytest.mark.django_db

_BOX = re.compile(r'<a class="figure-box[^"]*" href="([^"]+)"><b>([\d.]+)</b>')
_CELL = re.compile(r'<td class="number"[^>]*><a href="([^"]+)"(?: class="is-late")?>([\d.]+)</a>')
_HEAD = re.compile(r'<a class="head-figure[^"]*" href="([^"]+)">([\d.]+) ')
_SAID = re.compile(r'<a href="([^"]+)">(?:xem )?([\d.]+) việc')


def figures_on(client: Client, address: str) -> list[tuple[str, int]]:
    """The addresses on a page with the figure that stands on each."""
    page = client.get(address)
    assert page.status_code == 200, address
    words = page.content.decode()
    found = [match for pattern in (_BOX, _CELL, _HEAD, _SAID) for match in pattern.findall(words)]
    return [(unescape(where), int(number.replace(".", ""))) for where, number in found]


def rows_at(client: Client, address: str, base: str = "") -> int:
    """How many rows a list has, all of its pages."""
    where = f"{base}{address}" if address.startswith("?") else address
    return len(client.get(f"{where}&dang=in").context["rows"])


@pytest.fixture
def leading(organised: Organisation) -> User:
    return organised.person("chutich", (organised.commune, Role.LEADER))


@pytest.fixture
def busy(organised: Organisation, leading: User) -> list[UnitTask]:
    return work_in_hand(organised, leading)


def check_every_figure(client: Client, address: str, *, least: int) -> None:
    figures = figures_on(client, address)
    wrong = [(where, number) for where, number in figures if rows_at(client, where, address) != number]
    assert wrong == []
    assert sum(number > 0 for _, number in figures) >= least


def test_every_figure_of_the_dashboard_opens_its_rows(busy: list[UnitTask], leading: User) -> None:
    check_every_figure(signed_in(leading), "/dieu-hanh/", least=15)


def test_every_figure_of_the_notebook_opens_its_rows(busy: list[UnitTask], leading: User) -> None:
    check_every_figure(signed_in(leading), "/", least=6)


def test_every_figure_of_a_unit_opens_its_rows(
    busy: list[UnitTask], leading: User, organised: Organisation
) -> None:
    for unit in (busy[0].unit, organised.commune):
        check_every_figure(signed_in(leading), f"/don-vi/{unit.pk}/viec/", least=5)


@pytest.fixture
def issued(reviewed: ImportedPlan, coordinator: User) -> ImportedPlan:
    issue_plan(reviewed, number="57", issued_on=NOW.date(), by=coordinator, now=NOW, version=reviewed.version)
    reviewed.refresh_from_db()
    return reviewed


def test_every_figure_of_a_plan_opens_its_rows(issued: ImportedPlan, leading: User) -> None:
    states = (TaskState.RECEIVED, TaskState.FINISHED, TaskState.SUBMITTED, TaskState.WORKING)
    for place, part in enumerate(UnitTask.objects.filter(task__plan=issued).order_by("pk")):
        part.state = states[place % len(states)]
        part.handed_in_on = NOW.date()
        part.save()
    client = signed_in(leading)
    check_every_figure(client, f"/ke-hoach/{issued.pk}/thuc-hien/", least=6)
    check_every_figure(client, "/dieu-hanh/", least=6)


def test_conditions_counts_and_the_rule_agree(busy: list[UnitTask], organised: Organisation) -> None:
    days = days_for([organised.commune], on=timezone.localdate())
    counts = Counts.of_rows(UnitTask.objects.all(), days.today)
    for bucket, number in counts.columns:
        by_rule = {
            part.pk for part in UnitTask.objects.all() if timing_of(part, days.today) in bucket.timings
        }
        by_list = UnitTask.objects.filter(counted_so(bucket.key, days.today))
        assert {part.pk for part in by_list} == by_rule
        assert len(by_rule) == number > 0, bucket.key
    assert counts.total == UnitTask.objects.filter(counted_so("tinh", days.today)).count()
    assert counts.done == UnitTask.objects.filter(counted_so("xong", days.today)).count()
    in_time = [
        part
        for part in UnitTask.objects.filter(state=TaskState.FINISHED)
        if timing_of(part, days.today, by_first=True) is Timing.IN_TIME
    ]
    assert counts.in_time_at_first == len(in_time) < counts.in_time
    assert counts.extended == UnitTask.objects.filter(counted_so("da-gia-han", days.today)).count() > 0
    assert counts.late == UnitTask.objects.filter(counted_so("qua-han", days.today)).count()
    owed = {part.pk for part in UnitTask.objects.all() if part.state in OPEN and part.ended_at is None}
    assert {part.pk for part in UnitTask.objects.filter(counted_so("chua-xong", days.today))} == owed
    assert {key for key, _ in STANDINGS} > {bucket.key for bucket in COLUMNS}


def test_an_office_without_work_shows_noughts_and_dashes(leading: User) -> None:
    client = signed_in(leading)
    words = client.get("/dieu-hanh/").content.decode()
    assert "Không có việc nào quá hạn." in words
    assert "Chưa có kế hoạch nào đang giao việc." in words
    assert all(number == 0 for _, number in figures_on(client, "/dieu-hanh/"))


@pytest.mark.parametrize("times", [1, 4])
@pytest.mark.parametrize(
    ("address", "queries", "again"),
    [
        # Two for what is left of the quotas of the year, each time; at first the rules that they go by.
        ("/dieu-hanh/", 18, 2),
        # What waits in the calendar (three), in the registers (two) and of reports is asked every time.
        ("/", 28, 13),
        ("/nhiem-vu/?pham-vi=co-quan", 7, 1),
        ("/nhiem-vu/bang/?pham-vi=co-quan", 15, 10),
        ("/nhiem-vu/lich/?pham-vi=co-quan", 8, 3),
        ("/nhiem-vu/so-theo-doi/?pham-vi=co-quan", 6, 1),
    ],
)
def test_pages_ask_as_often_however_much_work_there_is(
    organised: Organisation,
    leading: User,
    times: int,
    address: str,
    queries: int,
    again: int,
    django_assert_num_queries: Any,
) -> None:
    """`queries` where no page was looked at before, `again` on every later page."""
    work_in_hand(organised, leading, times=times)
    client = signed_in(leading)
    with django_assert_num_queries(FRAME + queries):
        client.get(address)
    with django_assert_num_queries(FRAME_AGAIN + again):
        client.get(address)


def test_of_many_plans_the_dashboard_shows_those_behind_and_a_way_to_all(
    organised: Organisation, leading: User
) -> None:
    now = timezone.now()
    unit = Unit.objects.filter(path__startswith=organised.commune.path).exclude(pk=organised.commune.pk)[0]
    for number in range(13):
        plan = ImportedPlan.objects.create(
            office=organised.commune, uploaded_by=leading, uploaded_at=now, file="x", file_name="x", size=1,
            digest=f"{number:064}", state=PlanState.ISSUED, number=str(900 + number), symbol="KH-UBND",
            issued_on=localdate(), units_told_at=now - timedelta(days=30),
        )  # fmt: skip
        for place in range(number + 1):
            said = Suggestion.objects.create(
                plan=plan, kind="task", position=place, read={}, value={}, state="confirmed"
            )
            task = Task.objects.create(
                office=organised.commune, plan=plan, suggestion=said, origin=Origin.PLAN, position=place,
                text="Việc", quote="Việc", given_at=now,
            )  # fmt: skip
            due = localdate() - timedelta(days=5 if place < number else -5)
            UnitTask.objects.create(
                task=task, unit=unit, part=Part.LEAD, due_on=due, ends_on=due, answers_alone=True
            )
    client = signed_in(leading)
    board = client.get("/dieu-hanh/").context["board"]
    assert [one.plan.number for one in board.plans] == [str(900 + number) for number in range(12, 2, -1)]
    words = client.get("/dieu-hanh/").content.decode()
    assert "Xem cả 13 kế hoạch" in words
    every = client.get("/dieu-hanh/?ke-hoach=tat-ca")
    assert len(every.context["board"].plans) == 13
    assert "Xem cả" not in every.content.decode()
