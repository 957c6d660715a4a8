"""The made-up office, worked through once a run by whoever wants it first, and then put back as it was for
every test that wants it."""

from __future__ import annotations

import fcntl
import os
import pickle
from datetime import time
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction
from tests.migrated import FOLDER

from sauro_web.common import guards
from sauro_web.pages.queries import DEMO_PEOPLE

__all__ = ["put_up_office"]

_rows: dict[str, tuple[list[str], list[Any]]] = {}
_files: dict[tuple[str, str], bytes] = {}
"""By the setting that names the folder, and the place in it."""
_AS_THEY_ARE = ("django_content_type", "auth_permission", "django_migrations", "workdays_calendarday")
"""Tables that a migration fills."""


def put_up_office() -> None:
    """Fills the empty database with the made-up office: by the command the first time, from memory then."""
    if not _rows and _made_here():
        return
    for (folder, name), data in _files.items():
        path = Path(getattr(settings, folder)) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    _put_back()


def _made_here() -> bool:
    """Whether it was worked through in this database just now; otherwise another process of this run has done
    it, and what it kept is known."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"{os.getpid()}")
    file = FOLDER / f"office-{connection.vendor}-{run}.pickle"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "office.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if file.exists():
            rows, files = pickle.loads(file.read_bytes())  # noqa: S301 (written below)
            _rows.update(rows)
            _files.update(files)
            return False
        call_command("demo", verbosity=0)
        _keep()
        for old in FOLDER.glob("office-*.pickle"):
            old.unlink()
        file.write_bytes(pickle.dumps((_rows, _files)))
    return True


def _tables() -> list[str]:
    """Those of every model, many-to-many ones too."""
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models if model._meta.managed} - set(_AS_THEY_ARE))


def _keep() -> None:
    _files["DATA", DEMO_PEOPLE] = (Path(settings.DATA) / DEMO_PEOPLE).read_bytes()
    files = Path(settings.MEDIA_ROOT)
    kept = (path for path in files.rglob("*") if path.is_file())
    _files.update({("MEDIA_ROOT", str(path.relative_to(files))): path.read_bytes() for path in kept})
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (a table's name)
            rows = [tuple(map(_bindable, row)) for row in cursor.fetchall()]
            if rows:
                _rows[table] = ([column[0] for column in cursor.description], rows)


def _bindable(value: object) -> object:
    """SQLite gives a time of day, and takes its text."""
    return value.isoformat() if isinstance(value, time) else value


def _put_back() -> None:
    quote = connection.ops.quote_name
    guards.remove(connection)
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        for table, (columns, rows) in _rows.items():
            named, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
            cursor.execute(f"DELETE FROM {quote(table)}")  # noqa: S608
            cursor.executemany(f"INSERT INTO {quote(table)} ({named}) VALUES ({places})", rows)  # noqa: S608
        models = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    # PostgreSQL makes no index of a table while some of it is still to be checked.
    connection.check_constraints()
    guards.install(connection)
