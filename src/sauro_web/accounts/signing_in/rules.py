"""Who may give another person access anew."""

from __future__ import annotations

from datetime import date

from sauro_web.accounts.models import Membership, User
from sauro_web.accounts.rules import in_force, may_manage_people

__all__ = ["may_reset_access"]


def may_reset_access(actor: User | None, person: User, *, on: date) -> bool:
    """Whoever administers the people of every unit in which the person has a position that day: with the
    access of somebody who also works above him he would gain rights that he does not have. Nobody for
    himself. `None`, the site itself (a command), always."""
    if actor is None:
        return True
    positions = Membership.objects.filter(in_force(on), user=person).select_related("unit")
    units = {position.unit for position in positions}
    return (
        actor.pk != person.pk and bool(units) and all(may_manage_people(actor, unit, on=on) for unit in units)
    )
