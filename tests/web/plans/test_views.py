"""The pages of plans: who sees and does what, with and without script; what is forged and what is hostile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from tests.web.organisation import FRAME, Organisation, signed_in
from tests.web.plans.conftest import NOW, PLAN

from sauro_web.accounts.models import Role, Unit, UnitGroup, UnitKind, User
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.audit.models import Entry
from sauro_web.plans import operations
from sauro_web.plans.models import (
    ImportedPlan,
    Mention,
    MentionRole,
    MentionState,
    PlanState,
    Suggestion,
    SuggestionState,
)

pytestmark = pytest.mark.django_db
Duty = Callable[[str], Suggestion]
HTMX = {"headers": {"HX-Request": "true"}}


@pytest.fixture
def leader(organised: Organisation) -> User:
    """The chairperson of the commune."""
    return organised.person("chutich", (organised.commune, Role.LEADER))


@pytest.fixture
def browser(coordinator: User) -> Client:
    """Of whoever follows the plans."""
    return signed_in(coordinator)


def _words(response: HttpResponse) -> str:
    return response.content.decode()


def _mention(task: Suggestion, text: str) -> Mention:
    return task.mentions.get(text=text)


# Who sees what


_READ = ["/ke-hoach/{plan}/", "/ke-hoach/{plan}/soat/", "/ke-hoach/{plan}/tien-do/", "/ke-hoach/{plan}/tep/"]
_HANDLE = [
    "/ke-hoach/soat/{card}/",
    "/ke-hoach/soat/{card}/sua/",
    "/ke-hoach/soat/{card}/don-vi/",
    "/ke-hoach/soat/{card}/don-vi/them/?role=lead",
    "/ke-hoach/soat/don-vi/{mention}/",
    "/ke-hoach/{plan}/giao-viec/",
]
_POST = [
    ("/ke-hoach/soat/{card}/quyet-dinh/", {"state": "confirmed", "version": 0}),
    ("/ke-hoach/soat/{card}/sua/", {"text": "Khác", "version": 0}),
    ("/ke-hoach/soat/{card}/don-vi/them/", {"role": "lead", "version": 0, "unit": 1}),
    ("/ke-hoach/soat/don-vi/{mention}/", {"unit": "", "version": 0}),
    ("/ke-hoach/soat/don-vi/{mention}/vai-tro/", {"role": "lead", "version": 0}),
    ("/ke-hoach/soat/don-vi/{mention}/bo/", {"version": 0}),
    ("/ke-hoach/{plan}/hoan-tac/", {}),
    ("/ke-hoach/{plan}/bo/", {"reason": "Nhầm"}),
    ("/ke-hoach/{plan}/giao-viec/", {"number": "1", "issued_on": "02/06/2026", "version": 0}),
]


@pytest.fixture
def places(uploaded: ImportedPlan, duty: Duty) -> dict[str, int]:
    """The numbers that stand in addresses."""
    task = duty("Gộp")
    return {"plan": uploaded.pk, "card": task.pk, "mention": task.mentions.first().pk}


@pytest.mark.parametrize("address", _READ + _HANDLE)
@pytest.mark.parametrize(
    ("who", "reads", "handles"),
    [
        ("coordinator", True, True),
        ("leader", True, False),
        ("administrator", True, False),
        ("neighbour", False, False),
        ("outsider", False, False),
    ],
)
def test_pages_are_for_those_who_may(
    places: dict[str, int],
    address: str,
    who: str,
    reads: bool,
    handles: bool,
    request: pytest.FixtureRequest,
) -> None:
    client = signed_in(request.getfixturevalue(who))
    status = client.get(address.format(**places)).status_code
    if not reads:
        assert status == 404
    elif address in _HANDLE and not handles:
        assert status == 403
    else:
        assert status in (200, 302)


@pytest.mark.parametrize(("address", "data"), _POST)
@pytest.mark.parametrize(
    ("who", "status"), [("leader", 403), ("administrator", 403), ("neighbour", 404), ("outsider", 404)]
)
def test_nobody_else_changes_anything(
    places: dict[str, int],
    address: str,
    data: dict[str, Any],
    who: str,
    status: int,
    request: pytest.FixtureRequest,
) -> None:
    before = list(Suggestion.objects.values_list("pk", "version", "state"))
    client = signed_in(request.getfixturevalue(who))
    assert client.post(address.format(**places), data).status_code == status
    assert list(Suggestion.objects.values_list("pk", "version", "state")) == before
    assert ImportedPlan.objects.get().state == PlanState.REVIEW


@pytest.mark.parametrize("address", ["/ke-hoach/", *_READ, *_HANDLE])
def test_nobody_sees_anything_before_signing_in(places: dict[str, int], address: str) -> None:
    response = Client().get(address.format(**places))
    assert response.status_code == 302
    assert "/dang-nhap/" in response["Location"]


@pytest.mark.parametrize("who", ["leader", "administrator"])
def test_only_who_follows_plans_has_their_list(who: str, request: pytest.FixtureRequest) -> None:
    client = signed_in(request.getfixturevalue(who))
    assert client.get("/ke-hoach/").status_code == 403
    files = {"file": SimpleUploadedFile("kh.txt", PLAN.encode())}
    assert client.post("/ke-hoach/tai-len/", files).status_code == 403
    assert not ImportedPlan.objects.exists()


@pytest.mark.parametrize("address", _READ[:3] + _HANDLE)
def test_forged_numbers_are_not_found_and_audited(
    uploaded: ImportedPlan, browser: Client, address: str
) -> None:
    before = Entry.objects.count()
    response = browser.get(address.format(plan=10**9, card=10**9, mention=10**9))
    assert response.status_code == 404
    assert Entry.objects.count() == before + 1


def test_a_forged_unit_or_group_is_not_found(duty: Duty, browser: Client, organised: Organisation) -> None:
    mention = duty("Niêm yết").mentions.get()
    elsewhere = Unit.objects.filter(depth=1).exclude(pk=organised.province.pk).first()
    (child,) = plant(elsewhere, [Body(UnitKind.DEPARTMENT, "Sở Ở tỉnh khác")], valid_from=FIRST_DAY)
    theirs = UnitGroup.objects.filter(office=organised.ward).first()
    address = f"/ke-hoach/soat/don-vi/{mention.pk}/"
    for data in ({"unit": 10**9}, {"unit": child.pk}, {"group": theirs.pk}, {"unit": 1, "group": 1}):
        assert browser.post(address, data | {"version": 0}).status_code == 404
    mention.refresh_from_db()
    assert mention.state == MentionState.ASK


# A card


def test_a_decision_without_script_leads_back_to_the_card(
    uploaded: ImportedPlan, duty: Duty, browser: Client
) -> None:
    task = duty("Rà soát")
    response = browser.post(f"/ke-hoach/soat/{task.pk}/quyet-dinh/", {"state": "confirmed", "version": 0})
    assert response["Location"] == f"/ke-hoach/{uploaded.pk}/soat/#the-{task.pk}"
    task.refresh_from_db()
    assert task.state == SuggestionState.CONFIRMED


def test_a_decision_with_script_answers_by_the_card_and_the_bar(duty: Duty, browser: Client) -> None:
    task = duty("Rà soát")
    address = f"/ke-hoach/soat/{task.pk}/quyet-dinh/"
    words = _words(browser.post(address, {"state": "rejected", "version": 0}, **HTMX))
    assert words.count("<article") == 1
    assert f'id="the-{task.pk}"' in words
    assert "1 đã loại" in words


def test_a_unit_chosen_once_changes_every_card_that_names_it(
    uploaded: ImportedPlan, duty: Duty, browser: Client, organised: Organisation
) -> None:
    other = duty("Cập nhật")
    mention = duty("Niêm yết").mentions.get()
    Mention.objects.create(
        suggestion=other, role="cooperating", position=9, text=mention.text, key=mention.key, state="ask"
    )
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    data = {"unit": unit.pk, "version": 0}
    words = _words(browser.post(f"/ke-hoach/soat/don-vi/{mention.pk}/", data, **HTMX))
    assert words.count('hx-swap-oob="true"') == 3
    for card in (mention.suggestion_id, other.pk):
        assert f'id="the-{card}"' in words
    assert set(Mention.objects.filter(key=mention.key).values_list("unit", "state")) == {(unit.pk, "chosen")}


def test_whoever_saw_an_older_card_gets_the_card_of_now(
    uploaded: ImportedPlan, duty: Duty, browser: Client, organised: Organisation
) -> None:
    task = duty("Rà soát")
    other = organised.person("dongnghiep", (organised.commune, Role.COORDINATOR))
    operations.decide(task, SuggestionState.REJECTED, by=other, now=NOW, version=0)
    address, data = f"/ke-hoach/soat/{task.pk}/quyet-dinh/", {"state": "confirmed", "version": 0}
    response = browser.post(address, data, **HTMX)
    assert (response.status_code, response["HX-Retarget"]) == (409, f"#the-{task.pk}")
    assert "Người khác vừa thay đổi mục này" in _words(response)
    assert "đã loại" in _words(response)
    response = browser.post(address, data, follow=True)
    assert "Người khác vừa thay đổi mục này" in _words(response)
    task.refresh_from_db()
    assert task.state == SuggestionState.REJECTED


def test_two_leads_are_not_confirmed_and_one_of_them_is_chosen(duty: Duty, browser: Client) -> None:
    task = duty("Gộp")
    decide = f"/ke-hoach/soat/{task.pk}/quyet-dinh/"
    response = browser.post(decide, {"state": "confirmed", "version": 0}, **HTMX)
    assert response.status_code == 409
    assert "chọn một đầu mối" in _words(response)
    lead = _mention(task, "Phòng Kinh tế")
    words = _words(
        browser.post(f"/ke-hoach/soat/don-vi/{lead.pk}/vai-tro/", {"role": "lead", "version": 0}, **HTMX)
    )
    assert "chọn một đầu mối" not in words
    roles = dict(task.mentions.values_list("text", "role"))
    assert roles == {"Phòng Kinh tế": "lead", "Phòng Văn hóa - Xã hội": "cooperating"}
    assert browser.post(decide, {"state": "confirmed", "version": 1}, **HTMX).status_code == 200


def test_units_are_searched_for_without_accents(duty: Duty, browser: Client) -> None:
    mention = duty("Niêm yết").mentions.get()
    address = f"/ke-hoach/soat/don-vi/{mention.pk}/?q=kinh+te"
    assert "Phòng Kinh tế</button>" in _words(browser.get(address))
    assert "Phòng Văn hóa" not in _words(browser.get(address, **HTMX)).split("<ul")[1]
    headers = {"HX-Request": "true", "HX-Target": f"found-{mention.suggestion_id}"}
    part = _words(browser.get(address, headers=headers))
    assert "<form" not in part
    assert "Phòng Kinh tế</button>" in part


def test_groups_are_found_too_and_say_how_many_they_are(duty: Duty, browser: Client) -> None:
    task = duty("Niêm yết")
    words = _words(browser.get(f"/ke-hoach/soat/{task.pk}/don-vi/them/?role=cooperating&q=thon"))
    assert "nhóm, 2 đơn vị" in words


def test_nothing_found_says_what_to_do(duty: Duty, browser: Client) -> None:
    task = duty("Niêm yết")
    words = _words(browser.get(f"/ke-hoach/soat/{task.pk}/don-vi/them/?role=lead&q=khongco"))
    assert "Không có đơn vị hay nhóm nào tên như “khongco”" in words


def test_a_unit_is_added_given_another_part_and_taken_off(
    uploaded: ImportedPlan, duty: Duty, browser: Client, organised: Organisation
) -> None:
    task = duty("Rà soát")
    village = organised.unit(organised.commune, "Thôn 1")
    data = {"role": "cooperating", "unit": village.pk, "version": 0, "opened": task.pk}
    response = browser.post(f"/ke-hoach/soat/{task.pk}/don-vi/them/", data)
    assert response["Location"] == f"/ke-hoach/soat/{task.pk}/don-vi/"
    added = _mention(task, "Thôn 1")
    browser.post(f"/ke-hoach/soat/don-vi/{added.pk}/vai-tro/", {"role": "lead", "version": 1})
    assert task.mentions.get(role=MentionRole.LEAD) == added
    browser.post(f"/ke-hoach/soat/don-vi/{added.pk}/bo/", {"version": 2})
    assert not task.mentions.filter(pk=added.pk).exists()
    task.refresh_from_db()
    assert "no_lead" in task.doubts


def test_taking_the_lead_off_opens_a_confirmed_card(duty: Duty, browser: Client, coordinator: User) -> None:
    task = duty("Rà soát")
    operations.decide(task, SuggestionState.CONFIRMED, by=coordinator, now=NOW, version=0)
    lead = task.mentions.get(role=MentionRole.LEAD)
    browser.post(f"/ke-hoach/soat/don-vi/{lead.pk}/bo/", {"version": 1})
    task.refresh_from_db()
    assert (task.state, task.decided_by) == (SuggestionState.OPEN, None)


def test_a_group_shows_whom_it_means(uploaded: ImportedPlan, browser: Client) -> None:
    words = _words(browser.get(f"/ke-hoach/{uploaded.pk}/soat/"))
    assert 'các thôn <span class="soft">2 đơn vị' in words
    assert "Thôn 1; Thôn 2." in words


def test_where_relevant_says_that_nobody_gets_a_part(
    uploaded: ImportedPlan, duty: Duty, browser: Client
) -> None:
    duty("Rà soát").mentions.filter(text="Phòng Kinh tế").update(state=MentionState.RELATED, unit=None)
    assert "không giao phần việc cho đơn vị nào" in _words(browser.get(f"/ke-hoach/{uploaded.pk}/soat/"))


def test_twins_show_both_quotations_and_in_what_they_differ(
    uploaded: ImportedPlan, duty: Duty, browser: Client
) -> None:
    task = duty("Rà soát")
    read = task.read | {
        "path": "PL.1",
        "source": "appendix",
        "lead": ["Phòng Kinh tế"],
        "product": "Danh mục báo cáo được bãi bỏ",
    }
    Suggestion.objects.create(
        plan=uploaded, kind="task", position=task.position, read=read, value={}, twin_of=task
    )
    words = _words(browser.get(f"/ke-hoach/{uploaded.pk}/soat/"))
    assert "Có ở 2 chỗ trong văn bản, ghi khác nhau" in words
    assert "Chủ trì khác nhau:" in words
    assert "phụ lục ghi “Phòng Kinh tế”" in words
    assert "Sản phẩm khác nhau:" not in words


# Correcting


def test_a_correction_saves_and_confirms(duty: Duty, browser: Client) -> None:
    task = duty("Rà soát")
    address = f"/ke-hoach/soat/{task.pk}/sua/"
    assert 'name="due_text"' in _words(browser.get(address, **HTMX))
    response = browser.post(
        address, {"text": "Rà soát báo cáo của thôn", "due_text": "Quý IV", "version": 0}, **HTMX
    )
    assert response.status_code == 200
    task.refresh_from_db()
    assert (task.state, task.value["due"]["date"]) == (SuggestionState.CONFIRMED, "2026-12-31")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_wrong_correction_keeps_what_was_typed(duty: Duty, browser: Client, headers: Any) -> None:
    task = duty("Rà soát")
    data = {"text": "", "product": "Đã gõ", "version": 0}
    response = browser.post(f"/ke-hoach/soat/{task.pk}/sua/", data, **headers)
    assert response.status_code == 422
    assert 'value="Đã gõ"' in _words(response)
    assert "field-error" in _words(response)


def test_a_correction_of_a_task_without_one_lead_is_kept_and_stays_open(duty: Duty, browser: Client) -> None:
    task = duty("Gộp")
    data = {"text": "Gộp họp giao ban", "product": "Lịch họp", "due_text": "Quý III/2026", "version": 0}
    browser.post(f"/ke-hoach/soat/{task.pk}/sua/", data)
    task.refresh_from_db()
    assert (task.value["product"], task.state) == ("Lịch họp", SuggestionState.OPEN)


@pytest.mark.parametrize("kind", ["document", "target", "report"])
def test_what_is_no_task_is_corrected_too(uploaded: ImportedPlan, browser: Client, kind: str) -> None:
    card = uploaded.suggestions.filter(kind=kind).first()
    assert browser.get(f"/ke-hoach/soat/{card.pk}/sua/").status_code == 200


def test_the_date_of_the_document_is_written_as_in_offices(uploaded: ImportedPlan, browser: Client) -> None:
    card = uploaded.suggestions.get(kind="document")
    address = f"/ke-hoach/soat/{card.pk}/sua/"
    assert 'value="02/06/2026"' in _words(browser.get(address))
    data = {"type": "Kế hoạch", "number": "58", "symbol": "KH-UBND", "date": "3/6/2026", "version": 0}
    browser.post(address, data)
    card.refresh_from_db()
    assert (card.value["date"], card.value["number"]) == ("2026-06-03", "58")


def test_whoever_receives_a_report_can_be_named(
    uploaded: ImportedPlan, browser: Client, organised: Organisation
) -> None:
    card = uploaded.suggestions.get(kind="report")
    for mention in card.mentions.filter(role=MentionRole.RECEIVER):
        browser.post(f"/ke-hoach/soat/don-vi/{mention.pk}/bo/", {"version": card.version})
        card.refresh_from_db()
    assert "no_receiver" in card.doubts
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    data = {"role": "receiver", "unit": unit.pk, "version": card.version}
    browser.post(f"/ke-hoach/soat/{card.pk}/don-vi/them/", data)
    card.refresh_from_db()
    assert "no_receiver" not in card.doubts
    assert card.value["receiver"] == "Phòng Kinh tế"


def test_undo_brings_the_card_back(uploaded: ImportedPlan, duty: Duty, browser: Client) -> None:
    task = duty("Rà soát")
    browser.post(f"/ke-hoach/soat/{task.pk}/quyet-dinh/", {"state": "confirmed", "version": 0})
    words = _words(browser.post(f"/ke-hoach/{uploaded.pk}/hoan-tac/", **HTMX))
    assert f'id="the-{task.pk}"' in words
    assert "chưa soát" in words
    response = browser.post(f"/ke-hoach/{uploaded.pk}/hoan-tac/", **HTMX)
    assert response.status_code == 409
    assert response["HX-Retarget"] == "#refusal"


# Coming in


def test_a_file_leads_to_its_review(browser: Client) -> None:
    response = browser.post("/ke-hoach/tai-len/", {"file": SimpleUploadedFile("kh.txt", PLAN.encode())})
    plan = ImportedPlan.objects.get()
    assert response["Location"] == f"/ke-hoach/{plan.pk}/"
    assert browser.get(response["Location"])["Location"] == f"/ke-hoach/{plan.pk}/soat/"


def test_what_is_wrong_with_one_file_does_not_stop_the_others(browser: Client) -> None:
    files = [
        SimpleUploadedFile("mat.txt", PLAN.replace("Số: 57", "TUYỆT MẬT\nSố: 57").encode()),
        SimpleUploadedFile("hong.docx", b"PK\x03\x04 khong phai"),
        SimpleUploadedFile("kh.txt", PLAN.encode()),
    ]
    response = browser.post("/ke-hoach/tai-len/", {"file": files}, follow=True)
    assert sorted(ImportedPlan.objects.values_list("file_name", flat=True)) == ["hong.docx", "kh.txt"]
    words = _words(response)
    assert "Tệp thứ 1:" in words
    assert "mat.txt" not in words
    assert "Tệp “hong.docx”" in words


def test_fifty_files_at_once_and_no_more(browser: Client) -> None:
    files = [SimpleUploadedFile(f"kh{number}.txt", PLAN.encode()) for number in range(51)]
    response = browser.post("/ke-hoach/tai-len/", {"file": files})
    assert response.status_code == 400
    assert "nhiều nhất 50 tệp" in _words(response)
    assert not ImportedPlan.objects.exists()
    for file in files[:50]:
        file.seek(0)
    response = browser.post("/ke-hoach/tai-len/", {"file": files[:50]})
    assert response.status_code == 302
    assert ImportedPlan.objects.count() == 1


def test_no_file_chosen_says_so(browser: Client) -> None:
    response = browser.post("/ke-hoach/tai-len/", {})
    assert response.status_code == 400
    assert "Hãy chọn ít nhất một tệp kế hoạch." in _words(response)


def test_names_and_texts_of_files_are_never_markup(browser: Client) -> None:
    evil = "<script>alert(1)</script>"
    text = PLAN.replace("Rà soát các loại báo cáo", f"Rà soát {evil} các loại báo cáo")
    text = text.replace("Tổ công tác số 3", f"Tổ {evil}").replace("Danh mục", f'"><img src=x> {evil}')
    name = '<img src=x onerror="alert(1)">.txt'
    browser.post("/ke-hoach/tai-len/", {"file": SimpleUploadedFile(name, text.encode())})
    plan = ImportedPlan.objects.get()
    ImportedPlan.objects.update(subject="")
    card = plan.suggestions.filter(kind="task").first()
    for address in (
        "/ke-hoach/",
        "/",
        f"/ke-hoach/{plan.pk}/soat/",
        f"/ke-hoach/soat/{card.pk}/sua/",
        f"/ke-hoach/soat/{card.pk}/don-vi/",
        f"/ke-hoach/soat/{card.pk}/don-vi/them/?role=lead&q={evil}",
    ):
        words = _words(browser.get(address))
        assert evil not in words
        assert "<img" not in words
    kept = browser.get(f"/ke-hoach/{plan.pk}/tep/")
    assert kept["Content-Disposition"].startswith("attachment")
    assert kept["Content-Type"] == "application/octet-stream"


def test_a_scan_shows_how_far_its_reading_is(uploaded: ImportedPlan, browser: Client) -> None:
    ImportedPlan.objects.update(state=PlanState.READING, pages_done=3, pages_total=12)
    page = _words(browser.get(f"/ke-hoach/{uploaded.pk}/"))
    assert "Đã đọc 3/12 trang." in page
    assert "every 1s" in page
    assert browser.get(f"/ke-hoach/{uploaded.pk}/soat/").status_code == 302
    part = browser.get(f"/ke-hoach/{uploaded.pk}/tien-do/", **HTMX)
    assert "HX-Refresh" not in part
    ImportedPlan.objects.update(state=PlanState.REVIEW)
    assert browser.get(f"/ke-hoach/{uploaded.pk}/tien-do/", **HTMX)["HX-Refresh"] == "true"


def test_a_plan_is_put_aside_with_a_reason(uploaded: ImportedPlan, browser: Client) -> None:
    response = browser.post(f"/ke-hoach/{uploaded.pk}/bo/", {"reason": "Tải nhầm"})
    assert response["Location"] == "/ke-hoach/"
    assert ImportedPlan.objects.get().state == PlanState.DISCARDED
    assert Entry.objects.get(action="plan.discard").reason == "Tải nhầm"


# How often the database is asked


def _many(plan: ImportedPlan, number: int) -> None:
    """More cards like the first task, each with its units."""
    task = plan.suggestions.filter(kind="task").order_by("position").first()
    mentions = list(task.mentions.all())
    for _ in range(number):
        task.pk = None
        task.save(force_insert=True)
        for mention in mentions:
            mention.pk, mention.suggestion = None, task
            mention.save(force_insert=True)


@pytest.mark.parametrize("more", [0, 3])
def test_the_review_page_asks_as_often_whatever_the_length(
    uploaded: ImportedPlan, browser: Client, more: int, django_assert_num_queries: Any
) -> None:
    _many(uploaded, more)
    with django_assert_num_queries(FRAME + 10):
        browser.get(f"/ke-hoach/{uploaded.pk}/soat/")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_whatever_its_length(
    uploaded: ImportedPlan, browser: Client, number: int, django_assert_num_queries: Any
) -> None:
    for digest in range(number - 1):
        uploaded.pk, uploaded.digest = None, str(digest)
        uploaded.save(force_insert=True)
    with django_assert_num_queries(FRAME + 4):
        browser.get("/ke-hoach/")


def test_the_order_chosen_holds_after_a_step(uploaded: ImportedPlan, duty: Duty, browser: Client) -> None:
    address = f"/ke-hoach/{uploaded.pk}/soat/?xem=can-xem"
    words = _words(browser.get(address))
    assert words.index(f'id="the-{duty("Gộp").pk}"') < words.index(f'id="the-{duty("Rà soát").pk}"')
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{address}"}
    step = f"/ke-hoach/soat/{duty('Rà soát').pk}/quyet-dinh/"
    words = _words(browser.post(step, {"state": "confirmed", "version": 0}, headers=headers))
    assert 'xem=can-xem" aria-current="true"' in words
