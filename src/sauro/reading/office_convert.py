"""Turns files of older and other office programs into those of ECMA-376 with LibreOffice, where it is
installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from sauro.errors import Unreadable, Unsupported
from sauro.reading.limits import DEFAULT_LIMITS, Limits

__all__ = ["CONVERTED", "convert", "libre_office", "remove_leftovers"]

_MISSING = (
    "Máy này chưa cài LibreOffice nên không đọc được tệp {suffix}; "
    "hãy cài gói libreoffice-{part} hoặc lưu tệp thành .{target}."
)
_FAILED = (
    "LibreOffice không mở được tệp {suffix} (tệp hỏng hoặc có mật khẩu); "
    "hãy lưu tệp thành .{target} rồi thử lại."
)
_SLOW = "LibreOffice chuyển tệp {suffix} quá lâu nên đã dừng; hãy lưu tệp thành .{target} rồi thử lại."
_PROGRAMS = ("soffice", "libreoffice")
_PREFIX = "sauro-convert-"
_WORDS, _SHEETS, _SLIDES = (
    ("writer", "docx", "docx:MS Word 2007 XML"),
    ("calc", "xlsx", "xlsx:Calc MS Excel 2007 XML"),
    ("impress", "pptx", "pptx:Impress MS PowerPoint 2007 XML"),
)
CONVERTED = {
    ".doc": _WORDS, ".odt": _WORDS, ".rtf": _WORDS,
    ".xls": _SHEETS, ".ods": _SHEETS,
    ".ppt": _SLIDES,
}  # fmt: skip
"""For each ending that part of LibreOffice which opens it, the ending that it gets, and LibreOffice's name
for that format."""
_MEMORY_FOLDER = Path("/dev/shm")  # noqa: S108 — a private folder is made in it


def libre_office() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    return next((path for name in _PROGRAMS if (path := shutil.which(name))), None)


def convert(data: bytes, suffix: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The file `data` (of the kind `suffix`, one of `CONVERTED`) as .docx, .xlsx or .pptx.

    It is written into a folder of its own, in memory where the system has such a folder, with a profile of
    its own, and both are removed. Raises Unsupported where LibreOffice is not installed, Unreadable where it
    fails or takes too long.
    """
    part, target, _ = CONVERTED[suffix]
    names = {"suffix": suffix, "part": part, "target": target}
    program = libre_office()
    if program is None:
        raise Unsupported(_MISSING.format(**names))
    place = _MEMORY_FOLDER if os.access(_MEMORY_FOLDER, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=place, ignore_cleanup_errors=True) as folder:
        source = Path(folder, "document" + suffix)
        source.write_bytes(data)
        if not _run(_command(program, folder, source), folder, limits):
            raise Unreadable(_SLOW.format(**names))
        made = Path(folder, "out", f"document.{target}")
        if not made.is_file():
            raise Unreadable(_FAILED.format(**names))
        return made.read_bytes()


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


def _command(program: str, folder: str, source: Path) -> list[str]:
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
        CONVERTED[source.suffix][2],
        "--outdir",
        str(Path(folder, "out")),
        str(source),
    ]


def _run(command: list[str], folder: str, limits: Limits) -> bool:
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
            process.wait(timeout=limits.conversion_seconds)
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
