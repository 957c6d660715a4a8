"""Which unit a name means: said once, it holds for the whole plan and is remembered for the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from sauro.text.compare import unit_key
from sauro_web.accounts.models import Unit, UnitGroup, User
from sauro_web.accounts.operations.names import forget_name, learn_group, learn_name
from sauro_web.common.errors import NotReady
from sauro_web.plans.doubts import MUST_BE_CLEARED
from sauro_web.plans.models import Mention, MentionRole, MentionState, Suggestion, SuggestionState
from sauro_web.plans.operations.steps import check_seen, step, touch

__all__ = [
    "Meant",
    "add_mention",
    "choose_unit",
    "drop_mention",
    "give_role",
    "let_each_lead",
    "teach",
]


@dataclass(frozen=True, slots=True)
class Meant:
    """What a name means: a unit, a group, or, with neither, nobody in the organisation."""

    unit: Unit | None = None
    group: UnitGroup | None = None

    @property
    def groups(self) -> list[int]:
        """As a mention keeps them."""
        return [self.group.pk] if self.group else []

    @property
    def state(self) -> MentionState:
        """The state of a mention that means this."""
        return MentionState.CHOSEN if self.unit or self.group else MentionState.OUTSIDE


def choose_unit(mention: Mention, meant: Meant, *, by: User, now: datetime, version: int) -> list[Suggestion]:
    """Says whom `mention` means, and with it every mention of the plan written alike; the
    wording is remembered as another name of the unit or group for plans to come. `version` is that of the
    mention's suggestion.

    Raises NotAllowed; Conflict.
    """
    plan_id = mention.suggestion.plan_id
    alike = Mention.objects.filter(suggestion__plan_id=plan_id, key=mention.key)
    concerned = sorted(set(alike.values_list("suggestion_id", flat=True)))
    what = f"Chọn đơn vị cho “{mention.text}”"
    with step(
        plan_id,
        concerned,
        by=by,
        now=now,
        action="mention.choose",
        what=what[:100],
        taught=mention.text,
    ) as held:
        check_seen(next(one for one in held if one.pk == mention.suggestion_id), version)
        alike.update(state=meant.state, unit=meant.unit, groups=meant.groups)
        for suggestion in held:
            _settle(suggestion)
        teach(mention.text, meant.unit, office=held[0].plan.office, by=by, on=localdate(now))
        if meant.group:
            learn_group(meant.group, by=by, text=mention.text, on=localdate(now))
    return held


def add_mention(
    suggestion: Suggestion, role: MentionRole, meant: Meant, *, by: User, now: datetime, version: int
) -> Suggestion:
    """Names a unit or a group that the plan does not ("Chưa rõ đơn vị chủ trì"); it has no quotation.

    Raises NotAllowed; Conflict; NotReady where it stands there already.
    """
    named = meant.unit or meant.group
    if named is None:
        raise NotReady("Hãy chọn một đơn vị hoặc một nhóm đơn vị.")
    what = f"Thêm {MentionRole(role).label}: {named.name}"
    with step(suggestion.plan_id, [suggestion.pk], by=by, now=now, action="mention.add", what=what[:100]) as (
        held,
    ):
        check_seen(held, version)
        there = list(Mention.objects.filter(suggestion=held))
        if any((m.unit_id, m.groups) == (meant.unit and meant.unit.pk, meant.groups) for m in there):
            raise NotReady(f"{named.name} đã có trong nhiệm vụ này; hãy đổi vai trò nếu cần.")
        Mention.objects.create(
            suggestion=held,
            role=role,
            position=len(there),
            text=named.name[:300],
            key=unit_key(named.name)[:300],
            state=meant.state,
            unit=meant.unit,
            groups=meant.groups,
        )
        _settle(held)
    return held


def give_role(mention: Mention, role: MentionRole, *, by: User, now: datetime, version: int) -> Suggestion:
    """Makes a unit the lead, or one of those cooperating; the lead there was then cooperates, for a task has
    one.

    Raises NotAllowed; Conflict.
    """
    what = f"{MentionRole(role).label.capitalize()}: {mention.text}"
    with step(
        mention.suggestion.plan_id,
        [mention.suggestion_id],
        by=by,
        now=now,
        action="mention.role",
        what=what[:100],
    ) as (held,):
        check_seen(held, version)
        if role == MentionRole.LEAD:
            Mention.objects.filter(suggestion=held, role=role).update(role=MentionRole.COOPERATING)
            held.value = held.value | {"each": False}
        Mention.objects.filter(pk=mention.pk).update(role=role)
        _settle(held)
    return held


def let_each_lead(suggestion: Suggestion, *, by: User, now: datetime, version: int) -> Suggestion:
    """Says that those who lead a duty together do each a part of their own: then there is no one lead, and
    each answers for itself.

    Raises NotAllowed; Conflict; NotReady where fewer than two lead.
    """
    what = "Mỗi đơn vị chủ trì tự làm phần việc của mình"
    with step(suggestion.plan_id, [suggestion.pk], by=by, now=now, action="mention.each", what=what) as (
        held,
    ):
        check_seen(held, version)
        held.value = held.value | {"each": True}
        _settle(held)
        if not held.value["each"]:
            raise NotReady("Nhiệm vụ này chỉ có một đơn vị hoặc một nhóm chủ trì, không cần ghi như vậy.")
    return held


def drop_mention(mention: Mention, *, by: User, now: datetime, version: int) -> Suggestion:
    """Takes a name off a duty; what was read stays in `Suggestion.read`.

    Raises NotAllowed; Conflict.
    """
    what = f"Bỏ {mention.text}"
    with step(
        mention.suggestion.plan_id,
        [mention.suggestion_id],
        by=by,
        now=now,
        action="mention.drop",
        what=what[:100],
    ) as (held,):
        check_seen(held, version)
        Mention.objects.filter(pk=mention.pk).delete()
        _settle(held)
    return held


def teach(text: str, unit: Unit | None, *, office: Unit, by: User, on: date) -> None:
    """Remembers for the office's plans to come which unit the words mean; with None, that they mean none."""
    if unit is None:
        forget_name(by=by, text=text, office=office, on=on)
    else:
        learn_name(unit, by=by, text=text, office=office, on=on)


def _settle(suggestion: Suggestion) -> None:
    """Works the doubts out anew; a task that was confirmed and has now no lead, or two, is open again."""
    touch(suggestion)
    if suggestion.state == SuggestionState.CONFIRMED and MUST_BE_CLEARED & set(suggestion.doubts):
        suggestion.state, suggestion.decided_by, suggestion.decided_at = SuggestionState.OPEN, None, None
        suggestion.save(update_fields=["state", "decided_by", "decided_at"])
