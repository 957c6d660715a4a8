"""The leaves of the sections of duties: what counts as one task, and which attributes, heading and units reach it.

The contract: a leaf is the deepest numbered, lettered or dashed item, or, where an item holds several plain
paragraphs and no deeper marks, each paragraph; an item with one plain paragraph is itself the leaf.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sauro.anatomy.dissect import is_closing
from sauro.anatomy.lines import Line, is_capitals
from sauro.anatomy.parts import Item
from sauro.extraction.attributes import Attribute, AttributeKind, read_attributes
from sauro.extraction.sections import SectionKind, holds_none_inside, is_pointer, section_kind
from sauro.extraction.units import (
    cooperating_in,
    head_units,
    heading_units,
    is_unit_heading,
    units_after_clause,
)
from sauro.folio.model import Table
from sauro.folio.passage import Passage
from sauro.text.marks import MarkKind

__all__ = ["Leaf", "Owner", "leaves_of"]

_UNMARKED = (MarkKind.STAR, MarkKind.DASH, MarkKind.CROSS)
_HEADING_WORDS = 45
"""Words of the longest heading without a full stop."""
_LONGEST_SECTION_TITLE = 120
"""Characters; of a longer item only what stands before the colon is a title."""
_TITLE_WORDS = 8
"""Words of the longest sentence that still heads what follows it rather than being a duty of its own."""


@dataclass(frozen=True)
class Owner:
    """What stands above a duty and may name who carries it out: a heading, or a sentence that leads in."""

    passage: Passage
    heading: bool

    @cached_property
    def lead(self) -> tuple[Passage, ...]:
        """The units it names as those who carry out what follows."""
        if self.heading:
            return heading_units(self.passage)
        return head_units(self.passage)[0] or units_after_clause(self.passage)

    @cached_property
    def cooperating(self) -> tuple[Passage, ...]:
        """The units it names after "phối hợp với", where it governs what follows ("Chủ trì, phối hợp với …:")."""
        governs = self.heading or self.passage.text.endswith(":")
        return cooperating_in(self.passage) if governs else ()


@dataclass(slots=True)
class Leaf:
    """One duty of the body. `owners` are the headings and lead-in sentences above it, nearest first; `attributes`
    those that reach it, nearest first."""

    labels: tuple[str, ...]
    content: Passage
    heading: Passage | None
    owners: tuple[Owner, ...]
    attributes: list[Attribute] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Context:
    """What comes down from above."""

    labels: tuple[str, ...]
    heading: Passage | None
    owners: tuple[Owner, ...]
    attributes: tuple[Attribute, ...]
    kind: SectionKind


def leaves_of(root: Item) -> Iterator[Leaf]:
    """All leaves of the sections that hold duties, in order. Without sections the whole body is one."""
    start = _Context((), None, (), (), SectionKind.OPEN)
    yield from _members(root, start, top=True)


def _members(item: Item, context: _Context, *, top: bool = False) -> Iterator[Leaf]:
    """The leaves among the members of an item. Attribute lines close the group of leaves before them."""
    group: list[Leaf] = []
    closed = False
    number = 0
    for member in item.members:
        if isinstance(member, Table):
            continue
        attributes = _attributes(member)
        if attributes:
            for leaf in group:
                leaf.attributes[0:0] = _not_yet(leaf, attributes)
            closed = True
            continue
        if closed:
            yield from group
            group, closed = [], False
        if isinstance(member, Line):
            if top or not _is_duty_line(member, item):
                continue
            number += 1
            group.append(_plain_leaf(member.passage, (*context.labels, str(number)), context))
            continue
        if member.mark is not None and member.mark.kind in _UNMARKED and not _is_passed_over(member.content.text):
            number += 1
        group += list(_item(member, context, str(number)))
    _share_last(item, group)
    yield from group


def _share_last(item: Item, group: Sequence[Leaf]) -> None:
    """Plain attribute lines after the last of several lettered items hold for them all, where the others have none
    of their own ("a) … b) … Thời gian thực hiện: …")."""
    children = [child for child in item.children if not _attributes(child)]
    if len(children) < 2 or children[-1].mark is None or children[-1].mark.kind in _UNMARKED:
        return
    shared = [attribute for line in children[-1].plain for attribute in _attributes(line)]
    if shared and not any(_attributes(member) for child in children[:-1] for member in _texts(child)):
        for leaf in group:
            leaf.attributes += _not_yet(leaf, shared)


def _texts(item: Item) -> list[Item | Line]:
    return [member for member in item.members if not isinstance(member, Table)]


def _not_yet(leaf: Leaf, attributes: Sequence[Attribute]) -> list[Attribute]:
    """An attribute of the leaf's own stands before one that follows a whole group."""
    own = {attribute.kind for attribute in leaf.attributes}
    return [attribute for attribute in attributes if attribute.kind not in own]


def _item(item: Item, context: _Context, number: str) -> Iterator[Leaf]:
    """The leaves of one item: itself, its paragraphs, or what hangs below."""
    text = item.content.text
    mark = item.mark
    if mark is None or _is_passed_over(text):
        return
    kind = _kind(item, context)
    if kind is SectionKind.NONE:
        return
    own = _own_attributes(item)
    inherited = (*own, *context.attributes)
    labels = (*context.labels, number if mark.kind in _UNMARKED else mark.label)
    heading = _heading(item, context)
    below = _Context(labels, heading, (*_owners(item), *context.owners), inherited, kind)
    leaves_below = list(_members(item, below)) if _has_duties(item) else []
    content = _attribute_text(item) or item.content
    if not leaves_below:
        if content is not item.content or not _is_bare_heading(item):
            own_heading = heading if content is not item.content or heading is not item.content else context.heading
            yield Leaf(labels, content, own_heading, context.owners, list(inherited))
        return
    plain_only = not any(True for child in item.children if not _attributes(child))
    if plain_only and len(leaves_below) == 1 and _is_heading_like(item):
        leaf = leaves_below[0]
        leaf.labels = labels
        yield leaf
        return
    if plain_only and not _is_heading_like(item):
        yield Leaf((*labels, "1"), item.content, heading, context.owners, list(leaves_below[-1].attributes or inherited))
        for place, leaf in enumerate(leaves_below, 2):
            leaf.labels = (*labels, str(place))
            yield leaf
        return
    yield from leaves_below


