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

__all__ = ["foot_pieces", "is_contact"]

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
_DRAFTER = re.compile(r"[A-ZĐ]{1,8}\s?[.,]?\s?\(?\s?\d{1,4}\s?(?:b|bản)?\s?\)?\.?", re.IGNORECASE)
_CONTACT = re.compile(
    r"(?:Địa chỉ|Trụ sở|Điện thoại|ĐT|Tel|Fax|E-?mail|Thư điện tử|Hộp thư|Website|Trang thông tin"
    r"|Cổng thông tin|Trang TTĐT|Cổng TTĐT)\b[^:]{0,30}:",
    re.IGNORECASE,
)
_LONGEST_CONTACT = 300
_BELOW = 4
"""Lines below the foot among which the address of the office stands."""
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
    yield from _below(lines, ending)


def _below(lines: Sequence[Line], ending: Ending) -> Iterator[_Found]:
    """Below the line that files: initials and number of copies. Below all: the address of the office."""
    filed = next((one for one in ending.recipients if _FILED.match(one.text)), None)
    if filed is not None:
        following = next((line for line in lines if line.passage.start > filed.span().end), None)
        if following is not None and _DRAFTER.fullmatch(following.text):
            yield Component.DRAFTER, following.passage
    ends = [*ending.titles, *ending.recipients, *([ending.name] if ending.name is not None else [])]
    if ends:
        last = max(one.start for one in ends)
        below = [line for line in lines if line.passage.start > last][:_BELOW]
        yield from ((Component.CONTACT, line.passage) for line in below if is_contact(line.text))


def is_contact(text: str) -> bool:
    """Whether a line tells where an office is found: address, telephone, mail."""
    return len(text) <= _LONGEST_CONTACT and _CONTACT.match(text) is not None


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
