"""The list of what units owe: order, columns, filters, sheet and paper, the same rows in each."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client
from tests.web.lists.conftest import sheet_of
from tests.web.organisation import FRAME, FRAME_AGAIN, TRAIL, Organisation, signed_in

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.common import between_pages
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.models import Task, TaskState, UnitTask
from sauro_web.tasks.queries import along

pytestmark = pytest.mark.django_db
More = Callable[..., None]
NUMBERED = re.compile(r"Việc số (\d+)")


def walk(client: Client, address: str) -> list[int]:
    """The numbers of the tasks on all pages."""
    found: list[int] = []
    while True:
        page = client.get(address)
        found += [int(NUMBERED.fullmatch(part.task.text)[1]) for part in page.context["shown"].page]  # type: ignore[index]
        after = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
        if after is None:
            return found
        address = f"/nhiem-vu/{after[1].replace('&amp;', '&')}"


@pytest.mark.parametrize(
    "order", ["", "han", "-han", "don-vi", "phan", "-ke-hoach", "trang-thai", "giao-ngay"]
)
def test_every_order_shows_each_row_once_and_the_sheet_has_the_same(
    more: More, browser: Client, order: str
) -> None:
    more(95)
    walked = walk(browser, f"/nhiem-vu/?xep={order}")
    assert sorted(walked) == list(range(95))
    sheet = sheet_of(browser, f"/nhiem-vu/?xep={order}&dang=xlsx")
    assert [f"Việc số {number}" for number in walked] == [row[0] for row in sheet.rows]
    assert sheet.numbers == list(range(1, 96))
    paper = browser.get(f"/nhiem-vu/?xep={order}&dang=in").content.decode()
    assert [int(number) for number in NUMBERED.findall(paper)] == walked


def test_headings_say_how_the_list_is_sorted_and_turn_it(more: More, browser: Client) -> None:
    more(3)
    words = browser.get("/nhiem-vu/").content.decode()
    assert words.count("aria-sort") == 1
    assert '<th scope="col" class="date" aria-sort="ascending"><a href="?xep=-han">' in words
    assert 'aria-sort="descending"><a href="?xep=han">' in browser.get("/nhiem-vu/?xep=-han").content.decode()
    for nonsense in ("viec", "-viec", "task__text", "'", "--han"):
        assert 'aria-sort="ascending"' in browser.get("/nhiem-vu/", {"xep": nonsense}).content.decode()


def test_dates_are_dates_and_texts_are_never_formulas(more: More, browser: Client) -> None:
    more(2, '=HYPERLINK("http://x";"{}")\x07')
    UnitTask.objects.update(due_on=date(2026, 7, 30))
    Task.objects.filter(text__contains='"1"').update(text="+84 đầu số", product="@SUM(A1)")
    sheet = sheet_of(browser, "/nhiem-vu/?dang=xlsx")
    assert sheet.headings == [
        *(
            "Nhiệm vụ",
            "Đơn vị",
            "Thời hạn",
            "So với hạn (ngày làm việc)",
            "Trạng thái",
            "%",
            "Người thụ lý",
            "Hạn ban đầu",
        ),
        *("Phần việc", "Kế hoạch"),
    ]
    assert [row[0] for row in sheet.rows] == ['=HYPERLINK("http://x";"0")', "+84 đầu số"]
    assert {row[2] for row in sheet.rows} == {datetime(2026, 7, 30)}
    raw = browser.get("/nhiem-vu/?dang=xlsx")
    workbook = b"".join(raw.streaming_content)  # type: ignore[attr-defined]
    assert not _formulas(workbook)
    assert raw["Cache-Control"] == "private, no-store"
    assert re.fullmatch(r'attachment; filename="nhiem-vu-\d{4}-\d\d-\d\d\.xlsx"', raw["Content-Disposition"])


def _formulas(data: bytes) -> bool:
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return b"<f>" in packed.read("xl/worksheets/sheet1.xml")


def test_the_sheet_says_whose_it_is_what_it_leaves_out_and_when(more: More, browser: Client) -> None:
    more(2)
    above = sheet_of(browser, "/nhiem-vu/?dang=xlsx&phan=lead&tim=VIEC SO").above
    assert above[:3] == ["ỦY BAN NHÂN DÂN", "XÃ MAI LĨNH", "SỔ THEO DÕI NHIỆM VỤ CỦA ĐƠN VỊ"]
    assert above[3] == "Tìm: VIEC SO; Phần việc: chủ trì"
    assert above[4].startswith("Ngày ")
    paper = browser.get("/nhiem-vu/?dang=in&phan=lead").content.decode()
    for words in ("Ủy ban nhân dân</span> <b>xã Mai Lĩnh", "Phần việc: chủ trì;", "Tổng số: 2 dòng"):
        assert words in paper
    assert "Danh mục" not in paper


def test_columns_are_chosen_for_the_person_and_hold_for_page_and_sheet(
    more: More, browser: Client, lead: User, organised: Organisation, division: Unit
) -> None:
    more(1)
    kept = browser.get("/nhiem-vu/?phan=lead&cot=san-pham&cot=han&cot=thoang&cot=nonsense&xep=-han")
    assert kept["Location"] == "/nhiem-vu/?phan=lead&xep=-han"
    page = browser.get("/nhiem-vu/?phan=lead")
    assert [head.column.key for head in page.context["shown"].heads] == ["viec", "han", "san-pham"]
    assert "book-roomy" in page.content.decode()
    assert sheet_of(browser, "/nhiem-vu/?dang=xlsx").headings == ["Nhiệm vụ", "Thời hạn", "Sản phẩm"]
    colleague = organised.person("khac", (division, Role.OFFICER))
    other = signed_in(colleague)
    other.cookies[f"cot-{colleague.pk}-nhiem-vu"] = browser.cookies[f"cot-{lead.pk}-nhiem-vu"].value
    assert len(other.get("/nhiem-vu/").context["shown"].heads) == 10
    browser.get("/nhiem-vu/?cot=mac-dinh")
    assert len(browser.get("/nhiem-vu/").context["shown"].heads) == 10
    browser.get("/nhiem-vu/?cot=-")
    assert len(browser.get("/nhiem-vu/").context["shown"].heads) == 1


@pytest.mark.parametrize(
    "query",
    [
        "viec=99999999999999999999",
        "viec=-1",
        "tim=%00",
        "tim=" + "a " * 150,
        "ke-hoach=x'--",
        "dang=pdf",
        "trang=x&xep=",
    ],
)
def test_nonsense_in_the_address_is_no_fault(more: More, browser: Client, query: str) -> None:
    more(1)
    for form in ("", "&dang=xlsx", "&dang=in"):
        assert browser.get(f"/nhiem-vu/?{query}{form}").status_code == 200


def test_a_place_on_a_page_of_another_order_is_the_first_page(more: More, browser: Client) -> None:
    more(50)
    after = browser.get("/nhiem-vu/").context["shown"].page.after
    for order in ("don-vi", "giao-ngay", "-han", "ke-hoach"):
        page = browser.get("/nhiem-vu/", {"xep": order, "trang": after}).context["shown"].page
        assert (len(page), page.before) == (40, "")


def test_a_forged_choice_of_columns_is_none(more: More, browser: Client, lead: User) -> None:
    more(1)
    browser.cookies[f"cot-{lead.pk}-nhiem-vu"] = "san-pham:forged"
    assert len(browser.get("/nhiem-vu/").context["shown"].heads) == 10


@pytest.mark.parametrize(
    "query", ["", "?pham-vi=co-quan", "?pham-vi=co-quan&han=khong", "?tim=Ra soat&phan=cooperating"]
)
def test_the_sheet_gives_each_what_his_page_gives(
    issued: ImportedPlan, organised: Organisation, request: pytest.FixtureRequest, query: str
) -> None:
    village = organised.person("thon", (organised.unit(organised.commune, "Thôn 1"), Role.HEAD))
    people = [
        village,
        *(request.getfixturevalue(who) for who in ("lead", "coordinator", "leader", "outsider")),
    ]
    counted = {}
    for person in people:
        client = signed_in(person)
        rows = list(client.get(f"/nhiem-vu/{query}").context["shown"].page)
        sheet = sheet_of(client, f"/nhiem-vu/{query}{'&' if query else '?'}dang=xlsx")
        assert [row[:2] for row in sheet.rows] == [[part.task.text, part.unit.label] for part in rows]
        counted[person.username] = len(rows)
    assert counted["langgieng"] == 0
    if query == "?pham-vi=co-quan":
        assert counted["chutich"] == counted["theodoi"] == UnitTask.objects.count()
        assert 0 < counted["thon"] < counted["chutich"]


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_costs_as_many_queries_whatever_its_length(
    more: More, browser: Client, count: int, django_assert_num_queries: Any
) -> None:
    more(count)
    with django_assert_num_queries(FRAME + 7):
        browser.get("/nhiem-vu/")
    with django_assert_num_queries(FRAME_AGAIN + 2):
        browser.get("/nhiem-vu/")


def test_three_thousand_rows_cost_as_many_queries_as_three(
    more: More, browser: Client, django_assert_num_queries: Any
) -> None:
    for count in (3, 3_000):
        more(count)
        between_pages.forget()
        with django_assert_num_queries(11):
            assert len(sheet_of(browser, "/nhiem-vu/?dang=xlsx").rows) == count


def test_words_are_found_without_accents_and_an_empty_list_says_what_to_do(
    more: More, browser: Client
) -> None:
    more(12)
    assert walk(browser, "/nhiem-vu/?tim=VIEC so 11") == [11]
    assert len(walk(browser, "/nhiem-vu/?tim=van hoa")) == 12
    words = browser.get("/nhiem-vu/?tim=%25&trang-thai=received").content.decode()
    assert "Không có dòng nào như vậy." in words
    assert 'href="?">Bỏ lọc' in words
    UnitTask.objects.filter(task__text="Việc số 4").update(state=TaskState.RECEIVED)
    assert walk(browser, "/nhiem-vu/?trang-thai=received") == [4]


def test_the_tasks_of_a_plan_lead_to_the_rows_that_were_counted(
    issued: ImportedPlan, organised: Organisation, coordinator: User
) -> None:
    address = f"/ke-hoach/{issued.pk}/viec/"
    client = signed_in(coordinator)
    for task in client.get(address).context["shown"].page:
        rows = client.get(f"{address}?xem=don-vi&viec={task.pk}").context["shown"].page
        assert len(rows) == task.sharing == task.parts.count()
        assert f'href="{address}?xem=don-vi&amp;viec={task.pk}"' in client.get(address).content.decode()
    sheet = sheet_of(client, f"{address}?dang=xlsx")
    assert sheet.headings[:5] == ["Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Số đơn vị"]
    assert [row[4] for row in sheet.rows] == [
        task.sharing for task in client.get(address).context["shown"].page
    ]
    assert [row[0] for row in sheet_of(client, f"{address}?dang=xlsx&xep=-don-vi").rows] != [
        row[0] for row in sheet.rows
    ]


def test_rows_of_units_are_shown_to_each_as_far_as_the_pages_of_their_tasks(
    issued: ImportedPlan, organised: Organisation, coordinator: User, outsider: User
) -> None:
    address = f"/ke-hoach/{issued.pk}/viec/?xem=don-vi"
    village = organised.unit(organised.commune, "Thôn 1")
    person = signed_in(organised.person("thon", (village, Role.HEAD)))
    own = UnitTask.objects.filter(task__parts__unit=village).distinct()
    seen = person.get(address).context["shown"]
    assert {part.pk for part in seen.page} == {part.pk for part in own}
    assert len(sheet_of(person, f"{address}&dang=xlsx").rows) == own.count() < UnitTask.objects.count()
    assert all(person.get(f"/nhiem-vu/{part.task_id}/").status_code == 200 for part in own)
    everything = signed_in(coordinator).get(address).context["shown"].page
    assert len(everything) == min(40, UnitTask.objects.count())
    for form in ("", "&dang=xlsx", "&dang=in"):
        assert signed_in(outsider).get(f"{address}{form}").status_code == 404


def test_the_tasks_of_a_plan_of_three_thousand_cost_a_bounded_number_of_queries(
    more: More, issued: ImportedPlan, coordinator: User, django_assert_max_num_queries: Any
) -> None:
    more(3_000)
    client = signed_in(coordinator)
    with django_assert_max_num_queries(20):
        assert len(sheet_of(client, f"/ke-hoach/{issued.pk}/viec/?dang=xlsx").rows) == 3_000


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"), [("/don-vi/{unit}/viec/", 9), ("/ke-hoach/{plan}/thuc-hien/", 8)]
)
def test_pages_of_a_unit_and_of_a_plan_cost_the_same_for_one_and_three(
    more: More, issued: ImportedPlan, division: Unit, coordinator: User, address: str, queries: int,
    count: int, django_assert_num_queries: Any,
) -> None:  # fmt: skip
    more(count)
    client = signed_in(coordinator)
    with django_assert_num_queries(FRAME + queries):
        page = client.get(address.format(unit=division.pk, plan=issued.pk))
    assert page.status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_done_with_many_costs_the_same_for_each(
    more: More, browser: Client, count: int, django_assert_num_queries: Any
) -> None:
    """Each row is tried by itself, as it will be done, and taken back."""
    more(count)
    sent = {"action": "take_up", "phan": [str(pk) for pk in UnitTask.objects.values_list("pk", flat=True)]}
    with django_assert_num_queries(FRAME + 7 + (13 + TRAIL) * count):
        page = browser.post("/nhiem-vu/nhieu-dong/", sent)
    assert len(page.context["able"]) == count


def test_what_comes_along_with_a_row_is_never_of_yesterday(
    more: More, browser: Client, issued: ImportedPlan
) -> None:
    more(1)
    part = UnitTask.objects.filter(task__plan=issued, officer=None).first()
    assert part is not None
    officer = User.objects.create(username="thuly", full_name="Tên Cũ")
    UnitTask.objects.filter(unit=part.unit).update(officer=officer)

    def words() -> str:
        return browser.get("/nhiem-vu/").content.decode()

    assert "Tên Cũ" in words()
    User.objects.filter(pk=officer.pk).update(full_name="Tên Mới")
    assert "Tên Mới" in words()
    assert "Tên Cũ" not in words()
    ImportedPlan.objects.filter(pk=issued.pk).update(number="4711")
    assert "4711/" in words()
    Unit.objects.filter(pk=part.unit_id).update(name="Phòng Đổi tên", short_name="")
    assert "Phòng Đổi tên" in words()


def test_a_page_holds_what_it_names_itself(
    more: More, issued: ImportedPlan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another page may empty what the process keeps, while this one reads what it lacks."""
    more(2)
    parts = list(UnitTask.objects.filter(task__plan=issued).select_related("task"))
    first = parts[0]
    parts[-1].unit_id = Unit.objects.exclude(pk=first.unit_id).values_list("pk", flat=True)[0]
    held: dict[Any, dict[int, Any]] = {Unit: {first.unit_id: Unit.objects.get(pk=first.unit_id)}}
    monkeypatch.setattr(along, "kept", lambda name, read: held.setdefault(name[1], read()))
    read = QuerySet.in_bulk

    def emptied(rows: QuerySet[Any], numbers: Any) -> Any:
        held[rows.model].clear()
        return read(rows, numbers)

    monkeypatch.setattr(QuerySet, "in_bulk", emptied)
    assert len({part.unit_id for part in parts}) > 1
    along.put_along(parts)
    assert {part.unit.pk for part in parts} == {part.unit_id for part in parts}
