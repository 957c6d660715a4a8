#!/usr/bin/env python3
"""A database in which nothing stands but what the migrations put there, made once for every state of the
source and then copied for whoever wants one:

    python -m tests.migrated        makes it, where it is not there yet

On SQLite it is a file under `build/`, on PostgreSQL a database beside the one that `SAURO_DATABASE_URL`
names.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.metadata import distributions
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

__all__ = ["FOLDER", "begin", "fill", "made_ahead", "migrated_database", "migrated_file"]

ROOT = Path(__file__).resolve().parents[1]
_ADDRESS = "SAURO_DATABASE_URL"
FOLDER = ROOT / "build" / "migrated"
"""Where tests keep what several of their processes need."""
_NAMED = "migrated_"
_LOCK = 0x5A07


def begin() -> None:
    """Has it made meanwhile, by a process of its own."""
    if not made_ahead():
        subprocess.Popen(
            [sys.executable, "-m", "tests.migrated"],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def made_ahead() -> bool:
    """Whether it is there."""
    if os.environ.get(_ADDRESS):
        with psycopg.connect(os.environ[_ADDRESS], autocommit=True) as held:
            return _is_there(held)
    return _file().exists()


def migrated_file() -> Path:
    """The database as a file of SQLite, not to be changed."""
    file = _file()
    if file.exists():
        return file
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            for old in FOLDER.glob("*.sqlite3"):
                old.unlink()
            with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
                _migrate({"SAURO_DATA": folder})
                whole = Path(folder) / "whole"
                # What stands in the log beside the file comes along.
                with sqlite3.connect(Path(folder) / "sauro.sqlite3") as source:
                    source.execute("VACUUM INTO ?", [str(whole)])
                source.close()
                whole.rename(file)
    return file


def fill(connection: Any) -> None:
    """Puts it into the database of SQLite that Django is connected with, as one in memory."""
    connection.ensure_connection()
    source = sqlite3.connect(f"file:{migrated_file()}?mode=ro&immutable=1", uri=True)
    source.backup(connection.connection)
    source.close()


@contextmanager
def migrated_database(name: str) -> Iterator[str]:
    """A database of PostgreSQL of this name, until the block ends; its address."""
    server = os.environ[_ADDRESS]
    with psycopg.connect(server, autocommit=True) as held:
        held.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            if not _is_there(held):
                _make_database(held, server)
            held.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            held.execute(f'CREATE DATABASE "{name}" TEMPLATE "{_pattern()}"')
        finally:
            held.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
    try:
        yield _named(server, name)
    finally:
        with psycopg.connect(server, autocommit=True) as held:
            held.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _make_database(held: psycopg.Connection, server: str) -> None:
    """Under another name until it is whole, in the place of those of earlier states."""
    found = held.execute(
        "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [_NAMED]
    ).fetchall()
    for (old,) in found:
        held.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
    unfinished = f"{_NAMED}{uuid4().hex}"
    held.execute(f'CREATE DATABASE "{unfinished}" TEMPLATE template0')
    with tempfile.TemporaryDirectory() as folder:
        _migrate({"SAURO_DATA": folder, _ADDRESS: _named(server, unfinished)})
    held.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{_pattern()}"')


def _is_there(held: psycopg.Connection) -> bool:
    return held.execute("SELECT 1 FROM pg_database WHERE datname = %s", [_pattern()]).fetchone() is not None


def _named(server: str, name: str) -> str:
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def _migrate(own: dict[str, str]) -> None:
    """As an office does it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAURO_", "DJANGO_"))}
    path = {"PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}"}
    command = [sys.executable, "-m", "sauro_web", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=ROOT, env=kept | path | own, check=True)


def _file() -> Path:
    return FOLDER / f"{_state()}.sqlite3"


def _pattern() -> str:
    return f"{_NAMED}{_state()[:40]}"


@cache
def _state() -> str:
    """Of everything that a migration may read: the source, what is installed, the database."""
    digest = sha256(f"{sys.version} {sqlite3.sqlite_version}".encode())
    for one in sorted({(found.metadata["Name"], found.version) for found in distributions()}):
        digest.update(repr(one).encode())
    for path in sorted((ROOT / "src").rglob("*")):
        if (
            path.is_file()
            and "assets" not in path.parts
            and path.suffix not in (".pyc", ".html", ".css", ".js")
        ):
            digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + sha256(path.read_bytes()).digest())
    return digest.hexdigest()


if __name__ == "__main__":
    if os.environ.get(_ADDRESS):
        with migrated_database(f"trial_{uuid4().hex}"):
            pass
    else:
        migrated_file()
