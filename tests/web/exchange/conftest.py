"""Systems that ask in somebody's name."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client as Browser
from django.utils import timezone
from tests.web.organisation import Organisation
from tests.web.tasks.conftest import cooperator, coordinator, helping, leader, officer, part

from sauro_web.accounts.models import Role, User
from sauro_web.exchange.models import Client, Scope
from sauro_web.exchange.operations.clients import agree, connect

__all__ = ["cooperator", "coordinator", "helping", "leader", "officer", "part"]


@dataclass
class System:
    """Another system with its token."""

    token: str
    client: Client

    def get(self, path: str, data: Any = None, **headers: str) -> HttpResponse:
        return Browser().get(f"/api/v1{path}", data, headers=self._headers(headers))

    def post(self, path: str, data: Any = None, **headers: str) -> HttpResponse:
        body = data if isinstance(data, bytes | str) else json.dumps(data or {})
        sent = self._headers(headers)
        return Browser().post(f"/api/v1{path}", body, content_type="application/json", headers=sent)

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} | {
            name.replace("_", "-"): value for name, value in more.items()
        }


@pytest.fixture
def system(organised: Organisation, administrator: User) -> Callable[..., System]:
    """A system connected by the administrator of the person's office, which the person has agreed to."""

    def made(person: User, scope: Scope = Scope.DECIDE, **options: Any) -> System:
        now = timezone.now()
        place = person.memberships.select_related("unit__commune", "unit__province").first().unit
        office = place.commune or place.province
        by = administrator
        if office != organised.commune:
            by, _ = User.objects.get_or_create(username=f"qt{office.pk}", full_name="Quản trị khác")
            by.memberships.get_or_create(unit=office, role=Role.ADMINISTRATOR)
        about = {
            "name": f"Một cửa {Client.objects.count()}",
            "a_minute": 1_000,
            "expires_on": timezone.localdate(now) + timedelta(days=30),
        }
        client, token = connect(office, person=person, scope=scope, by=by, now=now, **about | options)
        return System(token, agree(client, by=person, now=now))

    return made


@pytest.fixture
def lead(system: Callable[..., System], officer: User) -> System:
    """Of the unit that leads `part`."""
    return system(officer)


@pytest.fixture
def giver(system: Callable[..., System], leader: User) -> System:
    """Of who gave it."""
    return system(leader)
