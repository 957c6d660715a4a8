"""The leaves of the sections of duties: what counts as one task, and which attributes, heading and units
reach it.

A leaf has no mark below it. Unmarked paragraphs under an item are leaves if there are several; a single one
belongs to the item, which is then the leaf.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from sauro.anatomy.parts import Item
from sauro.extraction.attributes import Attribute
from sauro.extraction.cooperation import cooperating_in
from sauro.extraction.members import Node, Sentence
from sauro.extraction.once import once
from sauro.extraction.sections import SectionKind, holds_none_inside, is_funding, section_kind
from sauro.extraction.units import head_units, heading_units, units_after_clause
from sauro.folio.passage import Passage
from sauro.records import quick
from sauro.text.marks import MarkKind

__all__ = ["Leaf", "Owner", "leaf_at", "leaves_of"]

_LONGEST_SECTION_TITLE = 120
"""Characters; of a longer item only what stands before the colon is a title."""
_TITLE_BEFORE_COLON = 80
"""Characters before the colon of the longest title that a sentence may follow."""
_LONGEST_TITLE = 25
"""Words of the longest title of a section without a colon."""


@dataclass(frozen=True)
class Owner:
    """What stands above a duty and may name who carries it out: a heading, or a sentence that leads in."""

    passage: Passage
    heading: bool

    @once
    def lead(self) -> tuple[Passage, ...]:
        """The units it names as those who carry out what follows."""
        if self.heading:
            return heading_units(self.passage)
        return head_units(self.passage)[0] or units_after_clause(self.passage)

    @once
    def cooperating(self) -> tuple[Passage, ...]:
        """The units it names after "phối hợp với", where it governs what follows ("Chủ trì, phối hợp với
        …:")."""
        governs = self.heading or self.passage.text.endswith(":")
        return cooperating_in(self.passage) if governs else ()


@dataclass(slots=True)
class Leaf:
    """One duty of the body. `owners` are the headings and lead-in sentences above it, nearest first;
    `attributes` those that reach it, nearest first."""

    labels: tuple[str, ...]
    content: Passage
    heading: Passage | None
    owners: tuple[Owner, ...]
    attributes: list[Attribute] = field(default_factory=list)

    def take(self, attributes: Sequence[Attribute], inherited: Sequence[Attribute]) -> None:
        """Adds attributes that hold for a group of leaves: nearer than those `inherited` from above the
        group, but never in place of the leaf's own."""
        own = {attribute.kind for attribute in self.attributes if attribute not in inherited}
        new = [attribute for attribute in attributes if attribute.kind not in own]
        self.attributes = [*new, *self.attributes]


@quick
@dataclass(frozen=True, slots=True)
class _Context:
    """What comes down from above."""

    labels: tuple[str, ...]
    heading: Passage | None
    owners: tuple[Owner, ...]
    attributes: tuple[Attribute, ...]
    kind: SectionKind

    def leaf(self, content: Passage, label: str) -> Leaf:
        """A leaf directly under it."""
        return Leaf((*self.labels, label), content, self.heading, self.owners, list(self.attributes))


def leaves_of(root: Item) -> Iterator[Leaf]:
    """All leaves of the sections that hold duties, in order. Without sections the whole body is one."""
    start = _Context((), None, (), (), SectionKind.OPEN)
    yield from _below(Node(root), start, top=True)


def leaf_at(root: Item, start: int) -> Leaf | None:
    """The item or plain paragraph that holds character `start`, as a leaf, whatever speaks against its being
    a duty: a person says that it is one. None where nothing of the body stands there."""
    return _pointed_out(Node(root), _Context((), None, (), (), SectionKind.DUTIES), start)


def _pointed_out(node: Node, context: _Context, start: int) -> Leaf | None:
    number = 0
    for place, member in enumerate(node.members):
        mark = member.item.mark if isinstance(member, Node) and member.is_counted else None
        number += mark is None
        label = mark.label if mark is not None else str(number)
        if _line_of(member).span().holds(start):
            leaf = context.leaf(member.content if isinstance(member, Node) else member.passage, label)
            leaf.attributes = [*_told_of(node, place), *leaf.attributes]
            return leaf
        if isinstance(member, Node):
            labels, owners = (*context.labels, label), (*_owners(member), *context.owners)
            below = _Context(labels, _heading(member, context), owners, context.attributes, context.kind)
            if (found := _pointed_out(member, below, start)) is not None:
                return found
    return None


def _line_of(member: Node | Sentence) -> Passage:
    if isinstance(member, Sentence):
        return member.passage
    return member.item.line.passage if member.item.line is not None else member.content


def _told_of(node: Node, place: int) -> Iterator[Attribute]:
    """What the lines under a member and those right behind it tell of it."""
    member = node.members[place]
    if isinstance(member, Node):
        yield from member.own_attributes
    for after in takewhile(lambda one: one.attributes, node.members[place + 1 :]):
        yield from after.attributes


def _below(node: Node, context: _Context, *, top: bool = False) -> Iterator[Leaf]:
    """The leaves among the members of an item. Attribute lines close the group of leaves before them."""
    group: list[Leaf] = []
    closing: list[Attribute] = []
    number = 0
    for member in node.members:
        if member.attributes:
            told = {attribute.kind for attribute in closing}
            closing += (attribute for attribute in member.attributes if attribute.kind not in told)
            continue
        if closing:
            yield from _closed(group, closing, context)
            group, closing = [], []
        if isinstance(member, Sentence):
            if not top and node.holds_duty(member):
                number += 1
                group.append(context.leaf(member.passage, str(number)))
            continue
        if not member.is_counted and not member.is_passed_over:
            number += 1
        group += _leaves(member, context, number)
    group = _closed(group, closing, context)
    _share_last(node, group, context.attributes)
    yield from group


def _closed(group: list[Leaf], closing: Sequence[Attribute], context: _Context) -> list[Leaf]:
    """A group of leaves with the attributes that close it."""
    if closing:
        for leaf in group:
            leaf.take(closing, context.attributes)
    return group


def _share_last(node: Node, group: Sequence[Leaf], inherited: Sequence[Attribute]) -> None:
    """Plain attribute lines after the last of several lettered items hold for them all, where the others have
    none of their own ("a) … b) … Thời gian thực hiện: …")."""
    children = node.children
    if len(children) < 2 or not children[-1].is_counted:
        return
    shared = [
        attribute
        for member in children[-1].members
        if isinstance(member, Sentence)
        for attribute in member.attributes
    ]
    if shared and not any(member.attributes for child in children[:-1] for member in child.members):
        for leaf in group:
            leaf.take(shared, inherited)


def _leaves(node: Node, context: _Context, number: int) -> list[Leaf]:
    """The leaves of one item: itself, its paragraphs, or what hangs below. `number` is its own among those
    without a label."""
    mark = node.item.mark
    if mark is None or node.is_passed_over:
        return []
    kind = _section(node, context)
    if kind is SectionKind.NONE or is_funding(node.content.text):
        return []
    label = mark.label if node.is_counted else str(number)
    below = _Context(
        (*context.labels, label),
        _heading(node, context),
        (*_owners(node), *context.owners),
        (*node.own_attributes, *context.attributes),
        kind,
    )
    leaves = list(_below(node, below)) if node.has_duties else []
    if not leaves:
        return _own_leaf(node, context, below)
    if node.children:
        return leaves
    return _with_paragraphs(node, context, below, leaves)


def _own_leaf(node: Node, context: _Context, below: _Context) -> list[Leaf]:
    """The item itself, unless it is a heading with nothing under it."""
    labelled = node.labelled_text
    if labelled is None and node.is_bare_heading:
        return []
    # A heading heads the labelled text under it, but not itself.
    heading = below.heading if labelled or below.heading is not node.content else context.heading
    return [Leaf(below.labels, labelled or node.content, heading, context.owners, list(below.attributes))]


def _with_paragraphs(node: Node, context: _Context, below: _Context, leaves: list[Leaf]) -> list[Leaf]:
    """An item with plain paragraphs only: a heading of them, or the first of several duties."""
    if node.is_heading_like:
        if len(leaves) == 1:
            leaves[0].labels = below.labels
        return leaves
    attributes = leaves[-1].attributes or below.attributes
    first = Leaf((*below.labels, "1"), node.content, below.heading, context.owners, list(attributes))
    for place, leaf in enumerate(leaves, 2):
        leaf.labels = (*below.labels, str(place))
    return [first, *leaves]


def _owners(node: Node) -> Iterator[Owner]:
    """The sentences that lead in ("… tập trung thực hiện các nhiệm vụ sau:") stand nearer than the
    heading."""
    for member in node.members:
        if isinstance(member, Node):
            break
        if member.passage.text.endswith(":"):
            yield Owner(member.passage, heading=False)
    yield Owner(node.content, heading=node.is_heading_like)


def _section(node: Node, context: _Context) -> SectionKind:
    """What the item's title says, else what holds above it. A section of duties keeps its purposes and funds
    out."""
    if not _is_titled(node):
        return context.kind
    text = node.content.text
    title = text.split(":")[0] if len(text) > _LONGEST_SECTION_TITLE else text
    if context.kind is SectionKind.DUTIES:
        none = holds_none_inside(title, heads=bool(node.item.members))
        return SectionKind.NONE if none else SectionKind.DUTIES
    own = section_kind(title)
    return own if own is not SectionKind.OPEN else context.kind


def _is_titled(node: Node) -> bool:
    """Whether the item's first words are a title, and not the duty itself."""
    text = node.content.text
    if ":" in text[:_TITLE_BEFORE_COLON] or node.is_capitals or node.is_bold:
        return True
    return not text.endswith((".", ";")) and len(text.split()) <= _LONGEST_TITLE


def _heading(node: Node, context: _Context) -> Passage | None:
    """The nearest arabic heading; the contract gives none to a duty that stands directly in a section."""
    kind = node.kind
    if kind is not None and MarkKind.ARTICLE <= kind <= MarkKind.DECIMAL_4 and node.item.members:
        return node.content
    return context.heading
