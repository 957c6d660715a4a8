"""Text as the database compares it without accents and capitals: finding by words as typed, and orders that
are the same on both databases."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import CharField, F, Func, QuerySet, TextField, Value
from django.db.models.functions import Concat
from django.db.models.sql.compiler import SQLCompiler

from sauro.text.compare import bare_letters

__all__ = ["Bare", "LastWord", "holding"]

_SMALL = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_LETTERS = _SMALL + _SMALL.upper() + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MOST_WORDS = 12


class Bare(Func):
    """A text in small letters without accents."""

    function = "SAURO_BARE"
    output_field = TextField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> Any:
        """There letter by letter."""
        (text,) = self.get_source_expressions()
        told = Func(text, Value(_LETTERS), Value(bare_letters(_LETTERS)), function="TRANSLATE")
        return told.as_sql(compiler, connection)


class LastWord(Func):
    """The last word of a text: the name by which a person is called."""

    function = "SAURO_LAST_WORD"
    output_field = CharField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **_: Any) -> Any:
        """What is left behind the last blank."""
        (text,) = self.get_source_expressions()
        told = Func(text, Value(r"^.*\s"), Value(""), function="REGEXP_REPLACE")
        return told.as_sql(compiler, connection)


def holding(rows: QuerySet[Any], words: str, *fields: str) -> QuerySet[Any]:
    """Rows in whose fields each of the words stands, without accents or capitals."""
    parts = [part for name in fields for part in (Value(" "), F(name))]
    found = rows.alias(words_of_row=Bare(Concat(*parts, Value(" "), output_field=TextField())))
    for word in bare_letters(words).split()[:MOST_WORDS]:
        found = found.filter(words_of_row__contains=word)
    return found


def teach_sqlite(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Receiver of `connection_created`: SQLite asks Python for these two."""
    if connection.vendor == "sqlite":
        database: sqlite3.Connection = connection.connection
        database.create_function("SAURO_BARE", 1, _bare, deterministic=True)
        database.create_function("SAURO_LAST_WORD", 1, _last_word, deterministic=True)


def _bare(text: str | None) -> str | None:
    return bare_letters(text) if text is not None else None


def _last_word(text: str | None) -> str | None:
    return text.rsplit(None, 1)[-1] if text and not text.isspace() else text


connection_created.connect(teach_sqlite, dispatch_uid="bare letters")
