"""The page of one plan: what it is, its file, its history; what one does with a file that cannot be read."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.organisation import FRAME, Organisation, signed_in
from tests.web.plans.conftest import NOW, PLAN, words_of

from sauro_web.accounts.models import Role, User
from sauro_web.audit.models import Entry
from sauro_web.common.kept_files import keep_file
from sauro_web.plans import operations
from sauro_web.plans.models import ImportedPlan, PlanState, Suggestion, SuggestionKind, SuggestionState

pytestmark = pytest.mark.django_db
Duty = Callable[[str], Suggestion]


def _file(text: bytes, name: str = "kh.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text)


@pytest.fixture
def unread(organised: Organisation, coordinator: User) -> ImportedPlan:
    """A file that is no plan."""
    data = b"PK\x03\x04 khong phai"
    taken = operations.upload_plan(data, "hỏng.docx", office=organised.commune, by=coordinator, now=NOW)
    return taken.plan


def test_the_page_says_what_the_plan_is(uploaded: ImportedPlan, browser: Client) -> None:
    words = words_of(browser.get(f"/ke-hoach/{uploaded.pk}/"))
    assert "Rút gọn giấy tờ và hội họp của xã năm 2026" in words
    assert "57/KH-UBND" in words
    assert "(đọc được, chưa xác nhận)" in words
    assert "Người theodoi" in words
    assert "ke-hoach.txt" in words
    assert uploaded.digest in words
    assert f"/ke-hoach/{uploaded.pk}/soat/" in words
    assert "chưa tìm thấy trong phần mềm" in words


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_asks_as_often_however_many_plans_are_tied_to_it(
    uploaded: ImportedPlan,
    browser: Client,
    number: int,
    organised: Organisation,
    django_assert_num_queries: Any,
) -> None:
    for place in range(number):
        for office in (organised.commune, organised.ward):
            ImportedPlan.objects.create(
                office=office, uploaded_by=uploaded.uploaded_by, uploaded_at=NOW, file="aa/x.txt",
                file_name="x.txt", size=1, digest=f"{place}", state=PlanState.REPLACED, number=str(place),
                symbol="KH-UBND", parent=uploaded, amends=uploaded, units_told_at=NOW,
            )  # fmt: skip
    with django_assert_num_queries(FRAME + 8):
        browser.get(f"/ke-hoach/{uploaded.pk}/")


def test_a_plan_of_another_office_that_carries_it_out_is_named_and_not_opened(
    uploaded: ImportedPlan, organised: Organisation, browser: Client
) -> None:
    theirs = ImportedPlan.objects.create(
        office=organised.ward, uploaded_by=uploaded.uploaded_by, uploaded_at=NOW, file="aa/x.txt", size=1,
        file_name="x.txt", digest="1", state=PlanState.REPLACED, number="7", symbol="KH-UBND",
        parent=uploaded, units_told_at=NOW,
    )  # fmt: skip
    ImportedPlan.objects.filter(pk=uploaded.pk).update(units_told_at=NOW)
    words = words_of(browser.get(f"/ke-hoach/{uploaded.pk}/"))
    assert "Kế hoạch số 7/KH-UBND" in words
    assert f"/ke-hoach/{theirs.pk}/" not in words
    village = organised.unit(organised.commune, "Thôn 1")
    officer = signed_in(organised.person("truongthon", (village, Role.HEAD)))
    assert "Kế hoạch số 7/KH-UBND" not in words_of(officer.get(f"/ke-hoach/{uploaded.pk}/"))


# Who reads it


@pytest.mark.parametrize(
    ("told", "who", "status"),
    [
        (False, "leader", 200),
        (False, "village", 404),
        (False, "outsider", 404),
        (True, "leader", 200),
        (True, "village", 200),
        (True, "outsider", 404),
        (True, "neighbour", 404),
    ],
)
@pytest.mark.parametrize("address", ["/ke-hoach/{}/", "/ke-hoach/{}/lich-su/"])
def test_who_reads_the_page(
    uploaded: ImportedPlan,
    organised: Organisation,
    request: pytest.FixtureRequest,
    told: bool,
    who: str,
    status: int,
    address: str,
) -> None:
    if told:
        ImportedPlan.objects.update(units_told_at=NOW)
    if who == "village":
        village = organised.unit(organised.commune, "Thôn 1")
        person = organised.person("truongthon", (village, Role.HEAD))
    else:
        person = request.getfixturevalue(who)
    assert signed_in(person).get(address.format(uploaded.pk)).status_code == status


def test_who_only_reads_is_offered_nothing_to_do(uploaded: ImportedPlan, leader: User) -> None:
    words = words_of(signed_in(leader).get(f"/ke-hoach/{uploaded.pk}/"))
    assert "Bỏ kế hoạch" not in words
    assert "/cap-tren/" not in words


_CHANGES = ("cap-tren", "thay-the", "nguon", "luu", "mo-lai", "doc-lai", "ban-khac", "bo")


@pytest.mark.parametrize("part", _CHANGES)
@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("neighbour", 404), ("outsider", 404)])
def test_nobody_else_changes_a_plan(
    uploaded: ImportedPlan, request: pytest.FixtureRequest, part: str, who: str, status: int
) -> None:
    client = signed_in(request.getfixturevalue(who))
    data = {"version": 0, "plan": "", "origin": "own", "reason": "Nhầm", "file": _file(b"x")}
    assert client.post(f"/ke-hoach/{uploaded.pk}/{part}/", data).status_code == status
    uploaded.refresh_from_db()
    assert uploaded.version == 0


@pytest.mark.parametrize("part", _CHANGES)
def test_a_change_needs_the_token_of_the_page(uploaded: ImportedPlan, coordinator: User, part: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = signed_in(coordinator).cookies
    data = {"version": 0, "plan": "", "origin": "own", "reason": "Nhầm"}
    assert client.post(f"/ke-hoach/{uploaded.pk}/{part}/", data).status_code == 403


# History


def test_the_history_says_who_did_what_in_the_words_of_the_office(
    uploaded: ImportedPlan, browser: Client, coordinator: User
) -> None:
    task = uploaded.suggestions.filter(kind=SuggestionKind.TASK).first()
    value = {"text": task.value["text"], "due_text": "Trước ngày 15/8/2026"}
    operations.correct(task, value, by=coordinator, now=NOW, version=0)
    operations.say_origin(uploaded, "received", by=coordinator, now=NOW, version=0)
    words = words_of(browser.get(f"/ke-hoach/{uploaded.pk}/lich-su/"))
    assert "Sửa: nhiệm vụ II.1" in words
    assert "thời hạn: “Trước ngày 30/7/2026” → “Trước ngày 15/8/2026”" in words
    assert "nguồn: kế hoạch của cơ quan mình → kế hoạch nhận từ cơ quan khác" in words
    assert "Tải tệp lên" in words
    assert "suggestion" not in words


def test_the_history_names_the_units_that_were_chosen(
    uploaded: ImportedPlan, duty: Duty, browser: Client, coordinator: User, organised: Organisation
) -> None:
    mention = duty("Niêm yết").mentions.get()
    division = organised.unit(organised.commune, "Phòng Kinh tế")
    operations.choose_unit(mention, operations.Meant(division), by=coordinator, now=NOW, version=0)
    words = words_of(browser.get(f"/ke-hoach/{uploaded.pk}/lich-su/"))
    assert "chủ trì: Tổ công tác số 3 → chủ trì: Phòng Kinh tế" in words


@pytest.mark.parametrize("steps", [1, 3])
def test_the_history_asks_as_often_whatever_its_length(
    uploaded: ImportedPlan, browser: Client, coordinator: User, steps: int, django_assert_num_queries: Any
) -> None:
    for task in uploaded.suggestions.filter(kind=SuggestionKind.TASK)[:steps]:
        operations.decide(task, SuggestionState.REJECTED, by=coordinator, now=NOW, version=0)
    with django_assert_num_queries(FRAME + 5):
        browser.get(f"/ke-hoach/{uploaded.pk}/lich-su/")


# Put aside


def test_before_a_plan_is_put_aside_it_says_what_that_means(uploaded: ImportedPlan, browser: Client) -> None:
    assert "không ai bị ảnh hưởng" in words_of(browser.get(f"/ke-hoach/{uploaded.pk}/bo/"))
    refused = browser.post(f"/ke-hoach/{uploaded.pk}/bo/", {"reason": " "})
    assert refused.status_code == 422
    assert "Hãy ghi lý do" in words_of(refused)
    uploaded.refresh_from_db()
    assert uploaded.state == PlanState.REVIEW


# A file that cannot be read


def test_a_file_that_cannot_be_read_has_a_page_that_says_what_to_do(
    unread: ImportedPlan, browser: Client
) -> None:
    words = words_of(browser.get(f"/ke-hoach/{unread.pk}/"))
    assert unread.fault
    assert unread.fault in words
    for way in ("doc-lai", "tep", "ban-khac"):
        assert f"/ke-hoach/{unread.pk}/{way}/" in words


def test_read_again_it_may_still_be_unreadable_and_says_so(unread: ImportedPlan, browser: Client) -> None:
    response = browser.post(f"/ke-hoach/{unread.pk}/doc-lai/", follow=True)
    assert "Vẫn chưa đọc được tệp này." in words_of(response)
    unread.refresh_from_db()
    assert unread.state == PlanState.UNREAD
    assert Entry.objects.filter(action="plan.read_again").count() == 1


def test_read_again_it_may_be_read(uploaded: ImportedPlan, browser: Client) -> None:
    # As if the reading had been cut off too often.
    uploaded.suggestions.all().delete()
    uploaded.reading.delete()
    ImportedPlan.objects.update(state=PlanState.UNREAD, fault="Việc đọc tệp bị dừng.", times_begun=5)
    response = browser.post(f"/ke-hoach/{uploaded.pk}/doc-lai/")
    assert response["Location"] == f"/ke-hoach/{uploaded.pk}/soat/"
    uploaded.refresh_from_db()
    assert (uploaded.state, uploaded.fault) == (PlanState.REVIEW, "")
    assert uploaded.suggestions.filter(kind=SuggestionKind.TASK).count() == 5


def test_read_again_it_may_turn_out_to_be_secret_and_is_wiped(
    organised: Organisation, coordinator: User, browser: Client
) -> None:
    data = PLAN.replace("Số: 57", "TUYỆT MẬT\nSố: 57").encode()
    plan = ImportedPlan.objects.create(
        office=organised.commune, uploaded_by=coordinator, uploaded_at=NOW, file_name="ten-tep.txt",
        file=keep_file(data, suffix=".txt"), size=len(data), digest=sha256(data).hexdigest(),
        state=PlanState.UNREAD, fault="Việc đọc tệp bị dừng.",
    )  # fmt: skip
    response = browser.post(f"/ke-hoach/{plan.pk}/doc-lai/", follow=True)
    assert "Tệp có dấu độ mật nên đã được xóa khỏi phần mềm" in words_of(response)
    assert "ten-tep" not in words_of(response)
    assert not ImportedPlan.objects.exists()
    assert not Path(plan.file.path).exists()


def test_a_plan_that_was_read_is_not_read_again(uploaded: ImportedPlan, browser: Client) -> None:
    response = browser.post(f"/ke-hoach/{uploaded.pk}/doc-lai/", follow=True)
    assert "Tệp này đã được đọc" in words_of(response)


def test_a_better_copy_takes_the_place_of_the_bad_one(unread: ImportedPlan, browser: Client) -> None:
    response = browser.post(f"/ke-hoach/{unread.pk}/ban-khac/", {"file": _file(PLAN.encode())})
    better = ImportedPlan.objects.get(state=PlanState.REVIEW)
    assert response["Location"] == f"/ke-hoach/{better.pk}/soat/"
    unread.refresh_from_db()
    assert unread.state == PlanState.DISCARDED
    assert Entry.objects.get(action="plan.discard").reason == "Đã tải lên bản khác thay cho tệp này."


def test_a_copy_no_better_leaves_the_bad_one_where_it_is(unread: ImportedPlan, browser: Client) -> None:
    same = browser.post(f"/ke-hoach/{unread.pk}/ban-khac/", {"file": unread.file}, follow=True)
    assert "Đây vẫn là tệp cũ" in words_of(same)
    browser.post(f"/ke-hoach/{unread.pk}/ban-khac/", {"file": _file(b"PK\x03\x04 nua", "x.docx")})
    unread.refresh_from_db()
    assert unread.state == PlanState.UNREAD
    assert ImportedPlan.objects.filter(state=PlanState.UNREAD).count() == 2


def test_a_better_copy_that_is_classified_is_refused_on_the_page_of_the_plan(
    unread: ImportedPlan, browser: Client
) -> None:
    marked = _file(PLAN.replace("Số: 57", "TUYỆT MẬT\nSố: 57").encode(), "mat.txt")
    response = browser.post(f"/ke-hoach/{unread.pk}/ban-khac/", {"file": marked}, follow=True)
    assert response.redirect_chain == [(f"/ke-hoach/{unread.pk}/", 302)]
    assert "Tệp mang dấu chỉ độ mật" in words_of(response)
    assert ImportedPlan.objects.get() == unread


# Known again


def test_a_plan_already_uploaded_is_recognised_with_a_link(uploaded: ImportedPlan, browser: Client) -> None:
    files = [_file(PLAN.encode(), "lai.txt"), _file(b"PK\x03\x04 nua", "x.docx")]
    words = words_of(browser.post("/ke-hoach/tai-len/", {"file": files}, follow=True))
    assert "không tạo kế hoạch mới" in words
    assert f'<a href="/ke-hoach/{uploaded.pk}/">kế hoạch đó</a>' in words


def test_a_plan_put_aside_before_is_a_new_one_and_points_at_the_old(
    uploaded: ImportedPlan, browser: Client, coordinator: User
) -> None:
    operations.discard_plan(uploaded, by=coordinator, now=NOW, reason="Tải nhầm")
    words = words_of(browser.post("/ke-hoach/tai-len/", {"file": _file(PLAN.encode())}, follow=True))
    assert "và đã bỏ" in words
    assert f'<a href="/ke-hoach/{uploaded.pk}/">lần đó</a>' in words
    assert "Tải nhầm" in words_of(browser.get(f"/ke-hoach/{uploaded.pk}/lich-su/"))


def test_the_same_file_of_another_office_tells_nothing(
    uploaded: ImportedPlan, neighbour: User, coordinator: User
) -> None:
    operations.discard_plan(uploaded, by=coordinator, now=NOW, reason="Tải nhầm")
    other = signed_in(neighbour)
    words = words_of(other.post("/ke-hoach/tai-len/", {"file": _file(PLAN.encode())}, follow=True))
    assert "đã được tải lên" not in words
    assert "đã từng" not in words
    assert "theodoi" not in words
