"""The cards of the review page, with and without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.web.organisation import Organisation
from tests.web.plans.conftest import HTMX, NOW, PLAN, words_of

from sauro_web.accounts.models import Role, Unit, User
from sauro_web.plans import operations
from sauro_web.plans.models import (
    ImportedPlan,
    Mention,
    MentionRole,
    MentionState,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from sauro_web.plans.queries.wording import facts_of

pytestmark = pytest.mark.django_db
Duty = Callable[[str], Suggestion]


def _mention(task: Suggestion, text: str) -> Mention:
    return task.mentions.get(text=text)


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
    words = words_of(browser.post(address, {"state": "rejected", "version": 0}, **HTMX))
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
    words = words_of(browser.post(f"/ke-hoach/soat/don-vi/{mention.pk}/", data, **HTMX))
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
    assert "đã thay đổi mục này lúc" in words_of(response)
    assert "đã loại" in words_of(response)
    response = browser.post(address, data, follow=True)
    assert "đã thay đổi mục này lúc" in words_of(response)
    task.refresh_from_db()
    assert task.state == SuggestionState.REJECTED


def test_two_leads_are_not_confirmed_and_one_of_them_is_chosen(duty: Duty, browser: Client) -> None:
    task = duty("Gộp")
    decide = f"/ke-hoach/soat/{task.pk}/quyet-dinh/"
    response = browser.post(decide, {"state": "confirmed", "version": 0}, **HTMX)
    assert response.status_code == 409
    assert "chọn một đầu mối" in words_of(response)
    lead = _mention(task, "Phòng Kinh tế")
    words = words_of(
        browser.post(f"/ke-hoach/soat/don-vi/{lead.pk}/vai-tro/", {"role": "lead", "version": 0}, **HTMX)
    )
    assert "chọn một đầu mối" not in words
    roles = dict(task.mentions.values_list("text", "role"))
    assert roles == {"Phòng Kinh tế": "lead", "Phòng Văn hóa - Xã hội": "cooperating"}
    assert browser.post(decide, {"state": "confirmed", "version": 1}, **HTMX).status_code == 200


def test_units_are_searched_for_without_accents(duty: Duty, browser: Client) -> None:
    mention = duty("Niêm yết").mentions.get()
    address = f"/ke-hoach/soat/don-vi/{mention.pk}/?q=kinh+te"
    assert "Phòng Kinh tế</button>" in words_of(browser.get(address))
    assert "Phòng Văn hóa" not in words_of(browser.get(address, **HTMX)).split("<ul")[1]
    headers = {"HX-Request": "true", "HX-Target": f"found-{mention.suggestion_id}"}
    part = words_of(browser.get(address, headers=headers))
    assert "<form" not in part
    assert "Phòng Kinh tế</button>" in part


def test_groups_are_found_too_and_say_how_many_they_are(duty: Duty, browser: Client) -> None:
    task = duty("Niêm yết")
    words = words_of(browser.get(f"/ke-hoach/soat/{task.pk}/don-vi/them/?role=cooperating&q=thon"))
    assert "nhóm, 2 đơn vị" in words


def test_nothing_found_says_what_to_do(duty: Duty, browser: Client) -> None:
    task = duty("Niêm yết")
    words = words_of(browser.get(f"/ke-hoach/soat/{task.pk}/don-vi/them/?role=lead&q=khongco"))
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
    words = words_of(browser.get(f"/ke-hoach/{uploaded.pk}/soat/"))
    assert 'các thôn <span class="soft">2 đơn vị' in words
    assert "Thôn 1; Thôn 2." in words


def test_where_relevant_says_that_nobody_gets_a_part(
    uploaded: ImportedPlan, duty: Duty, browser: Client
) -> None:
    duty("Rà soát").mentions.filter(text="Phòng Kinh tế").update(state=MentionState.RELATED, unit=None)
    assert "không giao phần việc cho đơn vị nào" in words_of(browser.get(f"/ke-hoach/{uploaded.pk}/soat/"))


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
    words = words_of(browser.get(f"/ke-hoach/{uploaded.pk}/soat/"))
    assert "Có ở 2 chỗ trong văn bản, ghi khác nhau" in words
    assert "Chủ trì khác nhau:" in words
    assert "phụ lục ghi “Phòng Kinh tế”" in words
    assert "Sản phẩm khác nhau:" not in words


# Correcting


def test_a_correction_saves_and_confirms(duty: Duty, browser: Client) -> None:
    task = duty("Rà soát")
    address = f"/ke-hoach/soat/{task.pk}/sua/"
    assert 'name="due_text"' in words_of(browser.get(address, **HTMX))
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
    assert 'value="Đã gõ"' in words_of(response)
    assert "field-error" in words_of(response)


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


def test_a_target_is_corrected_in_words(uploaded: ImportedPlan, browser: Client) -> None:
    card = uploaded.suggestions.get(kind="target")
    address, coded = f"/ke-hoach/soat/{card.pk}/sua/", card.value
    words = words_of(browser.get(address))
    assert coded["indicator"] not in words
    assert "so với năm trước" in words
    data = {
        "indicator": facts_of(SuggestionKind.TARGET, coded, card.read)[0][1],
        "comparator": "<=",
        "value": "12,5",
        "unit": "%",
        "basis": "so với năm trước",
        "by": "6/2027",
        "version": 0,
    }
    assert browser.post(address, data | {"by": "cuối năm"}).status_code == 422
    browser.post(address, data)
    card.refresh_from_db()
    meant = {"comparator": "<=", "value": 12.5, "by": "2027-06"}
    assert card.value == coded | meant
    browser.post(address, data | {"basis": "cùng kỳ", "version": 1})
    card.refresh_from_db()
    assert card.value["basis"] == "cùng kỳ"


def test_when_a_report_is_owed_is_corrected(uploaded: ImportedPlan, browser: Client) -> None:
    card = uploaded.suggestions.get(kind="report")
    address = f"/ke-hoach/soat/{card.pk}/sua/"
    assert 'value="20"' in words_of(browser.get(address))
    both = {"period": "year", "day_of_month": "20", "due_day": "31/12", "version": 0}
    assert browser.post(address, both).status_code == 422
    assert browser.post(address, both | {"day_of_month": "", "due_day": "31/13"}).status_code == 422
    browser.post(address, both | {"day_of_month": ""})
    card.refresh_from_db()
    assert (card.value["period"], card.value["day_of_month"], card.value["due_day"]) == (
        "year",
        None,
        "12-31",
    )
    words = words_of(browser.get(f"/ke-hoach/soat/{card.pk}/", **HTMX))
    assert "31/12" in words
    assert 'value="31/12"' in words_of(browser.get(address))


def test_what_the_reader_noticed_is_said_with_its_place(
    organised: Organisation, coordinator: User, browser: Client
) -> None:
    draft = PLAN.replace("Số: 57/KH-UBND", "Số: 57a/KH-UBND").encode()
    plan = operations.upload_plan(
        draft, "ke-hoach.txt", office=organised.commune, by=coordinator, now=NOW
    ).plan
    page = browser.get(f"/ke-hoach/{plan.pk}/soat/")
    (remark,) = [one for one in page.context["review"].remarks if "57a/KH-UBND" in one.sentence]
    (place,) = remark.places
    words = words_of(page)
    assert "Lưu ý khi đọc" in words
    assert f'href="#s{place.mark}"' in words
    assert f'id="s{place.mark}"' in words
    # What a card asks is not said twice.
    assert not any("chủ trì" in one.sentence for one in page.context["review"].remarks)


def test_the_date_of_the_document_is_written_as_in_offices(uploaded: ImportedPlan, browser: Client) -> None:
    card = uploaded.suggestions.get(kind="document")
    address = f"/ke-hoach/soat/{card.pk}/sua/"
    assert 'value="02/06/2026"' in words_of(browser.get(address))
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
    words = words_of(browser.post(f"/ke-hoach/{uploaded.pk}/hoan-tac/", **HTMX))
    assert f'id="the-{task.pk}"' in words
    assert "chưa soát" in words
    response = browser.post(f"/ke-hoach/{uploaded.pk}/hoan-tac/", **HTMX)
    assert response.status_code == 409
    assert response["HX-Retarget"] == "#refusal"


def test_the_order_chosen_holds_after_a_step(uploaded: ImportedPlan, duty: Duty, browser: Client) -> None:
    address = f"/ke-hoach/{uploaded.pk}/soat/?xem=can-xem"
    words = words_of(browser.get(address))
    assert words.index(f'id="the-{duty("Gộp").pk}"') < words.index(f'id="the-{duty("Rà soát").pk}"')
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{address}"}
    step = f"/ke-hoach/soat/{duty('Rà soát').pk}/quyet-dinh/"
    words = words_of(browser.post(step, {"state": "confirmed", "version": 0}, headers=headers))
    assert 'xem=can-xem" aria-current="true"' in words


def test_units_of_one_name_are_told_apart_by_whose_they_are(duty: Duty, browser: Client) -> None:
    mention = duty("Niêm yết").mentions.get()
    found = words_of(browser.get(f"/ke-hoach/soat/don-vi/{mention.pk}/?q=phong+kinh+te"))
    assert "Phòng Kinh tế</button>" in found
    assert 'Phòng Kinh tế <span class="soft">UBND tỉnh Đông Giang</span></button>' in found
    found = words_of(browser.get(f"/ke-hoach/soat/don-vi/{mention.pk}/?q=van+hoa+xa+hoi"))
    assert 'Phòng Văn hóa - Xã hội <span class="soft">UBND phường Hòa An</span></button>' in found
    others = Unit.objects.get(name="Phòng Kinh tế", commune=None)
    asked = {"unit": others.pk, "version": mention.suggestion.version}
    assert "UBND tỉnh Đông Giang)" in words_of(
        browser.post(f"/ke-hoach/soat/don-vi/{mention.pk}/", asked, **HTMX)
    )
    assert "(UBND" not in words_of(browser.get(f"/ke-hoach/soat/{duty('Rà soát').pk}/", **HTMX))


def test_a_missing_lead_is_looked_up_by_a_key(duty: Duty, browser: Client) -> None:
    task = duty("Rà soát")
    page = words_of(browser.get(f"/ke-hoach/soat/{task.pk}/", **HTMX))
    assert 'data-key="c"' not in page
    for mention in task.mentions.filter(role="lead"):
        version = Suggestion.objects.get(pk=task.pk).version
        page = words_of(browser.post(f"/ke-hoach/soat/don-vi/{mention.pk}/bo/", {"version": version}, **HTMX))
    assert 'data-key="c">Thêm đơn vị chủ trì' in page
