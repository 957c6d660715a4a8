"""Whose plan it is, which one it carries out, which one it amends: found in the text, said by a person."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import HTMX, NOW, PLAN, words_of

from sauro_web.accounts.models import Unit, User
from sauro_web.common.errors import Conflict, NotReady
from sauro_web.plans import operations
from sauro_web.plans.models import ImportedPlan, Origin, PlanState, Said, SuggestionKind, SuggestionState
from sauro_web.plans.queries.links import proposed_amended
from sauro_web.plans.queries.questions import open_question

pytestmark = pytest.mark.django_db

OWN = "của Ủy ban nhân dân xã Mai Lĩnh"


def _in_force(office: Unit, by: User, **changes: object) -> ImportedPlan:
    values = {
        "office": office, "uploaded_by": by, "uploaded_at": NOW, "file": "aa/x.txt", "file_name": "x.txt",
        "size": 1, "digest": f"{ImportedPlan.objects.count():064}", "state": PlanState.ISSUED, "number": "41",
        "symbol": "KH-UBND", "issued_on": date(2026, 4, 1), "units_told_at": NOW, "issuer": office.name,
        "origin": Origin.OWN, "subject": "Rút gọn giấy tờ và hội họp của xã năm 2026",
    } | changes  # fmt: skip
    return ImportedPlan.objects.create(**values)


def _upload(organised: Organisation, by: User, text: str) -> ImportedPlan:
    taken = operations.upload_plan(text.encode(), "kh.txt", office=organised.commune, by=by, now=NOW)
    return taken.plan


def _saying(words: str) -> str:
    return PLAN.replace("Nơi nhận:", f"{words}\nNơi nhận:")


# A plan that amends another


@pytest.mark.parametrize(
    "words",
    [
        f"Kế hoạch này thay thế Kế hoạch số 41/KH-UBND ngày 01/4/2026 {OWN}.",
        f"Sửa đổi, bổ sung một số nội dung của Kế hoạch số 41/KH-UBND ngày 01/4/2026 {OWN}.",
        f"Điều chỉnh thời hạn của Kế hoạch số 41/KH-UBND ngày 01/4/2026 {OWN}.",
    ],
)
def test_what_the_text_says_it_amends_is_asked(
    organised: Organisation, coordinator: User, words: str
) -> None:
    before = _in_force(organised.commune, coordinator, subject="Tên khác hẳn")
    plan = _upload(organised, coordinator, _saying(words))
    proposal = proposed_amended(plan)
    assert plan.amends is None
    assert proposal is not None
    assert (proposal.plan, proposal.says) == (before, True)
    assert "hãy xác nhận kế hoạch bị thay thế" in open_question(plan)


@pytest.mark.parametrize(
    "words",
    [
        f"Căn cứ Kế hoạch số 41/KH-UBND ngày 01/4/2026 {OWN}.",
        f"Các báo cáo được bổ sung theo Kế hoạch số 41/KH-UBND ngày 01/4/2026 {OWN}.",
        f"Kế hoạch này thay thế Kế hoạch số 41/KH-UBND ngày 02/4/2026 {OWN}.",
        f"Kế hoạch này thay thế Kế hoạch số 42/KH-UBND ngày 01/4/2026 {OWN}.",
    ],
)
def test_what_is_only_cited_or_not_there_is_not(
    organised: Organisation, coordinator: User, words: str
) -> None:
    _in_force(organised.commune, coordinator, subject="Tên khác hẳn")
    plan = _upload(organised, coordinator, _saying(words))
    assert proposed_amended(plan) is None
    assert open_question(plan) == ""


def test_what_it_amends_is_not_what_it_carries_out(organised: Organisation, coordinator: User) -> None:
    parent = _in_force(organised.province, coordinator, number="12", issued_on=date(2026, 5, 8))
    _in_force(organised.commune, coordinator)
    words = f"Kế hoạch này thay thế Kế hoạch số 41/KH-UBND ngày 01/4/2026 {OWN}."
    plan = _upload(organised, coordinator, _saying(words))
    assert plan.parent == parent
    assert plan.parent_reference == "12/KH-UBND ngày 08/05/2026 của Ủy ban nhân dân tỉnh Đông Giang"
    assert plan.amends_reference.startswith("41/KH-UBND ngày 01/04/2026")


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({}, True),
        ({"subject": "Sửa đổi, bổ sung Kế hoạch rút gọn giấy tờ và hội họp của xã năm 2026"}, True),
        ({"subject": "Rút gọn giấy tờ và hội họp của xã năm 2025"}, False),
        ({"subject": "Chuyển đổi số của xã năm 2026"}, False),
        ({"issuer": "Hội đồng nhân dân xã Mai Lĩnh"}, False),
        ({"state": PlanState.REPLACED}, False),
    ],
)
def test_nearly_the_same_subject_of_the_same_issuer_is_asked_too(
    uploaded: ImportedPlan, organised: Organisation, coordinator: User, changes: dict[str, Any], asked: bool
) -> None:
    _in_force(organised.commune, coordinator, **changes)
    proposal = proposed_amended(uploaded)
    assert (proposal is not None) is asked
    # It does not stand in the way: nothing in the text says so.
    assert open_question(uploaded) == ""


def test_a_person_says_that_it_amends_it_or_does_not(
    uploaded: ImportedPlan, organised: Organisation, coordinator: User, browser: Client
) -> None:
    before = _in_force(organised.commune, coordinator)
    page = f"/ke-hoach/{uploaded.pk}/"
    assert "Thay thế kế hoạch đang có hiệu lực này?" in words_of(browser.get(page))
    assert "Thay thế kế hoạch đang có hiệu lực này?" in words_of(browser.get(f"{page}soat/"))
    browser.post(f"{page}thay-the/", {"plan": "", "version": 0})
    uploaded.refresh_from_db()
    assert (uploaded.amends, uploaded.amends_said) == (None, Said.NONE)
    assert "Thay thế kế hoạch đang có hiệu lực này?" not in words_of(browser.get(page))
    response = browser.post(f"{page}thay-the/", {"plan": before.pk, "version": 1})
    assert response["Location"] == f"{page}khac-biet/"
    uploaded.refresh_from_db()
    assert (uploaded.amends, uploaded.amends_said) == (before, Said.CONFIRMED)


# The plan above


def test_a_parent_found_by_its_citation_is_confirmed_by_a_person(
    organised: Organisation, coordinator: User, browser: Client
) -> None:
    parent = _in_force(organised.province, coordinator, number="12", issued_on=date(2026, 5, 8))
    plan = _upload(organised, coordinator, PLAN)
    page = f"/ke-hoach/{plan.pk}/"
    assert "Tìm thấy theo trích dẫn “Kế hoạch số 12/KH-UBND ngày 08/05/2026" in words_of(browser.get(page))
    response = browser.post(f"{page}cap-tren/", {"plan": parent.pk, "version": 0, "next": f"{page}soat/"})
    assert response["Location"] == f"{page}soat/"
    plan.refresh_from_db()
    assert (plan.parent, plan.parent_said) == (parent, Said.CONFIRMED)
    assert "Tìm thấy theo trích dẫn" not in words_of(browser.get(page))
    assert "Được thực hiện bởi" in words_of(browser.get(f"/ke-hoach/{parent.pk}/"))


@pytest.mark.parametrize("words", ["12/kh-ubnd", "duong thuy dong giang", "ĐƯỜNG THỦY", "kh 12"])
def test_a_parent_is_looked_up_without_accents(
    uploaded: ImportedPlan, organised: Organisation, coordinator: User, browser: Client, words: str
) -> None:
    _in_force(organised.province, coordinator, number="12", subject="Đường thủy an toàn")
    _in_force(organised.province, coordinator, number="13", subject="Trồng rừng")
    _in_force(organised.ward, coordinator, number="12", subject="Đường thủy an toàn của phường")
    found = words_of(browser.get(f"/ke-hoach/{uploaded.pk}/cap-tren/", {"q": words}, **HTMX))
    assert "Đường thủy an toàn" in found
    assert "Trồng rừng" not in found
    assert "của phường" not in found


def test_a_document_above_may_be_missing_or_there_may_be_none(
    uploaded: ImportedPlan, browser: Client
) -> None:
    page = f"/ke-hoach/{uploaded.pk}/"
    browser.post(f"{page}cap-tren/", {"reference": "Nghị quyết 5 của Đảng ủy xã", "version": 0})
    assert "Nghị quyết 5 của Đảng ủy xã" in words_of(browser.get(page))
    assert "(chưa có trong phần mềm)" in words_of(browser.get(page))
    browser.post(f"{page}cap-tren/", {"plan": "", "version": 1})
    assert "không thực hiện kế hoạch nào" in words_of(browser.get(page))


def test_an_issued_plan_may_still_be_tied_to_its_parent(
    uploaded: ImportedPlan, organised: Organisation, coordinator: User
) -> None:
    own = _in_force(organised.commune, coordinator)
    parent = _in_force(organised.province, coordinator, number="12")
    assert operations.choose_parent(own, parent, by=coordinator, now=NOW, version=0).parent == parent
    other = _in_force(organised.commune, coordinator, number="43", parent=own)
    for wrong in (own, other):
        with pytest.raises(NotReady):
            operations.choose_parent(own, wrong, by=coordinator, now=NOW, version=1)


def test_a_plan_that_one_may_not_read_is_not_chosen(
    uploaded: ImportedPlan, organised: Organisation, coordinator: User, browser: Client
) -> None:
    theirs = _in_force(organised.ward, coordinator)
    for part in ("cap-tren", "thay-the"):
        for number in (theirs.pk, 10**9):
            address = f"/ke-hoach/{uploaded.pk}/{part}/"
            assert browser.post(address, {"plan": number, "version": 0}).status_code == 404
    refused = browser.post(
        f"/ke-hoach/{uploaded.pk}/thay-the/", {"plan": uploaded.pk, "version": 0}, follow=True
    )
    assert "Chỉ chọn được kế hoạch đang có hiệu lực của chính cơ quan mình." in words_of(refused)


def test_one_is_never_sent_elsewhere(uploaded: ImportedPlan, browser: Client) -> None:
    data = {"plan": "", "version": 0, "next": "https://khac.example/"}
    response = browser.post(f"/ke-hoach/{uploaded.pk}/cap-tren/", data)
    assert response["Location"] == f"/ke-hoach/{uploaded.pk}/"


# A plan of another office


@pytest.fixture
def received(organised: Organisation, coordinator: User) -> ImportedPlan:
    """The province's plan, uploaded by the commune."""
    text = PLAN.replace("ỦY BAN NHÂN DÂN\nXÃ MAI LĨNH", "ỦY BAN NHÂN DÂN\nTỈNH ĐÔNG GIANG").replace(
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 08/5/2026 của Ủy ban nhân dân tỉnh Đông Giang, ", ""
    )
    return _upload(organised, coordinator, text)


