"""Files of the office, kept under the digest of their bytes: nothing is overwritten, and what was answered is
on the disk. What is made of a file (pictures of its pages) is kept in a folder of its own, and goes with
it."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path

from django.core.files.storage import default_storage

__all__ = ["keep_beside", "keep_file", "remove_partials", "wipe", "wipe_folder"]

_AGE_OF_A_PARTIAL = 3_600


def keep_file(data: bytes, *, suffix: str) -> str:
    """Keeps the bytes, once however often they come, and gives the name under which the storage has them. The
    name is made of the digest and `suffix` (".docx"), never of what a person called the file. On return the
    bytes have been written through to the disk; cut off earlier, it leaves nothing under that name."""
    digest = sha256(data).hexdigest()
    name = f"{digest[:2]}/{digest}{suffix}"
    place = Path(default_storage.path(name))
    if place.exists() and place.stat().st_size == len(data):
        return name
    _write(place, data)
    return name


def keep_beside(data: bytes, *, folder: str, name: str) -> str:
    """Keeps the bytes as the file `name` of a folder, in the place of what stood there, and gives the name
    under which the storage has them; written through to the disk as by `keep_file`."""
    _write(Path(default_storage.path(f"{folder}/{name}")), data)
    return f"{folder}/{name}"


def wipe(path: Path) -> None:
    """Overwrites a file and removes it; nothing where it is gone."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def wipe_folder(folder: str) -> None:
    """Wipes all that `keep_beside` has put into a folder, what was not written to its end too."""
    place = Path(default_storage.path(folder))
    if place.is_dir():
        for path in place.iterdir():
            wipe(path)
        place.rmdir()


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    partial = place.with_name(f".{place.name}.{os.getpid()}")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def remove_partials() -> int:
    """Removes what was being written when the machine or a process ended, an hour ago at least; how many
    there were."""
    latest = time.time() - _AGE_OF_A_PARTIAL
    left = [path for path in Path(default_storage.path("")).glob("*/.*.*") if path.stat().st_mtime < latest]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
