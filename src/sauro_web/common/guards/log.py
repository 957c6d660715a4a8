"""The log of what changed, which the database itself keeps, so that nothing changes past it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from sauro_web.common.guards.guard import Guard
from sauro_web.common.planned import planned_cursor

__all__ = [
    "ANEW",
    "FRAME",
    "LOG",
    "LOG_TABLE",
    "Change",
    "begin_log_anew",
    "noted",
    "notes_changes",
    "notes_places",
]

FRAME, ANEW = "frame", "anew"
"""Kinds of change: in the frame of every page; and that nothing is known of what was before."""


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


LOG = "common_change"
"""The table."""
LOG_TABLE = {
    "sqlite": (
        f"CREATE TABLE IF NOT EXISTS {LOG} (id integer PRIMARY KEY AUTOINCREMENT, "
        "tag integer NOT NULL DEFAULT (random()), kind varchar(10) NOT NULL, a bigint, b bigint)",
    ),
    "postgresql": (
        f"CREATE TABLE IF NOT EXISTS {LOG} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, "
        "tag bigint NOT NULL DEFAULT floor(random() * 9e15)::bigint, "
        "xid bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint, "
        "kind varchar(10) NOT NULL, a bigint, b bigint)",
        f"CREATE INDEX IF NOT EXISTS {LOG}_xid ON {LOG} (xid)",
    ),
}
"""How it is made."""
_LAST = f"(SELECT max(id) FROM {LOG})"  # noqa: S608 (names of ours, as below)
_NOTED = {
    # Who writes is alone, so that whatever is numbered lower was committed or taken back earlier.
    "sqlite": (
        f"SELECT {_LAST}, id, tag, id, kind, a, b FROM {LOG} "  # noqa: S608
        f"WHERE id >= COALESCE(%(last)s, {_LAST}) ORDER BY id"
    ),
    # One statement has one snapshot, in which all before its xmin is committed or taken back.
    "postgresql": (
        "SELECT now.mark, log.id, log.tag, log.xid, log.kind, log.a, log.b "  # noqa: S608
        "FROM (SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS mark) AS now "
        f"LEFT JOIN {LOG} AS log ON log.xid >= COALESCE(%(since)s, now.mark) "
        f"OR log.id = COALESCE(%(last)s, {_LAST}) ORDER BY log.id"
    ),
}
_ROWS = {"insert": ("NEW",), "delete": ("OLD",), "update": ("OLD", "NEW")}
"""For each event what there is of a row; on PostgreSQL the rows of the whole statement, `old_rows`,
`new_rows`."""


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
    name, add = f"{table}_noted", f"INSERT INTO {LOG} (kind, a, b)"
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
    with planned_cursor(connection) as cursor:
        cursor.execute(_NOTED[connection.vendor], {"since": since, "last": last})
        rows = cursor.fetchall()
    mark = rows[0][0] if rows else 0
    return mark, [Change(*row[1:]) for row in rows if row[1] is not None]


def begin_log_anew(connection: BaseDatabaseWrapper) -> None:
    """Forgets what was noted. Whoever has not read it yet finds in its place that he knows nothing: both are
    one transaction, so that nobody sees the one without the other."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {LOG}")  # noqa: S608
        cursor.execute(f"INSERT INTO {LOG} (kind) VALUES ('{ANEW}')")  # noqa: S608
