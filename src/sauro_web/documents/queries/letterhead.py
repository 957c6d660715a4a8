"""Who signs for an office."""

from __future__ import annotations

from datetime import date

from sauro_web.accounts.models import Membership, Unit
from sauro_web.accounts.rules import in_force

__all__ = ["head_of"]


def head_of(office: Unit, on: date) -> Membership | None:
    """Its head that day."""
    held = Membership.objects.filter(in_force(on), unit=office, is_head=True).select_related("user")
    return held.first()
