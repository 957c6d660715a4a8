"""Where the pages of tasks and of the work of units are: lists, boards and tables have a hundred of them, and
looking each up takes longer than the rest of its row."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse

__all__ = ["page_of_task", "work_of_unit"]


def page_of_task(number: int) -> str:
    """The same as `reverse`."""
    return _of("tasks:task", number)


def work_of_unit(number: int) -> str:
    """The same as `reverse`."""
    return _of("tasks:of_unit", number)


def _of(view: str, number: int) -> str:
    before, after = _around(view, get_script_prefix(), get_urlconf())
    return f"{before}{number}{after}"


@lru_cache(maxsize=20)
def _around(view: str, prefix: str, conf: str | None) -> tuple[str, str]:
    before, _, after = reverse(view, args=(0,)).rpartition("0")
    return before, after
