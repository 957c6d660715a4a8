"""One step of a person on a plan under review: locked, checked against what he saw, and kept so that he can
take it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, UnitGroup, User
from sauro_web.accounts.operations.names import group_called, learned_unit
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.plans import rules
from sauro_web.plans.doubts import doubts_of_report, doubts_of_task
from sauro_web.plans.findable import words_of_demand, words_of_plan
from sauro_web.plans.models import (
    Change,
    ImportedPlan,
    Mention,
    MentionRole,
    MentionState,
    PlanState,
    Suggestion,
    SuggestionKind,
)
from sauro_web.plans.operations.comparing import ask_for_comparison
from sauro_web.plans.operations.trail import remember
from sauro_web.plans.queries.changes import changed_since

__all__ = ["check_seen", "meant_by", "restore", "snapshot", "step", "touch", "under_review"]

_NOT_YOURS = "Chỉ người được giao theo dõi kế hoạch của cơ quan mới được soát kế hoạch này."
_NOT_IN_REVIEW = "Kế hoạch này không còn ở bước soát; hãy tải lại trang để xem trạng thái hiện nay."
_LOOK_AGAIN = "Hãy xem lại nội dung hiện nay rồi quyết định."
_MENTION_FIELDS = (
    "id",
    "role",
    "position",
    "text",
    "key",
    "quote",
    "spans",
    "state",
    "unit_id",
    "groups",
    "candidates",
)


@contextmanager
def step(
    plan_id: int,
    concerned: Sequence[int],
    *,
    by: User,
    now: datetime,
    action: str,
    what: str,
    taught: str = "",
) -> Iterator[list[Suggestion]]:
    """Locks the plan and the suggestions `concerned`, hands them out to be changed, and keeps what stood
    before; of a wording that the step teaches the office (`taught`) also what that meant until then. What the
    plan makes of the one above is then worked out anew.

    Raises NotAllowed; NotReady where the plan is not under review.
    """
    with transaction.atomic():
        plan = under_review(plan_id, by, now)
        suggestions = list(
            Suggestion.objects.select_for_update(no_key=True)
            .filter(plan=plan, pk__in=concerned)
            .order_by("position", "id")
        )
        before = [snapshot(suggestion) for suggestion in suggestions]
        names = action.startswith("mention.")
        stood = [_standing(suggestion, names=names) for suggestion in suggestions]
        if taught and before:
            before[0]["taught"] = {"text": taught, **meant_by(taught, plan.office)}
        yield suggestions
        if taught and before:
            before[0]["taught"]["meant"] = meant_by(taught, plan.office)
        for earlier, suggestion in zip(before, suggestions, strict=True):
            earlier["version"] = suggestion.version
        Change.objects.create(plan=plan, by=by, at=now, what=what, before=before)
        changes = {
            str(suggestion.pk): (earlier, _standing(suggestion, names=names))
            for earlier, suggestion in zip(stood, suggestions, strict=True)
        }
        remember(action, plan, by=by, at=plan.office, on=localdate(now), changes=changes)
        ask_for_comparison(plan)


def under_review(plan_id: int, by: User, now: datetime) -> ImportedPlan:
    """The plan, locked, for whoever may take a step on it. Raises NotAllowed; NotReady."""
    plans = ImportedPlan.objects.select_for_update(of=("self",), no_key=True)
    plan = plans.select_related("office").get(pk=plan_id)
    if not rules.may_handle_plans(by, plan.office, on=localdate(now)):
        raise NotAllowed(_NOT_YOURS)
    if plan.state != PlanState.REVIEW:
        raise NotReady(_NOT_IN_REVIEW)
    return plan


def meant_by(wording: str, office: Unit) -> dict[str, int | None]:
    """The numbers of the unit that the office was taught for a wording, and of its group called so."""
    unit, group = learned_unit(wording, office), group_called(wording, office)
    return {"unit_id": unit.pk if unit else None, "group_id": group.pk if group else None}


def _standing(suggestion: Suggestion, *, names: bool) -> dict[str, Any]:
    """What the trail keeps of a suggestion, before a step and after it; `names` where the step is about
    units."""
    kept: dict[str, Any] = {"state": suggestion.state, "value": suggestion.value}
    return kept | ({"units": _named(suggestion)} if names else {})


def check_seen(suggestion: Suggestion, version: int) -> None:
    """Raises Conflict where the suggestion is no longer the one that the person saw."""
    if suggestion.version != version:
        raise Conflict(f"{changed_since(suggestion)} {_LOOK_AGAIN}")


def snapshot(suggestion: Suggestion) -> dict[str, Any]:
    """All that a step may change of a suggestion."""
    mentions = Mention.objects.filter(suggestion=suggestion).order_by("id").values(*_MENTION_FIELDS)
    return {
        "id": suggestion.pk,
        "version_before": suggestion.version,
        "value": suggestion.value,
        "state": suggestion.state,
        "doubts": suggestion.doubts,
        "decided_by": suggestion.decided_by_id,
        "decided_at": suggestion.decided_at.isoformat() if suggestion.decided_at else None,
        "mentions": list(mentions),
    }


def _named(suggestion: Suggestion) -> list[str]:
    """Whom a card names and as what, in words, for the trail."""
    mentions = Mention.objects.filter(suggestion=suggestion).select_related("unit")
    groups = UnitGroup.objects.in_bulk({number for mention in mentions for number in mention.groups})
    return [f"{mention.get_role_display()}: {_meant(mention, groups)}" for mention in mentions]


def _meant(mention: Mention, groups: Mapping[int, UnitGroup]) -> str:
    if mention.state == MentionState.OUTSIDE:
        return f"{mention.text} (ngoài cơ quan)"
    if mention.unit is not None:
        return str(mention.unit)
    return "; ".join(groups[number].name for number in mention.groups if number in groups) or mention.text


def restore(suggestion: Suggestion, stood: dict[str, Any]) -> None:
    """Puts a suggestion back to a snapshot of it."""
    suggestion.value, suggestion.state = stood["value"], stood["state"]
    suggestion.doubts = stood.get("doubts", suggestion.doubts)
    suggestion.decided_by_id, decided_at = stood.get("decided_by"), stood.get("decided_at")
    suggestion.decided_at = datetime.fromisoformat(decided_at) if decided_at else None
    Mention.objects.filter(suggestion=suggestion).delete()
    Mention.objects.bulk_create(Mention(suggestion=suggestion, **mention) for mention in stood["mentions"])
    touch(suggestion)


def touch(suggestion: Suggestion) -> None:
    """Works the doubts out anew and saves the suggestion under its next version."""
    mentions = list(Mention.objects.filter(suggestion=suggestion))
    states = [mention.state for mention in mentions]
    if suggestion.kind == SuggestionKind.TASK:
        # A lead outside the organisation answers to nobody in it.
        named = [mention for mention in mentions if mention.role == MentionRole.LEAD]
        leads = [mention for mention in named if mention.state != MentionState.OUTSIDE]
        # That prose and table differ, and that letters are unsure, a person has seen when he decides.
        if len(leads) < 2:
            suggestion.value = suggestion.value | {"each": False}
        still_open = set(suggestion.doubts) if suggestion.state == "open" else set()
        found = doubts_of_task(
            suggestion.value,
            leads,
            states,
            differs="twin_differs" in still_open,
            confidence=0.0 if "unsure_letters" in still_open else None,
        )
        suggestion.doubts = found
    elif suggestion.kind == SuggestionKind.REPORT:
        receivers = [mention.text for mention in mentions if mention.role == MentionRole.RECEIVER]
        suggestion.value = suggestion.value | {"receiver": ", ".join(receivers)}
        suggestion.doubts = doubts_of_report(suggestion.value, states)
    elif suggestion.kind == SuggestionKind.DOCUMENT:
        # Under a lock that the step holds; the other columns stay as they are.
        plan = ImportedPlan.objects.get(pk=suggestion.plan_id)
        ImportedPlan.objects.filter(pk=plan.pk).update(words=words_of_plan(plan, suggestion.value))
    suggestion.words = words_of_demand(suggestion)
    suggestion.version += 1
    suggestion.save()
