"""Guards that the database itself keeps: what no code, form or import may do past them; and what it notes by
itself, so that nothing can change past it (`renews_edition`).

Triggers are raw SQL, in this file alone. They are put in place after every migrate, since Django rebuilds a
table of SQLite for many changes of a field and its triggers vanish with the old one without a word; and the
site does not start while one is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = [
    "Guard",
    "all_guards",
    "append_only",
    "edition",
    "install",
    "missing",
    "only_grows",
    "remove",
    "renews_edition",
]


@dataclass(frozen=True, slots=True)
class Guard:
    """One rule on one table. `create` and `drop` are the statements for each vendor of database; creating
    what is there already and dropping what is not are no errors."""

    name: str
    table: str
    create: Mapping[str, tuple[str, ...]]
    drop: Mapping[str, tuple[str, ...]]


_NAMED = re.compile(r"CREATE (?:OR REPLACE )?TRIGGER (?:IF NOT EXISTS )?(?P<name>\w+)")
_REFUSED = "this table is append-only"
_ANY_NUMBER = {"sqlite": "random()", "postgresql": "floor(random() * 9e15)::bigint"}
_EDITION = "UPDATE common_edition SET mark = {}"
_EDITION_TABLE = (
    "CREATE TABLE IF NOT EXISTS common_edition (id integer PRIMARY KEY, mark bigint NOT NULL)",
    "INSERT INTO common_edition (id, mark) VALUES (1, 0) ON CONFLICT DO NOTHING",
)


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


def renews_edition(table: str, *, columns: Sequence[str] = ()) -> Guard:
    """Every change of the table, or of these columns, gives the database a new `edition`. A number drawn
    anew, not counted on: of two transactions one may be rolled back, and no number may come twice."""
    name, of = f"{table}_edition", f" OF {', '.join(columns)}" if columns else ""
    events = {"insert": "INSERT", "delete": "DELETE", "update": f"UPDATE{of}"}
    return Guard(
        name,
        table,
        create={
            "sqlite": tuple(
                f"CREATE TRIGGER IF NOT EXISTS {name}_{word} AFTER {event} ON {table} "
                f"BEGIN {_EDITION.format(_ANY_NUMBER['sqlite'])}; END"
                for word, event in events.items()
            ),
            "postgresql": (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {_EDITION.format(_ANY_NUMBER['postgresql'])}; RETURN NULL; END $$",
                f"CREATE OR REPLACE TRIGGER {name}_any AFTER {' OR '.join(events.values())} OR TRUNCATE "
                f"ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
            ),
        },
        drop={
            "sqlite": tuple(f"DROP TRIGGER IF EXISTS {name}_{word}" for word in events),
            "postgresql": (f"DROP TRIGGER IF EXISTS {name}_any ON {table}",),
        },
    )


def edition(connection: BaseDatabaseWrapper) -> int:
    """The number that every change of certain tables draws anew (`renews_edition`): what was read from them
    under the same number still stands there. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT mark FROM common_edition")
        return int(cursor.fetchone()[0])


def all_guards() -> Iterator[Guard]:
    """Those that the apps name in their configuration (`guards`)."""
    for config in apps.get_app_configs():
        yield from getattr(config, "guards", ())


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts every guard in place whose table exists. What changed while they were away nobody noted, so that
    begins a new edition."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for statement in (*_EDITION_TABLE, _EDITION.format(_ANY_NUMBER[connection.vendor])):
            cursor.execute(statement)
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
    found = (_NAMED.match(statement) for statement in guard.create[vendor])
    return {match["name"] for match in found if match}


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
