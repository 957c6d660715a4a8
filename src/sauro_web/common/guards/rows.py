"""Rows that stay as they are: records of what happened, numbers that were drawn."""

from __future__ import annotations

from collections.abc import Sequence

from sauro_web.common.guards.guard import Guard

__all__ = ["append_only", "closed_with", "fixed_once", "keeps_numbers", "only_grows"]

_REFUSED = "this table is append-only"
_STAYS = "a number that was drawn stays"
_CLOSED = "what this belongs to is closed"


def append_only(table: str, *, unique: Sequence[str]) -> Guard:
    """Rows may be added and read; changing and deleting them is refused. `unique` are its unique columns:
    SQLite would let `INSERT OR REPLACE` take another row's place without asking what guards a deletion."""
    return _guard(f"{table}_append_only", table, unique, allowed="")


def only_grows(
    table: str, *, column: str, unique: Sequence[str], risen: str = "", same: Sequence[str] = ()
) -> Guard:
    """A row may be changed only so that `column` is greater by one, or so that the column `risen` is not less
    while `column` and what is in the columns `same` is as it was; it is never deleted."""
    allowed = f"NEW.{column} = OLD.{column} + 1"
    if risen:
        kept = " AND ".join(f"NEW.{one} = OLD.{one}" for one in (column, *same))
        allowed += f" OR (NEW.{risen} >= OLD.{risen} AND {kept})"
    return _guard(f"{table}_only_grows", table, unique, allowed=allowed)


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


def closed_with(table: str, *, of: str, parent: str, column: str) -> Guard:
    """No row is added to, or put under, a row of `parent` that has `column` set; `of` is the column that
    names it."""
    name = f"{table}_closed_with"
    closed = f"EXISTS (SELECT 1 FROM {parent} WHERE id = NEW.{of} AND {column} IS NOT NULL)"  # noqa: S608
    conditions = {"INSERT": closed, "UPDATE": f"NEW.{of} <> OLD.{of} AND {closed}"}
    return Guard(
        name,
        table,
        create={
            "sqlite": tuple(
                f"CREATE TRIGGER IF NOT EXISTS {name}_{event.lower()} BEFORE {event} ON {table} "
                f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{_CLOSED}'); END"
                for event, condition in conditions.items()
            ),
            "postgresql": (
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN IF (TG_OP = 'INSERT' OR NEW.{of} <> OLD.{of}) AND {closed} THEN "
                f"RAISE EXCEPTION '{_CLOSED}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
                f"RETURN NEW; END $$",
                f"CREATE OR REPLACE TRIGGER {name}_row BEFORE INSERT OR UPDATE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {name}()",
            ),
        },
        drop={
            "sqlite": tuple(f"DROP TRIGGER IF EXISTS {name}_{event.lower()}" for event in conditions),
            "postgresql": (f"DROP TRIGGER IF EXISTS {name}_row ON {table}",),
        },
        reads=(parent,),
    )


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
