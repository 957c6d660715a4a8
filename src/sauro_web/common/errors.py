"""What an operation of the site raises; one middleware turns each into a page or a fragment.

    SiteError
    ├── NotAllowed   the person may not do this (HTTP 403)
    ├── Conflict     someone else changed the record in the meantime (HTTP 409)
    ├── NotReady     something must be done before (HTTP 409)
    └── Clash        a room or a person is already taken (HTTP 409)

Each carries one Vietnamese sentence for the person: what is wrong and what to do.
"""

from __future__ import annotations

__all__ = ["Clash", "Conflict", "NotAllowed", "NotReady", "SiteError"]


class SiteError(Exception):
    """Base of what operations raise."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(SiteError):
    """The rule of the operation says no."""


class Conflict(SiteError):
    """The record is no longer the one that the person saw."""


class NotReady(SiteError):
    """A gate is still shut; the sentence says what is missing."""


class Clash(SiteError):
    """A guard against two holds of one room or person; `others` are what stands in the way."""

    def __init__(self, sentence: str, others: tuple[object, ...] = ()) -> None:
        super().__init__(sentence)
        self.others = others
