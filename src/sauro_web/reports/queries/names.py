"""What a unit is called in a report of an office."""

from __future__ import annotations

from sauro_web.accounts.models import Unit

__all__ = ["WITH_HOUSE", "name_in"]

WITH_HOUSE = ("unit__commune", "unit__province")
"""What a query takes along for `name_in`, where it has units."""


def name_in(unit: Unit, office: Unit) -> str:
    """Its name, with that of its house where it is none of the office's own: every commune has a unit of
    the same name."""
    host = unit.host_beyond(office)
    above = unit.commune if unit.commune_id not in (None, unit.pk, office.pk) else host
    return f"{unit.name}, {above.label}" if above is not None else unit.name
