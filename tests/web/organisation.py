"""A made-up province with two communes, and people in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction
from django.test import Client
from tests.web.put_back import made_once

from sauro_web.accounts import organisation
from sauro_web.accounts.models import Membership, Role, Unit, UnitKind, User
from sauro_web.accounts.operations.founding import FIRST_DAY, make_groups
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body

TODAY = date(2026, 6, 15)
FRAME = 6
"""Queries of every page: the session, the person, whether anybody's position changed, what stands in the
frame, notices not seen yet."""
FRAME_AGAIN = 4
"""Of a page after another of the same person, where nobody's position changed."""
TRAIL = 2 if connection.vendor == "postgresql" else 3
"""Of an entry in the trail: its end is held, then both are written, which PostgreSQL does in one."""


def signed_in(user: User) -> Client:
    """A browser in which the person is signed in. Not by `force_login`: its request comes from nowhere, and
    signing in asks from where."""
    client = Client()
    session = client.session
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return client


@dataclass(frozen=True)
class Organisation:
    """The units that tests name, and people made on demand."""

    province: Unit
    commune: Unit
    ward: Unit

    def unit(self, office: Unit, name: str) -> Unit:
        return Unit.objects.get(path__startswith=office.path, depth=office.depth + 1, name=name)

    def person(self, username: str, *positions: tuple[Unit, Role]) -> User:
        user = User.objects.create_user(username, full_name=f"Người {username}")
        for unit, role in positions:
            Membership.objects.create(user=user, unit=unit, role=role)
        return user


def _area(parent: Unit | None, kind: UnitKind, name: str, bodies: tuple[Body, ...]) -> Unit:
    body = Body(kind, f"Ủy ban nhân dân {name}", inside=bodies)
    return plant(parent, [body], valid_from=FIRST_DAY)[0]


@pytest.fixture
def organised(db: None) -> Organisation:
    """Tỉnh Đông Giang with xã Mai Lĩnh and phường Hòa An; a ministry."""
    with transaction.atomic():  # of a test that commits too
        return made_once(_organised)


def _organised() -> Organisation:
    plant(None, organisation.MINISTRIES[:6], valid_from=FIRST_DAY)
    province = _area(
        None, UnitKind.PROVINCE, "tỉnh Đông Giang", organisation.province_bodies("tỉnh", "Đông Giang")
    )
    commune = _area(province, UnitKind.COMMUNE, "xã Mai Lĩnh", organisation.commune_bodies("xã"))
    ward = _area(province, UnitKind.COMMUNE, "phường Hòa An", organisation.commune_bodies("phường"))
    plant(commune, [Body(UnitKind.VILLAGE, f"Thôn {number}") for number in (1, 2)], valid_from=FIRST_DAY)
    make_groups(province, organisation.province_groups("Đông Giang"))
    for office in (commune, ward):
        make_groups(office, organisation.commune_groups())
    for unit in (province, commune, ward):
        unit.refresh_from_db()
    return Organisation(province, commune, ward)


@pytest.fixture
def administrator(organised: Organisation) -> User:
    """Of the commune."""
    return organised.person("quantri", (organised.commune, Role.ADMINISTRATOR))


@pytest.fixture
def outsider(organised: Organisation) -> User:
    """Administrator of the neighbouring ward."""
    return organised.person("langgieng", (organised.ward, Role.ADMINISTRATOR))
