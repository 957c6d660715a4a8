"""What an amended plan changes of the one in force."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from sauro_web.accounts.models import UnitGroup
from sauro_web.plans.models import (
    ImportedPlan,
    Mention,
    MentionRole,
    MentionState,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)
from sauro_web.plans.pairing import Duty, Pair, pair_duties

__all__ = ["Difference", "difference"]


@dataclass(frozen=True, slots=True)
class Difference:
    """The duties of two plans side by side; a duty's `number` is that of its suggestion."""

    pairs: tuple[Pair, ...]

    @property
    def same(self) -> list[Pair]:
        """Those that stand as they stood."""
        return [pair for pair in self.pairs if pair.is_same]

    @property
    def changed(self) -> list[Pair]:
        """Those of which a field says something else."""
        return [pair for pair in self.pairs if pair.changes]

    @property
    def new(self) -> list[Pair]:
        """Those that the plan before does not have."""
        return [pair for pair in self.pairs if pair.old is None]

    @property
    def gone(self) -> list[Pair]:
        """Those that the amended plan no longer has."""
        return [pair for pair in self.pairs if pair.new is None]


def difference(old: ImportedPlan, new: ImportedPlan) -> Difference:
    """What `new` changes of `old`: the duties that gave work, or that nobody has rejected yet. Six
    queries."""
    return Difference(tuple(pair_duties(_duties_of(old), _duties_of(new))))


def _duties_of(plan: ImportedPlan) -> list[Duty]:
    mentions = Mention.objects.select_related("unit").order_by("role", "position", "id")
    duties = list(
        plan.suggestions.filter(kind=SuggestionKind.TASK, twin_of=None)
        .exclude(state=SuggestionState.REJECTED)
        .prefetch_related(Prefetch("mentions", mentions))
    )
    numbers = {number for duty in duties for mention in duty.mentions.all() for number in mention.groups}
    groups = UnitGroup.objects.in_bulk(numbers)
    return [_duty(duty, groups) for duty in duties]


def _duty(duty: Suggestion, groups: dict[int, UnitGroup]) -> Duty:
    value: dict[str, Any] = duty.value
    return Duty(
        number=duty.pk,
        path=duty.read["path"],
        text=value["text"],
        lead=_names(duty.mentions.all(), MentionRole.LEAD, groups),
        cooperating=_names(duty.mentions.all(), MentionRole.COOPERATING, groups),
        due=value["due_text"] or "",
        product=value["product"] or "",
        authority=value["authority"] or "",
    )


def _names(mentions: Iterable[Mention], role: MentionRole, groups: dict[int, UnitGroup]) -> tuple[str, ...]:
    """Whom they mean; the words of the plan where that is nobody in particular, or not known yet."""
    names: dict[str, None] = {}
    for mention in mentions:
        if mention.role != role or mention.state == MentionState.OUTSIDE:
            continue
        if mention.unit is not None:
            names[str(mention.unit)] = None
        elif mention.groups and mention.state != MentionState.RELATED:
            names |= {groups[number].name: None for number in mention.groups if number in groups}
        else:
            names[mention.text] = None
    return tuple(names)
