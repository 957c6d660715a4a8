"""One place and one person at one time: what is held by somebody nobody else holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.backends.base.base import BaseDatabaseWrapper

from sauro_web.common.guards.guard import Guard

__all__ = ["alone_with", "no_overlap"]

_TAKEN = "taken at that time already"


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
