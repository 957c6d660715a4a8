"""The parts of an administrative document (NĐ 30/2020/NĐ-CP, Điều 8 and Phụ lục I)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sauro.anatomy.lines import Line
from sauro.folio.model import Table
from sauro.folio.passage import Passage
from sauro.text.marks import Mark, MarkKind

__all__ = ["DASHED", "Anatomy", "Appendix", "Ending", "Heading", "Item"]

DASHED = (MarkKind.STAR, MarkKind.DASH, MarkKind.CROSS)
"""The kinds of marks that do not count."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The head: who issues, number and symbol, place and date, kind and subject. A part that the file has
    lost is empty; nothing is guessed here."""

    issuer: tuple[Line, ...] = ()
    number: Line | None = None
    date: Line | None = None
    kind: Passage | None = None
    subject: tuple[Passage, ...] = ()
    carried_by: Line | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """The foot: recipients, authority and position of the signer, and the signer's name."""

    recipients: tuple[Passage, ...] = ()
    titles: tuple[Passage, ...] = ()
    name: Passage | None = None


@dataclass(slots=True)
class Item:
    """A numbered, lettered or dashed item and what hangs under it. The root has no line. `content` is the
    text after the mark; `members` are the items, plain paragraphs and tables directly under it in order,
    filled by `add`, and `children` the items among them. A plan may hold thousands under one item: what is
    asked of them again and again is kept."""

    line: Line | None
    mark: Mark | None
    content: Passage
    parent: Item | None = None
    members: list[Item | Line | Table] = field(default_factory=list)
    children: list[Item] = field(default_factory=list)
    last_counted: Item | None = None
    """The last of the children whose mark is no dash, star or plus."""
    has_capital: bool = False
    """Whether one of the children is marked with a capital letter."""

    def add(self, member: Item | Line | Table) -> None:
        """Hangs a member under this item, behind the others. The mark of an item is settled before."""
        self.members.append(member)
        if not isinstance(member, Item):
            return
        member.parent = self
        self.children.append(member)
        kind = member.mark.kind if member.mark is not None else None
        if kind not in DASHED:
            self.last_counted = member
        self.has_capital = self.has_capital or kind is MarkKind.CAPITAL

    @property
    def plain(self) -> list[Line]:
        """The plain paragraphs directly under this one."""
        return [member for member in self.members if isinstance(member, Line)]

    @property
    def tables(self) -> list[Table]:
        """The tables directly under this one."""
        return [member for member in self.members if isinstance(member, Table)]

    def walk(self) -> Iterator[Item]:
        """This item and all below it, in order."""
        waiting = [self]
        while waiting:
            item = waiting.pop()
            yield item
            waiting += reversed(item.children)


@dataclass(frozen=True, slots=True)
class Appendix:
    """An appendix: its caption ("PHỤ LỤC II"), label ("II", empty where there is one only), title, the line
    that names its document, and its blocks."""

    caption: Line | None
    label: str
    title: Passage | None
    attached_to: Line | None
    blocks: tuple[Line | Table, ...]


@dataclass(frozen=True, slots=True)
class Anatomy:
    """A document in its parts. `preamble` are the lines between subject and first item, `closing` those after
    the last one."""

    heading: Heading
    preamble: tuple[Line, ...]
    body: Item
    closing: tuple[Line, ...]
    ending: Ending
    appendices: tuple[Appendix, ...]
