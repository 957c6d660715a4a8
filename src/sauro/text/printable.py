"""Text as it may be shown anywhere."""

from __future__ import annotations

import re

__all__ = ["printable"]

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """`text` without control characters, those of writing direction included: a document must not steer the
    terminal or disturb the page that shows it."""
    return _CONTROL.sub("", text)
