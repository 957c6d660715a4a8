"""The confirmed duties of a plan, and the units behind the names in them on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256

from django.db.models import Prefetch, QuerySet

from sauro_web.accounts.models import Unit, UnitGroup
from sauro_web.accounts.queries.groups import members
from sauro_web.plans.models import (
    ImportedPlan,
    Mention,
    MentionState,
    Suggestion,
    SuggestionKind,
    SuggestionState,
)

__all__ = [
    "Members",
    "confirmed_duties",
    "ended_units",
    "lost_groups",
    "meant",
    "members_named",
    "standing_duties",
    "what_is_given",
]

Members = Mapping[UnitGroup, Sequence[Unit]]


def confirmed_duties(plan: ImportedPlan) -> list[Suggestion]:
    """Duties that give work, with the names in them. Two queries."""
    return _with_mentions(_duties(plan).filter(state=SuggestionState.CONFIRMED))


def standing_duties(plan: ImportedPlan) -> list[Suggestion]:
    """Duties that give work, or would if they were confirmed as they stand. Two queries."""
    return _with_mentions(_duties(plan).exclude(state=SuggestionState.REJECTED))


def _duties(plan: ImportedPlan) -> QuerySet[Suggestion]:
    return plan.suggestions.filter(twin_of=None, kind=SuggestionKind.TASK)


def _with_mentions(duties: QuerySet[Suggestion]) -> list[Suggestion]:
    mentions = Mention.objects.select_related("unit").order_by("role", "position", "id")
    return list(duties.prefetch_related(Prefetch("mentions", mentions)))


def members_named(duties: Iterable[Suggestion], on: date) -> dict[UnitGroup, list[Unit]]:
    """Each group that is named, as it stands on the day; looked up once however often it is named."""
    wanted = {number for duty in duties for mention in duty.mentions.all() for number in mention.groups}
    named = UnitGroup.objects.select_related("office").in_bulk(wanted)
    return {group: list(members(group, on)) for group in named.values()}


def meant(mention: Mention, groups: Mapping[int, Sequence[Unit]]) -> list[Unit]:
    """The units behind a name on the day of issue; none for those outside, and for "có liên quan"."""
    if mention.state not in (MentionState.MATCHED, MentionState.CHOSEN):
        return []
    if mention.unit is not None:
        return [mention.unit]
    return [unit for number in mention.groups for unit in groups.get(number, ())]


def lost_groups(
    duties: Iterable[Suggestion], groups: Mapping[UnitGroup, Sequence[Unit]]
) -> list[tuple[Suggestion, str]]:
    """Duties that name a group which was removed since, with the words by which they name it."""
    known = {group.pk for group in groups}
    return [
        (duty, mention.text)
        for duty in duties
        for mention in duty.mentions.all()
        if mention.state in (MentionState.MATCHED, MentionState.CHOSEN)
        and not known.issuperset(mention.groups)
    ]


def what_is_given(duties: Iterable[Suggestion], groups: Mapping[int, Sequence[Unit]]) -> str:
    """A digest of the duties in their wording of now and of the units behind them: another one where anything
    that would be given has changed."""
    given = sorted(
        (duty.pk, duty.version, mention.role, unit.pk)
        for duty in duties
        for mention in duty.mentions.all()
        for unit in meant(mention, groups)
    )
    return sha256(repr(given).encode()).hexdigest()


def ended_units(duties: Iterable[Suggestion], on: date) -> list[tuple[Suggestion, Unit]]:
    """Units that duties name and that do not exist that day: merged or dissolved since the plan was read."""
    return [
        (duty, mention.unit)
        for duty in duties
        for mention in duty.mentions.all()
        if mention.unit is not None
        and mention.state in (MentionState.MATCHED, MentionState.CHOSEN)
        and not mention.unit.exists_on(on)
    ]
