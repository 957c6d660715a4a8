"""Guards of registers: numbers that stay, and the index by which the words of their rows are found. Beside
`common.guards`, which puts them in place, the only other module with statements of its own."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models, transaction

from sauro_web.common.guards import Guard

__all__ = ["count_up", "indexed_words", "keeps_numbers"]

_STAYS = "a number that was drawn stays"


def count_up(rows: type[models.Model], field: str, **where: int) -> int | None:
    """Raises a counter by one and gives what it has become; its row is held until the transaction ends.
    None where there is no such row. One statement, so that whoever waits for the row waits as short as can
    be: Django's own would be two.

    Raises `TransactionManagementError` outside a transaction.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a counter is raised inside a transaction")
    quote, meta = connection.ops.quote_name, rows._meta
    column = quote(str(meta.get_field(field).column))  # type: ignore[union-attr]
    named = " AND ".join(f"{quote(meta.get_field(name).column)} = %s" for name in where)  # type: ignore[union-attr]
    statement = f"UPDATE {quote(meta.db_table)} SET {column} = {column} + 1 WHERE {named} RETURNING {column}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, list(where.values()))
        found = cursor.fetchall()
    return int(found[0][0]) if found else None


def keeps_numbers(table: str, *, series: str, columns: Sequence[str]) -> Guard:
    """A row that belongs to a series (`series` is the column) keeps what is in these columns and is never
    deleted: no number that was drawn vanishes or becomes another's."""
    name = f"{table}_keeps_numbers"
    same = " AND ".join(
        f"(NEW.{one} = OLD.{one} OR (NEW.{one} IS NULL AND OLD.{one} IS NULL))" for one in (series, *columns)
    )
    conditions = {
        "UPDATE": f"OLD.{series} IS NOT NULL AND NOT COALESCE({same}, FALSE)",
        "DELETE": f"OLD.{series} IS NOT NULL",
        "INSERT": f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)",  # noqa: S608 (names of ours)
    }
    return Guard(
        name,
        table,
        create={
            "sqlite": tuple(
                f"CREATE TRIGGER IF NOT EXISTS {name}_{event.lower()} BEFORE {event} ON {table} "
                f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{_STAYS}'); END"
                for event, condition in conditions.items()
            ),
            "postgresql": (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{_STAYS}' "
                f"USING ERRCODE = 'integrity_constraint_violation'; END $$",
                *(
                    f"CREATE OR REPLACE TRIGGER {name}_{event.lower()} BEFORE {event} ON {table} "
                    f"FOR EACH ROW WHEN ({conditions[event]}) EXECUTE FUNCTION {name}()"
                    for event in ("UPDATE", "DELETE")
                ),
                f"CREATE OR REPLACE TRIGGER {name}_all BEFORE TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
            ),
        },
        drop={
            "sqlite": tuple(f"DROP TRIGGER IF EXISTS {name}_{event.lower()}" for event in conditions),
            "postgresql": tuple(
                f"DROP TRIGGER IF EXISTS {name}_{part} ON {table}" for part in ("update", "delete", "all")
            ),
        },
    )


def indexed_words(table: str, *, column: str) -> Guard:
    """The index by which the words of a column are found (`common.word_index`): GIN over its words on
    PostgreSQL, on SQLite a table of FTS5 that follows every change and is made anew where it was away."""
    name = f"{table}_{column}"
    words = f"array_to_tsvector(array_remove(string_to_array({column}, ' '), ''))"
    old = f"INSERT INTO {name}({name}, rowid, {column}) VALUES ('delete', OLD.id, OLD.{column})"  # noqa: S608
    new = f"INSERT INTO {name}(rowid, {column}) VALUES (NEW.id, NEW.{column})"  # noqa: S608
    changes = {"insert": ("", new), "delete": ("", old), "update": (f"OF {column} ", f"{old}; {new}")}
    return Guard(
        name,
        table,
        create={
            "sqlite": (
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5({column}, content='{table}', "
                "content_rowid='id', tokenize='unicode61 remove_diacritics 0', detail='none', columnsize=0)",
                *(
                    f"CREATE TRIGGER IF NOT EXISTS {name}_{event} AFTER {event.upper()} {of}ON {table} "
                    f"BEGIN {done}; END"
                    for event, (of, done) in changes.items()
                ),
            ),
            "postgresql": (f"CREATE INDEX IF NOT EXISTS {name} ON {table} USING gin ({words})",),
        },
        drop={
            "sqlite": tuple(f"DROP TRIGGER IF EXISTS {name}_{event}" for event in changes),
            "postgresql": (f"DROP INDEX IF EXISTS {name}",),
        },
        anew={"sqlite": (f"INSERT INTO {name}({name}) VALUES ('rebuild')",)},  # noqa: S608
    )
