"""Where the pages of tasks and of the work of units are: lists, boards and tables have a hundred of them, and
looking each up takes longer than the rest of its row."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import get_script_prefix, get_urlconf, reverse

__all__ = ["page_of_task", "progress_of_plan", "work_of_unit", "work_listed"]


def page_of_task(number: int) -> str:
    """The same as `reverse`."""
    return _of("tasks:task", number)


def work_of_unit(number: int) -> str:
    """The same as `reverse`."""
    return _of("tasks:of_unit", number)


def progress_of_plan(number: int) -> str:
    """The same as `reverse`."""
    return _of("tasks:progress", number)


def work_listed(wanted: Mapping[str, object]) -> str:
    """The list of work, narrowed as its filters have it (`part_filters`)."""
    return f"{_plain('tasks:list', get_script_prefix(), get_urlconf())}?{urlencode(wanted)}"


def _of(view: str, number: int) -> str:
    before, after = _around(view, get_script_prefix(), get_urlconf())
    return f"{before}{number}{after}"


@lru_cache(maxsize=20)
def _plain(view: str, prefix: str, conf: str | None) -> str:
    return reverse(view)


@lru_cache(maxsize=20)
def _around(view: str, prefix: str, conf: str | None) -> tuple[str, str]:
    before, _, after = reverse(view, args=(0,)).rpartition("0")
    return before, after
