"""What a Word file carries that is no part of its text: changes that are tracked and not accepted yet, and
comments."""

from __future__ import annotations

from dataclasses import dataclass

from sauro.reading.docx import read_traced
from sauro.reading.docx_package import W

__all__ = ["Unfinished", "read_unfinished"]

_CHANGES = tuple(W + name for name in ("ins", "del", "moveFrom", "moveTo"))
_COMMENT = W + "commentReference"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """How many paragraphs have tracked changes of their words, and how many comments there are."""

    changed: int
    comments: int


def read_unfinished(data: bytes) -> Unfinished:
    """Looks through the body of the .docx file with these bytes, one that was read before.

    Raises Unreadable for what is no Word file.
    """
    body = read_traced(data, name="").body
    changed = {next(one.iterancestors(W + "p", W + "tbl"), one) for one in body.iter(*_CHANGES)}
    return Unfinished(len(changed), sum(1 for _ in body.iter(_COMMENT)))
