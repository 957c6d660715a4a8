"""Quotation marks that have no partner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.checks.model import Examined, Fault
from sauro.folio.span import Span

__all__ = ["unpaired"]

_CURLED = re.compile("[“”]")
_STRAIGHT = re.compile(r'(?<![\d′\'])"')
"""Not behind a figure, where the sign stands for seconds or inches."""


def unpaired(examined: Examined) -> Iterator[Fault]:
    """Curled marks over the whole text, for what is quoted may be several paragraphs; straight ones within
    their paragraph."""
    text = examined.folio.text
    yield from map(_fault, _curled(text))
    for paragraph in examined.folio.paragraphs:
        straight = [found.start() for found in _STRAIGHT.finditer(paragraph.text)]
        if len(straight) % 2 and "“" not in paragraph.text and "”" not in paragraph.text:
            yield _fault(paragraph.span.start + straight[-1])


def _curled(text: str) -> Iterator[int]:
    """The places of marks that close what was not opened, or open what is not closed before the next opens.
    Marks inside marks are let pass where all of them close."""
    open_: list[int] = []
    for found in _CURLED.finditer(text):
        if found[0] == "“":
            open_.append(found.start())
        elif open_:
            open_.pop()
        else:
            yield found.start()
    yield from open_[-1:]


def _fault(place: int) -> Fault:
    return Fault(
        "Dấu ngoặc kép không có cặp; hãy thêm dấu còn thiếu hoặc bỏ dấu thừa.", Span(place, place + 1)
    )
