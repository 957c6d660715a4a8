"""Which kind a document is: as whoever asks knows it, else as its head says."""

from __future__ import annotations

import re

from sauro.checks.model import Examined
from sauro.doctypes.components import Component
from sauro.doctypes.kinds import DocumentKind, Order, kind_named

__all__ = ["follows_other_rules", "kind_of", "titled_kind"]

_YEAR = re.compile(r"/\s*20\d\d\s*/")


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


def follows_other_rules(examined: Examined) -> bool:
    """Whether other rules than those of administrative documents hold for what a document says and how: one
    of the Party, a normative one (its number bears the year)."""
    kind = kind_of(examined)
    number = examined.components.first(Component.NUMBER)
    normative = number is not None and _YEAR.search(number.text) is not None
    return normative or (kind is not None and kind.order is not Order.ADMINISTRATIVE)
