"""A column of folded words with an index of its own: how rows are found by words among millions.

The column holds what `common.words.folded` gives, and besides, where lists are kept apart by place, words
that name the place (`place_word`), so that a search inside a province reads the index alone. The index is
put in place by `common.guards.indexed_words`. Each word that is sought is one of the column's
words; the last may be only begun while it is being typed.

    Document.objects.filter(words__holds=("ke hoach chuyen doi so", "o12"))
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Lookup, TextField
from django.db.models.sql.compiler import SQLCompiler

from sauro_web.common.guards import words_in
from sauro_web.common.words import words_of

__all__ = ["WordsField", "place_word"]

_MOST_WORDS = 12
_FEWEST_LETTERS_BEGUN = 2
"""A single letter begins too many words; it is a word by itself."""


def place_word(kind: str, number: int | None) -> str:
    """The word of a place: `o12` for the office 12; blank for none."""
    return f"{kind}{number}" if number is not None else ""


class WordsField(TextField):
    """The column. `__holds` finds by whole words, `__begins` lets the last be only begun; both take the
    words as typed, or them and words of places that must stand there too."""


class _Found(Lookup):
    """Base of the two lookups."""

    prepare_rhs = False
    output_field = BooleanField()
    begun = False

    def get_db_prep_lookup(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """The condition in the language of the database."""
        typed, *places = (value,) if isinstance(value, str) else value
        wanted = list(dict.fromkeys(words_of(typed)))[:_MOST_WORDS]
        begun = self.begun and bool(wanted) and len(wanted[-1]) >= _FEWEST_LETTERS_BEGUN
        if connection.vendor == "postgresql":
            return "%s", [_postgresql(wanted, places, begun)]
        return "%s", [_sqlite(wanted, places, begun)]

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        """By the same expression as the index."""
        column, params = self.process_lhs(compiler, connection)
        sought, more = self.process_rhs(compiler, connection)
        return f"{words_in(column)} @@ {sought}::tsquery", [*params, *more]

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> Any:
        """By the table of FTS5 beside that of the model."""
        model, column = self.lhs.field.model, self.lhs.field.column
        key = self.lhs.target.model._meta.pk.get_col(self.lhs.alias)
        row, params = compiler.compile(key)
        sought, more = self.process_rhs(compiler, connection)
        index = f"{model._meta.db_table}_{column}"
        found = f"SELECT rowid FROM {index} WHERE {index} MATCH {sought}"  # noqa: S608 (names of ours)
        return f"{row} IN ({found})", [*params, *more]


@WordsField.register_lookup
class _Holds(_Found):
    lookup_name = "holds"


@WordsField.register_lookup
class _Begins(_Found):
    lookup_name = "begins"
    begun = True


def _postgresql(words: Iterable[str], places: Iterable[str], begun: bool) -> str:
    parts = [f"'{word}'" for word in (*places, *words) if word]
    return " & ".join(parts) + (":*" if begun else "")


def _sqlite(words: Iterable[str], places: Iterable[str], begun: bool) -> str:
    parts = [f'"{word}"' for word in (*places, *words) if word]
    return (" ".join(parts) or '""') + ("*" if begun else "")
