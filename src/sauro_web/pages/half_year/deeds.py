"""The plain log of what was done: what a recount starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

__all__ = ["Deed", "Key", "key_of"]

Key = tuple[int, date | None]
"""A part by its number and None; an occurrence by the number of the duty that comes back and its own day."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done: on which day, what, by whom, with which part, and what was said with it."""

    on: date
    what: str
    by: int
    part: Key | None = None
    about: Mapping[str, Any] = field(default_factory=dict)


def key_of(part: Any) -> Key:
    """The key of a row."""
    return (part.series_id, part.first_due_on) if part.series_id else (part.pk, None)
