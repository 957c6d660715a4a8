"""Guards that the database itself keeps: what no code, form or import may do past them.

Triggers are raw SQL, in this file alone. They are put in place after every migrate, since Django rebuilds a
table of SQLite for many changes of a field and its triggers vanish with the old one without a word; and the
site does not start while one is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = ["Guard", "all_guards", "append_only", "install", "missing", "only_grows", "remove"]


@dataclass(frozen=True, slots=True)
class Guard:
    """One rule on one table. `create` and `drop` are the statements for each vendor of database; creating
    what is there already and dropping what is not are no errors."""

    name: str
    table: str
    create: Mapping[str, tuple[str, ...]]
    drop: Mapping[str, tuple[str, ...]]


_REFUSED = "this table is append-only"


def append_only(table: str, *, unique: Sequence[str]) -> Guard:
    """Rows may be added and read; changing and deleting them is refused. `unique` are its unique columns:
    SQLite would let `INSERT OR REPLACE` take another row's place without asking what guards a deletion."""
    return _guard(f"{table}_append_only", table, unique, allowed="")


def only_grows(table: str, *, column: str, unique: Sequence[str]) -> Guard:
    """A row may be changed only so that `column` is greater by one; it is never deleted."""
    return _guard(f"{table}_only_grows", table, unique, allowed=f"NEW.{column} = OLD.{column} + 1")


def _guard(name: str, table: str, unique: Sequence[str], *, allowed: str) -> Guard:
    """Refuses every change and deletion but the changes that are `allowed`."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
    doubled = " OR ".join(f"{column} = NEW.{column}" for column in unique)
    conditions = {
        "UPDATE": f"WHEN NOT ({allowed}) " if allowed else "",
        "DELETE": "",
        "INSERT": f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {doubled}) ",  # noqa: S608 (names of ours)
    }
    let_through = f"IF TG_OP = 'UPDATE' THEN IF {allowed} THEN RETURN NEW; END IF; END IF; "
    return Guard(
        name,
        table,
        create={
            "sqlite": tuple(
                f"CREATE TRIGGER IF NOT EXISTS {name}_{event.lower()} BEFORE {event} ON {table} "
                f"{condition}{refuse}"
                for event, condition in conditions.items()
            ),
            "postgresql": (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {let_through if allowed else ''}RAISE EXCEPTION '{_REFUSED}' "
                f"USING ERRCODE = 'integrity_constraint_violation'; END $$",
                f"CREATE OR REPLACE TRIGGER {name}_row BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()",
                f"CREATE OR REPLACE TRIGGER {name}_all BEFORE TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
            ),
        },
        drop={
            "sqlite": tuple(f"DROP TRIGGER IF EXISTS {name}_{event.lower()}" for event in conditions),
            "postgresql": tuple(
                f"DROP TRIGGER IF EXISTS {name}_{part} ON {table}" for part in ("row", "all")
            ),
        },
    )


def all_guards() -> Iterator[Guard]:
    """Those that the apps name in their configuration (`guards`)."""
    for config in apps.get_app_configs():
        yield from getattr(config, "guards", ())


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts every guard in place whose table exists."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in all_guards():
            if guard.table in tables:
                for statement in guard.create[connection.vendor]:
                    cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes every guard away: for a test database that is emptied, and for nothing else."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for guard in all_guards():
            if guard.table in tables:
                for statement in guard.drop[connection.vendor]:
                    cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[Guard]:
    """Guards whose table is there and whose triggers are not."""
    tables = set(connection.introspection.table_names())
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {name for (name,) in cursor.fetchall()}
    return [
        guard
        for guard in all_guards()
        if guard.table in tables and not _triggers(guard, connection.vendor) <= present
    ]


def _triggers(guard: Guard, vendor: str) -> set[str]:
    words = (statement.split() for statement in guard.create[vendor])
    return {
        parts[parts.index("BEFORE") - 1] for parts in words if "TRIGGER" in parts[:4] and "BEFORE" in parts
    }


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
