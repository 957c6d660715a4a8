"""A document of our own making, before it is typed: lines that know their component, tables, the sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sauro.checks.known import NOTHING_KNOWN, Known
from sauro.checks.model import Issuer
from sauro.doctypes.components import Component
from sauro.doctypes.kinds import DocumentKind

__all__ = ["Block", "Document", "Grid", "Line", "Look", "Place", "Planted", "Sheet"]


@dataclass(frozen=True, slots=True)
class Look:
    """What is set otherwise than the component's form in the hand that types; None: as the hand has it.
    Sizes and spaces in points, the indent in millimetres, `line` a multiple of the single line, `colour`
    six hexadecimal digits."""

    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    font: str | None = None
    colour: str | None = None
    align: str | None = None
    indent: float | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    rule: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `component` is None for what the decree gives no form ("QUYẾT ĐỊNH:"); `side` is the half
    of the head or foot that it stands in, `row` which row of that; its first `lead` characters are bold."""

    component: Component | None
    text: str
    side: str = ""
    row: int = 0
    lead: int = 0
    look: Look = Look()


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table, its first row the head."""

    rows: tuple[tuple[str, ...], ...]
    look: Look = Look()


Block = Line | Grid


@dataclass(frozen=True, slots=True)
class Sheet:
    """The paper, in millimetres, and its page number; `appendix_starts` is the first number of an
    appendix, None where it goes on counting."""

    width: float = 210
    height: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 20
    number: bool = True
    number_size: float = 13
    number_align: str = "centre"
    number_italic: bool = False
    first_is_numbered: bool = False
    appendix_starts: int | None = 1


@dataclass(frozen=True, slots=True)
class Place:
    """Characters of a block's text, of one of its cells where the block is a table."""

    block: int
    start: int
    end: int
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document, who issues it, and what the register holds around it."""

    name: str
    kind: DocumentKind
    issuer: Issuer
    blocks: tuple[Block, ...]
    sheet: Sheet = field(default_factory=Sheet)
    known: Known = NOTHING_KNOWN

    def lines(self, *components: Component) -> Iterator[tuple[int, Line]]:
        """The lines of these components (all, if none is named) with their places among the blocks."""
        for index, block in enumerate(self.blocks):
            if isinstance(block, Line) and (not components or block.component in components):
                yield index, block

    def grids(self) -> Iterator[tuple[int, Grid]]:
        """The tables with their places among the blocks."""
        for index, block in enumerate(self.blocks):
            if isinstance(block, Grid):
                yield index, block

    def line(self, index: int) -> Line:
        """The block at this place, which is a line."""
        block = self.blocks[index]
        if not isinstance(block, Line):
            raise ValueError(f"no line: {index}")
        return block

    def grid(self, index: int) -> Grid:
        """The block at this place, which is a table."""
        block = self.blocks[index]
        if not isinstance(block, Grid):
            raise ValueError(f"no table: {index}")
        return block

    def with_block(self, index: int, *blocks: Block) -> Document:
        """The document with other blocks (or none) in the place of one."""
        return replace(self, blocks=(*self.blocks[:index], *blocks, *self.blocks[index + 1 :]))

    def with_text(self, index: int, text: str) -> Document:
        """The document in which a line says something else."""
        line = self.line(index)
        return self.with_block(index, replace(line, text=text, lead=min(line.lead, len(text))))

    def with_look(self, index: int, **look: object) -> Document:
        """The document in which a line or table is set otherwise."""
        block = self.blocks[index]
        return self.with_block(index, replace(block, look=replace(block.look, **look)))  # type: ignore[arg-type]

    def with_cell(self, index: int, row: int, column: int, text: str) -> Document:
        """The document in which a cell says something else."""
        grid = self.grid(index)
        rows = [list(cells) for cells in grid.rows]
        rows[row][column] = text
        return self.with_block(index, replace(grid, rows=tuple(tuple(cells) for cells in rows)))


@dataclass(frozen=True, slots=True)
class Planted:
    """A document with one fault. `place` is None where the whole document is meant; `typed_only` says that
    the fault is in how the file is set and cannot be seen in bare text."""

    document: Document
    place: Place | None = None
    typed_only: bool = False
