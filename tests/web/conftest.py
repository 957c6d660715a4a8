"""What all tests of the site need."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.db.models.signals import post_migrate
from django.dispatch import receiver
from tests.web import put_back
from tests.web.organisation import administrator, organised, outsider

from sauro_web.common import between_pages, guards

__all__ = ["administrator", "organised", "outsider"]


@receiver(post_migrate)
def put_the_days_back(sender: object, using: str, **said: object) -> None:
    """A test that commits is followed by a flush, which takes the days off of the country too: whatever runs
    after it would count working days without Tết."""
    days = apps.get_model("workdays", "CalendarDay").objects.using(using)
    if sender is apps.get_app_config("workdays") and not days.filter(office=None).exists():
        import_module("sauro_web.workdays.migrations.0002_days_of_the_country").add_days(apps, None)


@pytest.fixture(autouse=True)
def _noted_what_is_written(request: pytest.FixtureRequest) -> Iterator[None]:
    """What many tests begin from is put back only where nothing else was written before."""
    if {"db", "transactional_db"} & set(request.fixturenames) or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("_django_db_helper")
        put_back.begin_keys_anew()
    with put_back.written_so_far():
        yield


@pytest.fixture(autouse=True)
def _nothing_kept_from_another_test() -> None:
    """A test that does not commit leaves its numbers to the next."""
    between_pages.forget()


@pytest.fixture(autouse=True)
def _guards_lifted_before_the_database_is_emptied(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that commits is followed by a flush, which append-only tables refuse; the flush ends in
    `post_migrate`, which puts the guards back."""
    marker = request.node.get_closest_marker("django_db")
    commits = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    if commits:
        request.getfixturevalue("transactional_db")
    yield
    if commits:
        guards.remove(connection)
