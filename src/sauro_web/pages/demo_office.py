"""A made-up commune and the made-up province above it, to try the site in."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from sauro_web.accounts.models import Membership, Role, Unit, UnitKind, User
from sauro_web.accounts.operations.founding import make_groups
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body, commune_groups, province_groups
from sauro_web.pages.queries import DEMO_PEOPLE, DemoPerson

__all__ = ["fill"]

OFFICE = Path(__file__).resolve().parents[1] / "data" / "demo_office.json"
FIRST_DAY = date(2025, 7, 1)
_WORDS = (
    "suoi",
    "ngan",
    "rung",
    "nuong",
    "cau",
    "dong",
    "mua",
    "nang",
    "dao",
    "man",
    "che",
    "lua",
    "tre",
    "gao",
)


@transaction.atomic
def fill() -> list[DemoPerson]:
    """Founds both offices and enters their people with passwords made now; gives the people, or nobody where
    the database has units already."""
    if Unit.objects.exists():
        return []
    office = json.loads(OFFICE.read_text(encoding="utf-8"))
    province = _office(None, office["province"], UnitKind.PROVINCE)
    _office(province, office["commune"], UnitKind.COMMUNE)
    people = [_person(about, province) for about in office["people"]]
    _write(people)
    return people


def _office(above: Unit | None, about: dict[str, Any], kind: UnitKind) -> Unit:
    inside = tuple(
        Body(UnitKind(inner), name, symbol, short_name) for inner, name, short_name, symbol in about["units"]
    )
    body = Body(kind, about["name"], "", about["short_name"], area_code=about["area_code"], inside=inside)
    unit = plant(above, [body], valid_from=FIRST_DAY)[0]
    unit.refresh_from_db()
    is_commune = kind == UnitKind.COMMUNE
    make_groups(unit, commune_groups() if is_commune else province_groups(about["name"]))
    return unit


def _person(about: dict[str, Any], province: Unit) -> DemoPerson:
    unit = Unit.objects.get(name=about["unit"], path__startswith=province.path)
    password = f"{secrets.choice(_WORDS)}-{secrets.choice(_WORDS)}-{secrets.randbelow(9000) + 1000}"
    user = User.objects.create_user(about["username"], password=password, full_name=about["name"])
    Membership.objects.create(
        user=user, unit=unit, role=Role(about["role"]), title=about["title"], is_head=about["head"],
        valid_from=FIRST_DAY,
    )  # fmt: skip
    return DemoPerson(
        about["name"], about["title"], _place(unit), about["username"], password, about["tries"]
    )


def _place(unit: Unit) -> str:
    office = unit.commune or unit.province
    return unit.label if office in (None, unit) else f"{unit.label}, {office.label}"


def _write(people: list[DemoPerson]) -> None:
    """Beside the data, readable by the site alone: the first page shows it."""
    written = settings.DATA / DEMO_PEOPLE
    text = json.dumps([asdict(person) for person in people], ensure_ascii=False, indent=1)
    with os.fdopen(
        os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
