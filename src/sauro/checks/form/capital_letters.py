"""Capital letters in the text (NĐ 30/2020, Phụ lục II)."""

from __future__ import annotations

from collections.abc import Iterator

from sauro.checks.form.head import is_doubtful
from sauro.checks.model import Examined, Fault
from sauro.findings import Edit
from sauro.folio.span import Span
from sauro.text.capital_rules import Miswritten, miswritten

__all__ = ["capital_letters"]


def capital_letters(examined: Examined) -> Iterator[Fault]:
    """Each word that is written otherwise, once, with all its places."""
    if is_doubtful(examined):
        return
    text = examined.folio.text
    groups: dict[tuple[str, str], list[Miswritten]] = {}
    for found in miswritten(text):
        groups.setdefault((text[found.start : found.end], found.wanted), []).append(found)
    for (written, wanted), places in groups.items():
        spans = [Span(one.start, one.end) for one in places]
        yield Fault(
            f"“{written}” nên viết “{wanted}”: {places[0].rule}.",
            spans[0],
            wanted,
            tuple(Edit(span, wanted) for span in spans),
            tuple(spans[1:]),
        )
