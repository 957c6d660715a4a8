"""The connections of an office and of a person."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from sauro_web.accounts.models import Membership, Unit, UnitKind, User
from sauro_web.accounts.queries.units import home_of
from sauro_web.accounts.rules import in_force, offices_above, own_house
from sauro_web.exchange.models import Client

__all__ = ["clients_of", "office_of", "own_clients", "people_to_act_for"]


def clients_of(office: Unit) -> QuerySet[Client]:
    """Those of an office, the last made first."""
    return Client.objects.filter(office=office).select_related("person", "made_by")


def own_clients(person: User) -> QuerySet[Client]:
    """Those that act in the person's name."""
    return Client.objects.filter(person=person).select_related("person", "made_by", "office")


def people_to_act_for(office: Unit, on: date) -> QuerySet[User]:
    """People with accounts in the house of an office, in whose name a system may act."""
    held = Membership.objects.filter(own_house(office), in_force(on)).values("user")
    return User.objects.filter(pk__in=held, is_active=True).order_by("full_name", "pk")


def office_of(person: User, on: date) -> Unit | None:
    """The People's Committee or department in whose house the person sits; None for one without a
    position."""
    home = home_of(person, on)
    if home is None or home.commune is not None:
        return home.commune if home else None
    around = Unit.objects.filter(path__in=offices_above(home), kind=UnitKind.DEPARTMENT).first()
    return around or home.province or home
