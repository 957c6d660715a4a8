"""What a guard is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Guard"]


@dataclass(frozen=True, slots=True)
class Guard:
    """One rule on one table. `create` and `drop` are the statements for each vendor of database; creating
    what is there already and dropping what is not are no errors."""

    name: str
    table: str
    create: Mapping[str, tuple[str, ...]]
    drop: Mapping[str, tuple[str, ...]]
    notes: bool = False
    """Whether it only notes what changes, and refuses nothing."""
    reads: tuple[str, ...] = ()
    """Other tables that it looks into."""
    anew: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What is done besides where any of it was missing: an index of words is made from the rows."""