def _owners(item: Item) -> Iterator[Owner]:
    """The sentences that lead in ("… tập trung thực hiện các nhiệm vụ sau:") stand nearer than the heading."""
    for member in item.members:
        if isinstance(member, Line) and member.text.endswith(":"):
            yield Owner(member.passage, heading=False)
        elif isinstance(member, Item):
            break
    yield Owner(item.content, heading=_is_heading_like(item))


def _plain_leaf(passage: Passage, labels: tuple[str, ...], context: _Context) -> Leaf:
    return Leaf(labels, passage, context.heading, context.owners, list(context.attributes))


def _kind(item: Item, context: _Context) -> SectionKind:
    """What the item's title says, else what holds above it. A section of duties keeps its purposes and funds out."""
    text = item.content.text
    if not _is_titled(item):
        return context.kind
    title = text.split(":")[0] if len(text) > _LONGEST_SECTION_TITLE else text
    if context.kind is SectionKind.DUTIES:
        return SectionKind.NONE if holds_none_inside(title, heads=bool(item.members)) else context.kind
    own = section_kind(title)
    return own if own is not SectionKind.OPEN else context.kind


def _is_titled(item: Item) -> bool:
    """Whether the item's first words are a title, and not the duty itself."""
    text = item.content.text
    if is_capitals(text) or (item.line is not None and item.line.paragraph.is_bold):
        return True
    if ":" in text[:80]:
        return True
    return len(text.split()) <= 25 and not text.rstrip().endswith((".", ";"))


def _heading(item: Item, context: _Context) -> Passage | None:
    """The nearest arabic heading; the contract gives none to a duty that stands directly in a section."""
    mark = item.mark
    if mark is not None and MarkKind.ARTICLE <= mark.kind <= MarkKind.DECIMAL_4 and item.members:
        return item.content
    return context.heading


def _has_duties(item: Item) -> bool:
    return any(
        not isinstance(member, Table) and not _attributes(member) and not _is_intro(member, item) for member in item.members
    )


def _is_intro(member: Item | Line, item: Item) -> bool:
    return isinstance(member, Line) and not _is_duty_line(member, item)


def _is_duty_line(line: Line, item: Item) -> bool:
    """A plain paragraph is a duty unless it introduces, closes or points elsewhere; beside deeper marks only among
    dashes, as their equal."""
    text = line.text
    if text.endswith(":") or _is_passed_over(text) or len(text) < 12:
        return False
    marked = [child for child in item.children if not _attributes(child)]
    if not marked:
        return True
    return False


def _is_passed_over(text: str) -> bool:
    return is_closing(text) or is_pointer(text)


def _is_bare_heading(item: Item) -> bool:
    """A heading under which nothing stands (its duties are in the appendix, or it only names a unit)."""
    text = item.content.text
    if not text or is_capitals(text) or text.endswith(":"):
        return True
    mark = item.mark
    if mark is not None and mark.kind is MarkKind.ROMAN and len(text) < 100 and not text.endswith((".", ";")):
        return True
    return is_unit_heading(text)


def _is_heading_like(item: Item) -> bool:
    """Whether the item's own text is a title rather than a duty."""
    text = item.content.text
    words = len(text.split())
    if text.endswith(":") or is_capitals(text):
        return True
    if text.endswith((".", ";")):
        return words <= _TITLE_WORDS or is_unit_heading(text) or item.line is not None and item.line.paragraph.is_bold
    return words <= _HEADING_WORDS


def _attributes(member: Item | Line) -> tuple[Attribute, ...]:
    """The attributes a member gives; an attribute without a value takes what hangs under it."""
    if isinstance(member, Item) and member.mark is not None and member.mark.kind <= MarkKind.BOLD:
        return ()  # "IV. Tổ chức thực hiện:" is a section
    attributes = read_attributes(member.content)
    if not attributes or not isinstance(member, Item):
        return attributes
    if member.mark is not None and member.mark.kind is MarkKind.ARABIC and member.members and not attributes[0].value.text:
        return ()
    if attributes[0].kind is AttributeKind.TEXT and member.children:
        return ()
    if not attributes[-1].value.text:
        below = [child.content for child in member.children] + [line.content for line in member.plain]
        last = [Attribute(attributes[-1].kind, content) for content in below if content.text]
        return (*attributes[:-1], *last)
    return attributes


def _own_attributes(item: Item) -> tuple[Attribute, ...]:
    """Attributes that stand directly under the item, before any duty: they are the item's own."""
    out: list[Attribute] = []
    for member in item.members:
        if isinstance(member, Table):
            continue
        found = _attributes(member)
        if not found:
            if _is_intro(member, item):
                continue
            break
        out += found
    return tuple(out)


def _attribute_text(item: Item) -> Passage | None:
    """The words of a line "- Nội dung thực hiện: …" are the task of the item."""
    for attribute in _own_attributes(item):
        if attribute.kind is AttributeKind.TEXT and attribute.value.text:
            return attribute.value
    return None
