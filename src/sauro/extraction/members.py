"""Items and paragraphs as the rules for leaves see them: each with its attributes, read once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sauro.anatomy.dissect import is_closing
from sauro.anatomy.lines import Line
from sauro.anatomy.parts import DASHED, Item
from sauro.extraction.attributes import Attribute, AttributeKind, read_attributes
from sauro.extraction.once import once
from sauro.extraction.sections import is_funding, is_pointer
from sauro.extraction.units import is_unit_heading
from sauro.folio.passage import Passage
from sauro.text.capitals import is_capitals
from sauro.text.marks import MarkKind

__all__ = ["Node", "Sentence"]

_HEADING_WORDS = 45
"""Words of the longest heading without a full stop."""
_TITLE_WORDS = 8
"""Words of the longest sentence that still heads what follows it rather than being a duty of its own."""
_LONGEST_SECTION_NAME = 100
"""Characters of the longest name of a section that has nothing under it."""
_SHORTEST_DUTY = 12
"""Characters of the shortest plain paragraph that says a duty."""


@dataclass(frozen=True)
class Sentence:
    """A plain paragraph under an item."""

    line: Line
    attributes: tuple[Attribute, ...]
    """The attributes it gives; none for a paragraph that says a duty."""

    @property
    def passage(self) -> Passage:
        """Its words."""
        return self.line.passage

    @once
    def is_duty(self) -> bool:
        """Whether it may be a duty: it does not introduce, close or point elsewhere."""
        text = self.passage.text
        if text.endswith(":") or len(text) < _SHORTEST_DUTY:
            return False
        return not _is_passed_over(text) and not is_funding(text)


@dataclass(frozen=True)
class Node:
    """An item with what hangs under it, tables left out."""

    item: Item
    attributes: tuple[Attribute, ...] = ()
    """The attributes it gives; none for an item that holds or heads duties."""

    @property
    def content(self) -> Passage:
        """Its words behind the mark."""
        return self.item.content

    @property
    def kind(self) -> MarkKind | None:
        """The kind of its mark; None for the root."""
        return self.item.mark.kind if self.item.mark is not None else None

    @property
    def is_counted(self) -> bool:
        """Whether its mark names it; items under dashes and crosses are counted by us."""
        return self.kind not in DASHED

    @once
    def members(self) -> tuple[Node | Sentence, ...]:
        """Items and plain paragraphs directly under it, in order."""
        return tuple(_members(self.item))

    @once
    def children(self) -> tuple[Node, ...]:
        """The items directly under it that are no attributes."""
        return tuple(member for member in self.members if isinstance(member, Node) and not member.attributes)

    @once
    def own_attributes(self) -> tuple[Attribute, ...]:
        """Attributes that stand directly under it, before any duty."""
        out: list[Attribute] = []
        for member in self.members:
            if not member.attributes and not self._introduces(member):
                break
            out += member.attributes
        return tuple(out)

    @property
    def labelled_text(self) -> Passage | None:
        """The words of a line "- Nội dung thực hiện: …" under it: they are its task."""
        for attribute in self.own_attributes:
            if attribute.kind is AttributeKind.TEXT and attribute.value.text:
                return attribute.value
        return None

    @property
    def has_duties(self) -> bool:
        """Whether something under it may be a duty."""
        return any(not member.attributes and not self._introduces(member) for member in self.members)

    def holds_duty(self, sentence: Sentence) -> bool:
        """Whether a plain paragraph under it is a duty: beside marked items it only introduces them."""
        return sentence.is_duty and not self.children

    def _introduces(self, member: Node | Sentence) -> bool:
        return isinstance(member, Sentence) and not self.holds_duty(member)

    @once
    def is_passed_over(self) -> bool:
        """Whether it closes the plan or points at the appendix."""
        return _is_passed_over(self.content.text)

    @once
    def is_capitals(self) -> bool:
        """Whether its words are set in capitals."""
        return is_capitals(self.content.text)

    @once
    def is_bold(self) -> bool:
        """Whether its first line is bold throughout."""
        return self.item.line is not None and self.item.line.paragraph.is_bold

    @once
    def is_heading_like(self) -> bool:
        """Whether its own words are a title rather than a duty."""
        text = self.content.text
        if text.endswith(":") or self.is_capitals:
            return True
        words = len(text.split())
        if text.endswith((".", ";")):
            return words <= _TITLE_WORDS or is_unit_heading(self.content) or self.is_bold
        return words <= _HEADING_WORDS

    @property
    def is_bare_heading(self) -> bool:
        """Whether it is a heading although nothing stands under it: its duties are in the appendix, or it
        only names a unit."""
        text = self.content.text
        if not text or self.is_capitals or text.endswith(":"):
            return True
        short = len(text) < _LONGEST_SECTION_NAME and not text.endswith((".", ";"))
        return (self.kind is MarkKind.ROMAN and short) or is_unit_heading(self.content)


def _members(item: Item) -> Iterator[Node | Sentence]:
    for member in item.members:
        if isinstance(member, Item):
            yield Node(member, _attributes(member))
        elif isinstance(member, Line):
            yield Sentence(member, read_attributes(member.content))


def _attributes(item: Item) -> tuple[Attribute, ...]:
    """The attributes that an item gives; one without a value takes what hangs under it."""
    kind = item.mark.kind if item.mark is not None else None
    if kind is not None and kind <= MarkKind.BOLD:
        return ()  # "IV. Tổ chức thực hiện:" is a section
    attributes = read_attributes(item.content)
    if not attributes:
        return ()
    if kind is MarkKind.ARABIC and item.members and not attributes[0].value.text:
        return ()
    if attributes[0].kind is AttributeKind.TEXT and item.children:
        return ()
    if attributes[-1].value.text:
        return attributes
    below = (*(child.content for child in item.children), *(line.content for line in item.plain))
    last = [Attribute(attributes[-1].kind, content) for content in below if content.text]
    return (*attributes[:-1], *last)


def _is_passed_over(text: str) -> bool:
    return is_closing(text) or is_pointer(text)
