"""A duty that stands in prose and again in an appendix: both quotations, and in what they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sauro.text.compare import unit_key
from sauro_web.plans.models import Suggestion

__all__ = ["Difference", "Quotation", "differences_of", "quotations_of"]

Json = Mapping[str, Any]
_PLACES = {"body": "Phần lời", "appendix": "Phụ lục"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words of one place."""

    place: str
    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What the places say of one thing, in their order."""

    name: str
    said: tuple[tuple[str, str], ...]
    """Place and words."""


def quotations_of(suggestion: Suggestion, twins: Sequence[Suggestion]) -> tuple[Quotation, ...]:
    """One for each place; none where the duty stands only once."""
    if not twins:
        return ()
    return tuple(
        Quotation(_place(read), str(read["path"]), str(read["evidence"]["text"]["quote"]))
        for read in _readings(suggestion, twins)
    )


def differences_of(suggestion: Suggestion, twins: Sequence[Suggestion]) -> tuple[Difference, ...]:
    """Who leads, who cooperates, by when, with what product: named only where both places say it, and not
    the same."""
    readings = _readings(suggestion, twins)
    found = []
    for name, words, compared in _COMPARED:
        said = [read for read in readings if words(read)]
        if len({compared(read) for read in said}) > 1:
            found.append(Difference(name, tuple((_place(read), words(read)) for read in said)))
    return tuple(found)


def _readings(suggestion: Suggestion, twins: Iterable[Suggestion]) -> list[Json]:
    return [suggestion.read, *(twin.read for twin in twins)]


def _place(read: Json) -> str:
    return _PLACES.get(str(read["source"]), str(read["path"]))


def _units(name: str) -> tuple[Callable[[Json], str], Callable[[Json], object]]:
    return (
        lambda read: "; ".join(read[name]),
        lambda read: frozenset(unit_key(unit) for unit in read[name]),
    )


def _due_words(read: Json) -> str:
    return str(read["due"]["raw"]) if read["due"] else str(read["unread_due"] or "")


def _due_meant(read: Json) -> object:
    due = read["due"]
    return (due["kind"], due["date"]) if due else _due_words(read)


def _product(read: Json) -> str:
    return str(read["product"] or "")


_COMPARED: tuple[tuple[str, Callable[[Json], str], Callable[[Json], object]], ...] = (
    ("Chủ trì", *_units("lead")),
    ("Phối hợp", *_units("cooperating")),
    ("Thời hạn", _due_words, _due_meant),
    ("Sản phẩm", _product, lambda read: " ".join(_product(read).casefold().split())),
)
