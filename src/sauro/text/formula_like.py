"""Text that a spreadsheet would take for a formula, and a stranger could use as one."""

from __future__ import annotations

__all__ = ["begins_like_formula"]

_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")


def begins_like_formula(text: str) -> bool:
    """Whether a cell must be marked as text, so that no program reckons it also when somebody edits it."""
    return text.startswith(_SIGNS)
