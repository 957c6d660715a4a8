"""Statements that are asked again and again: PostgreSQL reads and plans each once for a connection."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.backends.utils import CursorWrapper

__all__ = ["Planned", "planned_cursor"]


def planned_cursor(connection: Any) -> CursorWrapper:
    """In the place of `connection.cursor()`, which on PostgreSQL writes the parameters into the words, so
    that they are read and planned anew each time: three times as long as the answer takes. The server sees
    for itself whether a plan for all parameters is as good as one for these."""
    # Where statements are logged they are wanted with their parameters.
    if connection.vendor != "postgresql" or connection.queries_logged:
        cursor: CursorWrapper = connection.cursor()
        return cursor
    from django.db.backends.postgresql.base import ServerBindingCursor

    connection.ensure_connection()
    held = connection.connection
    if held.prepare_threshold is None:
        # Nothing else is ever planned ahead, however often it comes.
        held.prepare_threshold = sys.maxsize
    with connection.wrap_database_errors:
        bare = _planning(ServerBindingCursor)(held)
    planned: CursorWrapper = connection.make_cursor(bare)
    return planned


@cache
def _planning(cursors: type[Any]) -> type[Any]:
    """Cursors like these that have every statement planned once."""

    class Cursor(cursors):
        def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
            return super().execute(query, params, **{**options, "prepare": True})

    return Cursor


class Planned:
    """Stands for a connection, whose cursors are such ones."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def cursor(self) -> CursorWrapper:
        """As `planned_cursor` has it."""
        return planned_cursor(self._connection)
