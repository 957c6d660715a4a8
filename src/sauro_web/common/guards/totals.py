"""Totals of a table that the database keeps by itself: how many of its rows stand in each cell, by place and
period. Triggers append what each statement changed; nothing is updated while rows are written, so that no
writer waits for another. From time to time what was appended is folded into the totals; whoever adds up both
in one statement is exact at every moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db import transaction

from sauro_web.common.guards.guard import Guard
from sauro_web.common.guards.times import alone_with

__all__ = ["Audited", "Differing", "Grain", "Period", "Totals", "audited", "fold", "keeps_totals", "recount"]

_FOLDING = 226_001
"""Kind of the lock under which totals are written."""


class Period(StrEnum):
    """By what totals are kept; each is named by its first day."""

    DAY = "day"
    MONTH = "month"
    HALF = "half"


_FIRST_DAY = {
    ("postgresql", Period.MONTH): "date_trunc('month', {0})::date",
    ("postgresql", Period.HALF): (
        "make_date(extract(year FROM {0})::int, CASE WHEN extract(month FROM {0}) < 7 THEN 1 ELSE 7 END, 1)"
    ),
    ("sqlite", Period.MONTH): "date({0}, 'start of month')",
    ("sqlite", Period.HALF): (
        "strftime('%Y', {0}) || CASE WHEN strftime('%m', {0}) < '07' THEN '-01-01' ELSE '-07-01' END"
    ),
}


@dataclass(frozen=True, slots=True)
class Grain:
    """One set of totals: `letter` names it; `place` is the column by whose number it is kept, blank for all
    rows together (place nought)."""

    letter: str
    place: str
    period: Period


@dataclass(frozen=True)
class Totals:
    """Totals of the table `rows`, kept in the table `totals` (grain, place, `day`, the cell, many) and, until
    they are folded, in `changes` (the places, `day`, the cell, many). `cell` are the columns of a row by
    which it is told from others, `places` those of the places."""

    rows: str
    changes: str
    totals: str
    day: str
    places: tuple[str, ...]
    cell: tuple[str, ...]
    grains: tuple[Grain, ...]

    @cached_property
    def noted(self) -> str:
        """The columns that are noted of a row."""
        return ", ".join((*self.places, self.day, *self.cell))

    @cached_property
    def kept(self) -> str:
        """The columns by which a total is found."""
        return ", ".join(("grain", "place", self.day, *self.cell))

    def spread(self, source: str, vendor: str) -> str:
        """What is noted in `source`, once for each grain."""
        cell, parts = ", ".join(self.cell), []
        for one in self.grains:
            first = _FIRST_DAY.get((vendor, one.period), "{0}").format(self.day)
            there = f" WHERE {one.place} IS NOT NULL" if one.place else ""
            parts.append(
                f"SELECT '{one.letter}' AS grain, {one.place or 0} AS place, {first} AS {self.day}, "  # noqa: S608 (names of ours, as below)
                f"{cell}, many FROM {source}{there}"
            )
        return " UNION ALL ".join(parts)


def keeps_totals(of: Totals) -> Guard:
    """Every change of the rows is noted for the totals, inside the transaction that changes them; where the
    guard was away, all is counted anew."""
    name, add = f"{of.rows}_totalled", f"INSERT INTO {of.changes} ({of.noted}, many)"
    events = {"insert": ("new",), "delete": ("old",), "update": ("old", "new")}
    postgresql = (
        f"CREATE OR REPLACE TRIGGER {name}_{event} AFTER {event.upper()} ON {of.rows} REFERENCING "
        f"{' '.join(f'{side.upper()} TABLE AS {side}_rows' for side in sides)} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        for event, sides in events.items()
    )
    return Guard(
        name,
        # Not there before the migration that makes it, and no trigger can note anything then.
        of.changes,
        create={
            "sqlite": tuple(_row_triggers(of, name, add)),
            "postgresql": (
                _function(of, name, add),
                *postgresql,
                f"CREATE OR REPLACE TRIGGER {name}_truncate AFTER TRUNCATE ON {of.rows} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
            ),
        },
        drop={
            "sqlite": tuple(f"DROP TRIGGER IF EXISTS {name}_{event}" for event in events),
            "postgresql": tuple(
                f"DROP TRIGGER IF EXISTS {name}_{event} ON {of.rows}" for event in (*events, "truncate")
            ),
        },
        reads=(of.changes,),
        anew={"sqlite": tuple(_recounted(of, "sqlite")), "postgresql": tuple(_recounted(of, "postgresql"))},
    )


def _row_triggers(of: Totals, name: str, add: str) -> Iterator[str]:
    columns = (*of.places, of.day, *of.cell)

    def row(side: str, many: int) -> str:
        return f"{add} VALUES ({', '.join(f'{side}.{one}' for one in columns)}, {many});"

    moved = " OR ".join(f"OLD.{one} IS NOT NEW.{one}" for one in columns)
    made = {
        "insert": ("", row("NEW", 1)),
        "delete": ("", row("OLD", -1)),
        "update": (f"WHEN {moved} ", f"{row('OLD', -1)} {row('NEW', 1)}"),
    }
    for event, (when, done) in made.items():
        yield (
            f"CREATE TRIGGER IF NOT EXISTS {name}_{event} AFTER {event.upper()} ON {of.rows} {when}"
            f"BEGIN {done} END"
        )


def _function(of: Totals, name: str, add: str) -> str:
    """Of a whole statement at once. Rows are not added up here, which would cost a writer of one row more
    than the line: folding does it. What an update leaves as it was is left out."""

    def noted(side: str, many: int) -> str:
        return f"{add} SELECT {of.noted}, {many} FROM {side}_rows"  # noqa: S608

    both = f"SELECT {of.noted}, 1 AS many FROM new_rows UNION ALL SELECT {of.noted}, -1 FROM old_rows"  # noqa: S608
    moved = (
        f"{add} SELECT {of.noted}, sum(many) FROM ({both}) AS moved GROUP BY {of.noted} HAVING sum(many) <> 0"  # noqa: S608
    )
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN CASE TG_OP "  # noqa: S608
        f"WHEN 'INSERT' THEN {noted('new', 1)}; WHEN 'DELETE' THEN {noted('old', -1)}; "
        f"WHEN 'UPDATE' THEN {moved}; ELSE DELETE FROM {of.changes}; DELETE FROM {of.totals}; END CASE; "
        f"RETURN NULL; END $$"
    )


def fold(of: Totals) -> None:
    """Adds to the totals what was appended and is committed. Nobody who adds up both sees it in between."""
    connection = transaction.get_connection()
    with transaction.atomic():
        alone_with(connection, _FOLDING, [0])
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {of.changes} LIMIT 1")  # noqa: S608
            if cursor.fetchone() is None:
                return
            for statement in _folded(of, connection.vendor):
                cursor.execute(statement)


def _folded(of: Totals, vendor: str) -> Iterator[str]:
    spread = of.spread("gone" if vendor == "postgresql" else of.changes, vendor)
    touched, period = f"grain, place, {of.day}", ("grain", "place", of.day)
    add = f"INSERT INTO {of.totals} ({of.kept}, many) SELECT {of.kept}, sum(many) FROM"
    grouped = f"GROUP BY {of.kept} HAVING sum(many) <> 0"
    if vendor == "postgresql":
        same = " AND ".join(f"kept.{one} = touched.{one}" for one in period)
        told = ", ".join(f"kept.{one}" for one in (*period, *of.cell, "many"))
        # One statement: what another transaction commits meanwhile is neither taken away nor added.
        yield (
            f"WITH gone AS (DELETE FROM {of.changes} RETURNING {of.noted}, many), "  # noqa: S608
            f"spread AS MATERIALIZED ({spread}), touched AS (SELECT DISTINCT {touched} FROM spread), "
            f"old AS (DELETE FROM {of.totals} AS kept USING touched WHERE {same} RETURNING {told}) "
            f"{add} (SELECT * FROM spread UNION ALL SELECT * FROM old) AS every {grouped}"
        )
        return
    met = f"FROM {of.totals} WHERE ({touched}) IN (SELECT {touched} FROM sauro_folding)"  # noqa: S608
    yield f"CREATE TEMP TABLE sauro_folding AS {spread}"
    yield f"DELETE FROM {of.changes}"  # noqa: S608
    yield f"INSERT INTO sauro_folding SELECT {of.kept}, many {met}"
    yield f"DELETE {met}"
    yield f"{add} sauro_folding {grouped}"
    yield "DROP TABLE sauro_folding"


def recount(of: Totals) -> None:
    """Counts all totals anew from the rows."""
    connection = transaction.get_connection()
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in _recounted(of, connection.vendor):
            cursor.execute(statement)


def _rows(of: Totals) -> str:
    return f"counted AS MATERIALIZED (SELECT {of.noted}, count(*) AS many FROM {of.rows} GROUP BY {of.noted})"  # noqa: S608


def _recounted(of: Totals, vendor: str) -> Iterator[str]:
    add = f"INSERT INTO {of.totals} ({of.kept}, many)"
    every = f"SELECT {of.kept}, sum(many) FROM ({of.spread('counted', vendor)}) AS every GROUP BY {of.kept}"  # noqa: S608
    forgotten = f"DELETE FROM {of.changes}", f"DELETE FROM {of.totals}"  # noqa: S608
    if vendor == "postgresql":
        yield f"SELECT pg_advisory_xact_lock({_FOLDING}, 0)"
        # One statement has one snapshot: what is not among its rows is not among the changes it takes away.
        yield f"WITH gone AS ({forgotten[0]}), old AS ({forgotten[1]}), {_rows(of)} {add} {every}"
        return
    yield from forgotten
    yield f"{add} WITH {_rows(of)} {every}"


@dataclass(frozen=True, slots=True)
class Differing:
    """A total that is not what the rows come to; `cell` are the values of its columns."""

    grain: str
    place: int
    first: date
    cell: tuple[Any, ...]
    stored: int
    counted: int


@dataclass(frozen=True, slots=True)
class Audited:
    """How many totals were compared with the rows, how many differ, and the first of those."""

    compared: int
    differing: int
    first: Sequence[Differing]


def audited(of: Totals, *, most: int) -> Audited:
    """Compares every total with the rows, in one statement; names at most so many that differ."""
    connection = transaction.get_connection()
    vendor, columns = connection.vendor, f"{of.kept}, many AS stored, 0 AS counted"
    both = (
        f"SELECT {columns} FROM {of.totals} "  # noqa: S608
        f"UNION ALL SELECT {columns} FROM ({of.spread(of.changes, vendor)}) AS noted "
        f"UNION ALL SELECT {of.kept}, 0, many FROM ({of.spread('counted', vendor)}) AS found"
    )
    statement = (
        f"WITH {_rows(of)}, judged AS MATERIALIZED (SELECT {of.kept}, sum(stored) AS stored, "  # noqa: S608
        f"sum(counted) AS counted FROM ({both}) AS sides GROUP BY {of.kept}), "
        "wrong AS (SELECT * FROM judged WHERE stored <> counted) "
        "SELECT (SELECT count(*) FROM judged WHERE stored <> 0 OR counted <> 0), "
        "(SELECT count(*) FROM wrong), wrong.* FROM (SELECT 1) AS once LEFT JOIN wrong ON TRUE "
        f"ORDER BY grain, place, {of.day} LIMIT {int(most)}"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall()
    found = [_differing(row[2:]) for row in rows if row[2] is not None]
    return Audited(int(rows[0][0]), int(rows[0][1]), found)


def _differing(row: tuple[Any, ...]) -> Differing:
    grain, place, first, *cell, stored, counted = row
    day = first if isinstance(first, date) else date.fromisoformat(first)
    return Differing(grain, int(place), day, tuple(cell), int(stored), int(counted))
