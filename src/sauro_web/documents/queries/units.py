"""The units of an office that draft documents, and the units that recipients name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q, QuerySet

from sauro.text.compare import unit_key
from sauro_web.accounts.models import Unit, UnitKind, UnitName
from sauro_web.accounts.rules import in_force
from sauro_web.documents.rules import may_be_given

__all__ = ["drafting_units", "units_named"]


def drafting_units(office: Unit, on: date) -> QuerySet[Unit]:
    """The divisions and centres of an office; of a province its departments."""
    rows = Unit.objects.filter(in_force(on), path__startswith=office.path).exclude(
        kind__in=(UnitKind.VILLAGE, UnitKind.COMMUNE)
    )
    if office.kind == UnitKind.COMMUNE:
        rows = rows.filter(commune=office)
    else:
        rows = rows.filter(commune=None, depth__lte=office.depth + 1)
    return rows.exclude(pk=office.pk).order_by("position", "path")


def units_named(office: Unit, names: Iterable[str], on: date, *, given: bool = False) -> Mapping[str, Unit]:
    """The unit of each name that means exactly one living unit of the office's own, else of its province;
    with `given` those alone to which the office may give what arrived (`rules.may_be_given`). One query."""
    keys = {name: unit_key(name) for name in names}
    rows = UnitName.objects.filter(
        in_force(on, "unit__"), Q(unit__province=office.province_id), key__in=keys.values()
    )
    near: dict[str, dict[int, Unit]] = defaultdict(dict)
    wide: dict[str, dict[int, Unit]] = defaultdict(dict)
    for row in rows.filter(scope=None).select_related("unit"):
        if given and not may_be_given(office, row.unit):
            continue
        wide[row.key][row.unit_id] = row.unit
        if row.unit.path.startswith(office.path):
            near[row.key][row.unit_id] = row.unit
    found: dict[str, Unit] = {}
    for name, key in keys.items():
        for places in (near, wide):
            if len(places.get(key, ())) == 1:
                found[name] = next(iter(places[key].values()))
                break
    return found
