"""What a unit is called in a report of an office, and who receives it."""

from __future__ import annotations

from sauro_web.accounts.models import Unit
from sauro_web.reports.models import Report
from sauro_web.reports.queries.proposing import receivers_in

__all__ = ["WITH_HOUSE", "name_in", "recipients_of"]

_AS_ABOVE = "Như trên"

WITH_HOUSE = ("unit__commune", "unit__province")
"""What a query takes along for `name_in`, where it has units."""


def name_in(unit: Unit, office: Unit) -> str:
    """Its name, with that of its house where it is none of the office's own: every commune has a unit of
    the same name."""
    host = unit.host_beyond(office)
    above = unit.commune if unit.commune_id not in (None, unit.pk, office.pk) else host
    return f"{unit.name}, {above.label}" if above is not None else unit.name


def recipients_of(report: Report, issuer: str, superior: str) -> tuple[str, ...]:
    """The lines of "Nơi nhận": whom the report addresses, whom the duty of the plan names, and, where neither
    says anybody else than the issuer, the units that the regime has reporting. Three queries at most."""
    regime = report.period.regime
    named = receivers_in(regime.suggestion) if regime.suggestion else ()
    found = [_AS_ABOVE] if superior else []
    found += [one for one in named if one not in (issuer, superior)]
    if not found:
        rows = regime.reporters.select_related("unit", "group").order_by("pk")
        found = [str(row) for row in rows if row.unit_id != report.unit_id]
    return tuple(dict.fromkeys(found))
