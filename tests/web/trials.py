"""Programs of `tools` and `benchmarks` that play a site of their own, run as a person would run them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from tests.migrated import migrated_database, migrated_file

__all__ = ["run_trial"]

_ROOT = Path(__file__).resolve().parents[2]
_ADDRESS = "SAURO_DATABASE_URL"


def run_trial(program: str, *options: str) -> str:
    """What the program prints; the test fails where it ends with a fault. It begins from a database that was
    migrated before. On PostgreSQL it has one to itself: two programs that ran in one at the same time would
    each find what the other has put there."""
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
    """What names the database that the program begins from: one of the server, which is there until the block
    ends, else a file to be copied."""
    if not server:
        yield {"MIGRATED_DATABASE": str(migrated_file())}
        return
    with migrated_database(f"trial_{uuid4().hex}") as address:
        yield {_ADDRESS: address}
