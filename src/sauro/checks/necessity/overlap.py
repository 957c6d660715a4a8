"""What stands in another document already: of a superior, or in force in the register."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sauro.checks.known import KnownDocument
from sauro.checks.model import Examined, Fault
from sauro.checks.necessity.forwarding import repeats_superior
from sauro.checks.necessity.own_words import described, own_passage, shared_with
from sauro.folio.passage import Passage
from sauro.text.passages import Passages

__all__ = ["in_force", "superior"]

_LEAST_SHARE, _LEAST_WORDS = 0.2, 60
"""Of all own words, and how many: a document that cites another quotes some of it."""
_LONG_PASSAGE = 120
"""Words in a row that are asked about in a document of any length."""


def superior(examined: Examined) -> Iterator[Fault]:
    """Passages that repeat a document of an office above, most first. What does no more than hand it on has a
    finding of its own."""
    if repeats_superior(examined) is None:
        yield from _overlaps(examined, lambda one: one.is_superior, "cấp trên đã quy định nội dung này")


def in_force(examined: Examined) -> Iterator[Fault]:
    """Passages that stand in another document of the register that is in force."""
    yield from _overlaps(examined, lambda one: not one.is_superior, "nội dung này đã có văn bản còn hiệu lực")


def _overlaps(examined: Examined, wanted: Callable[[KnownDocument], bool], why: str) -> Iterator[Fault]:
    own = own_passage(examined)
    found = [
        (shared_with(own.text, one), one)
        for one in examined.known.similar
        if one.text and one.in_force and wanted(one)
    ]
    for shared, known in sorted(found, key=lambda one: -one[0].shared):
        if _is_told(shared):
            yield _fault(own, shared, known, why)


def _is_told(shared: Passages) -> bool:
    longest = max((one.words for one in shared.found), default=0)
    return longest >= _LONG_PASSAGE or (shared.share >= _LEAST_SHARE and shared.shared >= _LEAST_WORDS)


def _fault(own: Passage, shared: Passages, known: KnownDocument, why: str) -> Fault:
    spans = [own.span(one.start, one.end) for one in shared.found]
    message = (
        f"{shared.share:.0%} nội dung ({shared.shared} trong {shared.words} chữ, {len(spans)} đoạn) trùng "
        f"với {described(known)}: {why}, có cần ban hành lại không?"
    )
    return Fault(message, spans[0], f"Dẫn {described(known)}, chỉ giữ phần riêng.", others=tuple(spans[1:]))
