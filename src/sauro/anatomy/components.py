"""Which words of a document are which component (NĐ 30/2020, Phụ lục I, ô số 1 to 14), in a file of any make.

What the styles of our own files say goes before what is read; what cannot be told is left out.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sauro.anatomy.body_components import appendix_component, item_component, plain_component
from sauro.anatomy.foot_components import foot_pieces, is_contact
from sauro.anatomy.head_components import head_pieces
from sauro.anatomy.lines import Line, lines_of
from sauro.anatomy.parts import Anatomy
from sauro.doctypes.components import Component, component_named
from sauro.folio.model import Folio, Paragraph, Part, Table
from sauro.folio.passage import Passage
from sauro.folio.span import Span

__all__ = ["Components", "Piece", "components_of"]

_MOST = 0.9
"""Part of a paragraph that one component has to take for the whole to count as it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one component, with single spaces; `whole` is whether they are all of their paragraph;
    `styled` whether the paragraph's style tells the component."""

    component: Component
    passage: Passage
    whole: bool = False
    styled: bool = False

    @property
    def text(self) -> str:
        """The words."""
        return self.passage.text

    @property
    def span(self) -> Span:
        """Their place in the Folio."""
        return self.passage.span()


@dataclass(frozen=True, slots=True)
class Components:
    """The pieces of a document in their order."""

    pieces: tuple[Piece, ...] = ()
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def of(self, *components: Component) -> tuple[Piece, ...]:
        """The pieces of these components."""
        return tuple(piece for piece in self.pieces if piece.component in components)

    def first(self, component: Component) -> Piece | None:
        """The first piece of a component."""
        return next(iter(self.of(component)), None)

    def at(self, span: Span) -> Component | None:
        """The component of the paragraph at this place; None where it has none or holds several."""
        if not self._starts:
            self._starts.extend(piece.span.start for piece in self.pieces)
        index = bisect_right(self._starts, span.start - 1)
        found: Piece | None = None
        for piece in self.pieces[index:]:
            if piece.span.start >= span.end:
                break
            if found is not None:
                return None
            found = piece
        return found.component if found is not None and found.whole else None


def components_of(folio: Folio, anatomy: Anatomy) -> Components:
    """The components of a document that was taken apart."""
    paragraphs = list(folio.paragraphs)
    lines = [line for line in lines_of(folio) if isinstance(line, Line)]
    named = [
        Piece(component, Passage.of(one.text, one.span.start), whole=True, styled=True)
        for one in paragraphs
        if (component := component_named(one.style)) is not None
    ]
    taken = {piece.span.start for piece in named}
    if len(named) == len(paragraphs):
        return Components(tuple(named))
    read = [*head_pieces(lines), *foot_pieces(folio.text, lines, anatomy.ending), *_body(anatomy)]
    read += _margins(paragraphs)
    starts = [one.span.start for one in paragraphs]
    out: dict[int, Piece] = {}
    for component, passage in read:
        span = passage.span()
        paragraph = paragraphs[max(0, bisect_right(starts, span.start) - 1)] if paragraphs else None
        if paragraph is None or paragraph.span.start in taken or not passage.text:
            continue
        out.setdefault(span.start, Piece(component, passage, _is_whole(span, paragraph)))
    return Components(tuple(sorted([*named, *out.values()], key=lambda piece: piece.span.start)))


def _is_whole(span: Span, paragraph: Paragraph) -> bool:
    return len(span) >= _MOST * len(paragraph.text.strip())


def _margins(paragraphs: Iterable[Paragraph]) -> Iterator[tuple[Component, Passage]]:
    """What the margin at the bottom says of the office."""
    for one in paragraphs:
        if one.part is Part.FOOTER and is_contact(one.text.strip()):
            yield Component.CONTACT, Passage.of(one.text, one.span.start)


def _body(anatomy: Anatomy) -> Iterator[tuple[Component, Passage]]:
    yield from _plain(anatomy.preamble, before=True)
    items = list(anatomy.body.walk())
    # The line that names who decides ("CHỦ TỊCH …") stands above the bases as a title does.
    first = next((one.line.passage.start for one in items if one.line and one.line.mark), None)
    for item in items:
        if item.line is not None and (component := item_component(item)) is not None:
            yield component, item.line.passage
        start = item.plain[0].passage.start if item.plain else 0
        yield from _plain(item.plain, before=first is not None and start < first)
    yield from _plain(anatomy.closing)
    for appendix in anatomy.appendices:
        if appendix.caption is not None:
            yield from _caption(appendix.caption, appendix.title, appendix.label)
        if appendix.attached_to is not None:
            yield Component.APPENDIX_BASIS, appendix.attached_to.passage
        for block in appendix.blocks:
            if not isinstance(block, Table) and (named := appendix_component(block)) is not None:
                yield named, block.passage


def _plain(lines: Iterable[Line], *, before: bool = False) -> Iterator[tuple[Component, Passage]]:
    """Lines without marks, those `before` the first item apart: bases stand there only."""
    for line in lines:
        component = plain_component(line, before=before)
        if component is not None:
            yield component, line.passage


def _caption(caption: Line, title: Passage | None, label: str) -> Iterator[tuple[Component, Passage]]:
    """The caption of an appendix and its title; those of forms and lists ("Mẫu số 2") have no rule."""
    if not caption.text.casefold().startswith("phụ lục"):
        return
    end = len(caption.text)
    if title is not None and caption.passage.span().holds(title.start):
        end = caption.text.find(title.text.split(" ")[0])
    elif caption.text.find("(") > 0:
        end = caption.text.find("(")
    yield Component.APPENDIX, caption.passage.part(0, end)
    if title is not None and title.text:
        yield Component.APPENDIX_TITLE, title
