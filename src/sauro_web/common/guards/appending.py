"""Rows that many writers put in one after another, each while it holds what the others wait for: in as few
statements as can be, none of them put together anew. Django's own ways would double the time of waiting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import models, transaction

__all__ = ["append_row", "held_end", "insert_row"]


def insert_row(row: models.Model) -> None:
    """Puts in a new row and gives it its key, as `save(force_insert=True)` does, without its signals."""
    connection = transaction.get_connection()
    statement, fields = _insertion(type(row), connection.vendor)
    key = row._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(f"{statement} RETURNING {connection.ops.quote_name(key.column)}", _values(row, fields))
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, connection.alias


def held_end(ends: type[models.Model], names: Sequence[str], key: int) -> tuple[Any, ...] | None:
    """These fields of a row, which is held until the transaction ends; None where there is none.

    Raises `TransactionManagementError` outside a transaction.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a row is held inside a transaction")
    quote, meta = connection.ops.quote_name, ends._meta
    columns = ", ".join(quote(str(meta.get_field(name).column)) for name in names)  # type: ignore[union-attr]
    # On SQLite whoever writes is alone.
    lock = " FOR NO KEY UPDATE" if connection.vendor == "postgresql" else ""
    statement = f"SELECT {columns} FROM {quote(meta.db_table)} WHERE {quote(meta.pk.column)} = %s{lock}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])
        found = cursor.fetchone()
    return None if found is None else tuple(found)


def append_row(row: models.Model, end: models.Model, names: Sequence[str]) -> None:
    """Puts in a row whose key is given, and moves the held `end` of its chain on: these fields of it are
    written. One statement where the database takes two in one."""
    connection = transaction.get_connection()
    quote, meta = connection.ops.quote_name, end._meta
    moved = [meta.get_field(name) for name in names]
    places = ", ".join(f"{quote(str(field.column))} = %s" for field in moved)  # type: ignore[union-attr]
    move = f"UPDATE {quote(meta.db_table)} SET {places} WHERE {quote(meta.pk.column)} = %s"  # noqa: S608
    onward = [*_values(end, moved), end.pk]
    insert, fields = _insertion(type(row), connection.vendor)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"WITH moved AS ({move}) {insert}", [*onward, *_values(row, fields)])
        else:
            cursor.execute(move, onward)
            cursor.execute(insert, _values(row, fields))
    row._state.adding, row._state.db = False, connection.alias


@lru_cache(maxsize=64)
def _insertion(rows: type[models.Model], vendor: str) -> tuple[str, tuple[Any, ...]]:
    """The statement that puts in a row of the table, and the fields that it takes: all but a key that the
    database gives."""
    connection = transaction.get_connection()
    quote, meta = connection.ops.quote_name, rows._meta
    fields = tuple(field for field in meta.concrete_fields if not isinstance(field, models.AutoField))
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join("%s" for _ in fields)
    return f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({places})", fields  # noqa: S608


def _values(row: models.Model, fields: Sequence[Any]) -> list[Any]:
    """What the fields write of a row, as the database takes it."""
    connection = transaction.get_connection()
    return [
        field.get_db_prep_save(field.pre_save(row, row._state.adding), connection=connection)
        for field in fields
    ]
