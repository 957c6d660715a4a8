"""Programs of `tools` and `benchmarks` that play a site of their own, run as a person would run them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg

__all__ = ["run_trial"]

_ROOT = Path(__file__).resolve().parents[2]
_ADDRESS = "SAURO_DATABASE_URL"


def run_trial(program: str, *options: str) -> str:
    """What the program prints; the test fails where it ends with a fault. On PostgreSQL it has a database to
    itself: two programs that ran in one at the same time would each find what the other has put there."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SAURO_", "DJANGO_"))}
    with _own_database(os.environ.get(_ADDRESS, "")) as database:
        done = subprocess.run(
            [sys.executable, _ROOT / program, *options],
            env=kept | database,
            cwd=_ROOT,
            text=True,
            capture_output=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@contextmanager
def _own_database(server: str) -> Iterator[dict[str, str]]:
    """The setting that names an empty database of the server, which is there until the block ends; none
    without a server."""
    if not server:
        yield {}
        return
    name = f"trial_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as held:
        held.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        try:
            yield {_ADDRESS: urlsplit(server)._replace(path=f"/{name}").geturl()}
        finally:
            held.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
