"""Values that quote themselves: the words of a passage as they are read out of a plan."""

from __future__ import annotations

from collections.abc import Iterable

from sauro.folio.passage import Passage
from sauro.plan.model import Value

__all__ = ["value_of", "values_of"]


def value_of(passage: Passage, rule: str) -> Value[str]:
    """The words of a passage, found by the named rule."""
    return Value(passage.text, passage.text, passage.span(), rule)


def values_of(passages: Iterable[Passage], rule: str) -> list[Value[str]]:
    """The words of each passage, as of the names in a list of units."""
    return [value_of(passage, rule) for passage in passages]
