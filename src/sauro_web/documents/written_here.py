"""Files of documents that the software itself wrote. The apps that write them stand above documents: they
say, in `ready()` of their configuration, which files of a document are theirs and how these were checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sauro_web.documents.models import Document

__all__ = ["checked_here", "register"]

_known: dict[str, Callable[[Document], Mapping[str, str]]] = {}


def register(name: str, asked: Callable[[Document], Mapping[str, str]]) -> None:
    """From now on `asked` says of a document, by the digest of a file, how that was checked when it was
    written."""
    _known[name] = asked


def checked_here(document: Document) -> Mapping[str, str]:
    """All that is known of its files. A query for each app that writes some."""
    found: dict[str, str] = {}
    for asked in _known.values():
        found |= asked(document)
    return found
