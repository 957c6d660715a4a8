"""What stands on a page beside the text: page numbers, running headers and footers, what a signature
shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from sauro.folio.model import Part
from sauro.reading.page_paragraphs import Line

__all__ = ["is_page_number", "is_signature_line", "take_margins", "take_signatures"]

_NUMBER = re.compile(
    r"(?:trang|tr\.|page)?\s*[-–—|]?\s*(?P<number>\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?\s*[-–—|]?",
    re.IGNORECASE,
)
_SIGNER = (
    r"người ký\s*:|(?:được\s+)?ký (?:số )?bởi\b|(?:thời gian|ngày) ký\s*:"
    r"|signature (?:not verified|valid)|digitally signed"
)
_SIGNED = re.compile(rf"(?:\d\s+)?(?:{_SIGNER})", re.IGNORECASE)
_SIGNATURE = re.compile(
    rf"\s*(?:\d\s+)?(?:{_SIGNER}|email\s*:|cơ quan\s*:|chức vụ\s*:|signed by|signing (?:time|date)|date\s*:"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{4} \d{1,2}:\d{2})",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_Key = tuple[str, Part, int]
_MARGIN = 0.12  # part of a page's height at top and bottom in which numbers and running lines stand
_PITCH = 30.0  # lines of one signature stand closer than this, in points


def is_page_number(text: str) -> bool:
    """Whether a line that stands alone in a margin is a page number: "3", "- 3 -", "Trang 3/11"."""
    return _NUMBER.fullmatch(text.strip()) is not None


def is_signature_line(text: str) -> bool:
    """Whether a line looks like what signing programs print: "Người ký: …", "Ký bởi: …", "Thời gian ký:
    …"."""
    return _SIGNATURE.match(text) is not None


def take_signatures(lines: list[Line]) -> list[Line]:
    """Takes the lines of signature appearances out of a page. They count only near a line that says
    "Người ký" or "Ký bởi": "Email:" or "Cơ quan:" alone are common in the body."""
    anchors = [line for line in lines if _SIGNED.match(line.text)]
    if not anchors:
        return []
    taken = [
        line
        for line in lines
        if is_signature_line(line.text)
        and any(
            abs(line.middle - anchor.middle) < 4 * _PITCH and abs(line.left - anchor.left) < 3 * _PITCH
            for anchor in anchors
        )
    ]
    own = {id(line) for line in taken}
    lines[:] = [line for line in lines if id(line) not in own]
    return taken


def take_margins(pages: Sequence[tuple[list[Line], float]]) -> list[tuple[int, Line, Part]]:
    """Takes page numbers and running lines out of the pages (lines and height of each). Numbers are
    dropped; of each running line the first one is given back: index of its page, line, HEADER or
    FOOTER."""
    candidates: list[tuple[int, Line, Part, _Key]] = []
    for index, (lines, height) in enumerate(pages):
        outermost = _outermost(lines, height)
        numbers = [line for line, _ in outermost if is_page_number(line.text)]
        for line in numbers:
            lines.remove(line)
        if numbers:
            outermost = _outermost(lines, height)
        candidates += [(index, line, part, _key(line, part)) for line, part in outermost]
    counts = Counter([key for *_, key in candidates])
    needed = max(2, len(pages) // 3)
    found: list[tuple[int, Line, Part]] = []
    seen: set[_Key] = set()
    for index, line, part, key in candidates:
        if counts[key] < needed or len(pages) < 3:
            continue
        pages[index][0].remove(line)
        if key not in seen:
            seen.add(key)
            found.append((index, line, part))
    return found


def _key(line: Line, part: Part) -> _Key:
    """What is alike in a running line on all pages."""
    return _DIGITS.sub("#", line.text), part, round(line.bottom / 6)


def _outermost(lines: list[Line], height: float) -> list[tuple[Line, Part]]:
    """The two lines nearest to the top and to the bottom edge, as far as they stand in the margins."""
    low, high = _MARGIN * height, (1 - _MARGIN) * height
    above = [line for line in lines if line.bottom < low]
    below = [line for line in lines if line.top > high]
    above.sort(key=lambda line: line.bottom)
    below.sort(key=lambda line: -line.top)
    return [(line, Part.HEADER) for line in above[:2]] + [(line, Part.FOOTER) for line in below[:2]]
