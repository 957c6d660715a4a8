"""Who sees what an office has reached, and who sets what it has to reach: as `accounts.queries.reach` has
it for sums. Leaders and whoever follows the work read those of their office, and of the communes beneath a
province; whoever follows it sets its targets."""

from __future__ import annotations

from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.reach import FOLLOWING, Reach, reach_of

__all__ = ["FOLLOWING", "Reach", "may_read", "may_set", "reach_of"]


def may_read(found: Reach, office: Unit) -> bool:
    """See the indicators of an office."""
    return found.may_read_sums(office)


def may_set(found: Reach, office: Unit) -> bool:
    """Set its targets."""
    return found.may_follow(office)
