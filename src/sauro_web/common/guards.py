"""Guards that the database itself keeps: what no code, form or import may do past them; and what it notes by
itself, so that nothing can change past it (`notes_changes`, `notes_places`).

They are raw SQL, in this file alone. They are put in place after every migrate, since Django rebuilds a table
of SQLite for many changes of a field and its triggers vanish with the old one; the site does not start while
one is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = [
    "ANEW",
    "FRAME",
    "Change",
    "Guard",
    "all_guards",
    "append_only",
    "begin_log_anew",
    "fixed_once",
    "alone_with",
    "install",
    "missing",
    "no_overlap",
    "noted",
    "notes_changes",
    "notes_places",
    "only_grows",
    "remove",
]

FRAME, ANEW = "frame", "anew"
"""Kinds of change: in the frame of every page; and that nothing is known of what was before."""


@dataclass(frozen=True, slots=True)
class Guard:
    """One rule on one table. `create` and `drop` are the statements for each vendor of database; creating
    what is there already and dropping what is not are no errors."""

    name: str
    table: str
    create: Mapping[str, tuple[str, ...]]
    drop: Mapping[str, tuple[str, ...]]
    notes: bool = False
    """Whether it only notes what changes, and refuses nothing."""
    anew: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What is done besides where any of it was missing: an index of words is made from the rows."""


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the log: what changed, by which transaction (its number), in which place."""

    number: int
    tag: int
    """Drawn at random: after a transaction that was taken back SQLite gives its numbers again."""
    by: int
    kind: str
    of: int | None
    """The office, for what changed in a place."""
    part: int | None
    """Its plan."""


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
_REFUSED = "this table is append-only"
_TAKEN = "taken at that time already"
_EDITION = "common_edition"
_LOG = "common_change"
_LOG_TABLE = {
    "sqlite": (
        f"CREATE TABLE IF NOT EXISTS {_LOG} (id integer PRIMARY KEY AUTOINCREMENT, "
        "tag integer NOT NULL DEFAULT (random()), kind varchar(10) NOT NULL, a bigint, b bigint)",
    ),
    "postgresql": (
        f"CREATE TABLE IF NOT EXISTS {_LOG} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
        "tag bigint NOT NULL DEFAULT floor(random() * 9e15)::bigint, "
        "xid bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint, "
        "kind varchar(10) NOT NULL, a bigint, b bigint)",
        f"CREATE INDEX IF NOT EXISTS {_LOG}_xid ON {_LOG} (xid)",
    ),
}
_LAST = f"(SELECT max(id) FROM {_LOG})"  # noqa: S608 (names of ours, as below)
_NOTED = {
    # Who writes is alone, so that whatever is numbered lower was committed or taken back earlier.
    "sqlite": (
        f"SELECT {_LAST}, id, tag, id, kind, a, b FROM {_LOG} "  # noqa: S608
        f"WHERE id >= COALESCE(%(last)s, {_LAST}) ORDER BY id"
    ),
    # One statement has one snapshot, in which all before its xmin is committed or taken back.
    "postgresql": (
        "SELECT now.mark, log.id, log.tag, log.xid, log.kind, log.a, log.b "  # noqa: S608
        "FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS mark) AS now "
        f"LEFT JOIN {_LOG} AS log ON log.xid >= COALESCE(%(since)s, now.mark) "
        f"OR log.id = COALESCE(%(last)s, {_LAST}) ORDER BY log.id"
    ),
}
_ROWS = {"insert": ("NEW",), "delete": ("OLD",), "update": ("OLD", "NEW")}
"""For each event what there is of a row; on PostgreSQL the rows of the whole statement, `old_rows`,
`new_rows`."""


def append_only(table: str, *, unique: Sequence[str]) -> Guard:
    """Rows may be added and read; changing and deleting them is refused. `unique` are its unique columns:
    SQLite would let `INSERT OR REPLACE` take another row's place without asking what guards a deletion."""
    return _guard(f"{table}_append_only", table, unique, allowed="")


def only_grows(table: str, *, column: str, unique: Sequence[str]) -> Guard:
    """A row may be changed only so that `column` is greater by one; it is never deleted."""
    return _guard(f"{table}_only_grows", table, unique, allowed=f"NEW.{column} = OLD.{column} + 1")


def fixed_once(table: str, *, column: str, unique: Sequence[str]) -> Guard:
    """A row may be changed until `column` is set; it is never deleted."""
    return _guard(f"{table}_fixed_once", table, unique, allowed=f"OLD.{column} IS NULL")


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


