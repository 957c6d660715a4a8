"""A database that refuses every change of a part that does not raise its version."""

from __future__ import annotations

from django.db import connection

__all__ = ["refuse_silent_changes"]

_NAME, _TABLE = "silent_change", "tasks_unittask"
_SQLITE = (
    f"CREATE TRIGGER {_NAME} BEFORE UPDATE ON {_TABLE} WHEN NEW.version <= OLD.version "
    "BEGIN SELECT RAISE(ABORT, 'a part changed without its version'); END",
)
_POSTGRESQL = (
    f"CREATE FUNCTION {_NAME}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.version <= OLD.version "
    "THEN RAISE EXCEPTION 'a part changed without its version'; END IF; RETURN NEW; END $$",
    f"CREATE TRIGGER {_NAME} BEFORE UPDATE ON {_TABLE} FOR EACH ROW EXECUTE FUNCTION {_NAME}()",
)


def refuse_silent_changes() -> None:
    """Until the end of the transaction that a test is."""
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)
