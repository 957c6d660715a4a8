"""Guards survive migrations, and the site does not start without them."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection, models

from sauro_web.accounts.models import Unit
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


@pytest.mark.django_db(transaction=True)
def test_a_table_that_triggers_of_others_read_is_rebuilt_by_migrations() -> None:
    call_command("migrate", "tasks", "0008", verbosity=0)
    call_command("migrate", verbosity=0)
    assert _names() == []


@pytest.mark.django_db
def test_what_told_of_changes_before_there_was_a_log_goes() -> None:
    event = {
        "sqlite": (
            "CREATE TRIGGER accounts_unit_edition_update AFTER UPDATE ON accounts_unit "
            "BEGIN UPDATE common_edition SET mark = random(); END",
        ),
        "postgresql": (
            "CREATE FUNCTION accounts_unit_edition() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN UPDATE common_edition SET mark = 1; RETURN NULL; END $$",
            "CREATE TRIGGER accounts_unit_edition_any AFTER UPDATE OR TRUNCATE ON accounts_unit "
            "FOR EACH STATEMENT EXECUTE FUNCTION accounts_unit_edition()",
        ),
    }
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE common_edition (id integer PRIMARY KEY, mark bigint NOT NULL)")
        for statement in event[connection.vendor]:
            cursor.execute(statement)
    guards.install(connection)
    assert "common_edition" not in connection.introspection.table_names()
    Unit.objects.update(position=1)
    assert _names() == []
