"""Rows that many writers put in one after another, each while it holds what the others wait for: in as few
statements as can be, none of them put together anew. Django's own ways would double the time of waiting."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any

from django.db import models, transaction

from sauro_web.common.planned import planned_cursor

__all__ = ["ChainEnd", "append_row", "held_end", "insert_row", "insert_rows", "next_key"]


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """The row in which the end of a chain of rows stands: its key, and the fields that tell the end."""

    rows: type[models.Model]
    names: tuple[str, ...]
    key: int


def insert_row(row: models.Model) -> None:
    """Puts in a new row and gives it its key, as `save(force_insert=True)` does, without its signals."""
    connection = transaction.get_connection()
    insertion = _insertion(type(row), connection.vendor)
    key = row._meta.pk
    with planned_cursor(connection) as cursor:
        cursor.execute(
            f"{insertion.statement} RETURNING {connection.ops.quote_name(key.column)}", insertion.values(row)
        )
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias


def insert_rows(rows: Sequence[models.Model]) -> None:
    """Puts in many new rows of one model and gives them their keys, as `bulk_create` does, at a third of its
    cost where rows are wide.

    Raises `TransactionManagementError` outside a transaction.
    """
    if not rows:
        return
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("rows are put in inside a transaction")
    meta, quote = type(rows[0])._meta, connection.ops.quote_name
    insertion = _insertion(type(rows[0]), connection.vendor, with_key=True)
    columns = ", ".join(quote(str(field.column)) for field in insertion.fields)
    with connection.cursor() as cursor:
        for row, key in zip(rows, _next_keys(cursor, meta, len(rows)), strict=True):
            row.pk = key
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {quote(meta.db_table)} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(insertion.values(row))
        else:
            cursor.executemany(insertion.statement, [insertion.values(row) for row in rows])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias


def _next_keys(cursor: Any, meta: Any, count: int) -> Sequence[int]:
    """The keys that the database would give so many new rows of a table."""
    connection = transaction.get_connection()
    if connection.vendor == "postgresql":
        cursor.execute(f"SELECT {next_key(meta.model)} FROM generate_series(1, %s)", [count])  # noqa: S608
        return [key for (key,) in cursor.fetchall()]
    quote = connection.ops.quote_name
    highest = f"SELECT MAX({quote(meta.pk.column)}) FROM {quote(meta.db_table)}"  # noqa: S608
    given = "SELECT seq FROM sqlite_sequence WHERE name = %s"
    cursor.execute(f"SELECT MAX(COALESCE(({given}), 0), COALESCE(({highest}), 0))", [meta.db_table])
    last = int(cursor.fetchone()[0])
    return range(last + 1, last + count + 1)


def next_key(rows: type[models.Model]) -> str:
    """What PostgreSQL is asked for the key of a new row of the table: part of a statement."""
    quote, meta = transaction.get_connection().ops.quote_name, rows._meta
    return f"nextval(pg_get_serial_sequence('{quote(meta.db_table)}', '{meta.pk.column}'))"


def held_end(end: ChainEnd) -> tuple[Any, ...] | None:
    """The fields of the end of a chain, which is held until the transaction ends; None where there is none.

    Raises `TransactionManagementError` outside a transaction.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a row is held inside a transaction")
    quote, meta = connection.ops.quote_name, end.rows._meta
    columns = ", ".join(quote(str(meta.get_field(name).column)) for name in end.names)  # type: ignore[union-attr]
    # On SQLite whoever writes is alone.
    lock = " FOR NO KEY UPDATE" if connection.vendor == "postgresql" else ""
    statement = f"SELECT {columns} FROM {quote(meta.db_table)} WHERE {quote(meta.pk.column)} = %s{lock}"  # noqa: S608
    with planned_cursor(connection) as cursor:
        cursor.execute(statement, [end.key])
        found = cursor.fetchone()
    return None if found is None else tuple(found)


def append_row(
    row: models.Model, onward: Sequence[Any], end: ChainEnd, *, beside: models.Model | None = None
) -> None:
    """Puts in a row whose key is given, and moves the held end of its chain on, until its fields are
    these; with them a row of another table that has its key already (`beside`). One statement where the
    database takes several in one."""
    connection = transaction.get_connection()
    quote, meta = connection.ops.quote_name, end.rows._meta
    columns = (quote(str(meta.get_field(name).column)) for name in end.names)  # type: ignore[union-attr]
    places = ", ".join(f"{column} = %s" for column in columns)
    move = f"UPDATE {quote(meta.db_table)} SET {places} WHERE {quote(meta.pk.column)} = %s"  # noqa: S608
    steps: list[tuple[str, Sequence[Any]]] = [(move, [*onward, end.key])]
    if beside is not None:
        insertion = _insertion(type(beside), connection.vendor, with_key=True)
        steps.append((insertion.statement, insertion.values(beside)))
    insertion = _insertion(type(row), connection.vendor)
    steps.append((insertion.statement, insertion.values(row)))
    if connection.vendor == "postgresql":
        first = ", ".join(f"step{place} AS ({step})" for place, (step, _) in enumerate(steps[:-1]))
        steps = [(f"WITH {first} {steps[-1][0]}", [value for _, values in steps for value in values])]
    with planned_cursor(connection) as cursor:
        for step, values in steps:
            cursor.execute(step, values)
    for one in (row, beside):
        if one is not None:
            one._state.adding, one._state.db = False, connection.alias


@dataclass(frozen=True, slots=True)
class _Insertion:
    """Putting rows into a table."""

    statement: str
    fields: tuple[Any, ...]
    read: Callable[[models.Model], tuple[Any, ...]]
    """What stands in a record for each field."""
    asked: tuple[tuple[int, Any], ...]
    """Fields that must be asked what they write, with their places."""

    def values(self, row: models.Model) -> list[Any]:
        """What the fields write of a row, as the database takes it."""
        values = list(self.read(row))
        if self.asked:
            connection = transaction.get_connection()
            for place, field in self.asked:
                value = field.pre_save(row, row._state.adding)
                values[place] = field.get_db_prep_save(value, connection=connection)
        return values


@lru_cache(maxsize=64)
def _insertion(rows: type[models.Model], vendor: str, *, with_key: bool = False) -> _Insertion:
    """How the table takes a row: all fields but a key that the database gives, unless it gave it before
    (`with_key`)."""
    connection = transaction.get_connection()
    quote, meta = connection.ops.quote_name, rows._meta
    fields = tuple(
        field for field in meta.concrete_fields if with_key or not isinstance(field, models.AutoField)
    )
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join("%s" for _ in fields)
    return _Insertion(
        f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({places})",  # noqa: S608
        fields,
        attrgetter(*(field.attname for field in fields)),
        tuple((place, one) for place, one in enumerate(fields) if not _as_it_stands(one.__class__)),
    )


_PREPARING = frozenset(("pre_save", "get_prep_value", "get_db_prep_value", "get_db_prep_save"))
_BARE = frozenset(
    (
        models.BigAutoField, models.BooleanField, models.CharField, models.ForeignKey, models.IntegerField,
        models.PositiveBigIntegerField, models.PositiveIntegerField, models.PositiveSmallIntegerField,
        models.TextField,
    )
)  # fmt: skip


def _as_it_stands(kind: type[Any]) -> bool:
    """Whether a field of this kind gives the database the value that stands in the record: asking it would
    cost more than all else."""
    return kind in _BARE or (kind.__base__ in _BARE and _PREPARING.isdisjoint(vars(kind)))
