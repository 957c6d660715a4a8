"""Files of the pages (style, script, fonts), gathered and compressed once, and again when one changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

__all__ = ["collect_changed"]


def collect_changed() -> bool:
    """Gathers them into the data folder, where something changed since the last time that ended; whether it
    did. A site that was killed is back sooner by the seconds this takes; was it killed while it gathered,
    nothing of that is used again, whole or not."""
    folder = Path(settings.STATIC_ROOT)
    mark, current = folder / "collected.txt", _fingerprint()
    ended = mark.exists()
    if ended and mark.read_text("ascii") == current:
        return False
    mark.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=not ended)
    os.sync()
    partial = mark.with_suffix(".partial")
    partial.write_text(current, "ascii")
    partial.replace(mark)
    return True


def _fingerprint() -> str:
    """Of every file as it stands, and of what gathers them."""
    told = [version("django"), version("whitenoise"), settings.STORAGES["staticfiles"]["BACKEND"], *_files()]
    return sha256("\n".join(told).encode()).hexdigest()


def _files() -> Iterator[str]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            yield f"{storage.path(name)}\t{name}\t{stat.st_size}\t{stat.st_mtime_ns}"
