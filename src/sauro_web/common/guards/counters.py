"""Numbers that are drawn one after another."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction

from sauro_web.common.planned import planned_cursor

__all__ = ["count_up", "counted_up_together"]


def count_up(rows: type[models.Model], field: str, *also: str, **where: int) -> tuple[int, ...] | None:
    """Raises a counter by one and gives what it has become, with what stands in other columns of numbers of
    its row (`also`); the row is held until the transaction ends. None where there is no such row. One
    statement, so that whoever waits for the row waits as short as can be: Django's own would be two.

    Raises `TransactionManagementError` outside a transaction.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a counter is raised inside a transaction")
    quote, meta = connection.ops.quote_name, rows._meta
    told = [quote(str(meta.get_field(name).column)) for name in (field, *also)]  # type: ignore[union-attr]
    named = " AND ".join(f"{quote(meta.get_field(name).column)} = %s" for name in where)  # type: ignore[union-attr]
    raised = f"UPDATE {quote(meta.db_table)} SET {told[0]} = {told[0]} + 1 WHERE {named}"  # noqa: S608
    with planned_cursor(connection) as cursor:
        cursor.execute(f"{raised} RETURNING {', '.join(told)}", list(where.values()))
        found = cursor.fetchall()
    return tuple(map(int, found[0])) if found else None


def counted_up_together(
    rows: type[models.Model], field: str, *, of: str, kept_in: str, where: dict[str, int], place: int
) -> int:
    """How far counters have come together, nought where there are none: those whose record `of` stands in a
    place (its column `kept_in`), where these fields are so. It rises with every number that is drawn. One
    statement."""
    connection = transaction.get_connection()
    quote, meta = connection.ops.quote_name, rows._meta
    fields: dict[str, Any] = {name: meta.get_field(name) for name in (field, of, *where)}
    above = fields[of].related_model._meta
    names = {name: quote(one.column) for name, one in fields.items()}
    column, key = names[field], names[of]
    named = " AND ".join(f"{names[name]} = %s" for name in where)
    place_in = quote(str(above.get_field(kept_in).column))
    inside = f"SELECT {quote(above.pk.column)} FROM {quote(above.db_table)} WHERE {place_in} = %s"  # noqa: S608
    statement = f"SELECT SUM({column}) FROM {quote(meta.db_table)} WHERE {named} AND {key} IN ({inside})"  # noqa: S608
    with planned_cursor(connection) as cursor:
        cursor.execute(statement, [*where.values(), place])
        (found,) = cursor.fetchone()
    return int(found or 0)
