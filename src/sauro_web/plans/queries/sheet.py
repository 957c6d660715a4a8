"""The page of one plan: what it is tied to, what it gave, what a person is asked about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from sauro.cli.wording import written_date
from sauro_web.accounts.models import User
from sauro_web.accounts.queries.standings import standings
from sauro_web.plans import rules
from sauro_web.plans.models import (
    ImportedPlan,
    Origin,
    PlanState,
    Said,
    SuggestionKind,
    SuggestionState,
)
from sauro_web.plans.queries.links import Proposal, proposed_amended
from sauro_web.plans.queries.questions import asks_origin

__all__ = ["PlanSheet", "ReadIdentity", "TiedPlan", "Ties", "Work", "sheet_of", "ties_of"]

_SHOWN = 200
"""Plans that carry one out, named on its page."""
_TOLD = (PlanState.ISSUED, PlanState.REPLACED, PlanState.KEPT)


@dataclass(frozen=True, slots=True)
class TiedPlan:
    """Another plan, and whether the person may open it."""

    plan: ImportedPlan
    opens: bool


@dataclass(frozen=True, slots=True)
class Work:
    """What a plan gave: tasks, and the parts and units that it gives work to today."""

    tasks: int
    parts: int
    units: int


@dataclass(frozen=True, slots=True)
class Ties:
    """What is known and what is asked of the plans that one is tied to."""

    plan: ImportedPlan
    asks_origin: bool
    proposal: Proposal | None

    @property
    def asks_parent(self) -> bool:
        """Whether a parent was found by its citation and nobody has confirmed it."""
        return self.plan.parent is not None and not self.plan.parent_said

    @property
    def parent_is_absent(self) -> bool:
        """Whether a person has said that the document above is not in the program."""
        return self.plan.parent_said == Said.ABSENT

    @property
    def has_no_parent(self) -> bool:
        """Whether a person has said that there is none."""
        return self.plan.parent_said == Said.NONE

    @property
    def is_received(self) -> bool:
        """Whether it is another office's plan."""
        return self.plan.origin == Origin.RECEIVED

    @property
    def asks(self) -> bool:
        """Whether a person is asked anything."""
        return self.asks_origin or self.asks_parent or self.proposal is not None


@dataclass(frozen=True, slots=True)
class ReadIdentity:
    """Number and date as the card of the document has them, until the plan bears them itself."""

    reference: str
    day: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """All that the page shows besides the plan itself."""

    ties: Ties
    carried_out_by: Sequence[TiedPlan]
    amended_by: Sequence[TiedPlan]
    work: Work | None
    read: ReadIdentity | None


def ties_of(plan: ImportedPlan) -> Ties:
    """What stands to be said of one plan. One query at most."""
    return Ties(plan, asks_origin(plan), proposed_amended(plan))


def sheet_of(plan: ImportedPlan, *, by: User, on: date) -> PlanSheet:
    """The page of a plan for a person who may read it. Eight queries, however many plans it is tied to."""
    drafts = rules.may_read_drafts(by, plan.office, on=on)
    reached = [standing.unit.path for standing in standings(by, on)]
    children = plan.carried_out_by.exclude(state=PlanState.DISCARDED).select_related("office")
    amending = plan.amended_by.exclude(state=PlanState.DISCARDED).select_related("office")
    order = ("-issued_on", "-id")
    return PlanSheet(
        ties=ties_of(plan),
        carried_out_by=list(_seen(plan, children.order_by(*order)[:_SHOWN], drafts, reached)),
        amended_by=list(_seen(plan, amending.order_by(*order)[:_SHOWN], drafts, reached)),
        work=_work(plan) if plan.units_told_at is not None else None,
        read=_read(plan) if plan.state == PlanState.REVIEW else None,
    )


def _read(plan: ImportedPlan) -> ReadIdentity | None:
    card = plan.suggestions.filter(kind=SuggestionKind.DOCUMENT).first()
    if card is None:
        return None
    number, day = card.value["number"], card.value["date"]
    return ReadIdentity(
        reference=f"{number}/{card.value['symbol']}" if number else "",
        day=written_date(day) if day else "",
        is_confirmed=card.state == SuggestionState.CONFIRMED,
    )


def _seen(
    plan: ImportedPlan, others: Iterable[ImportedPlan], drafts: bool, reached: Sequence[str]
) -> Iterator[TiedPlan]:
    """Those that the person may know of: whoever follows or leads the office of a plan sees which offices
    beneath have issued theirs, and opens only what he may read."""
    for other in others:
        if other.state in _TOLD:
            opens = any(path.startswith(other.office.path) for path in reached)
            if opens or drafts:
                yield TiedPlan(other, opens)
        elif drafts and other.office_id == plan.office_id:
            yield TiedPlan(other, opens=True)


def _work(plan: ImportedPlan) -> Work:
    # Parts of a plan that was replaced have gone on to the one that replaced it.
    held = Q(parts__isnull=False, parts__ended_at=None)
    found = plan.tasks.aggregate(
        given=Count("pk", distinct=True),
        held=Count("parts", filter=held, distinct=True),
        by=Count("parts__unit", filter=held, distinct=True),
    )
    return Work(found["given"], found["held"], found["by"])
