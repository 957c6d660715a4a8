"""Numbers that are drawn one after another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import models, transaction

from sauro_web.common.guards.appending import ChainEnd, held_end, next_key
from sauro_web.common.planned import planned_cursor

__all__ = ["Counted", "Together", "count_up", "count_up_holding", "counted_up_together"]


@dataclass(frozen=True, slots=True)
class Together:
    """Counters of a table taken together: those whose record `of` stands in a place (its column `kept_in`),
    where a field of theirs (`where`) is so."""

    rows: type[models.Model]
    field: str
    of: str
    kept_in: str
    where: str

    @property
    def sum(self) -> str:
        """How far they have come: a part of a statement, which is given the field, then the place."""
        quote, meta = transaction.get_connection().ops.quote_name, self.rows._meta
        of: Any = meta.get_field(self.of)
        above = of.related_model._meta
        place = quote(str(above.get_field(self.kept_in).column))
        inside = f"SELECT {quote(above.pk.column)} FROM {quote(above.db_table)} WHERE {place} = %s"  # noqa: S608
        named = _columns(self.rows, (self.where,))
        return (
            f"(SELECT COALESCE(SUM({_columns(self.rows, (self.field,))}), 0) FROM {quote(meta.db_table)} "  # noqa: S608
            f"WHERE {named} = %s AND {quote(of.column)} IN ({inside}))"
        )


@dataclass(frozen=True, slots=True)
class Counted:
    """A counter that was raised, and what is held with it."""

    numbers: tuple[int, ...]
    """What it has become, and what else was asked of its row."""
    end: tuple[Any, ...]
    """The fields of the end of the chain."""
    together: int
    """How far the counters of the place have come with this one, without those that are being raised beside
    it."""
    key: int | None = None
    """For the row that is to bear the number, where the database can give it before."""


def count_up_holding(
    rows: type[models.Model],
    field: str,
    *also: str,
    end: ChainEnd,
    together: tuple[Together, int, int],
    bearer: type[models.Model],
    **where: int,
) -> Counted | None:
    """`count_up`, `counted_up_together` and `held_end` in one, and the key of the row of `bearer` that is to
    have the number: on PostgreSQL one statement, so that whoever waits for the counter waits for fewer
    answers. None, and nothing raised, where there is no such counter or no such end.

    Raises `TransactionManagementError` outside a transaction.
    """
    connection = transaction.get_connection()
    beside, field_is, place = together
    if connection.vendor != "postgresql":
        held = held_end(end)
        numbers = count_up(rows, field, *also, **where) if held is not None else None
        if held is None or numbers is None:
            return None
        return Counted(numbers, held, counted_up_together(beside, field_is, place))
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a counter is raised inside a transaction")
    with planned_cursor(connection) as cursor:
        cursor.execute(
            _raised_and_held(rows, (field, *also), end, beside, bearer, tuple(where)),
            [*where.values(), end.key, field_is, place, end.key],
        )
        found = cursor.fetchall()
    if not found:
        return None
    (key, summed), told = found[0][:2], found[0][2:]
    many = 1 + len(also)
    # The sum is of before the statement: this number is not in it yet.
    return Counted(tuple(map(int, told[:many])), tuple(told[many:]), int(summed) + 1, key)


@lru_cache(maxsize=64)
def _raised_and_held(
    rows: type[models.Model],
    told: tuple[str, ...],
    end: ChainEnd,
    together: Together,
    bearer: type[models.Model],
    where: tuple[str, ...],
) -> str:
    """The counter is raised first, then the end is held: rows are locked as the last step of a statement."""
    quote, last = transaction.get_connection().ops.quote_name, end.rows._meta
    held = f"{quote(last.db_table)} AS held WHERE held.{quote(last.pk.column)} = %s"
    raised = (
        f"{_raising(rows, told[0], where)} AND EXISTS (SELECT 1 FROM {held}) "  # noqa: S608
        f"RETURNING {next_key(bearer)}, {together.sum} AS together, {_columns(rows, told)}"
    )
    names = ", ".join(f"held.{quote(str(last.get_field(name).column))}" for name in end.names)  # type: ignore[union-attr]
    return f"WITH raised AS ({raised}) SELECT raised.*, {names} FROM raised, {held} FOR NO KEY UPDATE OF held"  # noqa: S608


def _columns(rows: type[models.Model], names: tuple[str, ...]) -> str:
    quote = transaction.get_connection().ops.quote_name
    return ", ".join(quote(str(rows._meta.get_field(name).column)) for name in names)  # type: ignore[union-attr]


@lru_cache(maxsize=64)
def _raising(rows: type[models.Model], field: str, where: tuple[str, ...]) -> str:
    quote, meta = transaction.get_connection().ops.quote_name, rows._meta
    column = _columns(rows, (field,))
    named = " AND ".join(f"{quote(meta.get_field(name).column)} = %s" for name in where)  # type: ignore[union-attr]
    return f"UPDATE {quote(meta.db_table)} SET {column} = {column} + 1 WHERE {named}"  # noqa: S608


def count_up(rows: type[models.Model], field: str, *also: str, **where: int) -> tuple[int, ...] | None:
    """Raises a counter by one and gives what it has become, with what stands in other columns of numbers of
    its row (`also`); the row is held until the transaction ends. None where there is no such row. One
    statement, so that whoever waits for the row waits as short as can be: Django's own would be two.

    Raises `TransactionManagementError` outside a transaction.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("a counter is raised inside a transaction")
    statement = f"{_raising(rows, field, tuple(where))} RETURNING {_columns(rows, (field, *also))}"
    with planned_cursor(connection) as cursor:
        cursor.execute(statement, list(where.values()))
        found = cursor.fetchall()
    return tuple(map(int, found[0])) if found else None


def counted_up_together(counters: Together, field_is: int, place: int) -> int:
    """How far these counters have come, nought where there are none. It rises with every number that is drawn
    there. One statement."""
    with planned_cursor(transaction.get_connection()) as cursor:
        cursor.execute(f"SELECT {_sum(counters)}", [field_is, place])
        (found,) = cursor.fetchone()
    return int(found)


@lru_cache(maxsize=64)
def _sum(counters: Together) -> str:
    return counters.sum
