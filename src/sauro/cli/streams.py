"""What the command prints: UTF-8 whatever the locale, and one line for each fault."""

from __future__ import annotations

import os
import sys
import unicodedata
import zlib
from pathlib import Path
from traceback import extract_tb

__all__ = ["display_name", "internal_fault", "is_debugging", "say", "use_utf8", "write_out"]


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
    """Text on standard output."""
    sys.stdout.write(text)


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
