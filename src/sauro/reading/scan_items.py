"""The numbers of list items in scans: "5." is read as "5,", "c)" as "€)", "đ)" as "d)". The items before and
after tell what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sauro.folio.model import Box
from sauro.reading.page_paragraphs import Line, is_closed
from sauro.reading.scan_numbers import Renumbered
from sauro.text.marks import VIETNAMESE_LETTERS, Mark, MarkKind, read_mark

__all__ = ["settle_items"]

_COUNTED = (
    MarkKind.CAPITAL,
    MarkKind.ROMAN,
    MarkKind.ARABIC,
    MarkKind.DECIMAL_2,
    MarkKind.DECIMAL_3,
    MarkKind.LETTER,
)
_FIGURES = re.compile(r"(?P<number>\d{1,2}(?:[.,]\d{1,2}){0,2})(?P<stop>[.,:;]?)")
_BRACKETED = re.compile(r"\W{0,2}[^\W\d]?\W?\)")
_CAPITAL = re.compile(r"[A-ZĐÀ-Ỹ]")
_LONGEST = 8  # signs of a mark, at most
_LEAP = 3  # a mark that stands so much further than the one before is none of the same list
_INDENT = 8.0  # points from which on a line is indented
_ALIGNED = 5.0  # points that items of one kind begin apart, at most


@dataclass(slots=True)
class _Item:
    """A line that begins with the mark of an item, or with what may be one (`mark` is None)."""

    page: int
    line: Line
    mark: Mark | None
    word: str
    begins: bool  # it is indented, or the line before it is closed


def settle_items(pages: Sequence[Sequence[Line]]) -> list[dict[Box, Renumbered]]:
    """Puts right the numbers of items, at the heads of these lines, that the items around them tell; for each
    page what was changed, by the box of its word."""
    found: list[dict[Box, Renumbered]] = [{} for _ in pages]
    items = [item for page, lines in enumerate(pages) for item in _items(page, lines)]
    last: dict[MarkKind, _Item] = {}
    for place, item in enumerate(items):
        told = _told(item, items[place + 1 :], last)
        if told is not None:
            found[item.page].update(_renumbered(item.line, told))
            item.mark = read_mark(item.line.text)
        mark = item.mark
        if mark is None or not 0 < mark.ordinal <= _ordinal(last.get(mark.kind)) + _LEAP:
            continue
        last = {kind: other for kind, other in last.items() if kind < mark.kind}
        last[mark.kind] = item
    return found


def _items(page: int, lines: Sequence[Line]) -> list[_Item]:
    """The items of a page, from top to bottom."""
    lines = sorted(lines, key=lambda line: line.middle)
    edge = min((line.left for line in lines), default=0.0)
    found: list[_Item] = []
    before: Line | None = None
    for line in lines:
        word = line.runs[0].text.strip() if line.runs else ""
        mark = read_mark(line.text) if len(word) <= _LONGEST else None
        is_other = mark is not None and mark.kind not in _COUNTED
        if not is_other and (mark is not None or _FIGURES.fullmatch(word) or _BRACKETED.fullmatch(word)):
            closed = before is None or is_closed(before.text) or before.bold_end or before.text.isupper()
            found.append(_Item(page, line, mark, word, closed or line.left - edge > _INDENT))
        before = line
    return found


def _told(item: _Item, after: Sequence[_Item], last: dict[MarkKind, _Item]) -> str | None:
    """The mark that the items around tell, as it is written; None where it is as it was read, or nothing
    tells it."""
    if item.mark is not None:
        is_d = item.mark.kind is MarkKind.LETTER and item.word in ("d)", "d.")
        before = last.get(MarkKind.LETTER)
        follows = is_d and before is not None and before.mark is not None and before.mark.label == "d"
        return item.word.replace("d", "đ") if follows and _next(after) in (None, "e") else None
    if not item.begins:
        return None
    if _BRACKETED.fullmatch(item.word):
        return _letter(after, last)
    return _figures(item, last)


def _next(after: Sequence[_Item]) -> str | None:
    """The label of the next item lettered by the same list; None where the list ends before."""
    for other in after:
        if other.mark is not None and other.mark.kind <= MarkKind.LETTER:
            return other.mark.label if other.mark.kind is MarkKind.LETTER else None
    return None


def _letter(after: Sequence[_Item], last: dict[MarkKind, _Item]) -> str | None:
    """The letter between those of the items before and after, closed by a bracket."""
    before = last.get(MarkKind.LETTER)
    follower = _next(after)
    if before is None:
        return "a)" if follower == "b" else None
    place = _ordinal(before)
    expected = VIETNAMESE_LETTERS[place : place + 1]
    if follower in (None, "a") or follower == VIETNAMESE_LETTERS[place + 1 : place + 2]:
        return f"{expected})" if expected else None
    return (
        "đ)" if (expected, follower) == ("đ", "e") else "e)" if (expected, follower) == ("đ", "g") else None
    )


def _figures(item: _Item, last: dict[MarkKind, _Item]) -> str | None:
    """The number with its full stops, where it is the next of its kind."""
    match = _FIGURES.fullmatch(item.word)
    rest = item.line.text[len(item.word) :].lstrip()
    if match is None or _CAPITAL.match(rest) is None:
        return None
    written = match["number"].replace(",", ".") + "."
    mark = read_mark(f"{written} A")
    before = None if mark is None else last.get(mark.kind)
    if mark is None or mark.ordinal != _ordinal(before) + 1:
        return None
    if mark.prefix and mark.prefix != _path(last, mark.kind):
        return None
    if not match["stop"]:  # a bare figure is one that counts things, unless it stands where the others do
        aligned = before is not None and abs(before.line.left - item.line.left) < _ALIGNED
        return written if aligned and (item.page == before.page if before else False) else None
    return written


def _path(last: dict[MarkKind, _Item], kind: MarkKind) -> str:
    """The numbers of the items that an item of this kind stands below."""
    before = last.get(kind)
    if before is not None and before.mark is not None:
        return before.mark.prefix
    above = last.get(MarkKind(kind - 1)) if kind > MarkKind.DECIMAL_2 else last.get(MarkKind.ARABIC)
    if above is None or above.mark is None:
        return ""
    return f"{above.mark.prefix}.{above.mark.label}".lstrip(".")


def _ordinal(item: _Item | None) -> int:
    return 0 if item is None or item.mark is None else item.mark.ordinal


def _renumbered(line: Line, number: str) -> dict[Box, Renumbered]:
    if not line.runs or line.runs[0].box is None:
        return {}
    run = line.runs[0]
    read = run.text.strip()
    line.runs[0] = replace(run, text=run.text.replace(read, number, 1))
    line.text = "".join(run.text for run in line.runs)
    return {run.box: Renumbered(read, number, True, of_heading=True)} if run.box else {}
