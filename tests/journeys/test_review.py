"""An officer with a plan: forty tasks confirmed without the mouse, units chosen, issued, and taken up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests.journeys.conftest import Visitor, ask, wait_for_focus

from sauro_web.accounts.models import Unit, User
from sauro_web.plans.models import ImportedPlan, PlanState, SuggestionState
from sauro_web.plans.operations import decide, upload_plan
from sauro_web.tasks.models import Task, TaskState, UnitTask

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("office")]
Arrive = Callable[..., Visitor]
TASKS = 40

HEAD = """\
ỦY BAN NHÂN DÂN
XÃ SUỐI NGẦN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 91/KH-UBND
Suối Ngần, ngày 03 tháng 3 năm 2026
KẾ HOẠCH
Sắp xếp công việc của xã Suối Ngần năm 2026
Ủy ban nhân dân xã ban hành Kế hoạch như sau:
I. NHIỆM VỤ
"""
DUTY = """\
{number}. Lập danh mục công việc số {number} của xã
- Đơn vị chủ trì: {lead}
- Đơn vị phối hợp: Các thôn
- Thời gian hoàn thành: Trước ngày {day:02}/6/2026
- Sản phẩm: Danh mục số {number}
"""
FOOT = """\
Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Quàng Văn Thắm
"""


def _text(tasks: int) -> str:
    leads = {3: "Tổ rà soát văn bản", 5: "Phòng Kinh tế; Phòng Văn hóa - Xã hội"}
    duties = (
        DUTY.format(number=number, lead=leads.get(number, "Phòng Kinh tế"), day=number % 28 + 1)
        for number in range(1, tasks + 1)
    )
    return HEAD + "".join(duties) + FOOT


def _plan(clerk: User, tasks: int, number: str = "91") -> ImportedPlan:
    office = Unit.objects.get(name="Ủy ban nhân dân xã Suối Ngần")
    data = _text(tasks).replace("Số: 91/", f"Số: {number}/").encode()
    return upload_plan(data, "kh-91.txt", office=office, by=clerk, now=timezone.now()).plan


def _press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def _settled(page: Any, plan: ImportedPlan, decided: int) -> None:
    """Waits until the page shows that so many cards are decided."""
    cards = "document.querySelectorAll('.card-read.is-confirmed, .card-read.is-rejected')"
    page.wait_for_function(f"number => {cards}.length === number", arg=decided)


def test_forty_tasks_are_confirmed_without_the_mouse(visitor: Arrive, clerk: User) -> None:
    plan = _plan(clerk, TASKS)
    someone = visitor()
    someone.sign_in(clerk)
    someone.go(f"/ke-hoach/{plan.pk}/soat/")
    page = someone.page
    cards = plan.suggestions.filter(twin_of=None).count()
    assert cards >= TASKS
    decided = 0
    while decided < cards:
        current = page.locator(".card-read.is-current")
        if "Tổ rà soát văn bản" in current.inner_text():
            # The unknown unit: opened, looked up by a few letters, taken from the list.
            _press(page, "d")
            page.wait_for_selector(".is-current input[name=opened]", state="attached")
            page.locator(".is-current .choose a", has_text="Chọn đơn vị").first.focus()
            _press(page, "Enter")
            page.wait_for_selector(".pick input[type=search]:focus")
            page.keyboard.type("van hoa")
            page.wait_for_selector("[data-words='van hoa'] button:has-text('Phòng Văn hóa')")
            _press(page, "ArrowDown", "ArrowUp", "Enter")
            page.wait_for_selector(".card-read.is-current .named.is-chosen")
            _press(page, "Escape")
            page.wait_for_selector('.card-read.is-current [data-key="Enter"]')
        elif "chọn một đầu mối" in current.inner_text():
            current.locator("button", has_text="Chủ trì").first.focus()
            _press(page, "Enter")
            page.wait_for_selector(".card-read.is-current:not(:has-text('chọn một đầu mối'))")
            page.locator(".card-read.is-current").focus()
        _press(page, "Enter")
        decided += 1
        _settled(page, plan, decided)
    assert not plan.suggestions.filter(twin_of=None).exclude(state=SuggestionState.CONFIRMED).exists()
    assert "Giao việc" in page.locator("#progress .btn-primary").inner_text()
    page.locator("#progress .btn-primary").focus()
    _press(page, "Enter")
    page.wait_for_url("**/giao-viec/")
    page.locator("#id_issued_on").focus()
    _press(page, "Enter")
    page.wait_for_url("**/viec/")
    assert ImportedPlan.objects.get(pk=plan.pk).state == PlanState.ISSUED
    assert Task.objects.filter(plan=plan).count() == TASKS
    assert someone.complaints == []


def test_the_keys_of_the_review_page(visitor: Arrive, clerk: User) -> None:
    plan = _plan(clerk, 4)
    someone = visitor()
    someone.sign_in(clerk)
    page = someone.page
    someone.go(f"/ke-hoach/{plan.pk}/soat/")
    current = lambda: page.locator(".card-read.is-current").get_attribute("data-card")  # noqa: E731
    numbers = [card.get_attribute("data-card") for card in page.locator(".card-read").all()]
    assert current() == numbers[0]
    _press(page, "j", "j")
    assert current() == numbers[2]
    _press(page, "k")
    assert current() == numbers[1]
    assert page.locator("mark.is-now").count() > 0
    _press(page, "x")
    _settled(page, plan, 1)
    page.wait_for_function("n => document.querySelector('.is-current')?.dataset.card === n", arg=numbers[2])
    _press(page, "u")
    _settled(page, plan, 0)
    page.wait_for_function("n => document.querySelector('.is-current')?.dataset.card === n", arg=numbers[1])
    _press(page, "e")
    page.wait_for_selector(".is-edited textarea:focus")
    page.keyboard.type("Việc mới gõ: ")
    _press(page, "Escape")
    page.wait_for_selector(".is-edited", state="detached")
    assert "Việc mới gõ" not in page.locator(".review-cards").inner_text()
    _press(page, "e")
    page.wait_for_selector(".is-edited textarea:focus")
    page.fill(".is-edited textarea", "Việc đã sửa")
    page.locator(".is-edited input[name=product]").focus()
    _press(page, "Enter")
    _settled(page, plan, 1)
    assert "Việc đã sửa" in page.locator(f"#the-{numbers[1]}").inner_text()
    _press(page, "n")
    assert current() == numbers[3]
    _press(page, "?")
    page.wait_for_selector("dialog#keys[open]")
    _press(page, "j", "Escape")
    assert current() == numbers[3]
    assert someone.complaints == []


def _send_key(page: Any, key: str, **more: bool) -> None:
    """A key as some keyboards send it: a whole letter at once, or while one is still being put together."""
    ask(
        page,
        "([key, more]) => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true, ...more}))",
        [key, more],
    )


def test_a_duty_that_was_not_found_is_added_without_the_mouse(visitor: Arrive, clerk: User) -> None:
    plan = _plan(clerk, 2)
    someone = visitor()
    someone.sign_in(clerk)
    someone.go(f"/ke-hoach/{plan.pk}/soat/")
    page = someone.page
    page.locator(".card-read.is-current").wait_for()
    _press(page, "t")
    page.locator("#missing-words").wait_for()
    wait_for_focus(page, "#missing-words")
    assert someone.faults() == []
    page.keyboard.type("lap danh muc cong viec so 2")
    page.locator("#missing-found a", has_text="đã là nhiệm vụ I.2").wait_for()
    _press(page, "Escape")
    page.locator("#missing-words").wait_for(state="detached")
    # What is marked in the source is looked up at once.
    page.locator(".document p", has_text="ban hành Kế hoạch như sau").first.select_text()
    _press(page, "t")
    found = page.locator("#missing-found button")
    found.wait_for()
    page.locator("#missing-words").press("Enter")
    page.wait_for_function("document.activeElement.name === 'start'")
    _press(page, "Enter")
    page.locator(".card-read.is-current", has_text="ban hành Kế hoạch như sau").wait_for()
    added = plan.suggestions.get(read__path="Bổ sung 1")
    assert page.url.endswith(f"#the-{added.pk}")
    _press(page, "u")
    page.locator(f"#the-{added.pk}.is-rejected").wait_for()
    assert someone.complaints == []


def test_a_vietnamese_keyboard_decides_nothing_by_itself(visitor: Arrive, clerk: User) -> None:
    plan = _plan(clerk, 4)
    someone = visitor()
    someone.sign_in(clerk)
    page = someone.page
    someone.go(f"/ke-hoach/{plan.pk}/soat/")
    current = lambda: page.locator(".card-read.is-current").get_attribute("data-card")  # noqa: E731
    numbers = [card.get_attribute("data-card") for card in page.locator(".card-read").all()]
    _press(page, "j", "k")
    _send_key(page, "ụ")  # Telex makes it of "u" and "j".
    assert current() == numbers[1]
    held: list[Any] = []
    page.route("**/sua/", lambda route: held.append(route))
    with page.expect_request("**/sua/"):
        _press(page, "e")
    page.keyboard.type("xxo")  # Typed before the form was there: its answer is held back.
    held[0].continue_()
    page.wait_for_selector(".is-edited textarea:focus")
    _send_key(page, "Escape", isComposing=True)
    _send_key(page, "Enter", isComposing=True, ctrlKey=True)
    page.keyboard.type("Xem xét, nộp đủ hồ sơ")
    assert page.locator(".is-edited textarea").input_value().startswith("Xem xét, nộp đủ hồ sơ")
    _press(page, "Escape")
    page.wait_for_selector(".is-edited", state="detached")
    _settled(page, plan, 0)
    _send_key(page, "Enter", repeat=True)
    _press(page, "Enter")
    _settled(page, plan, 1)
    assert someone.complaints == []


def test_candidates_and_leads_are_chosen_by_number_and_undone(visitor: Arrive, clerk: User) -> None:
    plan = _plan(clerk, 5)
    someone = visitor()
    someone.sign_in(clerk)
    page = someone.page
    card = plan.suggestions.get(value__text__startswith="Lập danh mục công việc số 5 ")
    someone.go(f"/ke-hoach/{plan.pk}/soat/#the-{card.pk}")
    page.wait_for_selector(f"#the-{card.pk}:focus")
    _press(page, "2")
    page.wait_for_selector(f"#the-{card.pk}:focus:not(:has-text('chọn một đầu mối'))")
    assert card.mentions.get(role="lead").text == "Phòng Văn hóa - Xã hội"
    _press(page, "u")
    page.wait_for_selector(f"#the-{card.pk}.is-current:has-text('chọn một đầu mối')")
    asked = plan.suggestions.get(value__text__startswith="Lập danh mục công việc số 3 ")
    _press(page, "k", "k", "c")
    page.wait_for_selector(f"#the-{asked.pk} .pick input[type=search]:focus")
    _press(page, "Escape")
    page.wait_for_selector(".pick", state="detached")
    assert someone.complaints == []


def test_what_was_typed_into_a_card_comes_back_after_the_page_was_closed(
    visitor: Arrive, clerk: User
) -> None:
    plan = _plan(clerk, 4)
    someone = visitor()
    someone.sign_in(clerk)
    page = someone.page
    card = plan.suggestions.get(value__text__startswith="Lập danh mục công việc số 2 ")
    someone.go(f"/ke-hoach/{plan.pk}/soat/#the-{card.pk}")
    page.wait_for_selector(f"#the-{card.pk}:focus")
    _press(page, "e")
    page.wait_for_selector(".is-edited textarea:focus")
    page.keyboard.type("Của tôi: ")
    someone.go(f"/ke-hoach/{plan.pk}/soat/?mo-lai#the-{card.pk}")
    page.wait_for_selector(f"#the-{card.pk}:focus")
    _press(page, "e")
    page.wait_for_selector(".is-edited .kept")
    assert page.locator(".is-edited textarea").input_value().startswith("Của tôi: ")
    _press(page, "Escape")
    page.wait_for_selector(f"#the-{card.pk}.is-open")
    _press(page, "e")
    page.wait_for_selector(".is-edited textarea:focus")
    assert not page.locator(".is-edited .kept").count()


def test_what_was_sent_from_a_card_and_refused_comes_back_too(visitor: Arrive, clerk: User) -> None:
    plan = _plan(clerk, 4)
    someone = visitor()
    someone.sign_in(clerk)
    page = someone.page
    card = plan.suggestions.get(value__text__startswith="Lập danh mục công việc số 2 ")
    someone.go(f"/ke-hoach/{plan.pk}/soat/#the-{card.pk}")
    page.wait_for_selector(f"#the-{card.pk}:focus")
    _press(page, "e")
    page.wait_for_selector(".is-edited textarea:focus")
    page.keyboard.type("Của tôi: ")
    page.context.clear_cookies(name="csrftoken")
    page.keyboard.press("Control+Enter")
    page.get_by_text("hết hạn").first.wait_for()
    page.reload()
    page.wait_for_selector(f"#the-{card.pk}:focus")
    _press(page, "e")
    page.wait_for_selector(".is-edited .kept")
    assert page.locator(".is-edited textarea").input_value().startswith("Của tôi: ")


def test_files_dropped_are_told_of_by_name_or_place(visitor: Arrive, clerk: User) -> None:
    someone = visitor()
    someone.sign_in(clerk)
    page = someone.page
    someone.go("/ke-hoach/")

    def drop(*files: tuple[str, str]) -> None:
        ask(
            page,
            """files => {
                const dragged = new DataTransfer();
                for (const [name, text] of files) dragged.items.add(new File([text], name));
                document.querySelector("[data-drop]").dispatchEvent(
                    new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: dragged}));
            }""",
            [list(file) for file in files],
        )

    marked = _text(2).replace("Số: 91", "TUYỆT MẬT\nSố: 91")
    drop(("mot.txt", _text(2)), ("hai.txt", marked))
    page.wait_for_selector("text=Tệp thứ 2: Tệp mang dấu chỉ độ mật")
    drop(("ba.txt", _text(3)))
    page.wait_for_url("**/soat/")
    names = ImportedPlan.objects.filter(subject__startswith="Sắp xếp công việc").values_list(
        "file_name", flat=True
    )
    assert sorted(names) == ["ba.txt", "mot.txt"]


def test_either_side_finds_the_other(visitor: Arrive, clerk: User) -> None:
    plan = _plan(clerk, 12)
    someone = visitor()
    someone.sign_in(clerk)
    page = someone.page
    someone.go(f"/ke-hoach/{plan.pk}/soat/")
    card = plan.suggestions.get(value__text__startswith="Lập danh mục công việc số 9 ")
    page.locator("[data-source] mark", has_text="công việc số 9 ").first.click()
    page.wait_for_selector(f"#the-{card.pk}.is-current")
    last = plan.suggestions.get(value__text__startswith="Lập danh mục công việc số 12 ")
    page.locator(f"#the-{last.pk} .to-source").click()
    mark = page.locator("mark.is-now", has_text="công việc số 12 ").first
    box, source = mark.bounding_box(), page.locator("[data-source]").bounding_box()
    assert source["y"] <= box["y"] <= source["y"] + source["height"]


def test_a_card_that_another_changed_comes_fresh_with_the_reason(visitor: Arrive, clerk: User) -> None:
    plan = _plan(clerk, 4)
    someone = visitor()
    someone.sign_in(clerk)
    page = someone.page
    someone.go(f"/ke-hoach/{plan.pk}/soat/")
    first = plan.suggestions.order_by("position", "id").first()
    decide(first, SuggestionState.REJECTED, by=clerk, now=timezone.now(), version=0)
    _press(page, "Enter")
    page.wait_for_selector(f"#the-{first.pk}.is-rejected [role=alert]")
    assert "đã thay đổi mục này lúc" in page.locator(f"#the-{first.pk}").inner_text()


def test_a_file_is_chosen_with_the_keyboard_and_its_name_is_shown(
    visitor: Arrive, clerk: User, tmp_path: Path
) -> None:
    someone = visitor()
    someone.sign_in(clerk)
    page = someone.page
    someone.go("/ke-hoach/")
    page.locator("#id_file").focus()
    wait_for_focus(page, "#id_file")
    file = tmp_path / "kh-91.txt"
    file.write_text(_text(3), encoding="utf-8")
    page.set_input_files("#id_file", str(file))
    assert page.locator("[data-drop-chosen]").inner_text() == "kh-91.txt"
    page.locator("text=Tải lên và đọc").focus()
    _press(page, "Enter")
    page.wait_for_url("**/soat/")


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "light"), ("desktop", "dark")])
def test_the_pages_of_a_plan_are_accessible_and_fit_their_screen(
    visitor: Arrive, clerk: User, size: str, scheme: str
) -> None:
    plan = _plan(clerk, 6, "91a")  # A number with a letter is something to remark on.
    someone = visitor(size, scheme)
    someone.sign_in(clerk)
    page = someone.page

    def looked_at(name: str) -> None:
        someone.picture(f"{name}-{size}-{scheme}")
        assert someone.faults() == [], name
        assert someone.sideways() <= 0, name

    someone.go("/ke-hoach/")
    looked_at("ke-hoach")
    someone.go(f"/ke-hoach/{plan.pk}/soat/")
    looked_at("soat")
    page.locator("[data-remarks] summary").click()
    looked_at("soat-luu-y")
    page.locator("[data-remarks] a").first.click()
    page.wait_for_selector("mark.is-now.k-find, mark.is-now")
    page.locator("[data-remarks] summary").click()
    page.locator(".card-read .btn", has_text="Chọn đơn vị").first.click()
    page.wait_for_selector(".pick")
    looked_at("soat-chon-don-vi")
    page.locator(".pick .btn", has_text="Thôi").click()
    page.wait_for_selector(".pick", state="detached")
    page.locator('[data-key="e"]').nth(2).click()
    page.wait_for_selector(".is-edited")
    looked_at("soat-sua")
    someone.go(f"/ke-hoach/{plan.pk}/giao-viec/")
    looked_at("giao-viec-con-thieu")
    _confirm(plan, clerk)
    someone.go(f"/ke-hoach/{plan.pk}/giao-viec/")
    looked_at("giao-viec")
    page.locator("button", has_text="nhiệm vụ cho").click()
    page.wait_for_url("**/viec/")
    looked_at("viec-cua-ke-hoach")
    head = User.objects.get(username="kinhte")
    someone.sign_in(head)
    for name, path in (("viec-cua-toi-moi", "/"), ("nhiem-vu", "/nhiem-vu/"), ("thong-bao", "/thong-bao/")):
        someone.go(path)
        looked_at(name)
    part = UnitTask.objects.filter(task__plan=plan, unit__name="Phòng Kinh tế", part="lead").first()
    someone.go(f"/nhiem-vu/{part.task_id}/")
    looked_at("mot-viec")
    page.locator("button", has_text="Nhận việc").click()
    page.wait_for_selector("text=Đã nhận việc")
    part.refresh_from_db()
    assert part.state == TaskState.RECEIVED
    assert someone.complaints == []


def _confirm(plan: ImportedPlan, clerk: User) -> None:
    """Everything decided, the doubtful rejected."""
    for card in plan.suggestions.filter(twin_of=None):
        clear = not {"unit_unknown", "several_leads", "no_lead"} & set(card.doubts)
        state = SuggestionState.CONFIRMED if clear else SuggestionState.REJECTED
        decide(card, state, by=clerk, now=timezone.now(), version=card.version)
