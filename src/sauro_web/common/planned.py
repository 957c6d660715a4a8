"""Statements that are asked again and again: PostgreSQL reads and plans each once for a connection."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

__all__ = ["Planned", "planned_cursor", "with_texts"]

_PLACES = re.compile(r"%%|%(?:\((?P<name>\w+)\))?s")


def planned_cursor(connection: Any) -> CursorWrapper:
    """In the place of `connection.cursor()`, which on PostgreSQL writes the parameters into the words, so
    that they are read and planned anew each time: three times as long as the answer takes. The server sees
    for itself whether a plan for all parameters is as good as one for these."""
    # Where statements are logged they are wanted with their parameters.
    if connection.vendor != "postgresql" or connection.queries_logged:
        cursor: CursorWrapper = connection.cursor()
        return cursor
    connection.ensure_connection()
    held = connection.connection
    if held.prepare_threshold is None:
        # Nothing else is ever planned ahead, however often it comes.
        held.prepare_threshold = sys.maxsize
    with connection.wrap_database_errors:
        bare = _planning()(held)
    planned: CursorWrapper = connection.make_cursor(bare)
    return planned


@cache
def _planning() -> type[Any]:
    """Cursors that have every statement planned once."""
    from psycopg import RawCursor

    class Cursor(RawCursor):
        def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
            if params is not None:
                query, names = _numbered(query)
                params = [params[name] for name in names] if names else params
            return super().execute(query, params, **{**options, "prepare": True})

    return Cursor


@lru_cache(maxsize=5_000)
def _numbered(words: str) -> tuple[bytes, tuple[str, ...]]:
    """The words with places as PostgreSQL itself writes them, and the names that stood there, in their order,
    where there were names: the driver would look for them anew each time that a statement has many."""
    names: dict[str, int] = {}
    places = count(1)

    def put(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return "%"
        if not place["name"]:
            return f"${next(places)}"
        return f"${names.setdefault(place['name'], len(names) + 1)}"

    return _PLACES.sub(put, words).encode(), tuple(names)


def with_texts(words: str, parameters: Sequence[Any], connection: Any) -> tuple[str, tuple[Any, ...]]:
    """For PostgreSQL: texts become part of the words, numbers and days stay parameters. Where a question is
    put together by the program its texts are states and kinds, of which there are few and which indexes are
    made for: a plan that is to serve for any state can use none of them."""
    if connection.vendor != "postgresql":
        return words, tuple(parameters)
    from psycopg.sql import quote

    left, kept = iter(parameters), []

    def put(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return place[0]
        value = next(left)
        if isinstance(value, str):
            return quote(str(value), connection.connection).replace("%", "%%")
        kept.append(value)
        return place[0]

    return _PLACES.sub(put, words), tuple(kept)


class Planned:
    """Stands for a connection, whose cursors are such ones."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def cursor(self) -> CursorWrapper:
        """As `planned_cursor` has it."""
        return planned_cursor(self._connection)
