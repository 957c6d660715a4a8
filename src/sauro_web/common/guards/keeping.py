"""Putting guards in place, taking them away, and looking whether one is missing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from sauro_web.common.guards.guard import Guard
from sauro_web.common.guards.log import LOG, LOG_TABLE, begin_log_anew

__all__ = [
    "all_guards",
    "guards_are_in_place",
    "install",
    "install_after_migrate",
    "lift_before_migrate",
    "missing",
    "remove",
]

_NAMED = re.compile(
    r"CREATE (?:OR REPLACE )?(?:TRIGGER|INDEX|VIRTUAL TABLE) (?:IF NOT EXISTS )?(?P<made>\w+)"
    r"|ADD CONSTRAINT (?P<constraint>\w+)"
)
_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}
_PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master",
    "postgresql": f"{_TRIGGERS['postgresql']} UNION SELECT conname FROM pg_constraint WHERE contype = 'x' "  # noqa: S608 (names of ours)
    "UNION SELECT indexname FROM pg_indexes WHERE schemaname = ANY (current_schemas(false))",
}
"""What guards may be made of: triggers, constraints that exclude, indexes, tables of FTS5."""
_EDITION = "common_edition"


def all_guards() -> Iterator[Guard]:
    """Those that the apps name in their configuration (`guards`)."""
    for config in apps.get_app_configs():
        yield from getattr(config, "guards", ())


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts every guard in place whose table exists. What changed while they were away nobody noted, so that
    the log begins anew."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if _EDITION in tables:
            _drop_editions(cursor, connection.vendor)
        for statement in LOG_TABLE[connection.vendor]:
            cursor.execute(statement)
        present = _present(cursor, connection.vendor)
        for guard in all_guards():
            if _of(guard) <= tables:
                whole = _names(guard, connection.vendor) <= present
                anew = () if whole else guard.anew.get(connection.vendor, ())
                # Both or nothing: a guard that is there is never made anew.
                with transaction.atomic(using=connection.alias):
                    for statement in (*guard.create[connection.vendor], *anew):
                        cursor.execute(statement)
    begin_log_anew(connection)


def _drop_editions(cursor: Any, vendor: str) -> None:
    """What told of changes before there was a log: one row that every change drew anew."""
    cursor.execute(_TRIGGERS[vendor])
    for name in {name for (name,) in cursor.fetchall() if "_edition_" in name}:
        if vendor == "postgresql":
            cursor.execute(f"DROP FUNCTION IF EXISTS {name.rpartition('_')[0]}() CASCADE")
        else:
            cursor.execute(f"DROP TRIGGER {name}")
    cursor.execute(f"DROP TABLE {_EDITION}")


def remove(connection: BaseDatabaseWrapper, guards: Iterable[Guard] | None = None) -> None:
    """Takes these guards away, else every one: for a test database that is emptied, and for migrations. Until
    they are put back the log is empty, with which nobody keeps anything."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in all_guards() if guards is None else guards:
            if guard.table in tables:
                for statement in guard.drop[connection.vendor]:
                    cursor.execute(statement)
        if LOG in tables:
            cursor.execute(f"DELETE FROM {LOG}")  # noqa: S608


def missing(connection: BaseDatabaseWrapper) -> list[Guard]:
    """Guards whose table is there and of which something is not."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        present = _present(cursor, connection.vendor)
    return [
        guard
        for guard in all_guards()
        if _of(guard) <= tables and not _names(guard, connection.vendor) <= present
    ]


def _present(cursor: Any, vendor: str) -> set[str]:
    cursor.execute(_PRESENT[vendor])
    return {name for (name,) in cursor.fetchall()}


def _of(guard: Guard) -> set[str]:
    """The tables without which there is nothing to guard: an older database has not got them all."""
    return {guard.table, *guard.reads}


def _names(guard: Guard, vendor: str) -> set[str]:
    """Of what it is made."""
    found = (_NAMED.search(statement) for statement in guard.create[vendor])
    return {match["made"] or match["constraint"] for match in found if match}


def lift_before_migrate(sender: AppConfig, using: str, plan: Sequence[object] = (), **_: Any) -> None:
    """Receiver of `pre_migrate`: SQLite rebuilds no table that a trigger of another one reads, and what an
    older database has not got yet no trigger of PostgreSQL can read."""
    if plan:
        remove(connections[using], [guard for guard in all_guards() if guard.notes or guard.reads])


def install_after_migrate(sender: AppConfig, using: str, **_: Any) -> None:
    """Receiver of `post_migrate`; django sends it once an app, the last one finds every table."""
    install(connections[using])


@register(Tags.database)
def guards_are_in_place(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Refuses to start while a guard is missing from a database that has its table."""
    return [
        Error(
            f"Thiếu chốt bảo vệ dữ liệu {guard.name} trên bảng {guard.table}.",
            hint="Chạy: python -m sauro_web migrate",
            id="sauro.E001",
        )
        for alias in databases or ()
        for guard in missing(connections[alias])
    ]
