"""Ways of planting that many checks share. A planter yields all faults that it knows for a document; which of
them are taken is decided by whoever counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from sauro.doctypes.components import Component
from tools.planted_faults.papers import Document, Line, Place, Planted

__all__ = ["LONG", "Swap", "added_lines", "inserted", "looks", "rewritten", "sheets", "swapped", "without"]

Swap = tuple[str, str]
"""A pattern, and what is written in its place (as `re.Match.expand` takes it)."""
LONG = 90
"""Characters of a line that surely fills more than one printed one."""
_RUNNING = (Component.CLAUSE, Component.BODY)


def swapped(
    document: Document, swaps: Iterable[Swap], *components: Component, typed_only: bool = False
) -> Iterator[Planted]:
    """Each swap at each place of these components (of all lines, if none is named) that it fits."""
    for index, line in document.lines(*components):
        for pattern, words in swaps:
            for found in re.finditer(pattern, line.text):
                new = found.expand(words)
                if new != found[0]:
                    text = line.text[: found.start()] + new + line.text[found.end() :]
                    place = _touched(index, text, found.start(), len(new))
                    yield Planted(document.with_text(index, text), place, typed_only)


def _touched(index: int, text: str, start: int, length: int) -> Place:
    """Where something was written; where something was taken away, the character behind or ahead of it."""
    end = start + length
    if length:
        return Place(index, start, end)
    return Place(index, start, start + 1) if start < len(text) else Place(index, max(start - 1, 0), start)


def rewritten(
    document: Document, component: Component, texts: Sequence[str] | Callable[[str], Sequence[str]]
) -> Iterator[Planted]:
    """Each of other texts in the place of a component's lines."""
    for index, line in document.lines(component):
        for text in texts(line.text) if callable(texts) else texts:
            if text != line.text:
                yield Planted(document.with_text(index, text), Place(index, 0, len(text)))


def without(document: Document, *components: Component, typed_only: bool = False) -> Iterator[Planted]:
    """The document without each of its lines of these components; the whole document is meant."""
    for index, _ in document.lines(*components):
        yield Planted(document.with_block(index), None, typed_only)


def looks(
    document: Document, variants: Iterable[dict[str, object]], *components: Component, longest: int = 0
) -> Iterator[Planted]:
    """Each of these looks for each line of the components that has at least so many characters."""
    for index, line in document.lines(*components):
        if len(line.text) < longest:
            continue
        for look in variants:
            made = document.with_look(index, **look)
            yield Planted(made, Place(index, 0, len(line.text)), typed_only=True)


def sheets(document: Document, variants: Iterable[dict[str, object]]) -> Iterator[Planted]:
    """Each of these sheets."""
    for variant in variants:
        made = replace(document, sheet=replace(document.sheet, **variant))  # type: ignore[arg-type]
        yield Planted(made, typed_only=True)


def inserted(document: Document, sentences: Sequence[str]) -> Iterator[Planted]:
    """Each sentence at the end of each running line that ends with a full stop."""
    for index, line in document.lines(*_RUNNING):
        if not line.text.endswith(".") or line.text.endswith("./."):
            continue
        for sentence in sentences:
            text = f"{line.text} {sentence}"
            place = Place(index, len(line.text) + 1, len(text))
            yield Planted(document.with_text(index, text), place)


def added_lines(document: Document, texts: Sequence[str], component: Component) -> Iterator[Planted]:
    """Each text as a line of its own, ahead of each running line but the first."""
    places = [index for index, _ in document.lines(*_RUNNING)][1:]
    for index in places:
        for text in texts:
            line = Line(component, text)
            made = document.with_block(index, line, document.blocks[index])
            yield Planted(made, Place(index, 0, len(text)))
