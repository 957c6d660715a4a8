"""Questions that every page asks in the same words: Django words each anew, which takes ten times as long as
its answer."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from django.db import connection
from django.db.models import Count, QuerySet, Value

from sauro_web.common.between_pages import kept

__all__ = ["count_of", "rows_of"]


def rows_of(name: Hashable, rows: Callable[[], QuerySet[Any, Any]]) -> list[tuple[Any, ...]]:
    """The rows of a `values_list` of numbers as the database gives them, which no field turns into anything
    else. Its words are kept between pages (`between_pages.kept`): whatever they depend on stands in `name`.
    One query."""
    words, parameters = kept(("prepared", name), lambda: rows().query.sql_with_params())
    with connection.cursor() as cursor:
        cursor.execute(words, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def count_of(name: Hashable, rows: Callable[[], QuerySet[Any]]) -> int:
    """How many rows there are, asked in the same way."""

    def counted() -> QuerySet[Any, Any]:
        alike = rows().order_by().annotate(alike=Value(1)).values("alike")
        return alike.annotate(number=Count("pk")).values_list("number")

    found = rows_of(name, counted)
    return int(found[0][0]) if found else 0
