"""Which words of the foot are which component (NĐ 30/2020, Phụ lục I, Mục II, 7 and 9).

Beside what the ending holds: titles and names that are written otherwise than they ought to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sauro.anatomy.lines import RECIPIENTS, Line
from sauro.anatomy.parts import Ending
from sauro.doctypes.components import Component
from sauro.folio.passage import Passage
from sauro.text.capitals import CAPITAL

__all__ = ["foot_pieces"]

_HEAD = re.compile(rf"{RECIPIENTS}\s*[:.;]?", re.IGNORECASE)
_FILED = re.compile(r"Lưu\b")
_BEFORE_ENTRY = re.compile(r"[-–+•]\s*$")
_AFTER_ENTRY = re.compile(r"\s*[;.,]+")
_TITLE = re.compile(
    r"(?:(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s?[.:]?\s|(?:phó |quyền )?(?:chủ tịch|giám đốc|chánh văn phòng|"
    r"trưởng phòng|trưởng ban|hiệu trưởng|cục trưởng|chi cục trưởng|viện trưởng|chánh thanh tra)(?:\s|$))",
    re.IGNORECASE,
)
_HONOURED = re.compile(rf"(?:Đồng chí|Đ/c|Ông|Bà)\s+{CAPITAL}\w*(?:\s{CAPITAL}\w*){{1,5}}")
_LONGEST_TITLE = 60
_REACH = 40
"""Lines that a foot takes at most."""

_Found = tuple[Component, Passage]


def foot_pieces(text: str, lines: Sequence[Line], ending: Ending) -> Iterator[_Found]:
    """The components of the foot of a document, whose whole text is `text`."""
    yield from ((Component.AUTHORITY, passage) for passage in ending.titles)
    if ending.name is not None:  # "Chủ Tịch" looks like a name
        titled = _TITLE.fullmatch(ending.name.text) is not None
        yield Component.AUTHORITY if titled else Component.SIGNER, ending.name
    yield from _recipients(text, lines, ending)
    yield from _otherwise(lines, ending)


def _recipients(text: str, lines: Sequence[Line], ending: Ending) -> Iterator[_Found]:
    if not ending.recipients:
        return
    first = ending.recipients[0].start
    for line in lines:
        head = _HEAD.match(line.text)
        if head and line.passage.start <= first:
            yield Component.RECIPIENTS, line.passage.part(0, head.end())
    last = ending.name.start if ending.name is not None and ending.name.start > first else len(text)
    for entry in ending.recipients:
        if entry.start > last:  # what stands below the signature is no longer the list
            return
        yield Component.RECIPIENT, _entry(text, entry)
        if _FILED.match(entry.text):
            return


def _entry(text: str, entry: Passage) -> Passage:
    """A recipient with the dash before it and the mark behind it."""
    span = entry.span()
    before = _BEFORE_ENTRY.search(text, max(0, span.start - 4), span.start)
    after = _AFTER_ENTRY.match(text, span.end)
    start = before.start() if before else span.start
    return Passage.of(text[start : after.end() if after else span.end], start)


def _otherwise(lines: Sequence[Line], ending: Ending) -> Iterator[_Found]:
    """Titles in small letters or with other marks, a name behind a word of respect."""
    starts = [one.start for one in (*ending.recipients[:1], *ending.titles[:1])]
    if not starts:
        return
    below = [line for line in lines if line.passage.start >= min(starts)][:_REACH]
    titled = bool(ending.titles)
    for line in below:
        text = line.text
        if line.mark is not None or len(text) > _LONGEST_TITLE or text.endswith((";", ".", ",", ":")):
            continue
        if _TITLE.match(text):
            titled = True
            yield Component.AUTHORITY, line.passage
        elif titled and ending.name is None and _HONOURED.fullmatch(text):
            yield Component.SIGNER, line.passage
            return