def no_overlap(table: str, *, of: str, span: tuple[str, str], where: Sequence[str]) -> Guard:
    """No two rows with the same number in the column `of` overlap in time: `span` are the columns of the
    first moment and of that after the last, so that one may begin when another ends. It holds among rows in
    which all the columns `where` are true; a row without a number is no one's. On PostgreSQL it is an
    exclusion constraint over two ranges, which needs no extension."""
    name, (starts, ends) = f"{table}_{of}_no_overlap", span
    wanted, there = (" AND ".join(f"{side}.{one}" for one in where) for side in ("NEW", "held"))
    met = (
        f"WHEN {wanted} AND EXISTS (SELECT 1 FROM {table} AS held WHERE held.{of} = NEW.{of} "  # noqa: S608
        f"AND {there} AND held.{ends} > NEW.{starts} AND held.{starts} < NEW.{ends}"
    )
    # A row does not meet itself when it is changed; one that is added has no number yet.
    other = {"insert": "held.id IS NOT NEW.id", "update": "held.id <> OLD.id"}
    sqlite = (
        f"CREATE TRIGGER IF NOT EXISTS {name}_{event} BEFORE {event.upper()} ON {table} "
        f"{met} AND {side}) BEGIN SELECT RAISE(ABORT, '{_TAKEN}'); END"
        for event, side in other.items()
    )
    ranges = f"int8range({of}, {of}, '[]') WITH &&, tstzrange({starts}, {ends}) WITH &&"
    rows = " AND ".join((f"{of} IS NOT NULL", *where))
    postgresql = (
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = '{name}') THEN "  # noqa: S608
        f"ALTER TABLE {table} ADD CONSTRAINT {name} EXCLUDE USING gist ({ranges}) WHERE ({rows}); "
        "END IF; END $$"
    )
    return Guard(
        name,
        table,
        create={"sqlite": tuple(sqlite), "postgresql": (postgresql,)},
        drop={
            "sqlite": tuple(f"DROP TRIGGER IF EXISTS {name}_{event}" for event in other),
            "postgresql": (f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}",),
        },
    )


