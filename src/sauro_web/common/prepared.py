"""Questions that every page asks in the same words: Django words each anew, which takes ten times as long as
its answer, and PostgreSQL plans each anew, which takes three times as long."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, QuerySet, Value
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

from sauro_web.common.between_pages import kept
from sauro_web.common.planned import Planned, planned_cursor, with_texts

__all__ = ["count_of", "records_of", "rows_of"]

Record = TypeVar("Record")
_DRAWN = ("select", "klass_info", "annotation_col_map", "has_extra_select", "col_count")
"""What a compiler knows once it has worded a query: which column of a row goes where."""
_CONVERTED = "converters"
"""What is made of the columns that are not taken as they come."""


class _Worded:
    """Stands for the query of a `QuerySet` that was worded before: Django asks it for a compiler and is given
    one that has its words already. Nothing but reading all rows may be asked of it."""

    def __init__(self, query: Query, words: str, parameters: Sequence[Any], drawn: Mapping[str, Any]) -> None:
        self._query, self._words, self._parameters, self._drawn = query, words, tuple(parameters), drawn

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)

    def chain(self) -> _Worded:
        """The same: nothing is changed of it."""
        return self

    def get_compiler(self, using: str | None = None, **options: Any) -> SQLCompiler:
        """Of the connection of whoever asks."""
        compiler = self._query.get_compiler(using, **options)
        vars(compiler).update(self._drawn, connection=Planned(compiler.connection))
        vars(compiler)["get_converters"] = lambda expressions: self._drawn[_CONVERTED]
        vars(compiler)["as_sql"] = lambda: (self._words, self._parameters)
        return compiler


def records_of(name: Hashable, rows: Callable[[], QuerySet[Any, Record]]) -> list[Record]:
    """What the query set gives, with everything that it fetches along by joining. Its words are kept between
    pages as in `rows_of`: whatever they depend on stands in `name`. One query, none where it is known that
    nothing can be found."""
    found = kept(("worded", name), lambda: _worded(rows()))
    return list(found.all()) if found is not None else []


def _worded(rows: QuerySet[Any, Record]) -> QuerySet[Any, Record] | None:
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        worded, asked = compiler.as_sql()
    except EmptyResultSet:
        return None
    words, parameters = with_texts(worded, asked, connection)
    # For all who ask the same for themselves: the parts of a query are many times its words.
    shape = kept(("shape", words), lambda: (rows.query, words, _drawn(compiler)))
    known = rows.all()
    vars(known)["_query"] = _Worded(shape[0], shape[1], parameters, shape[2])
    return known


def _drawn(compiler: SQLCompiler) -> dict[str, Any]:
    drawn: dict[str, Any] = {one: getattr(compiler, one) for one in _DRAWN}
    columns = [column for column, *_ in drawn["select"][: drawn["col_count"]]]
    return drawn | {_CONVERTED: compiler.get_converters(columns)}


def rows_of(name: Hashable, rows: Callable[[], QuerySet[Any, Any]]) -> list[tuple[Any, ...]]:
    """The rows of a `values_list` of numbers as the database gives them, which no field turns into anything
    else. Its words are kept between pages (`between_pages.kept`): whatever they depend on stands in `name`.
    One query."""
    worded = kept(("prepared", name), lambda: _words_of(rows()))
    if worded is None:
        return []
    with planned_cursor(connection) as cursor:
        cursor.execute(*worded)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _words_of(rows: QuerySet[Any, Any]) -> tuple[str, tuple[Any, ...]] | None:
    try:
        return with_texts(*rows.query.sql_with_params(), connection)
    except EmptyResultSet:
        return None


def count_of(name: Hashable, rows: Callable[[], QuerySet[Any]]) -> int:
    """How many rows there are, asked in the same way."""

    def counted() -> QuerySet[Any, Any]:
        alike = rows().order_by().annotate(alike=Value(1)).values("alike")
        return alike.annotate(number=Count("pk")).values_list("number")

    found = rows_of(name, counted)
    return int(found[0][0]) if found else 0
