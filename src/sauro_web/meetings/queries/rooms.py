"""Rooms of an office."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from sauro_web.accounts.models import Unit
from sauro_web.accounts.rules import in_force, offices_above
from sauro_web.meetings.models import Room

__all__ = ["rooms_of", "rooms_to_choose"]


def rooms_of(office: Unit, *, on: date) -> Sequence[Room]:
    """Those that the office uses that day, in its order."""
    return list(Room.objects.filter(in_force(on), office=office).order_by("position", "name", "pk"))


def rooms_to_choose(office: Unit, *, on: date) -> Sequence[Room]:
    """Those that a meeting of the office may be in from that day on: its own, then virtual ones of the
    offices above. What is used only later is there too."""
    lasting = Q(valid_to=None) | Q(valid_to__gte=on)
    above = Q(office__path__in=offices_above(office), virtual=True)
    rows = Room.objects.filter(lasting, Q(office=office) | above).select_related("office")
    return sorted(rows, key=lambda one: (one.office_id != office.pk, one.position, one.name, one.pk))
