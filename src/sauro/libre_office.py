"""Runs LibreOffice, where it is installed, to turn one file into another: each time with a profile and a
folder of its own, so that two at once do not meet, and never longer than it is given."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

__all__ = ["Conversion", "Ended", "libre_office", "remove_leftovers", "run_libre_office"]

_PROGRAMS = ("soffice", "libreoffice")
_PREFIX = "sauro-convert-"
_MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108 — a private folder is made in it


class Ended(Enum):
    """How a conversion ended; not installed and too slow are told from a file that cannot be opened."""

    DONE = auto()
    MISSING = auto()
    SLOW = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Conversion:
    """How it ended, and the file made where it is done."""

    ended: Ended
    data: bytes = b""


def libre_office() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


def run_libre_office(data: bytes, suffix: str, wanted: str, *, seconds: float) -> Conversion:
    """The file `data`, whose name would end in `suffix` (".docx"), as what LibreOffice calls `wanted`
    ("docx:MS Word 2007 XML"; its ending stands before the colon).

    It is written into a folder of its own, in memory where the system has such a folder, with a profile of
    its own, and both are removed. What still runs after `seconds` is ended with all that it started.
    """
    program = libre_office()
    if program is None:
        return Conversion(Ended.MISSING)
    place = _MEMORY_FOLDER if os.access(_MEMORY_FOLDER, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=place, ignore_cleanup_errors=True) as folder:
        source = Path(folder, "document" + suffix)
        source.write_bytes(data)
        if not _run(_command(program, folder, source, wanted), folder, seconds):
            return Conversion(Ended.SLOW)
        made = Path(folder, "out", f"document.{wanted.partition(':')[0]}")
        if not made.is_file():
            return Conversion(Ended.FAILED)
        return Conversion(Ended.DONE, made.read_bytes())


def remove_leftovers(older_than: float) -> int:
    """Removes the folders of conversions that were cut off (a power cut, a killed process), those of this
    user that nobody has touched for `older_than` seconds. How many there were."""
    if not _MEMORY_FOLDER.is_dir():
        return 0
    removed = 0
    for folder in _MEMORY_FOLDER.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            found = folder.stat()
            if found.st_uid == os.getuid() and found.st_mtime < time.time() - older_than:
                shutil.rmtree(folder, ignore_errors=True)
                removed += 1
    return removed


def _command(program: str, folder: str, source: Path, wanted: str) -> list[str]:
    profile = Path(folder, "profile").as_uri()
    return [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
        "--convert-to",
        wanted,
        "--outdir",
        str(Path(folder, "out")),
        str(source),
    ]


def _run(command: list[str], folder: str, seconds: float) -> bool:
    """Runs the program in a session of its own, so that what it starts can be ended with it; whether it ended
    in time."""
    environment = {**os.environ, "HOME": folder, "TMPDIR": folder}
    with subprocess.Popen(  # noqa: S603 — the program found by `which`, arguments of our own, no shell
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        start_new_session=True,
    ) as process:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return False
        finally:
            _end(process)
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
