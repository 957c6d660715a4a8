"""What has to be looked at again: rows that the database itself appends, so that nothing changes past it."""

from __future__ import annotations

from collections.abc import Sequence

from sauro_web.common.guards.guard import Guard

__all__ = ["notes_due"]


def notes_due(
    table: str, *, into: str, of: str, columns: Sequence[str], deleted: bool = False, made: str = ""
) -> Guard:
    """Every new row of the table, and every change of these columns, appends to the column `document_id` of
    the table `into` what stands in the column `of`; with `deleted` so does a row that is taken away. Where
    the guard was away, every row without one in the table `made` is appended."""
    name, append = f"{table}_due", f"INSERT INTO {into} (document_id)"
    changed = " OR ".join(f"OLD.{one} IS {{distinct}} NEW.{one}" for one in columns)
    rows = {"insert": "NEW", "update": "NEW"} | ({"delete": "OLD"} if deleted else {})
    events = {event: event.upper() for event in rows} | {"update": f"UPDATE OF {', '.join(columns)}"}
    when = {"update": f"WHEN ({changed}) "}
    sqlite = [
        f"CREATE TRIGGER IF NOT EXISTS {name}_{event} AFTER {events[event]} ON {table} "
        f"{when.get(event, '').format(distinct='NOT')}BEGIN {append} VALUES ({row}.{of}); END"
        for event, row in rows.items()
    ]
    postgresql = [
        statement
        for event, row in rows.items()
        for statement in (
            f"CREATE OR REPLACE FUNCTION {name}_{event}() RETURNS trigger LANGUAGE plpgsql AS "  # noqa: S608
            f"$$ BEGIN {append} VALUES ({row}.{of}); RETURN NULL; END $$",
            f"CREATE OR REPLACE TRIGGER {name}_{event} AFTER {events[event]} ON {table} FOR EACH ROW "
            f"{when.get(event, '').format(distinct='DISTINCT FROM')}EXECUTE FUNCTION {name}_{event}()",
        )
    ]
    without = f"NOT EXISTS (SELECT 1 FROM {made} WHERE document_id = every.id)"  # noqa: S608 (names of ours)
    missing = f"{append} SELECT id FROM {table} AS every WHERE {without}"  # noqa: S608
    dropped = f"DROP TRIGGER IF EXISTS {name}"
    return Guard(
        name,
        table,
        create={"sqlite": tuple(sqlite), "postgresql": tuple(postgresql)},
        drop={
            "sqlite": tuple(f"{dropped}_{event}" for event in rows),
            "postgresql": tuple(f"{dropped}_{event} ON {table}" for event in rows),
        },
        notes=True,
        reads=(into, made) if made else (into,),
        anew=dict.fromkeys(("sqlite", "postgresql"), (missing,)) if made else {},
    )
