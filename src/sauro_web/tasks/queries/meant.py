"""Which units of an office the names in a file mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from sauro_web.accounts.models import Unit
from sauro_web.accounts.naming import accented
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.queries.matching import Matcher
from sauro_web.accounts.rules import in_force
from sauro_web.tasks.importing.units import Meant, units_meant

__all__ = ["meant_by"]


def meant_by(names: Sequence[str], office: Unit, on: date) -> dict[str, Meant]:
    """By name, for work that the office gives to its own units. The queries of one `Matcher`, and one more
    where a name is not certain."""
    matches = Matcher(office, on).match_all(names)
    named = _named(office, on) if any(match.unit is None for match in matches) else {}
    return units_meant(matches, named, lambda unit: unit.path.startswith(office.path) and unit.exists_on(on))


def _named(office: Unit, on: date) -> dict[str, list[Unit]]:
    """All units of the office by their own names: a province knows also those inside its departments and
    communes so, where the name is alone."""
    found: dict[str, list[Unit]] = defaultdict(list)
    for unit in Unit.objects.filter(Q(in_force(on)), begins("path", office.path)):
        for name in {accented(unit.name), accented(unit.short_name)} - {""}:
            found[name].append(unit)
    return found