def test_whose_plan_it_is_is_asked_where_another_office_issued_it(
    received: ImportedPlan, browser: Client
) -> None:
    assert (received.issuer, received.origin) == ("Ủy ban nhân dân tỉnh Đông Giang", "")
    question = "Kế hoạch này do Ủy ban nhân dân tỉnh Đông Giang ban hành"
    for part in ("", "soat/", "giao-viec/"):
        assert question in words_of(browser.get(f"/ke-hoach/{received.pk}/{part}"))
    assert "không phải Ủy ban nhân dân xã Mai Lĩnh" in open_question(received)
    browser.post(f"/ke-hoach/{received.pk}/nguon/", {"origin": "received", "version": 0})
    received.refresh_from_db()
    assert open_question(received) == ""
    page = words_of(browser.get(f"/ke-hoach/{received.pk}/giao-viec/"))
    assert question not in page
    assert "kế hoạch nhận được, không phải của Ủy ban nhân dân xã Mai Lĩnh" in page


def test_a_plan_of_ones_own_office_is_not_asked_about(uploaded: ImportedPlan, browser: Client) -> None:
    assert uploaded.origin == Origin.OWN
    assert "/nguon/" not in words_of(browser.get(f"/ke-hoach/{uploaded.pk}/"))


def test_a_plan_received_is_kept_and_named_as_the_one_above(
    received: ImportedPlan, organised: Organisation, coordinator: User, leader: User, browser: Client
) -> None:
    page = f"/ke-hoach/{received.pk}/"
    browser.post(f"{page}nguon/", {"origin": "received", "version": 0})
    refused = browser.post(f"{page}luu/", {"version": 1}, follow=True)
    assert "Hãy xác nhận mục “Thông tin văn bản”" in words_of(refused)
    card = received.suggestions.get(kind=SuggestionKind.DOCUMENT)
    operations.decide(card, SuggestionState.CONFIRMED, by=coordinator, now=NOW, version=0)
    browser.post(f"{page}luu/", {"version": 1})
    received.refresh_from_db()
    assert (received.state, received.reference, received.issued_on) == (
        PlanState.KEPT, "57/KH-UBND", date(2026, 6, 2)
    )  # fmt: skip
    # Found by citation from then on, by its own issuer.
    text = PLAN.replace("Số: 57", "Số: 58").replace("12/KH-UBND ngày 08/5/2026", "57/KH-UBND ngày 02/6/2026")
    own = _upload(organised, coordinator, text)
    assert own.parent == received
    assert signed_in(leader).get(page).status_code == 200
    with pytest.raises(Conflict):
        operations.discard_plan(received, by=coordinator, now=NOW, reason="Nhầm")
    browser.post(f"{page}mo-lai/", {"version": 2})
    received.refresh_from_db()
    assert received.state == PlanState.REVIEW


def test_only_a_plan_received_is_kept(uploaded: ImportedPlan, coordinator: User) -> None:
    with pytest.raises(NotReady):
        operations.keep_received(uploaded, by=coordinator, now=NOW, version=0)
    with pytest.raises(NotReady):
        operations.review_received(uploaded, by=coordinator, now=NOW, version=0)


@pytest.mark.parametrize("part", ["cap-tren", "thay-the"])
def test_what_is_typed_narrows_the_list_it_stands_above(
    uploaded: ImportedPlan, browser: Client, part: str
) -> None:
    page = words_of(browser.get(f"/ke-hoach/{uploaded.pk}/{part}/"))
    (target,) = re.findall(rf'hx-get="/ke-hoach/{uploaded.pk}/{part}/"[^>]*hx-target="#([^"]+)"', page)
    assert page.count(f'id="{target}"') == 1