def alone_with(connection: BaseDatabaseWrapper, kind: int, numbers: Iterable[int]) -> None:
    """Until the transaction ends nobody else is alone with one of these numbers of that kind; asked for in
    order, so that two who want several never wait for each other. On SQLite who writes is alone anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(pg_advisory_xact_lock(%s, number)) FROM "
                "(SELECT unnest(%s::int[]) AS number ORDER BY 1) AS wanted",
                [kind, sorted({number % 2**31 for number in numbers})],
            )


def notes_changes(table: str, *, columns: Sequence[str] = ()) -> Guard:
    """Every change of the table, or of these columns, is noted in the log as one of the `FRAME`, inside the
    transaction that changes it."""
    other = " OR ".join(f"OLD.{column} IS NOT NEW.{column}" for column in columns)
    seen = ", ".join(("id", *columns))
    told = {event: f"SELECT FROM {rows[-1]}_rows" for event, rows in _ROWS.items()}
    if columns:
        told["update"] = f"SELECT {seen} FROM new_rows EXCEPT SELECT {seen} FROM old_rows"  # noqa: S608
    return _noting(
        table,
        {event: (other if event == "update" else "", f"SELECT '{FRAME}', NULL, NULL") for event in _ROWS},
        {event: f"SELECT '{FRAME}', NULL, NULL WHERE EXISTS ({rows})" for event, rows in told.items()},
    )


def notes_places(
    table: str, *, kind: str, at: tuple[str, str], through: tuple[str, str] | None = None
) -> Guard:
    """Every change of the table is noted as one of this kind in its place, that of before and that of after.
    `at` are the columns that say the place: an office and one of its plans; they stand in the row of another
    table where `through` names that one and the column that refers to it."""
    rows: dict[str, str] = {}
    statements: dict[str, str] = {}
    places = ", ".join(at)
    column, there = through or (places, "")
    for event, sides in _ROWS.items():
        changed = " UNION ".join(f"SELECT {column} FROM {side}_rows" for side in sides)  # noqa: S608
        if there:
            named = ", ".join(f"{side}.{column}" for side in sides)
            found = f"SELECT DISTINCT '{kind}', {places} FROM {there} WHERE id IN "  # noqa: S608
            rows[event], statements[event] = f"{found}({named})", f"{found}({changed})"
        else:
            rows[event] = " UNION ".join(f"SELECT '{kind}', {side}.{at[0]}, {side}.{at[1]}" for side in sides)
            statements[event] = f"SELECT DISTINCT '{kind}', {places} FROM ({changed}) AS changed"  # noqa: S608
    return _noting(table, {event: ("", row) for event, row in rows.items()}, statements)


def _noting(table: str, rows: Mapping[str, tuple[str, str]], statements: Mapping[str, str]) -> Guard:
    """By what each event adds to the log: on SQLite for a row, where the condition before it holds; on
    PostgreSQL for the rows of a whole statement."""
    name, add = f"{table}_noted", f"INSERT INTO {_LOG} (kind, a, b)"
    when = {event: f"WHEN {condition} " if condition else "" for event, (condition, _) in rows.items()}
    sqlite = (
        f"CREATE TRIGGER IF NOT EXISTS {name}_{event} AFTER {event.upper()} ON {table} {when[event]}"
        f"BEGIN {add} {row}; END"
        for event, (_, row) in rows.items()
    )
    cases = "".join(f"WHEN '{event.upper()}' THEN {add} {rows}; " for event, rows in statements.items())
    body = f"CASE TG_OP {cases}ELSE {add} VALUES ('{ANEW}', NULL, NULL); END CASE"
    calls = f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    postgresql = [
        f"CREATE OR REPLACE TRIGGER {name}_{event} AFTER {event.upper()} ON {table} REFERENCING "
        f"{' '.join(f'{side} TABLE AS {side}_rows' for side in sides)} {calls}"
        for event, sides in _ROWS.items()
    ]
    dropped = f"DROP TRIGGER IF EXISTS {name}"
    return Guard(
        name,
        table,
        create={
            "sqlite": tuple(sqlite),
            "postgresql": (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {body}; RETURN NULL; END $$",
                *postgresql,
                f"CREATE OR REPLACE TRIGGER {name}_truncate AFTER TRUNCATE ON {table} {calls}",
            ),
        },
        drop={
            "sqlite": tuple(f"{dropped}_{event}" for event in _ROWS),
            "postgresql": tuple(f"{dropped}_{event} ON {table}" for event in (*_ROWS, "truncate")),
        },
        notes=True,
    )


def noted(
    connection: BaseDatabaseWrapper, *, since: int | None, last: int | None
) -> tuple[int, list[Change]]:
    """What the transactions from the mark `since` on noted and this connection sees, with the row `last`
    itself; where both are None the last row of all. Before them the mark from which on to ask next time:
    whatever was noted below it is seen now or never, and what is seen from it on is among the rows. One
    query."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTED[connection.vendor], {"since": since, "last": last})
        rows = cursor.fetchall()
    mark = rows[0][0] if rows else 0
    return mark, [Change(*row[1:]) for row in rows if row[1] is not None]


def begin_log_anew(connection: BaseDatabaseWrapper) -> None:
    """Forgets what was noted. Whoever has not read it yet finds in its place that he knows nothing: both are
    one transaction, so that nobody sees the one without the other."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_LOG}")  # noqa: S608
        cursor.execute(f"INSERT INTO {_LOG} (kind) VALUES ('{ANEW}')")  # noqa: S608


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
        for statement in _LOG_TABLE[connection.vendor]:
            cursor.execute(statement)
        present = _present(cursor, connection.vendor)
        for guard in all_guards():
            if guard.table in tables:
                whole = _names(guard, connection.vendor) <= present
                for statement in guard.create[connection.vendor]:
                    cursor.execute(statement)
                for statement in () if whole else guard.anew.get(connection.vendor, ()):
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
        if _LOG in tables:
            cursor.execute(f"DELETE FROM {_LOG}")  # noqa: S608


def missing(connection: BaseDatabaseWrapper) -> list[Guard]:
    """Guards whose table is there and of which something is not."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        present = _present(cursor, connection.vendor)
    return [
        guard
        for guard in all_guards()
        if guard.table in tables and not _names(guard, connection.vendor) <= present
    ]


def _present(cursor: Any, vendor: str) -> set[str]:
    cursor.execute(_PRESENT[vendor])
    return {name for (name,) in cursor.fetchall()}


def _names(guard: Guard, vendor: str) -> set[str]:
    """Of what it is made."""
    found = (_NAMED.search(statement) for statement in guard.create[vendor])
    return {match["made"] or match["constraint"] for match in found if match}


def lift_before_migrate(sender: AppConfig, using: str, plan: Sequence[object] = (), **_: Any) -> None:
    """Receiver of `pre_migrate`: SQLite rebuilds no table that a trigger of another one reads, and what an
    older database has not got yet no trigger of PostgreSQL can read."""
    if plan:
        remove(connections[using], [guard for guard in all_guards() if guard.notes])


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
