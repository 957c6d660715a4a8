"""Who sees what an office has reached, who says its figures, and who sets what it has to reach: as
`accounts.queries.reach` has it for sums. Leaders and whoever follows the work read those of their office, and
of the communes beneath a province; whoever follows it sets its targets. What a plan adds is said by the units
themselves, or for them by whoever follows the office."""

from __future__ import annotations

from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.reach import FOLLOWING, WRITING, Reach, reach_of
from sauro_web.indicators.models import OwnIndicator

__all__ = [
    "FOLLOWING",
    "SAYING",
    "Reach",
    "may_answer",
    "may_read",
    "may_read_figures",
    "may_say",
    "may_set",
    "reach_of",
]

SAYING = (*FOLLOWING, *WRITING)


def may_read(found: Reach, office: Unit) -> bool:
    """See the indicators of an office."""
    return found.may_read_sums(office)


def may_set(found: Reach, office: Unit) -> bool:
    """Set its targets."""
    return found.may_follow(office)


def may_read_figures(found: Reach, office: Unit) -> bool:
    """See what each unit of the office has said, by whom, and the records behind a figure: the province above
    reads the sums alone."""
    return found.may_read_whole(office)


def may_answer(found: Reach, office: Unit) -> bool:
    """See what the office is asked about its figures, and answer: who leads or follows that very office, not
    the province above it."""
    return found.may_read_whole(office)


def may_say(found: Reach, row: OwnIndicator, unit: Unit) -> bool:
    """Say what a unit has reached: its own people, whoever follows its office or that of the indicator."""
    return found.may_follow(row.office) or found.may_write(unit)
