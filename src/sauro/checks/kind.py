"""Which kind a document is: as whoever asks knows it, else as its head says."""

from __future__ import annotations

from sauro.checks.model import Examined
from sauro.doctypes.components import Component
from sauro.doctypes.kinds import DocumentKind, kind_named

__all__ = ["kind_of", "titled_kind"]


def kind_of(examined: Examined) -> DocumentKind | None:
    """The kind of a document; a công văn has no title but a subject under its number or somebody addressed.
    None where nothing tells."""
    if examined.kind is not None:
        return examined.kind
    titled = titled_kind(examined)
    if titled is not None or examined.components.of(Component.KIND):
        return titled
    if examined.components.of(Component.LETTER_SUBJECT, Component.ADDRESSEES):
        return kind_named("Công văn")
    return None


def titled_kind(examined: Examined) -> DocumentKind | None:
    """The kind that the title names: "CHƯƠNG TRÌNH HÀNH ĐỘNG" is a chương trình."""
    title = examined.components.first(Component.KIND)
    words = title.text.split() if title is not None else []
    while words:
        kind = kind_named(" ".join(words))
        if kind is not None:
            return kind
        words.pop()
    return None
