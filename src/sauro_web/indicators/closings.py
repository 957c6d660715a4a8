"""Which periods of an office were reported, and when their figures were closed: apps above indicators say
it, each by one source.

    # reports/apps.py, in ready()
    closings.register(windows_closed)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from sauro.indicators.arranged import Window
from sauro_web.accounts.models import Unit

__all__ = ["closed_windows", "register"]

Source = Callable[[Unit, date], Iterable[Window]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Adds a source, once."""
    if source not in _sources:
        _sources.append(source)


def closed_windows(office: Unit, since: date) -> Sequence[Window]:
    """The periods of an office whose figures were closed on that day or later, the first first."""
    found = {window for source in _sources for window in source(office, since)}
    return sorted(found, key=lambda one: (one.first, one.last, one.closed))
