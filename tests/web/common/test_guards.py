"""Guards survive migrations, and the site does not start without them."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection, models

from sauro_web.audit.models import Entry
from sauro_web.common import guards


def _names() -> list[str]:
    return [guard.name for guard in guards.missing(connection)]


@pytest.mark.django_db
def test_a_missing_guard_is_an_error_at_the_start() -> None:
    assert guards.guards_are_in_place(None, ["default"]) == []
    guards.remove(connection)
    found = guards.guards_are_in_place(None, ["default"])
    assert [error.id for error in found] == ["sauro.E001"] * len(list(guards.all_guards()))


@pytest.mark.django_db
def test_installing_twice_is_no_error() -> None:
    guards.install(connection)
    guards.install(connection)
    assert _names() == []


@pytest.mark.django_db(transaction=True)
def test_a_table_rebuilt_by_a_migration_has_its_guard_again() -> None:
    old = Entry._meta.get_field("object_name")
    new = models.CharField(max_length=301, null=True)
    new.set_attributes_from_name("object_name")
    new.model = Entry
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, old, new)
    assert _names() == (["audit_entry_append_only"] if connection.vendor == "sqlite" else [])
    call_command("migrate", verbosity=0)
    assert _names() == []
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, new, old)
    call_command("migrate", verbosity=0)
    assert _names() == []


@pytest.mark.django_db(transaction=True)
def test_migrating_mends_what_the_check_complains_of() -> None:
    guards.remove(connection)
    call_command("migrate", verbosity=0, skip_checks=False)
    assert _names() == []
