"""What a leader sees of other apps on the page of his office's work, one line each: an app registers one
source.

# indicators/apps.py, in ready()
glances.register(quotas_of)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sauro_web.accounts.models import Unit, User

__all__ = ["Glance", "glances_of", "register"]


@dataclass(frozen=True, slots=True)
class Glance:
    """One line: what it is about, what is to be said, the kind of a chip, and where the rest stands."""

    label: str
    words: str
    state: str
    address: str


Source = Callable[["Unit", "User", date], Iterable[Glance]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Adds a source, once."""
    if source not in _sources:
        _sources.append(source)


def glances_of(office: Unit, person: User, *, on: date) -> Sequence[Glance]:
    """What there is to be seen of an office that day; each source asks its own rules."""
    return [one for source in _sources for one in source(office, person, on)]
