"""Who may give another person access anew."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from sauro_web.accounts.models import Membership, Role, User

__all__ = ["may_reset_access"]


def may_reset_access(actor: User | None, person: User, *, on: date) -> bool:
    """Administrators of offices under which every position of the person lies that day: with the access of
    somebody who also works above them they would gain rights that they do not have. `None`, the site itself
    (a command), always."""
    if actor is None:
        return True
    if not actor.is_active or actor.pk == person.pk:
        return False
    in_force = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))
    places = Membership.objects.filter(in_force, user=person).values_list("unit__path", flat=True)
    offices = Membership.objects.filter(in_force, user=actor, role=Role.ADMINISTRATOR)
    administered = tuple(offices.values_list("unit__path", flat=True))
    positions = list(places)
    return bool(positions) and all(path.startswith(administered) for path in positions)
