"""How a document is set on paper: sheets and margins, and of each paragraph the letters and the room about
them. What a form check looks at; a Folio holds what was said, not how it was set."""

from __future__ import annotations

from dataclasses import dataclass

from sauro.doctypes.components import Component
from sauro.folio.model import Alignment
from sauro.folio.span import Span

__all__ = ["PageNumber", "Paper", "SetParagraph", "SetRun", "Setting"]


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number in the margin at the top; `size` in points, None where nothing says it."""

    size: float | None
    alignment: Alignment | None
    upright: bool = True


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheets of one section, all lengths in millimetres. `page_number` is None where none stands at the
    top; `first_is_numbered` is whether the first sheet shows it; `starts_at` the first number where the
    section does not go on counting."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    page_number: PageNumber | None = None
    first_is_numbered: bool = False
    starts_at: int | None = None


@dataclass(frozen=True, slots=True)
class SetRun:
    """Letters of one make; `size` in points, `colour` as six hexadecimal digits. `font`, `size` and `colour`
    are None where nothing in the file says them. `linked` are the words of a link to an address."""

    text: str
    font: str | None
    size: float | None
    bold: bool
    italic: bool
    colour: str | None = None
    underlined: bool = False
    linked: bool = False


@dataclass(frozen=True, slots=True)
class SetParagraph:
    """A paragraph that prints something. `text` and `span` are those of the paragraph in the Folio, its
    computed number included; `section` counts the papers from 0; `component` is None where nothing tells
    which it is; `indent` of the first line is in millimetres, None where a list or a tab decides it;
    `before` and `after` are points; `line` is the height of a line in single ones, None where nothing tells;
    `ruled` is whether a line is drawn below, by a border, a shape, an underline or signs in a row;
    `in_margin` whether it stands in a header or footer."""

    text: str
    span: Span
    section: int
    component: Component | None
    runs: tuple[SetRun, ...]
    alignment: Alignment | None = None
    indent: float | None = 0
    before: float = 0
    after: float = 0
    in_table: bool = False
    line: float | None = None
    ruled: bool = False
    in_margin: bool = False


@dataclass(frozen=True, slots=True)
class Setting:
    """The whole document: `text` is that of its Folio, `shapes` the places in it of drawn lines, those not
    known to belong to one paragraph included."""

    text: str
    papers: tuple[Paper, ...]
    paragraphs: tuple[SetParagraph, ...]
    shapes: tuple[int, ...] = ()

    def of(self, *components: Component) -> tuple[SetParagraph, ...]:
        """The paragraphs of these components, in order."""
        return tuple(one for one in self.paragraphs if one.component in components)
