"""Search across the site: each app registers a source that finds what the person may see.

# plans/apps.py, in ready()
search.register(Source("Kế hoạch", find_plans))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sauro_web.accounts.models import User

__all__ = ["Found", "Results", "Source", "find", "register"]

MOST_EACH = 10


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: what it is called, where it is, and a line that tells it from its like."""

    title: str
    address: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What one app finds. `find(person, words, on, limit)` takes the words as typed and compares without
    accents or case; it asks its own rules what the person may see."""

    heading: str
    find: Callable[[User, str, date, int], Sequence[Found]]


@dataclass(frozen=True, slots=True)
class Results:
    """The hits of one source; `more` says that there are others besides."""

    heading: str
    hits: Sequence[Found]
    more: bool


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Adds a source; said again under the same heading it replaces the former."""
    _sources[source.heading] = source


def find(person: User, words: str, *, on: date) -> Sequence[Results]:
    """What every source finds, sources without a hit left out."""
    wanted = " ".join(words.split())
    if not wanted:
        return []
    found = ((source, source.find(person, wanted, on, MOST_EACH + 1)) for source in _sources.values())
    return [
        Results(source.heading, hits[:MOST_EACH], len(hits) > MOST_EACH) for source, hits in found if hits
    ]
