"""Files as they come in: several, wrong, hostile; the pages of a plan before its review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.organisation import FRAME
from tests.web.plans.conftest import HTMX, PLAN, words_of

from sauro_web.audit.models import Entry
from sauro_web.plans.models import (
    ImportedPlan,
    PlanState,
    Suggestion,
)

pytestmark = pytest.mark.django_db
Duty = Callable[[str], Suggestion]


def test_a_file_leads_to_its_review(browser: Client) -> None:
    response = browser.post("/ke-hoach/tai-len/", {"file": SimpleUploadedFile("kh.txt", PLAN.encode())})
    plan = ImportedPlan.objects.get()
    assert response["Location"] == f"/ke-hoach/{plan.pk}/soat/"


def test_what_is_wrong_with_one_file_does_not_stop_the_others(browser: Client) -> None:
    files = [
        _marked(),
        SimpleUploadedFile("hong.docx", b"PK\x03\x04 khong phai"),
        SimpleUploadedFile("kh.txt", PLAN.encode()),
    ]
    response = browser.post("/ke-hoach/tai-len/", {"file": files}, follow=True)
    assert sorted(ImportedPlan.objects.values_list("file_name", flat=True)) == ["hong.docx", "kh.txt"]
    words = words_of(response)
    assert "Tệp thứ 1:" in words
    assert "mat.txt" not in words
    assert "Tệp “hong.docx”" in words
    alone = words_of(browser.post("/ke-hoach/tai-len/", {"file": _marked()}, follow=True))
    assert "Tệp mang dấu chỉ độ mật" in alone
    assert "Tệp thứ" not in alone


def _marked() -> SimpleUploadedFile:
    return SimpleUploadedFile("mat.txt", PLAN.replace("Số: 57", "TUYỆT MẬT\nSố: 57").encode())


def test_what_is_refused_is_said_when_all_files_that_script_sends_are_through(browser: Client) -> None:
    sent = {"headers": {"Accept": "application/json"}}
    marked = PLAN.replace("Số: 57", "TUYỆT MẬT\nSố: 57").encode()
    files = [("mat.txt", marked), ("kh.txt", PLAN.encode())]
    answers = [
        browser.post(
            "/ke-hoach/tai-len/",
            {"file": SimpleUploadedFile(name, data), "place": place},
            **sent,
        ).json()
        for place, (name, data) in enumerate(files, start=4)
    ]
    plan = ImportedPlan.objects.get()
    assert answers == [
        {"taken": 0, "address": "/ke-hoach/"},
        {"taken": 1, "address": f"/ke-hoach/{plan.pk}/soat/"},
    ]
    assert "Tệp thứ 4: " in words_of(browser.get("/ke-hoach/"))
    assert browser.post("/ke-hoach/tai-len/", {}, **sent).json()["taken"] == 0


def test_fifty_files_at_once_and_no_more(browser: Client) -> None:
    files = [SimpleUploadedFile(f"kh{number}.txt", PLAN.encode()) for number in range(51)]
    response = browser.post("/ke-hoach/tai-len/", {"file": files})
    assert response.status_code == 400
    assert "nhiều nhất 50 tệp" in words_of(response)
    assert not ImportedPlan.objects.exists()
    for file in files[:50]:
        file.seek(0)
    response = browser.post("/ke-hoach/tai-len/", {"file": files[:50]})
    assert response.status_code == 302
    assert ImportedPlan.objects.count() == 1


def test_no_file_chosen_says_so(browser: Client) -> None:
    response = browser.post("/ke-hoach/tai-len/", {})
    assert response.status_code == 400
    assert "Hãy chọn ít nhất một tệp kế hoạch." in words_of(response)


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
        words = words_of(browser.get(address))
        assert evil not in words
        assert "<img" not in words
    kept = browser.get(f"/ke-hoach/{plan.pk}/tep/")
    assert kept["Content-Disposition"].startswith("attachment")
    assert kept["Content-Type"] == "application/octet-stream"


def test_a_scan_shows_how_far_its_reading_is(uploaded: ImportedPlan, browser: Client) -> None:
    ImportedPlan.objects.update(state=PlanState.READING, pages_done=3, pages_total=12)
    page = words_of(browser.get(f"/ke-hoach/{uploaded.pk}/"))
    assert "Đã đọc 3/12 trang." in page
    assert "every 1s" in page
    assert browser.get(f"/ke-hoach/{uploaded.pk}/soat/").status_code == 302
    part = browser.get(f"/ke-hoach/{uploaded.pk}/tien-do/", **HTMX)
    assert "HX-Refresh" not in part
    ImportedPlan.objects.update(state=PlanState.REVIEW)
    part = browser.get(f"/ke-hoach/{uploaded.pk}/tien-do/", **HTMX)
    assert part["HX-Redirect"] == f"/ke-hoach/{uploaded.pk}/soat/"
    ImportedPlan.objects.update(state=PlanState.UNREAD)
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
    with django_assert_num_queries(FRAME + 11):
        browser.get(f"/ke-hoach/{uploaded.pk}/soat/")


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_whatever_its_length(
    uploaded: ImportedPlan, browser: Client, number: int, django_assert_num_queries: Any
) -> None:
    for digest in range(number - 1):
        uploaded.pk, uploaded.digest = None, str(digest)
        uploaded.save(force_insert=True)
    with django_assert_num_queries(FRAME + 3):
        browser.get("/ke-hoach/")


def test_the_same_file_under_another_name_is_told_by_both_names(
    uploaded: ImportedPlan, browser: Client
) -> None:
    again = SimpleUploadedFile("moi/ban-thu-hai.txt", PLAN.encode())
    page = words_of(browser.post("/ke-hoach/tai-len/", {"file": again}, follow=True))
    assert "Tệp “ban-thu-hai.txt” giống hệt tệp “ke-hoach.txt” đã được tải lên ngày 15/06/2026" in page


def test_many_files_are_told_in_one_line_and_what_went_wrong_before_it(browser: Client) -> None:
    files = [SimpleUploadedFile(f"so-{number}.txt", f"{PLAN}{number}".encode()) for number in range(4)]
    page = words_of(
        browser.post(
            "/ke-hoach/tai-len/", {"file": [*files, SimpleUploadedFile("rong.txt", b"")]}, follow=True
        )
    )
    assert "<summary>Đã nhận 4 tệp</summary>" in page
    assert page.count('role="status"') == 2
    assert page.index("Tệp “rong.txt”") < page.index("Đã nhận 4 tệp") < page.index("Tệp “so-0.txt”")


def test_a_file_without_a_task_says_so_and_what_to_do(uploaded: ImportedPlan, browser: Client) -> None:
    words = "Không đọc được nhiệm vụ nào"
    assert words not in words_of(browser.get(f"/ke-hoach/{uploaded.pk}/soat/"))
    letter = SimpleUploadedFile("cho.txt", "Danh sách đi chợ: rau, thịt, cá.\n".encode())
    page = words_of(browser.post("/ke-hoach/tai-len/", {"file": letter}, follow=True))
    assert words in page
    assert f"/ke-hoach/{ImportedPlan.objects.latest('pk').pk}/bo/" in page
