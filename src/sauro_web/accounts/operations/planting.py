"""Putting units with their names and search entries into the tree, many at once: for founding, in one
operation or by a command. Called inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import F

from sauro.text.compare import unit_key
from sauro_web.accounts.models import NameKind, SearchEntry, Unit, UnitKind, UnitName
from sauro_web.accounts.naming import names_of
from sauro_web.accounts.organisation import Body
from sauro_web.accounts.prefixes import begins

__all__ = ["name_all", "plant", "rewrite_search"]

_BATCH = 2_000
_SEARCHED = (NameKind.OFFICIAL, NameKind.SHORT)
_LONGEST_ENTRY = 200


def plant(parent: Unit | None, bodies: Sequence[Body], *, valid_from: date) -> list[Unit]:
    """Founds `bodies` beneath `parent` (None: at the top), with all that is inside them. The units of the
    first level are returned in their order."""
    if parent is not None:
        parent = Unit.objects.select_for_update(no_key=True).get(pk=parent.pk)
    level = [(parent, tuple(bodies))]
    first: list[Unit] = []
    everything: list[tuple[Unit, Body]] = []
    while level:
        planted = _plant_level(level, valid_from)
        first = first or [unit for unit, _ in planted]
        everything += planted
        level = [(unit, body.inside) for unit, body in planted if body.inside]
    name_all(everything)
    rewrite_search([unit for unit, _ in everything])
    return first


def _plant_level(
    level: list[tuple[Unit | None, tuple[Body, ...]]], valid_from: date
) -> list[tuple[Unit, Body]]:
    planted = []
    for parent, bodies in level:
        start = _last_step(parent)
        for place, body in enumerate(bodies, start + 1):
            planted.append((_unit(parent, body, place, valid_from), body))
        if parent is not None:
            Unit.objects.filter(pk=parent.pk).update(numchild=F("numchild") + len(bodies))
    units = Unit.objects.bulk_create([unit for unit, _ in planted], batch_size=_BATCH)
    offices = [unit for unit in units if unit.kind in (UnitKind.PROVINCE, UnitKind.COMMUNE)]
    for unit in offices:
        if unit.kind == UnitKind.PROVINCE:
            unit.province_id = unit.pk
        else:
            unit.commune_id = unit.pk
    if offices:
        Unit.objects.bulk_update(offices, ["province", "commune"], batch_size=_BATCH)
    return planted


def _last_step(parent: Unit | None) -> int:
    """The place of the last unit beneath, ended ones too: paths are never given twice."""
    if parent is None:
        last = Unit.objects.filter(depth=1).order_by("path").values_list("path", flat=True).last()
    else:
        beneath = Unit.objects.filter(begins("path", parent.path), depth=parent.depth + 1)
        last = beneath.order_by("path").values_list("path", flat=True).last()
    return Unit._str2int(last[-Unit.steplen :]) if last else 0


def _unit(parent: Unit | None, body: Body, place: int, valid_from: date) -> Unit:
    depth = parent.depth + 1 if parent is not None else 1
    return Unit(
        path=Unit._get_path(parent.path if parent is not None else "", depth, place),
        depth=depth,
        numchild=0,
        kind=body.kind,
        name=body.name,
        short_name=body.short_name or _short_name(body),
        area_code=body.area_code,
        identifier=body.identifier,
        symbol=body.symbol,
        position=body.position or place,
        valid_from=valid_from,
        province_id=parent.province_id if parent is not None else None,
        commune_id=parent.commune_id if parent is not None else None,
    )


def _short_name(body: Body) -> str:
    """ "UBND xã Mai Lĩnh" for a People's Committee."""
    opening = "Ủy ban nhân dân "
    return "UBND " + body.name.removeprefix(opening) if body.name.startswith(opening) else ""


def name_all(planted: Iterable[tuple[Unit, Body]]) -> None:
    """Gives every unit the names by which it is called."""
    rows = [
        UnitName(unit=unit, text=naming.text, key=naming.key, kind=naming.kind)
        for unit, body in planted
        for naming in names_of(
            unit.name, unit.short_name, unit.symbol, variants=body.also, former=body.former
        )
    ]
    UnitName.objects.bulk_create(rows, batch_size=_BATCH)


def rewrite_search(units: Sequence[Unit]) -> None:
    """Writes anew under which words the units are found: each name from each of its words on, then the area
    it belongs to."""
    ids = [unit.pk for unit in units]
    SearchEntry.objects.filter(unit__in=ids).delete()
    above = {unit.commune_id for unit in units} | {unit.province_id for unit in units}
    areas = {
        unit.pk: unit_key(unit.area)
        for unit in Unit.objects.filter(pk__in=[pk for pk in above if pk is not None])
    }
    names: dict[int, list[str]] = {}
    for unit_id, key in UnitName.objects.filter(unit__in=ids, scope=None, kind__in=_SEARCHED).values_list(
        "unit_id", "key"
    ):
        names.setdefault(unit_id, []).append(key)
    rows = [
        SearchEntry(unit_id=unit.pk, province_id=unit.province_id, text=text, start=start)
        for unit in units
        for text, start in _entries(unit, names.get(unit.pk, []), areas)
    ]
    SearchEntry.objects.bulk_create(rows, batch_size=_BATCH)


def _entries(unit: Unit, names: Sequence[str], areas: dict[int, str]) -> list[tuple[str, int]]:
    where = [areas.get(pk or 0, "") for pk in (unit.commune_id, unit.province_id) if pk != unit.pk]
    end = " ".join(filter(None, where))
    found: dict[str, int] = {}
    for name in (*names, unit_key(unit.symbol)):
        words = name.split()
        for start in range(len(words)):
            text = f"{' '.join(words[start:])} {end}".strip()[:_LONGEST_ENTRY]
            found[text] = min(start, found.get(text, start))
    return list(found.items())
