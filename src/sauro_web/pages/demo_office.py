"""A made-up commune and the made-up province above it, to try the site in."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate

from sauro_web.accounts import organisation
from sauro_web.accounts.models import Role, Unit, UnitKind, User
from sauro_web.accounts.operations.founding import make_groups
from sauro_web.accounts.operations.people import add_person, appoint_head
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.pages.demo_documents import enter_documents
from sauro_web.pages.demo_drafts import enter_drafts
from sauro_web.pages.demo_half_year import play_demo, read_older_notices
from sauro_web.pages.demo_plans import bring_in
from sauro_web.pages.demo_records import enter_records
from sauro_web.pages.demo_reports import enter_reports
from sauro_web.pages.demo_targets import follow_targets
from sauro_web.pages.half_year import Deed
from sauro_web.pages.queries import DEMO_PEOPLE, DemoPerson

__all__ = ["fill"]

DATA = Path(__file__).resolve().parents[1] / "data"
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


def fill(*, now: datetime, past: bool = True, log: list[Deed] | None = None) -> Sequence[DemoPerson]:
    """Founds the offices, enters their people with passwords made now, and has these work through the half
    year that ends today, all or nothing; gives the people, or nobody where the database has units already.
    Without the `past` there are the plans alone, as if they had come in today. What was done is written to
    `log`."""
    about = json.loads((DATA / "demo_office.json").read_text(encoding="utf-8"))
    with transaction.atomic():
        if Unit.objects.exists():
            return ()
        offices = _offices(about)
        people = [_person(one, offices[one["office"]]) for one in about["people"]]
        for one in about["colleagues"]:
            _colleague(one, offices[one["office"]])
        if past:
            play = play_demo(about, offices, now=now)
            (log if log is not None else []).extend(play.log)
            enter_records(offices, now=now)
            enter_documents(offices, now=now)
            enter_drafts(offices, now=now)
            follow_targets(offices, now=now)
            enter_reports(offices, now=now)
            read_older_notices(now)
        else:
            _plans(about, offices, now)
        _write(people)
    return people


def _plans(about: Mapping[str, Any], offices: Mapping[str, Unit], now: datetime) -> None:
    for plan in about["plans"]:
        by = User.objects.get(username=plan["by"])
        file = (DATA / plan["file"]).read_bytes()
        bring_in(plan, file, office=offices[plan["office"]], by=by, now=now, on=localdate(now))


def _offices(about: Mapping[str, Any]) -> dict[str, Unit]:
    """The province with its departments, the commune with its divisions and villages, and the communes
    beside it, of which there are only the Committees."""
    province, commune = about["province"], about["commune"]
    villages = tuple(Body(UnitKind.VILLAGE, name) for name in about["villages"])
    inside = organisation.province_bodies(province["kind"], province["name"])
    above = _plant(None, UnitKind.PROVINCE, province, inside)
    own = _plant(above, UnitKind.COMMUNE, commune, (*organisation.commune_bodies(commune["kind"]), *villages))
    others = {
        name: _plant(
            above,
            UnitKind.COMMUNE,
            {"kind": kind, "name": name, "area_code": code},
            _inside(kind, about, name),
        )
        for kind, name, code in about["others"]
    }
    make_groups(above, organisation.province_groups(province["name"]))
    make_groups(own, organisation.commune_groups())
    return {"province": above, "commune": own, "other": others[about["other"]]}


def _inside(kind: str, about: Mapping[str, Any], name: str) -> tuple[Body, ...]:
    """Of the communes beside it one has an office of its own, in which somebody works."""
    return organisation.commune_bodies(kind) if name == about["other"] else ()


def _plant(above: Unit | None, kind: UnitKind, area: Mapping[str, str], inside: tuple[Body, ...]) -> Unit:
    name = f"Ủy ban nhân dân {area['kind']} {area['name']}"
    (unit,) = plant(
        above, [Body(kind, name, area_code=area["area_code"], inside=inside)], valid_from=FIRST_DAY
    )
    return Unit.objects.get(pk=unit.pk)


def _person(about: Mapping[str, Any], office: Unit) -> DemoPerson:
    unit = _unit_of(about, office)
    password = f"{secrets.choice(_WORDS)}-{secrets.choice(_WORDS)}-{secrets.randbelow(9000) + 1000}"
    user = _enter(about, unit, password)
    # The printed password is the one to come in with, every time.
    User.objects.filter(pk=user.pk).update(must_change_password=False)
    place = unit.label if unit == office else f"{unit.label}, {office.label}"
    return DemoPerson(about["name"], about["title"], place, about["username"], password, about["tries"])


def _colleague(about: Mapping[str, Any], office: Unit) -> None:
    """Somebody who has been at work as well, and does not sign in."""
    _enter(about, _unit_of(about, office), None)


def _enter(about: Mapping[str, Any], unit: Unit, password: str | None) -> User:
    user = add_person(
        by=None, unit=unit, username=about["username"], full_name=about["name"], role=Role(about["role"]),
        title=about["title"], password=password, on=FIRST_DAY,
    )  # fmt: skip
    if about["head"]:
        second = FIRST_DAY + timedelta(days=1)
        appoint_head(unit, by=None, user=user, title=about["title"], valid_from=second, on=second)
    return user


def _unit_of(about: Mapping[str, Any], office: Unit) -> Unit:
    beneath = Unit.objects.filter(path__startswith=office.path)
    return beneath.get(name=about["unit"], depth=office.depth + 1) if about["unit"] else office


def _write(people: Sequence[DemoPerson]) -> None:
    """Beside the data, readable by the site alone: the first page shows it."""
    written = settings.DATA / DEMO_PEOPLE
    text = json.dumps([asdict(person) for person in people], ensure_ascii=False, indent=1)
    with os.fdopen(
        os.open(written, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(text)
