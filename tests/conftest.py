"""What holds for every test: none fails for the time that it takes, and the database is copied from one that
was migrated before."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from django.core.management import call_command
from django.db import connection
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker
from tests import migrated

settings.register_profile("without a clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("without a clock")


def pytest_collection_finish(session: pytest.Session) -> None:
    """While what needs no database is tested, the one to copy is made."""
    if any(item.get_closest_marker("django_db") or _wants_database(item) for item in session.items):
        migrated.begin()


def _wants_database(item: pytest.Item) -> bool:
    return bool({"db", "transactional_db"} & set(getattr(item, "fixturenames", ())))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """In the place of pytest-django's, which has every worker migrate anew."""
    with django_db_blocker.unblock(), ExitStack() as held:
        own, name = connection.settings_dict["NAME"], str(connection.creation._get_test_db_name())
        connection.close()
        connection.settings_dict["NAME"] = name
        if connection.vendor == "postgresql":
            held.enter_context(migrated.migrated_database(name))
        else:
            migrated.fill(connection)
        call_command("createcachetable")
        with django_db_blocker.block():
            yield
        connection.close()
        connection.settings_dict["NAME"] = own
