"""The roman numbers of headings in capitals in scans. "I." is read as "L", "IL" or "1.", "III." as "TII.",
"II." without its full stop; the headings before and after tell what it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sauro.folio.layout import ParagraphDraft, TableDraft
from sauro.folio.model import Box, Part, Run
from sauro.reading.scan_numbers import Renumbered
from sauro.text.marks import roman_number, roman_text

__all__ = ["Block", "settle_heads"]

Block = ParagraphDraft | TableDraft

_HEAD = re.compile(
    r"(?P<mark>[IVXLl1|!]{1,5}|\d{1,2}|(?=\w*[IT]\w*[.,])[IVTHl1]{2,5}|TI{2,3})(?P<stop>[.,:]?)\s+[^\W\d_]{2}"
)
_STROKES = str.maketrans(dict.fromkeys("LTl1|!", "I") | {"H": "II"})


@dataclass(slots=True)
class _Head:
    """A heading in capitals: its page among the pages, its paragraph, what its mark was read as, and the
    numbers that this may be."""

    page: int
    paragraph: ParagraphDraft
    read: str
    values: frozenset[int]
    sure: bool

    @property
    def arabic(self) -> bool:
        """Whether it is numbered by figures, as it was read."""
        return self.read[0].isdigit()


def settle_heads(pages: Sequence[Sequence[Block]]) -> list[dict[Box, Renumbered]]:
    """Puts right the numbers of headings that the headings around them tell; for each page what was changed,
    by the box of its word."""
    found: list[dict[Box, Renumbered]] = [{} for _ in pages]
    heads = [
        head
        for page, blocks in enumerate(pages)
        for block in blocks
        if isinstance(block, ParagraphDraft) and (head := _head(page, block)) is not None
    ]
    last = 0
    for place, head in enumerate(heads):
        value = next(iter(head.values)) if head.sure else _told(head, heads[place + 1 :], last)
        if value is None:
            continue
        last = value
        if not head.sure:
            found[head.page].update(_renumbered(head.paragraph, f"{roman_text(value)}."))
    return found


def _head(page: int, paragraph: ParagraphDraft) -> _Head | None:
    text = paragraph.text
    if paragraph.part is not Part.BODY or (not text.isupper() and not text[1:].isupper()):
        return None
    match = _HEAD.match(text)
    if match is None or paragraph.runs[0].text.strip() != match["mark"] + match["stop"]:
        return None
    mark, stop = match["mark"], match["stop"]
    value = roman_number(mark)
    if value is not None and stop == "." and "L" not in mark:
        return _Head(page, paragraph, mark, frozenset((value,)), True)
    forms = [mark.translate(_STROKES)]
    if len(mark) > 1 and mark[-1] in "Ll":
        forms.append(forms[0][:-1])  # the full stop was taken for the foot of an L
    if mark[0] == "T":
        forms.append(forms[0][1:])  # the serif of the first stroke was taken for a letter of its own
    values = [value for form in forms if (value := roman_number(form)) is not None]
    return _Head(page, paragraph, mark, frozenset(values), False)


def _told(head: _Head, after: Sequence[_Head], last: int) -> int | None:
    """The number of a heading that follows the `last` one, or begins a row that goes on."""
    if head.arabic and (not head.values or not after or after[0].arabic):
        return None
    if not head.arabic and last and last + 1 in head.values:
        return last + 1
    below = next((other for other in after if not other.arabic), None)
    return 1 if last != 1 and 1 in head.values and below is not None and 2 in below.values else None


def _renumbered(paragraph: ParagraphDraft, number: str) -> dict[Box, Renumbered]:
    run: Run = paragraph.runs[0]
    if run.box is None:
        return {}
    read = run.text.strip()
    paragraph.runs[0] = replace(run, text=run.text.replace(read, number, 1))
    return {run.box: Renumbered(read, number, True, of_heading=True)}
