"""What many tests begin from, made by the operations of the site once a run and then put back row by row."""

from __future__ import annotations

import io
import pickle
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, models, transaction
from django.test.utils import override_settings
from django.utils import timezone

from sauro_web.documents.totals import REGISTER_TOTALS

__all__ = ["begin_keys_anew", "made_once", "raise_sequences", "written_so_far"]

Made = TypeVar("Made")
_LEAVES_ALL_AS_IT_IS = ("SELECT", "SAVEPOINT", "RELEASE", "PRAGMA", "EXPLAIN", "SET CONSTRAINTS")
_Rows = dict[Any, tuple[Any, ...]]
_AS_THEY_ARE = ("django_content_type", "auth_permission", "django_migrations", "workdays_calendarday")
"""Tables that a migration fills, and `post_migrate` again."""
_KEPT_BY_TRIGGERS = (REGISTER_TOTALS.changes, REGISTER_TOTALS.totals, "documents_textdue")
"""Tables that the database fills anew when the rows they tell of are put back."""
_COUNTERS = {"audit_chain": "length", "documents_seriesyear": "last"}
_kept: dict[object, _Kept] = {}
_written: list[object] = []
"""What this test has done to the database: statements, and what was made once."""


@dataclass(frozen=True)
class _Change:
    """What became of a table."""

    columns: tuple[str, ...]
    new: list[tuple[Any, ...]]
    other: list[tuple[Any, dict[str, Any], dict[str, Any]]]
    """Keys of rows that were there, with what is not as it was, and as it is: guards let no other column be
    written."""


@dataclass(frozen=True)
class _Kept:
    changes: dict[str, _Change]
    before: list[tuple[int, Any]]
    """How many rows each of the tables had, and their highest key."""
    files: dict[str, bytes]
    value: bytes


def made_once(make: Callable[[], Made], *given: object, kept_apart: object = None) -> Made:
    """What `make` gives, with everything that it puts into the database and keeps as files; `given` is all
    that it begins from, `kept_apart` what else it depends on.

    It is called the first time, and whenever something else was written before or the tables that it fills
    are not as they were then. Otherwise the rows are put in as they were made, past the operations but not
    past the guards of the database, and what comes of it is a copy; records of `given` in it are those that
    were given, with what became of them. A test that commits has it made for itself, since operations may
    leave something to the end of their transaction.
    """
    if not connection.in_atomic_block:
        return make()
    of, before = _Given(given), tuple(_written)
    key = (make.__module__, make.__qualname__, of.keys, kept_apart, timezone.localdate(), before)
    kept = _kept.get(key)
    if kept is None:
        made = _make(make, of, key)
    elif _sizes(kept.changes) != kept.before:
        return make()
    else:
        _put_back(kept)
        made = of.read(kept.value)
    _written[:] = [*before, hash(key)]
    return made


def begin_keys_anew() -> None:
    """For a test that is about to begin: PostgreSQL would count on from the keys of the one before. Every
    table has keys of its own, so that one taken for that of another table is nobody's."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_keys_anew())


@cache
def _keys_anew() -> str:
    names = sorted(_tables().items())
    with connection.cursor() as cursor:
        quoted = [
            (connection.ops.quote_name(table), key) for table, key in names if table not in _AS_THEY_ARE
        ]
        asked = " UNION ALL ".join(["SELECT pg_get_serial_sequence(%s, %s)"] * len(quoted))
        cursor.execute(asked, [one for pair in quoted for one in pair])
        sequences = [name for (name,) in cursor.fetchall() if name]
    places = (f"setval('{name}', {1_000 * place})" for place, name in enumerate(sequences, start=1))
    return f"SELECT {', '.join(places)}"


@contextmanager
def written_so_far() -> Iterator[None]:
    """For one test: notes what is written, so that nothing is put back onto something else."""

    def note(execute: Callable[..., Any], sql: str, params: object, many: bool, context: object) -> Any:
        if not sql.startswith(_LEAVES_ALL_AS_IT_IS):
            _written.append(sql)
        return execute(sql, params, many, context)

    _written.clear()
    with connection.execute_wrapper(note):
        yield


def _tables() -> dict[str, str]:
    """Of every model, many-to-many ones too, with the column of the key."""
    found = (model._meta for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    return {meta.db_table: str(meta.pk.column) for meta in found}


def raise_sequences(names: dict[str, str]) -> None:
    """Nobody is given a key that a row of these tables has already: PostgreSQL counts past none that it has
    not given itself."""
    if connection.vendor != "postgresql" or not names:
        return
    quote = connection.ops.quote_name
    steps = [
        f"SELECT setval(s, greatest(max({quote(key)}), nextval(s))) FROM {quote(table)}, "  # noqa: S608 (names of ours, as below)
        f"pg_get_serial_sequence('{quote(table)}', '{key}') AS s WHERE s IS NOT NULL GROUP BY s"
        for table, key in names.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute("; ".join(steps))


def _make(make: Callable[[], Made], of: _Given, key: object) -> Made:
    """Into a folder of its own first, so that it is seen which files come of it."""
    before = {table: _rows(table, column) for table, column in _tables().items()}
    with tempfile.TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
        made = make()
        paths = (path for path in Path(folder).rglob("*") if path.is_file())
        files = {str(path.relative_to(folder)): path.read_bytes() for path in paths}
    _write(files)
    changes = {}
    for table, column in _tables().items():
        if table in _KEPT_BY_TRIGGERS:
            continue
        columns, rows = _rows(table, column)
        known = before[table][1]
        new = [row for number, row in rows.items() if number not in known]
        other = [
            (number, *_moved(columns, known[number], row))
            for number, row in rows.items()
            if number in known and known[number] != row
        ]
        if known.keys() - rows.keys():
            return made
        if new or other:
            changes[table] = _Change(columns, new, other)
    sizes = [(len(rows), max(rows, default=None)) for _, rows in (before[table] for table in changes)]
    _kept[key] = _Kept(changes, sizes, files, of.written(made))
    return made


def _moved(
    columns: tuple[str, ...], was: tuple[Any, ...], became: tuple[Any, ...]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The columns of a row that changed, before and after."""
    places = [place for place, one in enumerate(columns) if was[place] != became[place]]
    return {columns[place]: was[place] for place in places}, {
        columns[place]: became[place] for place in places
    }


