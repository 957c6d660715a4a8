"""Founding a whole province or commune with its usual organisation; founding again adds only what is
missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from sauro.text.compare import unit_key
from sauro_web.accounts import organisation, rules
from sauro_web.accounts.areas import Area, areas, communes_of
from sauro_web.accounts.models import GroupName, Unit, UnitGroup, UnitKind, UnitName, User
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body, GroupPlan
from sauro_web.accounts.prefixes import begins
from sauro_web.audit import operations as audit
from sauro_web.common.errors import NotAllowed, NotReady

__all__ = ["FIRST_DAY", "found_commune", "found_country", "found_province", "make_groups"]

FIRST_DAY = date(2025, 7, 1)
"""Since when the two levels of local government stand as they do."""


def found_province(code: str, *, by: User | None = None, valid_from: date = FIRST_DAY) -> Unit:
    """The province of that code with its departments, the bodies beside it, its communes (their Committees
    only) and its groups. Also the ministries, which plans of provinces name."""
    _ask(rules.may_manage_units(by, None, on=valid_from))
    area = _area(code, commune=False)
    with transaction.atomic():
        _missing(None, organisation.MINISTRIES, valid_from)
        province = _office(None, area, UnitKind.PROVINCE, valid_from)
        _missing(province, organisation.province_bodies(area.kind, area.name), valid_from)
        communes = [_committee(commune, UnitKind.COMMUNE) for commune in communes_of(code)]
        _missing(province, communes, valid_from)
        make_groups(province, organisation.province_groups(area.name))
        for department in Unit.objects.filter(
            begins("path", province.path), depth=2, kind=UnitKind.DEPARTMENT, numchild__gt=0
        ):
            make_groups(department, organisation.department_groups())
        province.refresh_from_db()
        audit.record("unit.found_province", province, by=by)
    return province


def found_commune(
    code: str, *, by: User | None = None, valid_from: date = FIRST_DAY, centre: str = ""
) -> Unit:
    """The commune of that code with its usual divisions, centres, the bodies beside it and its groups; the
    province above it is founded as well where it is not there."""
    area = _area(code, commune=True)
    with transaction.atomic():
        province = Unit.objects.filter(kind=UnitKind.PROVINCE, area_code=area.parent, valid_to=None).first()
        _ask(rules.may_manage_units(by, province, on=valid_from))
        if province is None:
            province = found_province(area.parent, by=by, valid_from=valid_from)
        commune = _office(province, area, UnitKind.COMMUNE, valid_from)
        _missing(commune, organisation.commune_bodies(area.kind, centre, name=area.name), valid_from)
        make_groups(commune, organisation.commune_groups())
        commune.refresh_from_db()
        audit.record("unit.found_commune", commune, by=by)
    return commune


def found_country(*, valid_from: date = FIRST_DAY) -> int:
    """All provinces and communes with their usual organisation in an empty database, for trials of size: how
    many units there are. Groups have the provinces only."""
    provinces = [area for area in areas().values() if not area.parent]
    with transaction.atomic():
        plant(None, organisation.MINISTRIES, valid_from=valid_from)
        founded = plant(None, [_whole(area) for area in provinces], valid_from=valid_from)
        for province, area in zip(founded, provinces, strict=True):
            make_groups(province, organisation.province_groups(area.name))
    return Unit.objects.count()


def _whole(area: Area) -> Body:
    """A province with everything inside it and its communes."""
    communes = [
        replace(
            _committee(commune, UnitKind.COMMUNE),
            inside=organisation.commune_bodies(commune.kind, name=commune.name),
        )
        for commune in communes_of(area.code)
    ]
    inside = (*organisation.province_bodies(area.kind, area.name), *communes)
    return replace(_committee(area, UnitKind.PROVINCE), inside=inside)


def _ask(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed("Ông (bà) không có quyền lập đơn vị ở cấp này.")


def _area(code: str, *, commune: bool) -> Area:
    area = areas().get(code)
    if area is None or bool(area.parent) is not commune:
        level = "xã, phường, đặc khu" if commune else "tỉnh, thành phố"
        raise NotReady(f"Không có {level} nào mang mã này trong danh mục đơn vị hành chính.")
    return area


def _committee(area: Area, kind: UnitKind) -> Body:
    former = tuple(text for name in area.former for text in (f"Ủy ban nhân dân tỉnh {name}", f"tỉnh {name}"))
    return Body(kind, f"Ủy ban nhân dân {area.full_name}", former=former, area_code=area.code)


def _office(parent: Unit | None, area: Area, kind: UnitKind, valid_from: date) -> Unit:
    """The living Committee of that area, founded where it is missing."""
    found = Unit.objects.filter(kind=kind, area_code=area.code, valid_to=None).first()
    return found or plant(parent, [_committee(area, kind)], valid_from=valid_from)[0]


def _missing(parent: Unit | None, bodies: Iterable[Body], valid_from: date) -> list[Unit]:
    """Founds those of the bodies beneath `parent` that have not stood there before under that name or area
    code: what an office has renamed, merged or ended is not founded again."""
    beneath = Unit.objects.filter(depth=1 if parent is None else parent.depth + 1)
    if parent is not None:
        beneath = beneath.filter(begins("path", parent.path))
    keys = set(UnitName.objects.filter(unit__in=beneath, scope=None).values_list("key", flat=True))
    codes = set(beneath.exclude(area_code="").values_list("area_code", flat=True))
    new = [
        body
        for body in bodies
        if (body.area_code not in codes if body.area_code else unit_key(body.name) not in keys)
    ]
    return plant(parent, new, valid_from=valid_from) if new else []


def make_groups(office: Unit, plans: Sequence[GroupPlan]) -> None:
    """Makes the groups that the office does not have yet under that name."""
    have = set(UnitGroup.objects.filter(office=office).values_list("name", flat=True))
    for plan in plans:
        if plan.name in have:
            continue
        group = UnitGroup.objects.create(office=office, name=plan.name, rule=plan.rule)
        keys = {unit_key(text): text for text in (plan.name, *plan.wordings)}
        GroupName.objects.bulk_create(
            [GroupName(group=group, text=text, key=key) for key, text in keys.items()]
        )
        if plan.listed:
            beneath = Unit.objects.filter(begins("path", office.path), depth=office.depth + 1)
            group.included.set(beneath.filter(name__in=plan.listed))
