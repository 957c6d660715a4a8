"""The words of several units made one text, with who said what: "Thiếu máy quét (Phòng Kinh tế; Thôn Đông)".

Whoever sums up takes over what the units wrote and edits it; a line says behind it, in brackets, whose it
is. A unit that is named so in a text has been taken over: its own lines are not repeated behind it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["SaidBy", "merged", "taken_over", "units_taken_over"]

_MARK = re.compile(r"^[-–—+*•●▪]+(?:\s+|$)")
_NAMED = re.compile(r"(?P<words>.*\S)\s*\((?P<names>[^()]+)\)\s*[.;]?")


@dataclass(frozen=True, slots=True)
class SaidBy:
    """One line, and whose it is; nobody's name where it is that of the report itself."""

    words: str
    authors: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """As it stands in a text that is edited."""
        return f"{self.words} ({'; '.join(self.authors)})" if self.authors else self.words


def merged(own: str, below: Iterable[tuple[str, str]]) -> tuple[SaidBy, ...]:
    """The lines of a report, then those of the units beneath it, each unit with its text, that it has not
    taken over; who says the same is named once with the others."""
    units = tuple(below)
    lines = _lines(own, {name for name, _ in units})
    taken = _authors(lines)
    return _joined(lines, [one for one in units if one[0] not in taken])


def taken_over(own: str, below: Iterable[tuple[str, str]]) -> str:
    """The text of a report with the lines of these units behind it, ready to be edited; who stands in it
    already is not added again."""
    return "\n".join(one.line for one in merged(own, below))


def units_taken_over(own: str, names: Collection[str]) -> frozenset[str]:
    """Those of these units whose words stand in a text."""
    return _authors(_lines(own, names))


def _lines(text: str, names: Collection[str]) -> list[SaidBy]:
    return [_said(line, names) for line in _items(text)]


def _items(text: str) -> Iterator[str]:
    """Its lines without the dash or dot that people put before an item: the report has its own."""
    for line in text.splitlines():
        if words := _MARK.sub("", line.strip()):
            yield words


def _said(line: str, names: Collection[str]) -> SaidBy:
    if found := _NAMED.fullmatch(line):
        authors = tuple(one.strip() for one in found["names"].split(";"))
        if any(one in names for one in authors):
            return SaidBy(found["words"], authors)
    return SaidBy(line)


def _authors(lines: Sequence[SaidBy]) -> frozenset[str]:
    return frozenset(name for one in lines for name in one.authors)


def _joined(lines: Sequence[SaidBy], units: Iterable[tuple[str, str]]) -> tuple[SaidBy, ...]:
    found = {_same(one.words): one for one in lines}
    for name, text in units:
        for words in _items(text):
            known = found.get(_same(words), SaidBy(words))
            authors = known.authors if name in known.authors else (*known.authors, name)
            found[_same(words)] = SaidBy(known.words, authors)
    return tuple(found.values())


def _same(words: str) -> str:
    return " ".join(words.split()).rstrip(".;").casefold()
