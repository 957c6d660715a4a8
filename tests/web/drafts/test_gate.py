"""The way of a draft to its number: opinions, appraisal, waivers, two approvals, issue."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.drafts_typed import plan_file, wrong_plan
from tests.web.documents.conftest import base_of
from tests.web.drafts.conftest import NOW, TODAY, Gate, fresh
from tests.web.organisation import signed_in

from sauro.checks.registry import CHECKS
from sauro.reading.docx_setting import read_setting
from sauro.reading.open import read_bytes
from sauro_web.audit.models import Entry
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.documents.models import Document, DocumentState, RequestState
from sauro_web.documents.operations.drawing import Particulars
from sauro_web.documents.operations.requesting import decide_request, withdraw_request
from sauro_web.drafts.models import (
    Appraisal,
    Approval,
    Aspect,
    DraftState,
    DraftVersion,
    Opinion,
    Stance,
    Waiver,
)
from sauro_web.drafts.operations.handing_in import drop_draft
from sauro_web.drafts.operations.issuing import ask_number, issue_draft
from sauro_web.drafts.operations.judging import appraise, approve, send_back, submit, take_back
from sauro_web.drafts.operations.opinions import ask_opinions, give_opinion, reply_to_opinion
from sauro_web.drafts.operations.settling import settle_gate
from sauro_web.drafts.operations.waiving import ask_waiver, decide_waiver
from sauro_web.drafts.queries.desk import drafts_waiting
from sauro_web.drafts.queries.findings import looked_at
from sauro_web.drafts.queries.gates import gate_of
from sauro_web.drafts.queries.listing import waived_checks
from sauro_web.drafts.written import letter_of
from sauro_web.notices.models import Notice

pytestmark = pytest.mark.django_db
SAID = Particulars("", "", TODAY, signer="Lò Văn A")


def asked(gate: Gate, draft, due: date = TODAY + timedelta(days=7)) -> Opinion:
    units = [gate.economy]
    return ask_opinions(draft, units, due_on=due, seen=draft.version, by=gate.author, now=NOW)[0]


def waived(gate: Gate, draft) -> Waiver:
    (stop,) = looked_at(draft, gate_of(draft.office)).stops
    row = ask_waiver(draft, key=stop.key, reason="Mẫu của tỉnh", by=gate.author, now=NOW)
    return decide_waiver(row, granted=True, answer="Đúng mẫu", by=gate.books.leader, now=NOW)


def test_units_are_asked_told_and_answer_once(gate: Gate) -> None:
    draft = gate.begin()
    one = asked(gate, draft)
    draft = fresh(draft)
    assert draft.state == DraftState.OPINIONS
    assert Notice.objects.filter(unit=gate.economy).exists()
    with pytest.raises(NotAllowed):
        give_opinion(one, stance=Stance.AGREES, text="", by=gate.author, now=NOW)
    with pytest.raises(NotReady):
        give_opinion(one, stance=Stance.REMARKS, text=" ", by=gate.cooperating, now=NOW)
    give_opinion(one, stance=Stance.REMARKS, text="Thêm thời hạn", by=gate.cooperating, now=NOW)
    with pytest.raises(Conflict):
        give_opinion(one, stance=Stance.AGREES, text="", by=gate.cooperating, now=NOW)
    with pytest.raises(NotReady):
        reply_to_opinion(one, taken=False, reply="", by=gate.author, now=NOW)
    with pytest.raises(NotAllowed):
        reply_to_opinion(one, taken=True, reply="", by=gate.cooperating, now=NOW)
    assert reply_to_opinion(one, taken=True, reply="", by=gate.author, now=NOW).taken is True


def test_who_is_asked_wrongly_is_refused(gate: Gate) -> None:
    draft = gate.begin()
    with pytest.raises(NotReady):
        asked(gate, draft, due=TODAY - timedelta(days=1))
    with pytest.raises(NotReady):
        ask_opinions(draft, [], due_on=TODAY, seen=draft.version, by=gate.author, now=NOW)
    for unit in (gate.books.culture, gate.books.organised.ward):
        with pytest.raises(NotReady):
            ask_opinions(draft, [unit], due_on=TODAY, seen=draft.version, by=gate.author, now=NOW)
    with pytest.raises(NotAllowed):
        ask_opinions(draft, [gate.economy], due_on=TODAY, seen=0, by=gate.books.clerk, now=NOW)


def test_a_draft_waits_for_opinions_until_their_term(gate: Gate) -> None:
    draft = gate.begin()
    asked(gate, draft)
    draft = fresh(draft)
    with pytest.raises(NotReady, match="Phòng Kinh tế"):
        submit(draft, seen=draft.version, by=gate.author, now=NOW)
    late = NOW + timedelta(days=9)
    assert submit(draft, seen=draft.version, by=gate.author, now=late).state == DraftState.APPRAISAL


def test_only_the_unit_that_writes_submits(gate: Gate) -> None:
    draft = gate.begin()
    for person in (gate.cooperating, gate.appraiser, gate.books.leader, gate.books.outsider):
        with pytest.raises(NotAllowed):
            submit(draft, seen=draft.version, by=person, now=NOW)


def test_returned_with_its_letter_and_not_submitted_unchanged(gate: Gate) -> None:
    draft = gate.submitted(wrong_plan())
    with pytest.raises(NotReady, match="phải sửa"):
        appraise(draft, accepted=True, words="", seen=draft.version, by=gate.appraiser, now=NOW)
    row = appraise(
        draft, accepted=False, words="Bổ sung kinh phí.", seen=draft.version, by=gate.appraiser, now=NOW
    )
    draft = fresh(draft)
    assert draft.state == DraftState.RETURNED
    assert row.findings
    with pytest.raises(NotReady, match="đã được thẩm định"):
        submit(draft, seen=draft.version, by=gate.author, now=NOW)
    data = letter_of(row)
    said = read_bytes(data, name="phieu.docx").text
    assert "Bổ sung kinh phí." in said
    assert "không đúng với tên loại" in said
    assert read_setting(data).papers
    draft = gate.further(draft, plan_file())
    assert submit(draft, seen=draft.version, by=gate.author, now=NOW).state == DraftState.APPRAISAL


def test_who_wrote_it_does_not_appraise_it(gate: Gate) -> None:
    draft = gate.submitted()
    for person in (gate.author, gate.cooperating, gate.books.outsider, gate.head):
        with pytest.raises(NotAllowed):
            appraise(draft, accepted=True, words="", seen=draft.version, by=person, now=NOW)
    with pytest.raises(Conflict):
        appraise(draft, accepted=True, words="", seen=0, by=gate.appraiser, now=NOW)


def test_two_people_approve_content_and_form(gate: Gate) -> None:
    draft = gate.accepted()
    for person in (gate.author, gate.books.clerk, gate.books.leader):
        with pytest.raises(NotAllowed):
            approve(draft, Aspect.CONTENT, seen=draft.version, by=person, now=NOW)
    for person in (gate.author, gate.head, gate.books.leader):
        with pytest.raises(NotAllowed):
            approve(draft, Aspect.FORM, seen=draft.version, by=person, now=NOW)
    approve(draft, Aspect.CONTENT, seen=draft.version, by=gate.head, now=NOW)
    draft = fresh(draft)
    assert draft.state == DraftState.APPROVAL
    approve(draft, Aspect.FORM, seen=draft.version, by=gate.books.clerk, now=NOW)
    assert fresh(draft).state == DraftState.READY


def test_one_person_does_not_approve_both_even_where_the_office_names_him(gate: Gate) -> None:
    settle_gate(
        gate.books.office, off=(), appraiser=None, form_checker=gate.head, opinion_days=5, reason="Quy chế",
        by=gate.books.leader, now=NOW,
    )  # fmt: skip
    draft = gate.accepted()
    approve(draft, Aspect.CONTENT, seen=draft.version, by=gate.head, now=NOW)
    draft = fresh(draft)
    with pytest.raises(NotAllowed, match="hai người khác nhau"):
        approve(draft, Aspect.FORM, seen=draft.version, by=gate.head, now=NOW)
    version = draft.versions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(draft_version=version, aspect=Aspect.FORM, by=gate.head, at=NOW)


def test_who_is_to_approve_may_return_it(gate: Gate) -> None:
    draft = gate.accepted()
    with pytest.raises(NotReady):
        send_back(draft, Aspect.CONTENT, reason="", seen=draft.version, by=gate.head, now=NOW)
    with pytest.raises(NotAllowed):
        send_back(draft, Aspect.CONTENT, reason="Sửa", seen=draft.version, by=gate.author, now=NOW)
    done = send_back(draft, Aspect.CONTENT, reason="Sửa", seen=draft.version, by=gate.head, now=NOW)
    assert done.state == DraftState.RETURNED


def test_taken_back_it_is_appraised_and_approved_anew(gate: Gate) -> None:
    draft = gate.ready()
    draft = take_back(draft, reason="Sửa thời hạn", seen=draft.version, by=gate.author, now=NOW)
    draft = gate.further(fresh(draft), plan_file("2. Các thôn phối hợp."))
    draft = fresh(submit(draft, seen=draft.version, by=gate.author, now=NOW))
    appraise(draft, accepted=True, words="", seen=draft.version, by=gate.appraiser, now=NOW)
    draft = fresh(draft)
    with pytest.raises(NotReady):
        issue_draft(draft, SAID, seen=draft.version, by=gate.books.clerk, now=NOW)


def test_a_waiver_wants_a_reason_and_a_second_person(gate: Gate) -> None:
    draft = gate.begin(wrong_plan())
    (stop,) = looked_at(draft, None).stops
    with pytest.raises(NotReady):
        ask_waiver(draft, key=stop.key, reason=" ", by=gate.author, now=NOW)
    with pytest.raises(NotAllowed):
        ask_waiver(draft, key=stop.key, reason="Mẫu", by=gate.cooperating, now=NOW)
    row = ask_waiver(draft, key=stop.key, reason="Mẫu của tỉnh", by=gate.head, now=NOW)
    for person in (gate.author, gate.head, gate.cooperating, gate.books.clerk, gate.books.outsider):
        with pytest.raises(NotAllowed):
            decide_waiver(row, granted=True, answer="Đúng mẫu", by=person, now=NOW)
    with pytest.raises(NotReady):
        decide_waiver(row, granted=True, answer="", by=gate.books.leader, now=NOW)
    decide_waiver(row, granted=True, answer="Đúng mẫu", by=gate.books.leader, now=NOW)
    looked = looked_at(fresh(draft), None)
    assert not looked.stops
    assert looked.findings[0].is_waived
    counted = waived_checks(gate.books.office, NOW.year)
    assert [(one.code, one.asked, one.passed) for one in counted] == [("F05.symbol", 1, 1)]
    assert Entry.objects.filter(action="draft.decide_waiver").exists()


def test_a_leader_who_wrote_a_version_lets_nothing_pass(gate: Gate) -> None:
    draft = gate.begin(wrong_plan())
    DraftVersion.objects.create(
        draft=draft, number=2, file="x", name="x.docx", size=1, digest="0" * 64,
        folio=draft.versions.get().folio, by=gate.books.leader, at=NOW,
    )  # fmt: skip
    (stop,) = looked_at(draft, None).stops
    row = ask_waiver(draft, key=stop.key, reason="Mẫu", by=gate.author, now=NOW)
    with pytest.raises(NotAllowed):
        decide_waiver(row, granted=True, answer="Đúng", by=gate.books.leader, now=NOW)


def test_the_database_wants_a_second_person_too(gate: Gate) -> None:
    row = waived(gate, gate.begin(wrong_plan()))
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.filter(pk=row.pk).update(decided_by=row.asked_by)


def test_a_waiver_holds_in_the_next_version_for_the_same_finding(gate: Gate) -> None:
    draft = gate.begin(wrong_plan())
    waived(gate, draft)
    draft = gate.further(draft, wrong_plan("2. Các thôn phối hợp."))
    assert not looked_at(draft, None).stops


def test_a_refused_waiver_may_be_asked_for_again(gate: Gate) -> None:
    draft = gate.begin(wrong_plan())
    (stop,) = looked_at(draft, None).stops
    row = ask_waiver(draft, key=stop.key, reason="Mẫu", by=gate.author, now=NOW)
    with pytest.raises(NotReady):
        ask_waiver(draft, key=stop.key, reason="Mẫu", by=gate.author, now=NOW)
    decide_waiver(row, granted=False, answer="Sửa được", by=gate.books.leader, now=NOW)
    with pytest.raises(Conflict):
        decide_waiver(row, granted=True, answer="Thôi", by=gate.books.leader, now=NOW)
    ask_waiver(draft, key=stop.key, reason="Mẫu khác", by=gate.author, now=NOW)


def test_issued_it_stands_in_the_register_with_its_file(gate: Gate) -> None:
    draft = gate.ready()
    with pytest.raises(NotAllowed):
        issue_draft(draft, SAID, seen=draft.version, by=gate.author, now=NOW)
    drawn = issue_draft(draft, SAID, seen=draft.version, by=gate.books.clerk, now=NOW)
    draft = fresh(draft)
    document = Document.objects.get(pk=drawn.document.pk)
    assert draft.state == DraftState.ISSUED
    assert draft.document == document
    assert (document.reference, document.subject) == ("01/KH-UBND", draft.subject)
    assert (document.state, document.drafting_unit) == (DocumentState.ISSUED, gate.books.culture)
    assert document.files.get().digest == draft.numbered.digest
    with pytest.raises(NotReady):
        issue_draft(draft, SAID, seen=draft.version, by=gate.books.clerk, now=NOW)


def test_nothing_is_issued_while_a_stop_stands(gate: Gate) -> None:
    draft = gate.begin(wrong_plan())
    row = waived(gate, draft)
    draft = fresh(submit(fresh(draft), seen=fresh(draft).version, by=gate.author, now=NOW))
    appraise(draft, accepted=True, words="", seen=draft.version, by=gate.appraiser, now=NOW)
    approve(fresh(draft), Aspect.CONTENT, seen=fresh(draft).version, by=gate.head, now=NOW)
    approve(fresh(draft), Aspect.FORM, seen=fresh(draft).version, by=gate.books.clerk, now=NOW)
    draft = fresh(draft)
    Waiver.objects.filter(pk=row.pk).delete()
    with pytest.raises(NotReady, match="phải sửa"):
        issue_draft(draft, SAID, seen=draft.version, by=gate.books.clerk, now=NOW)
    assert not Document.objects.exists()


def test_checks_that_changed_since_shut_the_gate_until_they_were_run(gate: Gate) -> None:
    draft = gate.ready()
    settle_gate(
        gate.books.office, off=("F20.closing",), appraiser=None, form_checker=None, opinion_days=5,
        reason="Chưa cần", by=gate.books.leader, now=NOW,
    )  # fmt: skip
    assert looked_at(draft, gate_of(draft.office)).stale
    with pytest.raises(NotReady, match="Kiểm tra lại"):
        issue_draft(draft, SAID, seen=draft.version, by=gate.books.clerk, now=NOW)


def test_a_check_that_is_off_finds_nothing_and_secrecy_is_never_off(gate: Gate) -> None:
    settle_gate(
        gate.books.office, off=("F05.symbol",), appraiser=None, form_checker=None, opinion_days=5,
        reason="Mẫu riêng", by=gate.books.leader, now=NOW,
    )  # fmt: skip
    draft = gate.begin(wrong_plan())
    assert not looked_at(draft, gate_of(draft.office)).findings
    secret = [one.code for one in CHECKS if one.family == "classified"]
    said = {"appraiser": None, "form_checker": None, "opinion_days": 5, "by": gate.books.leader, "now": NOW}
    for off in (*([secret] if secret else []), ["khong.co"]):
        with pytest.raises(NotReady):
            settle_gate(gate.books.office, off=off, reason="Tắt", **said)
    with pytest.raises(NotReady):
        settle_gate(gate.books.office, off=(), reason=" ", **said)
    with pytest.raises(NotAllowed):
        settle_gate(gate.books.office, off=(), reason="Bật", **(said | {"by": gate.author}))


def test_beyond_the_allowance_the_leader_decides_first(gate: Gate) -> None:
    base_of(gate.books, 2)
    gate.books.draw("Một văn bản khác")
    draft = gate.ready()
    with pytest.raises(NotReady):
        issue_draft(draft, SAID, seen=draft.version, by=gate.books.clerk, now=NOW)
    with pytest.raises(NotAllowed):
        ask_number(draft, by=gate.books.leader, now=NOW)
    assert ask_number(draft, by=gate.author, now=NOW).state == RequestState.ABOVE
    with pytest.raises(NotReady):
        ask_number(fresh(draft), by=gate.author, now=NOW)


@pytest.mark.parametrize("leaves", ["taken back", "sent back", "dropped"])
def test_a_request_ends_with_the_way_of_its_draft(gate: Gate, leaves: str) -> None:
    draft = gate.ready()
    wanted = ask_number(draft, by=gate.author, now=NOW)
    draft = fresh(draft)
    said = {"reason": "Sửa tên thôn", "seen": draft.version, "now": NOW}
    if leaves == "taken back":
        take_back(draft, by=gate.author, **said)
    elif leaves == "sent back":
        send_back(draft, Aspect.CONTENT, by=gate.head, **said)
    else:
        drop_draft(draft, by=gate.author, **said)
    wanted.refresh_from_db()
    assert wanted.state == RequestState.WITHDRAWN
    assert fresh(draft).request is None


def test_a_request_that_was_taken_back_is_as_none(gate: Gate) -> None:
    draft = gate.ready()
    page, words = signed_in(gate.author), "Gửi đề nghị cấp số"
    wanted = ask_number(draft, by=gate.author, now=NOW)
    assert words not in page.get(f"/du-thao/{draft.pk}/").content.decode()
    withdraw_request(wanted, by=gate.author, now=NOW)
    assert words in page.get(f"/du-thao/{draft.pk}/").content.decode()
    assert "chờ cấp số" in [one.reason for one in drafts_waiting(gate.books.clerk, TODAY)]
    assert issue_draft(fresh(draft), SAID, seen=draft.version, by=gate.books.clerk, now=NOW).document.number


def test_what_the_leader_refused_may_be_asked_again_and_has_no_number_until_then(gate: Gate) -> None:
    base_of(gate.books, 2)
    gate.books.draw("Một văn bản khác")
    draft = gate.ready()
    wanted = ask_number(draft, by=gate.author, now=NOW)
    decide_request(wanted, granted=False, answer="Lồng ghép", by=gate.books.leader, now=NOW)
    with pytest.raises(NotReady):
        issue_draft(fresh(draft), SAID, seen=draft.version, by=gate.books.clerk, now=NOW)
    page = signed_in(gate.author).get(f"/du-thao/{draft.pk}/").content.decode()
    assert "Gửi đề nghị cấp số" in page
    again = ask_number(fresh(draft), by=gate.author, now=NOW)
    decide_request(again, granted=True, answer="Tỉnh giao thêm", by=gate.books.leader, now=NOW)
    assert issue_draft(fresh(draft), SAID, seen=draft.version, by=gate.books.clerk, now=NOW).document.number


@pytest.mark.parametrize("model", [DraftVersion, Appraisal, Approval])
def test_what_was_handed_in_and_said_stays(gate: Gate, model: type) -> None:
    gate.ready()
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.all().delete()
