"""What units and people hold that others must take over when they go: later apps say how much it is and let
go of it, in `ready()` of their configuration."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sauro_web.accounts.models import Unit, User

__all__ = ["Held", "held_by", "let_go", "register"]


@dataclass(frozen=True, slots=True)
class Held:
    """What a unit or a person holds, in a sentence, and the page that lists what of it the viewer may see,
    with the words of its link; blank where he may see nothing of it."""

    sentence: str
    address: str = ""
    link: str = ""


Source = Callable[["User", "Unit | User", date], "Held | None"]
Release = Callable[[Collection[int], date], None]
_sources: list[Source] = []
_releases: list[Release] = []


def register(source: Source, release: Release) -> None:
    """From now on `source(viewer, of, on)` is asked on pages that end a unit, a position or an account, and
    `release(people, day)` is called inside the operation that does: of what these people hold, that goes
    which they have no position for on that day."""
    if source not in _sources:
        _sources.append(source)
        _releases.append(release)


def held_by(of: Unit | User, *, viewer: User, on: date) -> Sequence[Held]:
    """What a unit or a person holds, of each kind of which there is something."""
    return [held for source in _sources if (held := source(viewer, of, on)) is not None]


def let_go(people: Collection[int], *, day: date) -> None:
    """These people have left, as of `day`, what they have no position for that day."""
    for release in _releases:
        release(people, day)
