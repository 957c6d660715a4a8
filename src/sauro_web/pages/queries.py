"""What the frame and the first pages read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from sauro_web.accounts.models import Membership, User
from sauro_web.accounts.rules import in_force

__all__ = ["DemoPerson", "demo_people", "positions_of"]

DEMO_PEOPLE = "nguoi-dung-thu.json"


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A made-up person whom a newcomer may be, and what there is to try as that person."""

    name: str
    title: str
    office: str
    username: str
    password: str
    tries: str


def positions_of(person: User, *, on: date) -> Sequence[Membership]:
    """What `person` is on that day, heads first; units and the offices above them come along."""
    own = Membership.objects.filter(in_force(on), user=person)
    related = own.select_related("user", "unit", "unit__province", "unit__commune")
    return list(related.order_by("-is_head", "unit__path", "pk"))


def demo_people() -> Sequence[DemoPerson]:
    """The people of the made-up office with their printed passwords, as `demo` wrote them down."""
    written = settings.DATA / DEMO_PEOPLE
    if not settings.DEMO or not written.exists():
        return []
    return [DemoPerson(**person) for person in json.loads(written.read_text(encoding="utf-8"))]
