"""Files of the office, kept under the digest of their bytes: nothing is overwritten, and what was answered is
on the disk. What is made of a file (pictures of its pages) is kept in a folder of its own, and goes with
it."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import get_ident

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models

__all__ = ["Swept", "keep_beside", "keep_file", "remove_partials", "sweep", "wipe", "wipe_folder"]

_AGE_OF_A_PARTIAL = 3_600
_A_DAY = 24 * 3_600
_KEPT = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}(\.[^/]*)?")
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Swept:
    """How many kept files no row names, and their size in bytes."""

    files: int
    size: int


def keep_file(data: bytes, *, suffix: str) -> str:
    """Keeps the bytes, once however often they come, and gives the name under which the storage has them. The
    name is made of the digest and `suffix` (".docx"), never of what a person called the file. On return the
    bytes have been written through to the disk; cut off earlier, it leaves nothing under that name."""
    digest = sha256(data).hexdigest()
    name = f"{digest[:2]}/{digest}{suffix}"
    place = Path(default_storage.path(name))
    if _is_there(place, len(data)):
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
    # The same bytes may come twice at once, to two processes or to two threads of one.
    partial = place.with_name(f".{place.name}.{os.getpid()}-{get_ident()}")
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


def _is_there(place: Path, size: int) -> bool:
    """Whether the file is kept already; its age begins anew, so that it is not swept away before the row that
    names it is written."""
    try:
        os.utime(place)
        return place.stat().st_size == size
    except FileNotFoundError:
        return False


def sweep(*, dry_run: bool = False) -> Swept:
    """Removes the kept files that no row of any model names and that are older than a day; `dry_run` only
    counts. What is named, or comes again while this is going on, stays."""
    root, latest = Path(default_storage.path("")), time.time() - _A_DAY
    old = [path for path in root.glob("*/*") if _is_kept(path, root) and path.stat().st_mtime < latest]
    files = size = 0
    for start in range(0, len(old), _BATCH):
        some = {path.relative_to(root).as_posix(): path for path in old[start : start + _BATCH]}
        for name in some.keys() - _named(some):
            length = some[name].stat().st_size
            if dry_run or _removed(some[name], name, latest):
                files, size = files + 1, size + length
    return Swept(files, size)


def _is_kept(path: Path, root: Path) -> bool:
    return _KEPT.fullmatch(path.relative_to(root).as_posix()) is not None and path.is_file()


def _named(names: Collection[str]) -> set[str]:
    """Those of the names that some row has in a field for files."""
    found: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                rows = model._base_manager.filter(**{f"{field.name}__in": list(names)})
                found.update(rows.values_list(field.name, flat=True))
    return found


def _removed(path: Path, name: str, latest: float) -> bool:
    """Puts the file out of the way first: whoever keeps the same bytes from then on finds nothing and writes
    them anew; whoever did just before has made it young, or has his row already, and it is put back."""
    aside = path.with_name(f".{path.name}.swept")
    path.rename(aside)
    if aside.stat().st_mtime >= latest or _named([name]):
        if not path.exists():
            aside.rename(path)
        return False
    aside.unlink()
    return True


def remove_partials() -> int:
    """Removes what was being written when the machine or a process ended, an hour ago at least; how many
    there were."""
    latest = time.time() - _AGE_OF_A_PARTIAL
    left = [path for path in Path(default_storage.path("")).glob("*/.*.*") if path.stat().st_mtime < latest]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
