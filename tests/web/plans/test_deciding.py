"""What a person makes of a suggestion: confirmed, corrected, rejected, taken back; nobody's work is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.web.organisation import Organisation
from tests.web.plans.conftest import NOW

from sauro_web.accounts.models import Role, UnitName, User
from sauro_web.accounts.operations.names import group_called, learn_name, learned_unit
from sauro_web.accounts.queries.matching import Matcher
from sauro_web.audit.models import Entry
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.plans import operations
from sauro_web.plans.forms import correction_form
from sauro_web.plans.models import (
    ImportedPlan,
    MentionRole,
    MentionState,
    PlanState,
    Suggestion,
    SuggestionState,
)
from sauro_web.plans.operations import Meant

pytestmark = pytest.mark.django_db
Duty = Callable[[str], Suggestion]
CONFIRMED, OPEN, REJECTED = SuggestionState.CONFIRMED, SuggestionState.OPEN, SuggestionState.REJECTED


def test_a_clear_task_is_confirmed(duty: Duty, coordinator: User) -> None:
    task = operations.decide(duty("Rà soát"), CONFIRMED, by=coordinator, now=NOW, version=0)
    task.refresh_from_db()
    assert (task.state, task.decided_by, task.decided_at, task.version) == (CONFIRMED, coordinator, NOW, 1)
    assert Entry.objects.filter(action="suggestion.confirmed", actor=coordinator).count() == 1


def test_a_task_with_two_leads_is_not_confirmed(duty: Duty, coordinator: User) -> None:
    task = duty("Gộp")
    with pytest.raises(NotReady, match="một đầu mối"):
        operations.decide(task, CONFIRMED, by=coordinator, now=NOW, version=0)
    task.refresh_from_db()
    assert (task.state, task.version) == (OPEN, 0)


def test_one_of_two_leads_is_chosen_and_the_other_cooperates(duty: Duty, coordinator: User) -> None:
    task = duty("Gộp")
    chosen = task.mentions.get(text="Phòng Kinh tế")
    task = operations.give_role(chosen, MentionRole.LEAD, by=coordinator, now=NOW, version=0)
    roles = {mention.text: mention.role for mention in task.mentions.all()}
    assert roles == {"Phòng Kinh tế": "lead", "Phòng Văn hóa - Xã hội": "cooperating"}
    task = operations.decide(task, CONFIRMED, by=coordinator, now=NOW, version=1)
    assert task.doubts == ["no_product"]


def test_a_unit_chosen_once_is_known_in_the_next_plan(
    duty: Duty, coordinator: User, organised: Organisation
) -> None:
    mention = duty("Niêm yết").mentions.get()
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    (task,) = operations.choose_unit(mention, Meant(unit), by=coordinator, now=NOW, version=0)
    mention.refresh_from_db()
    assert (mention.unit, mention.state, task.doubts) == (unit, MentionState.CHOSEN, ["no_product"])
    learned = UnitName.objects.get(text="Tổ công tác số 3")
    assert (learned.unit, learned.scope) == (unit, organised.commune)


def test_nobody_in_the_organisation_leads_nothing(duty: Duty, coordinator: User) -> None:
    mention = duty("Niêm yết").mentions.get()
    (task,) = operations.choose_unit(mention, Meant(), by=coordinator, now=NOW, version=0)
    assert task.doubts == ["no_lead", "no_product"]
    assert not UnitName.objects.filter(text="Tổ công tác số 3").exists()


def test_a_correction_confirms_and_what_was_read_stays(duty: Duty, coordinator: User) -> None:
    task = duty("Rà soát")
    form = correction_form(task, {**task.value, "due_text": "Quý IV", "version": "0"})
    assert form.is_valid(), form.errors
    task = operations.correct(task, form.corrected(), by=coordinator, now=NOW, version=0)
    assert (task.state, task.value["due"]["date"]) == (CONFIRMED, "2026-12-31")
    assert task.read["due"]["date"] == "2026-07-30"


def test_a_time_that_nobody_understands_is_kept_as_words(duty: Duty, coordinator: User) -> None:
    task = duty("Rà soát")
    form = correction_form(task, {**task.value, "due_text": "Trước ngày 31/02/2026", "version": "0"})
    assert form.is_valid()
    task = operations.correct(task, form.corrected(), by=coordinator, now=NOW, version=0)
    assert (task.value["due"]["date"], task.value["due_text"]) == (None, "Trước ngày 31/02/2026")
    assert "unread_due" in task.doubts


def test_a_field_that_a_suggestion_does_not_have_is_refused(duty: Duty, coordinator: User) -> None:
    with pytest.raises(ValueError, match="no such fields"):
        operations.correct(duty("Rà soát"), {"state": "x"}, by=coordinator, now=NOW, version=0)


def test_whoever_saw_an_older_card_is_told(duty: Duty, coordinator: User, organised: Organisation) -> None:
    other = organised.person("dongnghiep", (organised.commune, Role.COORDINATOR))
    task = duty("Rà soát")
    operations.decide(task, REJECTED, by=other, now=NOW, version=0)
    with pytest.raises(Conflict):
        operations.decide(task, CONFIRMED, by=coordinator, now=NOW, version=0)
    task.refresh_from_db()
    assert task.state == REJECTED


def test_undo_takes_back_one_step_after_the_other(
    uploaded: ImportedPlan, duty: Duty, coordinator: User, organised: Organisation
) -> None:
    task = duty("Niêm yết")
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    (task,) = operations.choose_unit(task.mentions.get(), Meant(unit), by=coordinator, now=NOW, version=0)
    operations.decide(task, CONFIRMED, by=coordinator, now=NOW, version=1)
    operations.undo(uploaded, by=coordinator, now=NOW)
    task.refresh_from_db()
    assert (task.state, task.mentions.get().unit) == (OPEN, unit)
    operations.undo(uploaded, by=coordinator, now=NOW)
    task.refresh_from_db()
    assert (task.mentions.get().unit, task.mentions.get().state) == (None, MentionState.ASK)
    with pytest.raises(NotReady):
        operations.undo(uploaded, by=coordinator, now=NOW)


def test_undo_brings_the_doubts_back(uploaded: ImportedPlan, duty: Duty, coordinator: User) -> None:
    task = duty("Rà soát")
    Suggestion.objects.filter(pk=task.pk).update(doubts=["unsure_letters"])
    task = operations.decide(task, CONFIRMED, by=coordinator, now=NOW, version=0)
    assert task.doubts == []
    operations.undo(uploaded, by=coordinator, now=NOW)
    task.refresh_from_db()
    assert (task.state, task.doubts) == (OPEN, ["unsure_letters"])


def test_undo_brings_back_who_decided_and_when(uploaded: ImportedPlan, duty: Duty, coordinator: User) -> None:
    task = operations.decide(duty("Rà soát"), CONFIRMED, by=coordinator, now=NOW, version=0)
    later = NOW + timedelta(hours=1)
    operations.decide(task, OPEN, by=coordinator, now=later, version=task.version)
    operations.undo(uploaded, by=coordinator, now=later)
    task.refresh_from_db()
    assert (task.state, task.decided_by, task.decided_at) == (CONFIRMED, coordinator, NOW)


def test_undo_takes_back_what_the_office_was_taught(
    uploaded: ImportedPlan, duty: Duty, coordinator: User, organised: Organisation
) -> None:
    first, second = (
        organised.unit(organised.commune, name) for name in ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội")
    )
    text, mention = "Tổ công tác số 3", duty("Niêm yết").mentions.get()
    for version, unit in enumerate((first, second)):
        operations.choose_unit(mention, Meant(unit), by=coordinator, now=NOW, version=version)
    assert learned_unit(text, organised.commune) == second
    operations.undo(uploaded, by=coordinator, now=NOW)
    assert learned_unit(text, organised.commune) == first
    operations.undo(uploaded, by=coordinator, now=NOW)
    assert learned_unit(text, organised.commune) is None


def test_a_group_chosen_once_is_known_in_the_next_plan_and_forgotten_by_undo(
    uploaded: ImportedPlan, duty: Duty, coordinator: User, organised: Organisation
) -> None:
    group = organised.commune.groups.order_by("pk")[0]
    mention = duty("Niêm yết").mentions.get()
    operations.choose_unit(mention, Meant(group=group), by=coordinator, now=NOW, version=0)
    match = Matcher(organised.commune, on=NOW.date()).match(mention.text)
    assert (match.is_settled, [one.pk for one in match.groups]) == (True, [group.pk])
    assert Entry.objects.filter(action="group.learn_name", actor=coordinator).count() == 1
    operations.undo(uploaded, by=coordinator, now=NOW)
    assert not Matcher(organised.commune, on=NOW.date()).match(mention.text).is_settled
    assert group_called(mention.text, organised.commune) is None


def test_a_unit_chosen_after_a_group_is_the_one_that_is_known(
    duty: Duty, coordinator: User, organised: Organisation
) -> None:
    group = organised.commune.groups.order_by("pk")[0]
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    mention = duty("Niêm yết").mentions.get()
    operations.choose_unit(mention, Meant(group=group), by=coordinator, now=NOW, version=0)
    operations.choose_unit(mention, Meant(unit), by=coordinator, now=NOW, version=1)
    assert Matcher(organised.commune, on=NOW.date()).match(mention.text).unit == unit


def test_undo_leaves_what_was_said_of_another_plan_since(
    uploaded: ImportedPlan, duty: Duty, coordinator: User, organised: Organisation
) -> None:
    first, second = (
        organised.unit(organised.commune, name) for name in ("Phòng Kinh tế", "Phòng Văn hóa - Xã hội")
    )
    mention = duty("Niêm yết").mentions.get()
    operations.choose_unit(mention, Meant(first), by=coordinator, now=NOW, version=0)
    learn_name(second, by=coordinator, text=mention.text, office=organised.commune, on=NOW.date())
    operations.undo(uploaded, by=coordinator, now=NOW)
    assert learned_unit(mention.text, organised.commune) == second


def test_a_name_said_to_mean_nobody_is_no_longer_remembered(
    duty: Duty, coordinator: User, organised: Organisation
) -> None:
    mention = duty("Niêm yết").mentions.get()
    unit = organised.unit(organised.commune, "Phòng Kinh tế")
    operations.choose_unit(mention, Meant(unit), by=coordinator, now=NOW, version=0)
    operations.choose_unit(mention, Meant(), by=coordinator, now=NOW, version=1)
    assert learned_unit(mention.text, organised.commune) is None


def test_undo_never_takes_back_what_another_did_since(
    uploaded: ImportedPlan, duty: Duty, coordinator: User, organised: Organisation
) -> None:
    other = organised.person("dongnghiep", (organised.commune, Role.COORDINATOR))
    task = operations.decide(duty("Rà soát"), CONFIRMED, by=coordinator, now=NOW, version=0)
    operations.decide(task, OPEN, by=other, now=NOW, version=1)
    with pytest.raises(Conflict):
        operations.undo(uploaded, by=coordinator, now=NOW)


@pytest.mark.parametrize("who", ["neighbour", "outsider", "administrator"])
def test_nobody_else_decides(duty: Duty, who: str, request: pytest.FixtureRequest) -> None:
    person, task = request.getfixturevalue(who), duty("Rà soát")
    with pytest.raises(NotAllowed):
        operations.decide(task, CONFIRMED, by=person, now=NOW, version=0)
    with pytest.raises(NotAllowed):
        operations.choose_unit(task.mentions.first(), Meant(), by=person, now=NOW, version=0)
    task.refresh_from_db()
    assert task.version == 0


def test_a_plan_that_gave_work_is_no_longer_reviewed(
    uploaded: ImportedPlan, duty: Duty, coordinator: User
) -> None:
    task = duty("Rà soát")
    ImportedPlan.objects.filter(pk=uploaded.pk).update(state=PlanState.REPLACED)
    with pytest.raises(NotReady):
        operations.decide(task, CONFIRMED, by=coordinator, now=NOW, version=0)
