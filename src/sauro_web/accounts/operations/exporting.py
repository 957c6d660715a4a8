"""Lists of people that leave the office."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.operations.asking import remember

__all__ = ["record_export"]

_LONGEST = 500


def record_export(office: Unit, *, by: User, rows: int, narrowed_to: str, on: date) -> None:
    """Writes into the trail of the office who took its list of people away, how many rows and of which; what
    the rows are he could see already."""
    with transaction.atomic():
        remember(
            "people.export",
            office,
            by=by,
            at=office,
            on=on,
            changes={"số dòng": (None, rows)},
            reason=narrowed_to[:_LONGEST],
        )
