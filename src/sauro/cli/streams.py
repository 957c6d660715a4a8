"""What the command prints: UTF-8 whatever the locale, and one line for each fault."""

from __future__ import annotations

import os
import sys
import unicodedata
import zlib
from pathlib import Path
from traceback import extract_tb

__all__ = [
    "OutputError",
    "display_name",
    "internal_fault",
    "is_debugging",
    "flush_out",
    "forget_out",
    "say",
    "use_utf8",
    "write_out",
]

_FULL = "Không ghi được kết quả ra đầu ra chuẩn; hãy kiểm tra dung lượng đĩa còn trống."


class OutputError(Exception):
    """Something cannot be written; `str(error)` is one Vietnamese sentence for the user."""


def use_utf8() -> None:
    """Makes standard output and error UTF-8, also under LANG=C and on Windows."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def say(line: str) -> None:
    """One line on standard error; where nobody listens any more, nothing."""
    try:
        print(line, file=sys.stderr, flush=True)
    except OSError:
        return


def write_out(text: str) -> None:
    """Text on standard output. Raises OutputError, and BrokenPipeError where nobody reads any more."""
    try:
        if sys.stdout is not None:
            sys.stdout.write(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_out()
        raise OutputError(_FULL) from error


def flush_out() -> None:
    """Sees to it that all of standard output is written. Raises as `write_out` does."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_out()
        raise OutputError(_FULL) from error


def forget_out() -> None:
    """Points standard output at nothing, so that the interpreter's last flush is quiet."""
    try:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
    except (OSError, ValueError, AttributeError):
        return


def display_name(path: str | Path) -> str:
    """The name of a file as it may be shown: UTF-8 whatever the locale, on one line, without control
    characters."""
    name = os.fsencode(path).decode("utf-8", errors="replace")
    return "".join(char if char.isprintable() else "?" for char in unicodedata.normalize("NFC", name))


def internal_fault(error: BaseException) -> str:
    """One sentence for a fault of the program itself; its code names the kind and the place, never the
    content."""
    steps = extract_tb(error.__traceback__)
    place = f"{Path(steps[-1].filename).name}:{steps[-1].name}:{steps[-1].lineno}" if steps else ""
    code = f"{type(error).__name__}-{zlib.crc32(place.encode()):08x}"
    return f"lỗi nội bộ của chương trình, đề nghị báo lại cho người phát triển (mã {code})."


def is_debugging() -> bool:
    """Whether tracebacks of the program's own faults are asked for (SAURO_DEBUG=1)."""
    return os.environ.get("SAURO_DEBUG") == "1"
