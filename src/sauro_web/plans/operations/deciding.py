"""A person confirms, corrects or rejects what was read, and may take it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, UnitGroup, User
from sauro_web.accounts.operations.names import forget_group
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.plans import rules
from sauro_web.plans.doubts import DOUBTS, MUST_BE_CLEARED
from sauro_web.plans.models import Change, ImportedPlan, PlanState, Suggestion, SuggestionState
from sauro_web.plans.operations.comparing import ask_for_comparison
from sauro_web.plans.operations.mentions import teach
from sauro_web.plans.operations.steps import check_seen, meant_by, restore, step, touch
from sauro_web.plans.operations.trail import remember
from sauro_web.plans.queries.cards import gone_of

__all__ = ["correct", "decide", "undo"]

_WHAT = {
    SuggestionState.CONFIRMED: "Xác nhận",
    SuggestionState.REJECTED: "Loại bỏ",
    SuggestionState.OPEN: "Mở lại",
}
_NOTHING = "Không còn bước nào của ông (bà) để hoàn tác trên kế hoạch này."
_CHANGED_SINCE = "Mục này đã được thay đổi sau bước đó nên không hoàn tác được; hãy sửa trực tiếp."


def decide(
    suggestion: Suggestion, state: SuggestionState, *, by: User, now: datetime, version: int
) -> Suggestion:
    """Confirms, rejects or opens again what was read; `version` is that of the card the person saw.

    Raises NotAllowed; Conflict; NotReady where a confirmed task would have no lead, two, or an unknown unit.
    """
    what = f"{_WHAT[state]} {suggestion.get_kind_display().lower()}"
    action = f"suggestion.{state}"
    with step(suggestion.plan_id, [suggestion.pk], by=by, now=now, action=action, what=what) as (held,):
        check_seen(held, version)
        _put(held, state, by=by, now=now)
    return held


def correct(
    suggestion: Suggestion,
    value: Mapping[str, Any],
    *,
    by: User,
    now: datetime,
    version: int,
    state: SuggestionState = SuggestionState.CONFIRMED,
) -> Suggestion:
    """Puts `value` in the place of what was read, field by field, and confirms it; what was read stays beside
    it. A task without its one lead keeps what was typed and stays open.

    Raises NotAllowed; Conflict; ValueError for a field that the suggestion does not have.
    """
    if unknown := set(value) - set(suggestion.value):
        raise ValueError(f"no such fields: {sorted(unknown)}")
    what = f"Sửa {suggestion.get_kind_display().lower()}"
    with step(
        suggestion.plan_id, [suggestion.pk], by=by, now=now, action="suggestion.correct", what=what
    ) as (held,):
        check_seen(held, version)
        held.value = {**held.value, **value}
        asks = state == SuggestionState.CONFIRMED and MUST_BE_CLEARED & set(held.doubts)
        _put(held, SuggestionState.OPEN if asks else state, by=by, now=now)
    return held


def undo(plan: ImportedPlan, *, by: User, now: datetime) -> Change:
    """Takes the person's own last step on the plan back.

    Raises NotAllowed; NotReady where there is none; Conflict where somebody has changed the same since.
    """
    if not rules.may_handle_plans(by, plan.office, on=localdate(now)):
        raise NotAllowed("Chỉ người được giao theo dõi kế hoạch của cơ quan mới được soát kế hoạch này.")
    with transaction.atomic():
        plan = ImportedPlan.objects.select_for_update(no_key=True).get(pk=plan.pk)
        change = Change.objects.filter(plan=plan, by=by, undone=False).first()
        if change is None or plan.state != PlanState.REVIEW:
            raise NotReady(_NOTHING)
        held = {
            suggestion.pk: suggestion
            for suggestion in Suggestion.objects.select_for_update(no_key=True).filter(
                pk__in=[stood["id"] for stood in change.before]
            )
        }
        for stood in change.before:
            if held[stood["id"]].version != stood["version"]:
                raise Conflict(_CHANGED_SINCE)
            restore(held[stood["id"]], stood)
        _unlearn(change, plan, by=by, now=now)
        change.undone = True
        change.save()
        _let_earlier_be_undone(change, held)
        changes = {"step": (change.what, "")}
        remember("suggestion.undo", plan, by=by, at=plan.office, on=localdate(now), changes=changes)
        ask_for_comparison(plan)
    return change


def _unlearn(undone: Change, plan: ImportedPlan, *, by: User, now: datetime) -> None:
    """What the step taught the office of a wording holds no longer; what it meant before does again."""
    taught = next((stood["taught"] for stood in undone.before if "taught" in stood), None)
    if taught is None:
        return
    meant = meant_by(taught["text"], plan.office)
    if meant != taught["meant"]:
        return  # It was said anew since, of another plan.
    if meant["group_id"] is not None and taught["group_id"] is None:
        group = UnitGroup.objects.get(pk=meant["group_id"])
        forget_group(group, by=by, text=taught["text"], on=localdate(now))
    unit = Unit.objects.filter(pk=taught["unit_id"]).first() if taught["unit_id"] else None
    teach(taught["text"], unit, office=plan.office, by=by, on=localdate(now))


def _let_earlier_be_undone(undone: Change, held: Mapping[int, Suggestion]) -> None:
    """What stands now is what the step before left, under a new version: that step may be taken back next."""
    before = {stood["id"]: stood["version_before"] for stood in undone.before}
    for change in Change.objects.filter(plan_id=undone.plan_id, undone=False, pk__lt=undone.pk):
        left = [stood for stood in change.before if before.get(stood["id"]) == stood["version"]]
        for stood in left:
            stood["version"] = held[stood["id"]].version
            del before[stood["id"]]
        if left:
            change.save(update_fields=["before"])
        if not before:
            return


def _put(suggestion: Suggestion, state: SuggestionState, *, by: User, now: datetime) -> None:
    suggestion.state = state
    is_open = state == SuggestionState.OPEN
    suggestion.decided_by, suggestion.decided_at = (None, None) if is_open else (by, now)
    touch(suggestion)
    if state == SuggestionState.CONFIRMED and (gone := gone_of(suggestion, localdate(now))):
        raise NotReady(f"{'; '.join(gone)}: hãy chọn đơn vị thay thế rồi xác nhận.")
    standing = [code for code in suggestion.doubts if code in MUST_BE_CLEARED]
    if state == SuggestionState.CONFIRMED and standing:
        raise NotReady(" ".join(DOUBTS[code] for code in standing))
