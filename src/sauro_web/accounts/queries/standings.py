"""The positions in which a person may act on a day, delegations included."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, QuerySet

from sauro_web.accounts.models import Delegation, Membership, Role, Unit, User
from sauro_web.accounts.queries.successions import numbers_followed
from sauro_web.accounts.rules import in_force, is_in_house, positions_of
from sauro_web.common.between_pages import kept

__all__ = [
    "Standing",
    "followed_by",
    "may_act_in",
    "on_behalf",
    "standings",
]

_OFFICES = ("unit__province", "unit__commune")
"""What comes along with a unit."""
_LONGEST = 200
"""Of the column of the trail; the paper is never cut off."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A position in which a person may act; `delegation` says by what, where it is another's."""

    membership: Membership
    delegation: Delegation | None = None

    @property
    def unit(self) -> Unit:
        """Where."""
        return self.membership.unit

    @property
    def role(self) -> Role:
        """As what."""
        return Role(self.membership.role)

    @property
    def on_behalf_of(self) -> str:
        """For the audit trail: whose position it is, and by which paper; blank for one's own."""
        if self.delegation is None:
            return ""
        paper = _by_paper(self.delegation.basis)
        return f"{str(self.membership)[: _LONGEST - len(paper)]}{paper}"

    def is_in_house(self, office: Unit) -> bool:
        """Whether it is a position in the house of the office."""
        return is_in_house(self.unit, office)

    def covers(self, unit: Unit) -> bool:
        """Whether it reaches the unit: the same or one below it."""
        return unit.path.startswith(self.unit.path)

    def __str__(self) -> str:
        return f"{self.membership}{' (được ủy quyền)' if self.delegation else ''}"


def _by_paper(basis: str) -> str:
    basis = basis[:120]
    if basis[:1].isdigit():
        return f", theo ủy quyền số {basis}"
    if basis.lower().startswith("số "):
        return f", theo ủy quyền {basis}"
    return f", theo {basis}" if basis else ""


def _lent(user: User, on: date) -> QuerySet[Delegation]:
    return Delegation.objects.filter(in_force(on), receiver=user).exclude(withdrawn_on__lte=on)


def standings(user: User, on: date) -> tuple[Standing, ...]:
    """The position in which the person acts, then his own (as head before others), then delegated ones. One
    query, two where something is delegated to him or he has no position of his own; for a page that is only
    looked at asked once, if nothing changed since an earlier page at all."""
    if not user.is_authenticated or not user.is_active:
        return ()
    if user.standings_seen is not None and on in user.standings_seen:
        seen: tuple[Standing, ...] = user.standings_seen[on]
        return seen
    return _asked(user, on)


def _asked(user: User, on: date) -> tuple[Standing, ...]:
    held = _of_person(user, kept(("standings", user.pk, on), lambda: _read(user, on)))
    return held if user.standings_seen is None else user.standings_seen.setdefault(on, held)


def _read(user: User, on: date) -> tuple[Standing, ...]:
    """In the name of nobody who looks at them now."""
    own = Membership.objects.filter(in_force(on), user=user).annotate(lent=Exists(_lent(user, on)))
    held = list(own.select_related(*_OFFICES).order_by("-is_head", "unit__path", "pk"))
    # Most people, on every page: what is lent to them is asked only where there is something.
    lent = _delegations_to(user, on) if not held or held[0].lent else ()
    others = (Standing(delegation.membership, delegation) for delegation in lent)
    return (*map(Standing, held), *others)


def _of_person(user: User, held: Iterable[Standing]) -> tuple[Standing, ...]:
    own = (_his(user, one.membership) if one.delegation is None else one for one in held)
    return tuple(sorted(own, key=lambda one: one.membership.pk != user.acting_in))


def _his(user: User, membership: Membership) -> Standing:
    one = copy(membership)
    one.user = user
    return Standing(one)


def _delegations_to(user: User, on: date) -> QuerySet[Delegation]:
    """What is delegated to the person on that day: position, holder and unit with it."""
    held = _lent(user, on).filter(in_force(on, "membership__"), membership__user__is_active=True)
    along = ("membership__user", *(f"membership__{office}" for office in _OFFICES))
    return held.select_related(*along).order_by("valid_from", "pk")


def followed_by(user: User, units: Collection[int], on: date) -> set[int]:
    """The units that these followed (`successions.numbers_followed`); for a page that is only looked at,
    asked at once for all that is around the person's positions, so that its parts ask once together."""
    if user.standings_seen is None:
        return numbers_followed(units)
    return numbers_followed(units, seen=kept(("followed", user.pk, on), lambda: _around(user, on)))


def _around(user: User, on: date) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    places = ((one.unit.pk, one.unit.commune_id, one.unit.province_id) for one in standings(user, on))
    numbers_followed({unit for place in places for unit in place if unit}, seen=found)
    return found


def may_act_in(user: User, membership: Membership, on: date) -> bool:
    """Whether the person may act in that position on that day."""
    return Membership.objects.filter(positions_of(user, on), pk=membership.pk).exists()


def on_behalf(
    user: User | None, roles: Collection[Role], unit: Unit, on: date, *, in_house: bool = False
) -> str:
    """Whose position it is that lets the person act upon the unit (`rules.holds`; with `in_house`
    `rules.holds_in_house`), for the audit trail: the one in which he acts where that is one of them, else his
    own, for which it is blank."""
    if user is None:
        return ""
    held = [one for one in standings(user, on) if one.role in roles]
    able = (one for one in held if (one.is_in_house(unit) if in_house else one.covers(unit)))
    return next((one.on_behalf_of for one in able), "")
