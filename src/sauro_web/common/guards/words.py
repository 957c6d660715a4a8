"""The index by which the words of a column are found (`common.word_index`)."""

from __future__ import annotations

from sauro_web.common.guards.guard import Guard

__all__ = ["indexed_words", "words_in"]


def words_in(column: str) -> str:
    """The words of a column as PostgreSQL compares and indexes them; whatever asks by this very expression
    is answered by the index."""
    return f"array_to_tsvector(array_remove(string_to_array({column}, ' '), ''))"


def indexed_words(table: str, *, column: str) -> Guard:
    """The index by which the words of a column are found (`common.word_index`): GIN over its words on
    PostgreSQL, on SQLite a table of FTS5 that follows every change and is made anew where it was away."""
    name = f"{table}_{column}"
    old = f"INSERT INTO {name}({name}, rowid, {column}) VALUES ('delete', OLD.id, OLD.{column})"  # noqa: S608
    new = f"INSERT INTO {name}(rowid, {column}) VALUES (NEW.id, NEW.{column})"  # noqa: S608
    changes = {"insert": ("", new), "delete": ("", old), "update": (f"OF {column} ", f"{old}; {new}")}
    return Guard(
        name,
        table,
        create={
            "sqlite": (
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {name} USING fts5({column}, content='{table}', "
                "content_rowid='id', tokenize='unicode61 remove_diacritics 0', detail='none', columnsize=0)",
                *(
                    f"CREATE TRIGGER IF NOT EXISTS {name}_{event} AFTER {event.upper()} {of}ON {table} "
                    f"BEGIN {done}; END"
                    for event, (of, done) in changes.items()
                ),
            ),
            "postgresql": (f"CREATE INDEX IF NOT EXISTS {name} ON {table} USING gin ({words_in(column)})",),
        },
        drop={
            "sqlite": tuple(f"DROP TRIGGER IF EXISTS {name}_{event}" for event in changes),
            "postgresql": (f"DROP INDEX IF EXISTS {name}",),
        },
        anew={"sqlite": (f"INSERT INTO {name}({name}) VALUES ('rebuild')",)},  # noqa: S608
    )
