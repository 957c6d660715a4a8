"""Pages of drafts: what each person sees, bad input, and what a page costs."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.drafts_typed import plan_file, wrong_plan
from tests.web.drafts.conftest import NOW, TODAY, Gate, checked, fresh
from tests.web.organisation import signed_in

from sauro.dates.workdays import WorkCalendar
from sauro_web.common.desk import waiting_for
from sauro_web.documents.issued_elsewhere import page_of_request
from sauro_web.drafts.models import Draft, DraftState
from sauro_web.drafts.operations.handing_in import Handed, add_version
from sauro_web.drafts.operations.issuing import ask_number
from sauro_web.drafts.operations.judging import appraise
from sauro_web.drafts.operations.opinions import ask_opinions
from sauro_web.drafts.operations.waiving import ask_waiver
from sauro_web.drafts.queries.findings import looked_at
from sauro_web.drafts.queries.listing import opinions_of

pytestmark = pytest.mark.django_db


def sent(gate: Gate, file: SimpleUploadedFile, **said: object) -> dict[str, object]:
    return {
        "loai": f"{gate.books.administrative.pk}:Kế hoạch", "subject": "Rà soát hộ nghèo",
        "why_needed": "Tỉnh giao", "drafting_unit": gate.books.culture.pk, "file": file, **said,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"%PDF-1.7\n%%EOF", "tệp Word"),
        ("a.docx", b"PK\x03\x04 hong", ""),
        ("a.docx", b"", ""),
        ("a.txt", "Kế hoạch".encode(), ""),
    ],
)
def test_a_bad_file_comes_back_with_the_form_and_a_sentence(
    gate: Gate, name: str, data: bytes, words: str
) -> None:
    page = signed_in(gate.author).post("/du-thao/moi/", sent(gate, SimpleUploadedFile(name, data)))
    assert page.status_code in (409, 422)
    assert words in page.content.decode()
    assert not Draft.objects.exists()


def test_a_subject_under_secrecy_is_refused(gate: Gate) -> None:
    data = sent(gate, SimpleUploadedFile("a.docx", plan_file()), subject="Kế hoạch (TỐI MẬT)")
    page = signed_in(gate.author).post("/du-thao/moi/", data)
    assert page.status_code == 409
    assert "mật" in page.content.decode()


def test_findings_stand_beside_the_text_and_lead_to_it(gate: Gate) -> None:
    draft = gate.begin(wrong_plan())
    page = signed_in(gate.author).get(f"/du-thao/{draft.pk}/ban/1/").content.decode()
    assert 'class="k-find"' in page
    assert 'href="#s0"' in page
    assert 'id="v0"' in page
    assert "không đúng với tên loại văn bản" in page


def test_findings_of_the_version_before_are_marked_while_the_new_one_is_checked(gate: Gate) -> None:
    draft = gate.begin(wrong_plan())
    add_version(draft, Handed("b.docx", plan_file()), by=gate.author, now=NOW)
    browser = signed_in(gate.author)
    waiting = browser.get(f"/du-thao/{draft.pk}/ban/2/").content.decode()
    assert "đang được kiểm tra" in waiting
    assert "Áp dụng gợi ý" not in waiting
    checked(draft)
    assert "Kết quả cũ" in browser.get(f"/du-thao/{draft.pk}/ban/1/").content.decode()
    assert "không phát hiện lỗi" in browser.get(f"/du-thao/{draft.pk}/ban/2/").content.decode()


def test_two_versions_are_compared(gate: Gate) -> None:
    draft = gate.further(gate.begin(), plan_file("2. Các thôn phối hợp."))
    page = signed_in(gate.author).get(f"/du-thao/{draft.pk}/so-sanh/").content.decode()
    assert "<ins>" in page
    assert "Các thôn phối hợp" in page
    same = signed_in(gate.author).get(f"/du-thao/{draft.pk}/so-sanh/?tu=2&den=2").content.decode()
    assert "không khác nhau" in same
    assert signed_in(gate.author).get(f"/du-thao/{draft.pk}/so-sanh/?tu=9").status_code == 404


def test_each_finds_on_the_first_page_what_waits_for_him(gate: Gate) -> None:
    def titles(person: object) -> list[str]:
        return [f"{one.reason}" for span in waiting_for(person, on=TODAY) for one in span.things]

    draft = gate.begin(wrong_plan())
    ask_opinions(draft, [gate.economy], due_on=TODAY, seen=draft.version, by=gate.author, now=NOW)
    (stop,) = looked_at(draft, None).stops
    ask_waiver(draft, key=stop.key, reason="Mẫu", by=gate.author, now=NOW)
    assert any("lấy ý kiến" in one for one in titles(gate.cooperating))
    assert "chờ quyết định" in titles(gate.books.leader)
    assert "chờ quyết định" not in titles(gate.author)
    gate.submitted()
    assert "chờ thẩm định" in titles(gate.appraiser)
    gate.accepted()
    assert "chờ duyệt nội dung" in titles(gate.head)
    assert "chờ duyệt thể thức, kỹ thuật trình bày" in titles(gate.books.clerk)
    ready = gate.ready()
    assert "chờ cấp số" in titles(gate.books.clerk)
    wanted = ask_number(ready, by=gate.author, now=NOW)
    assert page_of_request(wanted) == f"/du-thao/{ready.pk}/cap-so/"
    Draft.objects.filter(pk=draft.pk).update(state=DraftState.RETURNED)
    assert "bị trả lại để sửa" in titles(gate.author)
    assert titles(gate.books.outsider) == []


def test_late_units_are_listed_with_their_days(gate: Gate) -> None:
    draft = gate.begin()
    now = timezone.now()
    past = timezone.localdate(now) - timedelta(days=10)
    asked = ask_opinions(draft, [gate.economy], due_on=TODAY, seen=draft.version, by=gate.author, now=NOW)
    type(asked[0]).objects.update(due_on=past)
    page = signed_in(gate.author).get("/du-thao/gop-y-cham/").content.decode()
    assert "Phòng Kinh tế" in page
    assert "chưa góp ý" in signed_in(gate.author).get(f"/du-thao/{draft.pk}/").content.decode()


def test_a_form_that_is_sent_twice_begins_one_draft(gate: Gate) -> None:
    browser = signed_in(gate.author)
    first = plan_file()
    for data in (first, first, wrong_plan()):
        file = SimpleUploadedFile("du-thao.docx", data)
        assert browser.post("/du-thao/moi/", sent(gate, file)).status_code == 302
    assert Draft.objects.count() == 2


def test_what_was_returned_is_submitted_with_a_further_version(gate: Gate) -> None:
    draft = gate.submitted(wrong_plan())
    appraise(draft, accepted=False, words="Sửa", seen=draft.version, by=gate.appraiser, now=NOW)
    browser, button = signed_in(gate.author), "Trình thẩm định</button>"
    assert button not in browser.get(f"/du-thao/{draft.pk}/").content.decode()
    gate.further(fresh(draft), plan_file())
    assert button in browser.get(f"/du-thao/{draft.pk}/").content.decode()


def test_what_a_button_lacks_is_said_by_name(gate: Gate) -> None:
    draft, browser = gate.begin(), signed_in(gate.author)
    bare = browser.post(f"/du-thao/{draft.pk}/thoi/", {"seen": draft.version}, follow=True).content.decode()
    assert "Lý do: " in bare
    stale = browser.post(f"/du-thao/{draft.pk}/trinh/", {}, follow=True).content.decode()
    assert "hãy tải lại trang rồi làm lại" in stale


def test_an_answer_in_the_early_morning_is_of_that_day(gate: Gate) -> None:
    draft = gate.begin()
    ask_opinions(draft, [gate.economy], due_on=TODAY, seen=draft.version, by=gate.author, now=NOW)
    morning = datetime.combine(TODAY + timedelta(days=1), time(6), timezone.get_current_timezone())
    draft.opinions.update(stance="agrees", given_by=gate.cooperating, given_at=morning.astimezone(UTC))
    (one,) = opinions_of(draft, TODAY + timedelta(days=1), WorkCalendar())
    assert one.days == 1


def test_a_list_costs_as_much_with_three_drafts_as_with_one(gate: Gate) -> None:
    gate.begin()
    browser = signed_in(gate.author)
    browser.get("/du-thao/")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get("/du-thao/").status_code == 200
        return len(asked)

    one = cost()
    gate.begin(plan_file(subject="Hai"))
    gate.begin(plan_file(subject="Ba"))
    browser.get("/du-thao/")
    assert cost() == one


def test_the_list_shows_each_his_own_and_the_leader_all(gate: Gate) -> None:
    draft = gate.begin()
    assert draft.subject in signed_in(gate.books.leader).get("/du-thao/").content.decode()
    assert draft.subject not in signed_in(gate.cooperating).get("/du-thao/").content.decode()
    asked = fresh(draft)
    ask_opinions(asked, [gate.economy], due_on=TODAY, seen=asked.version, by=gate.author, now=NOW)
    assert draft.subject in signed_in(gate.cooperating).get("/du-thao/").content.decode()
    found = signed_in(gate.author).get("/du-thao/?tim=nghèo&trang_thai=opinions").content.decode()
    assert draft.subject in found


def test_a_long_draft_is_taken_and_checked_in_the_background(gate: Gate) -> None:
    many = [
        f"{number}. Thôn số {number} rà soát, báo cáo kết quả trước ngày 30 tháng 9." * 8
        for number in range(500)
    ]
    draft = gate.begin(plan_file(*many))
    assert looked_at(draft, None).is_fresh
    assert signed_in(gate.author).get(f"/du-thao/{draft.pk}/ban/1/").status_code == 200
