"""A report frozen: its facts as canonical JSON with a digest over all of it, the same facts back, and which
of its figures stand differently since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from hashlib import sha256
from json import dumps
from typing import Any

from sauro.reporting import figure_words, periodic_facts, reminders
from sauro.reporting.figure_words import Figure
from sauro.reporting.periodic import periodic_report
from sauro.reporting.periodic_facts import Line, PeriodicReport, UnitTable
from sauro.writing.runs import figures_of

__all__ = ["Moved", "facts_digest", "facts_from", "facts_json", "figure_names", "moved"]

_KIND, _IS = "_", "is"
_KNOWN: Mapping[str, type] = {
    name: value
    for module in (figure_words, periodic_facts, reminders)
    for name, value in vars(module).items()
    if isinstance(value, type) and (is_dataclass(value) or issubclass(value, Enum))
}


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that stands differently: its name, and its words then and now; "" where it was or is not in
    the report."""

    name: str
    then: str
    now: str


def facts_json(facts: PeriodicReport) -> dict[str, Any]:
    """All that the report says, as JSON keeps it: figures, words, units left out, window, head."""
    found: dict[str, Any] = _plain(facts)
    return found


def facts_from(kept: Mapping[str, Any]) -> PeriodicReport:
    """The facts of which `facts_json` was made. What a later version knows besides has its usual value; what
    it no longer knows is left out.

    Raises ValueError where it is no such JSON.
    """
    found = _made(kept)
    if not isinstance(found, PeriodicReport):
        raise ValueError("not the facts of a report")
    return found


def facts_digest(kept: Mapping[str, Any]) -> str:
    """SHA-256, in hexadecimal, over the JSON with its names in order and nothing between them."""
    written = dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode("utf-8", "surrogatepass")).hexdigest()


def moved(then: PeriodicReport, now: PeriodicReport) -> Sequence[Moved]:
    """The figures that stand differently, in the order of the report; those that are computed from others
    are left out with their sources."""
    before, after = _words(then), _words(now)
    names = {**figure_names(now), **figure_names(then)}
    return tuple(
        Moved(names.get(key, "Số liệu"), before.get(key, ""), after.get(key, ""))
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
    )


def figure_names(facts: PeriodicReport) -> Mapping[str, str]:
    """By key what a figure is called: the words before it on its line, or its row and column in a table."""
    return dict(_named(facts))


def _words(facts: PeriodicReport) -> Mapping[str, str]:
    """By key, as they are printed; without what is only computed from others."""
    return {key: text for key, text in figures_of(periodic_report(facts)) if not key.endswith(".diff")}


def _named(facts: PeriodicReport) -> Iterator[tuple[str, str]]:
    for one in (*facts.documents, *facts.tasks):
        yield one.now.key, one.name
        yield one.change.key, f"{one.name}, tăng giảm"
        if one.before:
            yield one.before.key, f"{one.name}, cùng kỳ năm trước"
    for held in facts.meetings:
        ways: tuple[tuple[Figure | None, str], ...] = (
            (held.in_person, "trực tiếp"), (held.online, "trực tuyến"), (held.hybrid, "kết hợp"),
            (held.before, "cùng kỳ năm trước"),
        )  # fmt: skip
        yield from ((figure.key, f"{held.name}, {way}") for figure, way in ways if figure)
    for rate in facts.rates:
        yield rate.now.key, rate.name
        if rate.before:
            yield rate.before.key, f"{rate.name}, cùng kỳ năm trước"
    for table in facts.unit_tables:
        rows = (*table.rows, ("Tổng cộng", table.total))
        for unit, cells in rows:
            for head, piece in zip(table.heads, cells, strict=False):
                if not isinstance(piece, str):
                    yield piece.key, f"{unit}: {head}"
    for line in _lines_in(facts):
        yield from _of_line(line)


def _lines_in(value: Any) -> Iterator[Line]:
    """Every sentence or item with a figure among its words, wherever the facts have one."""
    if isinstance(value, tuple):
        if any(isinstance(one, str) for one in value) and any(hasattr(one, "key") for one in value):
            yield value
        else:
            for one in value:
                yield from _lines_in(one)
    elif is_dataclass(value) and not isinstance(value, UnitTable):
        for one in fields(value):
            yield from _lines_in(getattr(value, one.name))


def _of_line(line: Line) -> Iterator[tuple[str, str]]:
    before = ""
    for piece in line:
        if isinstance(piece, str):
            before = f"{before} {piece}" if before and not piece.strip(" ():;,") else piece
        else:
            yield piece.key, " ".join(before.strip(" -():;,").split()) or "Số liệu"


def _plain(value: Any) -> Any:
    match value:
        case Enum():
            return {_KIND: type(value).__name__, _IS: value.value}
        case date():
            return {_KIND: "date", _IS: value.isoformat()}
        case Fraction():
            return {_KIND: "Fraction", _IS: str(value)}
        case None | bool() | int() | str():
            return value
        case tuple() | list():
            return [_plain(one) for one in value]
    if not is_dataclass(value):
        raise TypeError(f"cannot be frozen: {type(value).__name__}")
    return {_KIND: type(value).__name__} | {
        one.name: _plain(getattr(value, one.name)) for one in fields(value)
    }


def _made(kept: Any) -> Any:
    if isinstance(kept, list):
        return tuple(_made(one) for one in kept)
    if not isinstance(kept, Mapping):
        return kept
    kind = kept.get(_KIND, "")
    if kind == "date":
        return date.fromisoformat(kept[_IS])
    if kind == "Fraction":
        return Fraction(kept[_IS])
    known = _KNOWN.get(kind)
    if known is None:
        raise ValueError(f"not the facts of a report: {kind!r}")
    if issubclass(known, Enum):
        return known(kept[_IS])
    names = {one.name for one in fields(known)}  # type: ignore[arg-type]
    return known(**{name: _made(value) for name, value in kept.items() if name in names})
