"""What an amended plan changes of the one in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from sauro.cli.wording import NOTHING
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
from sauro_web.plans.queries.wording import facts_of

__all__ = ["Difference", "difference", "difference_of_figures"]

_FIGURES = (SuggestionKind.TARGET, SuggestionKind.LIMIT, SuggestionKind.REPORT)


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


def difference_of_figures(old: ImportedPlan, new: ImportedPlan) -> dict[SuggestionKind, Difference]:
    """What `new` changes of the targets, limits of meetings and reports owed of `old`, each told in one line;
    kinds that neither has are left out. Four queries."""
    before, after = _figures_of(old), _figures_of(new)
    return {
        kind: Difference(tuple(pair_duties(before.get(kind, []), after.get(kind, []))))
        for kind in _FIGURES
        if kind in before or kind in after
    }


def _figures_of(plan: ImportedPlan) -> dict[SuggestionKind, list[Duty]]:
    figures = plan.suggestions.filter(kind__in=_FIGURES, twin_of=None)
    told = defaultdict(list)
    for one in figures.exclude(state=SuggestionState.REJECTED).prefetch_related("mentions"):
        # Each stands at a place of its own: where it stands says nothing about which it is.
        told[SuggestionKind(one.kind)].append(Duty(number=one.pk, path=str(one.pk), text=_in_one_line(one)))
    return told


def _in_one_line(one: Suggestion) -> str:
    kind = SuggestionKind(one.kind)
    said = [words for _, words in facts_of(kind, one.value, one.read) if words != NOTHING]
    if kind is SuggestionKind.REPORT:
        who = {role: [m.text for m in one.mentions.all() if m.role == role] for role in MentionRole}
        reporters, receivers = who[MentionRole.REPORTER], who[MentionRole.RECEIVER]
        said.insert(0, f"{'; '.join(reporters) or NOTHING} báo cáo {'; '.join(receivers) or NOTHING}")
    return ", ".join(said)


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
