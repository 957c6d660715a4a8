"""A duty that the rules did not find: looked up in the text by a few words, made a card, taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.web.plans.conftest import HTMX, NOW, words_of

from sauro_web.accounts.models import User
from sauro_web.audit.models import Entry
from sauro_web.common.errors import NotReady
from sauro_web.plans import operations, queries
from sauro_web.plans.models import ImportedPlan, PlanState, Suggestion, SuggestionKind, SuggestionState

pytestmark = pytest.mark.django_db
MISSED = "15% số lượng văn bản"
"""In the purposes of the plan, where no rule looks for duties."""


def place_of(plan: ImportedPlan, words: str) -> int:
    return int(plan.reading.folio["text"].index(words))


def added(plan: ImportedPlan, by: User, words: str = MISSED) -> Suggestion:
    return operations.add_task(plan, place_of(plan, words), by=by, now=NOW)


def test_a_paragraph_becomes_a_card_in_its_place(uploaded: ImportedPlan, coordinator: User) -> None:
    card = added(uploaded, coordinator)
    assert (card.kind, card.state, card.read["path"]) == ("task", SuggestionState.OPEN, "I.1")
    assert card.value["text"] == "Giảm tối thiểu 15% số lượng văn bản hành chính so với năm 2025."
    assert "no_lead" in card.doubts
    tasks = uploaded.suggestions.filter(kind=SuggestionKind.TASK)
    assert [task.read["path"] for task in tasks] == ["I.1", "II.1", "II.2", "II.3", "II.4", "III.1"]
    entry = Entry.objects.get(action="suggestion.add")
    assert entry.changes[str(card.pk)][1]["value"]["text"] == card.value["text"]
    (step,) = queries.steps_of(uploaded, [entry])
    assert step.what.startswith("Thêm nhiệm vụ bị sót: nhiệm vụ I.1 “Giảm tối thiểu")


def test_what_is_a_duty_already_is_not_added_again(uploaded: ImportedPlan, coordinator: User) -> None:
    with pytest.raises(NotReady, match=r"đã là nhiệm vụ II\.1, đang chờ soát"):
        added(uploaded, coordinator, "các loại báo cáo")
    added(uploaded, coordinator)
    with pytest.raises(NotReady, match=r"đã là nhiệm vụ I\.1"):
        added(uploaded, coordinator)


def test_taken_back_it_is_rejected_and_says_so(uploaded: ImportedPlan, coordinator: User) -> None:
    card = added(uploaded, coordinator)
    operations.undo(uploaded, by=coordinator, now=NOW)
    card.refresh_from_db()
    assert (card.state, card.decided_by, card.decided_at) == (SuggestionState.REJECTED, coordinator, NOW)
    with pytest.raises(NotReady, match="đã bị loại; hãy mở lại"):
        added(uploaded, coordinator)


def test_a_step_on_it_is_taken_back_before_it(uploaded: ImportedPlan, coordinator: User) -> None:
    card = added(uploaded, coordinator)
    operations.decide(card, SuggestionState.REJECTED, by=coordinator, now=NOW, version=card.version)
    states = []
    for _ in range(2):
        operations.undo(uploaded, by=coordinator, now=NOW)
        card.refresh_from_db()
        states.append(card.state)
    assert states == [SuggestionState.OPEN, SuggestionState.REJECTED]


def test_two_without_a_number_are_told_apart(uploaded: ImportedPlan, coordinator: User) -> None:
    paths = [
        added(uploaded, coordinator, words).read["path"]
        for words in ("Rút gọn giấy tờ", "XÃ MAI", "Thực hiện Kế")
    ]
    assert paths == ["Bổ sung 1", "Bổ sung 2", "Bổ sung 3"]


def test_nothing_is_added_where_no_words_stand_or_the_review_is_over(
    uploaded: ImportedPlan, coordinator: User
) -> None:
    with pytest.raises(NotReady, match="Không tìm thấy"):
        operations.add_task(uploaded, 10**6, by=coordinator, now=NOW)
    ImportedPlan.objects.update(state=PlanState.DISCARDED)
    with pytest.raises(NotReady, match="không còn ở bước soát"):
        added(uploaded, coordinator)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("giam toi thieu", [("Giảm tối thiểu 15%", None)]),
        ("tiep cong", [("4. Niêm yết quy trình", "II.4")]),
        ("khong he co", []),
        ("", []),
    ],
)
def test_paragraphs_are_found_by_words_without_accents(
    uploaded: ImportedPlan, typed: str, expected: list[Any]
) -> None:
    found = queries.paragraphs_with(uploaded, typed)
    told = [(one.text, one.duty and one.duty.read["path"]) for one in found]
    assert len(told) == len(expected)
    for (text, path), (words, where) in zip(told, expected, strict=True):
        assert words in text
        assert path == where


def test_by_the_pages_of_the_site(uploaded: ImportedPlan, browser: Client) -> None:
    address = f"/ke-hoach/{uploaded.pk}/soat/them/"
    page = words_of(browser.get(address, {"q": "giam toi thieu"}))
    start = uploaded.reading.folio["text"].index("1. Giảm tối thiểu")
    assert f'name="start" value="{start}"' in page
    part = browser.get(
        address, {"q": "quy trinh"}, headers={"HX-Request": "true", "HX-Target": "missing-found"}
    )
    assert "đã là nhiệm vụ II.4, chưa soát" in words_of(part)
    assert "<form" not in words_of(part)
    assert 'id="missing-words"' in words_of(browser.get(address, **HTMX))
    answered = browser.post(address, {"start": start})
    card = uploaded.suggestions.get(read__path="I.1", kind=SuggestionKind.TASK)
    assert answered["Location"] == f"/ke-hoach/{uploaded.pk}/soat/#the-{card.pk}"
    assert "Giảm tối thiểu" in words_of(browser.get(f"/ke-hoach/{uploaded.pk}/soat/"))
    again = browser.post(address, {"start": start}, follow=True)
    assert "Đoạn này đã là nhiệm vụ I.1" in words_of(again)
    assert browser.post(address, {"start": "x"}).status_code == 404
