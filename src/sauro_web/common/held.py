"""Work that one process at a time may do: held by a lock of the operating system, which a killed process
cannot keep. The site runs on one machine (`local_disk`), so its disk is where all of its processes meet."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

__all__ = ["in_turn", "is_held", "only_one"]


@contextmanager
def only_one(name: str) -> Iterator[bool]:
    """Whether the work of that name is now this process's own, until the block ends; False where another is
    at it. The lock ends with the process, however that ends."""
    place = _place(name)
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        mine = _taken(lock)
        yield mine
        if mine:
            place.unlink(missing_ok=True)
    finally:
        os.close(lock)


@contextmanager
def in_turn(name: str) -> Iterator[None]:
    """Waits until the work of that name is nobody else's, and keeps it until the block ends. Whoever waits
    is woken the moment it is his turn."""
    place = _place(name)
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def is_held(name: str) -> bool:
    """Whether some process is at the work of that name."""
    try:
        lock = os.open(_place(name), os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        return not _taken(lock)
    finally:
        os.close(lock)


def _taken(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _place(name: str) -> Path:
    return Path(settings.DATA) / "held" / name
