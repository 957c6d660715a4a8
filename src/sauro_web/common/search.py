"""Search across the site: each app registers a source that finds what the person may see.

# plans/apps.py, in ready()
search.register(Source("Kế hoạch", find_plans, slug="ke-hoach", order=10))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sauro_web.accounts.models import User

__all__ = ["A_PAGE", "MOST_IN_ALL", "Found", "Results", "Source", "find", "find_more", "register", "suggest"]

MOST_EACH = 10
MOST_SUGGESTED = 3
A_PAGE = 25
MOST_IN_ALL = 200
"""Hits of one source that can be paged through; who has more adds a word."""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: what it is called, where it is, and a line that tells it from its like."""

    title: str
    address: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What one app finds. `find(person, words, on, limit)` takes the words as typed and compares without
    accents or case; it asks its own rules what the person may see. `slug` names it in an address, `order` is
    its place on the page."""

    heading: str
    find: Callable[[User, str, date, int], Sequence[Found]]
    slug: str = ""
    order: int = 90


@dataclass(frozen=True, slots=True)
class Results:
    """The hits of one source; `more` says that there are others besides."""

    heading: str
    hits: Sequence[Found]
    more: bool
    slug: str = ""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Adds a source; said again under the same heading it replaces the former."""
    _sources[source.heading] = source


def find(person: User, words: str, *, on: date) -> Sequence[Results]:
    """What every source finds, sources without a hit left out."""
    return _found(person, words, on, MOST_EACH)


def suggest(person: User, words: str, *, on: date) -> Sequence[Results]:
    """The first hits of every source, while the person is typing; nothing for a single letter."""
    typed = " ".join(words.split())
    return _found(person, typed, on, MOST_SUGGESTED) if len(typed) > 1 or typed.isdecimal() else []


def find_more(person: User, words: str, *, slug: str, number: int, on: date) -> Results | None:
    """Page `number` of what one source finds, the first being 1; None for a source or a page that there is
    not."""
    source = next((source for source in _sources.values() if source.slug and source.slug == slug), None)
    wanted, begin = " ".join(words.split()), (number - 1) * A_PAGE
    if source is None or not 0 <= begin < MOST_IN_ALL:
        return None
    hits = source.find(person, wanted, on, begin + A_PAGE + 1) if wanted else []
    return Results(source.heading, hits[begin : begin + A_PAGE], len(hits) > begin + A_PAGE, slug)


def _found(person: User, words: str, on: date, most: int) -> Sequence[Results]:
    wanted = " ".join(words.split())
    if not wanted:
        return []
    sources = sorted(_sources.values(), key=lambda source: source.order)
    found = ((source, source.find(person, wanted, on, most + 1)) for source in sources)
    return [
        Results(source.heading, hits[:most], len(hits) > most, source.slug) for source, hits in found if hits
    ]
