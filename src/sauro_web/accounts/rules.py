"""Who may do what with units and people. `None` in place of a person is the site itself (a command, a
job)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from sauro_web.accounts.models import Delegation, Membership, Role, Unit, UnitKind, User
from sauro_web.accounts.prefixes import begins

__all__ = [
    "holds",
    "holds_in_house",
    "houses_of",
    "in_force",
    "is_in_house",
    "may_delegate",
    "may_found_beside",
    "may_manage_groups",
    "may_manage_people",
    "may_manage_units",
    "may_read_people",
    "may_read_unit",
    "may_teach_names",
    "offices_above",
    "paths_above",
    "own_house",
    "people_open_to",
    "positions_of",
]

_NATIONWIDE = (UnitKind.PROVINCE, UnitKind.MINISTRY)


def in_force(on: date, prefix: str = "") -> Q:
    """The condition that a row with `valid_from` and `valid_to` holds on that day."""
    ended = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": on})
    return Q(**{f"{prefix}valid_from__lte": on}) & ended


def positions_of(user: User, on: date) -> Q:
    """The condition on a membership that `user` may act in it on that day: his own, or delegated to him. A
    delegation ends with its last day, when it is withdrawn, or with the position itself. Nobody acts for a
    person whose account is closed."""
    own = Membership.objects.order_by().filter(user=user).values("pk")
    lent = Delegation.objects.order_by().filter(in_force(on), receiver=user, membership__user__is_active=True)
    lent = lent.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=on))
    # One set of numbers rather than one or the other: so the database reads those few rows alone.
    return in_force(on) & Q(pk__in=own.union(lent.values("membership")))


def offices_above(unit: Unit) -> list[str]:
    """Paths of the unit and of every office above it."""
    return paths_above(unit.path)


def paths_above(path: str) -> list[str]:
    """The same by the path of the unit."""
    return [path[:end] for end in range(Unit.steplen, len(path) + 1, Unit.steplen)]


def _acts(user: User, on: date) -> bool:
    return bool(user.is_authenticated and user.is_active and user.pk is not None)


def holds(user: User | None, roles: Collection[Role], unit: Unit, *, on: date) -> bool:
    """Whether the person has one of the roles in the unit or in an office above it, by a position or by a
    delegation in force that day. One query. Being a superuser of Django gives nothing."""
    return _holds_in(user, roles, offices_above(unit), on)


def _holds_in(user: User | None, roles: Collection[Role], paths: Collection[str], on: date) -> bool:
    if user is None:
        return True
    if not _acts(user, on):
        return False
    within = Membership.objects.filter(unit__path__in=list(paths), role__in=list(roles))
    return within.filter(positions_of(user, on)).exists()


def own_house(office: Unit) -> Q:
    """The condition on a position that it is in the office itself or in a unit of its own: a department
    belongs to the house of its province, a commune does not."""
    if office.kind == UnitKind.COMMUNE:
        return Q(unit__commune=office)
    if office.kind == UnitKind.PROVINCE:
        return Q(unit__province=office, unit__commune=None)
    return Q(unit__path__startswith=office.path)


def is_in_house(unit: Unit, office: Unit) -> bool:
    """Whether a unit is the office itself or one of its own, as `own_house` has it."""
    if office.kind == UnitKind.COMMUNE:
        return unit.commune_id == office.pk
    if office.kind == UnitKind.PROVINCE:
        return unit.province_id == office.pk and unit.commune_id is None
    return unit.path.startswith(office.path)


def houses_of(units: Iterable[Unit], prefix: str = "") -> Q:
    """The condition on an office that one of the units is in its house: `own_house` from the other side."""
    units = list(units)
    areas = {unit.commune_id or unit.province_id for unit in units}
    beside = {path for unit in units for path in offices_above(unit)}
    other = ~Q(**{f"{prefix}kind__in": (UnitKind.COMMUNE, UnitKind.PROVINCE)})
    return Q(**{f"{prefix}pk__in": areas - {None}}) | (other & Q(**{f"{prefix}path__in": beside}))


def holds_in_house(user: User | None, roles: Collection[Role], office: Unit, *, on: date) -> bool:
    """Whether the person has one of the roles somewhere in the house of the office: whoever follows its plans
    mostly sits in one of its divisions, never in the office above it. One query."""
    if user is None:
        return True
    if not _acts(user, on):
        return False
    within = Membership.objects.filter(own_house(office), role__in=list(roles))
    return within.filter(positions_of(user, on)).exists()


def may_manage_units(user: User | None, unit: Unit | None, *, on: date) -> bool:
    """Found, rename, move and end units: administrators of the unit or above it. At the top of the tree
    (None) only the site itself, by its commands."""
    if unit is None:
        return user is None
    return holds(user, (Role.ADMINISTRATOR,), unit, on=on)


def may_found_beside(user: User | None, unit: Unit, *, on: date) -> bool:
    """Found units beside this one, as a split or a merger into a new unit does: administrators of the office
    above it."""
    return _holds_in(user, (Role.ADMINISTRATOR,), offices_above(unit)[:-1], on)


def may_manage_groups(user: User | None, office: Unit, *, on: date) -> bool:
    """Say whom a group of the office means: its administrators and whoever follows its plans."""
    return holds(user, (Role.ADMINISTRATOR,), office, on=on) or holds_in_house(
        user, (Role.COORDINATOR,), office, on=on
    )


def may_manage_people(user: User | None, unit: Unit, *, on: date) -> bool:
    """Enter people and say who is what in the unit: administrators of the unit or above it."""
    return holds(user, (Role.ADMINISTRATOR,), unit, on=on)


def may_teach_names(user: User | None, office: Unit, *, on: date) -> bool:
    """Say for the plans of the office which unit a name means: whoever works in it, inspectors excepted."""
    roles = [role for role in Role if role is not Role.INSPECTOR]
    return holds_in_house(user, roles, office, on=on)


def may_delegate(user: User | None, membership: Membership, *, on: date) -> bool:
    """Hand a position to another for some days: who holds it, or an administrator on paper of the office."""
    if user is not None and membership.user_id == user.pk:
        return _acts(user, on) and membership.valid_from <= on and not _ended(membership, on)
    return may_manage_people(user, membership.unit, on=on)


def _ended(membership: Membership, on: date) -> bool:
    return membership.valid_to is not None and membership.valid_to < on


def may_read_unit(user: User | None, unit: Unit, *, on: date) -> bool:
    """See a unit: whoever has a position in its province, or above it; provinces and ministries are open to
    everyone who has a position."""
    if user is None:
        return True
    if not _acts(user, on):
        return False
    positions = Membership.objects.filter(positions_of(user, on))
    if unit.kind not in _NATIONWIDE:
        near = Q(unit__path__in=offices_above(unit))
        if unit.province_id is not None:
            near |= Q(unit__province_id=unit.province_id)
        positions = positions.filter(near)
    return positions.exists()


def may_read_people(user: User | None, unit: Unit, *, on: date) -> bool:
    """See who works in a unit: inside a commune whoever works in that commune or above it; elsewhere whoever
    may see the unit."""
    if user is None:
        return True
    if unit.commune_id is None:
        return may_read_unit(user, unit, on=on)
    if not _acts(user, on):
        return False
    near = Q(unit__commune_id=unit.commune_id) | Q(unit__path__in=offices_above(unit))
    return Membership.objects.filter(near).filter(positions_of(user, on)).exists()


def people_open_to(user: User, *, on: date) -> Q:
    """The same as a condition on positions of the person's province: who works in a commune is listed for
    those of that commune and above it alone. One query."""
    own = Membership.objects.filter(positions_of(user, on)).values_list("unit__path", "unit__commune_id")
    seen = Q(unit__commune=None)
    for path, commune in own:
        seen |= begins("unit__path", path)
        if commune is not None:
            seen |= Q(unit__commune_id=commune)
    return seen
