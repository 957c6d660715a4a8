"""Takes Markdown and HTML marks out of lines of text and keeps what they say: bold, italic, heading.

Each piece that stays knows its offset in the file, so that nothing found later loses its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sauro.folio.model import Run

__all__ = ["Line", "MarkedLine", "strip_marks"]

_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+")
_MARK = re.compile(
    r"(?P<escape>\\(?=[\\`*_{}\[\]()#+\-.!|<>~]))"
    r"|(?P<stars>\*{1,3})"
    r"|(?P<tag></?(?:b|strong|i|em|u|s|sup|sub|span|font|p|div|a)(?:\s[^<>\n]{0,200})?>)"
    r"|(?P<break><br\s*/?>)"
    r"|(?P<entity>&(?:nbsp|amp|lt|gt|quot|#160|#39);)",
    re.IGNORECASE,
)
_ENTITIES = {"nbsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": '"', "#160": " ", "#39": "'"}
_BOLD_TAGS = ("b", "strong")
_ITALIC_TAGS = ("i", "em")
_BULLET = re.compile(r"\s*\*(?=[ \t])")


@dataclass(frozen=True, slots=True)
class Line:
    """Characters `start` to `end` of the file's text, without the line end."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """What a line says once its marks are gone. `outline_level` is 0 for "# …"."""

    runs: tuple[Run, ...]
    outline_level: int | None = None

    @property
    def text(self) -> str:
        """The runs put together."""
        return "".join(run.text for run in self.runs)


@dataclass(slots=True)
class _Mark:
    """A mark found: `kind` is the group of the expression; a star mark that pairs gets `used`."""

    kind: str
    start: int
    end: int
    text: str
    used: bool = False
    opens: bool = False


def strip_marks(text: str, lines: Sequence[Line]) -> list[MarkedLine]:
    """The lines of one block (no blank line between them) without their marks. Bold and italic may run
    over the line ends inside the block; a star that has no partner is a star."""
    found = [_marks_of(text, line) for line in lines]
    _pair_stars(text, [mark for marks in found for mark in marks if mark.kind == "stars"])
    state = _State()
    return [_marked(text, line, marks, state) for line, marks in zip(lines, found, strict=True)]


def _marks_of(text: str, line: Line) -> list[_Mark]:
    start = line.start
    bullet = _BULLET.match(text, start, line.end)
    if bullet:
        start = bullet.end()
    marks: list[_Mark] = []
    position = start
    while True:
        match = _MARK.search(text, position, line.end)
        if match is None:
            return marks
        kind = match.lastgroup or ""
        marks.append(_Mark(kind, match.start(), match.end(), match.group()))
        position = match.end() + (kind == "escape")


def _pair_stars(text: str, stars: list[_Mark]) -> None:
    """Matches opening and closing stars of the same length, innermost first."""
    open_marks: list[_Mark] = []
    for mark in stars:
        before = text[mark.start - 1] if mark.start else "\n"
        after = text[mark.end] if mark.end < len(text) else "\n"
        closes = not before.isspace() and before != "("
        partner = next((m for m in reversed(open_marks) if m.text == mark.text), None) if closes else None
        if partner is not None:
            partner.used = mark.used = True
            partner.opens = True
            del open_marks[open_marks.index(partner) :]
        elif not after.isspace() and after != ")" and not before.isalnum():
            open_marks.append(mark)


@dataclass(slots=True)
class _State:
    bold: int = 0
    italic: int = 0


def _marked(text: str, line: Line, marks: list[_Mark], state: _State) -> MarkedLine:
    runs: list[Run] = []
    position = line.start
    heading = _HEADING.match(text, line.start, line.end)
    level = None
    if heading:
        level = len(heading.group(1)) - 1
        position = heading.end()
    for mark in marks:
        if mark.start < position or (mark.kind == "stars" and not mark.used):
            continue
        _add(runs, text, position, mark.start, state)
        _apply(runs, mark, state)
        position = mark.end
    _add(runs, text, position, line.end, state)
    return MarkedLine(tuple(runs), level)


def _add(runs: list[Run], text: str, start: int, end: int, state: _State) -> None:
    if start < end:
        runs.append(Run(text[start:end], state.bold > 0, state.italic > 0, start))


def _apply(runs: list[Run], mark: _Mark, state: _State) -> None:
    if mark.kind == "stars":
        step = 1 if mark.opens else -1
        if len(mark.text) != 1:
            state.bold += step
        if len(mark.text) != 2:
            state.italic += step
    elif mark.kind == "tag":
        name = re.split(r"[\s>]", mark.text.strip("</>").lower(), maxsplit=1)[0]
        step = -1 if mark.text.startswith("</") else 1
        if name in _BOLD_TAGS:
            state.bold = max(0, state.bold + step)
        elif name in _ITALIC_TAGS:
            state.italic = max(0, state.italic + step)
    elif mark.kind == "break":
        runs.append(Run("\n", state.bold > 0, state.italic > 0))
    elif mark.kind == "entity":
        runs.append(Run(_ENTITIES[mark.text[1:-1].lower()], state.bold > 0, state.italic > 0))
