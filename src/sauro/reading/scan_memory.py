"""Gives memory that pictures have left back to the system.

glibc keeps what was freed: after the first large picture it takes the next ones from its heap, and of each
thread's heap tens of megabytes stay although nothing uses them (mallopt(3), M_MMAP_THRESHOLD,
M_TRIM_THRESHOLD).
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable

__all__ = ["free_unused"]


def _trimmer() -> Callable[[int], int] | None:
    """glibc's malloc_trim(3); None where another C library is at work."""
    if not sys.platform.startswith("linux"):
        return None
    trim: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return trim


_trim = _trimmer()


def free_unused() -> None:
    """Hands free memory back, a few milliseconds; does nothing where the C library knows no such call."""
    if _trim is not None:
        _trim(0)