def _rows(table: str, key: str) -> tuple[tuple[str, ...], _Rows]:
    """By key, which stands first."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {quote(key)} AS first_of_all, * FROM {quote(table)}")  # noqa: S608
        columns = tuple(column[0] for column in cursor.description[1:])
        return columns, {row[0]: tuple(map(_bindable, row[1:])) for row in cursor.fetchall()}


def _bindable(value: object) -> object:
    """SQLite gives a time of day, and takes its text."""
    return value.isoformat() if isinstance(value, time) else value


def _sizes(changes: dict[str, _Change]) -> list[tuple[int, Any]]:
    if not changes:
        return []
    quote, keys = connection.ops.quote_name, _tables()
    sizes = (f"SELECT count(*), max({quote(keys[table])}) FROM {quote(table)}" for table in changes)  # noqa: S608
    found = []
    with connection.cursor() as cursor:
        for size in sizes:
            cursor.execute(size)
            found.append(tuple(cursor.fetchone()))
    return found


def _put_back(kept: _Kept) -> None:
    _write(kept.files)
    quote, keys = connection.ops.quote_name, _tables()
    with transaction.atomic(), connection.cursor() as cursor:
        for table, change in kept.changes.items():
            if change.new:
                named = ", ".join(map(quote, change.columns))
                places = ", ".join(["%s"] * len(change.columns))
                insert = f"INSERT INTO {quote(table)} ({named}) VALUES ({places})"  # noqa: S608
                cursor.executemany(insert, change.new)
            for key, was, became in change.other:
                for step in _steps(table, was, became):
                    moved = ", ".join(f"{quote(column)} = %s" for column in step)
                    update = f"UPDATE {quote(table)} SET {moved} WHERE {quote(keys[table])} = %s"  # noqa: S608
                    cursor.execute(update, [*step.values(), key])
    raise_sequences({table: keys[table] for table, change in kept.changes.items() if change.new})


def _steps(table: str, was: dict[str, Any], became: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A row on its way: the guards let these counters rise by one at a time."""
    counter = _COUNTERS.get(table)
    if counter in became:
        yield from ({counter: number} for number in range(was[counter] + 1, became[counter]))
    yield became


def _write(files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = Path(default_storage.path(name))
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


class _Given:
    """Records that are in the hands of a test already, found by table and key."""

    def __init__(self, given: object) -> None:
        self.records = {(type(one), one.pk): one for one in _records(given)}
        self.keys = tuple(sorted((kind._meta.db_table, str(key)) for kind, key in self.records))
        self.before = {key: dict(vars(one)) for key, one in self.records.items()}

    def written(self, value: object) -> bytes:
        """The value, with the names of the records in their place."""
        file = io.BytesIO()
        pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
        numbers = {id(one): key for key, one in self.records.items()}
        pickler.persistent_id = lambda one: numbers.get(id(one))  # type: ignore[method-assign]
        pickler.dump((value, {key: self._became(key) for key in self.records}))
        return file.getvalue()

    def _became(self, key: Any) -> dict[str, Any]:
        """What is in a record now and was not before."""
        before, absent = self.before[key], object()
        now = vars(self.records[key])
        return {name: value for name, value in now.items() if before.get(name, absent) != value}

    def read(self, data: bytes) -> Any:
        """The value, with the records themselves."""
        unpickler = pickle.Unpickler(io.BytesIO(data))  # noqa: S301 (written above)
        unpickler.persistent_load = lambda key: self.records[key]  # type: ignore[method-assign]
        value, became = unpickler.load()
        for key, fields in became.items():
            vars(self.records[key]).update(fields)
        return value


def _records(value: object) -> Iterator[models.Model]:
    """Those in lists, tuples, dictionaries and the fields of what is neither, however deep."""
    if isinstance(value, models.Model):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _records(one)
    elif isinstance(value, dict):
        yield from _records(list(value.values()))
    elif hasattr(value, "__dataclass_fields__"):
        yield from _records(list(vars(value).values()))
