"""What people confirm, correct, reject and add counts when a plan is laid beside the plan above."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django_q.models import OrmQ
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import NOW, PLAN, put_in_force, verdicts, words_of

from sauro.findings import Finding
from sauro.plan.model import Plan
from sauro.plan.serial import from_json
from sauro_web.accounts.models import User
from sauro_web.common.jobs import asked_for
from sauro_web.plans import operations, queries
from sauro_web.plans.models import ImportedPlan, MentionRole, PlanState, Suggestion, SuggestionState
from sauro_web.plans.operations.comparing import compare_beneath
from sauro_web.plans.queries.confirmed import plan_as_confirmed

pytestmark = pytest.mark.django_db


def stands(plan: ImportedPlan) -> Plan:
    return plan_as_confirmed(ImportedPlan.objects.get(pk=plan.pk).reading)


def card(plan: ImportedPlan, kind: str, **read: Any) -> Suggestion:
    return plan.suggestions.get(kind=kind, twin_of=None, **{f"read__{name}": at for name, at in read.items()})


def correct(one: Suggestion, by: User, **value: Any) -> None:
    operations.correct(one, value, by=by, now=NOW, version=one.version)


def decide(one: Suggestion, state: SuggestionState, by: User) -> None:
    operations.decide(one, state, by=by, now=NOW, version=one.version)


def test_a_plan_that_nobody_has_touched_stands_as_read(own: ImportedPlan) -> None:
    assert stands(own) == from_json(own.reading.found)


def test_confirming_what_was_read_changes_no_verdict(own: ImportedPlan, coordinator: User) -> None:
    operations.compare_plan(own.pk)
    before = verdicts(own)
    for one in own.suggestions.filter(doubts=[], twin_of=None):
        decide(one, SuggestionState.CONFIRMED, coordinator)
    operations.compare_plan(own.pk)
    assert verdicts(own) == before


def test_a_target_put_right_by_hand_is_met(own: ImportedPlan, coordinator: User) -> None:
    operations.compare_plan(own.pk)
    assert verdicts(own)["Giảm văn bản hành chính"] == "weakened"
    correct(card(own, "target"), coordinator, value=20)
    operations.compare_plan(own.pk)
    assert verdicts(own)["Giảm văn bản hành chính"] == "covered"


def test_a_target_rejected_is_missing(own: ImportedPlan, coordinator: User) -> None:
    decide(card(own, "target"), SuggestionState.REJECTED, coordinator)
    operations.compare_plan(own.pk)
    assert verdicts(own)["Giảm văn bản hành chính"] == "missing"


def test_wording_lead_time_and_product_are_those_of_the_person(
    own: ImportedPlan, coordinator: User, organised: Organisation
) -> None:
    one = card(own, "task", path="II.1")
    due = {**one.value["due"], "raw": "Trước ngày 15/8/2026", "date": "2026-08-15"}
    text = "Rà soát bến khách ngang sông, công bố luồng tuyến an toàn"
    correct(one, coordinator, text=text, due=due, due_text=due["raw"], product="Danh sách bến")
    one.refresh_from_db()
    lead = one.mentions.get(role=MentionRole.COOPERATING, text="Phòng Kinh tế")
    operations.give_role(lead, MentionRole.LEAD, by=coordinator, now=NOW, version=one.version)
    task = next(task for task in stands(own).tasks if task.path == "II.1")
    assert task.text.value == text
    assert [value.value for value in task.lead] == ["Phòng Kinh tế"]
    assert task.due is not None
    assert task.due.value.date == date(2026, 8, 15)
    assert task.product is not None
    assert task.product.value == "Danh sách bến"
    operations.compare_plan(own.pk)
    assert verdicts(own)["II.1.c"] == "covered"


def test_whom_a_person_chose_goes_by_the_name_of_the_unit(
    own: ImportedPlan, coordinator: User, organised: Organisation
) -> None:
    one = card(own, "task", path="II.4")
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    meant = operations.Meant(unit=unit)
    operations.choose_unit(one.mentions.get(), meant, by=coordinator, now=NOW, version=one.version)
    task = next(task for task in stands(own).tasks if task.path == "II.4")
    assert [value.value for value in task.lead] == ["Phòng Kinh tế"]


def test_a_duty_added_by_hand_counts_until_it_is_taken_back(own: ImportedPlan, coordinator: User) -> None:
    decide(card(own, "task", path="II.4"), SuggestionState.REJECTED, coordinator)
    assert "II.4" not in {task.path for task in stands(own).tasks}
    text = own.reading.found["source"]["text"]
    start = text.index("Giảm tối thiểu 15%")
    before = len(stands(own).tasks)
    added = operations.add_task(own, start, by=coordinator, now=NOW)
    assert len(stands(own).tasks) == before + 1
    operations.undo(own, by=coordinator, now=NOW)
    assert added.read["path"] not in {task.path for task in stands(own).tasks}


def test_number_and_date_are_those_of_the_confirmed_card(own: ImportedPlan, coordinator: User) -> None:
    correct(card(own, "document"), coordinator, number="58b", date=None, issuer="")
    facts = stands(own).document
    assert facts.number is not None
    assert (facts.number.value, facts.date, facts.issuer) == ("58b/KH-UBND", None, None)


def test_a_step_on_a_plan_asks_for_its_comparison_at_once(own: ImportedPlan, coordinator: User) -> None:
    operations.compare_plan(own.pk)
    asked = _queued(own)
    decide(card(own, "target"), SuggestionState.REJECTED, coordinator)
    assert _queued(own) == asked + 1
    compared = queries.coverage_of(own)
    assert compared is not None
    assert compared.figures.is_stale
    page = words_of(signed_in(coordinator).get(f"/ke-hoach/{own.pk}/doi-chieu/"))
    assert "đang được đối chiếu lại" in page
    operations.undo(own, by=coordinator, now=NOW)
    assert _queued(own) == asked + 2
    operations.compare_plan(own.pk)
    page = words_of(signed_in(coordinator).get(f"/ke-hoach/{own.pk}/doi-chieu/"))
    assert "đang được đối chiếu lại" not in page


def test_a_step_on_the_plan_above_asks_for_all_beneath(
    own: ImportedPlan, above: ImportedPlan, follower: User
) -> None:
    operations.compare_plan(own.pk)
    asked = _queued(own)
    above.state = PlanState.REVIEW
    above.save()
    decide(card(above, "target"), SuggestionState.REJECTED, follower)
    key = f"plan.compare.beneath.{above.pk}"
    assert asked_for({key}) == {key}
    compare_beneath(above.pk)
    assert _queued(own) == asked + 1
    operations.compare_plan(own.pk)
    assert "Giảm văn bản hành chính" not in verdicts(own)
    compare_beneath(above.pk)
    assert _queued(own) == asked + 1


def _queued(plan: ImportedPlan) -> int:
    return sum(one.group() == f"plan.compare.{plan.pk}" for one in OrmQ.objects.all())


def test_the_office_above_sees_that_it_is_being_redone(
    own: ImportedPlan, above: ImportedPlan, coordinator: User, follower: User
) -> None:
    operations.compare_plan(own.pk)
    decide(card(own, "target"), SuggestionState.REJECTED, coordinator)
    put_in_force(ImportedPlan.objects.get(pk=own.pk), "57", date(2026, 5, 20))
    page = words_of(signed_in(follower).get(f"/ke-hoach/{above.pk}/cap-duoi/"))
    assert "đang đối chiếu lại" in page


def test_what_a_person_has_answered_is_no_finding_any_more(
    own: ImportedPlan, coordinator: User, organised: Organisation
) -> None:
    assert "task.several_leads" in codes(own)
    one = card(own, "task", path="II.2")
    lead = one.mentions.get(role=MentionRole.LEAD, text="Phòng Kinh tế")
    operations.give_role(lead, MentionRole.LEAD, by=coordinator, now=NOW, version=one.version)
    assert "task.several_leads" not in codes(own)


def test_a_number_written_by_hand_is_no_longer_missing(
    organised: Organisation, coordinator: User, above: ImportedPlan
) -> None:
    data = PLAN.replace("Số: 57/KH-UBND", "Số:     /KH-UBND").encode()
    plan = operations.upload_plan(data, "x.txt", office=organised.commune, by=coordinator, now=NOW).plan
    assert "document.no_number" in codes(plan)
    correct(card(plan, "document"), coordinator, number="57")
    assert "document.no_number" not in codes(plan)


def test_the_same_said_of_many_duties_is_one_finding(
    organised: Organisation, coordinator: User, above: ImportedPlan
) -> None:
    data = "\n".join(line for line in PLAN.splitlines() if not line.startswith("- Đơn vị chủ trì"))
    plan = operations.upload_plan(
        data.encode(), "x.txt", office=organised.commune, by=coordinator, now=NOW
    ).plan
    told = [one for one in found(plan) if one.code == "task.no_lead"]
    assert len(told) == 1
    assert told[0].message.startswith("4 nhiệm vụ (II.1, II.2, II.3, II.4) không nêu đơn vị chủ trì")


def found(plan: ImportedPlan) -> tuple[Finding, ...]:
    reading = ImportedPlan.objects.get(pk=plan.pk).reading
    return queries.findings_on(reading, plan_as_confirmed(reading))


def codes(plan: ImportedPlan) -> set[str]:
    return {one.code for one in found(plan)}


def test_the_page_tells_who_leads_and_what_else_there_is_to_mend(
    own: ImportedPlan, coordinator: User
) -> None:
    operations.compare_plan(own.pk)
    page = words_of(signed_in(coordinator).get(f"/ke-hoach/{own.pk}/doi-chieu/"))
    assert "Chủ trì: Các sở, ban, ngành" in page
    assert "Thể thức, cách viết, phân công" in page
    assert "có nhiều đơn vị chủ trì" in page
